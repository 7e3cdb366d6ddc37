# review: drafted
# Alrededor del reporte: primer contacto, inicio, idioma, borrar, ocultar, parar.

language-name = Español
progress = { $step } de { $steps }
page = página { $page } de { $pages }
blank = { "" }

welcome-title = Road check
welcome-what = ¿Viste a alguien que quizá está obligado o controlado? Cuéntanos, aunque no tengas certeza.
welcome-kept = Guardamos sellado lo que mandas. Solo lo lee el grupo de trabajo. Es confidencial. Nunca pedimos tu nombre.
welcome-telegram = Telegram puede ver este chat, así que no es anónimo. El chat también queda en tu teléfono.
welcome-not-emergency = Esto no es un servicio de emergencia. Si hay peligro, llama primero al 911.

home-title = Road check
home-hint = ¿Qué quieres hacer?
home-draft = Tu reporte está guardado. Puedes seguir donde lo dejaste.
home-refresh = Ya toca tu repaso anual. Está en Capacitación.

language-title = ¿Qué idioma?

erase-confirm-title = ¿Borrar todo lo tuyo aquí?
erase-confirm-hint = Olvidamos este chat, tu reporte abierto y el lazo entre tú y lo que mandaste. Los avisos ya enviados se quedan con el grupo de trabajo, sin ti. Ya no podremos preguntarte nada.

erased-title = Ya borramos todo lo tuyo
erased-hint = No guardamos nada que lleve a ti. Borra también el chat en tu teléfono: Telegram guarda su propia copia.

hidden-title = Road check
hidden-hint = Nada nuevo en tu ruta.
knock-title = Road check
knock-hint = Tienes un mensaje nuevo.

stop-title = ¿Parar el reporte?
stop-hint = Puedes guardarlo y seguir después. Nada se manda hasta que tú lo mandes.

resume-title = ¿Seguir con tu reporte?
resume-hint = Lo empezaste hace rato. Todo sigue aquí.
