"""Discrepancies with what they set against each other: those of the store, and those that a check just found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.explorer import Reader, text, texts
from graph.values import Node
from ontology.discrepancies import Compared, Computed, Remark
from ontology.values import Text

MAX_DISCREPANCIES = 5_000


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One spot where a source is at odds with itself. `rules` are ids of the rules that find it; none: an editor."""

    id: str
    kind: str
    severity: str
    explanation: Text
    about: tuple[str, ...]
    evidence: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def remark(self) -> Remark:
        """As findings are compared with it."""
        return Remark(self.id, self.kind, frozenset(self.about))


def read_discrepancies(store: Reader) -> tuple[Discrepancy, ...]:
    """Those of the store, by id."""
    rows = store.run("checks_discrepancies", limit=MAX_DISCREPANCIES).rows
    return tuple(_stored(node, texts(about)) for node, about in rows if isinstance(node, Node))


def with_found(known: Iterable[Discrepancy], found: Compared) -> tuple[Discrepancy, ...]:
    """The known ones, and those that a check found beside them, as it does in a user's own data."""
    return (*known, *(_computed(each) for each in found.new))


def _stored(node: Node, about: tuple[str, ...]) -> Discrepancy:
    properties = node.properties
    plain = text(properties.get("explanation")) or node.id
    zh, en = (text(properties.get(f"explanation_{language}")) for language in ("zh", "en"))
    return Discrepancy(
        id=node.id,
        kind=text(properties.get("kind")) or "",
        severity=text(properties.get("severity")) or "info",
        explanation=Text(zh or en or plain, en or zh or plain),
        about=tuple(sorted(about)),
        evidence=texts(properties.get("evidence")),
        rules=texts(properties.get("rule")),
    )


def _computed(found: Computed) -> Discrepancy:
    return Discrepancy(
        found.id, found.kind, found.severity, found.explanation, found.about, found.evidence, (found.rule,)
    )
