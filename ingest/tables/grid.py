"""A table as it stands in a file: rows of text cells, before anyone asks what the columns mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

# Not seen on the screen, and never meant: byte order mark, zero-width space and joiners, soft hyphen, word joiner.
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))

_GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a spreadsheet counts (the first is 1) and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one file or sheet: `name` is how messages call it; `title` is its own name, which tells its kind."""

    name: str
    title: str
    lines: tuple[Line, ...] = field(repr=False)


def clean(text: str) -> str:
    """A cell's text in one spelling: NFC, no invisible characters, line ends as \\n, no space (of any width) around it.

    Full-width letters and signs inside stay: they may be part of a name. Ids, codes and numbers are folded further
    where they are read.

    >>> clean("\\u3000芯片　厂商 \\r\\n")
    '芯片\\u3000厂商'
    """
    if text.isascii() and "\r" not in text:  # most cells of most tables: nothing to fold
        return text.strip()
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n").strip()


def cell(text: str) -> str:
    """The clean text of a cell, without the apostrophe that keeps a spreadsheet from running it.

    >>> cell(" '=1+1"), cell("'quoted'")
    ('=1+1', "'quoted'")
    """
    cleaned = clean(text)
    return cleaned[1:] if cleaned[:1] == "'" and _GUARDED.match(cleaned) else cleaned


def folded(text: str) -> str:
    """An id, a code or a number as it is compared and stored: NFKC, so that full-width letters are plain ones.

    >>> folded("ｏｒｇ：ｎｖｉｄｉａ ")
    'org:nvidia'
    """
    plain = clean(text)
    return plain if plain.isascii() else unicodedata.normalize("NFKC", plain).strip()
