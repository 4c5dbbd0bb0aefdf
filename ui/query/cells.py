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
_PLAIN = str | bool | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows of cells, and the things that cells name, each once.

    A cell is a plain value, or a mapping: ``{"n": thing}`` and ``{"r": statement}`` with their numbers, a path
    ``{"p": [cells]}``, a list ``{"l": [cells]}``, a map ``{"m": [[key, cell]]}``, a long integer ``{"i": digits}``.
    """

    columns: tuple[str, ...]
    rows: list[list[Any]]
    things: list[Any]  # name, sign's number, address or None for an own id, id, class' label
    statements: list[Any]  # relation's label, number of the first thing, of the second, address or None, id
    signs: list[dict[str, str]]

    def data(self) -> dict[str, Any]:
        """For the part of the page that draws it; not copied: ten thousand rows would take as long as making them."""
        return {name: getattr(self, name) for name in self.__slots__}


def table_of(result: QueryResult, names: Mapping[str, Node], words: Words, classes_of: ClassesOf) -> Table:
    """The result for the table. `names` are the ends of relationships that do not stand in the result themselves."""
    making = _Making(words, classes_of, dict(names) | {node.id: node for node in nodes_in(result)})
    rows = [[making.cell(cell) for cell in row] for row in result.rows]
    return Table(result.columns, rows, making.things, making.statements, making.signs)


def elements_of(result: QueryResult) -> list[Node | Relationship]:
    """The nodes and relationships of a result; one that stands in many rows as the same value comes once."""
    found: dict[int, Node | Relationship] = {}
    for row in result.rows:
        for cell in row:
            if isinstance(cell, Node | Relationship):
                found[id(cell)] = cell
            elif cell is not None and not isinstance(cell, _PLAIN):
                found |= {id(each): each for each in elements_in(cell)}
    return list(found.values())


def nodes_in(result: QueryResult) -> list[Node]:
    """The nodes of a result."""
    return [each for each in elements_of(result) if isinstance(each, Node)]


def relationships_in(result: QueryResult) -> list[Relationship]:
    """The relationships of a result."""
    return [each for each in elements_of(result) if isinstance(each, Relationship)]


def missing_ends(result: QueryResult) -> tuple[str, ...]:
    """Ids of relationships' ends that do not stand in the result themselves."""
    elements = elements_of(result)
    here = {each.id for each in elements if isinstance(each, Node)}
    ends = dict.fromkeys(end for each in elements if isinstance(each, Relationship) for end in (each.start, each.end))
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
        self._elements: dict[int, dict[str, int]] = {}  # by the identity of values that the result keeps alive

    def cell(self, cell: Cell) -> Any:
        if cell is None or isinstance(cell, _PLAIN):
            return _plain(cell)
        if isinstance(cell, Node | Relationship):
            return self._elements.get(id(cell)) or self._element(cell)
        match cell:
            case Path():
                return {"p": [self.cell(each) for each in _in_order(cell)]}
            case Mapping():
                return {"m": [[key, self.cell(value)] for key, value in cell.items()]}
            case _:
                return {"l": [self.cell(value) for value in cell]}

    def _element(self, element: Node | Relationship) -> dict[str, int]:
        """A node or a relationship; what stands in many rows as the same value is looked at once."""
        made = {"n": self._thing(element.id)} if isinstance(element, Node) else {"r": self._statement(element)}
        self._elements[id(element)] = made
        return made

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
            self._statement_numbers[edge.id] = len(self.statements)
            self.statements.append([label, *ends, self._statement_address(edge), edge.id])
        return self._statement_numbers[edge.id]

    def _statement_address(self, edge: Relationship) -> str | None:
        """None where the browser can make it."""
        if is_own_id(edge.start) and is_own_id(edge.end):
            return None
        return statement_address(edge.start, edge.id, (edge.start, edge.end), self.words.language)

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
