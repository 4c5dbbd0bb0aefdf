"""What the store asks of an engine: one page of contract that every engine keeps and one test-suite checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.values import Endpoint

Notice = Callable[[str], None]
"""Takes one sentence for the user about something unusual that was dealt with (a damaged store was rebuilt, say)."""


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """How a server is. Sizes are in bytes; `users` counts the processes that use it."""

    kind: str  # see `Engine.kind`
    running: bool
    uri: str | None = None
    pid: int | None = None
    started: float | None = None  # seconds since the epoch
    users: int = 0
    memory: int | None = None
    data: int | None = None
    log: Path | None = None


@dataclass(frozen=True, slots=True)
class Dialect:
    """What loading needs to know of a server's Cypher."""

    relabels: bool
    """A node's labels can be changed in place; else a load makes such a node anew, with its relationships."""

    names_in_rows: bool
    """Labels and types may come from a row, so that one text makes them all and is planned once."""

    indexes: bool
    """Range and full-text indexes can be made and shown in Cypher."""

    writers: int
    """How many sessions a large load gains from."""


# 26.10 meets its own unique index when one transaction takes two labels on and off; it writes one batch at a time
ARCADEDB = Dialect(relabels=False, names_in_rows=False, indexes=False, writers=1)
NEO4J = Dialect(relabels=True, names_in_rows=True, indexes=True, writers=2)


class Engine(Protocol):
    """Where a Bolt server comes from. Every method may be called from any thread and any number of times."""

    kind: str
    """ "embedded", "neo4j" or "external"."""

    owned: bool
    """True when the server is this workspace's own: it may be restarted, and its data thrown away and rebuilt."""

    dialect: Dialect
    """What its server's Cypher can do; known for certain after `ensure`."""

    def ensure(self) -> Endpoint:
        """The address of a server that answers: starts one, or joins the running one; else raises StoreUnavailable."""

    def kill(self) -> None:
        """Ends the server that `ensure` last named, whatever it is doing; `ensure` starts it again with its data.

        A server that another process has started meanwhile stays, and so does one that is not owned. One that is kept
        for other tools is started again by `close` at the latest.
        """

    def rebuild(self) -> Endpoint:
        """Throws the owned, derived data away and starts empty; raises StoreUnavailable when it is not owned."""

    def stop(self) -> None:
        """Stops an owned server now, whoever uses it, so that its data rests on disk; nothing when none runs."""

    def close(self) -> None:
        """This process needs the server no more; the last one to say so stops an owned server. `ensure` undoes it."""

    def status(self) -> EngineStatus:
        """How the server is now; starts nothing and raises nothing."""
