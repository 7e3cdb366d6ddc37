"""The dialogue with the reporter, pure: an event and a session in, a step out."""
