"""The dialogue's one function: a session and an event in, a step out. It decides; it never does."""
