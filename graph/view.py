"""What is drawn, as frozen values for the canvas: nodes and edges with labels, colours, shapes, sizes and positions."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.filtering import Standing, standings
from graph.values import Node, Relationship, Value

if TYPE_CHECKING:
    from ontology.model import Class, Model

Point = tuple[float, float]
"""A place in layout units: one unit is one CSS pixel at zoom 1; x grows to the right, y downwards."""

LABEL_WIDTH = 22
"""A label's longest width in half-width characters: eleven Chinese characters, about 140 px on the canvas."""

_SMALLEST, _LARGEST = 8.0, 22.0  # node radii in layout units: modest, so that a hub does not shout its neighbours down
_BRACKETS = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$")


@dataclass(frozen=True, slots=True)
class Tint:
    """One colour for both themes, each ``#rrggbb``."""

    light: str
    dark: str


PLAIN = Tint("#7a8699", "#98a4b8")
"""The colour of things that no class of the ontology claims."""


@dataclass(frozen=True, slots=True)
class ViewNode:
    """A node to draw. `classes` are ontology keys, most telling first; `title` is plain text of one or more lines."""

    id: str
    label: str
    classes: tuple[str, ...] = ()
    title: str = ""
    color: Tint = PLAIN
    shape: str = "dot"
    size: float = _SMALLEST
    x: float | None = None
    y: float | None = None
    pinned: bool = False
    hidden: bool = False
    disputed: bool = False  # there is a discrepancy about it
    group: bool = False  # it stands for many things


@dataclass(frozen=True, slots=True)
class Caption:
    """A group's name on the canvas, in the middle of its upper edge."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ViewEdge:
    """An edge to draw from node id `start` to node id `end`. `status` is ``stated`` or ``inferred``."""

    id: str
    start: str
    end: str
    type: str
    label: str
    status: str = "stated"
    disputed: bool = False  # a discrepancy rests on its evidence
    unsupported: bool = False  # it has no evidence
    color: Tint | None = None  # the colour of its type; None for the usual line
    directed: bool = True


@dataclass(frozen=True, slots=True)
class GraphView:
    """Nodes and edges to draw; every edge ends at nodes of the view, every id stands once."""

    nodes: tuple[ViewNode, ...] = ()
    edges: tuple[ViewEdge, ...] = ()
    captions: tuple[Caption, ...] = ()

    def positions(self) -> dict[str, Point]:
        """Where the nodes are that have a place, by id."""
        return {node.id: (node.x, node.y) for node in self.nodes if node.x is not None and node.y is not None}

    def placed(self, positions: Mapping[str, Point], pinned: Collection[str] = ()) -> GraphView:
        """The same view with nodes at the given places, those in `pinned` marked so."""
        return replace(self, nodes=tuple(_placed(node, positions, pinned) for node in self.nodes))

    def without(self, ids: Collection[str]) -> GraphView:
        """The same view without some nodes and without the edges at them."""
        gone = set(ids)
        return replace(
            self,
            nodes=tuple(node for node in self.nodes if node.id not in gone),
            edges=tuple(edge for edge in self.edges if edge.start not in gone and edge.end not in gone),
        )

    def hiding(self, classes: Collection[str], ids: Collection[str] = ()) -> GraphView:
        """The same view with those nodes hidden whose first class or id is among these; no others."""
        gone, off = {(key,) for key in classes}, set(ids)
        return replace(
            self,
            nodes=tuple(replace(node, hidden=node.classes[:1] in gone or node.id in off) for node in self.nodes),
        )

    def restyled(
        self,
        sizes: Mapping[str, float],
        colors: Mapping[str, Tint],
        lines: Mapping[str, Tint] = MappingProxyType({}),
    ) -> GraphView:
        """The same view with other radii and colours where these are given; `lines` are colours by relation type."""
        return replace(
            self,
            nodes=tuple(
                replace(node, size=sizes.get(node.id, node.size), color=colors.get(node.id, node.color))
                for node in self.nodes
            ),
            edges=tuple(replace(edge, color=lines[edge.type]) if edge.type in lines else edge for edge in self.edges),
        )


def graph_view(
    nodes: Iterable[Node],
    relationships: Iterable[Relationship],
    model: Model,
    language: str,
    *,
    degrees: Mapping[str, int] = MappingProxyType({}),
    disputed: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> GraphView:
    """A view of nodes and of those relationships whose both ends are among them, with texts in `language` (zh or en).

    `disputed` are the evidence of discrepancies, by the thing they are about. `degrees` are degrees in the whole graph
    where known; else a node's size follows its degree in the view.
    """
    unique = {node.id: node for node in nodes}
    drawn = {edge.id: edge for edge in relationships if edge.start in unique and edge.end in unique}
    here = Counter(end for edge in drawn.values() for end in {edge.start, edge.end})
    labels = _Labels.of(model)
    types = {relation.neo4j_type: relation.label[language] for relation in model.relations.values()}
    return GraphView(
        tuple(
            replace(
                _view_node(node, labels, language, degrees.get(node.id, here[node.id])), disputed=node.id in disputed
            )
            for node in unique.values()
        ),
        tuple(_view_edge(edge, types, standings(edge, disputed)) for edge in drawn.values()),
    )


def radius(degree: int) -> float:
    """A node's radius in layout units: grows with the logarithm of its degree, between fixed ends.

    >>> radius(0), round(radius(10), 1), radius(10**9)
    (8.0, 14.7, 22.0)
    """
    return min(_LARGEST, _SMALLEST + 2.8 * math.log1p(max(0, degree)))


def text_width(text: str) -> int:
    """Width in half-width characters: wide and full-width characters (Chinese, Japanese, Korean) count two.

    >>> text_width("英伟达 GPU")
    10
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def short_label(text: str, width: int = LABEL_WIDTH) -> str:
    """One line of at most `width` half-width characters: a bracket at the end goes first, then the text is cut.

    >>> short_label("国际商业机器公司（International Business Machines）")
    '国际商业机器公司'
    >>> short_label("a  name\\nin lines")
    'a name in lines'
    """
    line = " ".join(_printable(text).split())
    if text_width(line) > width:
        line = _BRACKETS.sub("", line) or line
    if text_width(line) <= width:
        return line
    kept, used = "", 1  # one for the ellipsis
    for char in line:
        used += text_width(char)
        if used > width:
            break
        kept += char
    return kept.rstrip(" ，、,-·") + "…"


