"""From the view to what is drawn: the graph among its nodes with places, and the legend beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.explorer import Explorer, Overview, Subgraph
from graph.layout import layout
from graph.view import GraphView, graph_view
from ui.classes import OTHER, family_of, sign
from ui.explore.session import Session
from ui.explore.steps import shown
from ui.sentences import Words

ASPECT = 0.9  # the canvas between legend and panel on a laptop; on a wider screen room is left at its sides


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on the canvas."""

    view: GraphView
    subgraph: Subgraph
    classes: Mapping[str, int]  # nodes a class, hidden ones too

    @property
    def visible(self) -> GraphView:
        """The view without what the legend hides."""
        return self.view.without({node.id for node in self.view.nodes if node.hidden})


def scene(session: Session, explorer: Explorer, overview: Overview, words: Words, digest: str) -> Scene:
    """Reads the graph among the view's nodes when it changed, and places the nodes that are new."""
    ids = shown(session, overview)
    wanted = (digest, ids)
    if session.drawn is None or session.drawn[0] != wanted:
        session.drawn = (wanted, explorer.subgraph(ids))
        if missing := session.drawn[1].missing:
            session.tell("explore.trouble.missing", bad=True, count=len(missing), ids=", ".join(missing[:5]))
    subgraph = session.drawn[1]
    degrees = overview.importance.degrees(ids)
    view = graph_view(subgraph.nodes, subgraph.relationships, words.model, words.language, degrees=degrees)
    placed = layout(view, session.positions, aspect=ASPECT)
    session.positions |= placed.positions()
    classes = Counter(class_of(node.classes) for node in placed.nodes)
    drawn = placed.placed({}, session.pinned).hiding(session.view.hidden)
    return Scene(drawn, subgraph, classes)


def class_of(classes: tuple[str, ...]) -> str:
    """The class that colours a node and that the legend counts it by."""
    return classes[0] if classes else "Thing"


def legend_groups(classes: Mapping[str, int], hidden: Iterable[str], words: Words) -> list[dict[str, Any]]:
    """The legend: classes under their families in the ontology's order, lone ones together at the end."""
    off = frozenset(hidden)
    families: dict[str, list[str]] = {}
    order = {key: number for number, key in enumerate(words.model.classes)}
    for key in sorted({*classes, *off}, key=lambda each: (order.get(each, len(order)), each)):
        families.setdefault(family_of(words.model, key), []).append(key)
    lone = [family for family, keys in families.items() if len(keys) == 1 and family != OTHER]
    others = [key for family in lone for key in families.pop(family)] + families.pop(OTHER, [])
    groups = [(family, words.class_label(family), keys) for family, keys in families.items()]
    if others:
        groups.append((OTHER, words.texts("legend.other"), others))
    return [
        {
            "key": family,
            "label": label,
            "classes": [
                sign(words.model, key)
                | {"key": key, "label": words.class_label(key), "count": classes.get(key, 0), "hidden": key in off}
                for key in keys
            ],
        }
        for family, label, keys in groups
    ]
