# review: drafted
# ਭੇਜੀਆਂ ਰਿਪੋਰਟਾਂ: ਕਿੱਥੇ ਪਹੁੰਚੀਆਂ, ਕੁਝ ਜੋੜਨਾ, ਵਾਪਸ ਲੈਣਾ, ਤੇ ਟਾਸਕ ਫੋਰਸ ਤੋਂ ਖ਼ਬਰ।

tips-title = ਮੇਰੀਆਂ ਰਿਪੋਰਟਾਂ
tips-none = ਤੁਸੀਂ ਅਜੇ ਕੋਈ ਰਿਪੋਰਟ ਨਹੀਂ ਭੇਜੀ।
tips-line = { $code } · { $day } · { $status }

tip-title = ਰਿਪੋਰਟ { $code }
tip-question = ਉਨ੍ਹਾਂ ਪੁੱਛਿਆ: { $words }
status-new = ਲਾਈਨ ਵਿੱਚ ਹੈ, ਅਜੇ ਪੜ੍ਹੀ ਨਹੀਂ।
status-in-review = ਕੋਈ ਇਸ ਨੂੰ ਵੇਖ ਰਿਹਾ ਹੈ।
status-action-taken = ਸਹੀ ਲੋਕ ਇਸ ’ਤੇ ਕੰਮ ਕਰ ਰਹੇ ਹਨ।
status-closed = ਪੂਰੀ ਹੋਈ। ਬੰਦ ਹੈ।
status-withdrawn = ਤੁਸੀਂ ਵਾਪਸ ਲੈ ਲਈ।

adding-title = ਰਿਪੋਰਟ { $code } ਵਿੱਚ ਜੋੜੋ
adding-hint = ਲਿਖੋ, ਬੋਲੋ, ਜਾਂ ਫ਼ੋਟੋ, ਫ਼ਾਈਲ ਜਾਂ ਲੋਕੇਸ਼ਨ ਭੇਜੋ। ਭੇਜਦੇ ਹੀ ਹਰ ਚੀਜ਼ ਜੁੜ ਜਾਂਦੀ ਹੈ।

withdraw-confirm-title = ਰਿਪੋਰਟ { $code } ਵਾਪਸ ਲੈਣੀ ਹੈ?
withdraw-confirm-hint = ਟਾਸਕ ਫੋਰਸ ਨੂੰ ਪਤਾ ਲੱਗੇਗਾ ਕਿ ਤੁਸੀਂ ਵਾਪਸ ਲੈ ਲਈ। ਜੋ ਭੇਜਿਆ ਸੀ, ਉਹ ਰਿਕਾਰਡ ਵਿੱਚ ਰਹੇਗਾ।

notice-title = ਰਿਪੋਰਟ { $code } ਦੀ ਖ਼ਬਰ
notice-general = ਤੁਹਾਡੀ ਰਿਪੋਰਟ ਬਾਰੇ ਖ਼ਬਰ ਹੈ।
notice-words = { $words }
question-title = ਰਿਪੋਰਟ { $code } ਬਾਰੇ ਸਵਾਲ
question-words = ਉਹ ਪੁੱਛਦੇ ਹਨ: { $words }
question-hint = ਇੱਥੇ ਜਵਾਬ ਦਿਓ, ਲਿਖ ਕੇ, ਬੋਲ ਕੇ ਜਾਂ ਫ਼ੋਟੋ ਨਾਲ। ਜਵਾਬ ਦੇਣਾ ਜ਼ਰੂਰੀ ਨਹੀਂ। ਹੋਰ ਲੱਭਣ ਨਾ ਜਾਓ।
