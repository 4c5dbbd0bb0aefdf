"""What a cell's text can be: a list of values, ids, and what is said when it is not what it should be."""

from __future__ import annotations

import re
from urllib.parse import quote

from pyoxigraph import BlankNode, NamedNode

from graph.ids import MAX_ID_CHARS, iri_of_id, is_own_id
from ingest.tables.grid import folded

SEPARATOR = ";"
_SEPARATORS = re.compile(r"(?<!\\)[;；]")
_BLANK = re.compile(r"_:([A-Za-z0-9][\w.\-]*)")
_FORM_HINT = re.compile(r"[^\w.\-]+")


class CellError(Exception):
    """A cell that cannot be read: the message key of ``ingest/locale`` and its facts; the caller knows the place."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


def split_values(text: str) -> list[str]:
    """The values of a cell that may hold several, each once; ``\\;`` is a semicolon that separates nothing.

    >>> split_values("AMD; 超威；超微;AMD;a\\\\;b")
    ['AMD', '超威', '超微', 'a;b']
    """
    if ";" not in text and "；" not in text:
        return [text] if text else []
    parts = (part.replace("\\;", ";").replace("\\；", "；").strip() for part in _SEPARATORS.split(text))
    return list(dict.fromkeys(part for part in parts if part))


def node_of_id(text: str) -> NamedNode | BlankNode:
    """The node that an id names: ``org:nvidia``, a whole web address, ``<any:iri>`` or ``_:blank``."""
    node_id = folded(text)
    if blank := _BLANK.fullmatch(node_id):
        return BlankNode(blank[1])
    iri = iri_of_id(node_id)
    if iri is not None and (is_own_id(node_id) or node_id.startswith(("http://", "https://", "<"))):
        if len(iri) > MAX_ID_CHARS:
            raise CellError("id_too_long", value=node_id, limit=MAX_ID_CHARS)
        try:
            return NamedNode(iri)
        except ValueError:
            raise CellError("id_form", value=text, right=likely_id(node_id)) from None
    raise CellError("id_form", value=text, right=likely_id(node_id))


def likely_id(text: str, kind: str = "org") -> str:
    """The id that was probably meant.

    >>> likely_id("Org: Nvidia Corp."), likely_id("NVIDIA", "prod")
    ('org:Nvidia-Corp.', 'prod:nvidia')
    """
    if text.startswith(("http://", "https://")):
        return quote(text, safe=":/?#[]@!$&'()*+,;=%~")
    before, colon, after = text.partition(":")
    if not colon:
        before, after = kind, text.lower()
    kind = re.sub(r"[^a-z0-9_]", "", before.lower()) or kind
    return f"{kind}:{_FORM_HINT.sub('-', after.strip()).strip('-') or 'name'}"
