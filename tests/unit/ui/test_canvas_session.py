"""The canvas' messages: small, lossless, and right even when the browser misses some of them."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from graph.view import GraphView, ViewEdge, ViewNode
from ui.components.canvas.network import Drawing, Item, draw
from ui.components.canvas.session import Session
from ui.components.canvas.values import Viewport


def node(name: str, **changes: Any) -> ViewNode:
    return replace(ViewNode(name, name, x=1.0, y=2.0), **changes)


def ring(*names: str) -> GraphView:
    ends = pairwise(names)
    return GraphView(tuple(node(name) for name in names), tuple(ViewEdge(a + b, a, b, "T", "t") for a, b in ends))


def drawing(view: GraphView) -> Drawing:
    return draw(view)[0]


def test_the_first_message_holds_the_whole_graph() -> None:
    message = Session(seen=0).message(ring("a", "b"))
    assert message["base"] is None
    assert [item["id"] for item in message["nodes"]["set"]] == ["a", "b"]
    assert [(item["from"], item["to"]) for item in message["edges"]["set"]] == [("a", "b")]


def test_an_unchanged_view_is_not_sent_again() -> None:
    session = Session(seen=0)
    view = ring(*(f"n{i}" for i in range(1000)))
    session.message(view)
    assert len(json.dumps(session.message(view))) < 300


def test_an_expanded_view_sends_only_what_is_new() -> None:
    session = Session(seen=0)
    session.message(ring("a", "b"))
    message = session.message(ring("a", "b", "c"))
    assert [item["id"] for item in message["nodes"]["set"]] == ["c"]
    assert [item["id"] for item in message["edges"]["set"]] == ["bc"]
    assert message["nodes"]["drop"] == []


def test_differences_are_to_what_the_browser_said_it_shows_however_long_ago() -> None:
    session = Session(seen=0)
    session.receive({"rev": session.message(ring("a", "b"))["rev"]})
    for name in "cdefgh":
        message = session.message(ring("a", "b", name))
        assert [item["id"] for item in message["nodes"]["set"]] == [name]


def test_a_browser_that_asks_for_the_whole_graph_gets_it() -> None:
    session = Session(seen=0)
    session.message(ring("a"))
    session.receive({"whole": 1, "rev": None})
    assert session.message(ring("a", "b"))["base"] is None


def test_equal_views_have_the_same_revision_and_others_another() -> None:
    assert drawing(ring("a", "b")).rev == drawing(ring("a", "b")).rev != drawing(ring("b", "a", "c")).rev


def test_each_event_is_told_once_and_in_order() -> None:
    session = Session(seen=10)
    session.message(ring("a", "b"))
    old, one, two = ({"seq": seq, "kind": "select", "nodes": [name]} for seq, name in ((9, "b"), (11, "a"), (12, "b")))
    assert [event.node for event in session.receive({"events": [old, one]})] == ["a"]
    assert [event.node for event in session.receive({"events": [old, one, two]})] == ["b"]
    assert session.receive({"events": [old, one, two]}) == []


def test_the_latest_event_is_in_one_result_only() -> None:
    session = Session(seen=0)
    session.message(ring("a"))
    session.receive({"events": [{"seq": 1, "kind": "key", "key": "undo"}]})
    event = session.result().event
    assert event is not None
    assert event.key == "undo"
    assert session.result().event is None


def test_an_event_of_an_unknown_kind_is_no_event() -> None:
    assert Session(seen=0).receive({"events": [{"seq": 1, "kind": "launch"}]}) == []


def test_what_the_view_has_no_longer_is_not_selected() -> None:
    session = Session(seen=0)
    session.receive(
        {"selected": ["a", "b"], "edge": "ab", "moved": {"a": [1, 2], "b": [3, 4]}, "viewport": [1, 2, 0.5]}
    )
    session.message(ring("b"))
    result = session.result()
    assert (result.selected, result.edge, result.positions) == (("b",), None, {"b": (3.0, 4.0)})
    assert result.viewport == Viewport(1, 2, 0.5)


def test_titles_and_names_reach_pyvis_as_the_strings_they_are() -> None:
    hostile = "<script>alert(1)</script>"
    item = drawing(GraphView((node("a", label=hostile, title=hostile),))).nodes["a"]
    assert (item["label"], item["title"]) == (hostile, hostile)


def test_only_parallel_edges_bend_and_each_another_way() -> None:
    nodes = tuple(node(name) for name in "abc")
    ends = (("1", "a", "b"), ("2", "a", "b"), ("3", "b", "a"), ("4", "b", "c"), ("5", "c", "c"))
    edges = drawing(GraphView(nodes, tuple(ViewEdge(id_, a, b, "T", "t") for id_, a, b in ends))).edges
    bent = {
        id_: (item["smooth"]["type"], item["smooth"]["roundness"], item["from"])
        for id_, item in edges.items()
        if "smooth" in item
    }
    assert set(bent) == {"1", "3"}
    assert bent["1"] != bent["3"]


def test_an_inferred_edge_is_dashed_and_a_stated_one_is_not() -> None:
    nodes = (node("a"), node("b"))
    edges = drawing(
        GraphView(nodes, (ViewEdge("1", "a", "b", "T", "t", "inferred"), ViewEdge("2", "b", "a", "T", "t")))
    ).edges
    assert "dashes" in edges["1"]
    assert "dashes" not in edges["2"]


class Browser:
    """What assets/memory.js does with messages."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[dict[str, Item], dict[str, Item]]] = {}
        self.rev: str | None = None
        self.whole = 0

    def receive(self, message: Item) -> None:
        rev, base = message["rev"], message["base"]
        if rev not in self.held:
            if base is not None and base not in self.held:
                self.whole += 1
                return
            nodes, edges = self.held[base] if base is not None else ({}, {})
            self.held[rev] = patched(nodes, message["nodes"]), patched(edges, message["edges"])
            for old in list(self.held)[:-8]:
                if old not in {rev, base, self.rev}:
                    del self.held[old]
        self.rev = rev

    def report(self) -> Item:
        return {"rev": self.rev, "whole": self.whole}


