"""What other tools change in the database comes back as RDF under IRIs that can be foretold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from pyoxigraph import Quad

from graph.errors import GraphError
from graph.facts import canonical_trig, read_trig
from graph.mapping import PropertyGraph, to_property_graph, to_quads
from graph.values import Node, Relationship, Value
from ontology.model import load_model

MODEL = load_model()
PREFIXES = """
PREFIX : <https://example.org/> PREFIX zt: <https://w3id.org/zhitu/ns#> PREFIX org: <https://w3id.org/zhitu/id/org/>
PREFIX prod: <https://w3id.org/zhitu/id/prod/> PREFIX stmt: <https://w3id.org/zhitu/id/stmt/>
PREFIX ev: <https://w3id.org/zhitu/id/ev/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX np: <https://w3id.org/zhitu/neo4j/property#> PREFIX nr: <https://w3id.org/zhitu/neo4j/relationship#>
PREFIX nl: <https://w3id.org/zhitu/neo4j/label#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
FACTS = """
org:a a zt:ChipVendor ; skos:prefLabel "甲"@zh ; zt:founded 1993 ; :size 01 , 2 ; zt:evidence ev:r-L1 ;
   zt:makes prod:gpu ~ stmt:1 {| zt:status "stated" ; zt:year 2019 |} ; zt:makes prod:cpu .
org:b a zt:Startup .
:g { org:c a zt:Startup ; zt:founded 2001 . }
"""


def quads(text: str) -> list[Quad]:
    return read_trig((PREFIXES + text).encode())


@pytest.fixture
def graph() -> PropertyGraph:
    return to_property_graph(quads(FACTS), MODEL)


def with_node(graph: PropertyGraph, node_id: str, changed: Mapping[str, Value | None], *labels: str) -> PropertyGraph:
    """The graph after SET and REMOVE (None) of properties, and with other labels when some are given."""

    def edited(node: Node) -> Node:
        if node.id != node_id:
            return node
        properties = {key: value for key, value in {**node.properties, **changed}.items() if value is not None}
        return Node(node.id, labels or node.labels, properties)

    return replace(graph, nodes=tuple(map(edited, graph.nodes)))


def with_edge(graph: PropertyGraph, type_: str, properties: Mapping[str, Value]) -> PropertyGraph:
    """The graph after CREATE (org:a)-[:TYPE {...}]->(org:b); the driver gives it an element id of its own."""
    edge = Relationship("5:element:17", type_, "org:a", "org:b", properties)
    return replace(graph, relationships=(*graph.relationships, edge))


def difference(graph: PropertyGraph) -> str:
    """Lines of TriG that are new, after ``+``, or gone, after ``-``."""
    before, after = set(quads(FACTS)), set(to_quads(graph, MODEL))
    lines = []
    for sign, some in (("-", before - after), ("+", after - before)):
        lines += [f"{sign} {quad}" for quad in sorted(map(str, some))]
    return "\n".join(lines)


def changes(text: str, *, gone: str = "") -> str:
    lines = [f"- {quad}" for quad in sorted(map(str, quads(gone)))] if gone else []
    return "\n".join([*lines, *(f"+ {quad}" for quad in sorted(map(str, quads(text))))])


def test_an_untouched_graph_differs_in_nothing(graph: PropertyGraph) -> None:
    assert difference(graph) == ""


