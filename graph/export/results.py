"""Query results as JSON, CSV, spreadsheet and Parquet; pure functions."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from graph.export.cells import safe
from graph.values import Cell, Node, Path, QueryResult, Relationship

MAX_CELL = 32_767  # characters that a spreadsheet's cell holds
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML has no place for them


def plain(cell: Cell) -> object:
    """A cell as JSON can carry it: nodes, relationships and paths as objects, NaN and infinities as text."""
    match cell:
        case Node():
            return {"id": cell.id, "labels": list(cell.labels), "properties": plain(cell.properties)}
        case Relationship():
            ends = {"start": cell.start, "end": cell.end}
            return {"id": cell.id, "type": cell.type, **ends, "properties": plain(cell.properties)}
        case Path():
            return {"nodes": [plain(n) for n in cell.nodes], "relationships": [plain(r) for r in cell.relationships]}
        case float() if not math.isfinite(cell):
            return str(cell)
        case Mapping():
            return {key: plain(value) for key, value in cell.items()}
        case tuple() | list():
            return [plain(value) for value in cell]
        case _:
            return cell


def as_json(result: QueryResult, *, indent: int | None = None, quotes: Mapping[str, str] | None = None) -> str:
    """The contract's object: ``{"columns": [...], "rows": [[...]], "truncated": false, "ms": 12}``, with what the
    reader's copies say at the places of the rows as ``"quotes": {evidence id: sentence}`` where there are such."""
    rows = [[plain(cell) for cell in row] for row in result.rows]
    answer = {"columns": list(result.columns), "rows": rows, "truncated": result.truncated, "ms": round(result.ms)}
    answer |= {"quotes": dict(quotes)} if quotes else {}
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=indent)


def as_text(cell: Cell) -> str:
    """A cell in one line: nodes and relationships by id, lists and maps as JSON."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case Node():
            return cell.id
        case Relationship():
            return f"{cell.start} -[{cell.type}]-> {cell.end}"
        case Path():
            return " -> ".join(node.id for node in cell.nodes)
        case Mapping() | tuple() | list():
            return json.dumps(plain(cell), ensure_ascii=False)
        case _:
            return str(cell)


def as_csv(result: QueryResult) -> str:
    """Comma-separated, CRLF, header first; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe(column) for column in result.columns])
    for row in result.rows:
        writer.writerow(
            [safe(as_text(cell)) if isinstance(cell, str | tuple | Mapping) else as_text(cell) for cell in row]
        )
    return out.getvalue()


def as_xlsx(result: QueryResult) -> bytes:
    """An Excel workbook with one sheet, numbers and truth values as such, all text as text: none of it is a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - each library is loaded by those who ask for it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("zhitu")
    sheet.freeze_panes = "A2"

    def cell(value: Cell, *, bold: bool = False) -> Any:
        if isinstance(value, bool) or (isinstance(value, int | float) and _fits(value)):
            return WriteOnlyCell(sheet, value)
        made = WriteOnlyCell(sheet, _CONTROL.sub("\ufffd", as_text(value))[:MAX_CELL])
        made.data_type = "s"  # else a text that begins with = would be a formula
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(column, bold=True) for column in result.columns])
    for row in result.rows:
        sheet.append([None if value is None else cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_parquet(result: QueryResult) -> bytes:
    """A Parquet file: columns of one kind of value natively, all others as the text that the table shows."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = list(zip(*result.rows, strict=True)) if result.rows else [() for _ in result.columns]
    arrays = [pa.array(_uniform(column)) if column else pa.array([], pa.string()) for column in columns]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, names=list(result.columns)), out)
    return out.getvalue()


def _uniform(column: Sequence[Cell]) -> list[Any]:
    kinds = {type(value) for value in column if value is not None}
    if kinds == {int, float}:
        return [None if value is None else float(str(value)) for value in column]
    if len(kinds) == 1 and kinds <= {bool, int, float}:
        return list(column)
    return [None if value is None else _CONTROL.sub("\ufffd", as_text(value)) for value in column]


def _fits(value: float) -> bool:
    """True for numbers that a spreadsheet keeps exactly: it counts with 15 digits, and knows no infinity."""
    return math.isfinite(value) and (isinstance(value, float) or abs(value) < 10**15)
