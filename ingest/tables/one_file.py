"""One .csv file with all tables in it, as ``zhitu export --format csv`` writes it -> a grid a table."""

from __future__ import annotations

from dataclasses import replace

from ingest.problems import Problem, listed, problem
from ingest.tables.columns import Kind, heading, kinds
from ingest.tables.grid import Grid, Line
from ontology.model import Model

TABLE_COLUMN = "table"
"""Header of the column that says which table a row belongs to; the export writes it first."""


def known_anywhere(header: tuple[str, ...], model: Model) -> int:
    """How many header cells name a column of some kind of table."""
    return sum(_is_table(cell) or any(k.column(cell) for k in kinds(model).values()) for cell in header)


def split_by_table(grid: Grid, model: Model) -> tuple[list[tuple[Grid, Kind]], list[Problem]] | None:
    """The tables of a file whose header has a column `table`; None when it has none."""
    header, *body = grid.lines
    place = next((index for index, cell in enumerate(header.cells) if _is_table(cell)), None)
    if place is None:
        return None
    rows: dict[str, list[Line]] = {key: [] for key in kinds(model)}
    problems: list[Problem] = []
    for line in body:
        table = line.cells[place] if place < len(line.cells) else ""
        if table in rows:
            rows[table].append(line)
        else:
            known = listed(kinds(model))
            problems.append(
                problem("unknown_row_table", grid.name, line.number, TABLE_COLUMN, value=table, known=known)
            )
    grids = [
        (replace(grid, lines=(_header_for(kinds(model)[key], header, place, lines), *lines)), kinds(model)[key])
        for key, lines in rows.items()
        if lines
    ]
    return grids, problems


def _header_for(kind: Kind, header: Line, place: int, lines: list[Line]) -> Line:
    """The header without the columns of other tables; one in which a row of it has a value stays, to be named."""
    filled = {index for line in lines for index, cell in enumerate(line.cells) if cell and index != place}
    names = (cell if index in filled or kind.column(cell) else "" for index, cell in enumerate(header.cells))
    return Line(header.number, tuple(names))


def _is_table(cell: str) -> bool:
    return heading(cell) in (TABLE_COLUMN, "表", "表格")
