"""Views for the canvas: names, labels, colours and sizes of what is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values import Node, Relationship
from graph.view import GraphView, ViewEdge, ViewNode, graph_view, radius, short_label, text_width
from ontology.model import Model, load_model


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


def chip_vendor(model: Model, **properties: str | tuple[str, ...]) -> Node:
    return Node("org:nvidia", model.labels_of(["ChipVendor"]), {"id": "org:nvidia", **properties})


def one(model: Model, node: Node, language: str = "zh") -> ViewNode:
    return graph_view([node], [], model, language).nodes[0]


def test_a_node_is_named_in_the_language_asked_for(model: Model) -> None:
    node = chip_vendor(model, name_zh="英伟达", name_en="NVIDIA")
    assert (one(model, node, "zh").label, one(model, node, "en").label) == ("英伟达", "NVIDIA")


@pytest.mark.parametrize(
    ("properties", "label"),
    [
        ({"name_en": "NVIDIA"}, "NVIDIA"),
        ({"aliases": ("辉达", "NVDA")}, "辉达"),
        ({"name_zh": "  "}, "org:nvidia"),
        ({}, "org:nvidia"),
    ],
)
def test_a_node_without_a_name_in_the_language_still_has_a_label(
    model: Model, properties: dict[str, str | tuple[str, ...]], label: str
) -> None:
    assert one(model, chip_vendor(model, **properties)).label == label


def test_only_the_most_specific_classes_count(model: Model) -> None:
    node = Node("org:a", model.labels_of(["ChipVendor", "RobotMaker"]), {})
    assert one(model, node).classes == ("ChipVendor", "RobotMaker")


def test_colours_and_shape_come_from_the_ontology(model: Model) -> None:
    drawn, told = one(model, chip_vendor(model)), model.classes["ChipVendor"]
    assert (drawn.color.light, drawn.color.dark, drawn.shape) == (told.color_light, told.color_dark, told.shape)


def test_a_thing_of_no_known_class_is_drawn_plainly(model: Model) -> None:
    drawn = one(model, Node("http://example.org/a", ("Thing", "Whatever_1"), {}))
    assert drawn.shape == model.classes["Thing"].shape
    assert drawn.label == "http://example.org/a"


def test_a_title_keeps_markup_as_the_plain_text_it_is(model: Model) -> None:
    hostile = "<img src=x onerror=alert(1)> **b** [x](javascript:y)"
    assert one(model, chip_vendor(model, name_zh=hostile)).title.split("\n")[0] == hostile


def test_marks_that_turn_the_reading_direction_do_not_reach_the_screen(model: Model) -> None:
    drawn = one(model, chip_vendor(model, name_zh="安全\u202eexe.名字\u0000"))
    assert "\u202e" not in drawn.label + drawn.title
    assert "\u0000" not in drawn.label + drawn.title


def test_an_edge_is_labelled_by_the_relation_and_knows_whether_it_is_inferred(model: Model) -> None:
    makes = model.relations["makes"]
    nodes = [chip_vendor(model), Node("prod:gpu", model.labels_of(["ChipType"]), {})]
    edge = Relationship("stmt:1", makes.neo4j_type, "org:nvidia", "prod:gpu", {"status": "inferred"})
    view = graph_view(nodes, [edge], model, "zh")
    assert view.edges == (
        ViewEdge("stmt:1", "org:nvidia", "prod:gpu", makes.neo4j_type, makes.label["zh"], "inferred", unsupported=True),
    )


def test_edges_to_nodes_outside_the_view_are_left_out(model: Model) -> None:
    edge = Relationship("stmt:1", "MAKES", "org:nvidia", "prod:absent", {})
    assert graph_view([chip_vendor(model)], [edge], model, "zh").edges == ()


def test_the_same_node_twice_is_drawn_once(model: Model) -> None:
    assert len(graph_view([chip_vendor(model), chip_vendor(model)], [], model, "zh").nodes) == 1


def test_a_known_degree_decides_the_size(model: Model) -> None:
    small = graph_view([chip_vendor(model)], [], model, "zh").nodes[0].size
    large = graph_view([chip_vendor(model)], [], model, "zh", degrees={"org:nvidia": 30}).nodes[0].size
    assert small == radius(0) < radius(30) == large


def test_hiding_a_class_hides_what_is_of_it_first_and_shows_all_else() -> None:
    view = GraphView((ViewNode("a", "a", ("City",)), ViewNode("b", "b", ("Chip", "City")), ViewNode("c", "c")))
    assert [node.hidden for node in view.hiding({"City"}).nodes] == [True, False, False]
    assert [node.hidden for node in view.hiding({"City"}).hiding(()).nodes] == [False, False, False]


def test_removing_a_node_removes_the_edges_at_it() -> None:
    nodes = tuple(ViewNode(id_, id_) for id_ in "abc")
    view = GraphView(nodes, (ViewEdge("1", "a", "b", "T", "t"), ViewEdge("2", "b", "c", "T", "t")))
    left = view.without({"a"})
    assert [node.id for node in left.nodes] == ["b", "c"]
    assert [edge.id for edge in left.edges] == ["2"]


def test_placing_keeps_nodes_that_are_not_named_where_they_were() -> None:
    view = GraphView((ViewNode("a", "a", x=1.0, y=2.0), ViewNode("b", "b"))).placed({"b": (3.0, 4.0)}, pinned={"b"})
    assert view.positions() == {"a": (1.0, 2.0), "b": (3.0, 4.0)}
    assert [node.pinned for node in view.nodes] == [False, True]


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_a_short_label_is_one_line_and_never_wider_than_asked(text: str, width: int) -> None:
    label = short_label(text, width)
    assert text_width(label) <= width
    assert "\n" not in label


@given(st.text(alphabet="智能芯片abc", max_size=11))
def test_a_label_that_fits_is_left_alone(text: str) -> None:
    assert short_label(text, 22) == text


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=10**9))
def test_more_neighbours_never_make_a_node_smaller(one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert 8 <= radius(small) <= radius(large) <= 22
