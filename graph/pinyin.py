"""Chinese names by how they sound: finds them by pinyin, whole or initials, and by other characters that sound alike.

Heteronyms are read as the phrase around them says (重庆 is chongqing), by pypinyin's dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

Sound = Literal["sound", "initials"]

MAX_SCANNED = 5_000  # occurrences looked at in one scan
_MIN_LETTERS = 2  # one letter is the initial of everything; two only where a name begins
_INSIDE = 2
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTERS = re.compile(r"[a-z0-9]+")
_BESIDE_LETTERS = str.maketrans({"'": None, " ": None, "-": None, "ü": "v"})
_END = "\n"


@dataclass(frozen=True, slots=True)
class _Column:
    """Readings of all texts in one string; a capital letter begins a syllable."""

    written: str = field(repr=False)  # ChongQing
    lower: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, readings: Sequence[str]) -> _Column:
        starts, position = [], 1
        for reading in readings:
            starts.append(position)
            position += len(reading) + 1
        written = _END + "".join(reading + _END for reading in readings)
        return cls(written, written.lower(), tuple(starts))

    def places(self, needle: str) -> Iterator[tuple[int, int]]:
        """Where a syllable begins that the needle begins at (0 whole, 1 beginning, 2 inside), with the reading."""
        at = -1
        for _ in range(MAX_SCANNED):
            at = self.lower.find(needle, at + 1)
            if at < 0:
                return
            before, after = self.written[at - 1], self.written[at + len(needle)]
            if before == _END:
                yield (0 if after == _END else 1), bisect_right(self.starts, at) - 1
            elif self.written[at].isupper():
                yield 2, bisect_right(self.starts, at) - 1


@dataclass(frozen=True, slots=True)
class Sounds:
    """The readings of those texts that have Chinese characters; numbers are those of the texts given."""

    _numbers: tuple[int, ...] = field(repr=False)
    _whole: _Column = field(repr=False)
    _initials: _Column = field(repr=False)

    @classmethod
    def of(cls, texts: Sequence[str]) -> Sounds:
        """The readings of folded texts, in their order. 100,000 names take two seconds, once."""
        numbers = tuple(number for number, text in enumerate(texts) if _HAN.search(text))
        read = [syllables(texts[number]) for number in numbers]
        whole = ["".join(part.capitalize() for part in parts) for parts in read]
        initials = ["".join(map(_initial, parts)) for parts in read]
        return cls(numbers, _Column.of(whole), _Column.of(initials))

    def find(self, needle: str) -> Iterator[tuple[Sound, int]]:
        """Texts that sound as the needle: a folded text of Latin letters, or of Chinese characters only."""
        if _HAN.search(needle):
            if not _LETTERS.search(needle):
                whole = self._whole.places("".join(syllables(needle)))
                yield from self._ordered(("sound", fit, number) for fit, number in whole if fit < _INSIDE)
            return
        letters = needle.translate(_BESIDE_LETTERS)
        if not _LETTERS.fullmatch(letters) or len(letters) < _MIN_LETTERS:
            return
        kinds: tuple[tuple[Sound, _Column], ...] = (("sound", self._whole), ("initials", self._initials))
        found = [(kind, *place) for kind, column in kinds for place in column.places(letters)]
        worst = _INSIDE if len(letters) > _MIN_LETTERS else _INSIDE - 1
        yield from self._ordered(place for place in found if place[1] <= worst)

    def _ordered(self, places: Iterable[tuple[Sound, int, int]]) -> Iterator[tuple[Sound, int]]:
        """Whole readings and initials first, then beginnings, then what stands inside."""
        for kind, _, number in sorted(places, key=lambda place: (place[1], place[0] != "sound", place[2])):
            yield kind, self._numbers[number]


def syllables(text: str) -> list[str]:
    """The pinyin of a text without tones, a syllable a character; other letters stay as they are, in lower case.

    >>> syllables("重庆"), syllables("长沙GPU芯片")
    (['chong', 'qing'], ['chang', 'sha', 'gpu', 'xin', 'pian'])
    """
    words, found, at = _words(), list[str](), 0
    text = text.lower()
    while at < len(text):
        letters = _LETTERS.match(text, at)
        if letters:
            found.append(letters[0])
            at = letters.end()
            continue
        phrase, parts = words.at(text, at)
        found += parts
        at += len(phrase)
    return found


def reading(text: str) -> str:
    """The pinyin of a text as one reads it.

    >>> reading("重庆"), reading("GPU芯片")
    ('chong qing', 'gpu xin pian')
    """
    return " ".join(syllables(text))


def _initial(syllable: str) -> str:
    """A syllable's first letter as a beginning; of a word in Latin letters each letter counts."""
    return syllable.capitalize() if syllable not in _words().syllables else syllable[0].upper()


@dataclass(frozen=True, slots=True)
class _Words:
    """Readings by character, and by phrase where the phrase is read otherwise than its characters are by themselves."""

    characters: Mapping[str, str] = field(repr=False)
    phrases: Mapping[str, tuple[str, ...]] = field(repr=False)
    lengths: Mapping[str, tuple[int, ...]] = field(repr=False)  # by first character, longest first
    syllables: frozenset[str] = field(repr=False)

    def at(self, text: str, at: int) -> tuple[str, tuple[str, ...]]:
        """The phrase or character that stands at a place, and how it is read."""
        for length in self.lengths.get(text[at], ()):
            if parts := self.phrases.get(text[at : at + length]):
                return text[at : at + length], parts
        read = self.characters.get(text[at])
        return text[at], (read,) if read else ()


@cache
def _words() -> _Words:
    """pypinyin's dictionaries; its own reading of a text takes twenty times as long."""
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415 - 0.3 s, for those who type letters
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415

    characters = {chr(code): _toneless(told.split(",")[0]) for code, told in pinyin_dict.items()}
    phrases: dict[str, tuple[str, ...]] = {}
    lengths: dict[str, set[int]] = {}
    for phrase, told in phrases_dict.items():
        parts = tuple(_toneless(each[0]) for each in told)
        if len(parts) == len(phrase) and parts != tuple(map(characters.get, phrase)):
            phrases[phrase] = parts
            lengths.setdefault(phrase[0], set()).add(len(phrase))
    ordered = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    return _Words(characters, phrases, ordered, frozenset(characters.values()))


@cache
def _toneless(syllable: str) -> str:
    """``lǜ`` as one types it: ``lv``."""
    plain = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(char for char in plain if char.isascii() and char.isalpha())
