"""Names that are nearly what somebody typed: a letter wrong, missing, added or exchanged with the next one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_LATIN_WORD = re.compile(r"[a-z0-9]{4,}")
_MAX_FOUND = 200


@dataclass(frozen=True, slots=True)
class Spellings:
    """Whole folded texts, and the longer Latin words in them, by length; numbers are those of the texts given."""

    _by_length: Mapping[int, tuple[tuple[str, ...], tuple[int, ...]]] = field(repr=False)

    @classmethod
    def of(cls, texts: Sequence[str]) -> Spellings:
        """What may be misspelt, in the order of the texts."""
        by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for number, text in enumerate(texts):
            for form in dict.fromkeys((text, *_LATIN_WORD.findall(text))):
                by_length[len(form)].append((form, number))
        columns = {length: tuple(zip(*forms, strict=True)) for length, forms in by_length.items()}
        return cls({length: (forms, numbers) for length, (forms, numbers) in columns.items()})

    def near(self, needle: str) -> Iterator[int]:
        """Texts within the needle's slips, the nearest first; none for what is too short to be misspelt."""
        from rapidfuzz import process  # noqa: PLC0415 - only for those who mistype
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        slips = allowed_slips(needle)
        lengths = range(len(needle) - slips, len(needle) + slips + 1) if slips else ()
        found: list[tuple[float, int]] = []
        for length in lengths:
            forms, numbers = self._by_length.get(length, ((), ()))
            near = process.extract(needle, forms, scorer=OSA.distance, score_cutoff=slips, limit=_MAX_FOUND)
            found += ((distance, numbers[place]) for _, distance, place in near)
        yield from (number for _, number in sorted(found)[:_MAX_FOUND])


def allowed_slips(text: str) -> int:
    """How many slips a text of this length may have: a Chinese character tells as much as two letters.

    >>> [allowed_slips(text) for text in ("ai", "nvdia", "semiconductor", "英伟", "英为达", "工业互连网平太")]
    [0, 1, 2, 0, 1, 2]
    """
    weight = sum(1 if char < "\u2e80" else 2 for char in text)
    return 0 if weight < 5 else 1 if weight < 10 else 2
