"""What each event of the trail says, in words: from its clear details alone. No tip is opened for it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from console.words import words
from store.trail import TrailEvent, account_in

SAID: Final[Mapping[str, str]] = {
    # a tip, by its reporter and the bot
    "submitted": "A reporter sent the tip; it was judged {priority}",
    "added": "The reporter added {kind}",
    "withdrawn": "The reporter took the tip back",
    "file-kept": "A file was fetched and kept",
    "file-unfetchable": "A file could not be fetched",
    "notice": "A message was written to the reporter",
    # a tip, at the desk
    "opened": "Opened the tip",
    "printed": "Opened the tip for printing",
    "file-seen": "Looked at the clean copy of a file",
    "original-opened": "Opened a file as it was sent, with a reason",
    "claimed": "Claimed the tip",
    "released": "Released the tip",
    "claim-broken": "Broke the claim of {from}, with a reason",
    "assigned": "Assigned the tip to {to}, with a reason",
    "moved": "Changed the status from {from} to {to}",
    "priority-changed": "Changed the priority from {from} to {to}, with a reason",
    "held": "Put the tip on legal hold, with a reason",
    "hold-lifted": "Lifted the legal hold, with a reason",
    "noted": "Wrote a private note",
    "proposed": "Proposed {what}",
    "asked": "Asked the reporter a question",
    "searched": "Searched tips",
    # people
    "signed-in": "Signed in",
    "signed-out": "Signed out everywhere",
    "confirmed": "Gave the password or a passkey again",
    "sign-in-refused": "A sign-in of {account} was refused",
    "account-locked": "The account of {account} was locked after too many tries",
    "account-made": "Made the account of {account}",
    "account-changed": "Changed name or desk of {account}",
    "account-disabled": "Disabled the account of {account}",
    "account-unlocked": "Unlocked the account of {account}",
    "account-enabled": "Enabled the account of {account}",
    "role-changed": "Changed the role of {account} from {from} to {to}",
    "password-changed": "Changed the password of {account}",
    "set-up-link-made": "Made a set-up link for {account}",
    "provider-tied": "Tied the account to its sign-in provider",
    "factor-added": "Added a second factor",
    "factor-removed": "Removed a second factor",
    "factors-reset": "Reset the second factors of {account}",
    "recovery-codes-made": "Made new recovery codes",
    "recovery-code-used": "Used a recovery code",
    "token-made": "Made an API token",
    "token-revoked": "Revoked an API token",
    "logins-ended": "Ended the logins of {account}",
    "refused": "Was refused: the role may not do this",
    # training
    "partner-made": "Made a training partner",
    "cohort-made": "Made a cohort of a training partner",
    "join-link-made": "Made a join link",
    "join-link-revoked": "Revoked a join link",
    # figures and the trail itself
    "exported": "Exported tips",
    "board-exported": "Exported figures of the board",
    "trail-searched": "Searched the trail",
    "trail-exported": "Exported the trail",
    "trail-verified": "Verified the trail",
    "trail-valued": "Worked out the trail's value to keep",
    "trail-compared": "Compared the trail with a kept value",
}
HOUSE: Final[Mapping[str, str]] = {
    "bot": "The bot",
    "worker": "Housekeeping",
    "console": "The console",
    "operator": "Command line",
}
KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    "submitted": {"priority": "priority"},
    "moved": {"from": "status", "to": "status", "disposition": "disposition"},
    "priority-changed": {"from": "priority", "to": "priority"},
    "role-changed": {"from": "role", "to": "role"},
    "account-made": {"role": "role"},
}
"""Which details are values of the domain, and of which kind."""
UNSAID: Final = frozenset({"version", "note", "passkey", "token", "partner", "cohort", "link"})
"""Our own identifiers, which tell a reader nothing."""


def actions_in_words() -> dict[str, str]:
    """Every action that is known, by its word in the trail, for choosing one."""
    return {action: in_words(action, {}, {}) for action in SAID}


def who(actor: str, names: Mapping[UUID, str]) -> str:
    """An event's actor."""
    account = account_in(actor)
    return HOUSE.get(actor, actor) if account is None else names.get(account, f"account {str(account)[-6:]}")


def in_words(action: str, details: Mapping[str, Any], names: Mapping[UUID, str]) -> str:
    """The sentence. An action of another version says its own word."""
    sentence = SAID.get(action)
    if sentence is None:
        return action.replace("-", " ").capitalize()
    return sentence.format_map(_Details({key: _plain(action, key, value, names) for key, value in details.items()}))


def facts(event: TrailEvent, names: Mapping[UUID, str]) -> Iterator[tuple[str, str]]:
    """What its details say beyond the sentence."""
    sentence = SAID.get(event.action, "")
    for key, value in event.details.items():
        if key not in UNSAID and f"{{{key}}}" not in sentence and value is not None:
            yield key.replace("_", " "), _plain(event.action, key, value, names)


def accounts_in(event: TrailEvent) -> Iterator[UUID]:
    """Every account that an event names."""
    for value in (event.actor.removeprefix("account:"), *event.details.values()):
        if isinstance(value, str) and (account := _uuid(value)) is not None:
            yield account


class _Details(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _plain(action: str, key: str, value: Any, names: Mapping[UUID, str]) -> str:
    kind = KINDS.get(action, {}).get(key)
    if kind is not None:
        return words(str(value), kind)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or "none"
    account = _uuid(value) if isinstance(value, str) else None
    return str(value) if account is None else names.get(account, str(account)[-6:])


def _uuid(value: str) -> UUID | None:
    if len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def exported(event: TrailEvent, names: Mapping[UUID, str]) -> tuple[str | int | datetime, ...]:
    """One line of the export, as `COLUMNS` heads it."""
    said = in_words(event.action, event.details, names)
    rest = "; ".join(f"{key}: {value}" for key, value in facts(event, names))
    name = who(event.actor, names)
    return (event.id, event.at, name, event.actor, event.action, said, event.tip or "", rest, event.chain, event.seq)


COLUMNS: Final = ("number", "at", "who", "actor", "action", "what", "tip", "details", "chain", "place in chain")
