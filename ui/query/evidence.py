"""The evidence of a result's rows: where each row's nodes and relationships stand, and what a copy says there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph.explorer import Explorer
from graph.values import Cell, QueryResult
from ingest.attached import Quotes, quotes_in
from ui.query.cells import evidence_ids
from ui.sentences import Words, place_long

MAX_ROWS = 500  # evidence is read for as many rows; a reader who wants more asks for less
MAX_PLACES = 4  # of one row


def with_evidence(result: QueryResult, explorer: Explorer, quotes: Quotes, words: Words) -> QueryResult:
    """The result's first rows with two columns more: the places, and their quotes where a copy is attached."""
    rows = result.rows[:MAX_ROWS]
    ids = {number: evidence_ids(row) for number, row in enumerate(rows)}
    places = explorer.places(list(dict.fromkeys(id_ for each in ids.values() for id_ in each[:MAX_PLACES])))
    said = {id_: quote.marked() for id_, quote in quotes_in(replace(result, rows=rows), quotes).items()}
    columns = [*result.columns, words.texts("query.evidence_column")]
    columns += [words.texts("query.quote_column")] if said else []
    told: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows):
        shown = [id_ for id_ in ids[number] if id_ in places][:MAX_PLACES]
        more = len(ids[number]) - len(shown)
        lines = [place_long(words, places[id_]) for id_ in shown] + ([f"+{more}"] if more > 0 and shown else [])
        extra: tuple[Cell, ...] = ("；".join(lines) if words.language == "zh" else "; ".join(lines),)
        told.append((*row, *extra, *((_quotes(shown, said),) if said else ())))
    return replace(result, columns=tuple(columns), rows=tuple(told))


def _quotes(ids: list[str], said: Mapping[str, str]) -> str:
    return " / ".join(said[id_] for id_ in ids if id_ in said)
