# review: drafted
# Numéros d’aide. Les noms et les numéros viennent des fichiers des lignes.

help-title = Numéros d’aide
help-line = { $ways } · { $name }
help-text = texto { $word } au { $number }
country-US = États-Unis
country-CA = Canada
country-MX = Mexique
