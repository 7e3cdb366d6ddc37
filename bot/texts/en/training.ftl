# The training: courses, lessons, scenes, the exam, the certificate. What is taught stands in indicators/courses/.

said = { $text }
numbered = { $number } { $text }
asked = ❓ { $text }
answer-marked = { $mark } { $answer }
training-in-english = This part is in English so far.

courses-title = Which work do you do?
courses-hint = The course and the list of signs follow your work. You can change it later.

training-parts = { $done } of { $of } parts done.
training-next = Next: { $title }
training-exam = All parts are done. Now the final exam: 15 questions.
training-exam-on = The exam waits at question { $number } of { $of }.
training-passed = Passed on { $on }. Good until { $until }.
training-due = Passed on { $on }, good until { $until }. Time for the yearly refresher.
training-refresher = Yearly refresher: three short parts, then the exam.
training-partner = You came by { $partner }. They see counts only, never who.

parts-title = All parts

scene-good = ✅ A good end. Go on, or see another way.
# safety
scene-harm = This did not end well. Try another way.

exam-count = { $right } of { $of } right.
exam-passed-title = You passed
exam-passed-hint = Your certificate is ready. It carries no name.
exam-failed-title = Not passed this time
# safety
exam-safety = A question about safety was wrong. Those must all be right.

certificate-title = Your certificate
certificate-code = Code: { $code }
certificate-hint = Save or forward it now: it leaves this chat when you tap OK. It waits for you under Training.

refresher-title = One minute on a sign you noticed
refresher-none = There is nothing to look at here any more.

noted-exam-anew = The exam you left open is gone. This one begins at question 1.
noted-link-open = You joined by a link of { $partner }. They see counts only, never who.
noted-link-already = You have joined { $partner } already.
noted-link-expired = That link has run out. You can still report and learn without one.
noted-link-full = All places of that link are taken. You can still report and learn without one.
noted-link-revoked = That link is no longer used. You can still report and learn without one.
noted-link-unknown = That link is not known here. You can still report and learn without one.
language-drafted = These texts were drafted by a machine. No one has reviewed them yet.
