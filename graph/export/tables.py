"""The graph as the tables that ``zhitu import`` reads: a folder of .csv files, or one file for a pipe.

Tables hold things of the ontology's classes, their attributes and the annotated relations between them; what was
imported as tables comes back as the same facts. They cannot hold what the ontology does not name, nor named graphs or
odd lexical forms: such parts are left out and counted. Statements get their ids anew when they are read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.export.cells import safe
from graph.export.chunks import chunks
from graph.export.rows import Rows
from graph.mapping import PropertyGraph
from ontology.model import Model

TABLE_COLUMN = "table"
"""First column of the one file: which table a row belongs to."""

_ORDER = ("sources", "entities", "relations", "observations", "discrepancies", "evidence")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables by name (``entities``, ``relations``, ...), none of them empty.

    `left_out` counts the nodes, properties and relationships that tables cannot hold.
    """

    tables: Mapping[str, Table]
    left_out: int


def csv_tables(graph: PropertyGraph, model: Model) -> Tables:
    """The graph as tables."""
    rows = Rows.of(graph, model)
    found = {name: rows.by_table[name] for name in _ORDER if rows.by_table.get(name)}
    return Tables({name: _table(cells, rows.columns(name)) for name, cells in found.items()}, rows.left_out)


def _table(rows: list[dict[str, str]], order: tuple[str, ...]) -> Table:
    used = {column for row in rows for column in row}
    columns = tuple(column for column in order if column in used)
    return Table(columns, tuple(tuple(row.get(column, "") for column in columns) for row in rows))


def csv_folder(graph: PropertyGraph, model: Model) -> dict[str, bytes]:
    """The files of a folder that ``zhitu import`` reads, by name: ``entities.csv``, ``relations.csv`` and so on."""
    tables = csv_tables(graph, model).tables
    return {f"{name}.csv": "".join(_lines([table.columns, *table.rows])).encode() for name, table in tables.items()}


def csv_file(graph: PropertyGraph, model: Model) -> Iterator[bytes]:
    """All tables in one, for a pipe or a single file: the column `table` says which table a row belongs to."""
    tables = csv_tables(graph, model).tables
    columns = tuple(dict.fromkeys(column for table in tables.values() for column in table.columns))
    rows = (
        (name, *(dict(zip(table.columns, row, strict=True)).get(column, "") for column in columns))
        for name, table in tables.items()
        for row in table.rows
    )
    return chunks(_lines([(TABLE_COLUMN, *columns), *rows]))


def _lines(rows: list[tuple[str, ...]]) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