def name_of(properties: Mapping[str, Value], language: str, fallback: str) -> str:
    """A node's name in a language, else in another one, else its first alias, else `fallback`."""
    for key in (f"name_{language}", "name", "name_zh", "name_en", "aliases"):
        value = properties.get(key)
        first = value[0] if isinstance(value, tuple) and value else value
        if isinstance(first, str) and first.strip():
            return first
    return fallback


def key_in(properties: Mapping[str, Value], key: str, language: str) -> str | None:
    """The property that says an attribute in a language, else the one that says it in another.

    >>> key_in({"note": "领先", "note_en": "ahead"}, "note", "en"), key_in({"note": "领先"}, "note", "en")
    ('note_en', 'note')
    """
    said = (f"{key}_{language}", key, f"{key}_zh", f"{key}_en")
    other = (each for each in sorted(properties) if each.startswith(f"{key}_"))
    return next((each for each in (*said, *other) if each in properties), None)


def text_in(properties: Mapping[str, Value], key: str, language: str) -> str | None:
    """An attribute's text in a language, else in another one."""
    found = key_in(properties, key, language)
    value = properties[found] if found else None
    first = value[0] if isinstance(value, tuple) and value else value
    return first if isinstance(first, str) else None


@dataclass(frozen=True, slots=True)
class _Labels:
    """The ontology's classes by Neo4j label."""

    by_label: Mapping[str, Class]

    @classmethod
    def of(cls, model: Model) -> _Labels:
        return cls({term.neo4j_label: term for term in model.classes.values()})

    def specific(self, labels: Iterable[str]) -> list[Class]:
        """The classes that no other label of the node specialises, in the order of their keys."""
        found = [self.by_label[label] for label in labels if label in self.by_label]
        above = {ancestor for term in found for ancestor in term.ancestors}
        return sorted((term for term in found if term.key not in above), key=lambda term: term.key)


def _view_node(node: Node, labels: _Labels, language: str, degree: int) -> ViewNode:
    classes = labels.specific(node.labels)
    name = name_of(node.properties, language, node.id)
    first = classes[0] if classes else None
    return ViewNode(
        id=node.id,
        label=short_label(name) or node.id,
        classes=tuple(term.key for term in classes),
        title=_title(node, name, classes, language),
        color=Tint(first.color_light, first.color_dark) if first else PLAIN,
        shape=first.shape if first else "dot",
        size=radius(degree),
    )


def _view_edge(edge: Relationship, types: Mapping[str, str], stands: frozenset[Standing]) -> ViewEdge:
    status = edge.properties.get("status")
    return ViewEdge(
        id=edge.id,
        start=edge.start,
        end=edge.end,
        type=edge.type,
        label=types.get(edge.type) or edge.type.replace("_", " ").lower(),
        status=status if isinstance(status, str) else "stated",
        disputed="disputed" in stands,
        unsupported="unsupported" in stands,
    )


def _title(node: Node, name: str, classes: list[Class], language: str) -> str:
    other = name_of(node.properties, "en" if language == "zh" else "zh", "")
    description = text_in(node.properties, "description", language)
    lines = [
        _printable(name),
        " · ".join(term.label[language] for term in classes),
        _printable(other) if other != name else "",
        short_label(description, 160) if description else "",
    ]
    return "\n".join(line for line in lines if line)


def _printable(text: str) -> str:
    """Text without control characters and without marks that turn the direction of what stands beside them."""
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp", "Cs"} else char for char in text)


def _placed(node: ViewNode, positions: Mapping[str, Point], pinned: Collection[str]) -> ViewNode:
    place = positions.get(node.id)
    pin = node.pinned or node.id in pinned
    if place is None:
        return node if pin == node.pinned else replace(node, pinned=pin)
    return replace(node, x=place[0], y=place[1], pinned=pin)
