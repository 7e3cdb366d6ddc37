# review: drafted
# Lignes de sécurité : toujours les mêmes mots, où qu’elles soient.

safety-call = Appelez tout de suite le 911 si quelqu’un est en danger ou blessé, y compris vous.
safety-distance = Restez à distance. N’intervenez pas, ne suivez personne, ne laissez pas voir que vous regardez.
safety-not-emergency = Cette conversation n’est pas un service d’urgence. Il se peut que personne ne la lise tout de suite.
safety-numbers = En danger : { $emergency }. Ligne d’aide, jour et nuit : { $hotline }.

emergency-title = Appelez le 911
emergency-us = États-Unis : 911. Ligne d’aide : { $hotline }
emergency-ca = Canada : 911. Ligne d’aide : { $hotline }
emergency-mx = Mexique : 911. Ligne d’aide : { $hotline }

not-saved-title = NON ENREGISTRÉ
not-saved-hint = Ce que vous venez d’envoyer n’est pas encore enregistré, à cause d’une panne chez nous. Laissez-le dans la conversation : nous réessayons automatiquement.

media-safety = Envoyez seulement ce que vous avez déjà ou pouvez prendre sans qu’on vous voie. N’approchez jamais pour une photo. Aucune image sexuelle de quelqu’un qui a peut-être moins de 18 ans.
