"""How we talk with the reporter: intake, dialogue, delivery over Telegram."""
