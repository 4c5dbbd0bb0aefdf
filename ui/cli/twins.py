"""``export --view``: what a page shows, as rows: a page by its name, or one of the maps with what is chosen in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from graph.explorer import Explorer
from graph.export.sheets import Cell
from graph.judgements import JudgementsFile
from graph.maps.declared import MapView
from graph.maps.reading import read_facts
from graph.messages import told
from graph.numbers import read_numbers
from graph.outline import read_outline
from graph.remarks import read_discrepancies, with_found
from graph.workspace import Workspace
from ontology.errors import ConfigError
from ontology.model import load_model
from ui.checkup.rows import check_rows, coverage_table
from ui.checkup.running import run_checks
from ui.downloads import as_csv
from ui.maps.address import from_address
from ui.maps.files import all_maps
from ui.maps.rows import map_rows
from ui.model.rows import term_rows
from ui.numbers.address import from_address as numbers_from_address
from ui.numbers.rows import export_row, matching
from ui.sentences import Words
from ui.sources.rows import fact_rows, parts_of
from ui.texts import Texts


def view_rows(workspace: Workspace, view: str, texts: Texts) -> Sequence[Mapping[str, Cell]]:
    """The rows of a view: its name, and after ``?`` what its address says, such as ``cities?c.cities=place:beijing``.

    Raises ConfigError for an unknown view, and what reading the store raises.
    """
    name, _, query = view.partition("?")
    asked = _Asked(workspace, dict(parse_qsl(query)), Words(texts, load_model()))
    if name in PAGES:
        return PAGES[name](asked)
    maps = all_maps(workspace.path)
    known = next((each for each in maps.views if each.id == name), None)
    if known is None:
        names = (*PAGES, *(each.id for each in maps.views))
        raise ConfigError(told("no_view", name=name, known=", ".join(names)))
    return _map_rows(asked, known)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The workspace, what the address says, and the words of the reader's language."""

    workspace: Workspace
    parameters: Mapping[str, str]
    words: Words

    @property
    def explorer(self) -> Explorer:
        return Explorer(self.workspace.store, self.words.model)


def _numbers(asked: _Asked) -> list[dict[str, Cell]]:
    page, numbers = numbers_from_address(asked.parameters), read_numbers(asked.explorer)
    kept = matching(numbers.kept(page.filter), page.text, asked.words)
    return [export_row(asked.words, numbers, each) for each in kept]


def _checks(asked: _Asked) -> list[dict[str, Cell]]:
    workspace = asked.workspace
    stored, result = read_discrepancies(workspace.store), run_checks(workspace, workspace.digest())
    listed = with_found(stored, result.compared) if result.compared else stored
    judgements = JudgementsFile(workspace.path).read()
    return check_rows(listed, result.examined, read_outline(workspace.store), judgements, asked.words)


def _coverage(asked: _Asked) -> list[dict[str, Cell]]:
    return coverage_table(read_outline(asked.workspace.store), asked.words)


def _model(asked: _Asked) -> list[dict[str, Cell]]:
    return term_rows(asked.words, asked.explorer.counts())


def _sources(asked: _Asked) -> list[dict[str, Cell]]:
    outline, chosen = read_outline(asked.workspace.store), asked.parameters.get("p")
    if chosen is not None and chosen not in outline.parts:
        raise ConfigError(told("no_part", part=chosen, example=next(iter(outline.parts), "")))
    parts = parts_of(outline, outline.parts[chosen]) if chosen else outline.parts.values()
    return fact_rows(outline, parts, asked.explorer, asked.words)


def _map_rows(asked: _Asked, view: MapView) -> Sequence[Mapping[str, Cell]]:
    explorer = asked.explorer
    chosen = from_address(asked.parameters).chosen
    facts = read_facts(view, chosen, asked.workspace.store, explorer, tuple(explorer.counts()))
    return map_rows(facts, explorer, asked.words)


PAGES: Mapping[str, Callable[[_Asked], list[dict[str, Cell]]]] = {
    "numbers": _numbers,
    "checks": _checks,
    "coverage": _coverage,
    "model": _model,
    "sources": _sources,
}


def written(rows: Sequence[Mapping[str, Cell]], format_: str) -> bytes:
    """The rows as ``csv`` or as ``jsonl``; raises ConfigError for another format."""
    if format_ == "csv":
        return as_csv(rows)
    if format_ == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "surrogatepass")
    raise ConfigError(told("view_format", name=format_))
