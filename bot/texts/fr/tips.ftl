# review: drafted
# Les signalements envoyés : où ils en sont, ajouter, retirer, et les nouvelles de l’équipe.

tips-title = Mes signalements
tips-none = Vous n’avez pas encore envoyé de signalement.
tips-line = { $code } · { $day } · { $status }

tip-title = Signalement { $code }
tip-question = On vous demande : { $words }
status-new = Dans la file, pas encore lu.
status-in-review = Quelqu’un l’examine.
status-action-taken = Les bonnes personnes agissent.
status-closed = Terminé. C’est fermé.
status-withdrawn = Vous l’avez retiré.

adding-title = Ajouter au signalement { $code }
adding-hint = Écrivez, parlez, ou envoyez une photo, un fichier ou une position. Chaque envoi est ajouté aussitôt.

withdraw-confirm-title = Retirer le signalement { $code }?
withdraw-confirm-hint = L’équipe spécialisée voit que vous l’avez retiré. Ce qui a été envoyé reste au dossier.

notice-title = Nouvelles du signalement { $code }
notice-general = Il y a du nouveau pour votre signalement.
notice-words = { $words }
question-title = Une question sur le signalement { $code }
question-words = On vous demande : { $words }
question-hint = Répondez ici, par écrit, de vive voix ou avec une photo. Rien ne vous oblige à répondre. N’allez pas en chercher plus.
