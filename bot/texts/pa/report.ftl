# review: drafted
# ਰਿਪੋਰਟ ਦੇ ਸਵਾਲ, ਪੁੱਛਣ ਦੀ ਤਰਤੀਬ ਵਿੱਚ।

safety-title = ਕੀ ਗੱਡੀ ਪਾਰਕ ਹੈ ਤੇ ਤੁਸੀਂ ਸੁਰੱਖਿਅਤ ਹੋ?
safety-hint = ਸਿਰਫ਼ ਗੱਡੀ ਪਾਰਕ ਕਰਕੇ ਲਿਖੋ, ਜਿੱਥੇ ਕੋਈ ਵੇਖੇ ਜਾਂ ਸੁਣੇ ਨਾ।

driving-title = ਪਹਿਲਾਂ ਗੱਡੀ ਪਾਰਕ ਕਰੋ
driving-hint = ਇਹ ਸਾਂਭਿਆ ਰਹੇਗਾ। ਕਿਸੇ ਸੁਰੱਖਿਅਤ ਥਾਂ ਪਾਰਕ ਕਰਕੇ ਮੁੜ ਆਓ। ਖ਼ਤਰੇ ਵਿੱਚ 911 ਨੂੰ ਕਾਲ ਕਰੋ।

danger-title = ਕੀ ਕੋਈ ਇਸ ਵੇਲੇ ਖ਼ਤਰੇ ਵਿੱਚ ਹੈ?
danger-hint = ਮਾਰ-ਕੁੱਟ, ਹਥਿਆਰ, ਕੋਈ ਅੰਦਰ ਬੰਦ ਕੀਤਾ, ਬੱਚਾ ਵੇਚਿਆ ਜਾ ਰਿਹਾ, ਕਿਸੇ ਨੂੰ ਸੱਟ ਲੱਗੀ ਜਾਂ ਕੋਈ ਮਦਦ ਮੰਗਦਾ।

setting-title = ਕਿਹੋ ਜਿਹੀ ਥਾਂ ਸੀ?
setting-hint = ਇੱਕ ਚੁਣੋ, ਜਾਂ ਜੋ ਵੇਖਿਆ ਉਹ ਲਿਖ ਦਿਓ।
setting-truck-stop = ਟਰੱਕ ਸਟਾਪ
setting-motel = ਮੋਟਲ
setting-terminal = ਬੱਸ ਅੱਡਾ
setting-roadside = ਸੜਕ ਕਿਨਾਰੇ
setting-bus = ਬੱਸ ਵਿੱਚ
setting-delivery-site = ਡਿਲਿਵਰੀ ਵਾਲੀ ਥਾਂ
setting-oilfield-camp = ਆਇਲਫੀਲਡ ਜਾਂ ਕੈਂਪ
setting-online = ਆਨਲਾਈਨ

when-title = ਤੁਸੀਂ ਇਹ ਕਦੋਂ ਵੇਖਿਆ?
when-hint = ਜਾਂ ਲਿਖੋ, ਜਿਵੇਂ: ਕੱਲ੍ਹ ਰਾਤ ਦਸ ਕੁ ਵਜੇ।
when-now = ਹੁਣੇ
when-hour = ਪਿਛਲੇ ਇੱਕ ਘੰਟੇ ਵਿੱਚ
when-today = ਅੱਜ, ਕੁਝ ਪਹਿਲਾਂ
when-yesterday = ਕੱਲ੍ਹ
when-days = ਕਈ ਦਿਨ ਪਹਿਲਾਂ

still-there-title = ਕੀ ਉਹ ਅਜੇ ਉੱਥੇ ਹਨ?
still-there-hint = ਜਿੰਨਾ ਤੁਹਾਨੂੰ ਪਤਾ ਹੈ। ਵੇਖਣ ਲਈ ਵਾਪਸ ਨਾ ਜਾਓ।
still-there-yes = ਅਜੇ ਉੱਥੇ ਹਨ
still-there-no = ਚਲੇ ਗਏ

heading-title = ਉਹ ਕਿਸ ਪਾਸੇ ਗਏ?
heading-hint = ਇੱਕ ਚੁਣੋ, ਜਾਂ ਲਿਖੋ, ਜਿਵੇਂ: I-80 west toward Kearney
heading-north = ਉੱਤਰ
heading-south = ਦੱਖਣ
heading-east = ਪੂਰਬ
heading-west = ਪੱਛਮ

