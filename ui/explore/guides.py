"""Guided examples: views that answer a question of the report, found by walking from named things over relations."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from graph.explorer import Explorer, Overview
from ui.explore.session import Session
from ui.sentences import Words
from ui.state import Look, View

MAX_NODES = 120


@dataclass(frozen=True, slots=True)
class Walk:
    """One step of an example: from what over which relation, and how what is found is called."""

    start: str
    type: str
    outgoing: bool
    name: str


@dataclass(frozen=True, slots=True)
class Guide:
    """An example: where it begins, how it goes on, and how it is laid out. Its words are in the catalogues."""

    key: str
    layout: str
    start: tuple[str, ...]
    walks: tuple[Walk, ...]


@cache
def guides() -> tuple[Guide, ...]:
    """All examples, of ui/guides.toml."""
    told: list[dict[str, Any]] = tomllib.loads(files("ui").joinpath("guides.toml").read_text("utf-8"))["guides"]
    return tuple(
        Guide(
            each["key"],
            each["layout"],
            tuple(each["start"]),
            tuple(Walk(walk["from"], walk["type"], walk["outgoing"], walk["name"]) for walk in each["walks"]),
        )
        for each in told
    )


def offered(overview: Overview) -> tuple[Guide, ...]:
    """The examples whose things are all in this graph."""
    known = overview.importance.neighbours
    return tuple(guide for guide in guides() if all(id_ in known for id_ in guide.start))


def walked(guide: Guide, explorer: Explorer) -> tuple[str, ...]:
    """The ids that an example shows."""
    found: dict[str, tuple[str, ...]] = {"start": guide.start}
    for walk in guide.walks:
        begin = found.get(walk.start, (walk.start,))
        found[walk.name] = explorer.neighbours(begin, walk.type, walk.outgoing)
    return tuple(dict.fromkeys(id_ for ids in found.values() for id_ in ids))[:MAX_NODES]


def open_guide(session: Session, explorer: Explorer, overview: Overview, key: str) -> None:
    """Shows an example, with its words in the panel until something is selected."""
    guide = next((each for each in offered(overview) if each.key == key), None)
    if guide is not None:
        view = View(nodes=walked(guide, explorer), cap=session.view.cap, look=Look(layout=guide.layout))
        session.go(replace(view), "guide", guide=key)
        session.guide = (key, view.nodes)
        session.fit()


def guide_panel(session: Session, words: Words) -> Mapping[str, Any] | None:
    """The panel of the example that is shown; None when another view is."""
    if session.guide is None or session.view.nodes != session.guide[1]:
        return None
    texts, key = words.texts, session.guide[0]
    lines = [text for part in ("1", "2", "3") if (text := texts.entries.get(f"guide.{key}_{part}"))]
    return {
        "subject": f"guide {key}",
        "label": texts("guide.heading"),
        "title": texts(f"guide.{key}"),
        "subtitle": texts("guide.heading"),
        "chips": [],
        "notes": [],
        "closable": False,
        "actions": [{"kind": "leave_guide", "icon": "close", "label": texts("guide.leave")}],
        "links": [],
        "texts": texts.within("panel"),
        "blocks": [{"type": "text", "heading": texts("guide.see"), "lines": lines}],
    }
