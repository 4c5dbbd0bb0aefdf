"""Tables that scroll on the screen, and stand on paper with all their rows, dark on white."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from ui.texts import Texts

PRINTED_ROWS: Final = 1_000
"""Rows of a table that a printed page has; more would be a book, which its download is there for."""

Row = Mapping[str, object]


def table(rows: Sequence[Row], texts: Texts, *, columns: Sequence[str] | None = None, **look: Any) -> None:
    """A table of rows. `columns` are those on paper, all when not given; `look` is what ``st.dataframe`` takes.

    Streamlit draws a table as a picture of the rows in sight, in the colours of the screen: paper gets one of its own.
    """
    st.dataframe(pd.DataFrame(list(rows)), hide_index=True, **look)
    st.html(printed(rows, texts, columns))


def printed(rows: Sequence[Row], texts: Texts, columns: Sequence[str] | None = None) -> str:
    """The table for paper as HTML; every text in it is escaped."""
    named = columns if columns is not None else list(dict.fromkeys(key for row in rows for key in row))
    head = "".join(f"<th>{escape(name)}</th>" for name in named)
    body = "".join(f"<tr>{''.join(_cell(row.get(name)) for name in named)}</tr>" for row in rows[:PRINTED_ROWS])
    told = ""
    if len(rows) > PRINTED_ROWS:
        told = f"<caption>{escape(texts('app.printed', count=f'{PRINTED_ROWS:,}', total=f'{len(rows):,}'))}</caption>"
    return f'<table class="zt-paper">{told}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(value: object) -> str:
    return f"<td>{'' if value is None else escape(str(value))}</td>"