where-title = ਤੁਸੀਂ ਇਹ ਕਿੱਥੇ ਵੇਖਿਆ?
where-hint = ਪੇਪਰ ਕਲਿੱਪ ਨਾਲ ਲੋਕੇਸ਼ਨ ਭੇਜੋ, ਜਾਂ ਅੰਗਰੇਜ਼ੀ ਵਿੱਚ ਲਿਖੋ: I-80 west, mile 272, near Kearney NE
where-online-title = ਆਨਲਾਈਨ ਇਹ ਕਿੱਥੇ ਵੇਖਿਆ?
where-online-hint = ਸਾਈਟ, ਐਪ, ਲਿੰਕ ਜਾਂ ਯੂਜ਼ਰ ਨਾਂ। ਇੱਥੇ ਪੇਸਟ ਕਰ ਸਕਦੇ ਹੋ।
where-check-title = ਕੀ ਇਹੀ ਥਾਂ ਹੈ?
where-check-place = ਥਾਂ: { $place }. ਸਹੀ ਹੈ?
where-check-hint = ਜੇ ਨਹੀਂ, ਫਿਰ ਲਿਖੋ ਜਾਂ ਲੋਕੇਸ਼ਨ ਭੇਜੋ।

place-road-north = { $road } ਉੱਤਰ ਵੱਲ
place-road-south = { $road } ਦੱਖਣ ਵੱਲ
place-road-east = { $road } ਪੂਰਬ ਵੱਲ
place-road-west = { $road } ਪੱਛਮ ਵੱਲ
place-mile = ਮੀਲ { $value }
place-kilometer = ਕਿਲੋਮੀਟਰ { $value }
place-exit = ਐਗਜ਼ਿਟ { $value }
place-county = { $value } ਕਾਊਂਟੀ
place-parish = { $value } ਪੈਰਿਸ਼
place-borough = { $value } ਬੋਰੋ
place-lot = { $value }

signs-title = ਤੁਸੀਂ ਕੀ ਨੋਟ ਕੀਤਾ?
signs-legend = 👁 ਵੇਖਿਆ  👂 ਸੁਣਿਆ  💬 ਮੈਨੂੰ ਦੱਸਿਆ
noticed = { $number } { $sign }

people-count-title = ਕਿੰਨੇ ਲੋਕਾਂ ਨੂੰ ਮਦਦ ਦੀ ਲੋੜ ਹੋ ਸਕਦੀ ਹੈ?
people-count-hint = ਸਿਰਫ਼ ਉਹ ਗਿਣੋ ਜਿਨ੍ਹਾਂ ਨਾਲ ਸ਼ਾਇਦ ਜ਼ਬਰਦਸਤੀ ਹੁੰਦੀ ਹੈ ਜਾਂ ਜੋ ਕਿਸੇ ਦੇ ਵੱਸ ਵਿੱਚ ਹਨ।
count-1 = 1
count-2 = 2
count-3 = 3
count-4 = 4 ਜਾਂ ਵੱਧ
people-count =
    { $count ->
        [one] { $count } ਵਿਅਕਤੀ
       *[other] { $count } ਲੋਕ
    }
people-at-least = { $count } ਜਾਂ ਵੱਧ ਲੋਕ

people-ages-title = ਉਹ ਕਿੰਨੀ ਉਮਰ ਦੇ ਲੱਗਦੇ ਸੀ?
people-ages-hint = ਤੁਹਾਡਾ ਅੰਦਾਜ਼ਾ ਕਾਫ਼ੀ ਹੈ। ਜੋ ਢੁਕਦੇ ਹਨ, ਸਾਰੇ ਚੁਣੋ।
age-child = ਬੱਚਾ, 13 ਤੋਂ ਘੱਟ
age-teen = 13 ਤੋਂ 17 ਸਾਲ
age-adult = ਬਾਲਗ
age-unsure = ਉਮਰ ਪੱਕੀ ਨਹੀਂ

people-look-title = ਉਹ ਵੇਖਣ ਨੂੰ ਕਿਹੋ ਜਿਹੇ ਸੀ?
people-look-hint = ਵਾਲ, ਕੱਦ, ਕੱਪੜੇ, ਨਿਸ਼ਾਨ, ਸੱਟਾਂ। ਜੋ ਉਨ੍ਹਾਂ ਦੇ ਨਾਲ ਸੀ, ਉਹ ਵੀ। ਜਿਵੇਂ: ਲਾਲ ਹੁੱਡੀ, ਕੱਦ 5'4", ਲੰਗੜਾ ਕੇ ਤੁਰਨਾ।

