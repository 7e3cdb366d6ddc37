"""The catalog as it is, and every fault that loading it must name."""

import re
import time
from pathlib import Path

import pytest

from indicators.catalog import Catalog, UnknownIndicatorError, load_catalog
from indicators.checklist import load_checklist
from indicators.errors import DataFileError
from indicators.helplines import load_helplines
from indicators.questions import load_questions
from indicators.reading import school_grade
from indicators.terms import Alarm, Dimension, Evidence, FactStatus, IloList, Kind, Minors, Rank, Setting
from tests.unit.indicators.conftest import Plant

BRITISH = re.compile(r"labour|colour|behaviour|recognis|memoris|organis|travell|\blicence|harbour", re.IGNORECASE)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def test_the_catalog_holds_all_indicators_of_the_reference(catalog: Catalog) -> None:
    assert len(catalog) == 89
    kinds = [indicator.kind for indicator in catalog.indicators.values()]
    assert {kind: kinds.count(kind) for kind in Kind} == {Kind.SEX: 33, Kind.LABOR: 18, Kind.EITHER: 38}
    minors = [indicator.minors for indicator in catalog.indicators.values()]
    assert {found: minors.count(found) for found in Minors} == {Minors.YES: 13, Minors.NO: 62, Minors.MAYBE: 14}


def test_an_indicator_tells_where_its_rank_comes_from(catalog: Catalog) -> None:
    held = catalog["id-held-by-other"]
    assert (held.rank, held.rank_status, held.rank_from) == (Rank.MEDIUM, FactStatus.OURS, ())
    assert (held.dimension, held.ilo) == (Dimension.COERCION_AT_DESTINATION, "confiscation-of-documents")
    assert held.evidence is Evidence.PROXY
    assert held.settings == frozenset(Setting)
    assert held.ranks == {IloList.ADULT_LABOR: Rank.STRONG, IloList.CHILD_LABOR: Rank.STRONG}
    assert [source.code for source in held.sources] == ["TAT", "NCDOT", "BOTL", "POL"]
    told = catalog["told-threatened"]
    assert told.rank_status is FactStatus.VERIFIED_SECONDARY
    assert told.ranks == {IloList.ADULT_LABOR: Rank.MEDIUM, IloList.CHILD_LABOR: Rank.STRONG}


def test_urgent_signs_carry_their_alarm(catalog: Catalog) -> None:
    alarms = {indicator.id: indicator.alarm for indicator in catalog.indicators.values() if indicator.alarm}
    assert alarms["asked-for-help"] is Alarm.HELP
    assert alarms["people-in-sealed-trailer"] is Alarm.LOCKED_IN
    assert set(alarms.values()) == set(Alarm)


def test_no_wording_is_british(catalog: Catalog) -> None:
    assert [text for text in catalog.wordings["en"].values() if BRITISH.search(text)] == []


def test_the_help_on_each_sign_is_read_with_ease(catalog: Catalog) -> None:
    helps = [text for sign in catalog.indicators.values() for text in (sign.looks, sign.rather)]
    assert len(set(helps)) == 2 * len(catalog)
    assert [text for text in helps if school_grade(text) > 6 or BRITISH.search(text)] == []


def test_the_help_on_an_urgent_sign_names_the_emergency_number(catalog: Catalog) -> None:
    urgent = [sign for sign in catalog.indicators.values() if sign.alarm]
    assert [sign.id for sign in urgent if "911" not in sign.looks + sign.rather] == []


def test_a_rank_is_never_only_recalled(catalog: Catalog) -> None:
    assert {i.rank_status for i in catalog.indicators.values()} == {FactStatus.OURS, FactStatus.VERIFIED_SECONDARY}


def test_the_labor_lists_have_the_published_totals(catalog: Catalog) -> None:
    listed = catalog.ilo_lists.indicators.values()
    assert sum(IloList.ADULT_LABOR in indicator.ranks for indicator in listed) == 67
    assert sum(IloList.CHILD_LABOR in indicator.ranks for indicator in listed) == 65
    child = {
        indicator.ranks[IloList.CHILD_LABOR].rank for indicator in listed if IloList.CHILD_LABOR in indicator.ranks
    }
    assert child == {Rank.STRONG, Rank.MEDIUM}


