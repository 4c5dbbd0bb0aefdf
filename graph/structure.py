"""What a graph holds, counted: labels, relationship types, property keys, and which labels a type joins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from graph.values import Cell, QueryResult


class Reader(Protocol):
    """What is needed of a store: application queries by name."""

    def run(self, query: str, /, **parameters: object) -> QueryResult:
        """Run a query of graph/queries with parameters."""
        ...


@dataclass(frozen=True, slots=True)
class Structure:
    """Counts of one state of the graph, each mapping in order of its names; keys that begin with ``_`` are left out."""

    labels: Mapping[str, int] = field(default_factory=dict)
    types: Mapping[str, int] = field(default_factory=dict)
    keys: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # of each label and type
    links: Mapping[tuple[str, str, str], int] = field(default_factory=dict)  # label, type, label; superclasses too

    def property_keys(self) -> tuple[str, ...]:
        """Every property key, once."""
        return tuple(sorted({key for keys in self.keys.values() for key in keys}))


def read_structure(store: Reader) -> Structure:
    """The structure of what the store holds now; two scans of the graph."""
    labels: Counter[str] = Counter()
    types: Counter[str] = Counter()
    keys: dict[str, Counter[str]] = {}
    links: Counter[tuple[str, str, str]] = Counter()
    for row in store.run("structure_nodes").records():
        for label in _texts(row["labels"]):
            labels[label] += _count(row)
            _add(keys, label, row)
    for row in store.run("structure_links").records():
        type_ = str(row["type"])
        types[type_] += _count(row)
        _add(keys, type_, row)
        for start in _texts(row["start"]):
            for end in _texts(row["end"]):
                links[start, type_, end] += _count(row)
    return Structure(_ordered(labels), _ordered(types), {name: _ordered(keys[name]) for name in sorted(keys)}, links)


def _add(keys: dict[str, Counter[str]], name: str, row: Mapping[str, Cell]) -> None:
    for key in _texts(row["keys"]):
        if not key.startswith("_"):
            keys.setdefault(name, Counter())[key] += _count(row)


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _texts(cell: Cell) -> Iterable[str]:
    return (str(item) for item in cell) if isinstance(cell, tuple) else ()


def _count(row: Mapping[str, Cell]) -> int:
    return int(str(row["count"]))
