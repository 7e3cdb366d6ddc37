# review: drafted
# Машины, как их читают вслух. Слова после color- и body- взяты из tips/data/vehicles.toml.
# Цвета стоят в родительном падеже, перед словом «цвета».

vehicle-colored = { $vehicle } { $color } цвета
vehicle-color = { $color } цвета
vehicle-plain = { $vehicle }
vehicle-plate = номер { $plate }
vehicle-plate-part = часть номера { $plate }
vehicle-usdot = USDOT { $number }
vehicle-mc = MC { $number }
vehicle-trailer = прицеп { $number }

color-black = чёрного
color-white = белого
color-silver = серебристого
color-gray = серого
color-red = красного
color-blue = синего
color-green = зелёного
color-gold = золотистого
color-tan = бежевого
color-brown = коричневого
color-yellow = жёлтого
color-orange = оранжевого
color-purple = фиолетового
color-maroon = бордового
color-pink = розового
color-primer = грунтовочного

body-van = вэн
body-cargo-van = грузовой вэн
body-rv = дом на колёсах
body-travel-trailer = жилой прицеп
body-box-truck = бокс-трак
body-suv = внедорожник
body-pickup = пикап
body-sedan = седан
body-coupe = купе
body-hatchback = хэтчбек
body-limo = лимузин
body-flatbed = платформа
body-reefer = рефрижератор
body-tanker = цистерна
body-tractor = тягач
body-livestock-trailer = прицеп для скота
body-bus = автобус
body-school-bus = школьный автобус
body-motorcycle = мотоцикл
body-car = легковая машина
body-truck = грузовик
body-trailer = прицеп
body-vehicle = машина
