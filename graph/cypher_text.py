"""The text of a Cypher query as tokens, so that the guard minds no words in strings, comments and quoted names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.errors import QueryRefused
from graph.messages import Told, told

Kind = Literal["word", "name", "string", "number", "parameter", "symbol"]

_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
_PLAIN_SPACE = frozenset(" \t\n\r\f")
_ESCAPED = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_QUOTES = {"'": "string", '"': "string", "`": "name"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. `text` is as written, for strings and backticked names without their quotes."""

    kind: Kind
    text: str
    start: int  # where it begins in the query's text
    end: int

    def is_word(self, *words: str) -> bool:
        """True for one of these keywords, whatever its case."""
        return self.kind == "word" and self.text.upper() in words

    def is_symbol(self, *symbols: str) -> bool:
        return self.kind == "symbol" and self.text in symbols


class QuerySyntaxError(QueryRefused):
    """The query cannot be read; `line` and `column` count from 1, and are None when the server did not say."""

    def __init__(self, message: str | Told, *, line: int | None = None, column: int | None = None) -> None:
        placed = message if line is None else told("at", line=line, column=column, reason=message)
        super().__init__(placed, layer="syntax")
        self.line = line
        self.column = column


def is_unicode(text: str) -> bool:
    r"""False for half a character, as JSON's ``"\ud800"`` makes one: no server can be sent that.

    >>> is_unicode("文"), is_unicode("\ud800")
    (True, False)
    """
    return not any("\ud800" <= char <= "\udfff" for char in text)


def decoded(text: str) -> str:
    r"""The text as Neo4j reads it: `\uXXXX` is a character anywhere, and can hide keywords, quotes and line ends.

    >>> decoded(r"\u0052ETURN 1")
    'RETURN 1'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a query, without spaces and comments; raises QuerySyntaxError for what is not closed or not seen.

    >>> [token.text for token in tokens("RETURN 'CREATE' AS `set` // DELETE")]
    ['RETURN', 'CREATE', 'AS', 'set']
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char in _QUOTES:
            end = _closing(text, at, char)
            kind: Kind = "name" if char == "`" else "string"
            found.append(Token(kind, text[at + 1 : end], at, end + 1))
            at = end + 1
        elif text.startswith(("//", "/*"), at):
            at = _after_comment(text, at)
        elif _is_word_char(char) or (char == "$" and at + 1 < len(text) and _is_word_char(text[at + 1])):
            end = at + 1
            while end < len(text) and _is_word_char(text[end]):
                end += 1
            found.append(Token(_word_kind(char), text[at:end], at, end))
            at = end
        else:
            if not _is_space(text, at):
                found.append(Token("symbol", char, at, at + 1))
            at += 1
    return tuple(found)


def with_values(text: str, parameters: Mapping[str, object]) -> str:
    """The query with its parameters written out, for an editor that has none to give.

    >>> with_values("MATCH (n {id: $id}) WHERE n.x IN $ids RETURN '$id'", {"id": "it's", "ids": ["a"]})
    "MATCH (n {id: 'it\\\\'s'}) WHERE n.x IN ['a'] RETURN '$id'"
    """
    parts, done = [], 0
    for token in tokens(text):
        if token.kind == "parameter" and token.text[1:] in parameters:
            parts += [text[done : token.start], _literal(parameters[token.text[1:]])]
            done = token.end
    return "".join([*parts, text[done:]])


def _literal(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, str):
        return "'" + "".join(_ESCAPED.get(char, char) for char in value) + "'"
    return str(value).lower() if isinstance(value, bool) else str(value)


def position(text: str, at: int) -> tuple[int, int]:
    """Line and column of a place in a text, both from 1.

    >>> position("MATCH (n)\\nRETURN n", 10)
    (2, 1)
    """
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def depth(found: Sequence[Token]) -> int:
    """How deep brackets, CASE and runs of prefix operators nest.

    >>> depth(tokens("RETURN [(1)]")), depth(tokens("RETURN NOT NOT true"))
    (2, 2)
    """
    deepest = level = run = 0
    for token in found:
        if token.is_symbol("(", "[", "{") or token.is_word("CASE"):
            level += 1
        elif token.is_symbol(")", "]", "}") or token.is_word("END"):
            level = max(0, level - 1)
        run = run + 1 if token.is_symbol("+", "-") or token.is_word("NOT") else 0
        deepest = max(deepest, level + run)
    return deepest


def returned_columns(found: Sequence[Token], text: str) -> tuple[str, ...]:
    """The columns of the last RETURN, for servers that name none when there are no rows; empty for ``RETURN *``.

    >>> query = "MATCH (n) RETURN n.id, count(*) AS howMany ORDER BY howMany"
    >>> returned_columns(tokens(query), query)
    ('n.id', 'howMany')
    """
    level, begin = 0, None
    levels = []
    for index, token in enumerate(found):
        level += token.is_symbol("(", "[", "{") - token.is_symbol(")", "]", "}")
        levels.append(level)
        if level == 0 and token.is_word("RETURN"):  # the last one names the columns
            begin = index + 1
    if begin is None:
        return ()
    items: list[list[Token]] = [[]]
    for token, height in zip(found[begin:], levels[begin:], strict=True):
        if height == 0 and (token.is_word("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION") or token.is_symbol(";")):
            break
        if height == 0 and token.is_symbol(","):
            items.append([])
        elif not (token.is_word("DISTINCT") and items == [[]]):
            items[-1].append(token)
    if any(not item or item[0].is_symbol("*") for item in items):
        return ()
    return tuple(_column(item, text) for item in items)


def _column(item: Sequence[Token], text: str) -> str:
    if len(item) > 2 and item[-2].is_word("AS"):
        return item[-1].text
    return text[item[0].start : item[-1].end]


def _closing(text: str, at: int, quote: str) -> int:
    """Where the quote that opens at `at` closes. Backticks are doubled inside, other quotes escaped."""
    end = at + 1
    while end < len(text):
        if text[end] == "\\" and quote != "`":
            end += 2
        elif text[end] != quote:
            end += 1
        elif quote == "`" and text.startswith("``", end):
            end += 2
        else:
            return end
    line, column = position(text, at)
    raise QuerySyntaxError(told("quote", quote=quote), line=line, column=column)


def _after_comment(text: str, at: int) -> int:
    if text.startswith("/*", at):
        end = text.find("*/", at + 2)
        if end < 0:
            line, column = position(text, at)
            raise QuerySyntaxError(told("comment"), line=line, column=column)
        return end + 2
    while at < len(text) and text[at] not in "\n\r":
        if text[at].isspace() or not text[at].isprintable():
            _is_space(text, at)  # servers differ on which odd characters end a line
        at += 1
    return at


def _is_word_char(char: str) -> bool:
    return char.isalnum() or char == "_" or (unicodedata.category(char) in {"Mn", "Mc", "Pc", "Sc"} and char != "$")


def _word_kind(first: str) -> Kind:
    if first == "$":
        return "parameter"
    return "number" if first.isdigit() else "word"


def _is_space(text: str, at: int) -> bool:
    """True for spaces; refuses characters that nobody sees and that servers read in different ways."""
    char = text[at]
    if char in _PLAIN_SPACE:
        return True
    category = unicodedata.category(char)
    if category == "Zs":
        return True
    if category in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        line, column = position(text, at)
        raise QuerySyntaxError(told("invisible", code=ord(char)), line=line, column=column)
    return False
