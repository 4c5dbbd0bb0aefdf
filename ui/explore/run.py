"""What one run of the explore page works with, and callbacks whose errors become messages."""

from __future__ import annotations

from collections.abc import Callable
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


def guarded(handle: Callable[[Run, Any], None]) -> Callable[[Any], None]:
    """A callback whose errors become a message in the run that it causes."""

    def callback(act: Any) -> None:
        current = session()
        current.messages.clear()
        try:
            handle(run(), act)
        except StoreUnavailable as error:
            current.tell("explore.trouble.store", bad=True, reason=error.text(language()))
        except KgError as error:
            current.tell("explore.trouble.refused", bad=True, reason=error.text(language()))

    return callback
