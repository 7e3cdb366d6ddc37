# review: drafted
# Телефоны помощи. Названия и номера берутся из файлов самих линий.

help-title = Телефоны помощи
help-line = { $ways } · { $name }
help-text = СМС { $word } на { $number }
country-US = США
country-CA = Канада
country-MX = Мексика
