# review: drafted
# Números de ayuda. Los nombres y números vienen de los archivos de las líneas.

help-title = Números de ayuda
help-line = { $ways } · { $name }
help-text = mensaje { $word } al { $number }
country-US = Estados Unidos
country-CA = Canadá
country-MX = México
