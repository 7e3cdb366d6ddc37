# review: drafted
# البلاغات المرسلة: حالها، والإضافة إليها، وسحبها، وأخبار الفريق المختص.

tips-title = بلاغاتي
tips-none = لم ترسلوا أي بلاغ بعد.
tips-line = بلاغ { $code } · { $day } · { $status }

tip-title = البلاغ { $code }
tip-question = سألوا: { $words }
status-new = في قائمة الانتظار، لم يُقرأ بعد.
status-in-review = هناك من ينظر فيه.
status-action-taken = الجهة المناسبة تعمل عليه.
status-closed = انتهى وأُغلق.
status-withdrawn = سحبتموه.

adding-title = إضافة إلى البلاغ { $code }
adding-hint = اكتبوا، أو تكلموا، أو أرسلوا صورة أو ملفاً أو موقعاً. كل شيء يُضاف حين ترسلونه.

withdraw-confirm-title = سحب البلاغ { $code }؟
withdraw-confirm-hint = يرى الفريق المختص أنكم سحبتموه. ما أُرسل يبقى في السجل.

notice-title = أخبار عن البلاغ { $code }
notice-general = هناك أخبار عن بلاغكم.
notice-words = { $words }
question-title = سؤال عن البلاغ { $code }
question-words = يسألون: { $words }
question-hint = أجيبوا هنا، كتابةً أو صوتاً أو بصورة. لستم ملزمين بالإجابة. لا تذهبوا للبحث عن المزيد.