def test_the_sexual_lists_hold_only_the_three_verified_facts_as_ilo_ranks(catalog: Catalog) -> None:
    verified = {
        (indicator.dimension, indicator.id, ilo_list)
        for indicator in catalog.ilo_lists.indicators.values()
        for ilo_list in (IloList.ADULT_SEXUAL, IloList.CHILD_SEXUAL)
        if indicator.known_rank(ilo_list)
    }
    assert verified == {
        (Dimension.COERCION_AT_DESTINATION, "forced-tasks-or-clients", IloList.ADULT_SEXUAL),
        (Dimension.COERCION_AT_DESTINATION, "forced-tasks-or-clients", IloList.CHILD_SEXUAL),
        (Dimension.EXPLOITATION, "hazardous-work", IloList.CHILD_SEXUAL),
    }
    assert catalog.ilo_lists.limits == {(IloList.ADULT_SEXUAL, Dimension.EXPLOITATION): Rank.MEDIUM}


def test_a_text_falls_back_to_english_where_a_language_has_none(catalog: Catalog) -> None:
    assert catalog.text("told-debt", "en") == "They said they must work off a debt."
    assert catalog.text("told-debt", "xx") == "They said they must work off a debt."


def test_an_unknown_id_is_told_apart(catalog: Catalog) -> None:
    assert "no-such-sign" not in catalog
    with pytest.raises(UnknownIndicatorError):
        catalog["no-such-sign"]


def test_the_version_follows_the_content(folder: Path, plant: Plant) -> None:
    before = load_catalog(folder=folder).version
    assert before == load_catalog().version
    plant("catalog.toml", "They said they must work off a debt.", "They said they have to work off a debt.")
    assert load_catalog(folder=folder).version != before


def test_the_version_follows_the_words_of_every_language() -> None:
    english = load_catalog()
    said = {f"sign-{name}": "Una persona respondía por otra." for name in english.indicators}
    spanish = load_catalog({"es": said})
    other = load_catalog({"es": {**said, "sign-told-debt": "Dijo que tiene que pagar una deuda."}})
    assert len({english.version, spanish.version, other.version}) == 3
    assert load_catalog({"es": dict(reversed(said.items()))}).version == spanish.version


