# review: drafted
# Vehículos, como se leen de vuelta. Lo que sigue a color- y body- viene de tips/data/vehicles.toml.

vehicle-colored = { $vehicle } color { $color }
vehicle-color = color { $color }
vehicle-plain = { $vehicle }
vehicle-plate = placa { $plate }
vehicle-plate-part = parte de placa { $plate }
vehicle-usdot = USDOT { $number }
vehicle-mc = MC { $number }
vehicle-trailer = remolque { $number }

color-black = negro
color-white = blanco
color-silver = plateado
color-gray = gris
color-red = rojo
color-blue = azul
color-green = verde
color-gold = dorado
color-tan = beige
color-brown = café
color-yellow = amarillo
color-orange = naranja
color-purple = morado
color-maroon = guinda
color-pink = rosa
color-primer = sin pintar

body-van = van
body-cargo-van = van de carga
body-rv = casa rodante
body-travel-trailer = remolque camper
body-box-truck = camión de caja
body-suv = SUV
body-pickup = camioneta pickup
body-sedan = sedán
body-coupe = cupé
body-hatchback = hatchback
body-limo = limusina
body-flatbed = plataforma
body-reefer = caja refrigerada
body-tanker = pipa
body-tractor = tractocamión
body-livestock-trailer = remolque para ganado
body-bus = autobús
body-school-bus = autobús escolar
body-motorcycle = motocicleta
body-car = carro
body-truck = camión
body-trailer = remolque
body-vehicle = vehículo
