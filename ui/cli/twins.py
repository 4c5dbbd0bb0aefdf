"""``export --view``: what a page shows, as rows: the numbers, or one of the maps with what is chosen in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from graph.explorer import Explorer
from graph.export.sheets import Cell, csv_bytes
from graph.maps.reading import read_facts
from graph.numbers import Numbers, read_numbers
from graph.workspace import Workspace
from ontology.errors import ConfigError
from ontology.model import load_model
from ui.maps.address import from_address
from ui.maps.drawn import draw
from ui.maps.files import all_maps
from ui.numbers.address import from_address as numbers_from_address
from ui.numbers.rows import export_row, matching
from ui.sentences import Words
from ui.texts import Texts

NUMBERS = "numbers"


def view_rows(workspace: Workspace, view: str, texts: Texts) -> list[dict[str, Cell]]:
    """The rows of a view: its name, and after ``?`` what its address says, such as ``cities?c.cities=place:beijing``.

    Raises ConfigError for an unknown view, and what reading the store raises.
    """
    name, _, query = view.partition("?")
    parameters = dict(parse_qsl(query))
    explorer, words = Explorer(workspace.store, load_model()), Words(texts, load_model())
    if name == NUMBERS:
        page, numbers = numbers_from_address(parameters), read_numbers(explorer)
        return [export_row(words, numbers, each) for each in matching(numbers.kept(page.filter), page.text, words)]
    maps = all_maps(workspace.path)
    known = {each.id: each for each in maps.views}
    if name not in known:
        raise ConfigError(f"there is no view {name}; there are {', '.join((NUMBERS, *known))}")
    facts = read_facts(
        known[name], from_address(parameters).chosen, workspace.store, explorer, tuple(explorer.counts())
    )
    if facts.view.layout == "numbers":
        found = Numbers(tuple(facts.numbers.values()), facts.places)
        return [export_row(words, found, each) for each in found.all]
    return list(draw(facts, explorer, words).table)


def written(rows: Sequence[Mapping[str, Cell]], format_: str) -> bytes:
    """The rows as ``csv`` or as ``jsonl``; raises ConfigError for another format."""
    if format_ == "csv":
        return csv_bytes(list(dict.fromkeys(key for row in rows for key in row)), rows)
    if format_ == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "surrogatepass")
    raise ConfigError(f"a view is exported as csv or jsonl, not as {format_}")
