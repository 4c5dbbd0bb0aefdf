"""Query results as a table on the terminal; pure."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text as Cells

from graph.export.results import as_text
from graph.values import QueryResult


def as_table(result: QueryResult) -> Table:
    """For a terminal. Cells are plain text: nothing in them is read as markup."""
    table = Table(show_lines=False)
    for column in result.columns:
        table.add_column(Cells(column), overflow="fold")
    for row in result.rows:
        table.add_row(*(Cells(_visible(as_text(cell))) for cell in row))
    return table


def _visible(text: str) -> str:
    """Control characters could move the cursor or change the terminal: shown as symbols instead."""
    return "".join(
        chr(0x2400 + ord(c)) if ord(c) < 32 and c not in "\n\t" else "\u2421" if c == "\x7f" else c for c in text
    )
