# What the bot says of itself in Telegram's own pages, and what it says when there is no card.

bot-name = Road check
bot-short = A checklist for people who work on the road.
# safety
bot-description =
    A checklist for people who work on the road. Tap Start.

    Not an emergency service. In danger, call 911.

command-report = Start or go on
command-tips = What you sent
command-signs = Signs to look up
command-training = Training
command-help = Help numbers
command-sos = Danger now
command-stop = Stop here
command-hide = Quick hide
command-language = Language
command-erase = Erase me

# safety
emergency-alert = In danger now? Call 911. Then stay where you are safe.
# safety
not-saved-alert = NOT SAVED. We cannot store anything right now. In danger, call 911. We keep trying.
# safety
saved-after-all = Saved now. What you sent is in.
# safety
group-farewell = This is not for groups: everybody here would see it. Write to me alone instead.
noted-file-lost = One file could not be fetched. The rest is kept. Send it again if you can.
