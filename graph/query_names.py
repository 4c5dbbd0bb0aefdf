"""The names that a Cypher query uses: labels, relationship types, property keys, parameters, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.cypher_text import Token, tokens
from graph.errors import QueryRefused
from graph.structure import Structure

NameKind = Literal["label", "type", "property"]
_SUBQUERIES = ("EXISTS", "COUNT", "COLLECT", "CALL")
_BEFORE_PATTERNS = (
    "MATCH",
    "WHERE",
    "EXISTS",
    "AND",
    "OR",
    "NOT",
    "XOR",
    "WHEN",
    "RETURN",
    "WITH",
    "IN",
    "SHORTEST",
    "ANY",
)


@dataclass(frozen=True, slots=True)
class UsedName:
    """A name in a query's text; `start` and `end` are places in the text."""

    kind: NameKind
    name: str
    start: int
    end: int


def parameters_in(text: str) -> tuple[str, ...]:
    """The parameters of a query, in the order they stand; none for a text that cannot be read.

    >>> parameters_in("MATCH (n {name: $chip}) WHERE n.x > $least RETURN '$no', $chip")
    ('chip', 'least')
    """
    try:
        return tuple(dict.fromkeys(token.text[1:] for token in tokens(text) if token.kind == "parameter"))
    except QueryRefused:
        return ()


def unknown_names(text: str, structure: Structure) -> tuple[UsedName, ...]:
    """The names of a query that nothing in the graph has. Property keys only of nodes and relationships, not of maps.

    >>> structure = Structure(labels={"City": 1}, types={"IN": 1}, keys={"City": {"name": 1}})
    >>> [used.name for used in unknown_names("MATCH (c:Citys)-[:IN]->({nam: 1}) RETURN c.name, c.size", structure)]
    ['Citys', 'nam', 'size']
    """
    known = {"label": set(structure.labels), "type": set(structure.types), "property": set(structure.property_keys())}
    return tuple(used for used in used_names(text) if used.name not in known[used.kind])


def used_names(text: str) -> tuple[UsedName, ...]:
    """All names of a query; those of a text that cannot be read are none."""
    try:
        return tuple(_names(tokens(text)))
    except QueryRefused:
        return ()


def _names(found: Sequence[Token]) -> Iterator[UsedName]:
    open_: list[str] = []  # what each open bracket is: node, relationship, pattern map, subquery, other
    bound: set[str] = set()  # variables of nodes and relationships
    kind: NameKind | None = None  # of the names that may come next
    for index, token in enumerate(found):
        before = found[index - 1] if index else None
        inside = open_[-1] if open_ else "other"
        if token.is_symbol("(", "[", "{"):
            open_.append(_bracket(token, before, inside))
            kind = None
        elif token.is_symbol(")", "]", "}"):
            del open_[-1:]
            kind = None
        elif token.is_symbol(":") and inside not in {"map", "keys"}:
            kind = "type" if inside == "relationship" else "label"
        elif token.is_symbol("|", "&", "!", "%") and kind:
            continue
        elif token.kind in {"word", "name"}:
            if kind:
                yield UsedName(kind, _plain(token), token.start, token.end)
            elif inside == "keys" and _is_key(found, index):
                yield UsedName("property", _plain(token), token.start, token.end)
            elif inside in {"node", "relationship"} and before is not None and before.is_symbol("(", "["):
                bound.add(token.text)
            elif _is_property(found, index, bound):
                yield UsedName("property", _plain(token), token.start, token.end)
            if not (index + 1 < len(found) and found[index + 1].is_symbol("|", "&", ":")):
                kind = None
        else:
            kind = None


def _bracket(token: Token, before: Token | None, inside: str) -> str:
    """What a bracket opens, told from what stands before it."""
    if before is None:
        return "other"
    if token.text == "{":
        if before.is_word(*_SUBQUERIES):
            return "subquery"
        return "keys" if inside in {"node", "relationship"} else "map"
    if token.text == "[":
        return "relationship" if before.is_symbol("-") else "other"
    is_function = before.kind == "name" or (before.kind == "word" and not before.is_word(*_BEFORE_PATTERNS))
    return "other" if is_function else "node"


def _is_key(found: Sequence[Token], index: int) -> bool:
    before = found[index - 1]
    return before.is_symbol("{", ",") and index + 1 < len(found) and found[index + 1].is_symbol(":")


def _is_property(found: Sequence[Token], index: int, bound: set[str]) -> bool:
    """``n.name`` of a bound variable n; not ``date.truncate(``, and not the end of a longer chain."""
    if index < 2 or not found[index - 1].is_symbol(".") or found[index - 2].text not in bound:
        return False
    is_chained = index > 2 and found[index - 3].is_symbol(".")
    is_call = index + 1 < len(found) and found[index + 1].is_symbol("(")
    return not is_chained and not is_call


def _plain(token: Token) -> str:
    return token.text.replace("``", "`") if token.kind == "name" else token.text
