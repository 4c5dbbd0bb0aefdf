"""Each user runs a few queries at once; the rest wait in a row and know their place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from graph.errors import LimitReached
from graph.turns import Turns

SECONDS = 10


@contextmanager
def waiting(turns: Turns, user: str) -> Iterator[tuple[list[int], threading.Event, threading.Event]]:
    """One who asks in a thread: the places told, an event for their turn, and one that stops them."""
    places: list[int] = []
    began, stop, release = threading.Event(), threading.Event(), threading.Event()
    told = threading.Condition()

    def note(place: int) -> None:
        with told:
            places.append(place)
            told.notify_all()

    def ask() -> None:
        try:
            with turns.turn(user, on_place=note, stop=stop):
                began.set()
                release.wait(SECONDS)
        except LimitReached:
            note(-1)

    thread = threading.Thread(target=ask)
    thread.start()
    with told:
        told.wait_for(lambda: bool(places) or began.is_set(), SECONDS)
    yield places, began, stop
    release.set()
    thread.join(SECONDS)
    assert not thread.is_alive()


def test_one_more_than_allowed_waits_and_comes_when_another_ends() -> None:
    turns = Turns(at_once=1)
    with ExitStack() as first:
        first.enter_context(turns.turn("ada"))
        with waiting(turns, "ada") as (places, began, _):
            assert (places, began.is_set()) == ([1], False)
            first.close()
            assert began.wait(SECONDS)
    assert turns.running("ada") == 0


def test_those_who_wait_see_their_place_move_up() -> None:
    turns = Turns(at_once=1)
    with ExitStack() as first:
        first.enter_context(turns.turn("ada"))
        with waiting(turns, "ada") as (_, began, stop), waiting(turns, "ada") as (places, _, _):
            assert places == [2]
            stop.set()
            while places[-1] != 1:
                threading.Event().wait(0.01)
            assert not began.is_set()
            first.close()


def test_users_do_not_wait_for_each_other() -> None:
    turns = Turns(at_once=1)
    with turns.turn("ada"), turns.turn("bo"):
        assert (turns.running("ada"), turns.running("bo")) == (1, 1)


def test_too_many_who_wait_are_told_so() -> None:
    turns = Turns(at_once=1, most_waiting=1)
    with ExitStack() as first:
        first.enter_context(turns.turn("ada"))
        with waiting(turns, "ada"):
            with pytest.raises(LimitReached, match="wait already"), turns.turn("ada"):
                pass
            first.close()


def test_an_error_in_a_turn_gives_it_back() -> None:
    turns = Turns(at_once=1)
    with pytest.raises(ZeroDivisionError), turns.turn("ada"):
        _ = 1 / 0
    with turns.turn("ada"):
        pass
