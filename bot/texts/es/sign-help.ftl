# review: drafted
# What each sign looks like (looks-) and what it does not mean (rather-), in the words of drivers. English: indicators/catalog.toml.

looks-speaks-for-them = Saludas a una persona, y cada vez contesta otra. Con una mirada o con la mano la hacen callar.
rather-speaks-for-them = Hay gente tímida, enferma o que no habla el idioma, y alguien de confianza le ayuda. Quien ayuda sí la deja hablar.

looks-looks-for-permission = Antes de contestar, comer o dar un paso, voltea a ver a cierta persona y espera a que le diga que sí con la cabeza.
rather-looks-for-permission = Los niños les preguntan a sus papás, y las parejas se consultan. Por sí solo dice poco.

looks-scripted-answers = La historia suena aprendida de memoria. Cuando otros preguntan, cambia: otro nombre, otro pueblo, otro trabajo.
rather-scripted-answers = Con nervios o cansancio también se confunde uno. O quizá esa persona no quiere contar sus cosas.

looks-id-held-by-other = Otra persona saca la identificación o el boleto, lo enseña y se lo vuelve a guardar en su propia bolsa.
rather-id-held-by-other = Los papás, las parejas y los guías muchas veces guardan los boletos. Importa si la persona no puede recuperar lo suyo.

looks-told-id-taken = Sin que le preguntes, te cuenta que un jefe o su pareja le quitó la identificación o el pasaporte y no se lo devuelve.
rather-told-id-taken = Los papeles se pierden, o se quedan un tiempo en una oficina. Aquí alguien los guarda para que la persona no se vaya.

looks-hands-over-money = La persona vuelve, cuenta todo lo que trae y se lo pone en la mano a alguien más. No se queda con nada.
rather-hands-over-money = La gente paga préstamos, comparte la bolsa o da cambio. Una sola vez dice poco.

looks-told-debt = Lo dice sin que le pregunten: tengo que pagarlo trabajando. Muchas veces la deuda es por un viaje, una cama o un trabajo, y crece.
rather-told-debt = Mucha gente tiene deudas y las paga. Importa cuando la deuda no deja ir a la persona.

looks-told-quota = Dice que esta noche tiene que juntar cierta cantidad, y que antes no puede parar.
rather-told-quota = Muchos trabajos tienen metas. Aquí lo que cuenta es el miedo: ¿qué le pasa si no la junta?

looks-told-controller = Te habla de alguien que pone las reglas, el precio o las horas, y que se queda con el dinero.
rather-told-controller = Todo el que trabaja tiene jefe. Un jefe no es dueño de su cuerpo, de su sueño ni de toda su paga.

looks-told-cannot-leave = Lo dice con sus palabras: no me dejan irme, o, me encontrarían.
rather-told-cannot-leave = A veces se trata de un turno, de un contrato o de un autobús que no llega. Importa cuando alguien no deja ir a la persona.

looks-told-threatened = Dice, sin que le pregunten, que alguien le va a hacer daño si se va, si habla o si no trabaja.
rather-told-threatened = Lo que se dice en un pleito no siempre va en serio. A ti no te toca decidirlo. Cuéntalo como te lo dijeron.

looks-told-family-threatened = Dice que alguien sabe dónde vive su familia, y lo que le va a pasar si la persona se va.
rather-told-family-threatened = Preocuparse por la familia es común. Aquí alguien usa eso para que la persona no se vaya.

looks-told-police-threat = Dice: si me voy, me echan a la policía, o hacen que me saquen del país.
rather-told-police-threat = El miedo a la policía puede tener muchas causas. Aquí alguien lo usa como amenaza.

looks-asked-for-help = Unas palabras en voz baja, una nota, una seña con la mano, unos labios que forman la palabra ayuda. Es solo para ti.
rather-asked-for-help = Puede ser por algo pequeño. No hace falta averiguarlo. Si puede haber peligro, llama al 911 donde nadie oiga.

looks-saw-violence = A alguien le pegan, lo arrastran del brazo o del pelo, o lo sujetan, en un carro, en un cuarto o al aire libre.
rather-saw-violence = Puede ser un accidente o un pleito entre iguales. Si la violencia es ahora, llama al 911, haya lo que haya detrás.

