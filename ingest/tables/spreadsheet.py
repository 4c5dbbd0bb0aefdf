"""An .xlsx file -> one grid a sheet, read in a child process that a hostile workbook may break without harm."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.child import RefusedError
from ingest.child import run as run_child
from ingest.limits import Limits
from ingest.problems import Problem, problem_of
from ingest.tables.grid import Grid, Line, cell


def read_xlsx(path: Path, name: str, limits: Limits) -> tuple[list[Grid], list[Problem]]:
    """The sheets of a workbook; `name` is how messages call the file, a sheet is called ``name#sheet``."""
    try:
        sheets = json.loads(run_child("spreadsheet", {"path": str(path.resolve())}, limits))
    except RefusedError as refused:
        return [], [problem_of(refused.key, name, refused.row, refused.column, refused.facts)]
    grids, problems = [], []
    for sheet in sheets:
        called = f"{name}#{sheet['title']}"
        lines = (Line(number, tuple(map(cell, cells))) for number, cells in sheet["rows"])
        grids.append(Grid(called, sheet["title"], tuple(line for line in lines if any(line.cells))))
        problems += [problem_of(key, called, row, column, facts) for key, row, column, facts in sheet["problems"]]
    return grids, problems
