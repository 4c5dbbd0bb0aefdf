"""Facts as the plausibility rules see them: beside each fact stands what many rules would have to work out again.

All graph names are dropped. Namespace ``ztm:`` = ``https://w3id.org/zhitu/model#``:

- a typed thing: ``ztm:isA`` its classes and their ancestors; ``ztm:named`` its names in any language, in lower case
- a part of a source: ``ztm:whole``, the source that no other has for its section
- a statement: ``ztm:of`` the thing that it is about, its triple's subject
- a place: ``ztm:within`` the places around it, near and far; all lie within the one called World
- a term of the ontology: ``ztm:known true``; a relation besides: its type ``ztm:Relation``, and ``ztm:Asymmetric`` or
  ``ztm:Symmetric``
- an observation: ``ztm:first`` and ``ztm:last`` year, and both as a text, ``ztm:period`` (a dash for none);
  ``ztm:scope``, a text that is the same for observations about the same things in the same regions, and ``ztm:abouts``
  and ``ztm:regions``, its two halves; ``ztm:low`` and ``ztm:high``, between which the value lies (one is missing when
  its bound leaves it open), and ``ztm:nominal``, the number printed (the middle of a range), all three as xsd:double;
  ``ztm:quantity``, the nature of its indicator (``flow``, ``share``...); ``ztm:inFigure``, the figures it stands in

Queries may call ``ztm:yearlyGrowth(first, last, years)``: percent a year, compounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from ontology.turtle import RDF, SKOS, XSD, ZT, ZTM
from ontology.values import Model

Thing = ox.NamedNode | ox.BlankNode
Subject = Thing | ox.Triple
Term = Subject | ox.Literal

KNOWN: Final = ox.NamedNode(ZTM + "known")
"""Marks the ontology's terms."""

_TYPE: Final = ox.NamedNode(RDF + "type")
_REIFIES: Final = ox.NamedNode(RDF + "reifies")
_NAMES: Final = frozenset({SKOS + "prefLabel", SKOS + "altLabel"})
_WORLD: Final = frozenset({"world", "世界", "全球"})
_DOUBLE: Final = ox.NamedNode(XSD + "double")


def _own(name: str) -> ox.NamedNode:
    return ox.NamedNode(ZTM + name)


def _zt(name: str) -> ox.NamedNode:
    return ox.NamedNode(ZT + name)


_IS_A, _NAMED, _OF, _WITHIN, _WHOLE = map(_own, ("isA", "named", "of", "within", "whole"))
_ABOUT, _REGION, _EVIDENCE, _FIGURE = _zt("about"), _zt("inRegion"), _zt("evidence"), _zt("figure")
_HAS_SECTION: Final = ZT + "hasSection"
_AROUND: Final = frozenset({ZT + "locatedIn", ZT + "partOf"})


def rule_facts(quads: Iterable[ox.Quad], model: Model) -> Iterator[ox.Quad]:
    """The facts and what stands beside them, all in the default graph."""
    yield from _terms(model)
    seen = _Seen(model)
    for quad in quads:
        yield ox.Quad(quad.subject, quad.predicate, quad.object)
        yield from seen.note(quad)
    for thing, name in dict.fromkeys(seen.named):
        yield ox.Quad(thing, _NAMED, ox.Literal(name))
    yield from _within(seen)
    for part in seen.sections:
        yield ox.Quad(part, _WHOLE, _top(part, seen.sections))
    for thing in seen.observed:
        yield from _observation(thing, seen.said[thing], model)
        yield from _figures(thing, seen.said)


@dataclass(slots=True)
class _Seen:
    """What was noted of the facts, by what it is needed for."""

    model: Model
    observed: dict[Subject, None] = field(default_factory=dict)
    places: dict[Subject, set[Subject]] = field(default_factory=dict)  # each with what it is stated to lie in
    named: list[tuple[Subject, str]] = field(default_factory=list)
    links: list[tuple[Subject, Subject]] = field(default_factory=list)  # what lies in what, places and others
    sections: dict[Subject, Subject] = field(default_factory=dict)  # part of a source -> what has it for a section
    said: dict[Subject, list[ox.Quad]] = field(default_factory=lambda: defaultdict(list))

    def note(self, quad: ox.Quad) -> Iterator[ox.Quad]:
        """Note a fact; gives what follows from it alone."""
        predicate, value = quad.predicate.value, quad.object
        if predicate == _TYPE.value:
            for key in _classes(quad, self.model):
                yield ox.Quad(quad.subject, _IS_A, ox.NamedNode(self.model.classes[key].iri))
                if key == "Observation":
                    self.observed[quad.subject] = None
                elif key == "Place":
                    self.places[quad.subject] = set()
        elif predicate in _NAMES and isinstance(value, ox.Literal):
            self.named.append((quad.subject, value.value.casefold()))
        elif predicate in _AROUND and isinstance(value, ox.NamedNode | ox.BlankNode):
            self.links.append((quad.subject, value))
        elif predicate == _HAS_SECTION and isinstance(value, ox.NamedNode | ox.BlankNode):
            self.sections[value] = quad.subject
        elif predicate == _REIFIES.value and isinstance(value, ox.Triple):
            yield ox.Quad(quad.subject, _OF, value.subject)
        elif predicate.startswith(ZT):
            self.said[quad.subject].append(quad)


