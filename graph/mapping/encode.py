"""RDF dataset -> property graph."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.blank_nodes import renamed
from graph.ids import iri_of_id
from graph.mapping.elements import Element, Grouped, encode, group
from graph.mapping.naming import Naming
from graph.mapping.terms import Graph, Resource, graph_text, id_of
from graph.mapping.values import BARE, DIGEST, GRAPHS, ID, IRI, PropertyGraph, element_digest
from graph.names import Kind, Names
from graph.values import Node, Relationship, Value
from graph.vocabulary import RDF_REIFIES, RDF_TYPE
from ontology.model import Model

MAX_BLANK_LABEL = 200  # characters; a longer one gets a digest, so that ids can be indexed

_DEFAULT = DefaultGraph()
_REIFIES = NamedNode(RDF_REIFIES)

Link = tuple[Resource, NamedNode, Resource]
"""A statement that is a relationship: subject, predicate, object."""


Reified = tuple[Element, list[Quad]]
"""A reifier that is a relationship, and what is said of it."""


def to_property_graph(quads: Iterable[Quad], model: Model, names: Names | None = None) -> PropertyGraph:
    """The dataset as nodes and relationships, from which `to_quads` gives it back.

    `names` is the registry so far; what is in it stays. Nodes and relationships are sorted by id.
    """
    with _without_collecting():
        facts = _sorted_out(_with_short_labels(dict.fromkeys(quads)), Naming(model, names or Names.empty()))
        del quads  # what no caller keeps is let go statement by statement below
        naming = facts.naming.extended(_wanted_names(facts))
        nodes = [_node(_of_node(thing, said, naming), naming) for thing, said in _drained(facts.nodes)]
        relationships = [edge for link in facts.links for edge in _relationships(link, facts, naming)]
        nodes.sort(key=lambda node: node.id)
        relationships.sort(key=lambda edge: edge.id)
        return PropertyGraph(tuple(nodes), tuple(relationships), naming.names)


def _drained(said: dict[Resource, list[Quad]]) -> Iterator[tuple[Resource, list[Quad]]]:
    """The items, each let go when the next is asked for: statements and nodes never fill the memory both."""
    while said:
        yield said.popitem()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing made here is garbage: looking for some takes two fifths of the time at a million statements."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Facts:
    """The dataset, sorted by what becomes of each statement."""

    naming: Naming
    nodes: dict[Resource, list[Quad]]  # what is said of each by value
    links: dict[Link, list[Graph]]  # and the graphs that assert them
    reifiers: dict[Link, list[Reified]]  # those that a relationship stands for


def _with_short_labels(quads: Iterable[Quad]) -> list[Quad]:
    """The quads, with labels of blank nodes that fit into an id."""

    def short(label: str) -> str:
        return label if len(label) <= MAX_BLANK_LABEL else "x" + hashlib.sha256(label.encode()).hexdigest()

    return list(renamed(quads, short))


def _sorted_out(quads: list[Quad], naming: Naming) -> _Facts:
    native = _native_reifiers(quads, naming)
    by_value: dict[NamedNode, bool] = {}  # predicates whose objects are values of their subject, whatever they are
    said: dict[Resource, list[Quad]] = defaultdict(list)
    links: dict[Link, list[Graph]] = defaultdict(list)
    for quad in quads:
        subject, predicate, value, graph = quad
        if subject in native:
            if predicate != _REIFIES or not isinstance(value, Triple):
                said[subject].append(quad)
            continue
        is_value = by_value.get(predicate)
        if is_value is None:
            is_value = by_value[predicate] = naming.is_value(predicate.value)
        if is_value or isinstance(value, Literal | Triple):
            said[subject].append(quad)
        else:
            links[subject, predicate, value].append(graph)
    reifiers: dict[Link, list[Reified]] = defaultdict(list)
    for reifier, (link, graph) in native.items():
        reifiers[link].append((Element(reifier, graph, ids=True), said.pop(reifier, [])))
    for start, _, end in links:
        said.setdefault(start, [])
        said.setdefault(end, [])
    return _Facts(naming, said, links, reifiers)


def _of_node(thing: Resource, said: list[Quad], naming: Naming) -> Grouped:
    return group(Element(thing, _home(said), ids=False), said, naming)


def _home(quads: Iterable[Quad]) -> Graph:
    """The graph of an element's properties: the one that all its statements stand in, else the default graph."""
    graphs = {quad.graph_name for quad in quads}
    return graphs.pop() if len(graphs) == 1 else _DEFAULT


