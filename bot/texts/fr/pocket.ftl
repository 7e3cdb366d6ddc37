# review: drafted
# Le mode de poche : des signes à consulter sans rien signaler.

pocket-title = Signes : quelle sorte d’endroit?
pocket-hint = Pour consulter seulement. Rien n’est signalé tant que vous ne le dites pas.
pocket-signs-title = Signes : { $place }
pocket-signs-hint = Aucun signe seul ne prouve quoi que ce soit. Touchez un numéro pour en voir plus.
pocket-looks =
    De quoi ça a l’air :
    { $text }
pocket-rather =
    Ce que ça ne veut pas dire :
    { $text }
pocket-in-mind =
    À retenir :
    { $text }