def _terms(model: Model) -> Iterator[ox.Quad]:
    for iri in model.iris():
        yield ox.Quad(ox.NamedNode(iri), KNOWN, ox.Literal(True))
    for relation in model.relations.values():
        yield ox.Quad(ox.NamedNode(relation.iri), _TYPE, _own("Relation"))
        if relation.asymmetric or relation.symmetric:
            kind = "Symmetric" if relation.symmetric else "Asymmetric"
            yield ox.Quad(ox.NamedNode(relation.iri), _TYPE, _own(kind))


def _classes(quad: ox.Quad, model: Model) -> tuple[str, ...]:
    found = model.class_by_iri(quad.object.value) if isinstance(quad.object, ox.NamedNode) else None
    return (found.key, *found.ancestors) if found else ()


def _within(seen: _Seen) -> Iterator[ox.Quad]:
    """Each place with all the places around it."""
    around = seen.places
    for inner, outer in seen.links:
        if inner in around and outer in around:
            around[inner].add(outer)
    world = {thing for thing, name in seen.named if name in _WORLD and thing in around}
    for place, near in around.items():
        found: set[Subject] = set()
        waiting = [*near]
        while waiting:
            outer = waiting.pop()
            if outer not in found:
                found.add(outer)
                waiting.extend(around[outer])
        for outer in (found | world) - {place}:
            yield ox.Quad(place, _WITHIN, outer)


def _figures(thing: Subject, said: Mapping[Subject, list[ox.Quad]]) -> Iterator[ox.Quad]:
    """The figures that an observation's evidence stands in."""
    for place in (quad.object for quad in said[thing] if quad.predicate == _EVIDENCE):
        for quad in said.get(place, ()) if not isinstance(place, ox.Literal) else ():
            if quad.predicate == _FIGURE:
                yield ox.Quad(thing, _own("inFigure"), quad.object)


def _top(part: Subject, above: Mapping[Subject, Subject]) -> Subject:
    """What holds a part and is no part itself; of a circle any member."""
    seen = {part}
    while part in above and above[part] not in seen:
        part = above[part]
        seen.add(part)
    return part


def _observation(thing: Subject, said: Iterable[ox.Quad], model: Model) -> Iterator[ox.Quad]:
    values: dict[str, str] = {}
    abouts: set[str] = set()
    regions: set[str] = set()
    for quad in said:
        if quad.predicate in (_ABOUT, _REGION):
            (abouts if quad.predicate == _ABOUT else regions).add(str(quad.object))
        elif isinstance(quad.object, ox.Literal):
            values[quad.predicate.value.removeprefix(ZT)] = quad.object.value
    about, region = " ".join(sorted(abouts)), " ".join(sorted(regions))
    yield ox.Quad(thing, _own("abouts"), ox.Literal(about))
    yield ox.Quad(thing, _own("regions"), ox.Literal(region))
    yield ox.Quad(thing, _own("scope"), ox.Literal(f"{about} in {region}"))
    indicator = model.concept("indicators", values.get("indicator", ""))
    if indicator is not None and "quantity" in indicator.extra:
        yield ox.Quad(thing, _own("quantity"), ox.Literal(indicator.extra["quantity"]))
    years = _numbers(values, "periodStart", "periodEnd")
    period: dict[str, int] = {}
    for name, key, other in (("first", "periodStart", "periodEnd"), ("last", "periodEnd", "periodStart")):
        year = years.get(key, years.get(other))
        if year is not None and abs(year) < 10_000:
            period[name] = int(year)
            yield ox.Quad(thing, _own(name), ox.Literal(int(year)))
    yield ox.Quad(thing, _own("period"), ox.Literal("–".join(map(str, dict.fromkeys(period.values()))) or "—"))
    for name, number in _interval(values).items():
        yield ox.Quad(thing, _own(name), ox.Literal(repr(number), datatype=_DOUBLE))


def _numbers(values: Mapping[str, str], *keys: str) -> dict[str, float]:
    """Those of the values that are finite numbers."""
    found: dict[str, float] = {}
    for key in keys:
        try:
            number = float(values.get(key, ""))
        except ValueError:
            continue
        if isfinite(number):
            found[key] = number
    return found


def _interval(values: Mapping[str, str]) -> dict[str, float]:
    """Between what an observation's value lies, by its bound."""
    numbers = _numbers(values, "value", "valueMin", "valueMax")
    if "value" not in numbers:
        ends = {"low": numbers.get("valueMin"), "high": numbers.get("valueMax")}
        found = {name: number for name, number in ends.items() if number is not None}
        return {**found, "nominal": sum(found.values()) / len(found)} if found else {}
    value = numbers["value"]
    bound = values.get("bound", "exact")
    found = {"nominal": value}
    if bound not in ("at_most", "less_than"):
        found["low"] = value
    if bound not in ("at_least", "more_than"):
        found["high"] = value
    return found


def _yearly_growth(*terms: Term) -> ox.Literal | None:
    given = {name: term.value for name, term in zip("abn", terms, strict=True) if isinstance(term, ox.Literal)}
    numbers = _numbers(given, *"abn")
    if len(numbers) != 3 or numbers["a"] <= 0 or numbers["b"] <= 0 or numbers["n"] <= 0:
        return None
    growth = 100 * ((numbers["b"] / numbers["a"]) ** (1 / numbers["n"]) - 1)
    return ox.Literal(repr(growth), datatype=_DOUBLE)


FUNCTIONS: Final[Mapping[ox.NamedNode, Callable[..., ox.Literal | None]]] = MappingProxyType(
    {_own("yearlyGrowth"): _yearly_growth}
)
"""What queries of rules may call."""
