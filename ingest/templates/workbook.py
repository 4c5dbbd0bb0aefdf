"""Empty tables as one workbook: notes on the headings, and drop-downs where the ontology knows what a cell may hold."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ingest.templates.columns import Field, Sheet, sheets
from ontology.model import Model

CHOICES: Final = "_choices"
"""The sheet that drop-downs take their values from. Sheets whose names begin with ``_`` are not read."""

_ROWS: Final = 10_000  # that drop-downs reach down to
_WIDTHS: Final = (12, 42)  # of a column in characters
_MADE: Final = datetime(2020, 1, 1)
_NEEDED = PatternFill("solid", start_color="1F5FBF")
_OTHER = PatternFill("solid", start_color="E7ECF3")


def workbook(model: Model, language: str, class_key: str | None = None) -> bytes:
    """The workbook in a language (`zh` or `en`); with a class, its attributes and relations only."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = _MADE
    choices: list[tuple[str, ...]] = []
    for sheet in sheets(model, language, class_key):
        _fill(book.create_sheet(sheet.name), sheet, choices)
    _fill_choices(book.create_sheet(CHOICES), choices)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(page: Worksheet, sheet: Sheet, choices: list[tuple[str, ...]]) -> None:
    page.freeze_panes = "A2"
    for number, field in enumerate(sheet.fields, 1):
        cell = page.cell(1, number, field.heading)
        cell.font = Font(bold=True, color="FFFFFF" if field.needed else "1C2430")
        cell.fill = _NEEDED if field.needed else _OTHER
        cell.alignment = Alignment(vertical="center")
        cell.comment = Comment(field.note, "zhitu", width=360, height=140)
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = _width(field)
        if field.choices:
            page.add_data_validation(_drop_down(field, letter, choices))
    page.row_dimensions[1].height = 24


def _drop_down(field: Field, letter: str, choices: list[tuple[str, ...]]) -> DataValidation:
    if field.choices not in choices:
        choices.append(field.choices)
    column = get_column_letter(choices.index(field.choices) + 1)
    rule = DataValidation(
        type="list",
        formula1=f"'{CHOICES}'!${column}$1:${column}${len(field.choices)}",
        allow_blank=True,
        showErrorMessage=not field.several,  # several values in one cell are none of the list
        errorStyle="warning",
    )
    rule.add(f"{letter}2:{letter}{_ROWS}")
    return rule


def _fill_choices(page: Worksheet, choices: Sequence[tuple[str, ...]]) -> None:
    page.sheet_state = "hidden"
    for column, values in enumerate(choices, 1):
        for row, value in enumerate(values, 1):
            page.cell(row, column, value)


def _width(field: Field) -> int:
    wide = sum(2 if ord(character) > 0x2E7F else 1 for character in field.heading)
    return max(_WIDTHS[0], min(_WIDTHS[1], wide + 6))
