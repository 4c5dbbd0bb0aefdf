"""Things side by side: what each of them has under the same aspects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.explorer import text
from graph.maps.declared import Aspect
from graph.maps.reading import MapFacts, statement_of
from graph.maps.timeline import Lane, event_of
from graph.numbers import Number
from graph.values import Relationship
from graph.view import text_in


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact about a subject: a statement with the thing at its other end, or a number."""

    thing: str | None = None
    statement: Relationship | None = None
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Profiles:
    """The figure: the subjects, and for each aspect (in the order declared) each subject's entries.

    `lines` has a line of years for each aspect that is one, by its place among the aspects: a lane a subject.
    """

    subjects: tuple[str, ...]
    aspects: tuple[Mapping[str, tuple[Entry, ...]], ...]
    lines: Mapping[int, tuple[Lane, ...]] = field(default_factory=dict)


def profiles_figure(facts: MapFacts) -> Profiles:
    """The subjects of the first choice, else all that the statements tell of, with their entries an aspect."""
    chosen = facts.values[facts.view.choices[0].name] if facts.view.choices else ()
    told = (id_ for row in facts.rows["statements"] if (id_ := text(row["subject"])))
    subjects = chosen or tuple(dict.fromkeys(told))
    aspects = tuple(_entries(facts, aspect, subjects) for aspect in facts.view.aspects)
    lines = {
        at: tuple(_lane(facts, subject, aspects[at][subject]) for subject in subjects)
        for at, aspect in enumerate(facts.view.aspects)
        if aspect.line
    }
    return Profiles(subjects, aspects, lines)


def _entries(facts: MapFacts, aspect: Aspect, subjects: tuple[str, ...]) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, dict[str, Entry]] = {subject: {} for subject in subjects}
    for row in facts.rows["statements"]:
        subject, statement = text(row["subject"]), statement_of(row)
        if subject in found and statement is not None and statement.type in aspect.types:
            found[subject].setdefault(statement.id, Entry(text(row["thing"]), statement))
    for row in facts.rows.get("numbers", ()):
        subject, number = text(row["subject"]), facts.numbers.get(text(row["observation"]) or "")
        if subject in found and number is not None and number.indicator in aspect.indicators:
            found[subject].setdefault(number.id, Entry(number=number))
    return {subject: tuple(sorted(entries.values(), key=_order)) for subject, entries in found.items()}


def _lane(facts: MapFacts, subject: str, entries: Iterable[Entry]) -> Lane:
    dates = {text(row["thing"]): row["date"] for row in facts.rows.get("dates", ())}
    statements: dict[str, list[Relationship]] = defaultdict(list)
    for entry in entries:
        if entry.thing and entry.statement:
            statements[entry.thing].append(entry.statement)
    return Lane.of(subject, (event_of(facts, id_, dates.get(id_), found) for id_, found in statements.items()))


def _order(entry: Entry) -> tuple[int, str, str, str]:
    """Statements before numbers, like things together, ranks upwards."""
    if entry.statement is None:
        return 1, entry.number.indicator if entry.number else "", entry.number.id if entry.number else "", ""
    told = entry.statement.properties
    return 0, entry.thing or "", str(told.get("rank") or ""), text_in(told, "dimension", "zh") or ""
