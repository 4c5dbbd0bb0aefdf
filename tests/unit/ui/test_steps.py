"""What each step does to the view, on the real engine, and what the panel then says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from graph.arranging import NAMES
from graph.explorer import Explorer, Overview
from graph.filtering import Filter
from graph.styling import Rule
from graph.view import GraphView, Tint
from graph.why import why
from graph.workspace import Workspace
from ingest.attached import Quotes
from ontology.model import load_model
from tests.explore_world import HOSTILE, SUPPLIERS, build
from ui.explore import cards, steps
from ui.explore.drawing import legend_groups, legend_types, scene
from ui.explore.forms import filtered
from ui.explore.groups import close_groups, gathered, group_panel, open_groups, show_whole
from ui.explore.menus import left_over
from ui.explore.session import Scene, Session, address_of, adopt, without_language
from ui.explore.several import comparison, why_blocks
from ui.explore.table import node_rows, relation_rows
from ui.sentences import Words
from ui.state import DEFAULT_CAP, History, Look, Moment, View
from ui.texts import load_texts

ZH = Words(load_texts("zh"), load_model())


@dataclass(frozen=True)
class World:
    explorer: Explorer
    overview: Overview


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("steps")
    build(folder / "workspace", folder / "tables")
    with Workspace.open(folder / "workspace") as workspace:
        explorer = Explorer(workspace.store, load_model())
        yield World(explorer, explorer.overview())


def at(*nodes: str) -> Session:
    return Session(history=History(Moment(View(nodes=nodes))))


def test_removing_from_the_opening_view_keeps_the_rest_of_it(world: World) -> None:
    session = Session()
    steps.remove(session, world.overview, ["org:acme"])
    assert session.view.nodes == tuple(id_ for id_ in world.overview.landscape if id_ != "org:acme")


def test_opening_a_thing_adds_selects_and_brings_it(world: World) -> None:
    session = at("org:acme")
    steps.open_thing(session, world.overview, "prod:arm")
    assert session.view == View(nodes=("org:acme", "prod:arm"), selected="prod:arm")
    assert session.command is not None
    assert session.command.node == "prod:arm"


def test_a_full_canvas_takes_no_more_and_says_so(world: World) -> None:
    session = at(*(f"x:{n}" for n in range(DEFAULT_CAP)))
    steps.open_thing(session, world.overview, "org:acme")
    assert len(steps.shown(session, world.overview)) == DEFAULT_CAP
    assert [message.key for message in session.messages] == ["explore.full"]
    steps.limit(session, 1_000)
    steps.open_thing(session, world.overview, "org:acme")
    assert session.view.selected == "org:acme"


def test_an_expansion_stops_at_the_cap(world: World) -> None:
    session = at("org:hub", *(f"x:{n}" for n in range(DEFAULT_CAP - 11)))
    steps.expand(session, world.explorer, world.overview, ["org:hub"])
    assert len(steps.shown(session, world.overview)) == DEFAULT_CAP
    assert session.messages[-1].key == "explore.full"


def test_expansions_say_what_they_added_and_what_is_left(world: World) -> None:
    session = at("org:hub")
    for key, left in (("explore.added_left", SUPPLIERS + 1 - steps.EXPAND_LIMIT), ("explore.added", 0)):
        steps.expand(session, world.explorer, world.overview, ["org:hub"])
        assert (session.messages[-1].key, session.messages[-1].facts["left"]) == (key, left)
    steps.expand(session, world.explorer, world.overview, ["org:hub"])
    assert session.messages[-1].key == "explore.no_more"


def test_looking_at_one_class_only_twice_shows_all_again() -> None:
    session = Session()
    steps.keep_only(session, "City", ["City", "Park", "Plan"])
    assert session.view.hidden == {"Park", "Plan"}
    steps.keep_only(session, "City", ["City", "Park", "Plan"])
    assert not session.view.hidden


def test_places_of_nodes_stay_when_others_come(world: World) -> None:
    session = at("org:acme", "org:beta", "prod:gpu")
    before = scene(session, world.explorer, world.overview, ZH, "").view.positions()
    steps.expand(session, world.explorer, world.overview, ["org:acme"])
    after = scene(session, world.explorer, world.overview, ZH, "").view.positions()
    assert before.items() < after.items()


def test_hidden_nodes_keep_their_place_and_leave_the_table(world: World) -> None:
    session = at("org:acme", "prod:gpu")
    session.go(session.view.toggling(["ChipType"]))
    drawn = scene(session, world.explorer, world.overview, ZH, "")
    assert [node.hidden for node in drawn.view.nodes] == [False, True]
    assert [row["标识"] for row in node_rows(drawn.visible, ZH)] == ["org:acme"]
    assert relation_rows(drawn.visible, ZH) == []


def test_the_legend_lists_families_in_the_ontologys_order_and_lone_classes_last() -> None:
    groups = legend_groups(
        {"City": 2, "Park": 1, "ChipVendor": 3, "Startup": 1, "Market": 1, "ex_Foo": 1}, ["City"], ZH
    )
    assert [group["label"] for group in groups] == ["组织", "地点", "概念与议题"]
    assert [each["key"] for each in groups[-1]["classes"]] == ["Market", "ex_Foo"]
    assert [each["hidden"] for each in groups[1]["classes"]] == [True, False]


def test_the_legend_lists_relation_types_with_their_colours_and_those_filtered_out(world: World) -> None:
    session = at("org:acme", "org:beta", "prod:gpu")
    steps.style(session, Look(lines="type"))
    steps.toggle_types(session, ["MAKES"])
    drawn = scene(session, world.explorer, world.overview, ZH, "")
    rows = {row["key"]: row for row in legend_types(drawn, session.view.filter.without_types, ZH)}
    assert [(row["label"], row["count"], row["hidden"]) for row in rows.values()] == [
        ("生产", 2, True),
        ("竞争", 1, False),
    ]
    assert [edge.color for edge in drawn.view.edges] == [
        Tint(rows["COMPETES_WITH"]["light"], rows["COMPETES_WITH"]["dark"])
    ]
    steps.keep_only_type(session, "MAKES", rows)
    assert session.view.filter.without_types == {"COMPETES_WITH"}


def test_panels_are_plain_data_with_names_as_they_are(world: World) -> None:
    for id_, name in HOSTILE.items():
        card = world.explorer.card(id_)
        assert card is not None
        data = cards.thing_panel(card, ZH, world.explorer.classes_of, {id_}, 1, 25, Quotes(()))
        assert json.loads(json.dumps(data))["title"] == name


def test_a_panel_has_numbers_relations_and_evidence(world: World) -> None:
    card = world.explorer.card("org:acme")
    assert card is not None
    data = cards.thing_panel(card, ZH, world.explorer.classes_of, {"org:acme"}, 4, 25, Quotes(()))
    assert [block["type"] for block in data["blocks"]] == ["lines", "relations", "places", "id"]
    assert [group["label"] for group in data["blocks"][1]["groups"]] == ["生产", "竞争", "位于"]
    assert data["blocks"][1]["groups"][0]["rows"][0]["place"]["short"] == "1.2 · L12"
    assert data["actions"][0]["label"] == "展开 4 个相邻"


# --- walking, asking why, and everything undone again


def drawn(session: Session, world: World) -> GraphView:
    return scene(session, world.explorer, world.overview, ZH, "digest").whole


def test_an_expansion_over_one_relation_brings_only_its_neighbours(world: World) -> None:
    session = at("org:acme")
    steps.expand(session, world.explorer, world.overview, ["org:acme"], ("MAKES", True))
    assert set(steps.shown(session, world.overview)) == {"org:acme", "prod:gpu", "prod:arm"}
    card = world.explorer.card("org:acme")
    assert card is not None
    assert left_over(card, ["org:acme", "prod:gpu"]) == {
        ("MAKES", True): 1,
        ("COMPETES_WITH", True): 1,
        ("LOCATED_IN", True): 1,
    }


def test_a_collapse_takes_back_what_an_expansion_brought(world: World) -> None:
    session = at("org:hub", "place:harbour", "org:acme")
    steps.expand(session, world.explorer, world.overview, ["org:hub"])
    steps.collapse(session, world.overview, drawn(session, world), ["org:hub"])
    left = set(steps.shown(session, world.overview))
    assert not {id_ for id_ in left if id_.startswith("org:supplier")}
    assert {"org:hub", "place:harbour"} <= left


def test_hidden_nodes_come_back_and_removed_ones_do_not(world: World) -> None:
    session = at("org:acme", "prod:gpu", "place:harbour")
    steps.hide(session, ["prod:gpu"])
    visible = scene(session, world.explorer, world.overview, ZH, "digest").visible
    assert {node.id for node in visible.nodes} == {"org:acme", "place:harbour"}
    steps.remove(session, world.overview, ["place:harbour"])
    steps.show_hidden(session)
    visible = scene(session, world.explorer, world.overview, ZH, "digest").visible
    assert {node.id for node in visible.nodes} == {"org:acme", "prod:gpu"}


def test_selections_grow_invert_and_keep(world: World) -> None:
    session = at("org:acme", "org:beta", "prod:gpu", "place:harbour")
    steps.choose(session, ["org:acme"])
    steps.choose_class(session, drawn(session, world))
    assert set(session.view.chosen) == {"org:acme", "org:beta"}
    steps.invert(session, drawn(session, world))
    assert set(session.view.chosen) == {"prod:gpu", "place:harbour"}
    steps.keep(session, session.view.chosen)
    assert set(steps.shown(session, world.overview)) == {"prod:gpu", "place:harbour"}


@pytest.mark.parametrize("layout", [name for name in NAMES if name != "force"])
def test_another_layout_places_every_node_and_undoing_it_brings_the_old_places_back(world: World, layout: str) -> None:
    session = at("org:acme", "org:beta", "prod:gpu", "place:harbour")
    before = drawn(session, world).positions()
    steps.lay_out(session, layout)
    after = drawn(session, world).positions()
    assert after.keys() == before.keys()
    assert after != before
    steps.undo(session)
    assert drawn(session, world).positions() == before


def test_a_dragged_node_stays_and_undoing_puts_it_back(world: World) -> None:
    session = at("org:acme", "prod:gpu")
    before = drawn(session, world).positions()
    steps.pin(session, {"prod:gpu": (500.0, -20.0)})
    assert drawn(session, world).positions()["prod:gpu"] == (500.0, -20.0)
    steps.undo(session)
    assert drawn(session, world).positions() == before


def test_an_address_restores_places_pins_and_style(world: World) -> None:
    session = at("org:acme", "prod:gpu", "place:harbour")
    steps.pin(session, {"prod:gpu": (500.0, -20.0)})
    steps.style(session, replace(session.view.look, rules=(Rule("degree", ">", 1, "red"),)))
    shown = scene(session, world.explorer, world.overview, ZH, "digest")
    address = address_of(session, shown.ids, "zh")
    other = Session()
    adopt(other, without_language(address))
    again = scene(other, world.explorer, world.overview, ZH, "digest")
    assert again.view.nodes == shown.view.nodes or all(
        abs(a.x - b.x) <= 1 and abs(a.y - b.y) <= 1 and replace(a, x=0, y=0) == replace(b, x=0, y=0)
        for a, b in zip(shown.view.nodes, again.view.nodes, strict=True)
        if a.x is not None and a.y is not None and b.x is not None and b.y is not None
    )


def test_a_filter_hides_what_it_leaves_alone_and_keeps_places(world: World) -> None:
    session = at("org:acme", "org:beta", "prod:gpu", "place:harbour")
    before = drawn(session, world).positions()
    steps.sift(session, Filter(without_types=frozenset({"LOCATED_IN"})))
    shown = scene(session, world.explorer, world.overview, ZH, "digest")
    assert {node.id for node in shown.visible.nodes} == {"org:acme", "org:beta", "prod:gpu"}
    assert shown.view.positions() == before


def test_conditions_hide_the_things_that_do_not_meet_all_of_them(world: World) -> None:
    session = at("org:acme", "org:beta", "prod:gpu")
    asked = filtered(Filter(), "add_condition", {"attribute": "name", "test": "contains", "value": " ACME "})
    everything = {"org:acme", "org:beta", "prod:gpu"}
    for filter_, left in ((asked, {"org:acme"}), (filtered(asked, "drop_condition", "0"), everything)):
        steps.sift(session, filter_)
        shown = scene(session, world.explorer, world.overview, ZH, "digest")
        assert {node.id for node in shown.visible.nodes} == left
    assert filtered(asked, "add_condition", {"attribute": "name", "test": "above", "value": "many"}) == asked


def test_sections_filter_by_where_statements_stand(world: World) -> None:
    session = at("org:acme", "org:beta", "prod:gpu", "place:harbour")
    steps.sift(session, Filter(section="1"))
    assert scene(session, world.explorer, world.overview, ZH, "digest").visible.edges
    steps.sift(session, Filter(section="9"))
    assert not scene(session, world.explorer, world.overview, ZH, "digest").visible.edges


def test_why_two_things_are_connected_is_told_in_sentences_with_their_places(world: World) -> None:
    answer = why(world.explorer, world.overview, ["org:beta", "prod:arm"])
    blocks = why_blocks(answer, ZH, frozenset({"org:beta"}))
    (row,) = blocks[0]["groups"][0]["rows"][:1]
    assert [each["text"] for each in row["sentences"]] == ["顶点智造与贝塔半导体竞争", "顶点智造生产机械手"]
    assert row["sentences"][1]["place"]["short"].startswith("1.2")
    assert row["shown"] is False


def test_things_without_a_path_are_said_to_have_none(world: World) -> None:
    lonely = why(world.explorer, world.overview, ["org:acme", "org:supplier-1"])
    blocks = why_blocks(lonely, ZH, frozenset())
    assert blocks[0]["groups"] or blocks[0]["empty"] == "5 步之内没有路径。"


def test_what_several_things_share_is_named_with_its_statements(world: World) -> None:
    answer = why(world.explorer, world.overview, ["org:acme", "org:beta"])
    assert [each.node.id for each in answer.shared] == ["prod:gpu", "place:harbour"]
    assert {each.type for each in answer.shared[0].statements} == {"MAKES"}


def test_a_comparison_marks_what_is_the_same(world: World) -> None:
    found = [card for id_ in ("org:acme", "org:beta") if (card := world.explorer.card(id_))]
    rows = {row["label"]: row for row in comparison(found, ZH, world.explorer.classes_of)["rows"]}
    assert rows["市场份额"]["cells"][0][0].startswith("约 95%")
    assert not rows["生产"]["same"]
    assert rows["竞争"]["cells"] == [["贝塔半导体"], ["顶点智造"]]


class Steps(RuleBasedStateMachine):
    """Whatever a reader does, undoing all of it leads back to the beginning and redoing to where they were."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.session = at("org:acme", "prod:gpu", "place:harbour")
        self.first = self.session.view

    chosen = st.sampled_from(["org:acme", "org:beta", "prod:gpu", "prod:arm", "place:harbour", "org:hub"])

    @rule(id_=chosen)
    def opens(self, id_: str) -> None:
        steps.open_thing(self.session, self.world.overview, id_)

    @rule(ids=st.sets(chosen, min_size=1, max_size=2))
    def removes(self, ids: set[str]) -> None:
        steps.remove(self.session, self.world.overview, ids)

    @rule(ids=st.sets(chosen, min_size=1, max_size=2))
    def hides(self, ids: set[str]) -> None:
        steps.hide(self.session, ids)

    @rule(name=st.sampled_from(NAMES))
    def lays_out(self, name: str) -> None:
        steps.lay_out(self.session, name)

    @rule(id_=chosen, x=st.integers(-9, 9))
    def drags(self, id_: str, x: int) -> None:
        steps.pin(self.session, {id_: (float(x), 0.0)})

    @rule(degree=st.integers(0, 3))
    def filters(self, degree: int) -> None:
        steps.sift(self.session, Filter(least_degree=degree))

    @rule()
    def undoes(self) -> None:
        steps.undo(self.session)

    @rule()
    def redoes(self) -> None:
        steps.redo(self.session)

    @invariant()
    def the_way_back_and_forth_is_whole(self) -> None:
        history = self.session.history
        back = history
        while back.past:
            back = back.undone()
        assert back.present.same_drawing(self.first)
        while back.future:
            back = back.redone()
        assert back.present == history.moments()[-1].view
        assert set(self.session.view.chosen) <= set(steps.shown(self.session, self.world.overview))


