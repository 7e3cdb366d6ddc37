# review: drafted
# ਮਦਦ ਦੇ ਨੰਬਰ। ਨਾਂ ਤੇ ਨੰਬਰ ਹੈਲਪ ਲਾਈਨਾਂ ਦੀਆਂ ਆਪਣੀਆਂ ਫ਼ਾਈਲਾਂ ਤੋਂ ਆਉਂਦੇ ਹਨ।

help-title = ਮਦਦ ਦੇ ਨੰਬਰ
help-line = { $ways } · { $name }
help-text = { $word } ਲਿਖ ਕੇ ਮੈਸੇਜ: { $number }
country-US = ਅਮਰੀਕਾ
country-CA = ਕੈਨੇਡਾ
country-MX = ਮੈਕਸੀਕੋ
