"""Names for blank nodes that hang on what is said of them, for whoever writes, compares or stores facts.

Two datasets that differ only in the names of their blank nodes get the same names here, whatever the order of
their quads. A name is a digest of the node's surroundings, never a running number: a file that grows keeps the names
it had, so that diffs stay small and the ids of blank nodes in the store stay as they are.

W3C's RDFC-1.0 would be the obvious choice. It does not cover triple terms, numbers its nodes through (one new
statement renames all), and its pyoxigraph implementation needs minutes for a list of a thousand equal items. What
stands here is colour refinement, as graph isomorphism tools do it: nodes that look different from anywhere get
different digests; what is left are true look-alikes, which are told apart by trying, within a budget. Tests hold it
against pyoxigraph's RDFC-1.0.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.errors import LimitReached

MAX_NESTING = 100  # levels of triple terms within triple terms; real data has one or two
SEARCH_BUDGET = 5_000_000  # edges looked at while look-alikes are told apart: about four seconds
MAX_DEPTH = 100  # nodes chosen one below the other in that search
NAME_DIGITS = 16  # of the digest in a name; all digits are used when two names would be the same

Value = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class _Edge:
    """A quad seen from its blank nodes: its text with places instead of names, and who stands at which place."""

    shape: str
    members: tuple[int, ...]  # distinct, in the order of their first place


def canonical_names(quads: Iterable[Quad]) -> dict[str, str]:
    """The canonical name of each blank node, by the name it has; LimitReached when its look-alikes are too many to try.

    >>> p = NamedNode("https://example.org/p")
    >>> one, other = ([Quad(BlankNode(name), p, Literal("1"))] for name in "xy")
    >>> canonical_names(one)["x"] == canonical_names(other)["y"]
    True
    """
    numbers: dict[str, int] = {}
    edges = tuple(_edges(quads, numbers))
    if not numbers:
        return {}
    names = _Naming(edges, len(numbers)).names()
    return {label: names[number] for label, number in numbers.items()}


def renamed(quads: Iterable[Quad], name: Callable[[str], str]) -> Iterator[Quad]:
    """The quads with every blank node renamed, those inside triple terms and graph names too."""
    for quad in quads:
        if "_:" not in str(quad):  # most quads: cheaper than taking them apart
            yield quad
            continue
        subject, predicate, value, graph = quad
        if isinstance(subject, BlankNode):
            subject = BlankNode(name(subject.value))
        if isinstance(graph, BlankNode):
            graph = BlankNode(name(graph.value))
        yield Quad(subject, predicate, _renamed_object(value, name), graph)


def _renamed_object(term: Value, name: Callable[[str], str]) -> Value:
    if isinstance(term, BlankNode):
        return BlankNode(name(term.value))
    if isinstance(term, Triple):
        subject = BlankNode(name(term.subject.value)) if isinstance(term.subject, BlankNode) else term.subject
        return Triple(subject, term.predicate, _renamed_object(term.object, name))
    return term


def _edges(quads: Iterable[Quad], numbers: dict[str, int]) -> Iterator[_Edge]:
    """An edge for each distinct quad with a blank node; `numbers` is filled with a number for each."""
    for quad in dict.fromkeys(quads):
        if "_:" not in str(quad):
            continue
        places: dict[str, int] = {}
        shape = " ".join(_shape(term, places, 0) for term in quad)
        if places:
            yield _Edge(shape, tuple(numbers.setdefault(label, len(numbers)) for label in places))


def _shape(term: Value | DefaultGraph, places: dict[str, int], depth: int) -> str:
    if isinstance(term, BlankNode):
        return f"_:{places.setdefault(term.value, len(places))}"
    if isinstance(term, Triple):
        if depth >= MAX_NESTING:
            raise LimitReached(f"Triple terms stand more than {MAX_NESTING} levels deep in one another.")
        return f"<<( {' '.join(_shape(part, places, depth + 1) for part in term)} )>>"
    return str(term)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class _Naming:
    """One run: each node's colour (a digest of what is known of it), made finer until it names the node."""

    def __init__(self, edges: tuple[_Edge, ...], count: int) -> None:
        self.edges = edges
        self.incident: list[list[_Edge]] = [[] for _ in range(count)]
        for edge in edges:
            for member in edge.members:
                self.incident[member].append(edge)
        self.colour = [self._first_colour(node) for node in range(count)]
        self.spent = 0  # of SEARCH_BUDGET; the first refinement is free, its work grows with the data alone
        self.depth = 0

    def _first_colour(self, node: int) -> str:
        """What a node's own quads say, every other blank node being just a blank node."""
        return _digest(*sorted(f"{edge.members.index(node)} {edge.shape}" for edge in self.incident[node]))

    def names(self) -> list[str]:
        everyone = set(range(len(self.colour)))
        self._refine(everyone, everyone)
        self.spent = 0
        settled, groups = self._parts(everyone)
        full = {node: self.colour[node] for node in settled}
        forms: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        for group in groups:
            form, order = self._canon(group)
            forms[form].append(order)
        for (
            form,
            copies,
        ) in forms.items():  # groups of one form are exchangeable: any order of the copies gives the same dataset
            for copy, order in enumerate(copies):
                full.update((node, _digest(form, str(place), str(copy))) for place, node in enumerate(order))
        short = {node: "b" + digest[:NAME_DIGITS] for node, digest in full.items()}
        if len(set(short.values())) < len(short):
            short = {node: "b" + digest for node, digest in full.items()}
        return [short[node] for node in range(len(short))]

    def _refine(self, nodes: set[int], touched: set[int]) -> None:
        """Split look-alikes among `nodes` by what stands around them until nothing more splits.

        The largest part of a split keeps its colour (nodes that touch it need no second look), which makes long lists
        linear. All choices hang on counts and digests, so that the colours do not depend on the order of the input.
        """
        cells = self._cells(nodes)
        while touched:
            due: dict[str, set[int]] = defaultdict(set)
            for edge in {id(edge): edge for node in touched for edge in self.incident[node]}.values():
                for node in edge.members:
                    if node in nodes and len(cells[self.colour[node]]) > 1:
                        due[self.colour[node]].add(node)
            changes: dict[int, str] = {}
            for colour, looked_at in due.items():
                changes.update(self._split(colour, cells[colour], looked_at))
            for node, colour in changes.items():
                cells[self.colour[node]].discard(node)
                self.colour[node] = colour
                cells[colour].add(node)
            touched = set(changes)

    def _split(self, colour: str, cell: set[int], looked_at: set[int]) -> dict[int, str]:
        parts: dict[str, list[int]] = defaultdict(list)
        for node in looked_at:
            parts[self._surroundings(node)].append(node)
        rest = len(cell) - len(looked_at)
        if len(parts) + bool(rest) == 1:
            return {}
        sizes = {**{around: len(part) for around, part in parts.items()}, **({"": rest} if rest else {})}
        keeps = min(sizes, key=lambda around: (-sizes[around], around))
        return {node: _digest(colour, around) for around, part in parts.items() if around != keeps for node in part}

    def _surroundings(self, node: int) -> str:
        self.spent += len(self.incident[node])
        seen = []
        for edge in self.incident[node]:
            others = " ".join("*" if member == node else self.colour[member] for member in edge.members)
            seen.append(f"{others} {edge.shape}")
        return _digest(*sorted(seen))

    def _cells(self, nodes: Iterable[int]) -> dict[str, set[int]]:
        cells: dict[str, set[int]] = defaultdict(set)
        for node in nodes:
            cells[self.colour[node]].add(node)
        return cells

    def _parts(self, nodes: set[int]) -> tuple[list[int], list[set[int]]]:
        """Nodes with a colour of their own, by colour, and the groups of look-alikes that hang together besides."""
        cells = self._cells(nodes)
        open_nodes = {node for node in nodes if len(cells[self.colour[node]]) > 1}
        groups = []
        while open_nodes:
            group: set[int] = set()
            frontier = [open_nodes.pop()]
            while frontier:
                node = frontier.pop()
                group.add(node)
                for edge in self.incident[node]:
                    for other in edge.members:
                        if other in open_nodes:
                            open_nodes.discard(other)
                            frontier.append(other)
            groups.append(group)
        settled = sorted((node for node in nodes if len(cells[self.colour[node]]) == 1), key=self.colour.__getitem__)
        return settled, groups

    def _order(self, nodes: set[int]) -> tuple[int, ...]:
        settled, groups = self._parts(nodes)
        ordered = list(settled)
        for _, order in sorted((self._canon(group) for group in groups), key=lambda found: found[0]):
            ordered.extend(order)
        return tuple(ordered)

    def _form(self, order: tuple[int, ...]) -> str:
        """The group's quads with each of its nodes named by its place; what stands outside is named by its colour."""
        place = {node: f"#{number}" for number, node in enumerate(order)}
        edges = {id(edge): edge for node in order for edge in self.incident[node]}.values()
        self.spent += len(edges)
        lines = (
            f"{' '.join(place.get(member) or self.colour[member] for member in edge.members)} {edge.shape}"
            for edge in edges
        )
        return _digest(*sorted(lines))

    def _canon(self, group: set[int]) -> tuple[str, tuple[int, ...]]:
        """The least form of a group of look-alikes over all choices of a first one, and the order that gives it."""
        cells = self._cells(group)
        cell = min(cells.items(), key=lambda item: (len(item[1]), item[0]))[1]
        kin = _Orbits(cell)
        self._join_twins(cell, kin)
        before = {node: self.colour[node] for node in group}
        best: tuple[str, tuple[int, ...]] | None = None
        tried: set[int] = set()
        self.depth += 1
        for chosen in cell:
            if kin.root(chosen) in {kin.root(node) for node in tried}:
                continue  # an automorphism leads from it to one that was tried: same form
            tried.add(chosen)
            if self.spent > SEARCH_BUDGET or self.depth > MAX_DEPTH:
                raise LimitReached(
                    f"{len(group)} blank nodes are too alike to be told apart by what is said of them. Give them IRIs."
                )
            self.colour[chosen] = _digest(self.colour[chosen], "chosen")
            self._refine(group, {chosen})
            order = self._order(group)
            form = self._form(order)
            for node, colour in before.items():
                self.colour[node] = colour
            if best is None or form < best[0]:
                best = (form, order)
            elif form == best[0]:
                kin.join_all(zip(best[1], order, strict=True))
        self.depth -= 1
        if best is None:  # a cell is never empty
            raise AssertionError
        return best

    def _join_twins(self, cell: set[int], kin: _Orbits) -> None:
        """Join nodes that can change places with all others staying: without this a clique or a fan takes n! tries."""
        for itself in (False, True):
            families: dict[frozenset[int], list[int]] = defaultdict(list)
            for node in cell:
                around = {member for edge in self.incident[node] for member in edge.members} - {node}
                families[frozenset(around | {node} if itself else around)].append(node)
            for family in families.values():
                kept: list[int] = []
                for node in family:
                    twin = next((other for other in kept if self._are_twins(node, other)), None)
                    if twin is None:
                        kept.append(node)
                    else:
                        kin.join(node, twin)

    def _are_twins(self, one: int, other: int) -> bool:
        swap = {one: other, other: one}
        edges = [*self.incident[one], *self.incident[other]]
        self.spent += len(edges)
        as_is = {(edge.shape, edge.members) for edge in edges}
        return as_is == {(shape, tuple(swap.get(m, m) for m in members)) for shape, members in as_is}


class _Orbits:
    """Which nodes of a cell an automorphism is known to carry into one another."""

    def __init__(self, nodes: Iterable[int]) -> None:
        self._parent = {node: node for node in nodes}

    def root(self, node: int) -> int:
        while self._parent[node] != node:
            node = self._parent[node]
        return node

    def join(self, one: int, other: int) -> None:
        self._parent[self.root(one)] = self.root(other)

    def join_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        for one, other in pairs:
            if one in self._parent and other in self._parent:
                self.join(one, other)