looks-forced-into-vehicle = Empujan o jalan a alguien hacia un carro y no quiere ir: atora los pies, se agarra de la puerta.
rather-forced-into-vehicle = Un papá o una mamá quizá carga a un niño enojado, o ayudan a alguien que tomó de más. ¿Tienes duda? Llama al 911 y dilo así.

looks-visible-injuries = Marcas viejas y nuevas a la vez: un moretón amarillo junto a uno azul, quemaduras chicas y redondas, marcas en las muñecas.
rather-visible-injuries = El deporte, el trabajo y las caídas también dejan marcas. Las marcas solas no dicen de dónde vienen.

looks-fear-of-companion = Al principio habla con confianza. Pero se acerca cierta persona, y entonces se pone tiesa, callada o pálida.
rather-fear-of-companion = Puede ser un pleito, o un papá estricto. El miedo por sí solo no dice por qué.

looks-fear-of-police = Alguien dice la palabra policía o denuncia. La otra persona entra en pánico, te ruega que no, o trata de irse.
rather-fear-of-police = Mucha gente le tiene miedo a la policía, y tiene sus razones. Es señal solo junto con otras.

looks-hungry-exhausted = La persona come como si llevara días sin comer, o se duerme de pie. O tiene una enfermedad y nadie la atiende.
rather-hungry-exhausted = Los viajes largos y los malos tiempos desgastan a la gente. La pobreza o el cansancio no son señal de control.

looks-few-belongings = Va lejos, y todo lo que tiene cabe en una bolsa de plástico. Sus cosas las llevan otros.
rather-few-belongings = Hay gente que viaja ligera, y hay gente pobre. Importa solo junto con otras señales.

looks-does-not-know-place = No sabe en qué pueblo o estado está, ni a dónde va el viaje. Lo decide otra persona.
rather-does-not-know-place = Cualquiera se pierde o se pasa de parada por dormir. Aquí, nunca se lo dijeron.

looks-watched-constantly = Una persona está siempre a un paso: en la caja, en el teléfono, a la puerta del baño.
rather-watched-constantly = Los papás cuidan a sus hijos, y hay quien acompaña a gente que necesita cuidado. Importa si la persona no tiene voz en eso.

looks-phone-controlled = Otra persona le trae el teléfono, le lee los mensajes o escucha en altavoz cada llamada.
rather-phone-controlled = Los papás pueden revisar el teléfono de un menor, y una pareja puede compartirlo. Importa si hay miedo o silencio.

looks-ownership-tattoo = Un tatuaje o una marca dice que la persona le pertenece a alguien. Lo esconde, o le da miedo hablar de eso.
rather-ownership-tattoo = Casi todos los tatuajes son nada más tatuajes. Por sí solo no dice nada.

looks-drugged-and-steered = Se tambalea, no habla claro o apenas se mantiene despierta. Otra persona la lleva del brazo y habla por ella.
rather-drugged-and-steered = Quizá alguien lleva a su casa a quien tomó de más o está mal. Si alguien puede estar enfermo, llama al 911 de todos modos.

looks-older-controller = Una pareja mucho mayor paga, decide y habla. La persona joven obedece, o se ve con miedo.
rather-older-controller = La diferencia de edad no es señal. El control sí: ¿quién decide, quién trae el teléfono, quién se puede ir?

looks-hiding-from-someone = Se agacha detrás de un tráiler o en un baño, te pide que no digas nada, y no le quita la vista a un carro o a una persona.
rather-hiding-from-someone = Puede ser un pleito o una broma. Si le tiene miedo a alguien cercano, llama al 911 donde nadie oiga.

looks-truck-to-truck = Alguien recorre la fila de noche, de cabina en cabina, y toca las puertas.
rather-truck-to-truck = Hay gente que vende cosas, pide corriente para la batería o un aventón. Es señal solo junto con otras. Si se ve joven, dilo.

