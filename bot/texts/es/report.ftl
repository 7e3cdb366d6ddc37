# review: drafted
# Las preguntas del reporte, en su orden.

safety-title = ¿Ya te estacionaste en un lugar seguro?
safety-hint = Escribe solo con el vehículo parado, donde no te vean ni te oigan.

driving-title = Primero estaciónate
driving-hint = Esto se guarda. Vuelve cuando hayas parado en un lugar seguro. Si hay peligro, llama al 911.

danger-title = ¿Hay alguien en peligro ahora mismo?
danger-hint = Violencia, un arma, alguien encerrado, un menor al que venden, alguien herido o que pide ayuda.

setting-title = ¿Qué tipo de lugar era?
setting-hint = Toca uno, o escribe lo que notaste.
setting-truck-stop = Parada de camiones
setting-motel = Motel
setting-terminal = Central de autobuses
setting-roadside = Carretera, descanso
setting-bus = En un autobús
setting-delivery-site = Entrega, obra
setting-oilfield-camp = Campo petrolero
setting-online = En internet

when-title = ¿Cuándo lo notaste?
when-hint = O escríbelo, por ejemplo: anoche como a las 10.
when-now = Ahora mismo
when-hour = En la última hora
when-today = Hoy, más temprano
when-yesterday = Ayer
when-days = Hace días

still-there-title = ¿Siguen ahí?
still-there-hint = Hasta donde sabes. No regreses para ver.
still-there-yes = siguen ahí
still-there-no = se fueron

heading-title = ¿Hacia dónde se fueron?
heading-hint = Toca uno, o escríbelo, por ejemplo: I-80 al oeste, hacia Kearney.
heading-north = Norte
heading-south = Sur
heading-east = Este
heading-west = Oeste

where-title = ¿Dónde lo viste?
where-hint = Manda tu ubicación con el clip, o escríbela: I-80 oeste, milla 272, cerca de Kearney NE
where-online-title = ¿En qué parte de internet lo viste?
where-online-hint = El sitio, la app, el enlace o el usuario. Puedes pegarlo aquí.
where-check-title = ¿Es este el lugar?
where-check-place = { $place }. ¿Correcto?
where-check-hint = Si no, escríbelo otra vez o manda un pin.

place-road-north = { $road } al norte
place-road-south = { $road } al sur
place-road-east = { $road } al este
place-road-west = { $road } al oeste
place-mile = milla { $value }
place-kilometer = km { $value }
place-exit = salida { $value }
place-county = condado de { $value }
place-parish = parroquia de { $value }
place-borough = distrito de { $value }
place-lot = { $value }

signs-title = ¿Qué notaste?
signs-legend = 👁 lo vi  👂 lo oí  💬 me lo dijeron
noticed = { $number } { $sign }

people-count-title = ¿Cuántas personas quizá necesitan ayuda?
people-count-hint = Cuenta solo a quienes quizá están obligados o controlados.
count-1 = 1
count-2 = 2
count-3 = 3
count-4 = 4 o más
people-count =
    { $count ->
        [one] { $count } persona
       *[other] { $count } personas
    }
people-at-least = { $count } personas o más

people-ages-title = ¿Qué edad parecían tener?
people-ages-hint = A tu parecer. Toca todas las que apliquen.
age-child = Menor de 13
age-teen = De 13 a 17
age-adult = Adulto
age-unsure = edad no segura

people-look-title = ¿Cómo se veían?
people-look-hint = Pelo, estatura, ropa, marcas, heridas. También quien iba con ellos. Por ejemplo: sudadera roja, 1.63, cojea.

vehicle-title = ¿Había un vehículo?
vehicle-hint = Tipo, color, placa y estado, letras en la puerta. Por ejemplo: Tahoe negra, placa NE ABC 123.

contacts-title = ¿Viste teléfonos o nombres?
contacts-hint = Un número, usuario, enlace, cuarto o nombre que oíste. Por ejemplo: cuarto 214, 308-555-0142.

media-title = ¿Fotos, video o notas de voz?
media-hint = Manda solo lo que ya tienes o puedes tomar sin que te vean. Nunca te acerques por una foto. Nada sexual de alguien que pueda tener menos de 18.
media-count =
    { $count ->
        [one] { $count } archivo
       *[other] { $count } archivos
    }
media-lost = { $count } que no pudimos bajar

words-title = ¿Algo más, en tus palabras?
words-hint = Qué pasó, en orden, y por qué te preocupó. Puedes hablar: manda una nota de voz.

told-title = ¿Ya se lo dijiste a alguien?
told-hint = Para que nadie haga el mismo trabajo dos veces. Toca todo lo que aplique.
told-nobody = A nadie todavía
told-emergency = Al 911
told-police = A la policía
told-hotline = A la línea de ayuda
told-manager = Al encargado de ahí
told-company = A mi empresa

may-ask-title = ¿Podemos preguntarte algo aquí?
may-ask-hint = Quizá el grupo de trabajo tenga una pregunta. No tienes que contestar.
may-ask-yes = sí
may-ask-no = no

answer-before = Hasta ahora: { $answer }
