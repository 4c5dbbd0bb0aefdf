"""A map as rows of a table: what its page offers to download, and `zhitu export --view` writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.explorer import Explorer
from graph.export.sheets import Cell
from graph.maps.reading import MapFacts
from graph.numbers import Numbers
from ui.maps.drawn import draw
from ui.numbers.rows import export_row
from ui.sentences import Words


def map_rows(facts: MapFacts, explorer: Explorer, words: Words) -> Sequence[Mapping[str, Cell]]:
    """A row for each statement of a figure, or for each number of a map of numbers; column names are stable keys."""
    if facts.view.layout == "numbers":
        found = Numbers(tuple(facts.numbers.values()), facts.places)
        return [export_row(words, found, each) for each in found.all]
    return draw(facts, explorer, words).table
