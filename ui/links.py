"""Addresses from one page to another, on own ids, relative to the page's root."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from ui.address import to_address
from ui.state import StatementRef, View


def explore_address(ids: Iterable[str], language: str, *, selected: str | None = None) -> str:
    """The explorer with these things on its canvas.

    >>> explore_address(["org:nvidia"], "en", selected="org:nvidia")
    'explore?lang=en&n=org%3Anvidia&s=org%3Anvidia'
    """
    return _address("explore", to_address(View(nodes=tuple(ids), selected=selected), language))


def statement_address(start: str, id_: str, ends: Iterable[str], language: str) -> str:
    """The explorer with a statement selected and both its ends on the canvas."""
    return _address("explore", to_address(View(nodes=tuple(ends), statement=StatementRef(start, id_)), language))


def query_address(text: str, language: str, *, query_language: str = "cypher") -> str:
    """The query page with this text in its editor; it is shown there, never run by itself.

    >>> query_address("RETURN 1", "zh")
    'query?lang=zh&ql=cypher&q=RETURN+1'
    """
    return _address("query", {"lang": language, "ql": query_language, "q": text})


def sources_address(part: str, language: str, *, fact: str | None = None) -> str:
    """The sources page with a part of a source, and a fact marked in it.

    >>> sources_address("src:figure-7", "en")
    'sources?lang=en&p=src%3Afigure-7'
    """
    return _address("sources", {"lang": language, "p": part} | ({"f": fact} if fact else {}))


def model_address(term: str, language: str) -> str:
    """The ontology page with a class or relation.

    >>> model_address("ChipVendor", "zh")
    'model?lang=zh&c=ChipVendor'
    """
    return _address("model", {"lang": language, "c": term})


def _address(page: str, parameters: dict[str, str]) -> str:
    return f"{page}?{urlencode(parameters)}"