def patched(items: dict[str, Item], change: Item) -> dict[str, Item]:
    kept = {id_: item for id_, item in items.items() if id_ not in change["drop"]}
    return kept | {item["id"]: item for item in change["set"]}


class MessagesGetLost(RuleBasedStateMachine):
    """Views change, messages are skipped, the browser reports now and then, is reloaded; then it must show the view."""

    def __init__(self) -> None:
        super().__init__()
        self.session, self.browser = Session(seen=0), Browser()
        self.names: frozenset[str] = frozenset("abc")
        self.message = self.session.message(self.view())

    def view(self) -> GraphView:
        return ring(*sorted(self.names))

    @rule(names=st.frozensets(st.sampled_from("abcdefgh")))
    def change(self, names: frozenset[str]) -> None:
        self.names = names
        self.message = self.session.message(self.view())

    @rule()
    def arrive(self) -> None:
        self.browser.receive(self.message)

    @rule()
    def report(self) -> None:
        self.session.receive(self.browser.report())
        self.message = self.session.message(self.view())

    @rule()
    def forget(self) -> None:
        self.browser.held.clear()
        self.browser.rev = None

    @invariant()
    def would_end_with_the_view(self) -> None:
        session, browser, message = deepcopy((self.session, self.browser, self.message))
        browser.receive(message)
        if browser.rev != message["rev"]:
            session.receive(browser.report())
            message = session.message(self.view())
            browser.receive(message)
        assert browser.rev == message["rev"]
        assert browser.held[message["rev"]] == (drawing(self.view()).nodes, drawing(self.view()).edges)


TestMessagesGetLost = MessagesGetLost.TestCase
TestMessagesGetLost.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
