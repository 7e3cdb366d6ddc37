"""The conversation's order: what follows from something stands below it, also at the same moment."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from console.tip_talk import Entry, People, Side, changes, grown, in_order
from store.grip import Happened

NOW = datetime(2026, 11, 24, 2, 14, tzinfo=UTC)
ANA, SUE = UUID(int=1), UUID(int=2)


def entry(side: Side, title: str, at: datetime = NOW) -> Entry:
    return Entry(side=side, at=at, who="Ana", title=title)


def test_what_the_driver_is_told_stands_below_what_was_done() -> None:
    given = (
        entry(Side.TO_REPORTER, "told the driver: in review"),
        entry(Side.PRIVATE, "why the tip was assigned"),
        entry(Side.EVENT, "claimed the tip"),
        entry(Side.EVENT, "set the status to in review"),
        entry(Side.TO_REPORTER, "asked the driver", NOW - timedelta(seconds=1)),
    )
    assert [one.title for one in in_order(given)] == [
        "asked the driver",
        "claimed the tip",
        "set the status to in review",
        "why the tip was assigned",
        "told the driver: in review",
    ]


def test_a_report_has_grown_since_the_last_thing_that_was_put_into_it() -> None:
    actions = ("submitted", "added", "file-kept", "opened", "claimed")
    told = [
        Happened(seq=seq, at=NOW, actor="bot", action=action, details={}) for seq, action in enumerate(actions, start=1)
    ]
    assert grown(told) == 3
    assert grown(told[:1]) == 0


def test_words_that_were_added_stand_in_the_conversation_alone() -> None:
    def added(seq: int, kind: str) -> Happened:
        return Happened(seq=seq, at=NOW, actor="bot", action="added", details={"kind": kind})

    assert grown([added(2, "words")]) == 0
    assert grown([added(2, "correction"), added(3, "words")]) == 2
    assert grown([added(2, "place"), added(3, "contacts"), added(4, "words")]) == 3


def told(*happened: tuple[str, dict[str, str]], to: UUID) -> list[str]:
    """What somebody is told of what Sue has done, all of it at once."""
    events = [
        Happened(seq=seq, at=NOW, actor=f"account:{SUE}", action=action, details=details)
        for seq, (action, details) in enumerate(happened, start=1)
    ]
    return [one.title for one in changes(events, People(names={ANA: "Ana", SUE: "Sue"}, me=to))]


def test_what_was_done_to_oneself_is_said_to_oneself() -> None:
    broken, given = ("claim-broken", {"from": str(ANA)}), ("assigned", {"to": str(ANA)})
    assert told(broken, given, to=ANA) == ["ended your claim", "gave the tip to you"]
    assert told(broken, given, to=SUE) == ["ended the claim of Ana", "gave the tip to Ana"]


def test_a_message_that_goes_with_a_deed_is_not_told_a_second_time() -> None:
    assert told(("asked", {}), ("notice", {}), to=ANA) == ["asked the driver something"]
    assert told(("notice", {}), to=ANA) == ["sent the driver a message"]