vehicle-title = ਕੀ ਕੋਈ ਗੱਡੀ ਸੀ?
vehicle-hint = ਕਿਸਮ, ਰੰਗ, ਪਲੇਟ ਤੇ ਸਟੇਟ, ਦਰਵਾਜ਼ੇ ’ਤੇ ਲਿਖਿਆ। ਜਿਵੇਂ: black Tahoe, NE plate ABC 123

contacts-title = ਕੋਈ ਫ਼ੋਨ ਨੰਬਰ ਜਾਂ ਨਾਂ ਵੇਖੇ?
contacts-hint = ਨੰਬਰ, ਯੂਜ਼ਰ ਨਾਂ, ਲਿੰਕ, ਕਮਰਾ, ਜਾਂ ਸੁਣਿਆ ਨਾਂ। ਜਿਵੇਂ: room 214, 308-555-0142

media-title = ਕੋਈ ਫ਼ੋਟੋ, ਵੀਡੀਓ ਜਾਂ ਵੌਇਸ ਮੈਸੇਜ?
media-hint = ਸਿਰਫ਼ ਉਹ ਭੇਜੋ ਜੋ ਤੁਹਾਡੇ ਕੋਲ ਹੈ ਜਾਂ ਜੋ ਓਹਲੇ ਤੋਂ ਲੈ ਸਕਦੇ ਹੋ। ਫ਼ੋਟੋ ਲਈ ਕਦੇ ਨੇੜੇ ਨਾ ਜਾਓ। ਜੋ 18 ਤੋਂ ਘੱਟ ਹੋ ਸਕਦਾ ਹੈ, ਉਸ ਦੀ ਕੋਈ ਸੈਕਸ ਵਾਲੀ ਤਸਵੀਰ ਨਾ ਭੇਜੋ।
media-count =
    { $count ->
        [one] { $count } ਫ਼ਾਈਲ
       *[other] { $count } ਫ਼ਾਈਲਾਂ
    }
media-lost =
    { $count ->
        [one] { $count } ਫ਼ਾਈਲ ਜੋ ਨਹੀਂ ਮਿਲ ਸਕੀ
       *[other] { $count } ਫ਼ਾਈਲਾਂ ਜੋ ਨਹੀਂ ਮਿਲ ਸਕੀਆਂ
    }

words-title = ਕੁਝ ਹੋਰ, ਆਪਣੇ ਸ਼ਬਦਾਂ ਵਿੱਚ?
words-hint = ਕੀ ਹੋਇਆ, ਤਰਤੀਬ ਨਾਲ, ਤੇ ਤੁਹਾਨੂੰ ਫ਼ਿਕਰ ਕਿਉਂ ਹੋਇਆ। ਬੋਲ ਵੀ ਸਕਦੇ ਹੋ: ਵੌਇਸ ਮੈਸੇਜ ਭੇਜੋ।

told-title = ਕੀ ਤੁਸੀਂ ਕਿਸੇ ਨੂੰ ਦੱਸਿਆ ਹੈ?
told-hint = ਤਾਂ ਜੋ ਇੱਕੋ ਕੰਮ ਦੋ ਵਾਰ ਨਾ ਹੋਵੇ। ਜੋ ਢੁਕਦੇ ਹਨ, ਸਾਰੇ ਚੁਣੋ।
told-nobody = ਅਜੇ ਕਿਸੇ ਨੂੰ ਨਹੀਂ
told-emergency = 911
told-police = ਪੁਲਿਸ
told-hotline = ਹੈਲਪ ਲਾਈਨ
told-manager = ਉੱਥੋਂ ਦੇ ਮੈਨੇਜਰ
told-company = ਮੇਰੀ ਕੰਪਨੀ

may-ask-title = ਕੀ ਅਸੀਂ ਇੱਥੇ ਤੁਹਾਨੂੰ ਕੁਝ ਪੁੱਛ ਸਕਦੇ ਹਾਂ?
may-ask-hint = ਟਾਸਕ ਫੋਰਸ ਕੋਲ ਕੋਈ ਸਵਾਲ ਹੋ ਸਕਦਾ ਹੈ। ਜਵਾਬ ਦੇਣਾ ਜ਼ਰੂਰੀ ਨਹੀਂ।
may-ask-yes = ਹਾਂ
may-ask-no = ਨਹੀਂ

answer-before = ਹੁਣ ਤੱਕ: { $answer }
