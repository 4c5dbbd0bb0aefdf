"""What is wrong in a file and where, in words and in both languages, for everyone who brings data in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.model import Text

LANGUAGES = ("zh", "en")
SHOWN_CHARS = 60  # of a value in a message: enough to recognise the cell, short enough for one line
LIMIT_PREFIX = "limit_"  # keys of messages that say a limit was reached, not that the data is wrong


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one place.

    `row` counts as a spreadsheet does (the header is row 1), or is the line of a text file; `column` is the name in
    the header, or the column of that line. `key` names the message in ``ingest/locale``. A problem that is not fatal
    is worth a look and stops nothing.
    """

    file: str
    row: int | None
    column: str | None
    key: str
    message: Text
    fatal: bool = True

    @property
    def place(self) -> str:
        """``entities.csv:12:class``, as much of it as is known."""
        parts = [self.file]
        if self.row is not None:
            parts.append(str(self.row))
        if self.column is not None:
            parts.append(self.column)
        return ":".join(parts)

    def text(self, language: str) -> str:
        """The whole line in a language (`zh` or `en`)."""
        return f"{self.place}: {self.message[language]}"

    def __str__(self) -> str:
        return self.text("en")


def problem(
    key: str,
    file: str,
    row: int | None = None,
    column: str | None = None,
    *,
    fatal: bool = True,
    **facts: object,
) -> Problem:
    """The problem that a message key and its facts make."""
    return problem_of(key, file, row, column, facts, fatal=fatal)


def problem_of(
    key: str, file: str, row: int | None, column: str | None, facts: Mapping[str, object], *, fatal: bool = True
) -> Problem:
    """The same for facts that were collected elsewhere."""
    return Problem(shown(file, 200), row, column and shown(column), key, message(key, **facts), fatal)


def message(key: str, **facts: object) -> Text:
    """The message of a key in both languages. A fact is a Text, a number, or text, which `shown` makes harmless."""
    return Text(*(_catalogue(language)[key].format_map(_facts(facts, language)) for language in LANGUAGES))


class Shown(str):
    """Text that a message may show as it is: short, on one line, without control or direction characters."""

    __slots__ = ()


def shown(value: str, limit: int = SHOWN_CHARS) -> Shown:
    """A value as a message may show it.

    >>> shown("a\\nb\\x1b[31m")
    'a\\\\nb\\\\x1b[31m'
    """
    text = value if len(value) <= limit else value[: limit - 1] + "…"
    return Shown("".join(c if c.isprintable() else ascii(c)[1:-1] for c in text))


def listed(values: Iterable[str], limit: int = 12) -> Shown:
    """Values as a list in a message, cut with an ellipsis.

    >>> listed("abc", 2)
    'a, b, …'
    """
    items = [shown(value) for value in values]
    return Shown(", ".join([*items[:limit], "…"] if len(items) > limit else items))


def fatal(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop the import."""
    return tuple(p for p in problems if p.fatal)


def _facts(facts: dict[str, object], language: str) -> dict[str, str]:
    return {name: fact[language] if isinstance(fact, Text) else _plain(fact) for name, fact in facts.items()}


def _plain(fact: object) -> str:
    return shown(fact) if isinstance(fact, str) and not isinstance(fact, Shown) else str(fact)


@cache
def _catalogue(language: str) -> dict[str, str]:
    text = files("ingest").joinpath("locale", f"{language}.toml").read_text("utf-8")
    return dict(tomllib.loads(text))
