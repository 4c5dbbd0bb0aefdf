"""What errors of the graph say, in both languages: a key of the catalogues in ``graph/locale`` with its facts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Told:
    """A message that is not yet in a language; facts may be messages themselves. As a string it is English.

    >>> str(told("at", line=1, column=2, reason=told("empty")))
    'line 1, column 2: the query is empty'
    """

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The message in `zh` or `en`."""
        facts = {name: fact.text(language) if isinstance(fact, Told) else fact for name, fact in self.facts.items()}
        return catalogue(language)[self.key].format_map(facts)

    def __str__(self) -> str:
        return self.text("en")


def told(key: str, **facts: object) -> Told:
    """The message of a key with its facts."""
    return Told(key, facts)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All messages of a language by their keys; English for a language that there is none for."""
    name = language if language in LANGUAGES else "en"
    return dict(tomllib.loads(files("graph").joinpath("locale", f"{name}.toml").read_text("utf-8")))
