"""What the explorer shows as one frozen value, its way into an address and back, and the steps one can undo."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.ids import is_own_id

DEFAULT_CAP = 300  # nodes on the canvas unless the reader asks for more
WIDE_CAP = 1_000
MAX_STEPS = 100  # steps that can be undone
READABLE_CHARS = 240  # a list of ids up to this length stands in the address as it is, a longer one compressed
_MAX_BYTES = 400_000  # of ids in an address, unpacked: a compressed bomb stops here
_PACKED = "z."
_BETWEEN = "~"  # between a statement's subject and the statement's own id

Trouble = Literal["nodes_unreadable", "too_many_nodes"]


@dataclass(frozen=True, slots=True)
class StatementRef:
    """A statement by its subject's id and its own, which is how the store finds it without a scan."""

    start: str
    id: str


@dataclass(frozen=True, slots=True)
class View:
    """What is on the canvas. `nodes` None is the opening view of the graph, whatever that holds."""

    nodes: tuple[str, ...] | None = None
    hidden: frozenset[str] = frozenset()  # class keys switched off in the legend
    selected: str | None = None  # a node's id
    statement: StatementRef | None = None  # the selected edge; then no node is selected
    wide: bool = False  # up to WIDE_CAP nodes instead of DEFAULT_CAP

    @property
    def cap(self) -> int:
        """The most nodes that this view may hold."""
        return WIDE_CAP if self.wide else DEFAULT_CAP

    def with_nodes(self, nodes: Iterable[str]) -> View:
        """The view with other nodes, each once, and without a selection that is gone."""
        kept = tuple(dict.fromkeys(nodes))
        selected = self.selected if self.selected in kept else None
        return replace(self, nodes=kept, selected=selected, statement=self.statement if selected is None else None)

    def selecting(self, node: str | None) -> View:
        """The view with this node selected, or nothing."""
        return replace(self, selected=node, statement=None)

    def selecting_statement(self, statement: StatementRef) -> View:
        """The view with this edge selected."""
        return replace(self, selected=None, statement=statement)

    def toggling(self, classes: Iterable[str]) -> View:
        """The view with these classes switched: all off when any is on, else all on."""
        switched = frozenset(classes)
        return replace(self, hidden=self.hidden | switched if switched - self.hidden else self.hidden - switched)

    def same_drawing(self, other: View) -> bool:
        """True when both draw the same things; a selection alone is no step worth undoing."""
        return (self.nodes, self.hidden, self.wide) == (other.nodes, other.hidden, other.wide)


@dataclass(frozen=True, slots=True)
class History:
    """The view that is shown, those before it and those undone."""

    present: View = View()
    past: tuple[View, ...] = field(default=(), repr=False)
    future: tuple[View, ...] = field(default=(), repr=False)

    def then(self, view: View) -> History:
        """The history after a step; a new selection replaces the present one without being a step."""
        if view.same_drawing(self.present):
            return replace(self, present=view)
        return History(view, (*self.past, self.present)[-MAX_STEPS:], ())

    def undone(self) -> History:
        """One step back; the same history when there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> History:
        """One undone step again; the same history when there is none."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])


def to_address(view: View, language: str) -> dict[str, str]:
    """The view as query parameters, short: what is as usual is left out, except for the language."""
    address = {"lang": language}
    if view.nodes is not None:
        address["n"] = pack_ids(view.nodes)
    if view.hidden:
        address["h"] = ",".join(sorted(view.hidden))
    if view.selected:
        address["s"] = view.selected
    if view.statement:
        address["e"] = view.statement.start + _BETWEEN + view.statement.id
    if view.wide:
        address["max"] = str(WIDE_CAP)
    return address


def from_address(parameters: Mapping[str, str]) -> tuple[View, tuple[Trouble, ...]]:
    """The view of an address, and what of it could not be read. Never raises: anybody may type an address."""
    troubles: list[Trouble] = []
    wide = parameters.get("max") == str(WIDE_CAP)
    view = View(wide=wide, hidden=frozenset(filter(None, parameters.get("h", "").split(","))))
    if "n" in parameters:
        ids = unpack_ids(parameters["n"])
        if ids is None:
            troubles.append("nodes_unreadable")
        elif len(ids) > WIDE_CAP:
            troubles.append("too_many_nodes")
            view = replace(view, nodes=ids[:WIDE_CAP], wide=True)
        else:
            view = replace(view, nodes=ids, wide=wide or len(ids) > DEFAULT_CAP)
    start, between, id_ = parameters.get("e", "").partition(_BETWEEN)
    if between and start and id_:
        view = view.selecting_statement(StatementRef(start, id_))
    elif parameters.get("s"):
        view = view.selecting(parameters["s"])
    return view, tuple(troubles)


def pack_ids(ids: Iterable[str]) -> str:
    """Ids as text for an address: as they are when few and own, else compressed.

    >>> pack_ids(["org:nvidia", "prod:gpu"])
    'org:nvidia,prod:gpu'
    """
    listed = tuple(ids)
    readable = ",".join(listed)
    if len(readable) <= READABLE_CHARS and all(map(is_own_id, listed)):
        return readable
    packed = zlib.compress("\n".join(listed).encode(), level=9)
    return _PACKED + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unpack_ids(text: str) -> tuple[str, ...] | None:
    """What `pack_ids` packed, each id once; None for what it cannot have made."""
    if not text.startswith(_PACKED):
        return tuple(dict.fromkeys(filter(None, text.split(","))))
    try:
        packed = base64.b64decode(text.removeprefix(_PACKED) + "==", altchars=b"-_", validate=False)
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(packed, _MAX_BYTES)
        if not unpacker.eof:
            return None
        return tuple(dict.fromkeys(filter(None, raw.decode().split("\n"))))
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError):
        return None
