"""What can go wrong between the facts and the store."""

from __future__ import annotations

from typing import ClassVar

from graph.messages import Told, told
from ontology.errors import KgError


class GraphError(KgError):
    """Facts, mapping, store or query. Its message is in both languages where it is one of the catalogues'."""


class StoreUnavailable(GraphError):  # noqa: N818
    """The store cannot be reached or started."""

    exit_status: ClassVar[int] = 3


class QueryRefused(GraphError):  # noqa: N818 - a refusal and a limit are no fault of the program
    """A free-form query was not run, or not to its end; `layer` names which guard refused it.

    Layers: ``limits`` (text too long or too deep), ``syntax``, ``read_only``, ``procedure``, ``file_access``,
    ``network``, ``evaluation`` (an error while it ran, such as a division by zero).
    """

    def __init__(self, message: str | Told, *, layer: str) -> None:
        super().__init__(message)
        self.layer = layer


class LimitReached(GraphError):  # noqa: N818
    """A limit on time, rows or size ended the work."""

    exit_status: ClassVar[int] = 4


class QueryTimeout(LimitReached):
    """A query ran longer than its time limit, in seconds."""

    def __init__(self, message: str | Told, *, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class QueryStopped(LimitReached):
    """A query was ended by the one who asked it."""


def unforeseen(error: Exception) -> GraphError:
    """What to tell of a defect of ours; the log has the rest."""
    return GraphError(told("unforeseen", kind=type(error).__name__))
