"""Query results as JSON, CSV or a table on the terminal; pure functions."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping

from rich.table import Table
from rich.text import Text as Cells

from graph.export.cells import safe
from graph.values import Cell, Node, Path, QueryResult, Relationship


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


def as_json(result: QueryResult) -> str:
    """The contract's object: ``{"columns": [...], "rows": [[...]], "truncated": false, "ms": 12}``."""
    rows = [[plain(cell) for cell in row] for row in result.rows]
    answer = {"columns": list(result.columns), "rows": rows, "truncated": result.truncated, "ms": round(result.ms)}
    return json.dumps(answer, ensure_ascii=False, allow_nan=False)


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


def as_table(result: QueryResult) -> Table:
    """For a terminal. Cells are plain text: nothing in them is read as markup."""
    table = Table(show_lines=False)
    for column in result.columns:
        table.add_column(Cells(column), overflow="fold")
    for row in result.rows:
        table.add_row(*(Cells(_visible(as_text(cell))) for cell in row))
    return table


def _visible(text: str) -> str:
    """Control characters could move the cursor or change the terminal: shown as symbols instead."""
    return "".join(
        chr(0x2400 + ord(c)) if ord(c) < 32 and c not in "\n\t" else "\u2421" if c == "\x7f" else c for c in text
    )
