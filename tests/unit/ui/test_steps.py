"""What each step does to the view, on the real engine, and what the panel then says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from graph.explorer import Explorer, Overview
from graph.workspace import Workspace
from ontology.model import load_model
from tests.explore_world import HOSTILE, SUPPLIERS, build
from ui.explore import cards, steps
from ui.explore.drawing import legend_groups, scene
from ui.explore.session import Session
from ui.explore.table import node_rows, relation_rows
from ui.sentences import Words
from ui.state import DEFAULT_CAP, History, View
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
    return Session(history=History(View(nodes=nodes)))


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
    steps.widen(session)
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


def test_panels_are_plain_data_with_names_as_they_are(world: World) -> None:
    for id_, name in HOSTILE.items():
        card = world.explorer.card(id_)
        assert card is not None
        data = cards.thing_panel(card, ZH, world.explorer.classes_of, {id_}, 1, 25)
        assert json.loads(json.dumps(data))["title"] == name


def test_a_panel_has_numbers_relations_and_evidence(world: World) -> None:
    card = world.explorer.card("org:acme")
    assert card is not None
    data = cards.thing_panel(card, ZH, world.explorer.classes_of, {"org:acme"}, 4, 25)
    assert [block["type"] for block in data["blocks"]] == ["lines", "relations", "places", "id"]
    assert [group["label"] for group in data["blocks"][1]["groups"]] == ["生产", "竞争", "位于"]
    assert data["blocks"][1]["groups"][0]["rows"][0]["place"]["short"] == "1.2 · L12"
    assert data["actions"][0]["label"] == "展开 4 个相邻"
