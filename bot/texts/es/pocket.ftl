# review: drafted
# The pocket mode: signs to look up without reporting anything.

pocket-title = Señales: ¿qué tipo de lugar?
pocket-hint = Solo para ver. Nada se avisa hasta que tú lo digas.
pocket-signs-title = Señales: { $place }
pocket-signs-hint = Ninguna señal sola prueba nada. Toca un número para ver más.
pocket-looks =
    Cómo se ve:
    { $text }
pocket-rather =
    Lo que no significa:
    { $text }
pocket-in-mind =
    Ten en cuenta:
    { $text }
