# Tips that were sent: how they stand, adding, taking back, and news from the task force.

tips-title = My tips
tips-none = You have not sent a tip yet.
tips-line = { $code } · { $day } · { $status }

tip-title = Tip { $code }
tip-question = They asked: { $words }
status-new = In the queue, not read yet.
status-in-review = Someone is looking into it.
status-action-taken = The right people are acting on it.
status-closed = Done. It is closed.
status-withdrawn = You took it back.

adding-title = Add to tip { $code }
adding-hint = Write, talk, or send a photo, a file or a pin. Each one is added as you send it.

withdraw-confirm-title = Take back tip { $code }?
withdraw-confirm-hint = The task force sees that you took it back. What was sent stays on record.

notice-title = News on tip { $code }
notice-general = There is news on your tip.
notice-words = { $words }
question-title = A question about tip { $code }
question-words = They ask: { $words }
# safety
question-hint = Answer here, in words, by voice or with a photo. You need not answer. Do not go and look for more.
