"""Finds things by any of their names, in either language, for the search box and for whoever types a name.

Names are found as they are written, as they sound (graph.pinyin), and when they are mistyped (graph.spelling).
All texts stand, folded, in one string ordered by importance; a search is a few scans of that string, each of which
stops as soon as it has enough hits. So a frequent text is found at once, and a rare one after one pass over the whole.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice
from typing import Literal

from graph.pinyin import Sounds
from graph.spelling import Spellings

MAX_QUERY_CHARS = 200  # longer than any name; a pasted page is cut, not searched
FEW = 1_000  # up to so many places are classified after one scan
MAX_SCANNED = 20_000  # occurrences looked at in one scan; bounds a search for a single letter

NameKind = Literal["name", "alias", "misspelling", "id"]
Fit = Literal["exact", "prefix", "word", "sound", "initials", "inside", "words", "near"]

FEW_HITS = 3  # with fewer hits than this, names that are nearly what was typed are told too
_FITS: tuple[Fit, ...] = ("exact", "prefix", "word", "inside", "words")  # of texts that hold what was typed, best first
_END = "\n"  # stands before and after every text; folding never leaves one inside
_QUOTES = "\"'`´‘’“”„「」『』《》〈〉【】"
_DASHES = "‐‑‒–—―−﹣－"
_DOTS = "·•・‧∙⋅"
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACES = re.compile(" {2,}")
_SPACE_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}]) +(?=\S)|(?<=\S) +(?=[{_CJK}])")


@dataclass(frozen=True, slots=True)
class NamedThing:
    """What the index knows of one thing. `importance` orders hits that fit equally well, larger first."""

    id: str
    classes: tuple[str, ...] = ()
    name_zh: str | None = None
    name_en: str | None = None
    other_names: tuple[str, ...] = ()  # names without a language
    aliases: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    importance: float = 0.0

    def texts(self) -> Iterator[tuple[str, NameKind]]:
        """Every text that finds this thing, names first."""
        for name in (self.name_zh, self.name_en, *self.other_names):
            if name:
                yield name, "name"
        for alias in self.aliases:
            yield alias, "alias"
        for misspelling in self.misspellings:
            yield misspelling, "misspelling"
        yield self.id, "id"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: `matched` is the text that matched, as it is written, `fit` how well."""

    thing: NamedThing
    matched: str
    kind: NameKind
    fit: Fit

    @property
    def id(self) -> str:
        """The thing's id."""
        return self.thing.id


