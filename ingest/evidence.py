"""Quotes and their marks: how a place in a source is recognised again without keeping the source's words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

DIGEST_DIGITS = 16  # 64 bits: no two of a source's quotes will meet by chance

FINGERPRINT_BASE = 0x9E3779B97F4A7C15  # odd, so that nothing is lost modulo 2^64; its bits look like chance
FINGERPRINT_MASK = (1 << 64) - 1

# Lists and cells that a text edition of a printed page keeps as HTML; no printed page shows these words. An address in
# angle brackets is no markup.
_MARKUP = re.compile(
    r"</?(?:ul|ol|li|br|p|b|i|u|em|strong|sup|sub|span|div|table|thead|tbody|tr|td|th)\b[^<>]{0,200}>", re.IGNORECASE
)
_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)}


@dataclass(frozen=True, slots=True)
class QuoteMarks:
    """What is kept of a quote: enough to find it in a copy and to be sure of it, nothing to read it by."""

    digest: str
    chars: int  # of the normalised text
    fingerprint: str  # 16 hexadecimal digits


def text_lines(text: str) -> list[str]:
    """The lines of a text edition as evidence counts them: only line feeds end a line, never form feeds and the like.

    >>> text_lines("a\\r\\nb\\fc")
    ['a', 'b\\x0cc']
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def without_markup(text: str) -> str:
    """The text with spaces in the place of HTML marks, so that offsets and lines stay.

    >>> without_markup("<br>芯片 <https://example.org>")
    '    芯片 <https://example.org>'
    """
    if "<" not in text and "＜" not in text:
        return text
    plain = list(text)
    at = [index for index, character in enumerate(text) if character != "\n"]  # a line may break inside a mark
    for found in _MARKUP.finditer(text.translate(_HALF_WIDTH).replace("\n", "")):
        for index in at[found.start() : found.end()]:
            plain[index] = " "
    return "".join(plain)


def normalised(text: str) -> str:
    """A quote as it is compared: letters and digits only, width and case folded, so that line breaks do not matter.

    >>> normalised("２０２５年, GPU市场\\n规模")
    '2025年gpu市场规模'
    """
    folded = unicodedata.normalize("NFKC", without_markup(text)).casefold()
    return "".join(c for c in folded if c.isalnum())


def quote(lines: Sequence[str], first: int, last: int) -> str:
    """The text of lines `first` to `last`, counted from 1, both included."""
    return "\n".join(lines[first - 1 : last])


def quote_digest(text: str) -> str:
    """The digest of a quote: the first 16 hexadecimal digits of the SHA-256 of its normalised text."""
    return digest_of(normalised(text))


def quote_marks(text: str) -> QuoteMarks:
    """Digest, length and fingerprint of a quote."""
    plain = normalised(text)
    return QuoteMarks(digest_of(plain), len(plain), f"{fingerprint(plain):016x}")


def digest_of(plain: str) -> str:
    """The digest of a text that is normalised already."""
    return hashlib.sha256(plain.encode()).hexdigest()[:DIGEST_DIGITS]


def fingerprint(plain: str) -> int:
    """The Rabin-Karp fingerprint of a normalised text: a polynomial of its characters modulo 2^64.

    All windows of a length have theirs in one pass over a text, so a quote that moved is found without its words; the
    digest then tells whether it is the quote.

    >>> fingerprint("a"), fingerprint("ab") == (97 * FINGERPRINT_BASE + 98) & FINGERPRINT_MASK
    (97, True)
    """
    return reduce(lambda sum_, c: (sum_ * FINGERPRINT_BASE + ord(c)) & FINGERPRINT_MASK, plain, 0)
