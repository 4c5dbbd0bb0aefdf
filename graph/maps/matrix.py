"""Two kinds of things against each other: a cell holds the statements between a row and a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.explorer import text
from graph.maps.reading import MapFacts, statement_of
from graph.values import Relationship

MAX_SIDE = 80  # rows and columns that are drawn; those with most statements


@dataclass(frozen=True, slots=True)
class Matrix:
    """The figure: ids in order, cells with statements, and how many rows and columns were left out."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Relationship, ...]]
    rows_left: int = 0
    columns_left: int = 0

    def row_sum(self, row: str) -> int:
        """Statements in a row."""
        return sum(len(self.cells.get((row, column), ())) for column in self.columns)

    def column_sum(self, column: str) -> int:
        """Statements in a column."""
        return sum(len(self.cells.get((row, column), ())) for row in self.rows)

    @property
    def total(self) -> int:
        """Statements in the whole matrix."""
        return sum(map(len, self.cells.values()))


def matrix_figure(facts: MapFacts) -> Matrix:
    """The matrix with like rows and like columns beside each other."""
    cells: dict[tuple[str, str], dict[str, Relationship]] = defaultdict(dict)
    for row in facts.rows["cells"]:
        across, down, statement = text(row["row"]), text(row["column"]), statement_of(row)
        if across and down and statement is not None:
            cells[across, down][statement.id] = statement
    every_row = _side((row for row, _ in cells), facts.rows.get("rows", ()))
    every_column = _side((column for _, column in cells), facts.rows.get("columns", ()))
    weight: dict[str, int] = defaultdict(int)
    for (across, down), found in cells.items():
        weight[across] += len(found)
        weight[down] += len(found)
    rows = sorted(every_row, key=lambda id_: (-weight[id_], id_))[:MAX_SIDE]
    columns = sorted(every_column, key=lambda id_: (-weight[id_], id_))[:MAX_SIDE]
    counts = [[float(len(cells.get((a, b), ()))) for b in columns] for a in rows]
    table = np.array(counts).reshape(len(rows), len(columns))
    kept_rows, kept_columns = set(rows), set(columns)
    return Matrix(
        rows=tuple(rows[at] for at in clustered(table)),
        columns=tuple(columns[at] for at in clustered(table.T)),
        cells={
            key: tuple(found.values()) for key, found in cells.items() if key[0] in kept_rows and key[1] in kept_columns
        },
        rows_left=len(every_row) - len(rows),
        columns_left=len(every_column) - len(columns),
    )


def clustered(table: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Sequence[int]:
    """An order of the rows that puts like ones beside each other, the fullest group first; empty ones at the end.

    >>> list(clustered(np.array([[1.0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 0, 0]])))
    [0, 2, 1, 3]
    """
    full = [at for at in range(len(table)) if table[at].any()]
    empty = [at for at in range(len(table)) if not table[at].any()]
    if len(full) < 3:
        return [*full, *empty]
    from scipy.cluster.hierarchy import (  # type: ignore[import-untyped]  # noqa: PLC0415 - 0.2 s
        leaves_list,
        linkage,
        optimal_leaf_ordering,
    )
    from scipy.spatial.distance import pdist  # type: ignore[import-untyped]  # noqa: PLC0415

    apart = pdist(np.minimum(table[full], 1), "jaccard")
    tree = optimal_leaf_ordering(linkage(apart, "average"), apart)
    order = [full[at] for at in leaves_list(tree)]
    half = len(order) // 2
    weights = table.sum(axis=1)
    if weights[order[:half]].sum() < weights[order[-half:]].sum():
        order.reverse()
    return [*order, *empty]


def _side(found: Iterable[str], declared: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    more = (row["id"] for row in declared)
    return tuple(dict.fromkeys([*found, *(id_ for id_ in more if isinstance(id_, str))]))
