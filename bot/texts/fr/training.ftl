# review: drafted
# La formation : cours, leçons, scènes, examen, attestation. Ce qui est enseigné se trouve dans indicators/courses/.

said = { $text }
numbered = { $number } { $text }
asked = ❓ { $text }
answer-marked = { $mark } { $answer }
training-in-english = Cette partie est encore en anglais.

courses-title = Quel est votre travail?
courses-hint = La formation et la liste des signes suivent votre travail. Vous pourrez le changer plus tard.

training-parts = Parties faites : { $done } sur { $of }.
training-next = Ensuite : { $title }
training-exam = Toutes les parties sont faites. Reste l’examen final : 15 questions.
training-exam-on = L’examen vous attend à la question { $number } sur { $of }.
training-passed = Réussi le { $on }. Valide jusqu’au { $until }.
training-due = Réussi le { $on }, valide jusqu’au { $until }. C’est le moment du rappel annuel.
training-refresher = Rappel annuel : trois courtes parties, puis l’examen.
training-partner = Vous arrivez par { $partner }. Là-bas, on voit seulement combien, jamais qui.

parts-title = Toutes les parties

scene-good = ✅ Une bonne fin. Continuez, ou voyez un autre chemin.
scene-harm = Cela ne s’est pas bien terminé. Essayez un autre chemin.

exam-count = Bonnes réponses : { $right } sur { $of }.
exam-passed-title = Examen réussi
exam-passed-hint = Votre attestation est prête. Elle ne porte aucun nom.
exam-failed-title = Pas réussi cette fois
exam-safety = Une réponse sur la sécurité était fausse. Celles-là doivent toutes être bonnes.

certificate-title = Votre attestation
certificate-code = Code : { $code }
certificate-hint = Enregistrez-la ou transférez-la maintenant : elle quitte cette conversation quand vous touchez OK. Elle vous attend sous « Formation ».

refresher-title = Une minute sur un signe que vous avez remarqué
refresher-none = Il n’y a plus rien à voir ici.

noted-exam-anew = L’examen laissé en plan est annulé. Celui-ci commence à la question 1.
noted-link-open = Vous arrivez par un lien de { $partner }. Là-bas, on voit seulement combien, jamais qui.
noted-link-already = Vous avez déjà rejoint { $partner }.
noted-link-expired = Ce lien a expiré. Vous pouvez quand même signaler et apprendre, sans lien.
noted-link-full = Toutes les places de ce lien sont prises. Vous pouvez quand même signaler et apprendre, sans lien.
noted-link-revoked = Ce lien ne sert plus. Vous pouvez quand même signaler et apprendre, sans lien.
noted-link-unknown = Ce lien n’est pas connu ici. Vous pouvez quand même signaler et apprendre, sans lien.
language-drafted = Ces textes ont été rédigés par une machine. Personne ne les a encore révisés.
