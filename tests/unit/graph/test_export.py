"""Every export format carries what it promises, also for names that were made to do harm."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from graph.basic_rdf import PROPOSITION_FORM, basic_decoded, basic_encoded
from graph.errors import GraphError
from graph.export import FORMATS, export
from graph.facts import canonical_nquads, read_trig
from graph.mapping import PropertyGraph, to_property_graph
from graph.values import Node, Relationship, Scalar
from ontology.model import load_model
from tests.rdf_datasets import datasets

MODEL = load_model()
CORPUS = sorted((Path(__file__).parents[2] / "data" / "rdf").glob("*.trig"))
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]>&amp;<!--",
    '=HYPERLINK("https://example.org/","x")',
    "a\u0000b\u0001\u001f\ufffe\r\n\t;",
    "芯片 \U0001f600",
    "{{7*7}} ${7*7}",
)


def exported(graph: PropertyGraph, format_: str) -> bytes:
    return b"".join(export(graph, format_, MODEL))


def mapped(quads: list[Quad]) -> PropertyGraph:
    return to_property_graph(quads, MODEL)


@pytest.fixture(scope="module")
def report() -> PropertyGraph:
    shape = next(file for file in CORPUS if file.stem == "the-report-shape")
    return mapped(read_trig(shape.read_bytes()))


@pytest.fixture(scope="module")
def hostile() -> PropertyGraph:
    def facts() -> Iterator[Quad]:
        for number, text in enumerate(HOSTILE):
            thing = NamedNode(f"https://example.org/{number}")
            yield Quad(thing, NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), Literal(text, language="zh"))
            yield Quad(thing, NamedNode("https://example.org/remark"), Literal(text))
            yield Quad(thing, NamedNode("https://example.org/next"), NamedNode("https://example.org/0"))

    return mapped(list(facts()))


# -- RDF ------------------------------------------------------------------------------------------------------------


@given(datasets)
def test_trig_and_nquads_carry_everything(quads: list[Quad]) -> None:
    graph = mapped(quads)
    for format_, form in (("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS)):
        back = parse(exported(graph, format_), format=form)
        assert canonical_nquads(back) == canonical_nquads(quads)


@given(datasets)
def test_json_ld_carries_everything(quads: list[Quad]) -> None:
    back = basic_decoded(parse(exported(mapped(quads), "jsonld"), format=RdfFormat.JSON_LD))
    assert canonical_nquads(back) == canonical_nquads(quads)


@given(datasets)
def test_turtle_carries_everything_or_says_why_not(quads: list[Quad]) -> None:
    graph = mapped(quads)
    if all(str(quad.graph_name) == "DEFAULT" for quad in quads):
        back = parse(exported(graph, "turtle"), format=RdfFormat.TURTLE)
        assert canonical_nquads(Quad(*triple) for triple in back) == canonical_nquads(quads)
    else:
        with pytest.raises(GraphError, match="trig, nquads or jsonld"):
            exported(graph, "turtle")


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_each_hard_case_goes_through_json_ld(file: Path) -> None:
    quads = read_trig(file.read_bytes())
    text = exported(mapped(quads), "jsonld")
    assert canonical_nquads(basic_decoded(parse(text, format=RdfFormat.JSON_LD))) == canonical_nquads(quads)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader uses it
def test_json_ld_is_read_by_tools_without_rdf_1_2(report: PropertyGraph) -> None:
    facts = rdflib.Graph()
    facts.parse(data=exported(report, "jsonld").decode(), format="json-ld")
    asked = """
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX zt: <https://w3id.org/zhitu/ns#>
        SELECT ?made ?year WHERE {
            ?statement rdf:reifies [ rdf:propositionFormPredicate zt:makes ; rdf:propositionFormObject ?made ] ;
                zt:year ?year }"""
    [[made, year]] = (tuple(row) for row in facts.query(asked) if isinstance(row, rdflib.query.ResultRow))
    assert str(made) == "https://w3id.org/zhitu/id/prod/gpu"
    assert int(year) == 2019


def test_json_ld_shortens_iris_with_prefixes(report: PropertyGraph) -> None:
    document = json.loads(exported(report, "jsonld"))
    nvidia = next(node for node in document["@graph"] if node["@id"] == "org:nvidia")
    assert document["@context"]["org"] == "https://w3id.org/zhitu/id/org/"
    assert nvidia["@type"] == ["zt:AIVendor", "zt:ChipVendor"]
    assert nvidia["zt:founded"] == {"@value": "1993", "@type": "xsd:integer"}
    assert nvidia["zt:makes"] == {"@id": "prod:gpu"}


def test_a_reifier_in_json_ld_shows_its_statement(report: PropertyGraph) -> None:
    document = json.loads(exported(report, "jsonld"))
    reifier = next(node for node in document["@graph"] if node["@id"] == "stmt:0123456789abcdef")
    form = reifier["rdf:reifies"]
    assert form["@type"] == "rdf:PropositionForm"
    assert form["rdf:propositionFormSubject"] == {"@id": "org:nvidia"}
    assert reifier["zt:status"] == "stated"


def test_triple_terms_beside_their_own_encoding_are_refused() -> None:
    quads = read_trig(b"PREFIX : <https://example.org/> :a :p :b ~ :r .")
    with pytest.raises(GraphError, match=r"only be RDF 1\.2"):
        list(basic_encoded([*quads, Quad(BlankNode("x"), RDF_TYPE, PROPOSITION_FORM)]))


@pytest.mark.parametrize(
    "said",
    [
        "_:f a rdf:PropositionForm .",
        "_:f a rdf:PropositionForm ; rdf:propositionFormSubject :a ; rdf:propositionFormPredicate :p .",
        "_:f a rdf:PropositionForm ; rdf:propositionFormSubject :a , :b ; rdf:propositionFormPredicate :p ;"
        " rdf:propositionFormObject :c .",
        "_:f a rdf:PropositionForm ; rdf:propositionFormSubject :a ; rdf:propositionFormPredicate :p ;"
        " rdf:propositionFormObject _:f .",
        "_:f a rdf:PropositionForm ; rdf:propositionFormSubject :a ; rdf:propositionFormPredicate 'p' ;"
        " rdf:propositionFormObject :c .",
        "_:f a rdf:PropositionForm ; rdf:propositionFormSubject :a ; rdf:propositionFormPredicate :p ;"
        " rdf:propositionFormObject :c ; :note 'more' .",
    ],
)
def test_an_encoding_that_is_not_whole_is_refused(said: str) -> None:
    prefixes = "PREFIX : <https://example.org/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
    with pytest.raises(GraphError, match="stands for a triple term"):
        basic_decoded(read_trig(f"{prefixes} :r rdf:reifies _:f . {said}".encode()))


# -- GraphML --------------------------------------------------------------------------------------------------------


def opened(graphml: bytes) -> nx.MultiDiGraph[str]:
    """As networkx reads it."""
    read = nx.read_graphml(io.BytesIO(graphml), force_multigraph=True)
    assert isinstance(read, nx.MultiDiGraph)
    return read


@given(datasets)
def test_networkx_reads_every_graphml(quads: list[Quad]) -> None:
    graph = mapped(quads)
    read = opened(exported(graph, "graphml"))
    assert read.is_directed()
    assert set(read.nodes) == {node.id for node in graph.nodes}
    assert read.number_of_edges() == len(graph.relationships)
    assert {key for _, _, key in read.edges(keys=True)} == {edge.id for edge in graph.relationships}


def test_graphml_has_plain_attributes_with_types(report: PropertyGraph) -> None:
    read = opened(exported(report, "graphml"))
    nvidia = read.nodes["org:nvidia"]
    assert nvidia["label"] == "英伟达"
    assert nvidia["labels"] == "AIVendor; Agent; ChipVendor; Entity; Organization; Thing"
    assert nvidia["founded"] == 1993
    assert nvidia["aliases"] == "NV; N社"
    assert "_digest" not in nvidia
    made = read.edges["org:nvidia", "prod:gpu", "stmt:0123456789abcdef"]
    assert (made["label"], made["year"]) == ("MAKES", 2019)


def test_graphml_keeps_hostile_text_as_text(hostile: PropertyGraph) -> None:
    data = exported(hostile, "graphml")
    read = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    notes = {int(node.rpartition("/")[2]): said["remark"] for node, said in read.nodes(data=True)}
    expected = [re.sub("[\u0000\u0001\u001f\ufffe]", "\ufffd", text) for text in HOSTILE]
    assert [notes[number] for number in range(len(HOSTILE))] == expected
    assert b"<script" not in data


@given(
    st.lists(st.one_of(st.integers(-(2**63), 2**63 - 1), st.floats(), st.booleans(), st.text(max_size=5)), max_size=4)
)
def test_a_key_with_values_of_several_types_has_one_type_in_graphml(values: list[Scalar]) -> None:
    nodes = tuple(Node(f"n:{i}", ("Thing",), {"id": f"n:{i}", "v": value}) for i, value in enumerate(values))
    read = nx.read_graphml(io.BytesIO(exported(PropertyGraph(nodes), "graphml")), force_multigraph=True)
    assert len({type(said["v"]) for _, said in read.nodes(data=True)}) <= 1


# -- JSON lines -----------------------------------------------------------------------------------------------------


def test_json_lines_are_as_apoc_writes_them(report: PropertyGraph) -> None:
    lines = [json.loads(line) for line in exported(report, "jsonl").decode().splitlines()]
    nvidia = next(line for line in lines if line["type"] == "node" and line["properties"]["id"] == "org:nvidia")
    assert list(nvidia) == ["type", "id", "labels", "properties"]
    assert nvidia["labels"] == ["AIVendor", "ChipVendor", "Organization", "Agent", "Entity", "Thing"]
    assert nvidia["properties"]["name_zh"] == "英伟达"
    assert nvidia["properties"]["aliases"] == ["NV", "N社"]
    assert list(nvidia["properties"])[:2] == ["id", "name"]
    made = next(line for line in lines if line["type"] == "relationship" and line["label"] == "MAKES")
    assert set(made) == {"id", "type", "label", "properties", "start", "end"}
    assert made["start"] == {"id": nvidia["id"], "labels": nvidia["labels"]}
    assert made["properties"]["evidence"] == ["ev:report-L268-270"]


@given(datasets)
def test_json_lines_hold_every_element_and_no_bookkeeping(quads: list[Quad]) -> None:
    graph = mapped(quads)
    text = exported(graph, "jsonl").decode()
    lines = [json.loads(line, parse_constant=pytest.fail) for line in text.split("\n")[:-1]]
    assert len(lines) == len(graph.nodes) + len(graph.relationships)
    assert not [key for line in lines for key in line["properties"] if key.startswith("_")]
    ids = {line["id"] for line in lines if line["type"] == "node"}
    ends = {line[end]["id"] for line in lines if line["type"] == "relationship" for end in ("start", "end")}
    assert ends <= ids


# -- all ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_graph_can_be_exported(format_: str) -> None:
    assert isinstance(exported(PropertyGraph(), format_), bytes)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_export_comes_in_pieces_and_is_the_same_each_time(format_: str) -> None:
    many = [
        Quad(NamedNode(f"https://example.org/{i}"), NamedNode("https://example.org/p"), Literal("x" * 100))
        for i in range(3000)
    ]
    graph = mapped(many)
    assert exported(graph, format_) == exported(graph, format_)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(GraphError, match="trig, nquads"):
        export(PropertyGraph(), "xlsx", MODEL)


def test_relationships_without_our_books_are_exported_too() -> None:
    nodes = tuple(Node(f"org:{name}", ("Thing",), {"id": f"org:{name}"}) for name in "ab")
    edge = Relationship("5:element:1", "LIKES", "org:a", "org:b", {"weight": 0.5})
    graph = PropertyGraph(nodes, (edge,))
    assert b"neo4j/relationship#LIKES" in exported(graph, "nquads")
    assert b'"label": "LIKES"' in exported(graph, "jsonl")
