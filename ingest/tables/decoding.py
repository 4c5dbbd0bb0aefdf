"""Bytes of a table -> text, from any office program: UTF-8, UTF-16 or GB18030, tried strictly in a sound order."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Any two bytes from 81-FE and 40-FE are some GB18030 character, so Big5, Shift-JIS and Latin-1 often decode "well".
# Real Chinese text is mostly GB2312, the 6,763 common characters: simplified text to 99 %, traditional text to 67 %,
# but Big5 read as GB18030 to 40 % and Latin-1 to 0 % (measured on a text of 95,000 characters).
_SURELY_CHINESE = 0.5
_PERHAPS_CHINESE = 0.2  # then only when it is not Big5 either
_SAMPLE_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class UndecodableError(Exception):
    """No encoding fits; `line` holds the first byte that is not UTF-8, or not what the mark at the start announced."""

    line: int
    byte: int
    encoding: str  # the one that was expected


def decode(data: bytes) -> str:
    """The text of a table file, without a byte order mark.

    >>> decode("芯片".encode("gb18030")), decode("芯片,1".encode("utf-16-le")), decode(b"\\xef\\xbb\\xbfid")
    ('芯片', '芯片,1', 'id')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data and (utf16 := _utf16_without_mark(data)):
        return _strictly(data, utf16)
    try:
        text = _strictly(data, "utf-8")
    except UndecodableError as not_utf8:
        chinese = None if _is_mostly_utf8(data) else _gb18030(data)
        if chinese is None:
            raise not_utf8 from None
        return chinese
    return data.decode("gb18030") if _is_gb2312_by_chance_utf8(text, data) else text


def _is_mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a broken byte somewhere would be some GB18030 too: nonsense that must not be taken for text."""
    text = data.decode("utf-8", "replace")
    wide = sum(ord(c) > 0x7FF for c in text)  # needs three bytes: rare by chance
    broken = text.count("\ufffd")
    return wide - broken > broken


def _is_gb2312_by_chance_utf8(text: str, data: bytes) -> bool:
    """A few Chinese characters can be sound UTF-8 by chance (芯片 in GB2312 reads оƬ); whole sentences cannot.

    True when UTF-8 gives rare two-byte letters (beyond Latin, Greek and Cyrillic) where GB2312 gives only common ones.
    """
    wide = [c for c in text if ord(c) > 0x7F]
    if len(wide) > 100 or not all(ord(c) < 0x800 for c in wide):
        return False
    rare = any(0x180 <= ord(c) < 0x370 or ord(c) >= 0x530 for c in wide)
    if not rare:
        return False
    try:
        data.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        raise UndecodableError(before.count("\n") + 1, data[error.start], encoding.upper()) from None


def _utf16_without_mark(data: bytes) -> str | None:
    """Which UTF-16 it is: only the right one shows the commas and line ends that a table has."""
    seen = {encoding: _ascii_share(data, encoding) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(seen, key=lambda encoding: seen[encoding])
    return best if seen[best] > 0 else None


def _ascii_share(data: bytes, encoding: str) -> int:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0
    return 0 if "\0" in text else sum(text.count(c) for c in ",;\t\r\n0123456789")


def _gb18030(data: bytes) -> str | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    wide = [c for c in text[:_SAMPLE_CHARS] if ord(c) > 0x7F]
    common = sum(map(_is_gb2312, wide)) / max(1, len(wide))
    if common >= _SURELY_CHINESE or (common >= _PERHAPS_CHINESE and not _is_big5(data)):
        return text
    return None


def _is_big5(data: bytes) -> bool:
    try:
        data.decode("big5")
    except UnicodeDecodeError:
        return False
    return True


def _is_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
