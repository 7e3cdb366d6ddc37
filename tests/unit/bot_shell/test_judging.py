"""What a tip's envelope says: no draft is too odd to be judged."""

from datetime import UTC, datetime

from bot.judging import Judge
from indicators.catalog import load_catalog
from indicators.checklist import load_checklists
from indicators.questions import load_questions
from tips.draft import Draft

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def test_a_draft_begun_with_a_checklist_that_is_gone_is_a_tip_all_the_same() -> None:
    catalog = load_catalog()
    checklists = load_checklists(catalog)
    judge = Judge(catalog=catalog, checklists=checklists, questions=load_questions())
    for industry, version in (("bus", checklists["bus"].version), ("gone", checklists["trucking"].version)):
        envelope = judge.envelope(Draft(started=NOW, industry=industry), NOW, language="en")
        assert envelope.checklist_version == version


def test_a_tip_names_the_versions_by_which_its_signs_were_shown() -> None:
    catalog = load_catalog()
    judge = Judge(catalog=catalog, checklists=load_checklists(catalog), questions=load_questions())
    envelope = judge.envelope(Draft(started=NOW, asked_with=("before", "then")), NOW, language="en")
    assert (envelope.catalog_version, envelope.checklist_version) == ("before", "then")
