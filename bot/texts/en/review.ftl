# The review and the receipt.

review-title = Ready to send?
review-setting = { $number }. Kind of place: { $said }
review-when = { $number }. When: { $said }
review-where = { $number }. Where: { $said }
review-signs = { $number }. Noticed: { $said }
review-people = { $number }. People: { $said }
review-vehicle = { $number }. Vehicle: { $said }
review-contacts = { $number }. Numbers, names: { $said }
review-media = { $number }. Photos, files: { $said }
review-words = { $number }. Your words: { $said }
review-told = { $number }. Told: { $said }
review-may-ask = { $number }. May we ask: { $said }
review-sign = { $mark } { $sign }
review-unsaid = { $number }. { $topic }
review-missing = Not in it: { $missing }. You can send it as it is.
review-too-little = To send it, add a sentence, or say where, when and what you noticed. Not in it yet: { $missing }.
unsaid-setting = kind of place
unsaid-when = when
unsaid-where = where
unsaid-signs = what you noticed
unsaid-people = people
unsaid-vehicle = vehicle
unsaid-contacts = numbers, names
unsaid-media = photos
unsaid-words = your words
unsaid-told = whom you told
unsaid-may-ask = may we ask

receipt-title = Your tip is in
receipt-code = Its code is { $code }. No need to note it: it is under My tips.
receipt-next = Next, a person reads it. The most urgent ones come first. News and questions come here.
