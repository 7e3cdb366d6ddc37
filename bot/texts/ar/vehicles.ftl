# review: drafted
# المركبات كما تُقرأ من جديد. ما بعد color- و body- يأتي من tips/data/vehicles.toml.

vehicle-colored = { $vehicle } لون { $color }
vehicle-color = لون { $color }
vehicle-plain = { $vehicle }
vehicle-plate = لوحة { $plate }
vehicle-plate-part = جزء من لوحة { $plate }
vehicle-usdot = رقم USDOT { $number }
vehicle-mc = رقم MC { $number }
vehicle-trailer = مقطورة رقم { $number }

color-black = أسود
color-white = أبيض
color-silver = فضي
color-gray = رمادي
color-red = أحمر
color-blue = أزرق
color-green = أخضر
color-gold = ذهبي
color-tan = بيج
color-brown = بني
color-yellow = أصفر
color-orange = برتقالي
color-purple = بنفسجي
color-maroon = خمري
color-pink = وردي
color-primer = أساس بلا دهان

body-van = فان
body-cargo-van = فان بضائع
body-rv = عربة سكن متنقلة
body-travel-trailer = مقطورة سكن
body-box-truck = شاحنة صندوق
body-suv = سيارة SUV
body-pickup = بيك أب
body-sedan = سيارة سيدان
body-coupe = سيارة كوبيه
body-hatchback = سيارة هاتشباك
body-limo = ليموزين
body-flatbed = شاحنة مسطحة
body-reefer = مقطورة مبردة
body-tanker = صهريج
body-tractor = رأس شاحنة
body-livestock-trailer = مقطورة مواشٍ
body-bus = حافلة
body-school-bus = حافلة مدرسية
body-motorcycle = دراجة نارية
body-car = سيارة
body-truck = شاحنة
body-trailer = مقطورة
body-vehicle = مركبة
