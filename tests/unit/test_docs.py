"""What the documents promise to list, they list: settings, rules of priority, languages, targets of make."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings
from console.settings import ConsoleSettings
from tips.priority import RULES, Rule

ROOT = Path(__file__).parents[2]
RUNNING = (ROOT / "docs" / "running.md").read_text()
ASSESSMENT = (ROOT / "docs" / "assessment.md").read_text()


@pytest.mark.parametrize("name", sorted(Settings.model_fields | ConsoleSettings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    plain = f"`HIGHBEAM_{name.upper()}`"
    from_file = f"`HIGHBEAM_{name.removesuffix('_file').upper()}` (`_FILE`)"
    assert plain in RUNNING or (name.endswith("_file") and from_file in RUNNING)


def test_no_setting_is_documented_that_does_not_exist() -> None:
    known = {f"HIGHBEAM_{name.upper()}" for kind in (Settings, ConsoleSettings) for name in kind.model_fields}
    assert set(re.findall(r"HIGHBEAM_[A-Z_]*[A-Z]", RUNNING)) <= known


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_every_rule_of_priority_is_published(rule: Rule) -> None:
    line = f"| {rule.level} | `{rule.key}` | {rule.words} |"
    assert line in ASSESSMENT


def test_every_decision_is_one_page_with_a_status() -> None:
    for decision in (ROOT / "docs" / "decisions").glob("*.md"):
        text = decision.read_text()
        assert re.search(r"^\*\*Status:\*\* \w+, \d{4}-\d{2}-\d{2}$", text, re.MULTILINE), decision.name
        assert len(text.splitlines()) < 60, decision.name


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
