"""The product's own words in Chinese and English: one file a page and language, read together as one catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")
_ONE = "_one"  # "left_one" stands beside "left" and is taken when the fact `count` is 1


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of one language by key, such as ``explore.search_hint``; `language` is zh or en."""

    language: str
    entries: Mapping[str, str] = field(repr=False)

    def __call__(self, key: str, /, **facts: object) -> str:
        """The text with facts filled in. Raises KeyError for an unknown key or a missing fact.

        >>> Texts("en", {"left": "{count} neighbours left", "left_one": "one neighbour left"})("left", count=1)
        'one neighbour left'
        """
        if facts.get("count") == 1 and key + _ONE in self.entries:
            key += _ONE
        return self.entries[key].format(**facts)

    def within(self, section: str) -> dict[str, str]:
        """All texts of a section as they stand, by the rest of their key: for the parts that a browser fills in."""
        start = section + "."
        return {key.removeprefix(start): text for key, text in self.entries.items() if key.startswith(start)}


@cache
def load_texts(language: str) -> Texts:
    """The catalogue of a language; English for a language that there is none for."""
    known = language if language in LANGUAGES else "en"
    found = sorted(files("ui").joinpath("locale").iterdir(), key=lambda file: file.name)
    sources = [file.read_text("utf-8") for file in found if file.name.endswith(f"_{known}.toml")]
    return Texts(known, {key: text for source in sources for key, text in _flat("", tomllib.loads(source))})


def language_of_tag(tag: str | None) -> str:
    """``zh`` for any Chinese language tag, else ``en``.

    >>> language_of_tag("zh-Hant-TW"), language_of_tag("de-DE"), language_of_tag(None)
    ('zh', 'en', 'en')
    """
    return "zh" if (tag or "").lower().startswith("zh") else "en"


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield prefix + key, str(value)
