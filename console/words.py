"""What the desk calls the values of the domain, in plain words. The reporters' texts are elsewhere: `bot/texts`."""

from collections.abc import Mapping
from typing import Final

from indicators.assess import Outcome
from indicators.terms import Dimension, IloList, Kind, Minors, Rank, Setting
from tips.access import AccountRole
from tips.draft import AgeBand, Answer, Basis, ContactKind, MediaKind
from tips.lifecycle import Disposition, TipStatus
from tips.priority import CHANGED_BY_SUPERVISOR, PriorityLevel, explain
from tips.training import LinkStanding, Trained, Usefulness

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "status": {
        TipStatus.NEW: "New",
        TipStatus.IN_REVIEW: "In review",
        TipStatus.ACTION_TAKEN: "Action taken",
        TipStatus.CLOSED: "Closed",
        TipStatus.WITHDRAWN: "Withdrawn",
    },
    "disposition": {
        Disposition.ACTIONED: "Actioned",
        Disposition.REFERRED: "Referred",
        Disposition.NO_FURTHER_ACTION: "No further action",
        Disposition.UNFOUNDED: "Unfounded",
        Disposition.DUPLICATE: "Duplicate",
        Disposition.SPAM: "Spam",
    },
    "priority": {
        PriorityLevel.IMMEDIATE: "Immediate",
        PriorityLevel.HIGH: "High",
        PriorityLevel.ROUTINE: "Routine",
    },
    "setting": {
        Setting.TRUCK_STOP: "Truck stop",
        Setting.MOTEL: "Motel",
        Setting.TERMINAL: "Terminal",
        Setting.ROADSIDE: "Roadside",
        Setting.BUS: "Bus",
        Setting.DELIVERY_SITE: "Delivery site",
        Setting.OILFIELD_CAMP: "Oilfield camp",
        Setting.ONLINE: "Online",
    },
    "why": {
        "danger-now": "Danger now",
        "minor-commercial-sex": "Minor, paid sex",
        "asked-for-help": "Asked for help",
        "violence": "Violence",
        "locked-in": "Locked in",
        "missing-child": "Missing child",
        "still-there": "Still there",
        "minutes-old": "Minutes old",
        "minor-involved": "Minor",
        "assessment-positive": "Signs positive",
        "assessment-partly": "Some facts",
        "no-indicator": "No sign ticked",
        CHANGED_BY_SUPERVISOR: "By a supervisor",
    },
    "kind": {Kind.SEX: "Sex", Kind.LABOR: "Labor", Kind.EITHER: "Either"},
    "minors": {Minors.YES: "Yes", Minors.NO: "No", Minors.MAYBE: "Maybe", "unsure": "Not sure"},
    "dimension": {
        Dimension.DECEPTIVE_RECRUITMENT: "Deceptive recruitment",
        Dimension.COERCIVE_RECRUITMENT: "Coercive recruitment",
        Dimension.RECRUITMENT_ABUSE_OF_VULNERABILITY: "Recruitment by abuse of vulnerability",
        Dimension.EXPLOITATION: "Exploitation",
        Dimension.COERCION_AT_DESTINATION: "Coercion at destination",
        Dimension.ABUSE_OF_VULNERABILITY_AT_DESTINATION: "Abuse of vulnerability at destination",
    },
    "list": {
        IloList.ADULT_LABOR: "Adults, labor",
        IloList.ADULT_SEXUAL: "Adults, sexual",
        IloList.CHILD_LABOR: "Children, labor",
        IloList.CHILD_SEXUAL: "Children, sexual",
    },
    "outcome": {Outcome.POSITIVE: "Met", Outcome.PARTLY: "Partly", Outcome.NO_FACTS: "No facts"},
    "rank": {Rank.STRONG: "Strong", Rank.MEDIUM: "Medium", Rank.WEAK: "Weak"},
    "basis": {Basis.SAW: "Saw", Basis.HEARD: "Heard", Basis.TOLD: "Told"},
    "answer": {Answer.YES: "Yes", Answer.NO: "No", Answer.UNSURE: "Not sure"},
    "age": {AgeBand.CHILD: "Child", AgeBand.TEEN: "Teen", AgeBand.ADULT: "Adult", AgeBand.UNSURE: "Age not sure"},
    "contact": {
        ContactKind.PHONE: "Phone",
        ContactKind.HANDLE: "Handle",
        ContactKind.LINK: "Link",
        ContactKind.EMAIL: "Email",
        ContactKind.NAME: "Name",
        ContactKind.ROOM: "Room",
    },
    "media": {
        MediaKind.PHOTO: "Photo",
        MediaKind.VIDEO: "Video",
        MediaKind.VOICE: "Voice note",
        MediaKind.AUDIO: "Audio",
        MediaKind.DOCUMENT: "Document",
    },
    "language": {
        "en": "English",
        "es": "Spanish",
        "fr": "French",
        "ru": "Russian",
        "pa": "Punjabi",
        "ar": "Arabic",
    },
    "role": {
        AccountRole.ANALYST: "Analyst",
        AccountRole.SUPERVISOR: "Supervisor",
        AccountRole.ADMINISTRATOR: "Administrator",
        AccountRole.AUDITOR: "Auditor",
        AccountRole.PARTNER: "Training partner",
    },
    "link": {
        LinkStanding.OPEN: "Open",
        LinkStanding.ALREADY: "Open",
        LinkStanding.EXPIRED: "Expired",
        LinkStanding.FULL: "Full",
        LinkStanding.REVOKED: "Revoked",
        LinkStanding.UNKNOWN: "Unknown",
    },
    "trained": {
        Trained.NONE: "Not trained",
        Trained.STARTED: "Training begun",
        Trained.PASSED: "Trained",
        Trained.LAPSED: "Training lapsed",
    },
    "usefulness": {
        Usefulness.NEW: "No earlier tip led to something yet",
        Usefulness.SOME: "Some earlier tips led to something",
        Usefulness.PROVEN: "Several earlier tips led to something",
    },
}
"""By kind of value. Which kinds there are, and that none is missing, a test holds."""


def words(value: str | None, kind: str) -> str:
    """The desk's words for a value; a value of an older version stands for itself, none is a dash."""
    if value is None:
        return "–"
    return explain(value) if kind == "reason" else WORDS[kind].get(value, value)


def sign(indicator_id: str) -> str:
    """An indicator in two or three words, for a narrow column: its id, read aloud."""
    plain = " ".join(_SPELLED.get(word, word) for word in indicator_id.split("-"))
    return plain[:1].upper() + plain[1:]


def place(town: str | None, county: str | None, state: str | None) -> str:
    """Where, from the narrow to the wide: "Kearney, Buffalo County, NE"."""
    return ", ".join(part for part in (town, _county(county), _state(state)) if part) or "–"


def place_short(town: str | None, county: str | None, state: str | None) -> str:
    """The same for a narrow column, where the end may be cut off: "Kearney, NE, Buffalo County"."""
    if town is None:
        return place(None, county, state)
    return ", ".join(part for part in (town, _state(state), _county(county)) if part)


def _county(name: str | None) -> str | None:
    return name if name is None or name.endswith(" city") else f"{name} County"


def _state(code: str | None) -> str | None:
    return None if code is None else code.removeprefix("US-")


_SPELLED: Final = {"id": "ID", "rv": "RV", "travelling": "traveling", "recognised": "recognized"}
