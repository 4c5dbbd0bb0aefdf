"""The text of a SPARQL query, judged before it is parsed: SERVICE and updates are refused, look-alikes are not.

The engine's parser decides by context whether ``<`` opens an IRI or means "less than", and so what is a string or a
comment behind it. A reader that guesses can be led astray (``FILTER(?a<?b)#>'''`` hides what follows), so every
possible reading is followed; the query is bad when one of them is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from graph.cypher_text import QuerySyntaxError, is_unicode
from graph.errors import QueryRefused
from graph.messages import told

MAX_TEXT_BYTES = 100_000
MAX_DEPTH = 200

UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))
PROLOGUE = frozenset(("PREFIX", "BASE", "VERSION"))

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_IRI = re.compile(r"<[^<>\"{}|^`\\\x00-\x20]*>")
_TOKEN = re.compile(
    r"(?P<string>'''(?:''?(?!')|(?:[^'\\]|\\.))*'''|\"\"\"(?:\"\"?(?!\")|(?:[^\"\\]|\\.))*\"\"\""
    r"|'(?!'')(?:[^'\\\n\r]|\\.)*'|\"(?!\"\")(?:[^\"\\\n\r]|\\.)*\")"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)"
    r"|(?P<blank>_:[\w](?:[\w.\-]*[\w\-])?)"
    r"|(?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)"
    r"(?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:\-]|%[0-9A-Fa-f]{2}|\\.))?)?)"
    r"|(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[A-Za-z_]\w*)"
    r"|(?P<bracket><<\(?|\)?>>|\{\||\|\})"
    r"|(?P<operator><=|>=|!=|&&|\|\||\^\^|[<>=!+\-*/|&^?])"
    r"|(?P<symbol>[^\s\w'\"\\])",
    re.DOTALL,
)
_REPEATS = frozenset("+*?")
_OPERANDS = frozenset(("string", "variable", "language", "blank", "name", "number", "iri"))

Before = Literal["operand", "operator", "other"]
State = tuple[int, Before]


def judge_sparql(text: str) -> frozenset[str]:
    """The keywords of a query, in capitals; raises QueryRefused, naming the layer, when it must not be run."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise QueryRefused(told("size_sparql", limit=MAX_TEXT_BYTES), layer="limits")
    if not text.strip():
        raise QuerySyntaxError(told("empty"))
    if not is_unicode(text):
        raise QuerySyntaxError(told("surrogate"))
    plain = _ESCAPE.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), text)
    return frozenset().union(*(_judge(reading) for reading in {text, plain}))


def _judge(text: str) -> set[str]:
    if max(_depths(text)) > MAX_DEPTH:
        raise QueryRefused(told("depth_sparql", depth=MAX_DEPTH), layer="limits")
    seen: set[State] = set()
    waiting: list[State] = [(0, "other")]
    words: set[str] = set()
    reached_end = False
    in_prologue = True
    while waiting:
        state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        begin = _after_space(text, state[0])
        reached_end = reached_end or begin == len(text)
        for kind, piece, following in _readings(text, begin, state[1]):
            if kind == "word":
                word = piece.upper()
                words.add(word)
                if "SERVICE" in word:  # the parser needs no space behind it
                    raise QueryRefused(told("service"), layer="network")
                if in_prologue and word not in PROLOGUE:
                    in_prologue = False
                    if word in UPDATES:
                        raise QueryRefused(
                            told("updates", word=word),
                            layer="read_only",
                        )
            waiting.append(following)
    if not reached_end:
        raise QuerySyntaxError(told("quote_sparql"))
    return words


def _readings(text: str, at: int, before: Before) -> Iterator[tuple[str, str, State]]:
    """Each token that may begin at `at`: its kind, its text, and the state behind it."""
    iri = _IRI.match(text, at)
    if iri:
        yield "iri", iri[0], (iri.end(), "operand")
        if before != "operand":
            return  # "less than" needs something before it
    match = _TOKEN.match(text, at)
    if match is None:
        return
    kind, piece = str(match.lastgroup), match[0]
    is_operator = kind == "operator" and piece not in {"+", "-", "!", "^", "?"}
    if before == "operator" and (is_operator or (kind == "word" and "SERVICE" in piece.upper())):
        return  # no query goes on like that, as in ``<http://...>`` read as "less than"
    after: Before = "other"
    if kind in _OPERANDS or piece in {")", "]", "}"} or piece.lower() in {"true", "false"}:
        after = "operand"
    elif kind == "operator":
        after = "operator"
    yield kind, piece, (match.end(), after)
    if before == "operand" and piece in _REPEATS:
        yield kind, piece, (match.end(), "operand")  # a path that may repeat, as in ``a+/b``, not a sum


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _depths(text: str) -> Iterator[int]:
    """The nesting of brackets at each of them, strings and comments not left out: a bound, not a measure."""
    level = 0
    yield 0
    for match in re.finditer(r"[({\[]|[)}\]]", text):
        level = level + 1 if match[0] in "({[" else max(0, level - 1)
        yield level
