# review: drafted
# ਅਗਲੇ ਕਾਰਡ ’ਤੇ ਇੱਕ ਵਾਰ ਕਿਹਾ ਜਾਂਦਾ ਹੈ: ਕੀ ਸਮਝ ਆਇਆ, ਕੀ ਨਹੀਂ ਹੋਇਆ।

noted-sent = ਤੁਹਾਡੀ ਰਿਪੋਰਟ ਪਹੁੰਚ ਗਈ। ਕੋਡ { $code } ਹੈ।
noted-words = ਸਾਂਭਿਆ: ਤੁਹਾਡੇ ਸ਼ਬਦ।
noted-place = ਥਾਂ: { $place }
noted-vehicle = ਗੱਡੀ: { $vehicle }
noted-contacts = ਸਾਂਭਿਆ: { $contacts }
noted-signs = ਨੋਟ ਕੀਤਾ: { $signs }
noted-people = ਲੋਕ: { $people }
noted-setting = ਥਾਂ ਦੀ ਕਿਸਮ: { $setting }
noted-when = ਸਮਾਂ: { $when }
noted-media =
    { $count ->
        [one] ਸਾਂਭੀ: { $count } ਫ਼ਾਈਲ।
       *[other] ਸਾਂਭੀਆਂ: { $count } ਫ਼ਾਈਲਾਂ।
    }
noted-too-large = ਇਹ ਫ਼ਾਈਲ 20 MB ਤੋਂ ਵੱਡੀ ਹੈ, ਇਸ ਲਈ ਅਸੀਂ ਲੈ ਨਹੀਂ ਸਕਦੇ। ਇਹ ਨੋਟ ਕਰ ਲਿਆ ਹੈ। ਛੋਟੀ ਫ਼ਾਈਲ ਚੱਲੇਗੀ।
noted-unreadable = ਇਸ ਕਿਸਮ ਦਾ ਮੈਸੇਜ ਇੱਥੇ ਨਹੀਂ ਚੱਲਦਾ। ਲਿਖੋ, ਬੋਲੋ, ਜਾਂ ਫ਼ੋਟੋ ਜਾਂ ਲੋਕੇਸ਼ਨ ਭੇਜੋ।
noted-unknown-command = ਇਹ ਕਮਾਂਡ ਇੱਥੇ ਨਹੀਂ ਹੈ। ਬਟਨ ਵਰਤੋ।
noted-nothing-open = ਕੋਈ ਰਿਪੋਰਟ ਖੁੱਲ੍ਹੀ ਨਹੀਂ ਹੈ।
noted-draft-kept = ਤੁਹਾਡੀ ਰਿਪੋਰਟ ਬਾਅਦ ਲਈ ਸਾਂਭ ਲਈ ਹੈ।
noted-draft-gone = ਤੁਹਾਡੀ ਰਿਪੋਰਟ ਸੁੱਟ ਦਿੱਤੀ ਹੈ। ਕੁਝ ਨਹੀਂ ਭੇਜਿਆ ਗਿਆ।
noted-edited = ਤੁਹਾਡੀ ਤਬਦੀਲੀ ਸਾਂਭ ਲਈ ਹੈ, ਤੇ ਪਹਿਲਾਂ ਲਿਖਿਆ ਵੀ।
noted-edited-tip = ਤੁਹਾਡੀ ਤਬਦੀਲੀ ਰਿਪੋਰਟ { $code } ਵਿੱਚ ਜੋੜ ਦਿੱਤੀ।
noted-added = ਰਿਪੋਰਟ { $code } ਵਿੱਚ ਜੋੜ ਦਿੱਤਾ।
noted-withdrawn = ਰਿਪੋਰਟ { $code } ਵਾਪਸ ਲੈ ਲਈ ਹੈ।
noted-hidden = ਦੋ ਦਿਨ ਤੋਂ ਪੁਰਾਣੇ ਮੈਸੇਜ ਚੈਟ ਵਿੱਚ ਰਹਿੰਦੇ ਹਨ। ਉਹ ਸਿਰਫ਼ ਤੁਸੀਂ ਮਿਟਾ ਸਕਦੇ ਹੋ।
toast-old-card = ਉਹ ਪੁਰਾਣਾ ਕਾਰਡ ਸੀ। ਹੁਣ ਵਾਲਾ ਇਹ ਹੈ।