LOOKS = "You greet one person, and another answers each time. A look or a hand cuts them off."
FAULTS = [
    ("an unknown setting", "catalog.toml", 'settings = ["any"]', 'settings = ["truckstop"]', "unknown settings"),
    ("no setting", "catalog.toml", 'settings = ["any"]', "settings = []", "no settings"),
    ("an unknown kind", "catalog.toml", 'kind = "either"', 'kind = "other"', "unknown kind 'other'"),
    ("an unknown rank", "catalog.toml", 'rank = "medium"', 'rank = "middling"', "unknown rank 'middling'"),
    ("an unknown status", "catalog.toml", 'rank_status = "ours"', 'rank_status = "sure"', "unknown rank_status"),
    ("an unknown evidence", "catalog.toml", 'evidence = "proxy"', 'evidence = "rumor"', "unknown evidence"),
    ("an unknown minors value", "catalog.toml", 'minors = "no"', 'minors = "none"', "unknown minors"),
    (
        "an unknown dimension",
        "catalog.toml",
        'dimension = "coercion_at_destination"',
        'dimension = "coercion"',
        "unknown dimension 'coercion'",
    ),
    ("an unknown source", "catalog.toml", '"FMCSA", "TAT"', '"FMCSA", "TATT"', "unknown source 'TATT'"),
    ("an empty text", "catalog.toml", "Someone else answered for them and would not let them talk.", " ", "text"),
    (
        "a missing text",
        "catalog.toml",
        'text = "Someone else answered for them and would not let them talk."\n',
        "",
        "text is missing",
    ),
    (
        "fifteen words",
        "catalog.toml",
        "Someone else answered for them and would not let them talk.",
        "Someone else always answered for them and simply would not let them talk to you.",
        "15 words",
    ),
    (
        "a forbidden word",
        "catalog.toml",
        "Someone else answered for them and would not let them talk.",
        "A Lot Lizard would not talk.",
        "'Lot Lizard'",
    ),
    ("no help", "catalog.toml", 'looks = "You', 'looked = "You', "unknown field 'looked'"),
    ("an empty help", "catalog.toml", LOOKS, " ", "looks is missing"),
    ("a long help", "catalog.toml", LOOKS, f"{LOOKS} {LOOKS} {LOOKS}", "looks: its text has 254 characters"),
    ("a wordy help", "catalog.toml", LOOKS, f"{LOOKS} {'a ' * 14}", "looks: its text has 31 words"),
    ("a forbidden word in help", "catalog.toml", LOOKS, "Red flags.", "looks: its text says 'Red flags'"),
    (
        "an ILO indicator of another dimension",
        "catalog.toml",
        'ilo = "isolation-confinement-surveillance"',
        'ilo = "wage-manipulation"',
        "has no ILO indicator 'wage-manipulation'",
    ),
    ("a misspelled field", "catalog.toml", 'evidence = "proxy"', 'evidense = "proxy"', "unknown field 'evidense'"),
    ("an ILO status for our rank", "catalog.toml", 'rank_status = "ours"', 'rank_status = "recalled"', "rank is ours"),
    ("an id in capitals", "catalog.toml", 'id = "speaks-for-them"', 'id = "Speaks for them"', "kebab-case"),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), [fault[1:] for fault in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_in_the_first_entry_is_refused_and_named(
    folder: Path, plant: Plant, file: str, old: str, new: str, told: str
) -> None:
    load_catalog(folder=folder)
    plant(file, old, new)
    with pytest.raises(DataFileError, match=re.escape(told)) as caught:
        load_catalog(folder=folder)
    entry = "Speaks for them" if "Speaks for them" in new else "speaks-for-them"
    assert str(caught.value).startswith(f"catalog.toml, indicator '{entry}'")


def test_a_duplicate_id_is_refused(folder: Path, plant: Plant) -> None:
    plant("catalog.toml", 'id = "told-debt"', 'id = "told-quota"')
    with pytest.raises(DataFileError, match=r"catalog.toml, indicator 'told-quota': the id is used twice"):
        load_catalog(folder=folder)


def test_an_ilo_rank_that_the_lists_do_not_hold_is_refused(folder: Path, plant: Plant) -> None:
    plant(
        "catalog.toml",
        'ranks = { adult_labour = "medium", child_labour = "strong" }',
        'ranks = { adult_labour = "strong" }',
    )
    with pytest.raises(DataFileError, match=r"it claims strong on adult_labour\. ilo-lists\.toml holds medium"):
        load_catalog(folder=folder)


def test_a_recalled_rank_cannot_be_claimed_as_the_ilos(folder: Path, plant: Plant) -> None:
    plant("catalog.toml", 'rank_from = ["adult_labour", "child_labour"]', 'rank_from = ["adult_sexual"]')
    with pytest.raises(DataFileError, match="holds no verified rank"):
        load_catalog(folder=folder)


def test_a_sign_without_an_ilo_indicator_claims_no_ilo_rank(folder: Path, plant: Plant) -> None:
    said = 'ilo = "none"\nevidence = "said"\nrank = "strong"\n'
    claimed = 'rank_from = ["adult_labour"]\nrank_status = "verified-secondary"'
    plant("catalog.toml", said + 'rank_from = []\nrank_status = "ours"', said + claimed)
    with pytest.raises(DataFileError, match=r"'asked-for-help': it claims an ILO rank"):
        load_catalog(folder=folder)


LIST_FAULTS = [
    (
        "ilo-lists.toml",
        'rank = "strong"',
        'rank = "huge"',
        "indicator 'deceived-about-job', adult_labour: unknown rank",
    ),
    ("ilo-lists.toml", 'source = "DELPHI" }', 'source = "NOBODY" }', "unknown source 'NOBODY'"),
    ("ilo-lists.toml", 'id = "deceived-about-wages"', 'id = "deceived-about-job"', "it stands twice"),
    ("ilo-lists.toml", 'highest = "medium"', 'highest = "top"', "limit 'adult_sexual': unknown highest"),
    ("sources.toml", 'status = "verified-secondary"', 'status = "rumored"', "source 'BC': unknown status"),
    ("sources.toml", "gathered = 2026-11-22", 'gathered = "2026"', "gathered is missing or not a date"),
    ("sources.toml", "[BC]", "[BC", "it is not valid TOML"),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), LIST_FAULTS)
def test_a_fault_in_the_lists_or_sources_is_refused_and_named(
    folder: Path, plant: Plant, file: str, old: str, new: str, told: str
) -> None:
    plant(file, old, new)
    with pytest.raises(DataFileError, match=re.escape(told)) as caught:
        load_catalog(folder=folder)
    assert str(caught.value).startswith(f"{file}, ")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "sources.toml").unlink()
    with pytest.raises(DataFileError, match=r"sources\.toml, the file: it is missing"):
        load_catalog(folder=folder)


def test_everything_loads_in_a_fraction_of_a_second() -> None:
    def load() -> float:
        started = time.perf_counter()
        load_checklist(load_catalog())
        load_helplines()
        load_questions()
        return time.perf_counter() - started

    assert min(load() for _ in range(3)) < 0.2
