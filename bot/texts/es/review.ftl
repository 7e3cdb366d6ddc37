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
review-may-ask = { $number }. ¿Podemos preguntarte?: { $said }
review-sign = { $mark } { $sign }
review-unsaid = –
review-missing = Aún falta: { $missing }. Puedes mandarlo así.
review-too-little = Para mandarlo, agrega una frase en tus palabras, o esto: { $missing }.
missing-where = dónde
missing-when = cuándo
missing-signs = qué notaste

receipt-title = Tu aviso ya está adentro
receipt-code = Su código es { $code }. No hace falta anotarlo: está en Mis avisos.
receipt-next = Ahora lo lee una persona, lo más urgente primero, en menos de un día. Noticias y preguntas llegan aquí.
