# review: drafted
# Se dice una vez en la tarjeta siguiente: qué se entendió, qué salió mal.

noted-sent = Ya recibimos tu aviso. Su código es { $code }.
noted-words = Guardado: tus palabras.
noted-place = Dónde: { $place }.
noted-vehicle = Vehículo: { $vehicle }.
noted-contacts = Guardado: { $contacts }.
noted-signs = Notaste: { $signs }
noted-people = Personas: { $people }.
noted-setting = Tipo de lugar: { $setting }.
noted-when = Cuándo: { $when }.
noted-media =
    { $count ->
        [one] Guardado: { $count } archivo.
       *[other] Guardados: { $count } archivos.
    }
noted-too-large = Ese archivo pasa de 20 MB y no lo podemos bajar. Queda anotado. Uno más corto sí sirve.
noted-unreadable = Ese tipo de mensaje no sirve aquí. Escribe, habla, o manda una foto o un pin.
noted-unknown-command = Ese comando no existe aquí. Usa los botones.
noted-nothing-open = No hay ningún reporte abierto.
noted-draft-kept = Tu reporte queda guardado para después.
noted-draft-gone = Tu reporte se tiró. No se mandó nada.
noted-edited = Tu cambio queda guardado, y también lo que escribiste antes.
noted-edited-tip = Tu cambio se agregó al aviso { $code }.
noted-added = Agregado al aviso { $code }.
noted-withdrawn = El aviso { $code } quedó retirado.
noted-hidden = Los mensajes de más de dos días se quedan en el chat. Solo tú puedes borrarlos.
toast-old-card = Esa tarjeta era vieja. Esta es la de ahora.
