"""What a reader does in quick succession is handled in the order in which it was done."""

from __future__ import annotations

from typing import Any

from ontology.errors import KgError
from ui.explore.run import Deed, Run, settle
from ui.explore.session import Session
from ui.sentences import Words


def now() -> Run:
    return Run(Session(), Words.__new__(Words), None)  # type: ignore[arg-type] # no handler here looks at it


def test_deeds_are_done_in_the_order_of_their_time_and_once() -> None:
    done: list[Any] = []
    session = Session()
    for at, act in ((20.0, "choose"), (10.0, "close"), (30.0, "expand")):
        session.waiting.append(Deed(at, lambda _, act: done.append(act), act))
    settle(session, now)
    settle(session, now)
    assert done == ["close", "choose", "expand"]


def test_a_deed_that_fails_is_told_and_the_next_one_is_done() -> None:
    done: list[Any] = []

    def fail(_: Run, act: Any) -> None:
        raise KgError(act)

    session = Session()
    session.waiting += [Deed(1.0, lambda _, act: done.append(act), "first"), Deed(2.0, fail, "no room")]
    settle(session, now)
    assert done == ["first"]
    assert [message.key for message in session.messages] == ["explore.trouble.refused"]