looks-group-dropped-at-trucks = Un carro o una van se detiene entre las filas. Bajan dos o tres y se van cada quien por su lado.
rather-group-dropped-at-trucks = Puede ser un cambio de turno, o amigos que van a comer. Importa si el carro espera, o si vuelve por ellos.

looks-short-drop-pick-up = Un carro deja a alguien en una cabina, se va o espera, y poco después lo recoge.
rather-short-drop-pick-up = Puede ser un viaje por aplicación, una visita o comida para el chofer. Una y otra vez ya es otra cosa.

looks-odd-van-or-rv = Hay una van o casa rodante entre los tráileres. Entra una visita tras otra, y cada una sale al poco rato.
rather-odd-van-or-rv = Ahí descansan familias, y hay gente que arregla o vende cosas. Lo que cuenta son las visitas seguidas.

looks-radio-paid-company = Por radio o en una aplicación, alguien ofrece compañía por dinero, con palabras en clave, y dice una fila.
rather-radio-paid-company = Puede ser broma o plática nada más. Anota las palabras, el canal o el usuario, y la hora.

looks-lot-lookout = Alguien pasa horas en un carro parado y no le quita la vista a una persona que trabaja el estacionamiento.
rather-lot-lookout = La gente espera a que la recojan, o espera a alguien. Importa cuando vigila cada paso de una persona.

looks-cash-back-to-car = Alguien vuelve de una cabina o de un cuarto. Se asoma a un carro que espera y entrega el efectivo.
rather-cash-back-to-car = Quizá le pagan la gasolina a alguien. Importa junto con otras señales, o si vuelve a pasar.

looks-face-pulled-from-window = Una cara joven se asoma por una ventana. Una mano la jala hacia atrás, o cierran la cortina enseguida.
rather-face-pulled-from-window = Quizá los papás quieren que un menor se duerma o se siente. Anota el vehículo o el cuarto, y la hora.

looks-locked-in-vehicle = Golpes o una voz desde adentro. Un candado por fuera. Alguien mueve la manija y no puede salir.
rather-locked-in-vehicle = Un seguro para niños o una puerta atorada se puede ver así. Si quizá hay alguien encerrado, llama al 911.

looks-people-in-sealed-trailer = Oyes voces, gritos o golpes. El remolque o contenedor de donde vienen está sellado, o cerrado por fuera.
rather-people-in-sealed-trailer = Pueden ser animales, una radio o carga que se mueve. No hace falta tener certeza. Quizá les falta aire: llama al 911.

looks-ride-money-waiting-car = Alguien pide dinero para volver a su casa, lo recibe y sube a un carro que esperaba.
rather-ride-money-waiting-car = Puede ser nada más un cuento para sacar dinero. Anota si otra persona se queda con el dinero.

looks-truck-passenger-silent = Quien va de pasajero en un tráiler se queda en la cabina en cada parada. Si saludas, contesta el chofer.
rather-truck-passenger-silent = A veces se duerme, le da pena o cuida al perro. Importa cuando no le dejan bajar, o no le dejan hablar.

looks-driver-pay-or-papers-held = Un chofer dice: se quedan con mi paga, mi licencia o mi pasaporte. Dicen que les debo.
rather-driver-pay-or-papers-held = Un mal contrato de renta (lease) o una paga tardía es asunto de dinero. Es algo más cuando el chofer no puede renunciar.

looks-alone-remote-road = Alguien camina sin nadie, lejos de todo pueblo, sin un carro cerca. Está mal de ánimo, o no conoce el camino.
rather-alone-remote-road = Quizá se le descompuso el carro, o salió a caminar. De todos modos puede necesitar ayuda. En peligro, llama al 911.

looks-room-short-visits = Llega gente a un cuarto, de uno en uno, a todas horas. Cada visita dura poco. Luego llega la siguiente.
rather-room-short-visits = Puede ser una fiesta, o trabajadores por turnos. Anota el cuarto y las horas.

looks-many-rooms-cash = Una persona paga en efectivo más de un cuarto. O pide un cuarto por hora, o paga día por día.
rather-many-rooms-cash = Las cuadrillas y las familias también pagan varios cuartos, y hay gente sin tarjeta. Por sí sola es una señal débil.

