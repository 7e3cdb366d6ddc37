"""A local Bot API with phones in a web page, to try the bot without Telegram. Knows nothing of the rest."""
