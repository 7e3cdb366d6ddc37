"""Tables as CSV that no spreadsheet acts upon: a cell that would be read as a formula gets a leading apostrophe.

The file is UTF-8 with a byte order mark, because Excel reads it wrongly without one; every cell is quoted.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from starlette.responses import StreamingResponse

Cell = str | int | float | date | datetime | None

_MARK = "\ufeff"
_ACTING = frozenset("=+-@\t\r")
"""What begins a formula in Excel, LibreOffice or Google Sheets. The wide forms of Asian keyboards are folded first."""


def safe(cell: Cell) -> str:
    """One cell as text. Numbers and times stay as they are; words are kept from acting."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat(timespec="seconds")
    if not isinstance(cell, str):
        return str(cell)
    words = cell.replace("\0", "\ufffd")
    return f"'{words}" if _acts(words) else words


def _acts(words: str) -> bool:
    """Whether a spreadsheet may read this as a formula, also behind blanks and marks that nobody sees."""
    for letter in words:
        if letter in _ACTING or unicodedata.normalize("NFKC", letter)[:1] in _ACTING:
            return True
        if not letter.isspace() and unicodedata.category(letter) not in {"Cc", "Cf"}:
            return False
    return False


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The file, line by line: its head, then a line for each row."""
    yield (_MARK + _line(columns)).encode()
    for row in rows:
        yield _line(row).encode()


def csv_answer(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingResponse:
    """A download called `name`.csv. The name is ours: plain letters, digits and dashes."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(csv_lines(columns, rows), media_type="text/csv; charset=utf-8", headers=headers)


def _line(cells: Iterable[Cell]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return written.getvalue()
