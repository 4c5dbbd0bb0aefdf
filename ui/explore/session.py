"""What the server remembers of one reader's exploring: steps, places of nodes, messages, the address last written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from graph.explorer import Subgraph
from graph.view import Point
from ui.components.canvas import Command
from ui.language import language
from ui.state import History, Trouble, View, from_address, to_address

_KEY = "explore session"


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell once: the key of a text, with its facts."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)
    bad: bool = False


@dataclass(slots=True)
class Session:
    """One browser tab. Changed only by the steps of `ui.explore.steps` and by the page itself."""

    history: History = field(default_factory=History)
    positions: dict[str, Point] = field(default_factory=dict)
    pinned: set[str] = field(default_factory=set)
    command: Command | None = None  # something for the canvas to do once
    classes: tuple[str, ...] = ()  # of the nodes on the canvas
    as_table: bool = False
    messages: list[Message] = field(default_factory=list)
    drawn: tuple[object, Subgraph] | None = None  # the last subgraph that was read, and what it was read for
    address: dict[str, str] | None = None  # as it was written last
    commands: int = 0
    edge_clicked: bool = False  # the selected edge was clicked on the canvas, which marks it by itself
    found: str | None = None  # the id of what was chosen in another page's search box
    acted: bool = False  # a callback changed something before this run

    @property
    def view(self) -> View:
        """The view on the screen."""
        return self.history.present

    def go(self, view: View) -> None:
        """One step to another view."""
        self.history = self.history.then(view)
        self.acted = True

    def tell(self, key: str, *, bad: bool = False, **facts: object) -> None:
        """Says something until the next step."""
        self.messages.append(Message(key, facts, bad))

    def bring(self, node: str) -> None:
        """Brings a node into the middle of the canvas."""
        self.commands += 1
        self.command = Command(f"focus {self.commands}", "focus", node)


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
    current.messages.clear()
    view, troubles = from_address(parameters)
    if current.address is None:
        current.history = History(view)
    else:
        current.history = current.history.then(view)
    for trouble in troubles:
        current.tell(_TROUBLES[trouble], bad=True)


def write_address(current: Session) -> None:
    """Lets the address say what is on the screen."""
    current.acted = False
    address = to_address(current.view, language())
    if address != current.address or st.query_params.to_dict() != address:
        current.address = address
        st.query_params.from_dict(address)


def forget_places(current: Session) -> None:
    """The next view is laid out anew."""
    current.positions, current.pinned = {}, set()


def without_language(address: Mapping[str, str]) -> dict[str, str]:
    """The part of an address that is the page's own; `ui.language` reads the other."""
    return {key: value for key, value in address.items() if key != "lang"}


_TROUBLES: Mapping[Trouble, str] = {
    "nodes_unreadable": "explore.trouble.nodes_unreadable",
    "too_many_nodes": "explore.trouble.too_many_nodes",
}
