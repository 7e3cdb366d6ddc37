# review: drafted
# أرقام المساعدة. الأسماء والأرقام تأتي من ملفات الخطوط. "\u200F" in front keeps the line running from right to left, whatever the name is.

help-title = أرقام المساعدة
help-line = { "\u200F" }{ $name } · { $ways }
help-text = رسالة { $word } إلى { $number }
country-US = الولايات المتحدة
country-CA = كندا
country-MX = المكسيك
