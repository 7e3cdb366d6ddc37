# review: drafted
# Avisos enviados: cómo van, agregar, retirar, y noticias del grupo de trabajo.

tips-title = Mis avisos
tips-none = Aún no has mandado ningún aviso.
tips-line = { $code } · { $day } · { $status }

tip-title = Aviso { $code }
tip-question = Preguntaron: { $words }
status-new = En la fila, aún sin leer.
status-in-review = Alguien lo está revisando.
status-action-taken = La gente indicada ya actúa.
status-closed = Terminado. Está cerrado.
status-withdrawn = Lo retiraste.

adding-title = Agregar al aviso { $code }
adding-hint = Escribe, habla, o manda una foto, un archivo o un pin. Cada cosa se agrega al mandarla.

withdraw-confirm-title = ¿Retirar el aviso { $code }?
withdraw-confirm-hint = El grupo de trabajo ve que lo retiraste. Lo enviado queda en el registro.

notice-title = Noticias del aviso { $code }
notice-general = Hay noticias de tu aviso.
notice-words = { $words }
question-title = Una pregunta sobre el aviso { $code }
question-words = Preguntan: { $words }
question-hint = Contesta aquí, con palabras, voz o una foto. No tienes que contestar. No vayas a buscar más.
