"""What the doctor finds in texts, numbers and lists: each check seen green, and yellow or red on a planted fault."""

from datetime import date, timedelta
from pathlib import Path

from ops.content import STALE
from ops.doctor import Check, Color, check_room, check_texts_and_numbers
from ops.texts import Places
from store.settings import StoreSettings
from tests.unit.ops.conftest import Plant

TODAY = date(2026, 11, 27)


def of(places: Places, name: str, today: date = TODAY) -> Check:
    return next(check for check in check_texts_and_numbers(places, today) if check.name == name)


def test_numbers_that_nobody_looked_up_for_ninety_days_are_yellow(places: Places, plant: Plant) -> None:
    plant("indicators/helplines/us.toml", "last_checked = 2026-11-22", "last_checked = 2026-11-21")
    newest = date(2026, 11, 21) + STALE
    assert of(places, "help numbers", newest).color is Color.GREEN
    late = of(places, "help numbers", newest + timedelta(days=1))
    assert late.color is Color.YELLOW
    assert "us.toml line 'us-emergency'" in late.sentence
    assert "us-trafficking" not in late.sentence


def test_numbers_that_cannot_be_read_are_red(places: Places, plant: Plant) -> None:
    plant("indicators/helplines/us.toml", 'dial = "911"', 'dial = "912"')
    assert of(places, "help numbers").color is Color.RED


def test_a_language_without_an_emergency_text_is_red(places: Places, plant: Plant) -> None:
    assert of(places, "emergency texts").color is Color.GREEN
    plant("bot/texts/es/safety.ftl", "emergency-ca =", "emergency-kanada =")
    found = of(places, "emergency texts")
    assert found.color is Color.RED
    assert "es (emergency-ca)" in found.sentence


def test_a_language_that_does_not_know_a_country_with_numbers_is_red(
    places: Places, plant: Plant, checkout: Path
) -> None:
    mexico = (checkout / "indicators/helplines/mx.toml").read_text()
    spain = mexico.replace('country = "MX"', 'country = "GT"').replace('id = "mx-', 'id = "gt-').replace("+52", "+502")
    first = spain.partition("[[line]]")
    emergency = first[2].partition("[[line]]")[0]
    national = emergency.replace("gt-emergency", "gt-national").replace('"emergency"', '"trafficking"')
    (checkout / "indicators/helplines/gt.toml").write_text(
        f'country = "GT"\n[[line]]{emergency}[[line]]{national}', encoding="utf-8"
    )
    assert "en (emergency-gt)" in of(places, "emergency texts").sentence


def test_a_checklist_without_signs_for_a_kind_of_place_is_red(places: Places, checkout: Path) -> None:
    assert of(places, "checklists").color is Color.GREEN
    path = checkout / "indicators/checklists/energy.toml"
    head, _, rest = path.read_text().partition("motel = [")
    path.write_text(f"{head}motel = []{rest.partition(']')[2]}")
    found = of(places, "checklists")
    assert found.color is Color.RED
    assert "energy.toml" in found.sentence
    assert "motel asks about nothing" in found.sentence


def test_an_industry_without_a_checklist_is_red(places: Places, checkout: Path) -> None:
    (checkout / "indicators/checklists/energy.toml").unlink()
    found = of(places, "checklists")
    assert found.color is Color.RED
    assert "energy.toml" in found.sentence


def test_numbers_that_cannot_be_read_hide_nothing_else(places: Places, plant: Plant) -> None:
    plant("indicators/helplines/us.toml", 'dial = "911"', 'dial = "912"')
    plant("bot/texts/es/safety.ftl", "safety-call =", "safety-shout =")
    assert "es (safety-call)" in of(places, "emergency texts").sentence
    assert of(places, "checklists").color is Color.GREEN


def test_a_drafted_language_is_yellow_until_every_file_is_signed(places: Places, checkout: Path) -> None:
    found = of(places, "reviews")
    assert found.color is Color.YELLOW
    assert "es (" in found.sentence
    for path in [*checkout.rglob("*.ftl"), *(checkout / "indicators/courses").glob("*/*.toml")]:
        path.write_text(path.read_text().replace("# review: drafted", "# review: R. Eviewer, 2026-11-20", 1))
    assert of(places, "reviews").color is Color.GREEN


def test_a_disk_without_room_is_yellow(tmp_path: Path) -> None:
    settings = StoreSettings(data=tmp_path / "not" / "there" / "yet", database_url=None, files="s3://bucket/prefix")
    assert check_room(settings, enough=1).color is Color.GREEN
    found = check_room(settings, enough=1 << 60)
    assert found.color is Color.YELLOW
    assert "make room" in found.sentence
