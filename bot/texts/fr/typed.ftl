# review: drafted
# Mots qu’on peut écrire au lieu de toucher, séparés par |. Les accents ne comptent pas.

typed-back = retour | revenir | arrière | précédent | en arrière
typed-skip = passer | passe | suivant | suite | sauter | prochaine
typed-stop = arrêter | arrête | stop | annuler | arrêt
typed-review = relire | révision | réviser | terminer | finir
typed-unsure = difficile à dire | pas certain | pas certaine | pas sûr | pas sûre | je sais pas | je ne sais pas | sais pas | chais pas | jsp | aucune idée | peut-être
typed-done = c’est tout | c’est bon | fini | prêt | prête | terminé | ok | suivant
typed-none = aucun | aucune | rien | non | rien de ça | pas de ça
typed-sos = sos | 911 | danger | urgence | au secours | à l’aide | aidez-moi | aide-moi | danger immédiat
typed-send = envoyer | envoie | envoyez | oui | on l’envoie | envoi
typed-yes = oui | ouais | ouin | oui oui | d’accord | ok | certain | bien sûr
typed-no = non | nan | non merci | pas du tout
typed-hide = cacher | cache | cacher vite | masquer
typed-saw = vu | vue | vus
typed-heard = entendu | entendue | entendus
typed-told = dit | dite | raconté
typed-off = enlever | enlève | ôter | ôte | pas
typed-parked = stationné | stationnée | parké | parkée | arrêté | arrêtée | garé | garée | oui
typed-driving = je conduis | conduis | en route | je roule | non | pas encore
typed-right = c’est ça | c’est bien ça | oui | ouais | correct | exact | bon
typed-wrong = ce n’est pas ça | c’est pas ça | pas ça | non | faux | pas bon
typed-nobody = personne | à personne | aucun | non
typed-keep = garder | garde | plus tard | oui
typed-discard = jeter | jette | supprimer | effacer
typed-go-on = continuer | continue | on continue | oui
typed-start-over = recommencer | nouveau | du début
typed-report = signalement | signaler | faire un signalement | commencer | rapport | oui
typed-hello = bonjour | salut | allô | allo | bonsoir | coucou | bon matin | bonne nuit | hé | test
typed-tips = signalements | mes signalements | suivi | nouvelles | retirer
typed-help = aide | numeros | numéros | téléphones
typed-language = langue | language
typed-thanks = merci | merci beaucoup | ok | okay | parfait | bon | bien | d’accord | correct
