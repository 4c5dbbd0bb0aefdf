"""Things over the years: events with their dates, in lanes, with what is said of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.explorer import text
from graph.maps.reading import MapFacts, statement_of
from graph.values import Cell, Relationship

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"(?<!\d)({_YEAR})\s*年?\s*(?:[-–—~至]|to)+\s*({_YEAR})(?!\d)")
_ONE = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")


@dataclass(frozen=True, slots=True)
class Years:
    """From which year to which. `titled` years stand in the thing's name; its date is not stated."""

    first: int
    last: int
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A thing on the line; `years` None where neither a date nor its name tells any."""

    thing: str
    date: str | None
    years: Years | None
    statements: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """Events of one lane, dated ones first; the thing is None for events of no lane."""

    thing: str | None
    events: tuple[Event, ...]

    @classmethod
    def of(cls, thing: str | None, events: Iterable[Event]) -> Lane:
        """The lane with its events in their order."""
        return cls(thing, tuple(sorted(events, key=_when)))


def timeline_figure(facts: MapFacts) -> tuple[Lane, ...]:
    """The lanes, in the order of their first event; each event stands in one lane."""
    ties: dict[str, dict[str, Relationship]] = defaultdict(dict)
    for row in facts.rows["ties"]:
        event, statement = text(row["event"]), statement_of(row)
        if event and statement is not None:
            ties[event][statement.id] = statement
    lane_of: dict[str, str] = {}
    for row in facts.rows.get("lanes", ()):
        if (event := text(row["event"])) and (lane := text(row["lane"])):
            lane_of.setdefault(event, lane)
    lanes: dict[str | None, list[Event]] = defaultdict(list)
    for id_, date in {str(row["id"]): row["date"] for row in facts.rows["events"]}.items():
        lanes[lane_of.get(id_)].append(event_of(facts, id_, date, ties[id_].values()))
    sorted_lanes = [Lane.of(lane, events) for lane, events in lanes.items()]
    return tuple(sorted(sorted_lanes, key=lambda lane: (lane.thing is None, _when(lane.events[0]), lane.thing or "")))


def event_of(facts: MapFacts, id_: str, date: Cell, statements: Iterable[Relationship]) -> Event:
    """A thing at its date (a year, or a text that begins with one); without one at the years that its name tells."""
    dated = str(date) if isinstance(date, str | int) else None
    return Event(id_, dated, _years(facts, id_, dated), tuple(statements))


def years_in(name: str) -> Years | None:
    """The years that a name tells.

    >>> years_in("行动计划（2019-2022年）"), years_in("2018 Plan"), years_in("第20191号")
    (Years(first=2019, last=2022, titled=True), Years(first=2018, last=2018, titled=True), None)
    """
    if span := _SPAN.search(name):
        return Years(int(span[1]), int(span[2]), titled=True)
    one = _ONE.search(name)
    return Years(int(one[1]), int(one[1]), titled=True) if one else None


def _years(facts: MapFacts, id_: str, date: str | None) -> Years | None:
    if date and (year := _ONE.match(date)):
        return Years(int(year[1]), int(year[1]))
    node = facts.things.get(id_)
    named = (node.properties.get(key) for key in ("name_zh", "name_en", "name")) if node else ()
    names = [value for value in named if isinstance(value, str)]
    return next((years for name in names if (years := years_in(name))), None)


def _when(event: Event) -> tuple[bool, int, str]:
    return event.years is None, event.years.first if event.years else 0, event.date or event.thing
