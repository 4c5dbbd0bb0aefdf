"""The application that Streamlit runs: the frame around every page, and which pages there are.

Pages are functions, and no folder beside this file may be called ``pages``: Streamlit would run its files by
themselves, without this frame, for a reader whose first address is a page's.
"""

from __future__ import annotations

import streamlit as st

from ui.explore.page import show
from ui.shell import frame, redirect_home, start_page

texts = start_page()
shown = [
    st.Page(show, title=texts("pages.explore"), url_path="explore"),
]
home = st.Page(redirect_home(shown[0]), title=texts("app.title"), url_path="home", default=True, visibility="hidden")
page = st.navigation([home, *shown], position="hidden")  # the frame shows it: Streamlit's own speaks English only
frame(texts, shown, page)
page.run()
