# review: drafted
# Líneas de seguridad: siempre las mismas palabras, estén donde estén.

safety-call = Llama ya al 911 si alguien está en peligro o herido, también si eres tú.
safety-distance = Mantén distancia. No intervengas, no sigas a nadie, que no vean que miras.
safety-not-emergency = Este chat no es un servicio de emergencia. Quizá nadie lo lea enseguida.
safety-numbers = En peligro: { $emergency }. Línea de ayuda, día y noche: { $hotline }.

emergency-title = Llama al 911
emergency-us = Estados Unidos: 911. Línea de ayuda: { $hotline }
emergency-ca = Canadá: 911. Línea de ayuda: { $hotline }
emergency-mx = México: 911. Línea de ayuda: { $hotline }

not-saved-title = NO SE GUARDÓ
not-saved-hint = Lo que acabas de mandar aún no está guardado, porque tenemos una falla. Déjalo en el chat: lo intentamos solos otra vez.

media-safety = Manda solo lo que ya tienes o puedes tomar sin que te vean. Nunca te acerques por una foto. Nada sexual de alguien que pueda tener menos de 18.
