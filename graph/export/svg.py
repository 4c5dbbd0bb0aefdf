"""A view as a drawing (SVG 1.1): nodes with names, edges, captions, and below them a legend and lines of citation.

It holds nothing but shapes and text: no script, no link, no style from data. Each node and edge carries its place in
the view as ``data-n`` and ``data-e``, by which the standalone page finds them.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from graph.view import GraphView, Point, ViewEdge, ViewNode, text_width

FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_INK, _QUIET, _LINE, _DOUBT = "#1c2430", "#5b6675", "#b9c0cb", "#b8500f"
_MARGIN, _ROW, _ENTRY = 60.0, 22.0, 190.0
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_INNER = 0.72  # of a group's radius
_CHARACTER = 7.0  # width of a half-width character of a name


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a colour and a shape mean; the shape ``line`` is that of relations."""

    label: str
    shape: str
    color: str


def svg(view: GraphView, legend: Sequence[LegendEntry], lines: Sequence[str]) -> str:
    """The drawing of a view whose nodes have places; hidden nodes are left out."""
    shown = view.without({node.id for node in view.nodes if node.hidden or node.x is None or node.y is None})
    left, top, wide, high = _frame(shown)
    columns = max(1, int(wide // _ENTRY))
    foot = top + high
    rows = math.ceil(len(legend) / columns)
    whole = high + rows * _ROW + len(lines) * _ROW + (30 if legend or lines else 0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{whole:.0f}" '
        f'viewBox="{left:.1f} {top:.1f} {wide:.1f} {whole:.1f}" font-family="{FONT}" font-size="12.5">',
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{whole:.1f}" fill="#ffffff"/>',
        *_arrows({_line(edge) for edge in shown.edges}),
        '<g id="graph">',
        *_edges(shown),
        *(_text(caption.text, caption.x, caption.y, _QUIET, weight=600) for caption in shown.captions),
        *(_node(node, number) for number, node in enumerate(shown.nodes)),
        "</g>",
        *_legend(legend, left + 30, foot + 24, columns),
        *(
            _text(line, left + 30, foot + 24 + (rows + number) * _ROW + 8, _QUIET, anchor="start")
            for number, line in enumerate(lines)
        ),
        "</svg>",
    ]
    return "\n".join(parts)


def _frame(view: GraphView) -> tuple[float, float, float, float]:
    """Left, top, width and height of everything with its names."""
    reach = [
        ((node.x or 0.0), (node.y or 0.0), max(node.size, text_width(node.label) * _CHARACTER / 2), node.size + 24)
        for node in view.nodes
    ]
    reach += [(each.x, each.y, text_width(each.text) * _CHARACTER / 2, 12.0) for each in view.captions]
    if not reach:
        return 0.0, 0.0, 640.0, 120.0
    left = min(x - across for x, _, across, _ in reach) - _MARGIN / 2
    top = min(y - down for _, y, _, down in reach) - _MARGIN / 2
    wide = max(x + across for x, _, across, _ in reach) + _MARGIN / 2 - left
    high = max(y + down for _, y, _, down in reach) + _MARGIN / 2 - top
    return left, top, max(wide, 640.0), high


def _arrows(colors: Collection[str]) -> Iterable[str]:
    """The head of an arrow in each colour of a line."""
    head = 'viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
    for color in sorted(colors):
        path = f'<path d="M0 0L8 4L0 8z" fill={quoteattr(color)}/>'
        yield f'<defs><marker id="{_arrow(color)}" {head}>{path}</marker></defs>'


def _arrow(color: str) -> str:
    return f"arrow-{''.join(filter(str.isalnum, color))}"


def _line(edge: ViewEdge) -> str:
    return _DOUBT if edge.disputed else edge.color.light if edge.color else _LINE


def _edges(view: GraphView) -> Iterable[str]:
    nodes = {node.id: node for node in view.nodes}
    between: dict[frozenset[str], list[ViewEdge]] = defaultdict(list)
    for edge in view.edges:
        between[frozenset((edge.start, edge.end))].append(edge)
    place = {edge.id: number for number, edge in enumerate(view.edges)}
    for parallel in between.values():
        for number, edge in enumerate(parallel):
            bend = (number - (len(parallel) - 1) / 2) * 22.0
            yield _edge(edge, nodes[edge.start], nodes[edge.end], bend, place[edge.id])


def _edge(edge: ViewEdge, start: ViewNode, end: ViewNode, bend: float, number: int) -> str:
    a, b = _at(start), _at(end)
    length = math.dist(a, b) or 1.0
    across = ((a[1] - b[1]) / length, (b[0] - a[0]) / length)
    if edge.start > edge.end:  # both directions bend to their own side
        across = (-across[0], -across[1])
    middle = ((a[0] + b[0]) / 2 + across[0] * 2 * bend, (a[1] + b[1]) / 2 + across[1] * 2 * bend)
    first, last = _towards(a, middle, start.size + 2), _towards(b, middle, end.size + 3)
    dashes = (
        ' stroke-dasharray="1 5"'
        if edge.unsupported
        else ' stroke-dasharray="6 5"'
        if edge.status == "inferred"
        else ""
    )
    color = _line(edge)
    arrow = f' marker-end="url(#{_arrow(color)})"' if edge.directed else ""
    path = f"M{first[0]:.1f} {first[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {last[0]:.1f} {last[1]:.1f}"
    return (
        f'<path data-e="{number}" d="{path}" fill="none" stroke={quoteattr(color)} stroke-width="1.2"{dashes}{arrow}>'
        f"<title>{clean(edge.label)}</title></path>"
    )


def _towards(start: Point, aim: Point, away: float) -> Point:
    length = math.dist(start, aim) or 1.0
    return start[0] + (aim[0] - start[0]) / length * away, start[1] + (aim[1] - start[1]) / length * away


def _at(node: ViewNode) -> Point:
    return node.x or 0.0, node.y or 0.0


def _node(node: ViewNode, number: int) -> str:
    x, y = _at(node)
    mark = ""
    if node.group:  # a second outline, as on the canvas: it stands for many things
        inner = node.size * _INNER
        mark = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{inner:.1f}" fill="none" stroke="#ffffff" stroke-width="2"/>'
    if node.disputed:
        away = node.size * 0.75 + 3
        mark += f'<circle cx="{x + away:.1f}" cy="{y - away:.1f}" r="4.5" fill="{_DOUBT}"/>'
        mark += _text("!", x + away, y - away, "#ffffff", weight=700, size=8)
    title = f"<title>{clean(node.title or node.label)}</title>"
    name = _text(node.label, x, y + node.size + 12, _INK, halo=True)
    return f'<g data-n="{number}">{title}{_shape(node.shape, x, y, node.size, node.color.light)}{mark}{name}</g>'


def _shape(shape: str, x: float, y: float, size: float, color: str) -> str:
    fill = f'fill={quoteattr(color)} stroke="#ffffff" stroke-width="1.5"'
    if shape == "line":
        return f'<path d="M{x - size:.1f} {y:.1f}h{2 * size:.1f}" stroke={quoteattr(color)} stroke-width="2.5"/>'
    if shape == "square":
        return f'<rect x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:.1f}" height="{2 * size:.1f}" {fill}/>'
    corners = {"diamond": (4, -90.0), "triangle": (3, -90.0), "triangleDown": (3, 90.0), "hexagon": (6, 0.0)}
    if shape == "star":
        points = [(size * (1.2 if n % 2 == 0 else 0.5), -90 + n * 36.0) for n in range(10)]
    elif shape in corners:
        count, turn = corners[shape]
        points = [(size * 1.15, turn + n * 360 / count) for n in range(count)]
    else:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {fill}/>'
    listed = " ".join(
        f"{x + r * math.cos(math.radians(angle)):.1f},{y + r * math.sin(math.radians(angle)):.1f}"
        for r, angle in points
    )
    return f'<polygon points="{listed}" {fill}/>'


def _text(
    text: str,
    x: float,
    y: float,
    color: str,
    *,
    weight: int = 400,
    size: float = 0,
    anchor: str = "middle",
    halo: bool = False,
) -> str:
    told = f' font-weight="{weight}"' if weight != 400 else ""
    told += f' font-size="{size}"' if size else ""
    told += ' paint-order="stroke" stroke="#ffffff" stroke-width="3.5" stroke-linejoin="round"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{color}" text-anchor="{anchor}" '
        f'dominant-baseline="central"{told}>{clean(text)}</text>'
    )


def _legend(legend: Sequence[LegendEntry], left: float, top: float, columns: int) -> Iterable[str]:
    for number, entry in enumerate(legend):
        row, column = divmod(number, columns)
        x, y = left + column * _ENTRY, top + row * _ROW
        yield _shape(entry.shape, x, y, 6.0, entry.color)
        yield _text(entry.label, x + 14, y, _INK, anchor="start")


def clean(text: str) -> str:
    """Text for XML: escaped, and without the characters that XML cannot hold.

    >>> clean("<b>&\\x00")
    '&lt;b&gt;&amp;'
    """
    return escape(_NOT_XML.sub("", text))
