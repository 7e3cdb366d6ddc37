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
review-unsaid = –
review-missing = Not in it yet: { $missing }. You can send it as it is.
review-too-little = To send it, add a sentence in your own words, or these: { $missing }.
missing-where = where
missing-when = when
missing-signs = what you noticed

receipt-title = Your tip is in
receipt-code = Its code is { $code }. You do not need to note it: it is under My tips.
receipt-next = Next, a person reads it, the most urgent first, within a day. News and questions come here.
