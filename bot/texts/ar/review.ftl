# review: drafted
# المراجعة والإيصال.

review-title = جاهز للإرسال؟
review-setting = { $number }. نوع المكان: { $said }
review-when = { $number }. الوقت: { $said }
review-where = { $number }. المكان: { $said }
review-signs = { $number }. ما لاحظتموه: { $said }
review-people = { $number }. الأشخاص: { $said }
review-vehicle = { $number }. المركبة: { $said }
review-contacts = { $number }. أرقام وأسماء: { $said }
review-media = { $number }. صور وملفات: { $said }
review-words = { $number }. كلماتكم: { $said }
review-told = { $number }. من أخبرتم: { $said }
review-may-ask = { $number }. هل يمكننا أن نسألكم: { $said }
review-sign = { $mark } { $sign }
review-unsaid = { $number }. { $topic }
review-missing = ليس فيه: { $missing }. يمكنكم إرساله كما هو.
review-too-little = لإرساله أضيفوا جملة، أو قولوا أين ومتى وماذا لاحظتم. ليس فيه بعد: { $missing }.
unsaid-setting = نوع المكان
unsaid-when = الوقت
unsaid-where = المكان
unsaid-signs = ما لاحظتموه
unsaid-people = الأشخاص
unsaid-vehicle = المركبة
unsaid-contacts = أرقام وأسماء
unsaid-media = صور
unsaid-words = كلماتكم
unsaid-told = من أخبرتم
unsaid-may-ask = هل يمكننا أن نسألكم

receipt-title = وصل بلاغكم
receipt-code = رمزه { $code }. لا حاجة إلى كتابته: تجدونه في «بلاغاتي».
receipt-next = بعد ذلك يقرؤه شخص. الأشد إلحاحاً أولاً. الأخبار والأسئلة تصلكم هنا.
