"""The answers of the examples on the report's graph in short; ``python -m tests.examples WORKSPACE`` writes them.

They are read by a person before they are committed; the test only says when an answer has changed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from graph.library import KeptQuery, examples
from graph.values import Cell, Node, QueryResult, Relationship
from graph.values import Path as Walk
from graph.workspace import Workspace

ANSWERS = Path(__file__).parent / "data" / "example_answers.json"
SHOWN = 3  # first rows that are kept


def asked(workspace: Workspace, example: KeptQuery) -> QueryResult:
    """An example's answer with its own parameters."""
    if example.language == "sparql":
        return workspace.sparql(example.text, limit=10_000)
    return workspace.store.query(example.text, example.values(), limit=10_000)


def answer(result: QueryResult) -> dict[str, Any]:
    """Columns, number of rows and the first of them, things by their ids."""
    first = [[short(cell) for cell in row] for row in result.rows[:SHOWN]]
    return {"columns": list(result.columns), "rows": len(result.rows), "first": first}


def short(cell: Cell) -> Any:
    """A cell in brief."""
    match cell:
        case Node():
            return cell.id
        case Relationship():
            return f"{cell.start} {cell.type} {cell.end}"
        case Walk():
            return [node.id for node in cell.nodes]
        case tuple():
            return sorted((short(item) for item in cell), key=str)
        case _:
            return cell


def written(answers: dict[str, Any]) -> str:
    """The answers as the file holds them."""
    return json.dumps(answers, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    with Workspace.open(Path(sys.argv[1])) as opened:
        ANSWERS.write_text(written({each.key: answer(asked(opened, each)) for each in examples()}), "utf-8")
