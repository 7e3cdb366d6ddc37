# Said once on the next card: what was understood, what went wrong.

noted-sent = Your tip is in. Its code is { $code }.
noted-words = Kept: your words.
noted-place = Where: { $place }.
noted-vehicle = Vehicle: { $vehicle }.
noted-contacts = Kept: { $contacts }.
noted-signs = Noticed: { $signs }
noted-people = People: { $people }.
noted-setting = Kind of place: { $setting }.
noted-when = When: { $when }.
noted-media =
    { $count ->
        [one] Kept: { $count } file.
       *[other] Kept: { $count } files.
    }
noted-too-large = That file is over 20 MB, so we cannot get it. It is noted. A shorter one works.
noted-unreadable = That kind of message does not work here. Write, talk, or send a photo or a pin.
noted-unknown-command = That command is not known here. Use the buttons.
noted-nothing-open = There is no open report.
noted-draft-kept = Your report is kept for later.
noted-draft-gone = Your report is thrown away. Nothing was sent.
noted-edited = Your change is kept, and so is what you wrote before.
noted-edited-tip = Your change is added to tip { $code }.
noted-added = Added to tip { $code }.
noted-withdrawn = Tip { $code } is taken back.
# safety
noted-hidden = Messages over two days old stay in the chat. Only you can clear those.
toast-old-card = That was an older card. This one is current.
