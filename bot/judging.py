"""What a tip's envelope says about it: the assessment and the priority, worked out when the tip is sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from indicators.assess import Assessment, assess, kind_of, minors_of
from indicators.catalog import Catalog
from indicators.checklist import Checklist, of_industry
from indicators.questions import Question
from indicators.terms import Minors
from store.tips import Envelope
from tips.draft import AgeBand, Draft
from tips.priority import prioritize

YOUNG = frozenset({AgeBand.CHILD, AgeBand.TEEN})

_ASSESSMENT = TypeAdapter(Assessment)


class Judge:
    """Reads a draft by the catalog. It sorts and explains; it never holds a tip back."""

    def __init__(
        self, *, catalog: Catalog, checklists: Mapping[str, Checklist], questions: tuple[Question, ...]
    ) -> None:
        self._catalog = catalog
        self._checklists = checklists
        self._questions = questions

    def envelope(self, draft: Draft, now: datetime, *, language: str) -> Envelope:
        """The clear part of a tip. `language` is what its reporter reads."""
        signs = [sign.indicator for sign in draft.signs]
        kind = kind_of(signs, self._catalog)
        minors = self._minors(draft, signs)
        assessment = assess(
            [(sign.indicator, sign.basis) for sign in draft.signs],
            kind=kind,
            maybe_minor=minors is not Minors.NO,
            catalog=self._catalog,
            questions=self._questions,
        )
        catalog, checklist = draft.asked_with or (
            self._catalog.version,
            of_industry(self._checklists, draft.industry).version,
        )
        priority = prioritize(draft, assessment, catalog=self._catalog, now=now)
        reasons: tuple[dict[str, Any], ...] = tuple(
            {"key": reason.key, **dict(reason.args)} for reason in priority.reasons
        )
        return Envelope.of(
            draft,
            priority=priority.level,
            reasons=reasons,
            catalog_version=catalog,
            checklist_version=checklist,
            kind=kind,
            minors=minors,
            assessment=_ASSESSMENT.dump_python(assessment, mode="json"),
            language=language,
        )

    def _minors(self, draft: Draft, signs: list[str]) -> Minors:
        """Whether somebody under 18 is involved: what was seen of the people counts before what the signs imply."""
        if draft.people.ages & YOUNG:
            return Minors.YES
        implied = minors_of(signs, self._catalog)
        if implied is Minors.NO and AgeBand.UNSURE in draft.people.ages:
            return Minors.MAYBE
        return implied
