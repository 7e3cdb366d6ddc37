# review: drafted
# Les véhicules, tels qu’on les relit. Ce qui suit color- et body- vient de tips/data/vehicles.toml.
# Les couleurs s’accordent avec le mot « couleur ».

vehicle-colored = { $vehicle } de couleur { $color }
vehicle-color = couleur { $color }
vehicle-plain = { $vehicle }
vehicle-plate = plaque { $plate }
vehicle-plate-part = partie de plaque { $plate }
vehicle-usdot = USDOT { $number }
vehicle-mc = MC { $number }
vehicle-trailer = remorque { $number }

color-black = noire
color-white = blanche
color-silver = argent
color-gray = grise
color-red = rouge
color-blue = bleue
color-green = verte
color-gold = dorée
color-tan = beige
color-brown = brune
color-yellow = jaune
color-orange = orange
color-purple = mauve
color-maroon = bourgogne
color-pink = rose
color-primer = apprêt

body-van = fourgonnette
body-cargo-van = fourgon
body-rv = VR
body-travel-trailer = roulotte
body-box-truck = camion cube
body-suv = VUS
body-pickup = pick-up
body-sedan = berline
body-coupe = coupé
body-hatchback = voiture à hayon
body-limo = limousine
body-flatbed = plateforme
body-reefer = remorque réfrigérée
body-tanker = citerne
body-tractor = tracteur routier
body-livestock-trailer = remorque à bétail
body-bus = autobus
body-school-bus = autobus scolaire
body-motorcycle = moto
body-car = auto
body-truck = camion
body-trailer = remorque
body-vehicle = véhicule
