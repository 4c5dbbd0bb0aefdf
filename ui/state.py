"""What the explorer shows as one frozen value, and the steps that one can undo, each with its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.filtering import Filter
from graph.gathering import MARK
from graph.styling import Rule
from graph.view import Point

DEFAULT_CAP = 300  # nodes on the canvas unless the reader asks for more
CAPS = (DEFAULT_CAP, 1_000, 5_000)  # what the reader can choose; the last is the most that a canvas draws fluently
Whole = Literal["all", "class", "community"]
MAX_STEPS = 100  # steps that can be undone


@dataclass(frozen=True, slots=True)
class StatementRef:
    """A statement by its subject's id and its own, which is how the store finds it without a scan."""

    start: str
    id: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a view is drawn: where nodes go, what their sizes and colours follow, and colours by rule."""

    layout: str = "force"  # one of graph.arranging.NAMES
    centre: str | None = None  # the node in the middle of a radial layout or at the root of a tree
    turn: int = 0  # another turn lays the same nodes out anew
    size: str = "degree"  # a measure, or "number:<indicator>"; see graph.measures
    color: str = "class"  # or "community"
    lines: str = "plain"  # or "type": a colour for each relation type
    rules: tuple[Rule, ...] = ()


def without_layout(look: Look) -> Look:
    """The look's sizes and colours alone, its layout as usual."""
    return replace(look, layout="force", centre=None, turn=0)


@dataclass(frozen=True, slots=True)
class View:
    """What is on the canvas. `nodes` None is the opening view of the graph, whatever that holds."""

    nodes: tuple[str, ...] | None = None
    hidden: frozenset[str] = frozenset()  # class keys switched off in the legend
    off: frozenset[str] = frozenset()  # ids of single nodes that are hidden
    selected: str | None = None  # a node's id
    also: tuple[str, ...] = ()  # further selected nodes
    statement: StatementRef | None = None  # the selected edge; then no node is selected
    cap: int = DEFAULT_CAP  # the most nodes that this view may hold, one of CAPS
    whole: Whole | None = None  # all things while `nodes` is None, or groups of those that `nodes` lacks
    look: Look = Look()
    filter: Filter = Filter()  # noqa: RUF009 - frozen
    pins: Mapping[str, Point] = field(default_factory=dict, hash=False)  # where nodes were dragged to

    @property
    def chosen(self) -> tuple[str, ...]:
        """All selected nodes."""
        return (self.selected, *self.also) if self.selected else ()

    def with_nodes(self, nodes: Iterable[str]) -> View:
        """The view with other nodes, each once, and without a selection that is gone."""
        kept = tuple(id_ for id_ in dict.fromkeys(nodes) if not id_.startswith(MARK))
        held = {*kept, *(id_ for id_ in (*self.off, *self.chosen) if id_.startswith(MARK))}
        whole = None if self.whole == "all" else self.whole
        changed = replace(self, nodes=kept, off=self.off & held, whole=whole)
        chosen = [id_ for id_ in self.chosen if id_ in held]
        return changed.choosing(chosen) if chosen else replace(changed, selected=None, also=())

    def selecting(self, node: str | None) -> View:
        """The view with this node selected, or nothing."""
        return replace(self, selected=node, also=(), statement=None)

    def choosing(self, nodes: Iterable[str]) -> View:
        """The view with these nodes selected."""
        first, *others = tuple(dict.fromkeys(nodes)) or (None,)
        return replace(self, selected=first, also=tuple(each for each in others if each), statement=None)

    def selecting_statement(self, statement: StatementRef) -> View:
        """The view with this edge selected."""
        return replace(self, selected=None, also=(), statement=statement)

    def toggling(self, classes: Iterable[str]) -> View:
        """The view with these classes switched: all off when any is on, else all on."""
        switched = frozenset(classes)
        return replace(self, hidden=self.hidden | switched if switched - self.hidden else self.hidden - switched)

    def same_drawing(self, other: View) -> bool:
        """True when both draw the same things; a selection alone is no step worth undoing."""
        return self.selecting(None) == other.selecting(None)


@dataclass(frozen=True, slots=True)
class Step:
    """What a step was, for the list of steps: the key of a text within ``history``, with its facts."""

    key: str = "opened"
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """A view, and the step that led to it."""

    view: View = View()
    step: Step = Step()


@dataclass(frozen=True, slots=True)
class History:
    """The view that is shown, those before it and those undone."""

    now: Moment = Moment()
    past: tuple[Moment, ...] = field(default=(), repr=False)
    future: tuple[Moment, ...] = field(default=(), repr=False)

    @property
    def present(self) -> View:
        """The view that is shown."""
        return self.now.view

    def then(self, view: View, step: Step = Step()) -> History:
        """The history after a step; a new selection replaces the present view without being a step."""
        if view.same_drawing(self.present):
            return replace(self, now=replace(self.now, view=view))
        return History(Moment(view, step), (*self.past, self.now)[-MAX_STEPS:], ())

    def undone(self) -> History:
        """One step back; the same history when there is none."""
        return self.at(len(self.past) - 1)

    def redone(self) -> History:
        """One undone step again; the same history when there is none."""
        return self.at(len(self.past) + 1)

    def moments(self) -> tuple[Moment, ...]:
        """All of them, oldest first."""
        return (*self.past, self.now, *self.future)

    def at(self, place: int) -> History:
        """The history with another of its moments shown; the same one when there is no such moment."""
        moments = self.moments()
        if not 0 <= place < len(moments):
            return self
        return History(moments[place], moments[:place], moments[place + 1 :])
