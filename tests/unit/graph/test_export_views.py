"""A view taken along: drawings and pages that run nothing, scripts that say what the graph says."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.cypher import cypher, literal
from graph.export.standalone import standalone
from graph.export.svg import LegendEntry, svg
from graph.mapping import PropertyGraph
from graph.values import Node, Relationship
from graph.view import Caption, GraphView, Tint, ViewEdge, ViewNode
from ontology.model import load_model
from tests.explore_world import HOSTILE

NAMES = [*HOSTILE.values(), "]]>", "\x00\x1b", "a\\u0027b", "'", '"', "`"]


def hostile_view() -> GraphView:
    shapes = ("dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star")
    nodes = tuple(
        ViewNode(f"n{i}", name, title=name, shape=shapes[i % 7], x=90.0 * i, y=40.0 * (i % 3), disputed=i == 1)
        for i, name in enumerate(NAMES)
    )
    edges = tuple(ViewEdge(f"e{i}", "n0", f"n{i}", "MAKES", NAMES[i]) for i in range(1, len(NAMES)))
    return GraphView(nodes, edges, (Caption(NAMES[0], 0, 0),))


def drawing() -> str:
    return svg(hostile_view(), [LegendEntry(name, "dot", "#112233") for name in NAMES], NAMES)


def test_a_drawing_is_sound_xml_with_every_name_as_text_and_nothing_that_runs() -> None:
    root = ElementTree.fromstring(drawing())
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "rect", "defs", "marker", "path", "g", "circle", "polygon", "text", "title"}
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on") or "href" in key]
    said = {"".join(element.itertext()) for element in root.iter() if element.tag.endswith("text")}
    assert {name for name in NAMES if name.isprintable()} <= said


def test_hidden_nodes_and_their_edges_are_not_drawn() -> None:
    a, b = ViewNode("a", "shown", x=0, y=0), ViewNode("b", "secret", x=50, y=0, hidden=True)
    drawn = svg(GraphView((a, b), (ViewEdge("e", "a", "b", "T", "joins"),)), [], [])
    assert "shown" in drawn
    assert "secret" not in drawn
    assert "joins" not in drawn


def test_lines_have_the_colours_of_their_relations_and_doubt_outshines_them() -> None:
    ends = ViewNode("a", "a", x=0, y=0), ViewNode("b", "b", x=90, y=0)
    tint = Tint("#123456", "#ffffff")
    edges = (
        ViewEdge("e", "a", "b", "T", "t", color=tint),
        ViewEdge("d", "b", "a", "T", "t", disputed=True, color=tint),
    )
    drawn = svg(GraphView(ends, edges), [LegendEntry("t", "line", "#123456")], [])
    assert drawn.count('stroke="#123456"') == 2  # one edge, and the legend
    assert 'marker-end="url(#arrow-123456)"' in drawn


def test_a_group_has_a_second_outline() -> None:
    one, many = (svg(GraphView((ViewNode("a", "a", x=0, y=0, group=group),)), [], []) for group in (False, True))
    assert many.count("<circle") == one.count("<circle") + 1


def test_an_empty_view_is_drawn_too() -> None:
    assert ElementTree.fromstring(svg(GraphView(), [], ["nothing"])) is not None


def test_the_standalone_page_holds_one_script_of_its_own_and_asks_nothing() -> None:
    nodes = [{"title": name, "lines": NAMES} for name in NAMES]
    page = standalone(NAMES[0], drawing(), nodes, [], "zh")
    scripts = re.findall(r"<script(.*?)>(.*?)</script>", page, re.DOTALL)
    assert [bool(kind) for kind, _ in scripts] == [True, False]
    assert json.loads(scripts[0][1])["nodes"][0]["title"] == NAMES[0]
    assert "default-src 'none'" in page
    assert not re.search(r"<[^>]*(src|href)\s*=", page.replace(scripts[0][1], "").replace(scripts[1][1], ""))


@pytest.mark.parametrize("value", [True, 3, -2.5, ("a", "b"), (1, 2), "中文", float("nan"), float("-inf")])
def test_values_are_written_as_cypher_writes_them(value: object) -> None:
    assert "\n" not in literal(value)  # type: ignore[arg-type]


def read_literal(text: str) -> str:
    """What Neo4j reads: unicode escapes first, then the joined strings with their escapes."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    parts = re.findall(r"'((?:[^'\\]|\\.)*)'", text, re.DOTALL)
    assert " + ".join(f"'{part}'" for part in parts) == text
    escapes = {"n": "\n", "r": "\r", "t": "\t"}
    return "".join(
        re.sub(r"\\(.)", lambda found: escapes.get(found[1], found[1]), part, flags=re.DOTALL) for part in parts
    )


@given(st.text(alphabet=st.sampled_from("a'\\u0027\n\t\"` 中{}$/")))
def test_no_text_ends_its_own_string(text: str) -> None:
    assert read_literal(literal(text)) == text


def test_a_script_makes_nodes_before_relationships_and_can_run_twice() -> None:
    nodes = (Node("a", ("Thing", "X"), {"id": "a"}), Node("b", ("Thing",), {"id": "b", "_digest": "z"}))
    graph = PropertyGraph(nodes, (Relationship("r", "MAKES", "a", "b", {"id": "r", "year": 2019}),))
    lines = b"".join(cypher(graph, load_model())).decode().splitlines()
    assert lines[1] == "MERGE (n:Thing {id: 'a'}) SET n:`X` SET n += {`id`: 'a'};"
    assert lines[2] == "MERGE (n:Thing {id: 'b'}) SET n += {`id`: 'b'};"
    assert lines[3].startswith("MATCH (a:Thing {id: 'a'}), (b:Thing {id: 'b'}) MERGE (a)-[r:`MAKES` {id: 'r'}]->(b)")
