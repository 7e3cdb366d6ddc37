# review: drafted
# ਗੱਡੀਆਂ, ਜਿਵੇਂ ਪੜ੍ਹ ਕੇ ਸੁਣਾਈਆਂ ਜਾਂਦੀਆਂ ਹਨ। color- ਤੇ body- ਤੋਂ ਬਾਅਦ ਵਾਲੇ ਸ਼ਬਦ tips/data/vehicles.toml ਦੇ ਹਨ।

vehicle-colored = { $vehicle }, ਰੰਗ { $color }
vehicle-color = ਰੰਗ { $color }
vehicle-plain = { $vehicle }
vehicle-plate = ਪਲੇਟ { $plate }
vehicle-plate-part = ਪਲੇਟ ਦਾ ਹਿੱਸਾ { $plate }
vehicle-usdot = USDOT { $number }
vehicle-mc = MC { $number }
vehicle-trailer = ਟ੍ਰੇਲਰ { $number }

color-black = ਕਾਲਾ
color-white = ਚਿੱਟਾ
color-silver = ਸਿਲਵਰ
color-gray = ਸਲੇਟੀ
color-red = ਲਾਲ
color-blue = ਨੀਲਾ
color-green = ਹਰਾ
color-gold = ਸੁਨਹਿਰੀ
color-tan = ਬਦਾਮੀ
color-brown = ਭੂਰਾ
color-yellow = ਪੀਲਾ
color-orange = ਸੰਤਰੀ
color-purple = ਜਾਮਨੀ
color-maroon = ਮੈਰੂਨ
color-pink = ਗੁਲਾਬੀ
color-primer = ਬਿਨਾਂ ਪੇਂਟ

body-van = ਵੈਨ
body-cargo-van = ਕਾਰਗੋ ਵੈਨ
body-rv = RV
body-travel-trailer = ਟ੍ਰੈਵਲ ਟ੍ਰੇਲਰ
body-box-truck = ਬਾਕਸ ਟਰੱਕ
body-suv = SUV
body-pickup = ਪਿਕਅੱਪ
body-sedan = ਸਿਡਾਨ
body-coupe = ਕੂਪ
body-hatchback = ਹੈਚਬੈਕ
body-limo = ਲਿਮੋ
body-flatbed = ਫਲੈਟਬੈੱਡ
body-reefer = ਰੀਫਰ
body-tanker = ਟੈਂਕਰ
body-tractor = ਟਰੈਕਟਰ ਯੂਨਿਟ
body-livestock-trailer = ਪਸ਼ੂਆਂ ਵਾਲਾ ਟ੍ਰੇਲਰ
body-bus = ਬੱਸ
body-school-bus = ਸਕੂਲ ਬੱਸ
body-motorcycle = ਮੋਟਰਸਾਈਕਲ
body-car = ਕਾਰ
body-truck = ਟਰੱਕ
body-trailer = ਟ੍ਰੇਲਰ
body-vehicle = ਗੱਡੀ
