# Buttons: 18 characters or fewer in English, 24 in any language.

# safety
button-sos = 🆘 Danger now
button-sos-quiet = 🆘
button-stop = Stop
button-home = Home
button-back = ‹ Back
button-skip = Skip ›
button-next = Next ›
button-done = Done ›
button-more = More ›
button-review = To review
button-unsure = Not sure
button-dont-know = I don't know
button-none = None
button-chosen = ✓ { $label }
button-number = { $number }
button-yes = Yes
button-no = No
button-report = Start a report
button-go-on = Go on
button-tips = My tips
button-help = Help numbers
button-language = 🌐 Language
button-erase = Erase me
# safety
button-hide = Quick hide
# safety
button-parked = I'm parked
# safety
button-driving = I'm driving
# safety
button-danger-yes = Yes, danger now
button-still-yes = Still there
button-still-no = Gone
button-right = Right
button-wrong = Not right
button-no-vehicle = No vehicle
button-nothing = Nothing
button-nothing-more = Nothing more
button-send = Send it
button-add-words = Add a sentence
button-change = ✏️ { $number }
button-add = Add something
button-answer = Answer
button-withdraw = Take it back
button-later = Later
button-ok = OK
button-code = { $code }
button-newer = ‹ Newer
button-older = Older ›
button-keep = Keep for later
button-discard = Throw it away
button-start-over = Start over
button-start = Start again
button-open = Open
button-signs = Signs
button-training = Training
button-any-place = Any place
button-report-here = Report from here
button-noticed = I noticed this
button-begin = Begin
button-exam = Final exam
button-exam-on = Go on: exam
button-exam-again = Try again
button-refresh = Yearly refresher
button-certificate = Certificate
button-parts = All parts
button-courses = Other work
button-again = Another way
button-pause = Pause
button-minute = One minute on it
