# review: drafted
# ਸਾਰਾ ਵੇਖਣਾ ਤੇ ਰਸੀਦ।

review-title = ਭੇਜਣ ਲਈ ਤਿਆਰ?
review-setting = { $number }. ਥਾਂ ਦੀ ਕਿਸਮ: { $said }
review-when = { $number }. ਸਮਾਂ: { $said }
review-where = { $number }. ਥਾਂ: { $said }
review-signs = { $number }. ਨੋਟ ਕੀਤਾ: { $said }
review-people = { $number }. ਲੋਕ: { $said }
review-vehicle = { $number }. ਗੱਡੀ: { $said }
review-contacts = { $number }. ਨੰਬਰ, ਨਾਂ: { $said }
review-media = { $number }. ਫ਼ੋਟੋਆਂ, ਫ਼ਾਈਲਾਂ: { $said }
review-words = { $number }. ਤੁਹਾਡੇ ਸ਼ਬਦ: { $said }
review-told = { $number }. ਕਿਸ ਨੂੰ ਦੱਸਿਆ: { $said }
review-may-ask = { $number }. ਕੀ ਅਸੀਂ ਪੁੱਛ ਸਕਦੇ ਹਾਂ: { $said }
review-sign = { $mark } { $sign }
review-unsaid = { $number }. { $topic }
review-missing = ਇਸ ਵਿੱਚ ਨਹੀਂ: { $missing }. ਤੁਸੀਂ ਇਸੇ ਤਰ੍ਹਾਂ ਭੇਜ ਸਕਦੇ ਹੋ।
review-too-little = ਭੇਜਣ ਲਈ ਇੱਕ ਗੱਲ ਲਿਖੋ, ਜਾਂ ਦੱਸੋ ਕਿੱਥੇ, ਕਦੋਂ ਤੇ ਕੀ ਵੇਖਿਆ। ਅਜੇ ਇਸ ਵਿੱਚ ਨਹੀਂ: { $missing }
unsaid-setting = ਥਾਂ ਦੀ ਕਿਸਮ
unsaid-when = ਸਮਾਂ
unsaid-where = ਥਾਂ
unsaid-signs = ਕੀ ਨੋਟ ਕੀਤਾ
unsaid-people = ਲੋਕ
unsaid-vehicle = ਗੱਡੀ
unsaid-contacts = ਨੰਬਰ, ਨਾਂ
unsaid-media = ਫ਼ੋਟੋਆਂ
unsaid-words = ਤੁਹਾਡੇ ਸ਼ਬਦ
unsaid-told = ਕਿਸ ਨੂੰ ਦੱਸਿਆ
unsaid-may-ask = ਕੀ ਅਸੀਂ ਪੁੱਛ ਸਕਦੇ ਹਾਂ

receipt-title = ਤੁਹਾਡੀ ਰਿਪੋਰਟ ਪਹੁੰਚ ਗਈ
receipt-code = ਇਸ ਦਾ ਕੋਡ { $code } ਹੈ। ਲਿਖਣ ਦੀ ਲੋੜ ਨਹੀਂ: ਇਹ ‘ਮੇਰੀਆਂ ਰਿਪੋਰਟਾਂ’ ਵਿੱਚ ਹੈ।
receipt-next = ਅੱਗੇ ਇਸ ਨੂੰ ਕੋਈ ਇਨਸਾਨ ਪੜ੍ਹੇਗਾ। ਸਭ ਤੋਂ ਜ਼ਰੂਰੀ ਪਹਿਲਾਂ। ਖ਼ਬਰ ਤੇ ਸਵਾਲ ਇੱਥੇ ਆਉਣਗੇ।
