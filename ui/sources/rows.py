"""Facts by the part of a source that they rest on, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from graph.explorer import Explorer
from graph.export.sheets import Cell
from graph.facts_in_full import read_facts
from graph.outline import Outline, Part
from ui.facts import FactLines
from ui.sentences import Words, place_long
from ui.sources.shelf import part_name


def fact_rows(outline: Outline, parts: Iterable[Part], explorer: Explorer, words: Words) -> list[dict[str, Cell]]:
    """A row for each fact and each of these parts that it rests on itself; column names are stable keys."""
    asked = [(part, fact) for part in parts for fact in outline.own.get(part.id, ())]
    lines = FactLines(words, explorer, read_facts(explorer, dict.fromkeys(fact for _, fact in asked)), outline.places)
    rows: list[dict[str, Cell]] = []
    for part, fact in asked:
        line = lines.line(fact)
        places = [outline.places[ref] for ref in fact.evidence if ref in outline.places]
        rows.append(
            {
                "part": part.id,
                "part_name": part_name(part, words),
                "part_kind": part.kind,
                "kind": fact.kind,
                "id": fact.id,
                "type": fact.type or None,
                "start": fact.start or None,
                "end": fact.end or None,
                "text": line["text"] if line else None,
                "note": line["note"] if line else None,
                "evidence": ";".join(fact.evidence),
                "places": "; ".join(place_long(words, place) for place in places),
            }
        )
    return rows


def parts_of(outline: Outline, part: Part) -> list[Part]:
    """A part with the sections inside it, as the page counts their facts together."""
    return [part, *(outline.parts[id_] for id_ in outline.sections_inside(part.id))]
