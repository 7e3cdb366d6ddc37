# review: drafted
# Lo que el bot dice de sí mismo en las páginas de Telegram, y lo que dice cuando no hay tarjeta.

bot-name = Road check
bot-short = Una lista para quienes trabajan en la carretera.
bot-description =
    Una lista para quienes trabajan en la carretera. Toca Iniciar.

    No es un servicio de emergencia. Si hay peligro, llama al 911.

command-report = Empezar o seguir
command-tips = Lo que enviaste
command-signs = Señales para consultar
command-training = Capacitación
command-help = Números de ayuda
command-sos = Peligro ahora
command-stop = Parar aquí
command-hide = Ocultar
command-language = Idioma
command-erase = Borrarme

emergency-alert = ¿Peligro ahora? Llama al 911. Luego quédate donde estés a salvo.
not-saved-alert = NO SE GUARDÓ. Ahora no podemos guardar nada. Si hay peligro, llama al 911. Seguimos intentando.
saved-after-all = Ya se guardó. Recibimos lo que enviaste.
group-farewell = Esto no es para grupos: todos aquí lo verían. Escríbeme en privado.
noted-file-lost = No se pudo traer un archivo. Lo demás está guardado. Envíalo otra vez si puedes.
