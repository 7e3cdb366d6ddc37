# review: drafted
# ਜੇਬ ਵਾਲੀ ਲਿਸਟ: ਨਿਸ਼ਾਨੀਆਂ, ਬਿਨਾਂ ਕੋਈ ਰਿਪੋਰਟ ਕੀਤੇ ਵੇਖਣ ਲਈ।

pocket-title = ਨਿਸ਼ਾਨੀਆਂ: ਕਿਹੋ ਜਿਹੀ ਥਾਂ?
pocket-hint = ਸਿਰਫ਼ ਵੇਖਣ ਲਈ। ਜਦ ਤੱਕ ਤੁਸੀਂ ਨਹੀਂ ਕਹਿੰਦੇ, ਕੋਈ ਰਿਪੋਰਟ ਨਹੀਂ ਹੁੰਦੀ।
pocket-signs-title = ਨਿਸ਼ਾਨੀਆਂ: { $place }
pocket-signs-hint = ਕੋਈ ਇੱਕ ਨਿਸ਼ਾਨੀ ਆਪਣੇ ਆਪ ਕੁਝ ਸਾਬਤ ਨਹੀਂ ਕਰਦੀ। ਹੋਰ ਵੇਖਣ ਲਈ ਨੰਬਰ ਦਬਾਓ।
pocket-looks = ਇਹ ਕਿਹੋ ਜਿਹਾ ਲੱਗਦਾ ਹੈ: { $text }
pocket-rather = ਇਸ ਦਾ ਕੀ ਮਤਲਬ ਨਹੀਂ: { $text }
pocket-in-mind = ਧਿਆਨ ਰੱਖੋ: { $text }
