"""The one tree of errors that users may meet; each class carries the exit status that the command line gives it."""

from __future__ import annotations

from typing import ClassVar, Protocol


class Message(Protocol):
    """Words that a catalogue has in both languages; as a string they are English."""

    def text(self, language: str) -> str:
        """The words in `zh` or `en`."""


class KgError(Exception):
    """An error in words a user knows. Mapped once, at the edge, to an exit status or a message in the page."""

    exit_status: ClassVar[int] = 2

    def __init__(self, message: str | Message) -> None:
        super().__init__(str(message))
        self.message = message

    def text(self, language: str) -> str:
        """The message in `zh` or `en`; what others say, such as an engine, stays as they say it."""
        return self.message if isinstance(self.message, str) else self.message.text(language)


class ConfigError(KgError):
    """An option, environment variable or workspace file that cannot be used as it is."""


class OntologyError(KgError):
    """The ontology's Turtle cannot be read into a model; names the term and what is missing."""
