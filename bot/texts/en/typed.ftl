# Words that can be typed instead of a tap, divided by |.

typed-back = back | go back | b
typed-skip = skip | next | s
typed-stop = stop | cancel | quit
typed-review = review | finish
typed-unsure = not sure | unsure | don't know | dont know | no idea | idk | maybe
typed-done = done | next | ready | ok | that's all
typed-none = none | nothing | no | none of these | nope
# safety
typed-sos = sos | 911 | danger | emergency | help me
typed-send = send | send it | submit | yes
typed-yes = yes | y | yeah | yep | yup | sure | ok
typed-no = no | n | nope | nah
typed-hide = hide | quick hide
typed-saw = saw | seen | see
typed-heard = heard | hear
typed-told = told | said
typed-off = off | not
typed-parked = parked | yes | yeah | i am
typed-driving = driving | no | not yet | moving
typed-right = right | yes | yeah | correct | yep
typed-wrong = wrong | no | nope | not right
typed-nobody = nobody | no one | none | no
typed-keep = keep | later | yes
typed-discard = throw away | throw it away | delete
typed-go-on = go on | continue | yes
typed-start-over = start over | new
typed-report = report | start | tip | yes
typed-hello = hi | hello | hey | yo | good morning | good evening | start | test
typed-tips = tips | status | news | my tip | withdraw
typed-help = help | numbers | phone numbers
typed-language = language | idioma
typed-thanks = thanks | thank you | thx | ty | ok | okay | k | cool | good | got it | will do
