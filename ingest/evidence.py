"""Quotes and their digests: how a place in a source is recognised again without keeping the source's words."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence

DIGEST_DIGITS = 16  # 64 bits: no two of a source's quotes will meet by chance


def text_lines(text: str) -> list[str]:
    """The lines of a text edition as evidence counts them: only line feeds end a line, never form feeds and the like.

    >>> text_lines("a\\r\\nb\\fc")
    ['a', 'b\\x0cc']
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def normalised(text: str) -> str:
    """A quote as it is compared: letters and digits only, width and case folded, so that line breaks do not matter.

    >>> normalised("２０２５年, GPU市场\\n规模")
    '2025年gpu市场规模'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def quote(lines: Sequence[str], first: int, last: int) -> str:
    """The text of lines `first` to `last`, counted from 1, both included."""
    return "\n".join(lines[first - 1 : last])


def quote_digest(text: str) -> str:
    """The digest of a quote: the first 16 hexadecimal digits of the SHA-256 of its normalised text."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:DIGEST_DIGITS]
