"""How fast we may talk: so many messages a second in all, about one a second per chat with short bursts.

Telegram counts per chat; whoever waits for one chat must not hold up the others. No clock here: the time comes in.
The rule is GCRA, which keeps one number per chat, and forgets a chat as soon as it may talk freely again.
"""

SWEEP_ABOVE = 1024


class Pacing:
    """What may go out when. `rate` is messages a second in all, `burst` how many may go to one chat at once."""

    def __init__(self, *, rate: float, per_chat: float = 1.0, burst: int = 8) -> None:
        self.rate = rate
        self._interval = 1 / rate
        self._slack = 1.0  # a second's worth may go at once
        self._next = 0.0
        self._chat_interval = 1 / per_chat
        self._chat_slack = (burst - 1) * self._chat_interval
        self._chats: dict[int, float] = {}
        self._paused: dict[int, float] = {}

    def chat_delay(self, chat_id: int, now: float) -> float:
        """Seconds until this chat may get a message; nothing is taken yet."""
        allowed = self._chats.get(chat_id, 0.0) - self._chat_slack
        return max(0.0, allowed - now, self._paused.get(chat_id, 0.0) - now)

    def take(self, chat_id: int, now: float) -> float:
        """Take a place in the line for one message to this chat; gives the seconds until its turn in all."""
        if len(self._chats) > SWEEP_ABOVE:
            self._forget_the_free(now)
        self._chats[chat_id] = max(self._chats.get(chat_id, 0.0), now) + self._chat_interval
        start = max(self._next, now)
        self._next = start + self._interval
        return max(0.0, start - self._slack - now)

    def backlog(self, now: float) -> float:
        """Seconds that a message taking its place now would wait for its turn in all."""
        return max(0.0, self._next - self._slack - now)

    def pause(self, chat_id: int, until: float) -> None:
        """Leave a chat alone until then; Telegram said so."""
        self._paused[chat_id] = max(until, self._paused.get(chat_id, 0.0))

    def _forget_the_free(self, now: float) -> None:
        self._chats = {chat: at for chat, at in self._chats.items() if at > now}
        self._paused = {chat: until for chat, until in self._paused.items() if until > now}

    def __len__(self) -> int:
        return len(self._chats)
