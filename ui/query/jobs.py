"""A query on its way: it waits for its turn, runs in a thread of its own, can be stopped, and ends with a result."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graph.errors import unforeseen
from graph.library import QueryLanguage
from graph.plan import Plan
from graph.turns import Turns
from graph.values import QueryResult
from graph.workspace import Workspace
from ontology.errors import KgError

TURNS = Turns()
"""Of this process: all tabs and the API wait in the same rows."""

SECONDS = 30.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a text with values for its parameters, and the limits it runs under."""

    text: str
    language: QueryLanguage
    parameters: Mapping[str, Any] = field(default_factory=dict)
    limit: int = 1_000
    timeout: float = SECONDS
    profiled: bool = False  # what is wanted is not the rows, but what the engine counts while it finds them

    def with_limit(self, limit: int) -> Question:
        """The same question for more rows."""
        return replace(self, limit=limit)


def ask(workspace: Workspace, question: Question, stop: threading.Event | None = None) -> QueryResult:
    """The rows that answer a question, through the guard; raises what the guard raises."""
    limits: dict[str, Any] = {"limit": question.limit, "timeout": question.timeout, "stop": stop}
    if question.language == "sparql":
        return workspace.sparql(question.text, **limits)
    return workspace.store.query(question.text, question.parameters, **limits)


def profile(workspace: Workspace, question: Question, stop: threading.Event | None = None) -> Plan:
    """What a Neo4j counts while it answers a question, through the same guard and under the same time limit."""
    return workspace.store.profile(question.text, question.parameters, timeout=question.timeout, stop=stop)


class Job:
    """One question on its way. Made by `start`; read by the page as often as it likes."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.place = 0  # in the row; 0 while it runs
        self.started = time.monotonic()
        self.done = threading.Event()
        self.result: QueryResult | None = None
        self.profile: Plan | None = None  # of a question that is to be profiled
        self.error: KgError | None = None
        self._stop = threading.Event()

    @classmethod
    def start(cls, workspace: Workspace, question: Question, user: str) -> Job:
        """Asks in a thread; answers at once."""
        job = cls(question)
        threading.Thread(target=job._work, args=(workspace, user), name="zhitu-job", daemon=True).start()
        return job

    def stop(self) -> None:
        """Ends it, running or waiting."""
        self._stop.set()

    @property
    def seconds(self) -> float:
        """Since it was asked."""
        return time.monotonic() - self.started

    def _work(self, workspace: Workspace, user: str) -> None:
        try:
            with TURNS.turn(user, on_place=self._wait, stop=self._stop):
                self.place = 0
                if self.question.profiled:
                    self.profile = profile(workspace, self.question, self._stop)
                else:
                    self.result = ask(workspace, self.question, self._stop)
        except KgError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001 - nobody is above this thread, and the page needs an answer
            _log.exception("a query ended in an error that nobody foresaw")
            self.error = unforeseen(error)
        finally:
            self.done.set()

    def _wait(self, place: int) -> None:
        self.place = place
