# Safety lines: always the same words, wherever they stand.

safety-call = Call 911 now if anyone is in danger or hurt, you too.
safety-distance = Stay back. Do not step in, follow, or let them see you watching.
safety-not-emergency = This chat is not an emergency service. Nobody may read it right away.
safety-numbers = In danger: { $emergency }. Help line, day and night: { $hotline }.

emergency-title = Call 911
emergency-us = United States: 911. Help line: { $hotline }
emergency-ca = Canada: 911. Help line: { $hotline }
emergency-mx = Mexico: 911. Help line: { $hotline }

not-saved-title = NOT SAVED
not-saved-hint = What you just sent is not stored yet, because we have a fault. Leave it in the chat: we try again by ourselves.

media-safety = Send only what you have or can take from cover. Never go closer for a picture. No sexual pictures of anyone who may be under 18.
