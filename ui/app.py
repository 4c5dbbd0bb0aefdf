"""The application that Streamlit runs: the frame around every page, and which pages there are.

Pages are functions, and no folder beside this file may be called ``pages``: Streamlit would run its files by
themselves, without this frame, for a reader whose first address is a page's.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from ui.app_pages import PAGES
from ui.finder import find_everywhere
from ui.shell import frame, redirect_home, start_page


def drawing(module: str) -> Callable[[], None]:
    """What draws a page; its module is imported when the page is first shown: charts and tables take half a second."""

    def draw() -> None:
        import_module(module).show()

    return draw


texts = start_page()
shown = [st.Page(drawing(module), title=texts(f"pages.{path}"), url_path=path) for path, module in PAGES.items()]
explore = shown[0]
home = st.Page(redirect_home(explore), title=texts("app.title"), url_path="home", default=True, visibility="hidden")
page = st.navigation([home, *shown], position="hidden")  # the frame shows it: Streamlit's own speaks English only
frame(texts, shown, page)
if page not in (home, explore):
    find_everywhere(explore)
page.run()
