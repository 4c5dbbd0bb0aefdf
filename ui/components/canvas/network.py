"""A graph view as the pyvis network that the browser draws, and the difference between two of them."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.view import GraphView, ViewEdge, ViewNode

Item = dict[str, Any]

_OPTIONS: Item = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "multiselect": True,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 3_600_000,  # vis-network's own tooltips never show; ours are plain text
        "zoomSpeed": 0.7,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 1.5, "chosen": False},
    "edges": {
        "width": 1.2,
        "selectionWidth": 0.6,
        "hoverWidth": 0,
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "arrowStrikethrough": False,
    },
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network as it goes to the browser: its items by id, and a revision that is equal for equal items."""

    rev: str
    nodes: Mapping[str, Item]
    edges: Mapping[str, Item]
    captions: tuple[Item, ...] = ()

    def since(self, base: Drawing | None) -> Item:
        """What to send to a browser that shows `base`, or that shows nothing yet."""
        return {
            "rev": self.rev,
            "base": base.rev if base else None,
            "nodes": _difference(base.nodes if base else {}, self.nodes),
            "edges": _difference(base.edges if base else {}, self.edges),
            "captions": list(self.captions),
        }


def draw(view: GraphView) -> tuple[Drawing, Item]:
    """The drawing of a view, and vis-network's options."""
    from pyvis.network import Network  # noqa: PLC0415 - loads IPython: 0.4 s that nobody else needs

    network = Network(directed=True)
    network.node_ids = _Ids()
    network.set_options(json.dumps(_OPTIONS))
    for node in view.nodes:
        network.add_node(node.id, **_node(node))
    bends = _bends(view.edges)
    for edge in view.edges:
        network.add_edge(edge.start, edge.end, **_edge(edge, bends.get(edge.id)))
    nodes, edges, _heading, _height, _width, options = network.get_network_data()
    return _drawing(nodes, edges, tuple(map(asdict, view.captions))), json.loads(options)


def _drawing(nodes: Iterable[Item], edges: Iterable[Item], captions: tuple[Item, ...]) -> Drawing:
    by_id = {node["id"]: node for node in nodes}, {edge["id"]: edge for edge in edges}
    text = json.dumps([by_id, captions], ensure_ascii=False, sort_keys=True)
    return Drawing(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24], *by_id, captions)


def _node(node: ViewNode) -> Item:
    item: Item = {
        "label": node.label,
        "title": node.title,
        "shape": node.shape,
        "color": node.color.light,
        "dark": node.color.dark,
        "size": round(node.size, 1),
        "x": node.x or 0.0,
        "y": node.y or 0.0,
    }
    if node.classes:
        item["kind"] = node.classes[0]
    if node.hidden:
        item["hidden"] = True
    if node.pinned:
        item["pinned"] = True
    if node.disputed:
        item["disputed"] = True
    if node.group:
        item["many"] = True  # pyvis and vis-network mean something else by a group
    return item


def _edge(edge: ViewEdge, bend: float | None) -> Item:
    item: Item = {"id": edge.id, "label": edge.label, "kind": edge.type}
    if not edge.directed:
        item["arrows"] = ""
    if edge.color:
        item |= {"color": edge.color.light, "dark": edge.color.dark}
    if edge.unsupported:
        item["dashes"] = [1, 5]
    elif edge.status == "inferred":
        item["dashes"] = [6, 5]
    if edge.disputed:
        item["disputed"] = True
    if bend is not None:
        item["smooth"] = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    return item


def _bends(edges: Iterable[ViewEdge]) -> dict[str, float]:
    """How far edges between the same two nodes bend, each another way; a lone edge is straight."""
    between: dict[tuple[str, str], list[ViewEdge]] = defaultdict(list)
    for edge in edges:
        if edge.start != edge.end:
            between[min(edge.start, edge.end), max(edge.start, edge.end)].append(edge)
    bends: dict[str, float] = {}
    for pair, parallel in between.items():
        if len(parallel) == 1:
            continue
        step = min(0.18, 0.7 / len(parallel))
        for number, edge in enumerate(parallel):
            bend = step * (number - (len(parallel) - 1) / 2)
            if abs(bend) > 1e-6:
                bends[edge.id] = bend if edge.start == pair[0] else -bend
    return bends


def _difference(old: Mapping[str, Item], new: Mapping[str, Item]) -> Item:
    return {
        "set": [item for id_, item in new.items() if old.get(id_) != item],
        "drop": [id_ for id_ in old if id_ not in new],
    }


class _Ids(list[str]):
    """pyvis looks every id up in a list, which is quadratic; this list knows its members."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()

    def append(self, item: str) -> None:
        super().append(item)
        self._known.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known
