# review: drafted
# The training: courses, lessons, scenes, the exam, the certificate. What is taught stands in indicators/courses/.

said = { $text }
numbered = { $number } { $text }
asked = ❓ { $text }
answer-marked = { $mark } { $answer }
training-in-english = Esta parte todavía está en inglés.

courses-title = ¿En qué trabajas?
courses-hint = El curso y la lista de señales van con tu trabajo. Puedes cambiarlo después.

training-parts = { $done } de { $of } partes hechas.
training-next = Sigue: { $title }
training-exam = Ya hiciste todas las partes. Ahora el examen final: 15 preguntas.
training-exam-on = El examen te espera en la pregunta { $number } de { $of }.
training-passed = Aprobado el { $on }. Vale hasta { $until }.
training-due = Aprobado el { $on }, vale hasta { $until }. Ya toca el repaso anual.
training-refresher = Repaso anual: tres partes cortas y luego el examen.
training-partner = Llegaste por { $partner }. Allí solo ven cuántos, nunca quiénes.

parts-title = Todas las partes

scene-good = ✅ Un buen final. Sigue, o mira otro camino.
scene-harm = Esto no salió bien. Prueba otro camino.

exam-count = { $right } de { $of } correctas.
exam-passed-title = Aprobaste
exam-passed-hint = Tu constancia está lista. No lleva nombre.
exam-failed-title = Esta vez no aprobaste
exam-safety = Fallaste una pregunta de seguridad. Esas deben estar todas bien.

certificate-title = Tu constancia
certificate-code = Código: { $code }
certificate-hint = Guárdala o reenvíala ahora: se va de este chat cuando toques OK. Te espera en Capacitación.

refresher-title = Un minuto sobre una señal que notaste
refresher-none = Aquí ya no hay nada que ver.

noted-exam-anew = El examen que dejaste a medias ya no sigue. Este empieza en la pregunta 1.
noted-link-open = Entraste con un enlace de { $partner }. Allí solo ven cuántos, nunca quiénes.
noted-link-already = Ya habías entrado con { $partner }.
noted-link-expired = Ese enlace ya venció. Puedes avisar y aprender sin enlace.
noted-link-full = Los lugares de ese enlace ya se llenaron. Puedes avisar y aprender sin enlace.
noted-link-revoked = Ese enlace ya no se usa. Puedes avisar y aprender sin enlace.
noted-link-unknown = Aquí no se conoce ese enlace. Puedes avisar y aprender sin enlace.
language-drafted = Estos textos los redactó una máquina. Nadie los ha revisado todavía.
