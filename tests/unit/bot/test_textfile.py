"""Reading text files: as the Fluent parser reads them, with the place of every entry, and every fault."""

from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot.phrases import Phrases
from bot.textfile import Entry, TextError, read_folder

TEXTS = Path(__file__).parents[3] / "bot" / "texts"

TRICKY = """# review: drafted
plain = One line, with "quotes", # and { "" } a brace
short = Text
# safety
marked = Stay back.

# safety

apart = Not marked
goes-on = First line
    and a second
blank-between = First

    and a third line
indented =
    All of it below
trailing = Ends with spaces   
with-attribute = Text
    .title = Not ours
count =
    { $count ->
        [one] { $count } file, kept by { $name }
       *[other] { $count } files
    }
put-in = { $a }, then { $b-c } and {$d}
only = { $a }
nothing = { "" }
escaped = { "\\u200F" }Road check
number = { NUMBER($a) } times
last = { $a } to { $b }"""  # noqa: W291


def pattern(message: ast.Message | None) -> ast.Pattern:
    assert message is not None
    assert message.value is not None
    return message.value


def pattern_of(entry: Entry) -> ast.Pattern:
    return pattern(entry.message) if entry.plain is None else ast.Pattern([ast.TextElement(entry.plain)])


def test_what_is_read_here_is_what_the_fluent_parser_reads(tmp_path: Path) -> None:
    (tmp_path / "tricky.ftl").write_text(TRICKY, encoding="utf-8")
    files = [*TEXTS.rglob("*.ftl"), tmp_path / "tricky.ftl"]
    assert len(files) > 20
    for folder in {file.parent for file in files}:
        ours, faults = read_folder(folder)
        assert not faults
        for file in folder.glob("*.ftl"):
            source = file.read_text(encoding="utf-8")
            body = FluentParser().parse(source).body
            theirs = {one.id.name: one for one in body if isinstance(one, ast.Message)}
            assert theirs.keys() == {key for key, entry in ours.items() if entry.file == file}
            for key, message in theirs.items():
                assert pattern_of(ours[key]).equals(pattern(message)), f"{file}: {key}"
                assert source.splitlines()[ours[key].line - 1].startswith(f"{key} ="), f"{file}: {key}"


@pytest.fixture
def tricky(tmp_path: Path) -> dict[str, Entry]:
    (tmp_path / "tricky.ftl").write_text(TRICKY, encoding="utf-8")
    return read_folder(tmp_path)[0]


def test_an_entry_knows_its_forms_its_arguments_and_whether_safety_hangs_on_it(tricky: dict[str, Entry]) -> None:
    assert tricky["count"].texts == ("7 file, kept by 7", "7 files")
    assert tricky["count"].arguments == {"count", "name"}
    assert tricky["last"].texts == ("7 to 7",)
    assert tricky["goes-on"].texts == ("First line\nand a second",)
    assert {key for key, entry in tricky.items() if entry.safety} == {"marked"}


def test_a_text_that_takes_in_another_is_refused(tmp_path: Path) -> None:
    (tmp_path / "some.ftl").write_text("one = One\ntwo = See { one }\nthree = See { -brand }\n", encoding="utf-8")
    _, faults = read_folder(tmp_path)
    assert [(one.entry, one.line) for one in faults] == [("two", 2), ("three", 3)]


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    for language, text in (
        ("en", "language-name = English\none = One\ntwo = Two { $x }\nthree = Three\n"),
        ("es", "one = Uno\n\ntwo = Dos { $y }\nfour = Cuatro\n.broken line\none = Otra vez\n"),
    ):
        (tmp_path / language).mkdir()
        (tmp_path / language / "home.ftl").write_text(text, encoding="utf-8")
    with pytest.raises(TextError) as caught:
        Phrases.load(tmp_path)
    found = {(one.entry, one.line) for one in (caught.value, *caught.value.others)}
    assert found == {
        (".broken line", 5),
        ("one", 6),
        ("language-name", 1),
        ("two", 3),
        ("three", 3),
        ("four", 4),
    }
    (tmp_path / "en" / "latin.ftl").write_bytes("one = r\xe9sum\xe9\n".encode("latin-1"))
    with pytest.raises(TextError, match=r"latin\.ftl: it is not UTF-8"):
        Phrases.load(tmp_path)
