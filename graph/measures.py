"""What a node's size can follow (degree, PageRank, betweenness, a number of its own), and communities for colours."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import rustworkx as rx

from graph.explorer import Observed
from graph.landscape import Importance
from graph.view import GraphView

MEASURES = ("degree", "pagerank", "betweenness")
NUMBER = "number:"  # before an indicator's code
_SMALLEST, _LARGEST = 7.0, 26.0  # radii in layout units


def measured(name: str, view: GraphView, importance: Importance, numbers: Iterable[Observed]) -> dict[str, float]:
    """A value for each node of the view that has one; betweenness is within the view, degree in the whole graph."""
    ids = [node.id for node in view.nodes]
    if name.startswith(NUMBER):
        return latest(numbers, name.removeprefix(NUMBER), ids)
    if name == "betweenness":
        return _betweenness(view)
    if name == "pagerank":
        return {id_: importance.rank[id_] for id_ in ids if id_ in importance.rank}
    return {id_: float(degree) for id_, degree in importance.degrees(ids).items()}


def radii(values: Mapping[str, float]) -> dict[str, float]:
    """Radii whose areas grow with the values, from the smallest to the largest; negative values count as nothing.

    >>> radii({"a": 0.0, "b": 100.0, "c": 25.0})
    {'a': 7.0, 'b': 26.0, 'c': 16.5}
    """
    largest = max(values.values(), default=0.0)
    if largest <= 0:
        return dict.fromkeys(values, _SMALLEST)
    return {
        id_: round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(max(0.0, value) / largest), 1)
        for id_, value in values.items()
    }


def latest(numbers: Iterable[Observed], indicator: str, ids: Collection[str]) -> dict[str, float]:
    """The newest number of an indicator for each thing that has one of its own.

    A joint number ("three firms hold 95 %") is no member's own and is left out; of a range its middle counts.
    """
    wanted, found = set(ids), dict[str, tuple[int, float]]()
    for observed in numbers:
        properties = observed.node.properties
        value = number_of(observed)
        if properties.get("indicator") != indicator or value is None or len(observed.about) != 1:
            continue
        thing, end = observed.about[0].id, properties.get("period_end")
        year = end if isinstance(end, int) else 0
        if thing in wanted and year >= found.get(thing, (-1, 0.0))[0]:
            found[thing] = year, value
    return {id_: value for id_, (_, value) in found.items()}


def number_of(observed: Observed) -> float | None:
    """An observation's value; the middle of a range; None where it has neither."""
    properties = observed.node.properties
    found = [
        float(value)
        for key in ("value", "value_min", "value_max")
        if isinstance(value := properties.get(key), int | float) and not isinstance(value, bool)
    ]
    return sum(found) / len(found) if found else None


def indicators_of(numbers: Iterable[Observed], ids: Collection[str]) -> tuple[str, ...]:
    """The indicators of which at least two of these things have a number of their own, the most frequent first."""
    wanted, having = set(ids), dict[str, set[str]]()
    for observed in numbers:
        indicator = observed.node.properties.get("indicator")
        if isinstance(indicator, str) and len(observed.about) == 1 and observed.about[0].id in wanted:
            having.setdefault(indicator, set()).add(observed.about[0].id)
    listed = sorted(having.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(indicator for indicator, things in listed if len(things) > 1)


def communities(view: GraphView) -> dict[str, int]:
    """The number of each node's community, 0 for the largest."""
    index = {node.id: number for number, node in enumerate(view.nodes)}
    ends = [(index[edge.start], index[edge.end]) for edge in view.edges if edge.start != edge.end]
    return dict(zip(index, clusters(len(index), ends), strict=True))


def clusters(size: int, ends: Sequence[tuple[int, int]]) -> list[int]:
    """The community of each of the nodes 0 to `size` - 1, joined by `ends`: 0 is the largest, or the only one.

    Louvain: see `graph.springs` why not Leiden.
    """
    import numpy as np  # noqa: PLC0415 - together half a second that few need
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped] # noqa: PLC0415
    from sknetwork.clustering import Louvain  # noqa: PLC0415

    if not ends:
        return [0] * size
    one, other = np.array(ends).T
    rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
    adjacency = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    labels: list[int] = Louvain(random_state=20).fit_predict(adjacency).tolist()
    sizes = Counter(labels)
    order = sorted(sizes, key=lambda label: (-sizes[label], label))
    place = {label: number for number, label in enumerate(order)}
    return [place[label] for label in labels]


def _betweenness(view: GraphView) -> dict[str, float]:
    index = {node.id: number for number, node in enumerate(view.nodes)}
    graph: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(index))
    graph.add_edges_from([(index[edge.start], index[edge.end], None) for edge in view.edges])
    found = rx.betweenness_centrality(graph)
    return {id_: found[number] for id_, number in index.items()}