looks-refuses-cleaning = El letrero lleva días en la puerta. Aun así piden más toallas y sábanas.
rather-refuses-cleaning = A muchos huéspedes les gusta que no los molesten. Importa si hay visitas a todas horas.

looks-side-door-escort = A alguien lo meten y sacan por la puerta lateral, muchas veces del brazo. Nunca pasa por la recepción.
rather-side-door-escort = La puerta lateral quizá queda cerca del carro. Importa si la persona no puede escoger.

looks-plate-hidden = El carro está de reversa contra una pared, o algo tapa la placa, cada vez que está ahí.
rather-plate-hidden = Mucha gente se estaciona de reversa, y las placas se enlodan. Por sí sola es una señal débil.

looks-hallway-guard = Alguien pasa horas de pie o sentado cerca de una puerta, y levanta la vista cada vez que pasa alguien.
rather-hallway-guard = La gente hace llamadas o espera a alguien. Anota la puerta, el piso y las horas.

looks-teen-left-in-room = Un niño o adolescente se queda horas sin compañía en un cuarto, mientras entran y salen adultos.
rather-teen-left-in-room = Quizá el papá o la mamá trabaja y no tiene quien le ayude. Si el menor puede estar en peligro, llama al 911.

looks-teen-arrived-left-different = Un adolescente llega con un adulto. Más tarde se va con otro, y parece que no tiene voz en eso.
rather-teen-arrived-left-different = Hay papás separados que se turnan a los hijos, y adolescentes que comparten viajes. Lo que cuenta es cómo actúa el adolescente.

looks-teen-late-with-adults = Un adolescente anda fuera muy noche, o en horas de escuela. Los adultos con los que va no parecen su familia.
rather-teen-late-with-adults = Puede ser un equipo, una tía, un trabajo o un día libre. A simple vista no se sabe quién es familia. Es una señal débil.

looks-minor-selling-sex = Alguien que parece menor de 18 ofrece sexo, o lo ofrece otra persona. Cualquier pago cuenta: dinero, un aventón, una cama.
rather-minor-selling-sex = Puedes equivocarte en la edad. Di “quizá menor de 18”. Llama primero al 911, y después avísanos.

looks-third-party-offers-sex = Alguien llega a tu cabina o a tu puerta, o te escribe. Te ofrece a otra persona, por un precio.
rather-third-party-offers-sex = Puede ser una broma de mal gusto. Di que no, y anota las palabras. Si la persona puede ser menor de 18, llama al 911.

looks-sex-for-needs-minor = Un adolescente ofrece sexo por un aventón, una comida o un lugar donde dormir.
rather-sex-for-needs-minor = Quizá suene a que es su decisión. Con menores de 18 no lo es. Di que no, y llama al 911.

looks-missing-child-recognised = Salió una alerta en la radio, en un letrero de la carretera o en el teléfono. Ahora ves esa cara, esa ropa o ese carro.
rather-missing-child-recognised = Puedes equivocarte, y no pasa nada. Llama al 911, di dónde, y no sigas a nadie.

looks-unknown-ticket-buyer = No sabe decir quién pagó el boleto. A lo más tiene un nombre, o es alguien de internet.
rather-unknown-ticket-buyer = También compran boletos las oficinas, los grupos de ayuda y los parientes. Importa si nadie sabe quién espera al final.

looks-meeting-online-contact = Va a ver a una persona que nunca ha visto. Quizá te enseña una foto o un chat.
rather-meeting-online-contact = Mucha gente conoce amigos por internet. Importa si es joven, si va sin compañía, o si le dijeron que no lo contara.

looks-vague-job-promise = Va a un trabajo, pero no sabe la empresa, ni la dirección, ni un nombre. Alguien va a recogerle.
rather-vague-job-promise = Hay quien empieza a trabajar por un conocido. Importa si nadie sabe decir dónde ni para quién.

looks-terminal-recruiter = Alguien se acerca a jóvenes que esperan sin compañía: un cuarto, un viaje, un trabajo, un teléfono prestado.
rather-terminal-recruiter = Hay gente amable, y gente de un albergue que trae gafete. Importa si va de un joven a otro.

