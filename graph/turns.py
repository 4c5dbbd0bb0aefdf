"""Who may ask when: each user runs a few queries at once, the rest wait in a row and see their place in it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.errors import LimitReached
from graph.messages import told

AT_ONCE = 3  # queries of one user; the embedded engine has two or three cores to give to all of them
MAX_WAITING = 20  # of one user; more are a mistake, such as a script without end
_LOOK_SECONDS = 0.2  # how soon one who waits sees that they were told to stop


@dataclass(slots=True)
class _Row:
    running: int = 0
    waiting: list[object] = field(default_factory=list)


class Turns:
    """Thread-safe; one for all doors (page, API) of a process.

    >>> turns = Turns(at_once=1)
    >>> with turns.turn("ada"):
    ...     turns.running("ada")
    1
    """

    def __init__(self, at_once: int = AT_ONCE, most_waiting: int = MAX_WAITING) -> None:
        self.at_once = at_once
        self.most_waiting = most_waiting
        self._changed = threading.Condition()
        self._rows: defaultdict[str, _Row] = defaultdict(_Row)

    @contextmanager
    def turn(
        self, user: str, *, on_place: Callable[[int], None] = lambda _: None, stop: threading.Event | None = None
    ) -> Iterator[None]:
        """Waits for a free turn, tells each change of place in the row (1 is next), and holds the turn.

        Raises LimitReached when too many wait already, and when `stop` is set while waiting.
        """
        me = object()
        self._wait(user, me, on_place, stop)
        try:
            yield
        finally:
            with self._changed:
                self._rows[user].running -= 1
                self._forget(user)
                self._changed.notify_all()

    def running(self, user: str) -> int:
        """How many queries of a user run now."""
        with self._changed:
            return self._rows[user].running if user in self._rows else 0

    def _wait(self, user: str, me: object, on_place: Callable[[int], None], stop: threading.Event | None) -> None:
        with self._changed:
            row = self._rows[user]
            if len(row.waiting) >= self.most_waiting:
                raise LimitReached(told("too_many", count=self.most_waiting))
            row.waiting.append(me)
            try:
                last = 0
                while row.waiting[0] is not me or row.running >= self.at_once:
                    place = row.waiting.index(me) + 1
                    if place != last:
                        on_place(last := place)
                    if stop is not None and stop.is_set():
                        raise LimitReached(told("stopped_waiting"))
                    self._changed.wait(_LOOK_SECONDS)
                row.running += 1
            finally:
                row.waiting.remove(me)
                self._forget(user)
                self._changed.notify_all()

    def _forget(self, user: str) -> None:
        row = self._rows[user]
        if not row.running and not row.waiting:
            del self._rows[user]
