# review: drafted
# حول البلاغ: أول لقاء، الصفحة الرئيسية، اللغة، المحو، الإخفاء، الإيقاف.
# "\u200F" in front of an English name keeps its line running from right to left.

language-name = العربية
progress = { $step } من { $steps }
page = ص { $page } من { $pages }
blank = { "" }

welcome-title = { "\u200F" }Road check
welcome-what = هل رأيتم على الطريق شخصاً قد يكون مُجبراً أو تحت سيطرة غيره؟ أخبرونا، حتى دون يقين.
welcome-kept = نحفظ ما ترسلونه مختوماً. لا يقرؤه إلا الفريق المختص. هو سرّي، ولا نسأل عن اسمكم أبداً.
welcome-telegram = يمكن لتطبيق Telegram أن يرى هذه المحادثة، فهي ليست مجهولة المصدر. وتبقى أيضاً على هاتفكم.
welcome-not-emergency = هذه ليست خدمة طوارئ. عند الخطر اتصلوا أولاً بالرقم 911.

home-title = { "\u200F" }Road check
home-hint = ماذا تودّون أن تفعلوا؟
home-draft = بلاغكم محفوظ. يمكنكم المتابعة من حيث توقفتم.
home-refresh = حان وقت التذكير السنوي. تجدونه في التدريب.

language-title = أي لغة؟

erase-confirm-title = محو كل ما يخصكم هنا؟
erase-confirm-hint = ننسى هذه المحادثة، وبلاغكم المفتوح، والصلة بينكم وبين ما أرسلتموه. البلاغات المرسلة تبقى عند الفريق المختص، دون أي صلة بكم. بعدها لا نستطيع أن نسألكم شيئاً.

erased-title = مُحيت بياناتكم
erased-hint = لا نحتفظ بشيء يدل عليكم. امحوا المحادثة من هاتفكم أيضاً: تطبيق Telegram يحتفظ بنسخته.

hidden-title = { "\u200F" }Road check
hidden-hint = لا جديد على طريقكم.
knock-title = { "\u200F" }Road check
knock-hint = لديكم رسالة جديدة.

stop-title = إيقاف البلاغ؟
stop-hint = يمكنكم حفظه والمتابعة لاحقاً. لا يُرسل شيء قبل أن ترسلوه أنتم.

resume-title = متابعة بلاغكم؟
resume-hint = بدأتموه قبل مدة. كل شيء ما زال هنا.
