# review: drafted
# ما يقوله البوت عن نفسه في صفحات Telegram، وما يقوله حين لا توجد بطاقة.

bot-name = Road check
bot-short = قائمة تحقق لمن يعملون على الطريق.
bot-description =
    قائمة تحقق لمن يعملون على الطريق. اضغطوا زر البدء.

    ليست خدمة طوارئ. عند الخطر اتصلوا بالرقم 911.

command-report = بدء أو متابعة
command-tips = ما أرسلتموه
command-help = أرقام المساعدة
command-sos = خطر الآن
command-stop = توقف هنا
command-hide = إخفاء سريع
command-language = اللغة
command-erase = محو بياناتي

emergency-alert = خطر الآن؟ اتصلوا بالرقم 911. ثم ابقوا حيث أنتم في أمان.
not-saved-alert = لم يُحفظ. لا نستطيع تخزين أي شيء الآن. عند الخطر اتصلوا بالرقم 911. نواصل المحاولة.
saved-after-all = حُفظ الآن. وصل ما أرسلتموه.
group-farewell = هذا ليس للمجموعات: سيراه كل من هنا. اكتبوا لي في محادثة خاصة.
noted-file-lost = تعذّر جلب ملف واحد. الباقي محفوظ. أرسلوه مرة أخرى إن أمكن.
command-signs = علامات للاطلاع
command-training = التدريب
