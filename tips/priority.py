"""How soon somebody should look at a tip, rule by rule, each with its reason. The rules are ours.

Immediate whatever the assessment says: danger now, a minor in commercial sex, somebody asking for help, violence,
somebody locked in, a missing child. Then what is still there or minutes old, or involves a minor. Then the assessment.
A priority sorts the queue; it never holds a tip back, and a supervisor may change it with a reason.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from indicators.assess import Assessment, Outcome
from indicators.catalog import Catalog, Indicator
from indicators.terms import Alarm, Kind, Minors
from tips.draft import AgeBand, Answer, Draft

MINUTES_OLD: Final = timedelta(minutes=30)
CHANGED_BY_SUPERVISOR: Final = "changed-by-supervisor"
"""The key of the reason that stands first when a supervisor has set the priority; "from" says what the rules gave."""
YOUNG: Final = frozenset({AgeBand.CHILD, AgeBand.TEEN})


class PriorityLevel(StrEnum):
    """How soon to look, soonest first."""

    IMMEDIATE = "immediate"
    HIGH = "high"
    ROUTINE = "routine"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why: the key of a rule, and the indicators that met it."""

    key: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Priority:
    """How soon, and every rule that was met, the weightiest first."""

    level: PriorityLevel
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class _Case:
    draft: Draft
    assessment: Assessment
    signs: tuple[Indicator, ...]
    now: datetime

    def alarmed(self, alarm: Alarm) -> tuple[str, ...]:
        return tuple(sign.id for sign in self.signs if sign.alarm is alarm)

    @property
    def young(self) -> bool:
        return bool(self.draft.people.ages & YOUNG)

    @property
    def sexual(self) -> bool:
        return any(sign.kind is Kind.SEX for sign in self.signs)


Met = bool | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One line of the table: met or not, or met by these indicators."""

    level: PriorityLevel
    key: str
    words: str
    met: Callable[[_Case], Met]


def _minor_in_commercial_sex(case: _Case) -> Met:
    return case.alarmed(Alarm.MINOR) or (case.young and case.sexual)


def _minor_involved(case: _Case) -> Met:
    return case.young or tuple(sign.id for sign in case.signs if sign.minors is Minors.YES)


def _minutes_old(case: _Case) -> Met:
    observed = case.draft.observed
    return observed is not None and observed.earliest is not None and case.now - observed.earliest <= MINUTES_OLD


def _partly(case: _Case) -> Met:
    results = [result for reading in case.assessment.readings for result in reading.dimensions]
    return any(result.outcome is not Outcome.NO_FACTS for result in results)


_IMMEDIATE, _HIGH, _ROUTINE = PriorityLevel

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        level=_IMMEDIATE, key="danger-now", words="Somebody is in danger now.", met=lambda case: case.draft.danger_now
    ),
    Rule(
        level=_IMMEDIATE,
        key="minor-commercial-sex",
        words="Somebody who may be under 18 in commercial sex.",
        met=_minor_in_commercial_sex,
    ),
    Rule(
        level=_IMMEDIATE,
        key="asked-for-help",
        words="Somebody asked for help.",
        met=lambda case: case.alarmed(Alarm.HELP),
    ),
    Rule(level=_IMMEDIATE, key="violence", words="Violence.", met=lambda case: case.alarmed(Alarm.VIOLENCE)),
    Rule(
        level=_IMMEDIATE,
        key="locked-in",
        words="Somebody may be locked in.",
        met=lambda case: case.alarmed(Alarm.LOCKED_IN),
    ),
    Rule(
        level=_IMMEDIATE,
        key="missing-child",
        words="A child from a missing-child alert.",
        met=lambda case: case.alarmed(Alarm.MISSING_CHILD),
    ),
    Rule(
        level=_HIGH,
        key="still-there",
        words="Still there when it was reported.",
        met=lambda case: case.draft.still_there is Answer.YES,
    ),
    Rule(level=_HIGH, key="minutes-old", words="Seen minutes before it was reported.", met=_minutes_old),
    Rule(level=_HIGH, key="minor-involved", words="Somebody who may be under 18.", met=_minor_involved),
    Rule(
        level=_HIGH,
        key="assessment-positive",
        words="The indicators are positive in the legal reading.",
        met=lambda case: case.assessment.legal,
    ),
    Rule(level=_ROUTINE, key="assessment-partly", words="Some dimensions have facts, none decides.", met=_partly),
    Rule(
        level=_ROUTINE,
        key="no-indicator",
        words="No indicator was ticked; read the reporter's own words.",
        met=lambda case: not case.signs,
    ),
)
"""In order of weight. The priority is the level of the first rule that is met."""

_WORDS: Final = {rule.key: rule.words for rule in RULES} | {
    CHANGED_BY_SUPERVISOR: "A supervisor set it, for a reason on record."
}


def prioritize(draft: Draft, assessment: Assessment, *, catalog: Catalog, now: datetime) -> Priority:
    """The priority of a draft that is sent now, with every rule that it meets."""
    signs = tuple(catalog[sign.indicator] for sign in draft.signs if sign.indicator in catalog)
    met = list(_rules_met(_Case(draft=draft, assessment=assessment, signs=signs, now=now)))
    decisive = [(level, reason) for level, reason in met if level is not PriorityLevel.ROUTINE]
    kept = decisive or met
    level = kept[0][0] if kept else PriorityLevel.ROUTINE
    return Priority(level=level, reasons=tuple(reason for _, reason in kept))


def explain(key: str) -> str:
    """A reason in plain words, for the desk. A key of an older version of the rules stands for itself."""
    return _WORDS.get(key, key)


def _rules_met(case: _Case) -> Iterator[tuple[PriorityLevel, Reason]]:
    for rule in RULES:
        met = rule.met(case)
        if met:
            yield rule.level, Reason(key=rule.key, args={"signs": list(met)} if isinstance(met, tuple) else {})
