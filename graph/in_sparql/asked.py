"""Simple Cypher as values: MATCH, WITH, UNWIND of a list and RETURN, which is what most questions are; see `Read`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Reason = Literal["clause", "pattern", "name", "expression"]
Direction = Literal["out", "in", "both"]


class TooRich(Exception):  # noqa: N818 - no fault of the query
    """What stands in a query beyond what this reads: of which kind, and the words it stands in."""

    def __init__(self, reason: Reason, what: str) -> None:
        super().__init__(f"{reason}: {what}")
        self.reason: Reason = reason
        self.what = what


@dataclass(frozen=True, slots=True)
class Literally:
    """A value that stands in the query, or that a parameter gives."""

    value: object


@dataclass(frozen=True, slots=True)
class Property:
    """``toLower(n.name)``: `case` is the function around it, in capitals, or empty."""

    variable: str
    key: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """``count(*)`` without a variable; ``count(DISTINCT n)``."""

    of: str | Property | TypeOf | None
    distinct: bool


@dataclass(frozen=True, slots=True)
class Collect:
    """``collect(DISTINCT n.name)``"""

    of: str | Property
    distinct: bool


@dataclass(frozen=True, slots=True)
class TypeOf:
    """``type(r)``"""

    variable: str


@dataclass(frozen=True, slots=True)
class Coalesce:
    """``coalesce(n.value, n.value_max)``"""

    parts: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A value that WITH or UNWIND has named."""

    variable: str


Value = str | Property | Count | Collect | TypeOf | Coalesce
"""What a column holds; a variable stands for itself."""

Operand = Property | Literally | TypeOf | Named


@dataclass(frozen=True, slots=True)
class Condition:
    """``AND``, ``OR``, ``NOT`` of conditions; a comparison or text test of two operands; ``IN``; ``IS NULL``.

    ``IS A`` has a property whose key is the label, ``EXISTS`` a chain.
    """

    operator: str
    operands: tuple[Condition | Operand | Chain, ...]


@dataclass(frozen=True, slots=True)
class NodePattern:
    variable: str
    labels: tuple[str, ...]
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EdgePattern:
    variable: str
    types: tuple[str, ...]  # none: of any
    direction: Direction
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Chain:
    """``(a)-[r]->(b)<-[s]-(c)``: one node more than edges."""

    nodes: tuple[NodePattern, ...]
    edges: tuple[EdgePattern, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What RETURN, WITH or ORDER BY names, under an alias where it has one."""

    what: Value
    alias: str
    down: bool = False  # of ORDER BY


@dataclass(frozen=True, slots=True)
class Match:
    """Chains that share variables, and a condition on them."""

    chains: tuple[Chain, ...]
    condition: Condition | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Unwind:
    """``UNWIND [1, 2] AS x``"""

    values: tuple[object, ...]
    variable: str


@dataclass(frozen=True, slots=True)
class Projection:
    """RETURN, or WITH and its WHERE: what is passed on, in which order."""

    distinct: bool
    columns: tuple[Column, ...]
    order: tuple[Column, ...] = ()
    skip: int | None = None
    limit: int | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A query: its clauses in order, WITH among them, and what it returns."""

    clauses: tuple[Match | Unwind | Projection, ...]
    result: Projection


def variables(asked: object) -> set[str]:
    """The variables that stand in a condition or in what a column holds."""
    match asked:
        case str():
            return {asked}
        case Property() | Named():
            return {asked.variable}
        case Count() | Collect():
            return variables(asked.of)
        case Coalesce():
            return {name for each in asked.parts for name in variables(each)}
        case Condition():
            return {name for each in asked.operands for name in variables(each)}
        case _:
            return set()


def variables_of(clauses: Iterable[object]) -> set[str]:
    """Those that stand anywhere but in patterns."""
    found: set[str] = set()
    for clause in clauses:
        if isinstance(clause, Projection):
            found |= {name for each in (*clause.columns, *clause.order) for name in variables(each.what)}
        if isinstance(clause, Projection | Match):
            found |= variables(clause.condition)
    return found


def types_of(asked: Iterable[object]) -> Iterator[TypeOf]:
    for each in asked:
        match each:
            case TypeOf():
                yield each
            case Count():
                yield from types_of([each.of])
            case Condition():
                yield from types_of(each.operands)
            case Match():
                yield from types_of([each.condition])
            case Projection():
                yield from types_of([*(column.what for column in (*each.columns, *each.order)), each.condition])
