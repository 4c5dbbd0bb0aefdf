"""The properties of one node or relationship: statements by value into them, and back out of them.

A predicate's values of one slot (a language, a datatype) stand natively under their key when every one of them is exact
and stands in the element's home graph. Otherwise all of them stand as text in `_rdf`, and the key holds plain values
for queries. Reading back, a key whose plain values still are those of its `_rdf` entries adds nothing; one that
somebody changed since speaks for itself, and its `_rdf` entries fall away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import copysign

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.mapping.naming import Naming
from graph.mapping.natives import lexical, native, native_datatype
from graph.mapping.terms import (
    Graph,
    Object,
    Resource,
    datatype_of,
    id_of,
    literal_of,
    slot_of,
    statement_text,
    term_of,
)
from graph.mapping.values import BOOKS, RDF_TEXT, TYPES
from graph.names import IDS, foreign_iri
from graph.values import Scalar, Value
from graph.vocabulary import RDF_TYPE

Slot = tuple[str, str]
"""A predicate's IRI and one of its slots."""

Said = tuple[str, Quad]
"""A statement by value, after its value's lexical form or id."""


@dataclass(frozen=True, slots=True)
class Element:
    """A node or a reified relationship: what its statements are about, and how IRIs among their values stand."""

    subject: Resource
    home: Graph
    ids: bool  # every IRI and blank node is an id under a key (on a relationship), not those of few predicates alone

    def slot(self, quad: Quad, naming: Naming) -> Slot | None:
        """The slot of a statement; None for a type, and for what only text can say."""
        value = quad.object
        predicate = quad.predicate.value
        if isinstance(value, Literal):
            return predicate, slot_of(value)
        if predicate == RDF_TYPE or isinstance(value, Triple):
            return None
        return (predicate, IDS) if self.ids or naming.holds_ids(predicate) else None


@dataclass(frozen=True, slots=True)
class Grouped:
    """An element's statements, sorted by where they go."""

    element: Element
    slots: Mapping[Slot, list[Said]]
    types: tuple[str, ...]  # IRIs of classes, as asserted in the home graph
    classes: tuple[str, ...]  # those and the ones asserted in other graphs
    texts: list[Quad]  # nothing else than text can say these


def group(element: Element, quads: Iterable[Quad], naming: Naming) -> Grouped:
    """An element's statements, sorted by where they go."""
    slots: dict[Slot, list[Said]] = defaultdict(list)
    types: list[str] = []
    classes: list[str] = []
    texts: list[Quad] = []
    for quad in quads:
        value = quad.object
        slot = element.slot(quad, naming)
        if slot is not None:
            slots[slot].append((_text(value), quad))
            continue
        iri = value.value if isinstance(value, NamedNode) and quad.predicate.value == RDF_TYPE else None
        if iri is not None:
            classes.append(iri)
        if iri is not None and quad.graph_name == element.home:
            types.append(iri)
        else:
            texts.append(quad)
    return Grouped(element, slots, tuple(sorted(types)), tuple(classes), texts)


def _text(value: Object) -> str:
    """A value as its slot takes it: a literal's lexical form, an id."""
    if isinstance(value, Triple):
        raise TypeError(value)  # stands in no slot
    return value.value if isinstance(value, Literal) else id_of(value)


def encode(grouped: Grouped, naming: Naming) -> dict[str, Value]:
    """The properties that hold an element's statements."""
    properties: dict[str, Value] = {}
    texts = list(map(statement_text, grouped.texts))
    for slot, said in sorted(grouped.slots.items()):
        key = naming.name_of("key", *slot)
        value, exact = plain(said, slot, grouped.element, naming)
        if key is not None:
            properties[key] = value
        if not exact or key is None:
            texts.extend(statement_text(quad) for _, quad in said)
    if grouped.types:
        properties[TYPES] = grouped.types
    if texts:
        properties[RDF_TEXT] = tuple(sorted(texts))
    return properties


def plain(said: list[Said], slot: Slot, element: Element, naming: Naming) -> tuple[Value, bool]:
    """The value of the key for statements of one slot, and whether it says them exactly."""
    values: list[Scalar] = []
    exact = True
    for text, quad in said:
        if slot[1] == IDS:
            value: Scalar = text
            is_exact = term_of(text) == quad.object
        else:
            value, is_exact = native(datatype_of(slot[1]), text)
        values.append(value)
        exact = exact and is_exact and quad.graph_name == element.home
    if len(values) == 1:
        return ((values[0],) if naming.is_list(slot[0]) else values[0]), exact
    kinds = set(map(type, values))
    if len(kinds) > 1:  # Neo4j takes lists of one type only
        exact = False
        numbers = kinds == {int, float}
        values = [float(value) if numbers else text for value, (text, _) in zip(values, said, strict=True)]
    return tuple(sorted({repr(value): value for value in values}.values(), key=_by_size)), exact


def _by_size(value: Scalar) -> tuple[bool, float | str, float]:
    if isinstance(value, str):
        return (False, value, 0.0)
    return (value != value, 0 if value != value else value, copysign(1.0, value))  # noqa: PLR0124 - NaN goes last


def decode(element: Element, properties: Mapping[str, Value], texts: list[Quad], naming: Naming) -> Iterator[Quad]:
    """The statements that an element's properties hold; `texts` are those of its `_rdf`. Types are not among them."""
    by_slot: dict[Slot, list[Said]] = defaultdict(list)
    for quad in texts:
        slot = element.slot(quad, naming)
        if slot is None or naming.name_of("key", *slot) is None:
            yield quad
        else:
            by_slot[slot].append((_text(quad.object), quad))
    for key, value in properties.items():
        if key in BOOKS:
            continue
        slot = naming.meaning_of_key(key) or foreign_slot(key)
        said = by_slot.get(slot)
        if said is not None and same(plain(said, slot, element, naming)[0], value):
            yield from (quad for _, quad in said)
        else:
            yield from statements(element, slot, value)


def foreign_slot(key: str) -> Slot:
    """What a key means that nobody named.

    >>> foreign_slot("pageRank")
    ('https://w3id.org/zhitu/neo4j/property#pageRank', '')
    """
    return foreign_iri("key", key), ""


def statements(element: Element, slot: Slot, value: Value) -> Iterator[Quad]:
    """The statements that a value under a key makes."""
    predicate = NamedNode(slot[0])
    for scalar in value if isinstance(value, tuple) else (value,):
        yield Quad(element.subject, predicate, _object(slot[1], scalar), element.home)


def _object(slot: str, value: Scalar) -> Resource | Literal:
    """The object of a value under a key: by the key's slot if it fits there, else by the value's own type."""
    if slot == IDS:
        term = term_of(value) if isinstance(value, str) else None
        if term is not None:
            return term
    else:
        text = lexical(datatype_of(slot), value)
        if text is not None:
            return literal_of(slot, text)
    own = native_datatype(value)
    text = lexical(own, value)
    return Literal(str(value) if text is None else text, datatype=NamedNode(own))


def same(one: Value, other: Value) -> bool:
    """True for values that a store does not tell apart from one another: 1, 1.0 and true differ, NaN is itself.

    >>> same((1, 2), (1, 2)), same(1, 1.0), same(float("nan"), float("nan"))
    (True, False, True)
    """
    return repr(one) == repr(other)
