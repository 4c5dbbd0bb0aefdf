"""What the server remembers of one reader's exploring: steps, places of nodes, messages, the address last written."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from graph.explorer import Overview, Subgraph
from graph.gathering import MARK, Gathering
from graph.values import Node
from graph.view import GraphView, Point
from ui.address import Trouble, from_address, pack_ids, pack_places, to_address, unpack_places
from ui.components.canvas import Command
from ui.language import language
from ui.state import History, Moment, Step, View

_KEY = "explore session"
_NODES, _PLACES = "n", "p"  # names in the address

LayoutKey = tuple[str, str | None, int]
"""A layout's name, the node in its middle, and its turn."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell once: the key of a text, with its facts."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """A file. `picture` is ``save`` for a drawing to be saved as PNG, ``docx`` for one that a brief needs."""

    name: str
    mime: str
    data: bytes = field(repr=False)
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on the canvas."""

    view: GraphView
    subgraph: Subgraph
    classes: Mapping[str, int]  # nodes a class, hidden ones too
    whole: GraphView  # with every edge, as if nothing were filtered

    @property
    def visible(self) -> GraphView:
        """The view without what is hidden."""
        return self.view.without({node.id for node in self.view.nodes if node.hidden})

    @property
    def things(self) -> GraphView:
        """What is visible of things, without groups of them."""
        return self.visible.without({node.id for node in self.view.nodes if node.group})

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all nodes, hidden ones too."""
        return tuple(node.id for node in self.view.nodes)


@dataclass(slots=True)
class Session:
    """One browser tab. Changed only by the steps of `ui.explore.steps` and by the page itself."""

    history: History = field(default_factory=History)
    places: dict[LayoutKey, dict[str, Point]] = field(default_factory=dict)
    captions: dict[LayoutKey, Mapping[Hashable, Point]] = field(default_factory=dict)  # of groups, by key
    laid_out: dict[LayoutKey, tuple[str, ...]] = field(default_factory=dict)  # what was laid out as one, from nothing
    guide: tuple[str, tuple[str, ...] | None] | None = None  # the guided example that was opened, and its nodes
    tab: str = "legend"  # of the rail
    comparing: bool = False  # the panel of several things compares them instead of saying why they are connected
    command: Command | None = None  # something for the canvas to do once
    classes: tuple[str, ...] = ()  # of the nodes on the canvas
    as_table: bool = False
    messages: list[Message] = field(default_factory=list)
    drawn: tuple[object, Subgraph] | None = None  # the last subgraph that was read, and what it was read for
    scene: Scene | None = None  # what was drawn last
    whole: GraphView | None = None  # what was drawn last, with the edges that the filter hides
    sections: tuple[object, Mapping[str, str]] | None = None  # of the evidence in `drawn`
    properties: tuple[object, tuple[Node, ...]] | None = None  # the things in `drawn` with all that they say
    address: dict[str, str] | None = None  # as it was written last
    download: Download | None = None  # handed to the browser by the next run
    downloads: int = 0
    commands: int = 0
    edge_clicked: bool = False  # the selected edge was clicked on the canvas, which marks it by itself
    found: str | None = None  # the id of what was chosen in another page's search box
    gathering: tuple[Overview, Gathering] | None = None  # the groups of a large graph, and what they were made of
    acted: bool = False  # something was done before this run
    waiting: list[Any] = field(default_factory=list)  # what was done and is not handled yet; see `ui.explore.run`

    @property
    def view(self) -> View:
        """The view on the screen."""
        return self.history.present

    def go(self, view: View, key: str = "selected", **facts: object) -> None:
        """One step to another view; `key` and `facts` name it in the list of steps."""
        self.history = self.history.then(view, Step(key, facts))
        self.acted = True

    @property
    def layout_key(self) -> LayoutKey:
        """What the places of the view's nodes belong to."""
        look = self.view.look
        return look.layout, look.centre, look.turn

    @property
    def positions(self) -> dict[str, Point]:
        """Where nodes are in the present layout, without those that were dragged."""
        return self.places.setdefault(self.layout_key, {})

    def tell(self, key: str, *, bad: bool = False, **facts: object) -> None:
        """Says something until the next step."""
        self.messages.append(Message(key, facts, bad))

    def bring(self, node: str) -> None:
        """Brings a node into the middle of the canvas."""
        self.commands += 1
        self.command = Command(f"focus {self.commands}", "focus", node)

    def fit(self) -> None:
        """Shows the whole view on the canvas."""
        self.commands += 1
        self.command = Command(f"fit {self.commands}", "fit")


def session() -> Session:
    """This tab's session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Session()
    found: Session = st.session_state[_KEY]
    return found


def read_address(current: Session) -> None:
    """Takes over an address that somebody opened, typed or went back to. Only for runs of the whole page."""
    parameters = without_language(st.query_params.to_dict())
    acted, current.acted = current.acted, False
    returned = current.address is not None and not parameters  # from another page: the view is still here
    found = parameters.pop("found", None)  # chosen in the search box of another page
    if found is not None:
        current.found = found
    if acted or returned or (current.address is not None and parameters == without_language(current.address)):
        return
    adopt(current, parameters)


def adopt(current: Session, parameters: Mapping[str, str], step: Step = Step("address")) -> None:  # noqa: B008 - frozen
    """Takes over what an address says: at the beginning as it is, later as a step."""
    current.messages.clear()
    view, troubles = from_address(parameters)
    if view.nodes and _PLACES in parameters:
        places, pinned = unpack_places(parameters[_PLACES], view.nodes)
        view = replace(view, pins={id_: place for id_, place in places.items() if id_ in pinned})
        current.places[view.look.layout, view.look.centre, view.look.turn] = places
        view = replace(view, nodes=tuple(id_ for id_ in view.nodes or () if not id_.startswith(MARK)))
    if current.address is None:
        current.history = History(Moment(view))
    else:
        current.history = current.history.then(view, step)
    for trouble in troubles:
        current.tell(_TROUBLES[trouble], bad=True)


def address_of(current: Session, nodes: tuple[str, ...], language_: str, *, whole: bool = False) -> dict[str, str]:
    """The address that restores what is on the screen; `nodes` are those of the view, in order.

    Places stand in it only when they are not those that a layout of these nodes from nothing gives, or when the `whole`
    is asked for.
    """
    address = to_address(current.view, language_)
    pins = current.view.pins
    if not whole and current.laid_out.get(current.layout_key) == nodes and not pins:
        return address
    places = pack_places(nodes, {**current.positions, **pins}, pins)
    return address | {_NODES: pack_ids(nodes), _PLACES: places} if places else address


def write_address(current: Session, nodes: tuple[str, ...]) -> None:
    """Lets the address say what is on the screen."""
    current.acted = False
    address = address_of(current, nodes, language())
    if address != current.address or st.query_params.to_dict() != address:
        current.address = address
        st.query_params.from_dict(address)


def without_language(address: Mapping[str, str]) -> dict[str, str]:
    """The part of an address that is the page's own; `ui.language` reads the other."""
    return {key: value for key, value in address.items() if key != "lang"}


_TROUBLES: Mapping[Trouble, str] = {
    "nodes_unreadable": "explore.trouble.nodes_unreadable",
    "too_many_nodes": "explore.trouble.too_many_nodes",
}