@pytest.mark.parametrize(
    ("changed", "new", "gone"),
    [
        ({"founded": 1994}, "org:a zt:founded 1994 .", "org:a zt:founded 1993 ."),
        ({"founded": None}, "", "org:a zt:founded 1993 ."),
        ({"founded": "about 1993"}, 'org:a zt:founded "about 1993" .', "org:a zt:founded 1993 ."),
        ({"founded": (1993, 1994)}, "org:a zt:founded 1994 .", ""),
        ({"size": 5}, "org:a :size 5 .", "org:a :size 01 , 2 ."),  # its exact forms stood in _rdf
        ({"size": None}, "", "org:a :size 01 , 2 ."),
        ({"name_en": "A"}, 'org:a skos:prefLabel "A"@en .', ""),
        ({"name_fr": "Un"}, 'org:a skos:prefLabel "Un"@fr .', ""),
        ({"aliases": "one"}, 'org:a skos:altLabel "one" .', ""),
        ({"evidence": ("ev:r-L1", "ev:r-L2")}, "org:a zt:evidence ev:r-L2 .", ""),
        ({"evidence": ("ev:r-L1", "see page 7")}, 'org:a zt:evidence "see page 7" .', ""),
        ({"pageRank": 0.5, "community": 7}, "org:a np:pageRank 5.0E-1 ; np:community 7 .", ""),
        ({"checked": True, "by": ("x", "y")}, 'org:a np:checked true ; np:by "x" , "y" .', ""),
        ({"备注": "看"}, 'org:a <https://w3id.org/zhitu/neo4j/property#备注> "看" .', ""),
        ({"my key": "x"}, 'org:a <https://w3id.org/zhitu/neo4j/property#my%20key> "x" .', ""),
        ({"name": "Hand made"}, 'org:a np:name "Hand made" .', ""),
        ({"explanation": "Hand made"}, 'org:a np:explanation "Hand made" .', ""),
        (
            {"explanation": "Hand made", "founded": 1994},
            'org:a np:explanation "Hand made" ; zt:founded 1994 .',
            "org:a zt:founded 1993 .",
        ),
        ({"types": ("https://w3id.org/zhitu/ns#ChipVendor", "no IRI")}, "org:a a nl:no%20IRI .", ""),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_a_changed_property_comes_back(
    graph: PropertyGraph, changed: dict[str, Value | None], new: str, gone: str
) -> None:
    assert difference(with_node(graph, "org:a", changed)) == changes(new, gone=gone)


def test_a_changed_property_stays_in_its_graph(graph: PropertyGraph) -> None:
    edited = with_node(graph, "org:c", {"founded": 2002})
    assert difference(edited) == changes(":g { org:c zt:founded 2002 . }", gone=":g { org:c zt:founded 2001 . }")


def test_the_derived_name_follows_the_names_it_comes_from(graph: PropertyGraph) -> None:
    edited = with_node(graph, "org:a", {"name_zh": "乙"})  # `name` is the old one still
    assert difference(edited) == changes('org:a skos:prefLabel "乙"@zh .', gone='org:a skos:prefLabel "甲"@zh .')


def test_the_derived_explanation_follows_those_it_comes_from() -> None:
    facts = quads('PREFIX dis: <https://w3id.org/zhitu/id/dis/> dis:a a zt:Discrepancy ; zt:explanation "旧"@zh .')
    edited = with_node(to_property_graph(facts, MODEL), "dis:a", {"explanation_zh": "新"})
    assert any("新" in str(quad) for quad in to_quads(edited, MODEL))
    assert not {quad for quad in to_quads(edited, MODEL) if "旧" in str(quad)}


def test_an_added_label_is_a_class(graph: PropertyGraph) -> None:
    own = with_node(graph, "org:b", {}, "Agent", "Entity", "Organization", "Startup", "Thing", "RobotMaker", "Checked")
    assert difference(own) == changes("org:b a zt:RobotMaker , nl:Checked .")


def test_a_removed_label_takes_its_class_away(graph: PropertyGraph) -> None:
    edited = with_node(graph, "org:a", {}, "Agent", "Entity", "Organization", "Thing")
    assert difference(edited) == changes("", gone="org:a a zt:ChipVendor .")


def test_a_class_in_a_graph_goes_with_its_label(graph: PropertyGraph) -> None:
    facts = quads("org:x a zt:Startup . :g { org:x a zt:RobotMaker . }")
    graph = to_property_graph(facts, MODEL)
    edited = with_node(graph, "org:x", {}, "Agent", "Entity", "Organization", "Startup", "Thing")
    assert set(to_quads(edited, MODEL)) == set(quads("org:x a zt:Startup ."))


def test_a_new_relationship_is_a_statement(graph: PropertyGraph) -> None:
    assert difference(with_edge(graph, "COMPETES_WITH", {})) == changes("org:a zt:competesWith org:b .")
    assert difference(with_edge(graph, "LIKES", {})) == changes("org:a nr:LIKES org:b .")
    assert difference(with_edge(graph, "喜欢", {})) == changes(
        "org:a <https://w3id.org/zhitu/neo4j/relationship#喜欢> org:b ."
    )


def test_properties_of_a_new_relationship_annotate_it(graph: PropertyGraph) -> None:
    added = set(to_quads(with_edge(graph, "LIKES", {"year": 2024, "weight": 0.5}), MODEL)) - set(quads(FACTS))
    [reifier] = {quad.subject for quad in added if "reifies" in quad.predicate.value}
    assert reifier.value.startswith("https://w3id.org/zhitu/neo4j/statement#")  # type: ignore[union-attr]
    annotated = f"org:a nr:LIKES org:b ~ {reifier} {{| zt:year 2024 ; np:weight 5.0E-1 |}} ."
    assert added == set(quads(annotated))


def test_an_id_of_another_tool_on_a_relationship_is_a_property_of_it(graph: PropertyGraph) -> None:
    added = set(to_quads(with_edge(graph, "LIKES", {"id": 17}), MODEL)) - set(quads(FACTS))
    assert [str(quad.object) for quad in added if quad.predicate.value.endswith("#id")] == [
        '"17"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]


def test_a_property_on_a_bare_relationship_annotates_it(graph: PropertyGraph) -> None:
    [bare] = [edge for edge in graph.relationships if edge.end == "prod:cpu"]
    edited = replace(bare, properties={**bare.properties, "year": 2020})
    others = tuple(edge for edge in graph.relationships if edge is not bare)
    added = set(to_quads(replace(graph, relationships=(*others, edited)), MODEL)) - set(quads(FACTS))
    assert sorted(quad.predicate.value.rpartition("#")[2] for quad in added) == ["reifies", "year"]


def test_a_deleted_relationship_is_gone_with_its_annotations(graph: PropertyGraph) -> None:
    edges = tuple(edge for edge in graph.relationships if edge.id != "stmt:1")
    gone = 'org:a zt:makes prod:gpu ~ stmt:1 {| zt:status "stated" ; zt:year 2019 |} .'
    assert difference(replace(graph, relationships=edges)) == changes("", gone=gone)


def test_a_node_made_by_hand_with_an_id_of_ours_is_a_thing(graph: PropertyGraph) -> None:
    node = Node("org:new", ("Startup",), {"id": "org:new", "name_zh": "新", "founded": 2025})
    assert difference(replace(graph, nodes=(*graph.nodes, node))) == changes(
        'org:new a zt:Startup ; skos:prefLabel "新"@zh ; zt:founded 2025 .'
    )


@pytest.mark.parametrize("properties", [{}, {"id": 7}, {"id": "7"}, {"id": "no id"}, {"id": "<no iri>"}, {"id": ""}])
def test_nodes_of_other_applications_are_left_out_with_their_relationships(
    graph: PropertyGraph, properties: dict[str, Value]
) -> None:
    foreign = Node("4:element:1", ("Order",), properties)
    edge = Relationship("5:element:1", "LIKES", "org:a", foreign.id, {})
    edited = replace(graph, nodes=(*graph.nodes, foreign), relationships=(*graph.relationships, edge))
    assert difference(edited) == ""


@pytest.mark.parametrize("text", ["garbage", "<https://example.org/p> ", '<a:b> "x" . <a:b> <a:b> "y"'])
def test_exact_statements_that_somebody_broke_are_named(graph: PropertyGraph, text: str) -> None:
    with pytest.raises(GraphError, match=r"_rdf.*org/a"):
        list(to_quads(with_node(graph, "org:a", {"_rdf": (text,)}), MODEL))


def test_a_graph_name_that_somebody_broke_is_named(graph: PropertyGraph) -> None:
    with pytest.raises(GraphError, match="graphs"):
        list(to_quads(with_node(graph, "org:c", {"graphs": ("no graph",)}), MODEL))


def test_what_came_back_keeps_its_name_when_it_is_loaded_again(graph: PropertyGraph) -> None:
    edited = with_edge(with_node(graph, "org:a", {"pageRank": 0.5}), "LIKES", {"weight": 2})
    facts = list(to_quads(edited, MODEL))
    again = to_property_graph(facts, MODEL)
    node = next(node for node in again.nodes if node.id == "org:a")
    edge = next(edge for edge in again.relationships if edge.type == "LIKES")
    assert node.properties["pageRank"] == 0.5
    assert edge.properties["weight"] == 2
    assert canonical_trig(to_quads(again, MODEL)) == canonical_trig(facts)