looks-group-papers-one-holder = Una persona trae los boletos y papeles de todos. Los demás van callados y hacen lo que se les dice.
rather-group-papers-one-holder = Esto hacen los guías y los entrenadores. Sus grupos platican, se ríen y andan por ahí.

looks-passenger-kept-aboard = Alguien se levanta para bajar o para hablar contigo. Otra persona lo jala hacia atrás o le tapa el paso.
rather-passenger-kept-aboard = Un papá, una mamá o quien cuida puede detener a alguien por seguridad. Si ahora sujetan a alguien a la fuerza, llama al 911.

looks-one-way-no-luggage = Alguien joven y con inquietud, con boleto solo de ida y sin nada en las manos, que voltea mucho a todos lados.
rather-one-way-no-luggage = Muchos estudiantes viajan ligeros, y muchos boletos son solo de ida. Por sí sola es una señal débil.

looks-child-travelling-unsure = Un menor viaja sin compañía y no sabe decir quién lo va a recibir, o solo sabe un nombre de pila.
rather-child-travelling-unsure = Muchas veces un pariente viene tarde, o cambió el plan. Sigue la regla para menores sin compañía.

looks-student-new-pickup = Al salir de la escuela, un estudiante sube a un carro con gente mayor. A la semana siguiente es otro carro.
rather-student-new-pickup = Puede ser un primo, un viaje compartido o un trabajo nuevo. Anota fechas y carros, y usa la regla de la escuela.

looks-student-sudden-change = Un estudiante alegre se vuelve callado, y trae cosas nuevas que nadie sabe explicar, o un segundo teléfono.
rather-student-sudden-change = Puede ser una mala racha en casa, o un regalo de la familia. La escuela lo puede revisar.

looks-student-often-missing = Un estudiante falta mucho y vuelve con cansancio, y habla de una pareja mayor.
rather-student-often-missing = La enfermedad y los problemas en casa son razones comunes. La escuela lo puede revisar.

looks-camp-van-visits = De noche, una van trae gente al campamento. Cada quien va a un cuarto, y al poco rato la van los recoge.
rather-camp-van-visits = Puede ser gente de limpieza o un cambio de turno. La diferencia está en la hora, el efectivo y quién da las órdenes.

looks-camp-trailer-visitors = Un remolque cerca del campamento tiene gente esperando en la puerta, noche tras noche.
rather-camp-trailer-visitors = Quizá ahí venden comida o cortan el pelo. Anota el lugar, las horas y quién recibe el dinero.

looks-housing-locked-or-guarded = El candado está por fuera, o el portón se abre solo para el jefe. Un guardia detiene a quien quiere salir.
rather-housing-locked-or-guarded = Los sitios se cercan para que otros no entren. Si hay gente encerrada ahora, llama al 911.

looks-crew-never-leaves = La cuadrilla duerme en el sitio. A la tienda va solo con el jefe, y nunca por su cuenta.
rather-crew-never-leaves = Lejos del pueblo, es normal compartir una van. Importa si no los dejan ir por su cuenta.

looks-crew-overcrowded = Muchos colchones en el piso de una galera, de una van o de una casa a medio hacer. Sin agua, sin calefacción.
rather-crew-overcrowded = Una noche corta en un lugar feo le pasa a cualquiera. Aquí la gente vive así y no puede escoger.

looks-crew-unpaid = Te cuentan que la paga nunca llegó, o que la cama, la comida y la herramienta se la comen toda.
rather-crew-unpaid = La paga tardía o baja por sí sola es un problema de sueldo. Es algo más cuando no pueden renunciar.

looks-crew-leader-takes-pay = El día de pago una persona recibe todos los cheques o el efectivo, y reparte poco o nada.
rather-crew-leader-takes-pay = Un encargado puede recoger la paga de quienes están en turno. Importa si a los demás no les llega la suya.

looks-crew-extreme-hours = Dicen que trabajan desde antes del sol hasta la noche, semana tras semana, sin un día libre.
rather-crew-extreme-hours = Las semanas seguidas de trabajo son comunes, con descanso entre una tanda y otra. Importa si no los dejan descansar ni decir que no.

