"""The frame around every page: title, logo, language switch and the page's style."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from ui.explore.session import LANGUAGE_KEY, language, session
from ui.texts import LANGUAGES, Texts, load_texts

_NAMES = {"zh": "中文", "en": "English"}


def start_page() -> Texts:
    """The browser tab's title and icon, and the texts of the reader's language."""
    texts = load_texts(language())
    st.set_page_config(
        page_title=texts("app.title"),
        page_icon=str(files("ui").joinpath("theme", "icon.svg")),
        layout="wide",
        menu_items={"About": texts("app.about"), "Get help": None, "Report a bug": None},
    )
    return texts


def frame(texts: Texts) -> None:
    """Header and style. Both are the package's own text; no data comes near them."""
    st.html(f"<style>{_theme_file('page.css')}</style>")
    with st.container(key="zt-brand"):
        st.html(_theme_file("brand.html"))
    with st.container(key="zt-language"):
        st.segmented_control(
            texts("app.language"),
            LANGUAGES,
            format_func=_NAMES.__getitem__,
            key=LANGUAGE_KEY,
            required=True,
            label_visibility="collapsed",
            on_change=_language_changed,
        )


def redirect_home(target: Any) -> Callable[[], None]:
    """The page at the root address: leads to the first page, and keeps what the address says."""

    def home() -> None:
        st.switch_page(target, query_params=st.query_params.to_dict())

    return home


def _language_changed() -> None:
    session().acted = True


@cache
def _theme_file(name: str) -> str:
    return files("ui").joinpath("theme", name).read_text("utf-8")
