"""The cells of an .xlsx file as text, read inside the child process: a task of `ingest.child`.

python-calamine gives values fast but neither error values (#REF!) nor number formats (40 % comes as 0.4); only a
workbook that holds such cells is looked at a second time, with openpyxl. Formula text is never evaluated: the value
that the office program saved is read.
"""

from __future__ import annotations

import datetime
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import python_calamine as calamine

from ingest.child import RefusedError
from ingest.limits import Limits

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of encrypted .xlsx files and of old .xls files
_CHUNK = 1 << 16
# What zipfile, zlib and openpyxl raise on parts that are not what they should be.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(LookupError, ValueError, TypeError, AttributeError, SyntaxError),
)

Sheet = dict[str, Any]
"""``{"title": ..., "rows": [[number, [text, ...]], ...], "problems": [[key, row, column letters, facts], ...]}``"""


def run(argument: Mapping[str, str], limits: Limits, out: BinaryIO) -> None:
    """Write the sheets of the workbook at ``argument["path"]`` as JSON."""
    path = argument["path"]
    with open(path, "rb") as file:  # noqa: PTH123 - a plain name in a child
        if file.read(8) == _OLE_MAGIC:
            raise RefusedError("xlsx_encrypted")
    try:
        special = _special(path, limits)
        sheets = list(_sheets(path, limits))
        if special & {"errors", "percents"}:
            _amend(path, sheets)
        if "formulas" in special:
            _name_empty_formulas(path, sheets)
    except calamine.PasswordError:
        raise RefusedError("xlsx_encrypted") from None
    except (calamine.CalamineError, *_DAMAGE):
        raise RefusedError("xlsx_damaged") from None
    out.write(json.dumps(sheets, ensure_ascii=False).encode())


def _special(path: str, limits: Limits) -> set[str]:
    """Unpack everything once, counting, since headers may lie about sizes; gives what calamine will not tell of."""
    total, special = 0, set()
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            tail = b""
            marks = _marks(entry.filename)
            for chunk in _inflated(archive, entry):
                total += len(chunk)
                if total > limits.unpacked_bytes:
                    raise RefusedError("limit_unpacked", limit=limits.unpacked_bytes // 2**20)
                window = tail + chunk
                if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                    raise RefusedError("xml_doctype")
                special |= {what for mark, what in marks.items() if mark in window}
                tail = window[-32:]
    return special


def _marks(part: str) -> Mapping[bytes, str]:
    """What to look for in a part of the workbook; 9 and 10 are the formats 0% and 0.00%."""
    if "/worksheets/" in part:
        return {b't="e"': "errors", b"t='e'": "errors", b"<f>": "formulas", b"<f ": "formulas"}
    if part.endswith("styles.xml"):
        return {b'numFmtId="9"': "percents", b'numFmtId="10"': "percents", b"%": "percents"}
    return {}


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    entry.file_size = 1 << 62  # read to the real end of the packed data, not to the size that the header claims
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _sheets(path: str, limits: Limits) -> Iterator[Sheet]:
    with calamine.load_workbook(path) as book:
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height > limits.rows:
                raise RefusedError("limit_rows", sheet.total_height, limit=limits.rows)
            if sheet.total_width > limits.columns:
                raise RefusedError("limit_columns", limit=limits.columns)
            rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            problems = _merged(rows, sheet.merged_cell_ranges or [])
            numbered = [[number, row] for number, row in enumerate(rows, 1) if any(row)]
            yield {"title": title, "rows": numbered, "problems": problems}


def _merged(rows: list[list[str]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> list[list[Any]]:
    """Cells merged down one column all mean what is shown there; any other merged area has no meaning in a table."""
    problems: list[list[Any]] = []
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]) or not rows[top][left]:
            continue
        if left != right or top == 0:
            area = f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}"
            problems.append(["merged_cells", top + 1, None, {"range": area}])
            continue
        for row in rows[top + 1 : bottom + 1]:
            row[left] = rows[top][left]
    return problems


def _amend(path: str, sheets: list[Sheet]) -> None:
    """Put in what calamine leaves out: error values as they are shown, and the percent sign of cells formatted so."""
    for sheet, rows, cell in _second_look(path, sheets, data_only=True):
        if cell.data_type == "e":
            _put(sheet, rows, cell, str(cell.value))
        elif isinstance(cell.value, (int, float)) and "%" in (cell.number_format or ""):
            _put(sheet, rows, cell, _text(round(cell.value * 100, 10)) + "%")


def _name_empty_formulas(path: str, sheets: list[Sheet]) -> None:
    """Say which formulas have no value saved with them, as scripts write them: they would read as empty cells."""
    for sheet, rows, cell in _second_look(path, sheets, data_only=False):
        values = rows.get(cell.row, [])
        if cell.data_type == "f" and not any(values[cell.column - 1 : cell.column]):
            sheet["problems"].append(["formula_without_value", cell.row, None, {"value": cell.coordinate}])


def _second_look(
    path: str, sheets: list[Sheet], *, data_only: bool
) -> Iterator[tuple[Sheet, dict[int, list[str]], Any]]:
    """Every cell that is not empty as openpyxl gives it, with its sheet and the sheet's rows by number."""
    import openpyxl  # noqa: PLC0415 - half a second, and few workbooks need it

    book = openpyxl.load_workbook(path, read_only=True, data_only=data_only)
    for sheet in sheets:
        if sheet["title"] in book.sheetnames:
            rows = dict(sheet["rows"])
            for row in book[sheet["title"]].iter_rows():
                yield from ((sheet, rows, cell) for cell in row if cell.value is not None)
    book.close()


def _put(sheet: Sheet, rows: dict[int, list[str]], cell: Any, text: str) -> None:
    if cell.row not in rows:
        rows[cell.row] = []
        sheet["rows"] = sorted([*sheet["rows"], [cell.row, rows[cell.row]]], key=lambda row: row[0])
    cells = rows[cell.row]
    cells.extend([""] * (cell.column - len(cells)))
    cells[cell.column - 1] = text


def _text(value: object) -> str:
    """A cell as a csv would hold it: 2019.0 is 2019, a date is ISO, a truth value is true or false."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def _letters(column: int) -> str:
    first, last = divmod(column, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)
