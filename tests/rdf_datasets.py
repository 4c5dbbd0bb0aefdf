"""Hypothesis strategies for RDF 1.2 datasets made of everything that is hard to keep in a property graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from pyoxigraph import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

EX = "https://example.org/"
ZT = "https://w3id.org/zhitu/ns#"
THING = "https://w3id.org/zhitu/id/"
NEO4J = "https://w3id.org/zhitu/neo4j/"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

RDF_TYPE = NamedNode(RDF + "type")
RDF_REIFIES = NamedNode(RDF + "reifies")

THINGS = (
    EX + "a",
    EX + "b",
    THING + "org/nvidia",
    THING + "ev/report-L268-270",
    THING + "org/华为",
    THING,  # in our namespace, and no id
    THING + "org",
    THING + "Org/x",
    THING + "org/a/b",
    THING + "org/a%20b",
    THING + "http/x",
    THING + "iri/0123456789abcdef0123456789abcdef",
    THING + "org/" + "x" * 600,
    "org:nvidia",  # looks like one of our ids
    "iri:0123456789abcdef0123456789abcdef",
    "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
    "urn:x:" + "长" * 300,
    EX + "公司/英伟达?q=1#片段",
    EX + "long/" + "0123456789" * 70,
    "http://example.org/~tilde",
    RDF + "type",
    ZT + "ChipVendor",
    ZT + "makes",
)
CLASSES = (
    ZT + "ChipVendor",
    ZT + "RobotMaker",
    ZT + "Evidence",
    ZT + "Observation",
    ZT + "Thing",
    EX + "Chip",
    EX + "chip",
    EX + "MAKES",
    EX + "makes",
    EX + "类",
    EX + "Vertex",
    NEO4J + "label#Own",
    EX + "a",
)
PREDICATES = (
    ZT + "makes",
    ZT + "founded",
    ZT + "evidence",
    ZT + "value",
    ZT + "year",
    ZT + "figure",
    SKOS + "prefLabel",
    SKOS + "altLabel",
    "http://purl.org/dc/terms/description",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://xmlns.com/foaf/0.1/name",
    EX + "name",
    EX + "name_zh",
    EX + "id",
    EX + "_rdf",
    EX + "types",
    EX + "graphs",
    EX + "makesChip",
    EX + "makes_chip",
    EX + "MakesChip",
    EX + "MAKES",
    EX + "founded",
    EX + "产品",
    EX + "产品线",
    EX + "3d",
    EX + "x" * 300,
    NEO4J + "property#pageRank",
    NEO4J + "property#name",
    NEO4J + "relationship#liked%20by",
    RDF + "first",
    RDF + "rest",
)
TYPED = (
    ("integer", ("5", "05", "+5", "-0", " 5 ", "9223372036854775807", "9223372036854775808", "-9223372036854775808")),
    ("integer", ("123456789012345678901234567890", "1" * 400, "five", "")),
    ("decimal", ("12", "12.0", "1.50", "1.5", ".5", "-0.0", "12345678901234567890.5", "0.1", "1e3", "0.0000001")),
    ("double", ("1.5E0", "1.5", "1e0", "NaN", "INF", "-INF", "+INF", "-0.0E0", "0.0E0", "1.0E400", "4.9E-324", "x")),
    ("float", ("1.1E0", "1.1", "NaN")),
    ("boolean", ("true", "false", "1", "0", " true", "TRUE")),
    ("gYear", ("2019", "0044", "-0044", "2019Z", "12019", "2019+08:00")),
    ("date", ("2025-03-01", "2025-3-1")),
    ("dateTime", ("2025-03-01T00:00:00Z", "2025-03-01T00:00:00.000Z")),
    ("anyURI", ("https://example.org/", "not a URI")),
    ("long", ("5", "05")),
    ("unsignedByte", ("255", "256")),
    ("hexBinary", ("0aFF",)),
)
TEXTS = (
    "",
    " ",
    "芯片",
    "a\u0000b\u0001\t\r\n\u0085\u2028",
    "\U0001f600\ufffe\U0010ffff",
    '"\\"',
    "org:nvidia",
    "_:b0",
    "~0123456789ab",
    "default",
    '<https://example.org/p> "x"@en <https://example.org/g>',
    'https://example.org/p "x" .\n<https://example.org/evil> <https://example.org/p> "x',
    "true",
    "5",
)
LANGUAGES = ("zh", "en", "zh-hant", "en-us", "sgn-be-fr", "i-klingon", "x-own", "fr")

iris = st.sampled_from(THINGS).map(NamedNode)
predicates = st.sampled_from(PREDICATES).map(NamedNode)
blank_nodes = st.sampled_from(("b0", "b1", "b2", "a.b", "0é", "n" * 300)).map(BlankNode)
resources = st.one_of(iris, blank_nodes)
texts = st.one_of(st.sampled_from(TEXTS), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
typed_literals = st.sampled_from([(name, form) for name, forms in TYPED for form in forms]).map(
    lambda item: Literal(item[1], datatype=NamedNode(XSD + item[0]))
)
numbers = st.one_of(
    st.integers().map(lambda n: Literal(str(n), datatype=NamedNode(XSD + "integer"))),
    st.floats().map(lambda x: Literal(repr(x), datatype=NamedNode(XSD + "double"))),
    st.decimals(allow_nan=False, allow_infinity=False).map(
        lambda d: Literal(format(d, "f"), datatype=NamedNode(XSD + "decimal"))
    ),
)
literals = st.one_of(
    texts.map(Literal),
    st.builds(lambda text, language: Literal(text, language=language), texts, st.sampled_from(LANGUAGES)),
    st.builds(
        lambda text, direction: Literal(text, language="ar", direction=BaseDirection(direction)),
        texts,
        st.sampled_from(("ltr", "rtl")),
    ),
    typed_literals,
    numbers,
    texts.map(lambda text: Literal(text, datatype=NamedNode(EX + "money"))),
)
graphs = st.one_of(
    st.just(DefaultGraph()),
    st.sampled_from((EX + "g1", EX + "g2", "urn:g:default", THING + "org/nvidia")).map(NamedNode),
    blank_nodes,
)
triple_terms = st.recursive(
    st.builds(Triple, resources, predicates, st.one_of(resources, literals)),
    lambda inner: st.builds(Triple, resources, predicates, inner),
    max_leaves=3,
)
plain_quads = st.builds(Quad, resources, predicates, st.one_of(resources, literals), graphs)
classes = st.one_of(st.sampled_from(CLASSES).map(NamedNode), blank_nodes, literals)
type_quads = st.builds(Quad, resources, st.just(RDF_TYPE), classes, graphs)
term_quads = st.builds(Quad, resources, st.one_of(predicates, st.just(RDF_REIFIES)), triple_terms, graphs)
odd_quads = st.builds(Quad, resources, st.just(RDF_REIFIES), st.one_of(resources, literals), graphs)


@st.composite
def reified_quads(draw: Callable[..., object]) -> list[Quad]:
    """A statement, asserted or not, with reifiers that say something, mostly in the statement's own graph."""
    statement: Quad = draw(st.one_of(plain_quads, type_quads))  # type: ignore[assignment]
    term = Triple(statement.subject, statement.predicate, statement.object)
    quads = [statement] if draw(st.sampled_from((True, True, True, False))) else []
    reifiers = st.one_of(st.integers(0, 3).map(lambda n: NamedNode(f"{THING}stmt/{n:016x}")), blank_nodes, iris)
    for reifier in draw(st.lists(reifiers, min_size=1, max_size=3)):  # type: ignore[attr-defined]
        graph: Any = draw(st.one_of(st.just(statement.graph_name), st.just(statement.graph_name), graphs))
        quads.append(Quad(reifier, RDF_REIFIES, term, graph))
        for said in draw(st.lists(st.one_of(plain_quads, type_quads, term_quads), max_size=3)):  # type: ignore[attr-defined]
            home: Any = draw(st.sampled_from((graph, said.graph_name)))
            quads.append(Quad(reifier, said.predicate, said.object, home))
    return quads


datasets = st.lists(
    st.one_of(
        st.one_of(plain_quads, plain_quads, type_quads, term_quads, odd_quads).map(lambda quad: [quad]),
        reified_quads(),
    ),
    max_size=12,
).map(lambda parts: list(dict.fromkeys(quad for part in parts for quad in part)))
"""Datasets of up to some dozens of quads, each quad once."""
