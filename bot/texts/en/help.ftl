# Help numbers. Names and numbers come from the help lines' own files.

help-title = Help numbers
help-line = { $ways } · { $name }
# safety
help-text = text { $word } to { $number }
country-US = United States
country-CA = Canada
country-MX = Mexico