@dataclass(frozen=True)
class NameIndex:
    """An immutable index over names; `find` takes 50 ms at most with 100,000 names (bench/search.py).

    How names sound and how they may be misspelt is worked out when it is first asked for, or by `prepare`.
    """

    things: tuple[NamedThing, ...]
    _joined: str = field(repr=False)
    _starts: tuple[int, ...] = field(repr=False)  # where text i begins in _joined
    _texts: tuple[tuple[str, NameKind, int], ...] = field(repr=False)  # as written, kind, index into things

    @classmethod
    def build(cls, rows: Iterable[NamedThing]) -> NameIndex:
        """The index over these things; their order does not matter."""
        things = tuple(sorted(rows, key=lambda thing: (-thing.importance, thing.id)))
        texts = [(text, kind, number) for number, thing in enumerate(things) for text, kind in _distinct(thing)]
        folded = _fold_all([text for text, _, _ in texts])
        order = sorted(
            range(len(texts)),
            key=lambda i: (
                texts[i][1] in ("misspelling", "id"),
                -things[texts[i][2]].importance,
                len(folded[i]),
                folded[i],
                texts[i][2],
            ),
        )
        starts, position = [], 1
        for i in order:
            starts.append(position)
            position += len(folded[i]) + 1
        joined = _END + "".join(folded[i] + _END for i in order)
        return cls(things, joined, tuple(starts), tuple(texts[i] for i in order))

    def find(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """The best `limit` things for what somebody typed, best first; a thing comes once, with its best text."""
        needle = fold(text[:MAX_QUERY_CHARS])
        found: dict[str, Hit] = {}
        if not needle or limit < 1:
            return ()
        for fit, number in self._all_matches(needle, found):
            written, kind, owner = self._texts[number]
            thing = self.things[owner]
            found.setdefault(thing.id, Hit(thing, written, kind, fit))
            if len(found) >= limit:
                break
        return tuple(found.values())

    def prepare(self) -> None:
        """Works out how the names sound and how they may be misspelt: for a thread while nobody types yet."""
        _ = self._sounds, self._spellings

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds.of(self._folded())

    @cached_property
    def _spellings(self) -> Spellings:
        kinds = (kind for _, kind, _ in self._texts)
        return Spellings.of(["" if kind == "id" else text for text, kind in zip(self._folded(), kinds, strict=True)])

    def _folded(self) -> list[str]:
        return self._joined[1:-1].split(_END) if self._texts else []

    def _all_matches(self, needle: str, found: Mapping[str, Hit]) -> Iterator[tuple[Fit, int]]:
        """Names that hold the needle; before those that hold it inside, names that sound so; at last near ones.

        Other characters that sound alike (英维达) are a slip too: they are told only where there is nothing else.
        """
        held: list[tuple[Fit, int]] = []
        sounding = _is_latin(needle[0])
        for fit, number in self._matches(needle):
            if sounding and fit in ("inside", "words"):
                held.append((fit, number))
            else:
                yield fit, number
        if sounding or not found:
            yield from self._sounds.find(needle)
        yield from held
        if len(found) < FEW_HITS:
            yield from (("near", number) for number in self._spellings.near(needle))

    def _matches(self, needle: str) -> Iterator[tuple[Fit, int]]:
        """Texts that hold the needle, best first: their fit and number."""
        places = list(islice(self._places(needle), FEW))
        if len(places) < FEW:  # one scan found them all
            yield from sorted(((self._fit(at, needle), self._text_at(at)) for at in places), key=_by_fit)
        else:  # so many that each fit, scanned for by itself, soon has enough
            yield from (("exact", self._text_at(at + 1)) for at in self._places(_END + needle + _END))
            yield from (("prefix", self._text_at(at + 1)) for at in self._places(_END + needle))
            for fit in ("word", "inside"):
                yield from ((fit, self._text_at(at)) for at in self._places(needle) if self._fit(at, needle) == fit)
        words = sorted(set(needle.split(" ")), key=len, reverse=True)
        if len(words) > 1:
            yield from (("words", number) for number in self._with_all(words))

    def _places(self, needle: str) -> Iterator[int]:
        joined, at = self._joined, -1
        for _ in range(MAX_SCANNED):
            at = joined.find(needle, at + 1)
            if at < 0:
                return
            yield at

    def _text_at(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _fit(self, at: int, needle: str) -> Fit:
        before = self._joined[at - 1]
        if before == _END:
            return "exact" if self._joined[at + len(needle)] == _END else "prefix"
        if _is_latin(needle[0]) and not _is_latin(before):  # Chinese has no spaces: a place inside is not worse
            return "word"
        return "inside"

    def _with_all(self, words: list[str]) -> Iterator[int]:
        longest, others = words[0], words[1:]
        for number in map(self._text_at, self._places(longest)):
            start = self._starts[number]
            end = self._joined.index(_END, start)
            if all(self._joined.find(word, start, end) >= 0 for word in others):
                yield number


def fold(text: str) -> str:
    """Text as the index compares it: width, case, traditional or simplified, quotes, dashes and spaces do not matter.

    >>> fold("臺灣積體電路"), fold("ＡＭＤ"), fold("《AI　芯片》"), fold("Jay–Lee")
    ('台湾积体电路', 'amd', 'ai芯片', 'jay-lee')
    """
    return _fold_all([text])[0]


def _by_fit(match: tuple[Fit, int]) -> tuple[int, int]:
    return _FITS.index(match[0]), match[1]


def _distinct(thing: NamedThing) -> Iterator[tuple[str, NameKind]]:
    seen: set[str] = set()
    for text, kind in thing.texts():
        if text not in seen:
            seen.add(text)
            yield text, kind


def _fold_all(texts: list[str]) -> list[str]:
    """Every text folded. Character by character, so that a part of a name folds as it does inside the name."""
    joined = _END.join(" ".join(text.split()) for text in texts)
    joined = unicodedata.normalize("NFKC", joined).casefold()
    joined = joined.translate(_character_table(frozenset(joined)))
    joined = _SPACE_BESIDE_CJK.sub("", _SPACES.sub(" ", joined))
    return [text.strip() for text in joined.split(_END)]


def _character_table(characters: frozenset[str]) -> Mapping[int, str]:
    table = dict(_punctuation())
    simplified = _simplified()
    table.update({ord(character): simplified[character] for character in characters & simplified.keys()})
    return table


@cache
def _punctuation() -> Mapping[int, str]:
    return {ord(c): "" for c in _QUOTES} | {ord(c): "-" for c in _DASHES} | {ord(c): " " for c in _DOTS}


@cache
def _simplified() -> Mapping[str, str]:
    """Each traditional character's simplified one, from OpenCC's table (about 4,000 that differ)."""
    from opencc import OpenCC  # noqa: PLC0415 - 20 ms, only when somebody searches

    blocks = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2EBF0))
    characters = [chr(code) for first, last in blocks for code in range(first, last)]
    converted = OpenCC("t2s").convert(_END.join(characters)).split(_END)
    return {a: b for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"
