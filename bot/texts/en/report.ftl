# The questions of the report, in the order of asking.

# safety
safety-title = Are you parked and safe?
# safety
safety-hint = Type only when you are parked, out of sight and hearing.

driving-title = Park first
# safety
driving-hint = This keeps. Come back when you are parked somewhere safe. In danger, call 911.

# safety
danger-title = Is anyone in danger right now?
# safety
danger-hint = Violence, a weapon, someone locked in, a child being sold, someone hurt or asking for help.

setting-title = What kind of place was it?
setting-hint = Tap one, or just write what you noticed.
setting-truck-stop = Truck stop
setting-motel = Motel
setting-terminal = Bus station
setting-roadside = Roadside
setting-bus = On a bus
setting-delivery-site = Delivery site
setting-oilfield-camp = Oilfield or camp
setting-online = Online

when-title = When did you notice it?
when-hint = Or type it, like: last night around 10.
when-now = Right now
when-hour = In the last hour
when-today = Earlier today
when-yesterday = Yesterday
when-days = Days ago

still-there-title = Are they still there?
# safety
still-there-hint = As far as you know. Do not go back to look.
still-there-yes = still there
still-there-no = gone

heading-title = Which way did they go?
heading-hint = Tap one, or type it, like: I-80 west toward Kearney.
heading-north = North
heading-south = South
heading-east = East
heading-west = West

where-title = Where did you see it?
where-hint = Send your location with the paper clip, or type it: I-80 west, mile 272, near Kearney NE
where-online-title = Where online did you see it?
where-online-hint = The site, app, link or user name. You can paste it here.
where-check-title = Is this the place?
where-check-place = { $place }. Right?
where-check-hint = If not, type it again or send a pin.

place-road-north = { $road } northbound
place-road-south = { $road } southbound
place-road-east = { $road } eastbound
place-road-west = { $road } westbound
place-mile = mile { $value }
place-kilometer = km { $value }
place-exit = exit { $value }
place-county = { $value } County
place-parish = { $value } Parish
place-borough = { $value } Borough
place-lot = { $value }

signs-title = What did you notice?
signs-legend = 👁 saw  👂 heard  💬 told me
noticed = { $number } { $sign }

people-count-title = How many people may need help?
people-count-hint = Count only those who may be forced or controlled.
count-1 = 1
count-2 = 2
count-3 = 3
count-4 = 4 or more
people-count =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
people-at-least = { $count } people or more

people-ages-title = How old did they look?
people-ages-hint = Your best guess. Tap all that fit.
age-child = Child, under 13
age-teen = Teen, 13 to 17
age-adult = Adult
age-unsure = age not sure

people-look-title = What did they look like?
people-look-hint = Hair, height, clothes, marks, injuries. Anyone with them too. Like: red hoodie, about 5'4", limp.

vehicle-title = Was there a vehicle?
vehicle-hint = Type, color, plate and state, signs on the door. Like: black Tahoe, NE plate ABC 123.

contacts-title = Any phone numbers or names you saw?
contacts-hint = A number, user name, web link, room, or name you heard. Like: room 214, 308-555-0142.

media-title = Any photos, video or voice notes?
# safety
media-hint = Send only what you have or can take from cover. Never go closer for a picture. No sexual pictures of anyone who may be under 18.
media-count =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
media-lost = { $count } we could not get

words-title = Anything else, in your own words?
words-hint = What happened, in order, and why it worried you. You can talk: send a voice note.

told-title = Have you told anyone yet?
told-hint = So that nobody does the same work twice. Tap all that fit.
told-nobody = Nobody yet
told-emergency = 911
told-police = Police
told-hotline = Help line
told-manager = Manager there
told-company = My company

may-ask-title = May we ask you something here?
may-ask-hint = The task force may have a question. You need not answer.
may-ask-yes = yes
may-ask-no = no

answer-before = So far: { $answer }
