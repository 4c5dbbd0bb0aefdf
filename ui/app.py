"""The application that Streamlit runs: the frame around every page, and which pages there are."""

from __future__ import annotations

import streamlit as st

from ui.shell import frame, redirect_home, start_page
from ui.texts import load_texts

texts = start_page()
explore = st.Page("pages/explore.py", title=texts("pages.explore"), url_path="explore")
home = st.Page(redirect_home(explore), title=load_texts("en")("app.title"), default=True, visibility="hidden")
page = st.navigation([home, explore], position="hidden")
frame(texts)
page.run()
