"""The ontology as a graph: all classes under those above them, or one class or relation with what it is tied to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from graph.layout import layout
from graph.view import GraphView, Tint, ViewEdge, ViewNode, radius, short_label
from ontology.model import Class, Model, Relation

ABOVE = "subclass"
_WIDEST = {"Thing", "Entity"}  # what every class may do would hide what this one does
_ASPECT = 1.1


@cache
def whole(model: Model, language: str) -> GraphView:
    """Every class, each tied to those directly above it."""
    edges = [edge for key in model.classes for edge in _above(model, key, language)]
    return _view(model.classes, edges, model, language)


@cache
def around(model: Model, language: str, term: str) -> GraphView:
    """A class with its parents, subclasses and what its relations lead to; a relation with the classes at both ends."""
    if term in model.relations:
        edges = list(_ends(model.relations[term], language))
    else:
        kinds = [key for key, other in model.classes.items() if term in other.parents]
        below = [edge for key in kinds for edge in _above(model, key, language) if edge.end == term]
        edges = [*_above(model, term, language), *below, *_relations(model, term, language)]
    keys = dict.fromkeys([term] if term in model.classes else [])
    keys |= dict.fromkeys(end for edge in edges for end in (edge.start, edge.end))
    return _view(keys, edges, model, language)


def _relations(model: Model, term: str, language: str) -> Iterator[ViewEdge]:
    """What can be said of a class, as edges at the class itself where the relation is one of a wider class."""
    own = {term, *model.classes[term].ancestors} - _WIDEST
    for relation in model.relations.values():
        for edge in _ends(relation, language):
            start, end = (term if key in own else key for key in (edge.start, edge.end))
            if term in (start, end):
                yield replace(edge, id=f"{relation.key} {start} {end}", start=start, end=end)


def _view(keys: Iterable[str], edges: Iterable[ViewEdge], model: Model, language: str) -> GraphView:
    drawn = {edge.id: edge for edge in edges}
    degree = {key: sum(key in (edge.start, edge.end) for edge in drawn.values()) for key in keys}
    nodes = tuple(_node(model.classes[key], count, language) for key, count in degree.items())
    return layout(GraphView(nodes, tuple(drawn.values())), aspect=_ASPECT)


def _node(found: Class, degree: int, language: str) -> ViewNode:
    label = found.label[language]
    return ViewNode(
        id=found.key,
        label=short_label(label[:1].upper() + label[1:]),
        classes=(found.key,),
        title=f"{label}\n{found.definition[language]}",
        color=Tint(found.color_light, found.color_dark),
        shape=found.shape,
        size=radius(degree),
    )


def _above(model: Model, key: str, language: str) -> Iterator[ViewEdge]:
    label = {"zh": "是一种", "en": "is a kind of"}[language]
    for parent in model.classes[key].parents:
        yield ViewEdge(f"{ABOVE} {key} {parent}", key, parent, "SUBCLASS_OF", label)


def _ends(relation: Relation, language: str) -> Iterator[ViewEdge]:
    for start in relation.domain:
        for end in relation.range:
            yield ViewEdge(f"{relation.key} {start} {end}", start, end, relation.neo4j_type, relation.label[language])
