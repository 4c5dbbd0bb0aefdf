"""A copy's text as quotes are compared: one stream of letters and digits, with the way back to the text's offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from ingest.evidence import FINGERPRINT_BASE, FINGERPRINT_MASK, normalised, without_markup

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]

MAX_RUNNING_CHARS = 60  # of a page's header or footer
RUNNING_TIMES = (3, 2)  # a line that comes back so often may be one
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class CopyText:
    """A copy's lines, the same with spaces for HTML marks, and the offset at which each of them starts."""

    lines: tuple[str, ...]
    plain: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> CopyText:
        """Of a text whose lines end with line feeds."""
        lines, plain = tuple(text.split("\n")), tuple(without_markup(text).split("\n"))
        return cls(lines, plain, tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0)))

    def line_at(self, offset: int) -> int:
        """The line, counted from 1, that holds an offset."""
        return bisect_right(self.starts, offset)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of lines `first` to `last`, without the last one's line end."""
        return self.starts[first - 1], self.starts[last - 1] + len(self.lines[last - 1])


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """`text` is normalised; `offsets` has each character's place in the copy; `sums` are fingerprints of prefixes.

    `line_ends` are the positions in `text` after each line of the copy, `cuts` those at which lines were left out.
    """

    text: str
    offsets: Offsets
    sums: Hashes
    line_ends: tuple[int, ...]
    cuts: tuple[int, ...] = ()

    @classmethod
    def of(cls, copy: CopyText) -> Stream:
        """The stream of a whole copy."""
        mapped = [_mapped(line) for line in copy.plain]
        text = "".join(characters for characters, _ in mapped)
        offsets = np.fromiter(
            (start + place for start, (_, places) in zip(copy.starts, mapped, strict=True) for place in places),
            dtype=np.int64,
            count=len(text),
        )
        return cls(text, offsets, _sums(text), tuple(accumulate(len(characters) for characters, _ in mapped)))

    def without(self, lines: Collection[int]) -> Stream:
        """The same without lines of the copy, by their indexes."""
        starts = (0, *self.line_ends[:-1])
        kept = [
            slice(start, start if index in lines else end)
            for index, (start, end) in enumerate(zip(starts, self.line_ends, strict=True))
        ]
        text = "".join(self.text[line] for line in kept)
        ends = tuple(accumulate(line.stop - line.start for line in kept))
        cuts = tuple(ends[index] for index in sorted(lines))
        return Stream(text, np.concatenate([self.offsets[line] for line in kept]), _sums(text), ends, cuts)

    def find(self, chars: int, fingerprint: int) -> list[int]:
        """Where windows of `chars` characters with a fingerprint begin."""
        if not 0 < chars <= len(self.text):
            return []
        windows = self.sums[chars:] - self.sums[:-chars] * _power(chars)
        return [int(start) for start in np.flatnonzero(windows == np.uint64(fingerprint))]

    def find_around(self, chars: int, fingerprint: int, hole: tuple[int, int], within: tuple[int, int]) -> list[int]:
        """The same for windows that a hole interrupts; `chars` are without it. `within` bounds the window."""
        begins, ends = hole
        low = max(within[0], begins - chars + 1)
        high = min(begins, within[1] - chars - (ends - begins) + 1)
        if chars <= 0 or low >= high:
            return []
        start = np.arange(low, high)
        stop = start + chars + (ends - begins)
        head = self.sums[begins] - self.sums[start] * _powers(begins - start)
        tail = self.sums[stop] - self.sums[ends] * _powers(stop - ends)
        found = head * _powers(stop - ends) + tail == np.uint64(fingerprint)
        return [int(s) for s in start[found]]

    def pieces(self, start: int, stop: int) -> tuple[tuple[int, int], ...]:
        """The copy's offsets of a window that is not empty, apart where lines were left out."""
        inside = self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, stop)]
        bounds = [start, *dict.fromkeys(inside), stop]
        return tuple((int(self.offsets[a]), int(self.offsets[b - 1]) + 1) for a, b in pairwise(bounds))

    def position(self, offset: int) -> int:
        """The first character of the stream at or after an offset of the copy."""
        return int(np.searchsorted(self.offsets, offset))


def running_lines(lines: Sequence[str]) -> list[frozenset[int]]:
    """Indexes of lines that may be the headers, footers and numbers of pages: short ones that come back.

    Sets that grow, the likeliest first: those that come back with other numbers; then also bare numbers, which may be
    the rest of a sentence; then also those that come back as they are, as a source line below every figure does that
    may belong to a quote; and each of these with lines that stand only twice.

    >>> lines = ["芯片报告 1", "一", "2", "本刊", "芯片报告 2", "本刊", "芯片报告 3", "本刊"]
    >>> [sorted(indexes) for indexes in running_lines(lines)]
    [[0, 4, 6], [0, 2, 4, 6], [0, 2, 3, 4, 5, 6, 7]]
    """
    plain = [normalised(line) if len(line) <= MAX_RUNNING_CHARS else "" for line in lines]
    shapes = [_DIGITS.sub("#", text) for text in plain]
    times, forms = Counter(shapes), Counter(shape for shape, _ in set(zip(shapes, plain, strict=True)))
    numbers = {index for index, shape in enumerate(shapes) if shape == "#"}
    steps: dict[frozenset[int], None] = {}
    for enough in RUNNING_TIMES:
        back = {index for index, shape in enumerate(shapes) if shape and times[shape] >= enough} - numbers
        numbered = {index for index in back if forms[shapes[index]] >= enough}
        steps |= dict.fromkeys(map(frozenset, (numbered, numbered | numbers, numbers | back)))
    return [indexes for indexes in steps if indexes]


def page_furniture(copy: CopyText) -> frozenset[int]:
    """Indexes of lines that come back and stand alone between blank lines: headers, footers, lines below figures."""
    lines = copy.plain
    back = frozenset[int]().union(*running_lines(lines))
    return frozenset(
        index
        for index in back
        if not any(lines[near].strip() for near in (index - 1, index + 1) if 0 <= near < len(lines))
    )


def _mapped(line: str) -> tuple[str, Sequence[int]]:
    """A line's normalised text and the index in the line of each of its characters."""
    pieces = [_one(character) for character in line]
    whole = "".join(pieces)
    if line.isascii() or whole == normalised(line):
        return whole, [index for index, piece in enumerate(pieces) for _ in piece]
    # some of its characters compose with the next one: then places are near enough to show, and the text is exact
    whole = normalised(line)
    return whole, [position * len(line) // len(whole) for position in range(len(whole))]


@lru_cache(maxsize=16_384)
def _one(character: str) -> str:
    return normalised(character)


def _sums(text: str) -> Hashes:
    sums = accumulate(map(ord, text), lambda sum_, code: (sum_ * FINGERPRINT_BASE + code) & FINGERPRINT_MASK, initial=0)
    return np.fromiter(sums, dtype=np.uint64, count=len(text) + 1)


def _power(exponent: int) -> np.uint64:
    return np.uint64(pow(FINGERPRINT_BASE, exponent, FINGERPRINT_MASK + 1))


def _powers(exponents: Offsets) -> Hashes:
    """The base to consecutive powers, rising or falling by one."""
    low, high = int(min(exponents[0], exponents[-1])), int(max(exponents[0], exponents[-1]))
    rising = np.full(high - low + 1, np.uint64(FINGERPRINT_BASE), dtype=np.uint64)
    rising[0] = _power(low)
    rising = np.multiply.accumulate(rising)
    return rising if exponents[0] <= exponents[-1] else rising[::-1]
