"""The driver's values as our frozen ones: what `graph.store` and the tests give to everybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import neo4j.graph
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.values import Cell, Node, Path, Relationship, Scalar, Value

IdsOf = Callable[[list[str]], Mapping[str, str]]
"""Gives the `id` property of nodes by their element ids."""

_PLAIN = str | bool | int | float


def to_rows(rows: Iterable[tuple[Any, ...]], ids_of: IdsOf) -> tuple[tuple[Cell, ...], ...]:
    """Rows of driver values as rows of cells.

    A relationship comes over Bolt with the element ids of its ends only; `ids_of` is asked once for those whose nodes
    are not among the rows. What stands in many rows is made once.
    """
    rows = list(rows)
    known: dict[str, str] = {}
    wanted: set[str] = set()
    seen: set[int] = set()  # the driver gives the same object for the same node of a result
    for row in rows:
        for value in row:
            if isinstance(value, neo4j.graph.Entity):
                if id(value) in seen:
                    continue
                seen.add(id(value))
            if not isinstance(value, _PLAIN):
                _collect(value, known, wanted)
    missing = sorted(wanted - known.keys())
    if missing:
        known.update(ids_of(missing))
    made: dict[int, Node | Relationship] = {}
    return tuple(tuple(to_cell(value, known, made) for value in row) for row in rows)


def to_cell(value: Any, ids: Mapping[str, str], made: dict[int, Node | Relationship] | None = None) -> Cell:
    """One driver value as a cell; `ids` gives node ids by element id. Unknown kinds become text.

    `made` collects nodes and relationships by the identity of the driver's objects, which must stay alive meanwhile.
    """
    if value is None or isinstance(value, _PLAIN):
        return value
    made = {} if made is None else made
    if isinstance(value, neo4j.graph.Entity):
        found = made.get(id(value))
        if found is None:
            found = made[id(value)] = _element(value, ids)
        return found
    if isinstance(value, neo4j.graph.Path):
        return Path(
            tuple(_node(node, ids) for node in value.nodes),
            tuple(_relationship(relationship, ids) for relationship in value.relationships),
        )
    if isinstance(value, Point | Duration):  # tuples too
        return _text(value)
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(to_cell(item, ids, made) for item in value)
    if isinstance(value, Mapping):
        return {str(key): to_cell(item, ids, made) for key, item in value.items()}
    return _text(value)


def to_value(value: Any) -> Value:
    """A property's value; what is neither scalar nor a list of scalars becomes text.

    >>> to_value([1, 2]), to_value("x")
    ((1, 2), 'x')
    """
    if isinstance(value, list | tuple) and not isinstance(value, Point | Duration):
        return tuple(_scalar(item) for item in value)
    return _scalar(value)


def _scalar(value: Any) -> Scalar:
    return value if isinstance(value, str | bool | int | float) else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, Date | DateTime | Time | Duration):
        return value.iso_format()
    if isinstance(value, Point):
        return f"POINT({' '.join(format(number, '.15g') for number in value)})"
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return str(value)


def _properties(entity: neo4j.graph.Entity) -> dict[str, Value]:
    """By key, so that what is written from them is the same whatever order an engine keeps."""
    return {key: to_value(value) for key, value in sorted(entity.items())}


def _element(entity: neo4j.graph.Entity, ids: Mapping[str, str]) -> Node | Relationship:
    if isinstance(entity, neo4j.graph.Relationship):
        return _relationship(entity, ids)
    assert isinstance(entity, neo4j.graph.Node)
    return _node(entity, ids)


def _node(node: neo4j.graph.Node, ids: Mapping[str, str]) -> Node:
    own = node.get("id")
    node_id = own if isinstance(own, str) else ids.get(node.element_id, node.element_id)
    return Node(node_id, tuple(sorted(node.labels)), _properties(node))


def _relationship(relationship: neo4j.graph.Relationship, ids: Mapping[str, str]) -> Relationship:
    own = relationship.get("id")
    ends = [ids.get(node.element_id, node.element_id) if node is not None else "" for node in relationship.nodes]
    return Relationship(
        own if isinstance(own, str) else relationship.element_id,
        relationship.type,
        ends[0],
        ends[1],
        _properties(relationship),
    )


def _collect(value: Any, known: dict[str, str], wanted: set[str]) -> None:
    """Notes the ids of nodes that came whole, and the element ids of relationship ends."""
    if isinstance(value, neo4j.graph.Path):
        for part in (*value.nodes, *value.relationships):
            _collect(part, known, wanted)
    elif isinstance(value, neo4j.graph.Node):
        own = value.get("id")
        if isinstance(own, str):
            known[value.element_id] = own
        elif value.labels or len(value):
            known[value.element_id] = value.element_id
    elif isinstance(value, neo4j.graph.Relationship):
        for node in value.nodes:
            if node is not None:
                _collect(node, known, wanted)
                wanted.add(node.element_id)
    elif isinstance(value, list | tuple):
        for item in value:
            _collect(item, known, wanted)
    elif isinstance(value, Mapping):
        for item in value.values():
            _collect(item, known, wanted)


def size_of(value: Any, sizes: dict[int, int] | None = None) -> int:
    """About how many bytes a driver value takes, for the byte limit of results.

    `sizes` remembers those of nodes and relationships, by the identity of objects that stay alive meanwhile.
    """
    if isinstance(value, str):
        return len(value) * 2 + 16
    if isinstance(value, neo4j.graph.Entity):
        sizes = {} if sizes is None else sizes
        size = sizes.get(id(value))
        if size is None:
            size = sizes[id(value)] = 64 + sum(len(key) + size_of(item) for key, item in value.items())
        return size
    if isinstance(value, neo4j.graph.Path):
        return sum(size_of(part, sizes) for part in (*value.nodes, *value.relationships))
    if isinstance(value, Mapping):
        return 32 + sum(len(str(key)) + size_of(item, sizes) for key, item in value.items())
    if isinstance(value, list | tuple | set | frozenset | bytes | bytearray):
        if isinstance(value, bytes | bytearray):
            return 16 + len(value)
        return 16 + sum(size_of(item, sizes) for item in value)
    return 16
