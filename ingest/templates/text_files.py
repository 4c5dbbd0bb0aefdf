"""Empty tables as text files: a ``.csv`` a table, and a page of notes that says what goes into which column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ingest.templates.columns import Field, Sheet, sheets
from ontology.model import Model

NOTES = "notes.txt"
"""The file of notes; an import of the folder does not read it."""


def csv_files(model: Model, language: str, class_key: str | None = None) -> dict[str, bytes]:
    """Files by name, in UTF-8 with the mark by which spreadsheet programs know it."""
    found = sheets(model, language, class_key)
    tables = {f"{sheet.name}.csv": _row(field.heading for field in sheet.fields) for sheet in found}
    return tables | {NOTES: "\n\n".join(map(_notes, found)).encode("utf-8-sig") + b"\n"}


def _row(cells: Iterable[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode("utf-8-sig")


def _notes(sheet: Sheet) -> str:
    return "\n".join((f"{sheet.name}.csv", *map(_note, sheet.fields)))


def _note(field: Field) -> str:
    mark = "*" if field.needed else " "
    choices = f"\n      {' | '.join(field.choices)}" if field.choices else ""
    return f"  {mark} {field.heading}: {field.note}{choices}"