def test_everything_can_be_undone_and_redone(world: World) -> None:
    Steps.world = world
    run_state_machine_as_test(Steps, settings=settings(max_examples=40, stateful_step_count=25, deadline=None))


# --- the whole graph


def things_of(drawn: Scene) -> set[str]:
    return {node.id for node in drawn.view.nodes if not node.group}


def test_a_graph_that_fits_is_shown_whole_and_its_address_stays_short(world: World) -> None:
    session = at("org:acme")
    show_whole(session, world.overview, "all")
    drawn = scene(session, world.explorer, world.overview, ZH, "")
    assert things_of(drawn) == world.overview.entities
    assert address_of(session, drawn.ids, "zh") == {"lang": "zh", "w": "all"}
    steps.remove(session, world.overview, ["org:acme"])
    assert things_of(scene(session, world.explorer, world.overview, ZH, "")) == world.overview.entities - {"org:acme"}


@pytest.mark.parametrize("by", ["class", "community"])
def test_groups_open_into_members_and_close_again(world: World, by: str) -> None:
    session = at("org:acme")
    show_whole(session, world.overview, by)
    drawn = scene(session, world.explorer, world.overview, ZH, "")
    assert things_of(drawn) == set()
    assert session.messages[-1].key == "explore.gathered"
    first = drawn.view.nodes[0]
    key = first.id.removeprefix("+")
    groups = gathered(session, world.overview)
    assert groups is not None
    panel = group_panel(groups, key, world.overview, ZH, ())
    assert panel is not None
    json.dumps(panel)
    open_groups(session, world.overview, [key])
    opened = scene(session, world.explorer, world.overview, ZH, "")
    assert things_of(opened) == set(groups.members[key])
    assert first.id not in opened.ids  # all its members are shown
    places = opened.view.positions()
    assert all(places[id_] == place for id_, place in drawn.view.positions().items() if id_ in places)
    hidden = opened.ids[0]
    steps.hide(session, [hidden])
    assert hidden not in {node.id for node in scene(session, world.explorer, world.overview, ZH, "").visible.nodes}
    close_groups(session, world.overview, [key])
    closed = scene(session, world.explorer, world.overview, ZH, "")
    assert set(closed.ids) == set(drawn.ids)
    assert not node_rows(closed.things, ZH)


def test_a_group_opens_no_further_than_the_canvas_holds(world: World) -> None:
    session = at("org:acme")
    show_whole(session, world.overview, "class")
    session.go(session.view.with_nodes(f"x:{n}" for n in range(DEFAULT_CAP - 5)))
    open_groups(session, world.overview, ["Startup"])
    assert len(steps.shown(session, world.overview)) == DEFAULT_CAP
    assert session.messages[-1].key == "explore.full"
    assert session.view.selected == "+Startup"


def test_places_of_groups_come_back_from_the_address(world: World) -> None:
    session = at("org:acme")
    show_whole(session, world.overview, "class")
    drawn = scene(session, world.explorer, world.overview, ZH, "")
    steps.pin(session, {drawn.ids[0]: (500.0, 400.0)})
    drawn = scene(session, world.explorer, world.overview, ZH, "")
    other = Session()
    adopt(other, without_language(address_of(session, drawn.ids, "zh")))
    again = scene(other, world.explorer, world.overview, ZH, "")
    assert set(again.ids) == set(drawn.ids)
    assert again.view.positions()[drawn.ids[0]] == pytest.approx((500.0, 400.0), abs=1)
