"""The property graph as frozen values: what the mapping makes, the store loads and queries give back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Scalar = str | int | float | bool
"""One value that both engines keep exactly: text, a 64-bit integer, a double, a truth value."""

Value = Scalar | tuple[Scalar, ...]
"""A property's value: a scalar, or a list of scalars of one type."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node. `id` is unique over the graph: ``org:nvidia``, a foreign IRI, or ``_:label`` for a blank node."""

    id: str
    labels: tuple[str, ...]  # sorted
    properties: Mapping[str, Value]  # holds "id" too


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship from node id `start` to node id `end`. `id` is unique over the graph's relationships."""

    id: str
    type: str
    start: str
    end: str
    properties: Mapping[str, Value]  # holds "id" too


@dataclass(frozen=True, slots=True)
class Path:
    """An alternating walk: ``len(nodes) == len(relationships) + 1``."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


Cell = None | Value | Node | Relationship | Path | tuple["Cell", ...] | Mapping[str, "Cell"]
"""What a column of a query result may hold."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows of a query. `truncated` says that a row limit cut them; `ms` is the whole time in milliseconds."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False
    ms: float = 0.0

    def records(self) -> list[dict[str, Cell]]:
        """Each row as a dict by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a Bolt server is and how to log in. `reader` can only read where the engine has such a user; else None."""

    uri: str
    database: str | None
    user: str
    password: str = field(repr=False)
    reader: str | None = None
    reader_password: str | None = field(default=None, repr=False)


def elements_in(cell: Cell) -> Iterator[Node | Relationship]:
    """The nodes and relationships of a cell, those of paths, lists and maps too."""
    match cell:
        case Node() | Relationship():
            yield cell
        case Path():
            yield from cell.nodes
            yield from cell.relationships
        case Mapping():
            for value in cell.values():
                yield from elements_in(value)
        case tuple():
            for value in cell:
                yield from elements_in(value)
        case _:
            return
