"""Steps over the nodes of a view, as ids: whom a selection stands beside, what hangs on a node alone, the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graph.view import GraphView


def neighbourhoods(view: GraphView) -> Mapping[str, frozenset[str]]:
    """The neighbours of each node within the view."""
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges:
        if edge.start != edge.end:
            beside[edge.start].add(edge.end)
            beside[edge.end].add(edge.start)
    return {node.id: frozenset(beside[node.id]) for node in view.nodes}


def with_neighbours(view: GraphView, chosen: Collection[str]) -> tuple[str, ...]:
    """The chosen nodes and their neighbours, in the view's order."""
    beside = neighbourhoods(view)
    wanted = set(chosen).union(*(beside.get(id_, frozenset()) for id_ in chosen))
    return _in_order(view, wanted)


def others(view: GraphView, chosen: Collection[str]) -> tuple[str, ...]:
    """Every node that is shown and not chosen."""
    return _in_order(view, {node.id for node in view.nodes if not node.hidden} - set(chosen))


def of_classes(view: GraphView, chosen: Collection[str]) -> tuple[str, ...]:
    """Every shown node whose first class is that of a chosen one."""
    classes = {node.classes[:1] for node in view.nodes if node.id in chosen}
    return _in_order(view, {node.id for node in view.nodes if node.classes[:1] in classes and not node.hidden})


def hanging_on(view: GraphView, chosen: Collection[str]) -> frozenset[str]:
    """Neighbours of the chosen nodes that have no other neighbour in the view: what a collapse takes away."""
    beside, held = neighbourhoods(view), set(chosen)
    near = set().union(*(beside.get(id_, frozenset()) for id_ in chosen)) - held
    return frozenset(id_ for id_ in near if beside[id_] <= held)


def _in_order(view: GraphView, wanted: Collection[str]) -> tuple[str, ...]:
    return tuple(node.id for node in view.nodes if node.id in wanted)


def degrees(view: GraphView) -> dict[str, int]:
    """Each node's number of neighbours within the view.

    >>> degrees(GraphView())
    {}
    """
    return {id_: len(beside) for id_, beside in neighbourhoods(view).items()}


def joined(*groups: Iterable[str]) -> tuple[str, ...]:
    """Ids of several groups, each once, in the order of their first mention.

    >>> joined(["a", "b"], ["b", "c"])
    ('a', 'b', 'c')
    """
    return tuple(dict.fromkeys(id_ for group in groups for id_ in group))
