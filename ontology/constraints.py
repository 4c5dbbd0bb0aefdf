"""What the shapes demand of things of a class and of the ends of a relation, for people to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from ontology.findings import SEVERITIES, Severity
from ontology.shapes import SHAPE, shapes_turtle
from ontology.values import Model, Text

_SH = "http://www.w3.org/ns/shacl#"
_TARGETS = frozenset({_SH + "targetClass", _SH + "targetSubjectsOf", _SH + "targetObjectsOf"})
_SEVERITIES: Mapping[str, Severity] = {_SH + each.capitalize(): each for each in SEVERITIES}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One shape: the id that findings name it by, what is wrong where it is broken, and how grave that is."""

    id: str
    message: Text
    severity: Severity


@cache
def constraints(model: Model) -> Mapping[str, tuple[Constraint, ...]]:
    """The shapes that target each class, relation or attribute, by its IRI."""
    targets: dict[str, list[str]] = defaultdict(list)
    messages: dict[str, dict[str, str]] = defaultdict(dict)
    severities: dict[str, Severity] = {}
    for triple in ox.parse(shapes_turtle(model).encode(), format=ox.RdfFormat.TURTLE):
        if not isinstance(triple.subject, ox.NamedNode):
            continue
        shape, predicate, value = triple.subject.value, triple.predicate.value, triple.object
        if predicate in _TARGETS and isinstance(value, ox.NamedNode):
            targets[value.value].append(shape)
        elif predicate == _SH + "message" and isinstance(value, ox.Literal):
            messages[shape][value.language or "en"] = value.value
        elif predicate == _SH + "severity" and isinstance(value, ox.NamedNode):
            severities[shape] = _SEVERITIES.get(value.value, "violation")
    return {
        term: tuple(
            Constraint(shape.removeprefix(SHAPE), Text(told["zh"], told["en"]), severities.get(shape, "violation"))
            for shape in shapes
            if {"zh", "en"} <= (told := messages[shape]).keys()
        )
        for term, shapes in targets.items()
    }
