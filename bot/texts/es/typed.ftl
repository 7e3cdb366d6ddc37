# review: drafted
# Palabras que se pueden escribir en vez de tocar, separadas por |.

typed-back = atrás | volver | regresar
typed-skip = saltar | siguiente | seguir | paso
typed-stop = parar | cancelar | alto
typed-review = repaso | revisar | terminar
typed-unsure = no sé | no sé bien | no estoy seguro | no estoy segura | quizá | tal vez | quién sabe
typed-done = listo | ya | ok | es todo | siguiente
typed-none = nada | ninguno | ninguna | no | nada de esto
typed-sos = sos | 911 | peligro | emergencia | ayúdame | auxilio
typed-send = mandar | enviar | manda | envía | sí
typed-yes = sí | claro | simón | ok
typed-no = no | nel
typed-hide = ocultar | esconder
typed-saw = vi | lo vi | visto
typed-heard = oí | escuché | oído
typed-told = dijeron | me dijeron | dicho
typed-off = quitar | borrar
typed-parked = estacionado | estacionada | parado | sí
typed-driving = manejando | no | todavía no
typed-right = correcto | sí | eso | exacto
typed-wrong = no | mal | incorrecto
typed-nobody = nadie | a nadie | no
typed-keep = guardar | después | sí
typed-discard = tirar | tirarlo | borrar
typed-go-on = seguir | continuar | sí
typed-start-over = de nuevo | otro
typed-report = reporte | reportar | empezar | sí
typed-hello = hola | buenas | buenos días | buenas tardes | buenas noches | qué tal | prueba
typed-tips = avisos | estado | noticias | mi aviso | retirar
typed-help = ayuda | números | teléfonos
typed-language = idioma | language
typed-thanks = gracias | muchas gracias | ok | vale | bueno | está bien | de acuerdo
