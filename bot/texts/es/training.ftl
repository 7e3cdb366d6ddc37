# review: drafted
# The training: courses, lessons, scenes, the exam, the certificate. What is taught stands in indicators/courses/.

said = { $text }
numbered = { $number } { $text }
asked = ❓ { $text }
answer-marked = { $mark } { $answer }
training-in-english = Esta parte todavía está en inglés.

courses-title = ¿En qué trabaja?
courses-hint = El curso y la lista de señales van con su trabajo. Puede cambiarlo después.

training-parts = { $done } de { $of } partes hechas.
training-next = Sigue: { $title }
training-exam = Ya hizo todas las partes. Ahora el examen final: 15 preguntas.
training-passed = Aprobado el { $on }. Vale hasta { $until }.
training-due = Aprobado el { $on }, vale hasta { $until }. Ya toca el repaso anual.
training-refresher = Repaso anual: tres partes cortas y luego el examen.
training-partner = Llegó por { $partner }. Allí solo ven cuántos, nunca quiénes.

parts-title = Todas las partes

scene-good = ✅ Así se sale sin riesgo.
scene-harm = Esto pudo salir mal. Pruebe otro camino.

exam-count = { $right } de { $of } correctas.
exam-passed-title = Aprobó
exam-passed-hint = Su constancia está lista. No lleva nombre.
exam-failed-title = Esta vez no aprobó
exam-safety = Falló una pregunta de seguridad. Esas deben estar todas bien.

certificate-title = Su constancia
certificate-code = Código: { $code }
certificate-hint = Guárdela o reenvíela ahora: se va de este chat cuando toque OK. La espera en Capacitación.

refresher-title = Un minuto sobre una señal que notó
refresher-none = Aquí ya no hay nada que ver.

noted-link-open = Entró con un enlace de { $partner }. Allí solo ven cuántos, nunca quiénes.
noted-link-already = Ya había entrado con { $partner }.
noted-link-expired = Ese enlace ya venció. Puede avisar y aprender sin enlace.
noted-link-full = Los lugares de ese enlace ya se llenaron. Puede avisar y aprender sin enlace.
noted-link-revoked = Ese enlace ya no se usa. Puede avisar y aprender sin enlace.
noted-link-unknown = Aquí no se conoce ese enlace. Puede avisar y aprender sin enlace.
language-drafted = Estos textos los redactó una máquina. Nadie los ha revisado todavía.
