# review: drafted
# Ce que le robot dit de lui-même dans les pages de Telegram, et ce qu’il dit quand il n’y a pas de carte.

bot-name = Road check
bot-short = Une liste pour ceux qui travaillent sur la route.
bot-description =
    Une liste pour ceux qui travaillent sur la route. Touchez Démarrer.

    Ce n’est pas un service d’urgence. En cas de danger, appelez le 911.

command-report = Commencer ou continuer
command-tips = Ce que vous avez envoyé
command-help = Numéros d’aide
command-sos = Danger immédiat
command-stop = Arrêter ici
command-hide = Cacher vite
command-language = Langue
command-erase = Tout effacer

emergency-alert = En danger? Appelez le 911. Puis restez là où vous êtes en sécurité.
not-saved-alert = NON ENREGISTRÉ. Nous ne pouvons rien enregistrer pour le moment. En cas de danger, appelez le 911. Nous continuons d’essayer.
saved-after-all = C’est enregistré. Ce que vous avez envoyé est reçu.
group-farewell = Ceci n’est pas pour les groupes : tout le monde ici le verrait. Écrivez-moi plutôt en privé.
noted-file-lost = Un fichier n’a pas pu être récupéré. Le reste est gardé. Renvoyez-le si vous pouvez.
command-signs = Signes à consulter
command-training = Formation
