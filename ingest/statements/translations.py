"""Rows of translations -> the English of what other tables say in Chinese only, each text translated in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from ingest.statements.draft import Draft
from ingest.tables.columns import Kind
from ingest.tables.reading import Row, Table, Tables


def with_translations(tables: Tables, draft: Draft) -> Tables:
    """The tables with their empty English cells filled in where the Chinese cell beside has a translation."""
    english = _english(tables, draft)
    if not english:
        return tables
    return Tables(tuple(_translated(table, english) for table in tables.tables))


def _english(tables: Tables, draft: Draft) -> Mapping[str, str]:
    found: dict[str, Row] = {}
    for row in tables.rows("translations"):
        for column in ("zh", "en"):
            if not row[column]:
                draft.complain(row, column, "cell_missing")
        before = found.setdefault(row["zh"], row)
        if before is not row:
            draft.complain(row, "zh", "translated_twice", value=row["zh"], other=before.place)
    return MappingProxyType({zh: row["en"] for zh, row in found.items() if zh and row["en"]})


def _translated(table: Table, english: Mapping[str, str]) -> Table:
    pairs = _pairs(table.kind)
    return replace(table, rows=tuple(_row(row, pairs, english) for row in table.rows)) if pairs else table


def _pairs(kind: Kind) -> dict[str, str]:
    """The Chinese columns of a kind of table, each with the English one of the same attribute."""
    tagged = {(column.attribute.key, column.language): key for key, column in kind.columns.items() if column.attribute}
    return {
        key: tagged[attribute, "en"]
        for (attribute, language), key in tagged.items()
        if language != "en" and (attribute, "en") in tagged
    }


def _row(row: Row, pairs: Mapping[str, str], english: Mapping[str, str]) -> Row:
    more = {pairs[key]: english[text] for key, text in row.cells.items() if key in pairs and text in english}
    return replace(row, cells=MappingProxyType({**more, **row.cells})) if more else row
