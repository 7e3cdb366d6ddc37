# review: drafted
# Autour du signalement : premier contact, accueil, langue, effacer, cacher, arrêter.

language-name = Français
progress = { $step } sur { $steps }
page = page { $page } sur { $pages }
blank = { "" }

welcome-title = Road check
welcome-what = Avez-vous vu quelqu’un qui est peut-être forcé ou contrôlé? Dites-le-nous, même sans certitude.
welcome-kept = Ce que vous envoyez est gardé sous clé. Seule l’équipe spécialisée le lit. C’est confidentiel. Nous ne demandons jamais votre nom.
welcome-telegram = Telegram peut voir cette conversation, elle n’est donc pas anonyme. Elle reste aussi dans votre téléphone.
welcome-not-emergency = Ce n’est pas un service d’urgence. En cas de danger, appelez d’abord le 911.

home-title = Road check
home-hint = Que voulez-vous faire?
home-draft = Votre signalement est gardé. Vous pouvez continuer là où vous étiez.
home-refresh = C’est le moment de votre rappel annuel. Il est sous Formation.

language-title = Quelle langue?

erase-confirm-title = Effacer tout ce qui vous concerne ici?
erase-confirm-hint = Nous oublions cette conversation, votre signalement en cours et le lien entre vous et ce que vous avez envoyé. Les signalements déjà envoyés restent à l’équipe spécialisée, sans vous. Nous ne pourrons plus rien vous demander.

erased-title = Tout est effacé
erased-hint = Nous ne gardons rien qui mène à vous. Effacez aussi la conversation dans votre téléphone : Telegram garde sa propre copie.

hidden-title = Road check
hidden-hint = Rien de nouveau sur votre route.
knock-title = Road check
knock-hint = Vous avez un nouveau message.

stop-title = Arrêter le signalement?
stop-hint = Vous pouvez le garder et continuer plus tard. Rien n’est envoyé tant que vous ne l’envoyez pas.

resume-title = Continuer votre signalement?
resume-hint = Vous l’avez commencé il y a un moment. Tout est encore là.
