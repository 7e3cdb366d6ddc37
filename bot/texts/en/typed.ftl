# Words that can be typed instead of a tap, divided by |.

typed-back = back | go back | b
typed-skip = skip | next | s
typed-stop = stop | cancel | quit
typed-review = review | finish
typed-unsure = not sure | unsure | don't know | dont know | no idea | idk | maybe
typed-done = done | next | ready | ok | that's all
typed-none = none | nothing | no | none of these | nope
typed-sos = sos | 911 | danger | emergency | help me
typed-send = send | send it | submit | yes
typed-yes = yes | y | yeah | yep | yup | sure | ok
typed-no = no | n | nope | nah
typed-hide = hide | quick hide
typed-saw = saw | seen | see
typed-heard = heard | hear
typed-told = told | said
typed-off = off | not
