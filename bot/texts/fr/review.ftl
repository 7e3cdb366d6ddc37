# review: drafted
# La relecture et le reçu.

review-title = Prêt à envoyer?
review-setting = { $number }. Sorte d’endroit : { $said }
review-when = { $number }. Quand : { $said }
review-where = { $number }. Où : { $said }
review-signs = { $number }. Remarqué : { $said }
review-people = { $number }. Personnes : { $said }
review-vehicle = { $number }. Véhicule : { $said }
review-contacts = { $number }. Numéros, noms : { $said }
review-media = { $number }. Photos, fichiers : { $said }
review-words = { $number }. Vos mots : { $said }
review-told = { $number }. Déjà dit : { $said }
review-may-ask = { $number }. Questions permises : { $said }
review-sign = { $mark } { $sign }
review-unsaid = { $number }. { $topic }
review-missing = Il manque : { $missing }. Vous pouvez l’envoyer comme ça.
review-too-little = Pour l’envoyer, ajoutez une phrase, ou dites où, quand et ce que vous avez remarqué. Il manque encore : { $missing }.
unsaid-setting = sorte d’endroit
unsaid-when = quand
unsaid-where = où
unsaid-signs = ce que vous avez remarqué
unsaid-people = personnes
unsaid-vehicle = véhicule
unsaid-contacts = numéros, noms
unsaid-media = photos
unsaid-words = vos mots
unsaid-told = à qui vous l’avez dit
unsaid-may-ask = questions permises

receipt-title = Votre signalement est reçu
receipt-code = Son code est { $code }. Pas besoin de le noter : il est dans « Mes signalements ».
receipt-next = Ensuite, une personne le lit. Le plus urgent passe en premier. Les nouvelles et les questions arrivent ici.
