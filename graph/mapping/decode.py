"""Property graph -> RDF dataset."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from graph.mapping.elements import Element, decode, foreign_slot, statements
from graph.mapping.naming import Naming
from graph.mapping.terms import Graph, Resource, graph_of, statements_of, term_of
from graph.mapping.values import (
    BARE,
    BOOKS,
    DERIVED,
    DIGEST,
    GRAPHS,
    ID,
    IRI,
    RDF_TEXT,
    TYPES,
    PropertyGraph,
    element_digest,
)
from graph.names import foreign_iri
from graph.values import Node, Relationship, Value
from graph.vocabulary import RDF_REIFIES, RDF_TYPE
from ontology.model import Model

STATEMENT_BASE = "https://w3id.org/zhitu/neo4j/statement#"
"""Names the reifiers that properties need which somebody put on a relationship without one."""

_DEFAULT = DefaultGraph()
_TYPE = NamedNode(RDF_TYPE)
_REIFIES = NamedNode(RDF_REIFIES)


def to_quads(graph: PropertyGraph, model: Model) -> Iterator[Quad]:
    """The dataset that a property graph holds, each quad once.

    What other tools changed since is read as it stands: labels, properties and relationships without a name of ours
    come back under IRIs made of their names (`graph.names.foreign_iri`); nodes whose `id` is no id of a thing are left
    out. Raises GraphError when `_rdf` or `graphs` cannot be read.
    """
    naming = Naming(model, graph.names)
    things: dict[str, Resource] = {}
    for node in graph.nodes:
        term = _thing(node)
        if term is not None:
            things[node.id] = term
            yield from dict.fromkeys(_of_node(node, term, naming))
    seen: set[Quad] = set()  # parallel relationships assert their statement once
    for edge in graph.relationships:
        start, end = things.get(edge.start), things.get(edge.end)
        if start is not None and end is not None:
            for quad in _of_relationship(edge, start, end, naming):
                if quad not in seen:
                    seen.add(quad)
                    yield quad


def _thing(node: Node) -> Resource | None:
    thing_id = node.properties.get(ID)
    return term_of(thing_id, node.properties.get(IRI)) if isinstance(thing_id, str) else None


def _home(properties: Mapping[str, Value]) -> tuple[Graph, ...]:
    graphs = properties.get(GRAPHS) or ()
    return tuple(map(graph_of, graphs if isinstance(graphs, tuple) else (graphs,))) or (_DEFAULT,)


def _texts(subject: Resource, properties: Mapping[str, Value]) -> list[Quad]:
    texts = properties.get(RDF_TEXT) or ()
    return statements_of(subject, texts if isinstance(texts, tuple) else (texts,)) if texts else []


def _types(properties: Mapping[str, Value]) -> tuple[str, ...]:
    types = properties.get(TYPES) or ()
    return tuple(map(str, types if isinstance(types, tuple) else (types,)))


def _of_node(node: Node, term: Resource, naming: Naming) -> Iterator[Quad]:
    home = _home(node.properties)[0]
    texts = _texts(term, node.properties)
    classes, gone = _classes(node, texts, naming)
    for iri in classes:
        yield _type_quad(term, iri, home)
    texts = [quad for quad in texts if _class_of(quad) not in gone]
    yield from decode(Element(term, home, ids=False), node.properties, texts, naming)
    yield from _changed_derived(node, term, naming)


def _type_quad(term: Resource, iri: str, home: Graph) -> Quad:
    try:
        return Quad(term, _TYPE, NamedNode(iri), home)
    except ValueError:  # somebody wrote a class that is no IRI into `types`
        return Quad(term, _TYPE, NamedNode(foreign_iri("label", iri)), home)


def _class_of(quad: Quad) -> str | None:
    return quad.object.value if quad.predicate == _TYPE and isinstance(quad.object, NamedNode) else None


def _classes(node: Node, texts: list[Quad], naming: Naming) -> tuple[list[str], set[str]]:
    """The IRIs of the classes that a node's `types` and labels say, and those that a removed label took away."""
    types = _types(node.properties)
    stated = [*types, *filter(None, map(_class_of, texts))]
    expected = set(naming.labels_for(stated))
    labels = set(node.labels)
    if labels == expected:
        return list(types), set()
    gone = {iri for iri in stated if naming.name_of("label", iri) in expected - labels}
    added = [naming.iri_of("label", label) for label in sorted(labels - expected)]
    return [iri for iri in (*types, *added) if iri not in gone], gone


def _changed_derived(node: Node, term: Resource, naming: Naming) -> Iterator[Quad]:
    """The derived `name` and `explanation`, when they are what somebody changed about the node."""
    rest = {key: value for key, value in node.properties.items() if key not in DERIVED}
    derived = naming.derived(rest, term.value if isinstance(term, NamedNode) else None)
    changed = {key: value for key, value in node.properties.items() if key in DERIVED and value != derived.get(key)}
    if not changed:
        return
    if element_digest(node.labels, {**rest, **derived}) != rest.get(DIGEST):
        # more was changed: a derived value may be the one of before, but one that nothing derives is a new one
        changed = {key: value for key, value in changed.items() if key not in derived}
    for key, value in sorted(changed.items()):
        yield from statements(Element(term, _DEFAULT, ids=False), foreign_slot(key), value)


def _of_relationship(edge: Relationship, start: Resource, end: Resource, naming: Naming) -> Iterator[Quad]:
    predicate = NamedNode(naming.iri_of("type", edge.type))
    graphs = _home(edge.properties)
    for graph in graphs:
        yield Quad(start, predicate, end, graph)
    own_id = edge.properties.get(ID, BARE)
    is_bare = isinstance(own_id, str) and own_id.startswith(BARE)
    reifier = None if is_bare or not isinstance(own_id, str) else term_of(own_id, edge.properties.get(IRI))
    foreign_id = None if is_bare or reifier is not None else own_id
    said = {key: value for key, value in edge.properties.items() if key not in BOOKS}
    if reifier is None:
        if not said and foreign_id is None and not edge.properties.keys() & {RDF_TEXT, TYPES}:
            return
        reifier = _new_reifier(edge)
    element = Element(reifier, graphs[0], ids=True)
    yield Quad(reifier, _REIFIES, Triple(start, predicate, end), element.home)
    for iri in _types(edge.properties):
        yield _type_quad(reifier, iri, element.home)
    yield from decode(element, said, _texts(reifier, edge.properties), naming)
    if foreign_id is not None:
        yield from statements(element, foreign_slot(ID), foreign_id)


def _new_reifier(edge: Relationship) -> NamedNode:
    """A name for a relationship that somebody made with properties: the same as long as it stays as it is."""
    text = repr((edge.start, edge.type, edge.end, sorted(edge.properties.items())))
    return NamedNode(STATEMENT_BASE + hashlib.sha256(text.encode()).hexdigest()[:16])
