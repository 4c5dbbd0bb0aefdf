"""What one run of the explore page works with, and what the reader did before it, handled in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import StoreUnavailable
from graph.explorer import Explorer, Overview
from ontology.errors import KgError
from ui.explore.session import Session, session
from ui.language import language
from ui.resources import Resources, resources
from ui.sentences import Words
from ui.shell import page_words

STAGE = "stage"
"""The fragment of rail, canvas and panel."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the page works with."""

    session: Session
    words: Words
    resources: Resources

    @property
    def overview(self) -> Overview:
        """The graph in brief."""
        return self.resources.known.overview

    @property
    def explorer(self) -> Explorer:
        """Reads of the store."""
        return self.resources.explorer


def run() -> Run:
    """This run; raises KgError when the store cannot be reached."""
    return Run(session(), page_words(), resources())


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the reader did, with what handles it. `at` is the browser's time in milliseconds."""

    at: float
    handle: Callable[[Run, Any], None]
    act: Any


def guarded(handle: Callable[[Run, Any], None]) -> Callable[[Any], None]:
    """A callback that notes what was done, for `settle` in the run that it causes."""

    def callback(act: Any) -> None:
        session().waiting.append(Deed(_time_of(act), handle, act))

    return callback


def settle(current: Session, now: Callable[[], Run]) -> None:
    """Handles what was done since the last run, earliest first; errors become messages.

    Streamlit calls back in an order of its own when two parts of the page tell something while a run is under way: a
    choice in the search box would then come before the click that preceded it, and be undone by it.
    """
    deeds, current.waiting = sorted(current.waiting, key=lambda deed: deed.at), []
    for deed in deeds:
        current.messages.clear()
        try:
            deed.handle(now(), deed.act)
        except StoreUnavailable as error:
            current.tell("explore.trouble.store", bad=True, reason=error.text(language()))
        except KgError as error:
            current.tell("explore.trouble.refused", bad=True, reason=error.text(language()))


def _time_of(act: Any) -> float:
    at = act.get("at") if isinstance(act, Mapping) else getattr(act, "seq", 0)
    return float(at) if isinstance(at, int | float) else 0.0
