# review: drafted
# كلمات يمكن كتابتها بدل الضغط، يفصل بينها |. Short vowels, hamzas and the like are not looked at when these are compared.

typed-back = رجوع | ارجع | السابق | عودة | rujoo | irja
typed-skip = تخطي | تخط | تجاوز | التالي | بعده
typed-stop = إيقاف | أوقف | توقف | قف | إلغاء
typed-review = مراجعة | المراجعة | إنهاء
typed-unsure = غير مؤكد | غير متأكد | غير متأكدة | مش متأكد | مو متأكد | لا أعرف | لا أدري | ما أعرف | ما أدري | مش عارف | ربما | يمكن | la aref | ma aref | ma adri | mish aref | mesh aref | yimkin | yemken
typed-done = تم | تمام | جاهز | خلاص | خلص | انتهيت | هذا كل شيء | بس | التالي | khalas | tamam | tam
typed-none = لا شيء | لا شي | ولا شيء | ولا شي | ما في | لا يوجد | لا | لأ | la shay | wala shi | la | laa
typed-sos = خطر | طوارئ | نجدة | النجدة | الحقوني | ساعدوني | ساعدني | sos | 911 | khatar | najda | saeduni
typed-send = إرسال | أرسل | ارسله | ابعث | نعم | أيوه | irsal | ersal | ersel | na'am | naam | aywa
typed-yes = نعم | أيوه | أيوا | إي | آه | أجل | أكيد | na'am | naam | n3am | aywa | aiwa | ewa | ay wa | akeed
typed-no = لا | لأ | كلا | مش | لا لا | la | laa | la2 | kalla
typed-hide = إخفاء | أخف | خبي | إخفاء سريع
typed-saw = رأيت | رأيته | شفت | شفته | shuft | sheft
typed-heard = سمعت | سمعته | sme3t | samet | simit
typed-told = قيل | قيل لي | قالوا | قالولي | حكوا لي | galoli | aloli
typed-off = شيل | احذف | بدون
typed-parked = متوقف | متوقفة | المركبة متوقفة | واقف | واقفة | نعم | أيوه | wagef | waqif | na'am | naam | aywa
typed-driving = أقود | أسوق | سايق | بسوق | لا | ليس بعد | لسه | لأ | la | laa
typed-right = صحيح | صح | نعم | مضبوط | أيوه | sah | sahih | na'am | naam | aywa
typed-wrong = غير صحيح | غلط | خطأ | لا | لأ | ghalat | la | laa
typed-nobody = لا أحد | ولا أحد | ما حدا | محد | لا | لأ | la | laa
typed-keep = حفظ | احفظ | لاحقا | بعدين | نعم | أيوه | badeen | na'am | naam | aywa
typed-discard = حذف | احذف | امسح
typed-go-on = متابعة | تابع | كمل | أكمل | نعم | أيوه | kammel | na'am | naam | aywa
typed-start-over = من جديد | جديد
typed-report = بلاغ | تبليغ | بدء | ابدأ | نعم | أيوه | balagh | na'am | naam | aywa
typed-hello = مرحبا | السلام عليكم | سلام | أهلا | هلا | صباح الخير | مساء الخير | تجربة | marhaba | salam | salam alaikum | assalamu alaikum | ahlan
typed-tips = بلاغاتي | بلاغي | أخبار | سحب | balaghati
typed-help = مساعدة | أرقام | أرقام الهاتف | musaada
typed-language = لغة | اللغة | lugha
typed-thanks = شكرا | شكرا جزيلا | مشكور | تسلم | حسنا | تمام | طيب | ماشي | shukran | mashkoor | tamam | mashi
