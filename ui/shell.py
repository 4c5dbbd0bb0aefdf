"""The frame around every page: title, logo, language switch and the page's style."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from graph.errors import StoreUnavailable
from ontology.errors import KgError
from ontology.model import load_model
from ui.language import adopt_language, language, language_switch
from ui.sentences import Words
from ui.texts import Texts, load_texts


def start_page() -> Texts:
    """The browser tab's title and icon, and the texts of the reader's language."""
    texts = load_texts(adopt_language())
    st.set_page_config(
        page_title=texts("app.title"),
        page_icon=str(files("ui").joinpath("theme", "icon.svg")),
        layout="wide",
        menu_items={"About": texts("app.about"), "Get help": None, "Report a bug": None},
    )
    return texts


def frame(texts: Texts, pages: Sequence[Any], current: Any) -> None:
    """Header and style: logo, the pages with the current one marked, language. All of it is the package's own text."""
    st.html(_style())
    with st.container(key="zt-brand"):
        # a chart's inks are the screen's: paper needs to know whether they are made for a dark one
        screen = f"zt-on-{theme_name()}"
        st.html(f"<div class='zt-brand {screen}'><b>{texts('app.name')}</b><span>{texts('app.latin')}</span></div>")
    with st.container(key="zt-nav", horizontal=True):
        for page in pages:
            _page_link(page, is_current=page == current)
    with st.container(key="zt-language"):
        language_switch(texts("app.language"))


def _page_link(page: Any, *, is_current: bool) -> None:
    """A link to a page; the current page is its name, which a screen reader calls the current page."""
    if is_current:
        st.html(f"<span class='zt-here' role='link' aria-current='page' aria-disabled='true'>{page.title}</span>")
    else:
        st.page_link(page, query_params={"lang": language()})


def redirect_home(target: Any) -> Callable[[], None]:
    """The page at the root address: leads to the first page, and keeps what the address says."""

    def home() -> None:
        st.switch_page(target, query_params=st.query_params.to_dict())

    return home


def page_words() -> Words:
    """The words of the reader's language."""
    return Words(load_texts(language()), load_model())


def theme_name() -> str:
    """``light`` or ``dark``, as the reader sees the page."""
    return "dark" if st.context.theme.type == "dark" else "light"


@contextmanager
def waiting(texts: Texts) -> Iterator[None]:
    """A sign in the middle of the page while what is inside runs."""
    box = st.empty()
    with box.container(key="zt-waiting"), st.spinner(texts("explore.starting")):
        yield
    box.empty()


def plain(label: str) -> str:
    """A label or heading with nothing in it that Streamlit would read as a sign of its own."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>()#+-.!|~$:" else char for char in label)


def failed(words: Words, error: KgError) -> None:
    """A page without a graph: what is wrong in words, and what to do."""
    with st.container(key="zt-failed", border=True):
        if isinstance(error, StoreUnavailable):
            st.text(words.texts("explore.trouble.store", reason=error.text(words.language)))
            st.text(words.texts("explore.trouble.store_help"))
        else:
            st.text(words.texts("explore.trouble.refused", reason=error.text(words.language)))
        st.button(words.texts("explore.retry"), key="retry", type="primary")


@cache
def _style() -> str:
    theme = files("ui").joinpath("theme")
    icon = base64.b64encode(theme.joinpath("icon.svg").read_bytes()).decode()
    sheets = sorted((file for file in theme.iterdir() if file.name.endswith(".css")), key=lambda file: file.name)
    style = "\n".join(sheet.read_text("utf-8") for sheet in sheets)
    return f"<style>{style.replace('icon.svg', f'data:image/svg+xml;base64,{icon}')}</style>"
