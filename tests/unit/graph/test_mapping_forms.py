"""How facts look in the property graph, by example: what a Cypher user meets and docs/mapping.md tells in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Quad

from graph.facts import read_trig
from graph.mapping import PropertyGraph, to_property_graph
from graph.mapping.natives import CODECS, lexical, native
from graph.values import Node, Relationship, Scalar, Value
from ontology.model import load_model

MODEL = load_model()
CORPUS = Path(__file__).parents[2] / "data" / "rdf"
PREFIXES = """
PREFIX : <https://example.org/> PREFIX zt: <https://w3id.org/zhitu/ns#> PREFIX org: <https://w3id.org/zhitu/id/org/>
PREFIX prod: <https://w3id.org/zhitu/id/prod/> PREFIX stmt: <https://w3id.org/zhitu/id/stmt/>
PREFIX ev: <https://w3id.org/zhitu/id/ev/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
"""


def quads(text: str) -> list[Quad]:
    return read_trig((PREFIXES + text).encode())


def mapped(text: str) -> PropertyGraph:
    return to_property_graph(quads(text), MODEL)


def node(graph: PropertyGraph, node_id: str) -> Node:
    return next(node for node in graph.nodes if node.id == node_id)


def values(element: Node | Relationship) -> dict[str, Value]:
    """The properties without the books."""
    return {key: value for key, value in element.properties.items() if key not in ("id", "iri", "_digest")}


@pytest.fixture(scope="module")
def report() -> PropertyGraph:
    return to_property_graph(read_trig((CORPUS / "the-report-shape.trig").read_bytes()), MODEL)


def test_a_thing_has_its_superclasses_for_labels_and_its_attributes_for_properties(report: PropertyGraph) -> None:
    nvidia = node(report, "org:nvidia")
    assert nvidia.labels == ("AIVendor", "Agent", "ChipVendor", "Entity", "Organization", "Thing")
    assert nvidia.properties["iri"] == "https://w3id.org/zhitu/id/org/nvidia"
    assert values(nvidia) == {
        "name": "英伟达",
        "name_zh": "英伟达",
        "name_en": "NVIDIA",
        "aliases": ("NV", "N社"),
        "misspellings": ("英伟答",),  # a list always, because the ontology says that there may be several
        "description_zh": "图形芯片厂商",
        "founded": 1993,
        "evidence": ("ev:report-L268-270",),
        "types": ("https://w3id.org/zhitu/ns#AIVendor", "https://w3id.org/zhitu/ns#ChipVendor"),
    }


@pytest.mark.parametrize(
    ("said", "explanation"),
    [
        ('zt:explanation "at odds"@en , "不符"@zh', "不符"),
        ('zt:explanation "at odds"@en , "contraire"@fr', "at odds"),
        ('zt:explanation "contraire"@fr', "contraire"),
        ('zt:explanation "不合"@zh , "不符"@zh', "不合"),
        ('zt:kind "arithmetic"', None),
    ],
)
def test_a_discrepancy_has_its_explanation_in_the_first_language_there_is(said: str, explanation: str | None) -> None:
    graph = mapped(f"PREFIX dis: <https://w3id.org/zhitu/id/dis/> dis:a a zt:Discrepancy ; {said} .")
    assert node(graph, "dis:a").properties.get("explanation") == explanation


def test_each_annotated_statement_is_a_relationship_of_its_own(report: PropertyGraph) -> None:
    made = {edge.id: edge for edge in report.relationships if edge.type == "MAKES"}
    assert {(edge.start, edge.end) for edge in made.values()} == {("org:nvidia", "prod:gpu")}
    assert {edge_id: values(edge) for edge_id, edge in made.items()} == {
        "stmt:0123456789abcdef": {"evidence": ("ev:report-L268-270",), "status": "stated", "year": 2019, "rank": 1},
        "stmt:fedcba9876543210": {"evidence": ("ev:report-L300",), "status": "inferred"},
    }


def test_evidence_is_a_node_and_never_the_end_of_a_relationship(report: PropertyGraph) -> None:
    evidence = values(node(report, "ev:report-L268-270"))
    assert evidence["section"] == "3.1"
    assert (evidence["line_start"], evidence["line_end"]) == (268, 270)
    assert not [edge for edge in report.relationships if edge.end.startswith("ev:")]


def test_a_statement_that_is_talked_about_is_a_node_of_the_same_id_too(report: PropertyGraph) -> None:
    about = [edge.end for edge in report.relationships if edge.type == "ABOUT" and edge.start == "dis:1"]
    assert sorted(about) == ["org:nvidia", "stmt:0123456789abcdef"]


def test_a_foreign_graph_gets_names_made_of_its_iris() -> None:
    said = 'a foaf:Person ; foaf:name "Ann" ; :bornIn :Paris ; :birthDate "1990-01-01"^^xsd:date ; :hasChild 2'
    graph = mapped(f":Ann {said} .")
    ann = node(graph, "https://example.org/Ann")
    assert ann.labels == ("FoafPerson", "Thing")  # Person is the ontology's
    assert values(ann) == {
        "types": ("http://xmlns.com/foaf/0.1/Person",),
        "name": "Ann",
        "foaf_name": "Ann",
        "birth_date": "1990-01-01",
        "has_child": 2,
    }
    assert [(edge.type, edge.end) for edge in graph.relationships] == [("BORN_IN", "https://example.org/Paris")]


def test_a_thing_without_a_name_is_called_by_its_iri() -> None:
    graph = mapped(":a%20b :p org:x , [] .")
    names = {item.id: item.properties.get("name") for item in graph.nodes if not item.id.startswith("_:")}
    assert names == {"https://example.org/a%20b": "a b", "org:x": "x"}
    [blank] = [item for item in graph.nodes if item.id.startswith("_:")]
    assert "name" not in blank.properties
    assert "iri" not in blank.properties


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("1 , 02", {"n": (1, 2)}),
        ("02 , 2", {"n": (2,)}),
        ("99999999999999999999", {"n": 1e20}),
        ("99999999999999999999 , 1", {"n": (1.0, 1e20)}),
        ('"five"^^xsd:integer , 1', {"n": ("1", "five")}),
        ("1.50", {"n": 1.5}),
        ('"1"^^xsd:boolean', {"n": True}),
        ('"1.5"^^xsd:double', {"n": 1.5}),
    ],
)
def test_an_inexact_value_has_a_plain_one_for_queries(said: str, plain: dict[str, Value]) -> None:
    properties = values(node(mapped(f"org:a :n {said} ."), "org:a"))
    assert {key: value for key, value in properties.items() if key not in ("_rdf", "name")} == plain
    assert len(properties["_rdf"]) == said.count(",") + 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "native_value"),
    [
        ("1 , 2", (1, 2)),
        ("-9223372036854775808", -(2**63)),
        ("1.5", 1.5),
        ('"12"^^xsd:decimal', 12),
        ("12.0", 12.0),
        ("1.5E0", 1.5),
        ("true", True),
        ('"2019"^^xsd:gYear', 2019),
        ('"2019-02-01"^^xsd:date', "2019-02-01"),
        ('"x"@en , "y"@en', ("x", "y")),
        ('"x"^^:money', "x"),
    ],
)
def test_an_exact_value_stands_natively_and_nowhere_else(said: str, native_value: Value) -> None:
    properties = values(node(mapped(f"org:a :n {said} ."), "org:a"))
    assert "_rdf" not in properties
    [value] = [value for key, value in properties.items() if key != "name"]
    assert repr(value) == repr(native_value)


def test_a_graph_that_holds_a_whole_thing_is_its_property() -> None:
    graph = mapped(":g { org:a a zt:Startup ; zt:founded 2001 ; zt:makes prod:x . }")
    assert values(node(graph, "org:a")) == {
        "graphs": ("https://example.org/g",),
        "founded": 2001,
        "types": ("https://w3id.org/zhitu/ns#Startup",),
        "name": "a",
    }
    [edge] = graph.relationships
    assert values(edge) == {"graphs": ("https://example.org/g",)}


def test_a_statement_in_several_graphs_is_one_relationship() -> None:
    statement = "org:a zt:makes prod:x ."
    [edge] = mapped(f"{statement} :g {{ {statement} }} _:h {{ {statement} }}").relationships
    assert values(edge) == {"graphs": ("_:h", "default", "https://example.org/g")}


def test_classes_beyond_the_labels_stand_in_types() -> None:
    [many] = to_property_graph(read_trig((CORPUS / "many-types.trig").read_bytes()), MODEL).nodes
    assert {"Thing", "Entity", "Agent", "Organization"} <= set(many.labels)
    assert len(many.labels) <= 12
    assert len(many.properties["types"]) == 66  # type: ignore[arg-type]


def test_a_reifier_that_one_relationship_cannot_say_is_a_node() -> None:
    graph = mapped('org:a zt:makes prod:x ~ stmt:1 . org:a zt:makes prod:y ~ stmt:1 {| zt:note "both" |} .')
    assert node(graph, "stmt:1").properties["note"] == "both"
    assert all(edge.id.startswith("~") for edge in graph.relationships)


scalars = st.one_of(st.integers(-(2**63), 2**63 - 1), st.floats(), st.booleans(), st.text())


@given(st.sampled_from(sorted(CODECS)), scalars)
def test_a_value_that_a_datatype_has_comes_back_from_its_lexical_form(datatype: str, value: Scalar) -> None:
    text = lexical(datatype, value)
    if text is not None:
        back, exact = native(datatype, text)
        assert exact
        assert repr(back) == repr(value)
