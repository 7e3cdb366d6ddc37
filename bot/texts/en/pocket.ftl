# The pocket mode: signs to look up without reporting anything.

pocket-title = Signs: which kind of place?
pocket-hint = Only to look. Nothing is reported until you say so.
pocket-signs-title = Signs: { $place }
# safety
pocket-signs-hint = No sign proves anything alone. Tap a number to see more.
pocket-looks = What it looks like: { $text }
pocket-rather = What it does not mean: { $text }
pocket-in-mind = Keep in mind: { $text }
