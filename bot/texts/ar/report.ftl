# review: drafted
# أسئلة البلاغ بترتيبها. A line that begins with an argument begins with an Arabic word instead: so it runs from right to left.

safety-title = هل المركبة متوقفة وأنتم في أمان؟
safety-hint = اكتبوا فقط والمركبة متوقفة، حيث لا يراكم ولا يسمعكم أحد.

driving-title = أوقفوا المركبة أولاً
driving-hint = هذا محفوظ. عودوا حين تتوقفون في مكان آمن. عند الخطر اتصلوا بالرقم 911.

danger-title = هل أحد في خطر الآن؟
danger-hint = عنف، أو سلاح، أو شخص محبوس، أو طفل يُباع، أو شخص مصاب أو يطلب المساعدة.

setting-title = ما نوع المكان؟
setting-hint = اختاروا واحداً، أو اكتبوا ما لاحظتموه.
setting-truck-stop = محطة شاحنات
setting-motel = موتيل
setting-terminal = محطة حافلات
setting-roadside = جانب الطريق
setting-bus = داخل حافلة
setting-delivery-site = موقع تسليم
setting-oilfield-camp = حقل نفط أو مخيم
setting-online = على الإنترنت

when-title = متى لاحظتم ذلك؟
when-hint = أو اكتبوه، مثل: أمس نحو العاشرة ليلاً.
when-now = الآن
when-hour = في آخر ساعة
when-today = اليوم قبل ذلك
when-yesterday = أمس
when-days = قبل أيام

still-there-title = هل ما زالوا هناك؟
still-there-hint = على حد علمكم. لا ترجعوا لتنظروا.
still-there-yes = ما زالوا هناك
still-there-no = غادروا

heading-title = إلى أي جهة ذهبوا؟
heading-hint = اختاروا جهة، أو اكتبوا، مثل: I-80 west toward Kearney
heading-north = شمالاً
heading-south = جنوباً
heading-east = شرقاً
heading-west = غرباً

where-title = أين رأيتم ذلك؟
where-hint = أرسلوا موقعكم عبر رمز مشبك الورق، أو اكتبوه بالإنجليزية: I‑80 west, mile 272, near Kearney NE
where-online-title = أين رأيتم ذلك على الإنترنت؟
where-online-hint = الموقع أو التطبيق أو الرابط أو اسم المستخدم. يمكنكم لصقه هنا.
where-check-title = هل هذا هو المكان؟
where-check-place = المكان: { $place }. صحيح؟
where-check-hint = إن لم يكن صحيحاً، اكتبوه مرة أخرى أو أرسلوا موقعاً.

place-road-north = { $road } شمالاً
place-road-south = { $road } جنوباً
place-road-east = { $road } شرقاً
place-road-west = { $road } غرباً
place-mile = الميل { $value }
place-kilometer = الكيلومتر { $value }
place-exit = المخرج { $value }
place-county = مقاطعة { $value }
place-parish = أبرشية { $value }
place-borough = دائرة { $value }
place-lot = { $value }

signs-title = ماذا لاحظتم؟
signs-legend = 👁 رأيته  👂 سمعته  💬 قيل لي
noticed = { $number } { $sign }

people-count-title = كم شخصاً قد يحتاج إلى مساعدة؟
people-count-hint = عدّوا فقط من قد يكونون مُجبرين أو تحت سيطرة غيرهم.
count-1 = 1
count-2 = 2
count-3 = 3
count-4 = 4 أو أكثر
people-count =
    { $count ->
        [zero] لا أحد
        [one] شخص واحد
        [two] شخصان
        [few] { $count } أشخاص
        [many] { $count } شخصاً
       *[other] { $count } شخص
    }
people-at-least =
    { $count ->
        [zero] لا أحد
        [one] شخص واحد أو أكثر
        [two] شخصان أو أكثر
        [few] { $count } أشخاص أو أكثر
        [many] { $count } شخصاً أو أكثر
       *[other] { $count } شخص أو أكثر
    }

people-ages-title = كم يبدو عمرهم؟
people-ages-hint = تخمين يكفي. اختاروا كل ما ينطبق.
age-child = طفل، دون 13
age-teen = بين 13 و17
age-adult = بالغ
age-unsure = العمر غير مؤكد

people-look-title = كيف كان شكلهم؟
people-look-hint = الشعر، الطول، الملابس، العلامات، الإصابات. ومن كان معهم أيضاً. مثل: سترة حمراء، طول متوسط، عرَج.

vehicle-title = هل كانت هناك مركبة؟
vehicle-hint = النوع، اللون، اللوحة والولاية، الكتابة على الباب. مثل: black Tahoe, NE plate ABC 123

contacts-title = هل رأيتم أرقام هواتف أو أسماء؟
contacts-hint = رقم أو اسم مستخدم أو رابط أو غرفة أو اسم سمعتموه. مثل: room 214, 308-555-0142

media-title = هل لديكم صور أو فيديو أو رسائل صوتية؟
media-hint = أرسلوا فقط ما لديكم أو ما تلتقطونه دون أن يراكم أحد. لا تقتربوا أبداً من أجل صورة. لا ترسلوا صوراً جنسية لأي شخص قد يكون دون 18.
media-count =
    { $count ->
        [zero] لا ملفات
        [one] ملف واحد
        [two] ملفان
        [few] { $count } ملفات
        [many] { $count } ملفاً
       *[other] { $count } ملف
    }
media-lost =
    { $count ->
        [zero] لا ملف تعذّر جلبه
        [one] ملف واحد تعذّر جلبه
        [two] ملفان تعذّر جلبهما
        [few] { $count } ملفات تعذّر جلبها
        [many] { $count } ملفاً تعذّر جلبها
       *[other] { $count } ملف تعذّر جلبها
    }

words-title = هل من شيء آخر، بكلماتكم؟
words-hint = ماذا حدث بالترتيب، ولماذا أقلقكم. يمكنكم الكلام: أرسلوا رسالة صوتية.

told-title = هل أخبرتم أحداً بعد؟
told-hint = حتى لا يتكرر العمل نفسه. اختاروا كل ما ينطبق.
told-nobody = لا أحد بعد
told-emergency = الرقم 911
told-police = الشرطة
told-hotline = خط المساعدة
told-manager = مدير المكان
told-company = شركتي

may-ask-title = هل يمكننا أن نسألكم شيئاً هنا؟
may-ask-hint = قد يكون للفريق المختص سؤال. لستم ملزمين بالإجابة.
may-ask-yes = نعم
may-ask-no = لا

answer-before = حتى الآن: { $answer }
