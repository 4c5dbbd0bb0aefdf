"""The one tree of errors that users may meet; each class carries the exit status that the command line gives it."""

from __future__ import annotations

from typing import ClassVar


class KgError(Exception):
    """An error in words a user knows. Mapped once, at the edge, to an exit status or a message in the page."""

    exit_status: ClassVar[int] = 2

    def text(self, language: str) -> str:  # noqa: ARG002 - those that have words in both languages override this
        """The message in `zh` or `en`, as far as there are words for it."""
        return str(self)


class ConfigError(KgError):
    """An option, environment variable or workspace file that cannot be used as it is."""


class OntologyError(KgError):
    """The ontology's Turtle cannot be read into a model; names the term and what is missing."""
