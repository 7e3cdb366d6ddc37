# review: drafted
# يقال مرة واحدة على البطاقة التالية: ما فُهم، وما لم ينجح.

noted-sent = وصل بلاغكم. رمزه { $code }.
noted-words = حُفظت كلماتكم.
noted-place = المكان: { $place }.
noted-vehicle = المركبة: { $vehicle }.
noted-contacts = حُفظ: { $contacts }.
noted-signs = ما لاحظتموه: { $signs }
noted-people = الأشخاص: { $people }.
noted-setting = نوع المكان: { $setting }.
noted-when = الوقت: { $when }.
noted-media =
    { $count ->
        [zero] لم يُحفظ أي ملف.
        [one] حُفظ ملف واحد.
        [two] حُفظ ملفان.
        [few] حُفظت { $count } ملفات.
        [many] حُفظ { $count } ملفاً.
       *[other] حُفظ { $count } ملف.
    }
noted-too-large = حجم هذا الملف أكثر من 20 ميغابايت، فلا نستطيع جلبه. سجّلنا ذلك. ملف أقصر ينفع.
noted-unreadable = هذا النوع من الرسائل لا يعمل هنا. اكتبوا، أو تكلموا، أو أرسلوا صورة أو موقعاً.
noted-unknown-command = هذا الأمر غير معروف هنا. استعملوا الأزرار.
noted-nothing-open = لا يوجد بلاغ مفتوح.
noted-draft-kept = بلاغكم محفوظ لوقت لاحق.
noted-draft-gone = حُذف بلاغكم. لم يُرسل شيء.
noted-edited = حُفظ تعديلكم، وحُفظ ما كتبتموه قبله أيضاً.
noted-edited-tip = أُضيف تعديلكم إلى البلاغ { $code }.
noted-added = أُضيف إلى البلاغ { $code }.
noted-withdrawn = سُحب البلاغ { $code }.
noted-hidden = الرسائل التي مضى عليها أكثر من يومين تبقى في المحادثة. أنتم وحدكم من يستطيع محوها.
toast-old-card = تلك بطاقة قديمة. هذه هي الحالية.
