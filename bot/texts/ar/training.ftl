# review: drafted
# التدريب: الدورات والدروس والمشاهد والامتحان والشهادة. ما يُدرَّس موجود في indicators/courses/.

said = { $text }
numbered = { $number } { $text }
asked = ❓ { $text }
answer-marked = { $mark } { $answer }
training-in-english = هذا الجزء بالإنجليزية حتى الآن.

courses-title = ما هو عملكم؟
courses-hint = الدورة وقائمة العلامات بحسب عملكم. يمكنكم تغييره لاحقاً.

training-parts = الأجزاء المنجزة: { $done } من { $of }.
training-next = التالي: { $title }
training-exam = اكتملت كل الأجزاء. الآن الامتحان النهائي: 15 سؤالاً.
training-exam-on = الامتحان ينتظركم عند السؤال { $number } من { $of }.
training-passed = تاريخ النجاح: { $on }. صالح حتى { $until }.
training-due = تاريخ النجاح: { $on }، صالح حتى { $until }. حان وقت التذكير السنوي.
training-refresher = التذكير السنوي: ثلاثة أجزاء قصيرة، ثم الامتحان.
training-partner = جئتم عن طريق { $partner }. يرون الأعداد فقط، ولا يرون أبداً من أنتم.

parts-title = كل الأجزاء

scene-good = ✅ نهاية جيدة. تابعوا، أو انظروا في طريق آخر.
scene-harm = لم ينتهِ هذا على خير. جرّبوا طريقاً آخر.

exam-count = الإجابات الصحيحة: { $right } من { $of }.
exam-passed-title = نجحتم
exam-passed-hint = شهادتكم جاهزة. لا تحمل أي اسم.
exam-failed-title = لم تنجحوا هذه المرة
exam-safety = كانت إجابة عن سؤال في السلامة خاطئة. يجب أن تكون هذه الإجابات كلها صحيحة.

certificate-title = شهادتكم
certificate-code = الرمز: { $code }
certificate-hint = احفظوها أو أعيدوا توجيهها الآن: تختفي من هذه المحادثة حين تضغطون «حسناً». تجدونها دائماً في «التدريب».

refresher-title = دقيقة عن علامة لاحظتموها
refresher-none = لم يعد هنا شيء للعرض.

noted-exam-anew = أُلغي الامتحان الذي لم تكملوه. هذا يبدأ من السؤال 1.
noted-link-open = انضممتم عبر رابط من { $partner }. يرون الأعداد فقط، ولا يرون أبداً من أنتم.
noted-link-already = سبق أن انضممتم إلى { $partner }.
noted-link-expired = انتهت صلاحية هذا الرابط. ما زال بإمكانكم الإبلاغ والتعلّم من دونه.
noted-link-full = أُخذت كل أماكن هذا الرابط. ما زال بإمكانكم الإبلاغ والتعلّم من دونه.
noted-link-revoked = لم يعد هذا الرابط مستعملاً. ما زال بإمكانكم الإبلاغ والتعلّم من دونه.
noted-link-unknown = هذا الرابط غير معروف هنا. ما زال بإمكانكم الإبلاغ والتعلّم من دونه.
language-drafted = هذه النصوص صاغتها آلة. لم يراجعها أحد بعد.
