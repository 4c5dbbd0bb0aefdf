"""A query's result as plain data for the table: names and signs instead of raw nodes, each with its way to Explore."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.explorer import evidence_of
from graph.ids import is_own_id
from graph.values import Cell, Node, Path, QueryResult, Relationship, elements_in
from ui.classes import sign
from ui.links import explore_address, statement_address
from ui.sentences import Words

ClassesOf = Callable[[Iterable[str]], tuple[str, ...]]
MAX_TEXT = 2_000  # characters of one cell on the screen; downloads have all


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows of cells, and the things that cells name, each once.

    A cell is a plain value, or a mapping: ``{"n": thing}`` and ``{"r": statement}`` with their numbers, a path
    ``{"p": [cells]}``, a list ``{"l": [cells]}``, a map ``{"m": [[key, cell]]}``, a long integer ``{"i": digits}``.
    """

    columns: tuple[str, ...]
    rows: list[list[Any]]
    things: list[Any]  # name, sign's number, address or None for an own id, id, class' label
    statements: list[Any]  # relation's label, number of the first thing, of the second, address
    signs: list[dict[str, str]]


def table_of(result: QueryResult, names: Mapping[str, Node], words: Words, classes_of: ClassesOf) -> Table:
    """The result for the table. `names` are the ends of relationships that do not stand in the result themselves."""
    making = _Making(words, classes_of, dict(names) | {node.id: node for node in nodes_in(result)})
    rows = [[making.cell(cell) for cell in row] for row in result.rows]
    return Table(result.columns, rows, making.things, making.statements, making.signs)


def nodes_in(result: QueryResult) -> Iterator[Node]:
    """The nodes of a result."""
    return (each for row in result.rows for cell in row for each in elements_in(cell) if isinstance(each, Node))


def relationships_in(result: QueryResult) -> Iterator[Relationship]:
    """The relationships of a result."""
    return (each for row in result.rows for cell in row for each in elements_in(cell) if isinstance(each, Relationship))


def missing_ends(result: QueryResult) -> tuple[str, ...]:
    """Ids of relationships' ends that do not stand in the result themselves."""
    here = {node.id for node in nodes_in(result)}
    ends = dict.fromkeys(end for each in relationships_in(result) for end in (each.start, each.end))
    return tuple(end for end in ends if end and end not in here)


def evidence_ids(row: Iterable[Cell]) -> tuple[str, ...]:
    """The evidence that the nodes and relationships of a row name, and evidence that stands in it itself."""
    found: dict[str, None] = {}
    for cell in row:
        for element in elements_in(cell):
            if isinstance(element, Node) and "Evidence" in element.labels:
                found[element.id] = None
            found.update(dict.fromkeys(evidence_of(element.properties)))
    return tuple(found)


class _Making:
    """Collects things, statements and signs while cells are made."""

    def __init__(self, words: Words, classes_of: ClassesOf, nodes: Mapping[str, Node]) -> None:
        self.words, self.classes_of, self.nodes = words, classes_of, nodes
        self.things: list[Any] = []
        self.statements: list[Any] = []
        self.signs: list[dict[str, str]] = []
        self._thing_numbers: dict[str, int] = {}
        self._statement_numbers: dict[str, int] = {}
        self._sign_numbers: dict[str, int] = {}

    def cell(self, cell: Cell) -> Any:
        match cell:
            case Node():
                return {"n": self._thing(cell.id)}
            case Relationship():
                return {"r": self._statement(cell)}
            case Path():
                return {"p": [self.cell(each) for each in _in_order(cell)]}
            case Mapping():
                return {"m": [[key, self.cell(value)] for key, value in cell.items()]}
            case tuple():
                return {"l": [self.cell(value) for value in cell]}
            case _:
                return _plain(cell)

    def _thing(self, id_: str) -> int:
        if id_ not in self._thing_numbers:
            self._thing_numbers[id_] = len(self.things)
            node = self.nodes.get(id_)
            key = self.classes_of(node.labels)[0] if node and node.labels else "Thing"
            name = self.words.name(node) if node else id_
            address = None if is_own_id(id_) else explore_address([id_], self.words.language, selected=id_)
            self.things.append([name, self._sign(key), address, id_, self.words.class_label(key)])
        return self._thing_numbers[id_]

    def _statement(self, edge: Relationship) -> int:
        if edge.id not in self._statement_numbers:
            ends = [self._thing(edge.start), self._thing(edge.end)]
            label = self.words.relation_label(edge.type)
            address = statement_address(edge.start, edge.id, (edge.start, edge.end), self.words.language)
            self._statement_numbers[edge.id] = len(self.statements)
            self.statements.append([label, *ends, address])
        return self._statement_numbers[edge.id]

    def _sign(self, key: str) -> int:
        if key not in self._sign_numbers:
            self._sign_numbers[key] = len(self.signs)
            self.signs.append(sign(self.words.model, key))
        return self._sign_numbers[key]


def _plain(cell: str | float | None) -> Any:
    """A value as JSON and a browser keep it."""
    if isinstance(cell, str):
        return cell if len(cell) <= MAX_TEXT else cell[:MAX_TEXT] + "…"
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)
    if isinstance(cell, int) and abs(cell) >= 2**53:
        return {"i": str(cell)}  # a browser would round it
    return cell


def _in_order(path: Path) -> Iterator[Node | Relationship]:
    for node, edge in zip(path.nodes, path.relationships, strict=False):
        yield node
        yield edge
    yield path.nodes[-1]
