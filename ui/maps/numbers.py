"""A map of numbers: the charts of the numbers page over the observations that its query finds."""

from __future__ import annotations

import streamlit as st

from graph.maps.reading import MapFacts
from graph.numbers import Numbers
from ui.numbers.charts import INKS, draw_bars
from ui.numbers.drawn import bar_charts
from ui.numbers.rows import scale_of, table_row
from ui.paper import table
from ui.sentences import Words
from ui.shell import plain, theme_name


def show_numbers(facts: MapFacts, words: Words) -> None:
    """One chart an indicator and unit, each with its data."""
    numbers = Numbers(tuple(facts.numbers.values()), facts.places)
    scale = scale_of(None, words)
    if not numbers.all:
        st.info(words.texts("map.nothing"))
        return
    for chart in bar_charts(numbers.all, words, scale):
        st.subheader(plain(chart.title), anchor=False)
        st.altair_chart(draw_bars(chart, INKS[theme_name()]), width="stretch")
        rows = [table_row(words, numbers, number, scale) for number in chart.numbers]
        link = words.texts("numbers.column.explore")
        config = {link: st.column_config.LinkColumn(link, display_text=f"{link} →")}
        printed = [name for name in rows[0] if name != link]
        table(rows, words.texts, columns=printed, height="content", column_config=config)
