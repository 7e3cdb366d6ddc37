# review: drafted
# Dit une seule fois sur la carte suivante : ce qui a été compris, ce qui n’a pas marché.

noted-sent = Votre signalement est reçu. Son code est { $code }.
noted-words = Gardé : vos mots.
noted-place = Où : { $place }.
noted-vehicle = Véhicule : { $vehicle }.
noted-contacts = Gardé : { $contacts }.
noted-signs = Remarqué : { $signs }
noted-people = Personnes : { $people }.
noted-setting = Sorte d’endroit : { $setting }.
noted-when = Quand : { $when }.
noted-media =
    { $count ->
        [one] Gardé : { $count } fichier.
       *[other] Gardés : { $count } fichiers.
    }
noted-too-large = Ce fichier dépasse 20 Mo, nous ne pouvons pas le prendre. C’est noté. Un plus court passera.
noted-unreadable = Ce genre de message ne marche pas ici. Écrivez, parlez, ou envoyez une photo ou une position.
noted-unknown-command = Cette commande n’existe pas ici. Servez-vous des boutons.
noted-nothing-open = Aucun signalement n’est en cours.
noted-draft-kept = Votre signalement est gardé pour plus tard.
noted-draft-gone = Votre signalement est jeté. Rien n’a été envoyé.
noted-edited = Votre changement est gardé, et ce que vous aviez écrit avant aussi.
noted-edited-tip = Votre changement est ajouté au signalement { $code }.
noted-added = Ajouté au signalement { $code }.
noted-withdrawn = Le signalement { $code } est retiré.
noted-hidden = Les messages de plus de deux jours restent dans la conversation. Ceux-là, c’est à vous de les effacer.
toast-old-card = Cette carte n’est plus à jour. Voici la bonne.
