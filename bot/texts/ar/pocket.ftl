# review: drafted
# وضع الجيب: علامات للاطلاع دون إرسال أي بلاغ.

pocket-title = العلامات: ما نوع المكان؟
pocket-hint = للاطلاع فقط. لا يُرسل أي بلاغ قبل أن تقرروا أنتم ذلك.
pocket-signs-title = العلامات: { $place }
pocket-signs-hint = لا تثبت أي علامة وحدها شيئاً. اضغطوا رقماً لرؤية المزيد.
pocket-looks = كيف تبدو: { $text }
pocket-rather = ما لا تعنيه: { $text }
pocket-in-mind = تذكّروا: { $text }
