"""Ids of nodes, one to one with IRIs and blank nodes.

Own things are short (``org:nvidia`` for ``https://w3id.org/zhitu/id/org/nvidia``); everything else keeps its IRI, so
that a Cypher user can predict the id, and an id needs no look-up table to be turned back unless it had to be digested.
"""

from __future__ import annotations

import hashlib
import re

OWN_BASE = "https://w3id.org/zhitu/id/"
MAX_ID_CHARS = 512  # Neo4j refuses to index strings over about 8 KB; a digest keeps ids well below, in any script

_OWN_IRI = re.compile(re.escape(OWN_BASE) + r"(?P<kind>[a-z][a-z0-9_]*)/(?P<slug>[\w.\-]+)")
_OWN_ID = re.compile(r"(?P<kind>[a-z][a-z0-9_]*):(?P<slug>[\w.\-]+)")
_NOT_OWN_KINDS = frozenset({"iri", "http", "https"})


def id_of_iri(iri: str) -> str:
    """The node id of an IRI.

    >>> id_of_iri("https://w3id.org/zhitu/id/org/nvidia")
    'org:nvidia'
    >>> id_of_iri("https://example.org/a")
    'https://example.org/a'
    >>> id_of_iri("org:nvidia")  # a foreign IRI that looks like one of our ids
    '<org:nvidia>'
    """
    own = _OWN_IRI.fullmatch(iri)
    if own and own["kind"] not in _NOT_OWN_KINDS and len(iri) <= MAX_ID_CHARS:
        return f"{own['kind']}:{own['slug']}"
    if len(iri) > MAX_ID_CHARS:
        return "iri:" + hashlib.sha256(iri.encode()).hexdigest()[:32]
    return iri if iri.startswith(("http://", "https://")) else f"<{iri}>"


def iri_of_id(node_id: str) -> str | None:
    """The IRI of a node id, or None for a digested id and for a blank node (their IRI, or none, stands on the node).

    >>> iri_of_id("org:nvidia")
    'https://w3id.org/zhitu/id/org/nvidia'
    """
    if node_id.startswith("<") and node_id.endswith(">"):
        return node_id[1:-1]
    if node_id.startswith(("http://", "https://")):
        return node_id
    own = _OWN_ID.fullmatch(node_id)
    if own is None or own["kind"] in _NOT_OWN_KINDS:
        return None
    return f"{OWN_BASE}{own['kind']}/{own['slug']}"


def is_own_id(text: str) -> bool:
    """True for ``<kind>:<slug>``, the form that tables use.

    >>> is_own_id("org:华为"), is_own_id("Org:huawei"), is_own_id("https://example.org/a")
    (True, False, False)
    """
    own = _OWN_ID.fullmatch(text)
    return own is not None and own["kind"] not in _NOT_OWN_KINDS
