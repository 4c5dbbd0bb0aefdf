"""Files and folders of tables -> rows under known columns, for the report's own tables and for users' files alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.nearest import nearest
from ingest.problems import Problem, listed, problem
from ingest.tables.columns import Kind, kind_of_title, kinds
from ingest.tables.csv_file import read_csv
from ingest.tables.grid import Grid, Line
from ingest.tables.one_file import known_anywhere, split_by_table
from ingest.tables.spreadsheet import read_xlsx
from ontology.model import Model

_FOR_THE_AUTHOR = ("#", "_")  # a column or sheet whose name begins so is a remark to oneself
EXCEL_ERRORS = frozenset(["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!"])


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, and its cells that are not empty, by column key."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """A cell's text; empty for an empty cell and for a column that the table does not have."""
        return self.cells.get(column, "")

    @property
    def place(self) -> str:
        """``entities.csv:12``"""
        return f"{self.file}:{self.number}"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file or sheet."""

    kind: Kind
    file: str
    columns: frozenset[str]  # keys of those it has
    rows: tuple[Row, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of one import."""

    tables: tuple[Table, ...] = ()

    def rows(self, kind: str) -> Iterator[Row]:
        """The rows of every table of a kind (`entities`, `relations`, ...), in the order of the files."""
        for table in self.tables:
            if table.kind.key == kind:
                yield from table.rows


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file to read: how messages call it, and the word that tells its kind (its own name, or its folder's)."""

    path: Path
    name: str
    title: str


def read_tables(
    files: Iterable[TableFile], model: Model, limits: Limits = DEFAULT_LIMITS
) -> tuple[Tables, tuple[Problem, ...]]:
    """The rows of .csv and .xlsx files, and every problem of their form; `ingest.statements` reads what cells mean."""
    tables: list[Table] = []
    problems: list[Problem] = []
    for file in files:
        grids, broken = _grids(file, model, limits)
        problems += broken
        for grid, kind in grids:
            table, found = _table(grid, kind)
            tables.append(table)
            if not table.rows and not found and not broken:
                found = [problem("no_rows", grid.name, fatal=False)]
            problems += found
    return Tables(tuple(tables)), tuple(problems)


def _grids(file: TableFile, model: Model, limits: Limits) -> tuple[list[tuple[Grid, Kind]], list[Problem]]:
    try:
        size = file.path.stat().st_size
        if size > limits.table_bytes:
            return [], [problem("limit_bytes", file.name, size=size // 2**20, limit=limits.table_bytes // 2**20)]
        if file.path.suffix.lower() == ".xlsx":
            return _sheets(file, model, limits)
        return _csv(file, model, limits)
    except OSError as error:
        return [], [problem("not_readable", file.name, reason=error.strerror or str(error))]


def _csv(file: TableFile, model: Model, limits: Limits) -> tuple[list[tuple[Grid, Kind]], list[Problem]]:
    grid, problems = read_csv(file.path, file.name, lambda header: known_anywhere(header, model), limits)
    if grid is None or not grid.lines:
        return [], problems or [problem("empty_file", file.name)]
    together = split_by_table(grid, model)
    if together is not None:
        grids, wrong = together
        return grids, [*problems, *wrong]
    kind = kind_of_title(file.title, model)
    if kind is None:
        problems.append(problem("unknown_table", file.name, known=listed(f"{k}.csv" for k in kinds(model))))
        return [], problems
    return [(grid, kind)], problems


def _sheets(file: TableFile, model: Model, limits: Limits) -> tuple[list[tuple[Grid, Kind]], list[Problem]]:
    grids, problems = read_xlsx(file.path, file.name, limits)
    if problems and not grids:
        return [], problems
    found = [(grid, kind_of_title(grid.title, model)) for grid in grids]
    tables = [(grid, kind) for grid, kind in found if kind is not None and grid.lines]
    known = listed(kinds(model))
    if not any(kind for _, kind in found):
        return [], [problem("no_known_sheet", file.name, sheets=listed(g.title for g in grids), known=known)]
    if not tables:
        return [], [problem("empty_file", file.name)]
    problems = [p for p in problems if any(p.file == grid.name for grid, _ in tables)]
    others = [
        grid for grid, kind in found if kind is None and grid.lines and not grid.title.startswith(_FOR_THE_AUTHOR)
    ]
    problems += [problem("unknown_sheet", grid.name, known=known, fatal=False) for grid in others]
    return tables, problems


def _table(grid: Grid, kind: Kind) -> tuple[Table, list[Problem]]:
    header, *body = grid.lines
    columns, problems = _columns(header, kind, grid)
    rows: list[Row] = []
    for line in body:
        row, found = _row(line, columns, len(header.cells), grid)
        problems += found
        rows.append(row)
    known = frozenset(key for key in columns if key)
    return Table(kind, grid.name, known, tuple(row for row in rows if row.cells)), problems


def _columns(header: Line, kind: Kind, grid: Grid) -> tuple[list[str | None], list[Problem]]:
    """The column key of each header cell, None for one that is not read."""
    keys = [kind.column(cell) for cell in header.cells]
    if not any(keys):
        found, needed = listed(header.cells), listed(kind.shown)
        return [None] * len(keys), [problem("no_header", grid.name, header.number, found=found, needed=needed)]
    problems = []
    for cell, key in zip(header.cells, keys, strict=True):
        if key is None and cell and not cell.startswith(_FOR_THE_AUTHOR):
            near = listed(nearest(cell, tuple(kind.columns)) or kind.shown, 40)
            problems.append(problem("unknown_column", grid.name, header.number, cell, near=near))
    for key, count in Counter(filter(None, keys)).items():
        if count > 1:
            again = [cell for cell, k in zip(header.cells, keys, strict=True) if k == key]
            problems.append(problem("column_twice", grid.name, header.number, key, found=listed(again)))
    for key in kind.needed:
        if key not in keys:
            problems.append(problem("column_missing", grid.name, header.number, key, needed=listed(kind.needed)))
    return keys, problems


def _row(line: Line, columns: Sequence[str | None], width: int, grid: Grid) -> tuple[Row, list[Problem]]:
    """A row under the header. A short one is taken as ending in empty cells, as many programs write it."""
    problems = []
    if any(line.cells[width:]):
        problems.append(problem("row_too_long", grid.name, line.number, cells=len(line.cells), width=width))
    cells: dict[str, str] = {}
    for key, text in zip(columns, line.cells, strict=False):
        if key is None or not text:
            continue
        if text in EXCEL_ERRORS:
            problems.append(problem("excel_error", grid.name, line.number, key, value=text))
            continue
        cells.setdefault(key, text)
    return Row(grid.name, line.number, cells), problems
