# review: drafted
# Les questions du signalement, dans l’ordre.

safety-title = Votre véhicule est-il stationné en lieu sûr?
safety-hint = Écrivez seulement à l’arrêt, là où personne ne peut vous voir ni vous entendre.

driving-title = Stationnez d’abord
driving-hint = Tout est gardé. Revenez quand vous serez à l’arrêt en lieu sûr. En cas de danger, appelez le 911.

danger-title = Quelqu’un est-il en danger en ce moment?
danger-hint = De la violence, une arme, quelqu’un d’enfermé, un enfant qu’on vend, quelqu’un de blessé ou qui demande de l’aide.

setting-title = C’était quelle sorte d’endroit?
setting-hint = Touchez un choix, ou écrivez ce que vous avez remarqué.
setting-truck-stop = Relais routier
setting-motel = Motel
setting-terminal = Gare d’autobus
setting-roadside = Bord de route, halte
setting-bus = Dans un autobus
setting-delivery-site = Livraison, chantier
setting-oilfield-camp = Site pétrolier, camp
setting-online = En ligne

when-title = Quand l’avez-vous remarqué?
when-hint = Ou écrivez-le, par exemple : hier soir vers 22 h.
when-now = Maintenant
when-hour = Dans la dernière heure
when-today = Plus tôt aujourd’hui
when-yesterday = Hier
when-days = Il y a des jours

still-there-title = Ces personnes sont-elles encore là?
still-there-hint = À votre connaissance. N’y retournez pas pour vérifier.
still-there-yes = encore là
still-there-no = plus là

heading-title = De quel côté sont-elles parties?
heading-hint = Touchez un choix, ou écrivez, par exemple : la 20 direction est, vers Drummondville.
heading-north = Nord
heading-south = Sud
heading-east = Est
heading-west = Ouest

where-title = Où l’avez-vous vu?
where-hint = Envoyez votre position avec le trombone, ou écrivez-la : autoroute 20 est, km 175, près de Drummondville QC
where-online-title = À quel endroit en ligne l’avez-vous vu?
where-online-hint = Le site, l’appli, le lien ou le nom d’usager. Vous pouvez le coller ici.
where-check-title = Est-ce bien l’endroit?
where-check-place = { $place }. C’est ça?
where-check-hint = Sinon, écrivez-le encore ou envoyez une position.

place-road-north = { $road } direction nord
place-road-south = { $road } direction sud
place-road-east = { $road } direction est
place-road-west = { $road } direction ouest
place-mile = mille { $value }
place-kilometer = km { $value }
place-exit = sortie { $value }
place-county = comté { $value }
place-parish = paroisse { $value }
place-borough = borough { $value }
place-lot = { $value }

signs-title = Qu’avez-vous remarqué?
signs-legend = 👁 vu  👂 entendu  💬 on me l’a dit
noticed = { $number } { $sign }

people-count-title = Combien de personnes ont peut-être besoin d’aide?
people-count-hint = Comptez seulement celles qui sont peut-être forcées ou contrôlées.
count-1 = 1
count-2 = 2
count-3 = 3
count-4 = 4 ou plus
people-count =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
people-at-least = { $count } personnes ou plus

people-ages-title = Quel âge semblaient-elles avoir?
people-ages-hint = À votre avis. Touchez tout ce qui convient.
age-child = Enfant, moins de 13
age-teen = Ado, 13 à 17
age-adult = Adulte
age-unsure = âge incertain

people-look-title = De quoi avaient-elles l’air?
people-look-hint = Cheveux, taille, vêtements, marques, blessures. Aussi qui était avec elles. Par exemple : chandail à capuchon rouge, 5 pi 4 po, qui boite.

vehicle-title = Y avait-il un véhicule?
vehicle-hint = Sorte, couleur, plaque et province ou État, nom sur la porte. Par exemple : Tahoe noir, plaque QC ABC 123.

contacts-title = Avez-vous vu des numéros ou des noms?
contacts-hint = Un numéro, un nom d’usager, un lien, une chambre ou un nom entendu. Par exemple : chambre 214, 308-555-0142.

media-title = Des photos, vidéos ou messages vocaux?
media-hint = Envoyez seulement ce que vous avez déjà ou pouvez prendre sans qu’on vous voie. N’approchez jamais pour une photo. Aucune image sexuelle de quelqu’un qui a peut-être moins de 18 ans.
media-count =
    { $count ->
        [one] { $count } fichier
       *[other] { $count } fichiers
    }
media-lost = { $count } que nous n’avons pas pu recevoir

words-title = Autre chose, dans vos mots?
words-hint = Ce qui s’est passé, dans l’ordre, et pourquoi cela vous inquiète. Vous pouvez parler : envoyez un message vocal.

told-title = L’avez-vous déjà dit à quelqu’un?
told-hint = Pour que personne ne fasse le même travail deux fois. Touchez tout ce qui convient.
told-nobody = À personne encore
told-emergency = Au 911
told-police = À la police
told-hotline = À la ligne d’aide
told-manager = À la gérance sur place
told-company = À ma compagnie

may-ask-title = Pouvons-nous vous poser une question ici?
may-ask-hint = L’équipe spécialisée aura peut-être une question. Rien ne vous oblige à répondre.
may-ask-yes = oui
may-ask-no = non

answer-before = Jusqu’ici : { $answer }
