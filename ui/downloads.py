"""A page's rows as a file: its machine-readable twin, which `zhitu export --view` writes too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from graph.export.sheets import Cell, csv_bytes
from ui.texts import Texts


def as_csv(rows: Sequence[Mapping[str, Cell]]) -> bytes:
    """The rows with every column that one of them has, in the order in which columns first come."""
    return csv_bytes(list(dict.fromkeys(key for row in rows for key in row)), rows)


def offer_csv(
    texts: Texts, name: str, rows: Callable[[], Sequence[Mapping[str, Cell]]], *, disabled: bool = False
) -> None:
    """A button that makes the rows when it is pressed, and saves them as ``zhitu-<name>.csv``."""
    st.download_button(
        texts("app.download_csv"),
        data=lambda: as_csv(rows()),
        file_name=f"zhitu-{name}.csv",
        mime="text/csv",
        on_click="ignore",
        disabled=disabled,
        key=f"csv {name}",
    )
