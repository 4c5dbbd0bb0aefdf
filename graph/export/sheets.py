"""Rows as files that spreadsheet programs open without running anything: CSV with a byte order mark, and XLSX."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from graph.export.cells import safe

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # characters that a cell of a workbook holds

Cell = str | int | float | bool | None


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """The rows as CSV in UTF-8; a text that a spreadsheet would run as a formula gets an apostrophe in front.

    >>> csv_bytes(["a"], [{"a": "=1+1"}]).decode("utf-8-sig")
    "a\\r\\n'=1+1\\r\\n"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe(column) for column in columns])
    for row in rows:
        writer.writerow([_plain(row.get(column)) for column in columns])
    return out.getvalue().encode("utf-8-sig", "replace")


def xlsx_bytes(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """The rows as a workbook of one sheet; texts are text cells, so that none becomes a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - 0.2 s that only an export needs
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"

    def cell(value: Cell) -> object:
        if not isinstance(value, str):
            return value
        text = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("", value)[:_LONGEST])
        text.data_type = "s"
        text.quotePrefix = True
        return text

    sheet.append([cell(column) for column in columns])
    for row in rows:
        sheet.append([cell(row.get(column)) for column in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return safe(str(value))
