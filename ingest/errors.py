"""What can go wrong on the way in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ingest.problems import LIMIT_PREFIX, Problem
from ontology.errors import KgError


class IngestError(KgError):
    """Data that was not taken in; `problems` says every place and what would be right there."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = tuple(problems)

    def text(self, language: str) -> str:
        """All problems in a language (`zh` or `en`), one a line."""
        return "\n".join(p.text(language) for p in self.problems)


class IngestLimitReached(IngestError):  # noqa: N818 - named as its sister in graph.errors
    """Data that was not taken in because a limit on size, time or depth was reached."""

    exit_status: ClassVar[int] = 4


def refusal(problems: Sequence[Problem]) -> IngestError:
    """The error for problems of which at least one is fatal: a reached limit only when nothing else is wrong."""
    stopping = [p for p in problems if p.fatal]
    if stopping and all(p.key.startswith(LIMIT_PREFIX) for p in stopping):
        return IngestLimitReached(problems)
    return IngestError(problems)
