"""A copy's lines -> paragraphs and sentences as they are read, with the way back to the copy's offsets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.attached.stream import CopyText

MAX_BLANK_LINES = 4  # between the halves of a paragraph: a page break or a figure's space, not the end of a chapter
FULL_LINE_CHARS = 20  # a shorter line without a full stop is a heading, a caption or an address
FULL_LINE_SHARE = 0.8  # of the longest line near it: a narrow column's lines are full as well
NEAR_LINES = 4
_CELL = " | "

_ENDS = re.compile(r"[。！？!?；;：:…](?:[”’」』）)\"》]*)[⁰¹²³⁴-⁹\s]*$|\.[”\")\]]*\s*$")
_NEVER_JOINS = re.compile(  # headings, captions, source lines, notes
    r"\s*(?:\d+(?:\.\d+)+\.?\s|[一二三四五六七八九十]+、|第[一二三四五六七八九十\d]+[章节]|图表?\s*\d|表\s*\d|资料来源|注释?\s*[:：]"
    r"|(?:Figure|Table|Source|Note)s?\b)"
)
_STARTS_A_BLOCK = re.compile(r"\s*(?:[-–•·●▪*]+\s|\d+[.、)）]\s|[（(][一二三四五六七八九十\d]+[）)])")
_SENTENCE_END = re.compile(
    r"[。！？!?]+[”’」』）)\"》]*[⁰¹²³⁴-⁹]*\s*"  # a note's number belongs to the sentence before it
    r"|(?<=[a-z)\]])\.[”\")]*[⁰¹²³⁴-⁹]*\s+(?=[A-Z“\"])"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text on one line; `offsets` has the place in the copy of each character."""

    text: str
    offsets: tuple[int, ...]

    def window(self, start: int, end: int) -> tuple[int, int]:
        """The characters that stand at offsets `start` to `end` of the copy."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)

    def sentences(self) -> list[tuple[int, int]]:
        """The bounds of its sentences, which together are the whole text.

        >>> text = "产量上升。²销量“下降”！ See fig. 3 there. Next"
        >>> [text[a:b] for a, b in Paragraph(text, tuple(range(len(text)))).sentences()]
        ['产量上升。²', '销量“下降”！ ', 'See fig. 3 there. ', 'Next']
        """
        ends = [found.end() for found in _SENTENCE_END.finditer(self.text)]
        return [(a, b) for a, b in pairwise(dict.fromkeys([0, *ends, len(self.text)]))]


def paragraphs_at(
    copy: CopyText, pieces: Sequence[tuple[int, int]], furniture: Collection[int] = ()
) -> list[tuple[Paragraph, tuple[int, int]]]:
    """The paragraphs in which pieces of a copy stand, each with the window of it that the pieces cover.

    `furniture` has the indexes of lines that belong to pages, not to paragraphs. Lines between the pieces are left out.
    """
    spoken = set(_lines_of(copy, pieces))
    first, last = min(spoken), max(spoken)
    skipped = frozenset([*range(first, last + 1), *furniture]) - spoken
    while (before := _neighbour(copy, first, -1, skipped)) is not None and _continues(copy, before, first):
        first = before
    while (after := _neighbour(copy, last, 1, skipped)) is not None and _continues(copy, last, after):
        last = after
    found = []
    for group in _groups(copy, first, last, skipped):
        paragraph = _joined(copy, group)
        low, high = paragraph.window(pieces[0][0], pieces[-1][1])
        if low < high:
            found.append((paragraph, (low, high)))
    return found


def _lines_of(copy: CopyText, pieces: Sequence[tuple[int, int]]) -> Iterator[int]:
    for start, end in pieces:
        yield from range(copy.line_at(start) - 1, copy.line_at(end - 1))


def _groups(copy: CopyText, first: int, last: int, skipped: Collection[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for index in range(first, last + 1):
        if index in skipped or not copy.plain[index].strip():
            continue
        if groups and _continues(copy, groups[-1][-1], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _neighbour(copy: CopyText, index: int, step: int, skipped: Collection[int]) -> int | None:
    """The next line that says something, before or after a line, when it is near enough to go on with it."""
    blank = 0
    index += step
    while 0 <= index < len(copy.lines) and blank <= MAX_BLANK_LINES:
        if copy.plain[index].strip() and index not in skipped:
            return index
        blank += index not in skipped
        index += step
    return None


def _continues(copy: CopyText, index: int, other: int) -> bool:
    """True when the layout, not the author, broke the text between two lines."""
    line, after = copy.plain[index], copy.plain[other]
    if "\t" in line or "\t" in after or _ENDS.search(line):
        return False
    if _NEVER_JOINS.match(line) or _NEVER_JOINS.match(after) or _STARTS_A_BLOCK.match(after):
        return False
    return _is_full(copy, index, apart=other > index + 1) or (_wraps(copy, index - 1) and bool(line.strip()))


def _is_full(copy: CopyText, index: int, *, apart: bool) -> bool:
    """True when a line is as long as the layout lets it be; what stands apart from the next line must be long."""
    length = len(copy.plain[index].strip())
    if length >= FULL_LINE_CHARS or apart:
        return length >= FULL_LINE_CHARS
    near = copy.plain[max(0, index - NEAR_LINES) : index + NEAR_LINES + 1]
    return length >= max(4, FULL_LINE_SHARE * max(len(line.strip()) for line in near))


def _wraps(copy: CopyText, index: int) -> bool:
    """True when a line goes on in the next one, which then may be short and still break off in a sentence."""
    return index >= 0 and _is_full(copy, index, apart=False) and not _ENDS.search(copy.plain[index])


def _joined(copy: CopyText, group: Sequence[int]) -> Paragraph:
    characters: list[str] = []
    offsets: list[int] = []
    for index in group:
        start = copy.starts[index]
        if characters and _needs_space(characters[-1], copy.plain[index].lstrip()[:1]):
            characters.append(" ")
            offsets.append(start)
        for position, character in _shown(copy.plain[index]):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            offsets.append(start + position)
    while characters and characters[-1] in " |":
        del characters[-1], offsets[-1]
    return Paragraph("".join(characters), tuple(offsets))


def _shown(line: str) -> Iterator[tuple[int, str]]:
    """Each character as it is read: cells apart, white space as single spaces, controls not at all."""
    body = line.rstrip()
    lead = len(body) - len(body.lstrip(" \u3000\f\v\r\ufeff"))
    for position, character in enumerate(body[lead:], lead):
        if character == "\t":
            yield from ((position, mark) for mark in _CELL)
        elif character.isspace():
            yield position, " "
        elif character.isprintable():
            yield position, character


def _needs_space(before: str, after: str) -> bool:
    """Words of scripts that divide words by spaces stay apart where a line ended between them; a number is whole."""
    ascii_words = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return ascii_words and not (before.isdigit() and after.isdigit())