looks-crew-no-safety-gear = Suben, cortan o fumigan con las manos desnudas y sin casco. Nadie les enseñó cómo.
rather-crew-no-safety-gear = Puede ser una empresa descuidada. Para el peligro, usa las reglas del sitio. Un aviso va si hay más señales.

looks-told-different-job = Dicen que el trabajo, el pueblo o el jefe no es lo que les prometieron.
rather-told-different-job = Los planes cambian, y los anuncios prometen de más. Importa cuando les mintieron y no pueden irse.

looks-told-different-pay = Dicen que les prometieron buena paga, y que la paga o la cama es mucho peor.
rather-told-different-pay = Muchos trabajos decepcionan. Importa cuando les mintieron y no pueden renunciar.

looks-told-recruitment-fee = Dicen que pagaron mucho por este trabajo, o que pidieron prestado para conseguirlo y todavía deben.
rather-told-recruitment-fee = Hay gente que paga una cuota por los papeles. Importa cuando la deuda no los deja ir.

looks-boss-uses-visa = El jefe dice: si renuncias, se acabó tu visa. O los papeles se quedan en el escritorio del jefe.
rather-boss-uses-visa = Una visa de trabajo es legal, y una oficina puede necesitar los papeles por un día. Una amenaza es otra cosa.

looks-security-faces-inward = Las rejas tienen el candado por fuera. Las cámaras apuntan a las camas o a la puerta de adentro, no a la calle.
rather-security-faces-inward = Las tiendas cuidan su mercancía. Pregúntate para qué sirve: ¿para que no entren, o para que no salgan?

looks-beds-at-workplace = Al fondo de un taller, un granero o una bodega hay camas, ollas y ropa.
rather-beds-at-workplace = Algunas empresas tienen cuarto de descanso, y el turno de noche toma una siesta. Importa si ahí vive gente.

looks-child-working = Un menor carga, corta o trepa, trabaja muy noche, o trabaja cuando otros están en la escuela.
rather-child-working = Los hijos ayudan en la tienda o la granja de la familia. El trabajo pesado, nocturno o peligroso es otra cosa.

looks-live-in-helper-confined = Alguien trabaja en la casa y nunca sale por su cuenta. Se ve flaca o con miedo, y siempre la vigilan.
rather-live-in-helper-confined = Mucha gente trabaja de planta y recibe buen trato. Sale, tiene teléfono y platica.

looks-house-short-visits = Todas las ventanas de una casa están tapadas. Llega gente a todas horas, se queda poco y se va.
rather-house-short-visits = Hay gente que duerme de día, o que tiene un negocio pequeño. Por sí sola es una señal débil.

looks-sales-crew-stranded = Bajan a jóvenes lejos de su casa para vender de puerta en puerta, con hambre y con una cantidad que juntar.
rather-sales-crew-stranded = Muchos trabajos de ventas son justos. Aquí no pueden comer, descansar ni volver a casa antes de juntarla.

looks-forced-begging = Alguien pide dinero o vende cosas pequeñas. De vez en cuando viene quien vigila y se lleva todo el dinero.
rather-forced-begging = Las familias comparten lo que juntan. Importa si una sola persona se lo lleva todo, o si hay miedo.

looks-ads-one-phone-many-towns = Ves el mismo número en anuncios de muchas ciudades, con otros nombres o caras.
rather-ads-one-phone-many-towns = Hay gente que viaja por trabajo y pone sus propios anuncios. No llames ni escribas. Anota el número y los enlaces.

looks-online-offer-to-teen = En un juego, un chat o una aplicación, alguien le ofrece a un adolescente dinero, regalos, un viaje o un cuarto.
rather-online-offer-to-teen = Puede ser familia o una amistad. No les escribas. Anota el usuario, la aplicación y las palabras.

looks-image-blackmail = Dice que alguien tiene fotos íntimas suyas. Las van a enseñar si no obedece.
rather-image-blackmail = Algunas amenazas son puro cuento, y aun así detienen a la gente. Nunca pidas las fotos. Anota las palabras y el usuario.
