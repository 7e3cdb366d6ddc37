# review: drafted
# El repaso y el recibo.

review-title = ¿Listo para mandar?
review-setting = { $number }. Tipo de lugar: { $said }
review-when = { $number }. Cuándo: { $said }
review-where = { $number }. Dónde: { $said }
review-signs = { $number }. Notaste: { $said }
review-people = { $number }. Personas: { $said }
review-vehicle = { $number }. Vehículo: { $said }
review-contacts = { $number }. Números, nombres: { $said }
review-media = { $number }. Fotos, archivos: { $said }
review-words = { $number }. Tus palabras: { $said }
review-told = { $number }. Ya lo dijiste: { $said }
review-may-ask = { $number }. Podemos preguntarte: { $said }
review-sign = { $mark } { $sign }
review-unsaid = { $number }. { $topic }
review-missing = No está: { $missing }. Puedes mandarlo así.
review-too-little = Para mandarlo, agrega una frase, o di dónde, cuándo y qué notaste. Aún no está: { $missing }.
unsaid-setting = tipo de lugar
unsaid-when = cuándo
unsaid-where = dónde
unsaid-signs = qué notaste
unsaid-people = personas
unsaid-vehicle = vehículo
unsaid-contacts = números, nombres
unsaid-media = fotos
unsaid-words = tus palabras
unsaid-told = a quién le dijiste
unsaid-may-ask = si podemos preguntarte

receipt-title = Ya recibimos tu aviso
receipt-code = Su código es { $code }. No hace falta anotarlo: está en Mis avisos.
receipt-next = Luego lo lee una persona. Lo más urgente va primero. Noticias y preguntas llegan aquí.