def _native_reifiers(quads: list[Quad], naming: Naming) -> dict[Resource, tuple[Link, Graph]]:
    """The reifiers that a relationship says wholly, with their statement and graph.

    Such a reifier reifies one statement between things; the graph that says so, and no other, asserts the statement and
    holds all that is said of the reifier. The others are nodes.
    """
    reified: dict[Resource, list[tuple[Triple, Graph]]] = defaultdict(list)
    for quad in quads:
        reifier, predicate, value, graph = quad
        if predicate == _REIFIES and isinstance(value, Triple):
            reified[reifier].append((value, graph))
    candidates: dict[Resource, tuple[Link, Graph]] = {}
    for reifier, ((triple, graph), *others) in reified.items():
        subject, predicate, value = triple
        is_value = (
            isinstance(value, Literal | Triple) or predicate.value == RDF_TYPE or naming.holds_ids(predicate.value)
        )
        if not others and not is_value and subject not in reified:
            candidates[reifier] = (subject, predicate, value), graph
    asserted: dict[Link, set[Graph]] = {link: set() for link, _ in candidates.values()}
    elsewhere: set[Resource] = set()
    for quad in quads if candidates else ():
        subject, predicate, value, graph = quad
        if (subject, predicate, value) in asserted:
            asserted[subject, predicate, value].add(graph)
        if subject in candidates and candidates[subject][1] != graph:
            elsewhere.add(subject)
    return {
        reifier: (link, graph)
        for reifier, (link, graph) in candidates.items()
        if asserted[link] == {graph} and reifier not in elsewhere
    }


def _wanted_names(facts: _Facts) -> Iterator[tuple[Kind, str, str]]:
    """What needs a name, in the order in which names are given: of a predicate's slots the most used one first."""
    labels: set[str] = set()
    slots: Counter[tuple[str, str]] = Counter()
    nodes = ((Element(thing, _DEFAULT, ids=False), said) for thing, said in facts.nodes.items())
    for element, said in chain(nodes, chain.from_iterable(facts.reifiers.values())):
        for quad in said:
            slot = element.slot(quad, facts.naming)
            if slot is not None:
                slots[slot] += 1
            elif quad.predicate.value == RDF_TYPE and isinstance(quad.object, NamedNode):
                labels.add(quad.object.value)
    yield from (("label", iri, "") for iri in sorted(labels))
    yield from (("type", iri, "") for iri in sorted({predicate.value for _, predicate, _ in facts.links}))
    yield from (("key", *slot) for slot in sorted(slots, key=lambda slot: (slot[0], -slots[slot], slot[1])))


def _node(grouped: Grouped, naming: Naming) -> Node:
    subject, home = grouped.element.subject, grouped.element.home
    properties: dict[str, Value] = {ID: id_of(subject)}
    iri = subject.value if isinstance(subject, NamedNode) else None
    if iri is not None:
        properties[IRI] = iri
    if home != _DEFAULT:
        properties[GRAPHS] = (graph_text(home),)
    properties.update(encode(grouped, naming))
    properties.update(naming.derived(properties, iri))
    labels = naming.labels_for(grouped.classes)
    properties[DIGEST] = element_digest(labels, properties)
    return Node(str(properties[ID]), labels, properties)


def _relationships(link: Link, facts: _Facts, naming: Naming) -> Iterator[Relationship]:
    """One relationship for each reifier that is one, else one for the bare statement."""
    is_reified = link in facts.reifiers
    start, end = id_of(link[0]), id_of(link[2])
    predicate = link[1].value
    kind = naming.name_of("type", predicate) or ""
    graphs = tuple(sorted(map(graph_text, facts.links[link])))
    shared: dict[str, Value] = {} if facts.links[link] == [_DEFAULT] else {GRAPHS: graphs}
    for element, said in facts.reifiers.pop(link, ()):
        grouped = group(element, said, naming)
        properties = {ID: id_of(grouped.element.subject), **shared, **encode(grouped, naming)}
        if isinstance(grouped.element.subject, NamedNode) and iri_of_id(str(properties[ID])) is None:
            properties[IRI] = grouped.element.subject.value
        yield _relationship(kind, start, end, properties)
    if not is_reified:
        text = f"{start}\n{predicate}\n{end}"
        yield _relationship(kind, start, end, {ID: BARE + hashlib.sha256(text.encode()).hexdigest()[:24], **shared})


def _relationship(kind: str, start: str, end: str, properties: dict[str, Value]) -> Relationship:
    properties[DIGEST] = element_digest((kind, start, end), properties)
    return Relationship(str(properties[ID]), kind, start, end, properties)
