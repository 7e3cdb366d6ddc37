# Safety lines: always the same words, wherever they stand.

# safety
safety-call = Call 911 now if anyone is in danger or hurt, you too.
# safety
safety-distance = Stay back. Do not step in, follow, or let them see you watching.
# safety
safety-not-emergency = This chat is not an emergency service. Nobody may read it right away.
# safety
safety-numbers = In danger: { $emergency }. Help line, day and night: { $hotline }.

# safety
emergency-title = Call 911
# safety
emergency-us = United States: 911. Help line: { $hotline }
# safety
emergency-ca = Canada: 911. Help line: { $hotline }
# safety
emergency-mx = Mexico: 911. Help line: { $hotline }

# safety
not-saved-title = NOT SAVED
# safety
not-saved-hint = What you just sent is not stored yet, because we have a fault. Leave it in the chat: we try again by ourselves.

# safety
media-safety = Send only what you have or can take from cover. Never go closer for a picture. No sexual pictures of anyone who may be under 18.
