# review: drafted
# ਬਟਨ ਦਬਾਉਣ ਦੀ ਥਾਂ ਲਿਖੇ ਜਾਣ ਵਾਲੇ ਸ਼ਬਦ, | ਨਾਲ ਵੱਖ ਕੀਤੇ।

typed-back = ਪਿੱਛੇ | ਵਾਪਸ | ਪਿਛਲਾ | piche | pichhe | pichche | wapas
typed-skip = ਛੱਡੋ | ਛੱਡ ਦਿਓ | ਅੱਗੇ | ਅਗਲਾ | chhaddo | chaddo | chad do | agge | agla
typed-stop = ਰੋਕੋ | ਰੁਕੋ | ਬੰਦ ਕਰੋ | ਰੱਦ | ruko | roko | band karo
typed-review = ਸਾਰਾ ਵੇਖੋ | ਵੇਖੋ | sara vekho
typed-unsure = ਪੱਕਾ ਨਹੀਂ | ਪਤਾ ਨਹੀਂ | ਪਤਾ ਨੀ | ਨਹੀਂ ਪਤਾ | ਸ਼ਾਇਦ | pakka nahi | pata nahi | pata nai | pta ni | pta nhi | nahi pata | shayad
typed-done = ਹੋ ਗਿਆ | ਬਸ | ਠੀਕ | ਠੀਕ ਹੈ | ਅੱਗੇ | ho gaya | ho gya | bas | theek | thik | theek hai
typed-none = ਕੁਝ ਨਹੀਂ | ਕੁਝ ਨੀ | ਕੋਈ ਨਹੀਂ | ਨਹੀਂ | ਨਾ | kuch nahi | kujh nahi | kujh nai | koi nahi | nahi | nahin | nai
typed-sos = ਖ਼ਤਰਾ | ਬਚਾਓ | ਮਦਦ ਕਰੋ | ਐਮਰਜੈਂਸੀ | sos | 911 | khatra | bachao | madad karo
typed-send = ਭੇਜੋ | ਭੇਜ ਦਿਓ | ਭੇਜ ਦੋ | ਹਾਂ | ਹਾਂਜੀ | ਹਾਂ ਜੀ | bhejo | bhej do | bhej deo | haan | haanji
typed-yes = ਹਾਂ | ਹਾਂਜੀ | ਹਾਂ ਜੀ | ਆਹੋ | ਜੀ | ਹਾਂ ਹਾਂ | haan | han | haanji | hanji | haan ji | aaho | aho | ji
typed-no = ਨਹੀਂ | ਨਹੀ | ਨਈਂ | ਨਾ | ਨਾ ਜੀ | ਨਹੀਂ ਜੀ | nahi | nahin | nai | nahi ji | nhi | na
typed-hide = ਲੁਕਾਓ | ਝੱਟ ਲੁਕਾਓ | lukao
typed-saw = ਵੇਖਿਆ | ਦੇਖਿਆ | vekhya | vekheya | dekhya
typed-heard = ਸੁਣਿਆ | sunya | suneya
typed-told = ਦੱਸਿਆ | ਮੈਨੂੰ ਦੱਸਿਆ | dassya | dasseya
typed-off = ਹਟਾਓ | hatao
typed-parked = ਪਾਰਕ | ਪਾਰਕ ਹੈ | ਗੱਡੀ ਪਾਰਕ ਹੈ | ਖੜ੍ਹੀ ਹੈ | ਹਾਂ | ਹਾਂਜੀ | ਹਾਂ ਜੀ | park | park hai | khadi hai | haan | haanji
typed-driving = ਚੱਲ ਰਹੀ ਹੈ | ਚਲਾ ਰਿਹਾ ਹਾਂ | ਚਲਾ ਰਹੀ ਹਾਂ | ਮੈਂ ਚਲਾ ਰਿਹਾ ਹਾਂ | ਮੈਂ ਚਲਾ ਰਹੀ ਹਾਂ | ਨਹੀਂ | ਅਜੇ ਨਹੀਂ | ਨਾ | chala riha | chala rahi | nahi | aje nahi | nahin | nai
typed-right = ਸਹੀ | ਸਹੀ ਹੈ | ਠੀਕ | ਠੀਕ ਹੈ | ਹਾਂ | ਹਾਂਜੀ | ਹਾਂ ਜੀ | sahi | sahi hai | theek | theek hai | haan | haanji
typed-wrong = ਗਲਤ | ਗ਼ਲਤ | ਸਹੀ ਨਹੀਂ | ਨਹੀਂ | ਨਾ | galat | sahi nahi | nahi | nahin | nai
typed-nobody = ਕਿਸੇ ਨੂੰ ਨਹੀਂ | ਕੋਈ ਨਹੀਂ | ਨਹੀਂ | ਨਾ | kise nu nahi | kisi nu nahi | nahi | nahin | nai
typed-keep = ਰੱਖੋ | ਬਾਅਦ ਵਿੱਚ | ਬਾਅਦ ਚ | ਹਾਂ | ਹਾਂਜੀ | ਹਾਂ ਜੀ | rakho | baad vich | baad ch | haan | haanji
typed-discard = ਸੁੱਟ ਦਿਓ | ਮਿਟਾਓ | sutt deo | mitao
typed-go-on = ਜਾਰੀ ਰੱਖੋ | ਜਾਰੀ | ਚੱਲੋ | ਹਾਂ | ਹਾਂਜੀ | ਹਾਂ ਜੀ | jaari rakho | jari | chalo | haan | haanji
typed-start-over = ਨਵੇਂ ਸਿਰੇ ਤੋਂ | ਨਵੀਂ | nave sire ton | navi
typed-report = ਰਿਪੋਰਟ | ਸ਼ੁਰੂ | ਹਾਂ | ਹਾਂਜੀ | ਹਾਂ ਜੀ | shuru | shuru karo | haan | haanji
typed-hello = ਸਤ ਸ੍ਰੀ ਅਕਾਲ | ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ | ਹੈਲੋ | ਕਿਵੇਂ ਹੋ | sat sri akal | sat sri akaal | satsriakal | ssa | kiddan | kidda
typed-tips = ਮੇਰੀ ਰਿਪੋਰਟ | ਰਿਪੋਰਟਾਂ | ਖ਼ਬਰ | ਵਾਪਸ ਲਓ | meri report | khabar
typed-help = ਮਦਦ | ਨੰਬਰ | ਫ਼ੋਨ ਨੰਬਰ | madad | number
typed-language = ਬੋਲੀ | ਭਾਸ਼ਾ | boli | bhasha
typed-thanks = ਧੰਨਵਾਦ | ਸ਼ੁਕਰੀਆ | ਮਿਹਰਬਾਨੀ | ਠੀਕ | ਠੀਕ ਹੈ | ਅੱਛਾ | ਚੰਗਾ | dhanvaad | dhanwad | shukriya | theek | theek hai | acha | changa
