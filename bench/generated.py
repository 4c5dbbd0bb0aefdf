"""Made-up facts in the shape of the report's, of any size: firms with evidence, annotated relations, observations."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

ZT = "https://w3id.org/zhitu/ns#"
ID = "https://w3id.org/zhitu/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
STATEMENTS_PER_FIRM = 43
RELATIONS = ("makes", "locatedIn", "competesWith")
CLASSES = ("ChipVendor", "RobotMaker", "AIVendor", "Startup", "CloudProvider")

_TYPE, _REIFIES = NamedNode(RDF + "type"), NamedNode(RDF + "reifies")


def statements(count: int) -> Iterator[Quad]:
    """About `count` statements, the same ones each time. A thing has as many neighbours whatever the size is."""
    dice = random.Random(20200917)
    firms = max(1, count // STATEMENTS_PER_FIRM)
    for number in range(firms):
        yield from firm(number, firms, dice)


def firm(number: int, firms: int, dice: random.Random) -> Iterator[Quad]:
    """One firm with its evidence, three relations and an observation."""
    own, evidence = thing("org", f"firm-{number}"), thing("ev", f"made-L{number}")
    yield from said(own, _TYPE, NamedNode(ZT + dice.choice(CLASSES)))
    yield from said(own, SKOS + "prefLabel", Literal(f"智能企业{number}号", language="zh"))
    yield from said(own, SKOS + "prefLabel", Literal(f"Smart Firm {number}", language="en"))
    yield from said(own, SKOS + "altLabel", Literal(f"SF-{number}"))
    yield from said(own, ZT + "founded", integer(1950 + number % 75))
    yield from said(own, ZT + "evidence", evidence)
    yield from said(evidence, _TYPE, NamedNode(ZT + "Evidence"))
    yield from said(evidence, ZT + "source", thing("src", "made"))
    yield from said(evidence, ZT + "section", Literal(f"{number % 9}.{number % 7}"))
    yield from said(evidence, ZT + "lineStart", integer(number))
    yield from said(evidence, ZT + "lineEnd", integer(number + 2))
    yield from said(evidence, ZT + "digest", Literal(f"{dice.getrandbits(64):016x}"))
    ends = (
        thing("prod", f"product-{number // 4}"),
        thing("place", f"place-{number // 10}"),
        thing("org", f"firm-{dice.randrange(firms)}"),
    )
    for relation, end in zip(RELATIONS, ends, strict=True):
        yield from annotated(own, relation, end, f"{number}-{relation}", evidence)
    yield from observation(own, number, evidence, dice)


def annotated(start: NamedNode, relation: str, end: NamedNode, name: str, evidence: NamedNode) -> Iterator[Quad]:
    """A relation and what its statement is annotated with."""
    reifier, predicate = thing("stmt", name), NamedNode(ZT + relation)
    yield from said(start, predicate, end)
    yield from said(reifier, _REIFIES, Triple(start, predicate, end))
    yield from said(reifier, ZT + "status", Literal("stated"))
    yield from said(reifier, ZT + "evidence", evidence)
    yield from said(reifier, ZT + "year", Literal("2023", datatype=NamedNode(XSD + "gYear")))


def observation(about: NamedNode, number: int, evidence: NamedNode, dice: random.Random) -> Iterator[Quad]:
    """A number about a firm."""
    own = thing("obs", f"revenue-{number}")
    yield from said(own, _TYPE, NamedNode(ZT + "Observation"))
    for key, text in (("indicator", "revenue"), ("unit", "CNY"), ("bound", "about"), ("kind", "actual")):
        yield from said(own, ZT + key, Literal(text))
    yield from said(own, ZT + "value", Literal(f"{dice.randrange(10**9)}", datatype=NamedNode(XSD + "decimal")))
    yield from said(own, ZT + "periodStart", Literal("2022", datatype=NamedNode(XSD + "gYear")))
    yield from said(own, ZT + "periodEnd", Literal("2022", datatype=NamedNode(XSD + "gYear")))
    yield from said(own, ZT + "printed", Literal(f"约{dice.randrange(1000)}亿元"))
    yield from said(own, ZT + "evidence", evidence)
    yield from annotated(own, "about", about, f"{number}-about", evidence)


def said(subject: NamedNode, predicate: NamedNode | str, value: NamedNode | Literal | Triple) -> Iterator[Quad]:
    yield Quad(subject, NamedNode(predicate) if isinstance(predicate, str) else predicate, value, DefaultGraph())


def thing(kind: str, slug: str) -> NamedNode:
    return NamedNode(f"{ID}{kind}/{slug}")


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))
