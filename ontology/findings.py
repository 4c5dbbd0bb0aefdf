"""What a check found: the frozen value that shapes and rules both give to the command line and the checks page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from ontology.values import Text

Severity = Literal["violation", "warning", "info"]
"""Codes of the scheme ``severities``: to be corrected, to be looked at, worth knowing."""

SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""Gravest first."""

_OWN_BASE = "https://w3id.org/zhitu/id/"


@dataclass(frozen=True, slots=True)
class Finding:
    """One spot where facts break a shape or a rule.

    `rule` is the id of the shape or rule (``name-zh``, ``share-over-100``); `subject` the id of the node it is about,
    None when it is about no single one; `nodes` the other nodes in question; `evidence` ids of Evidence to look at.
    """

    rule: str
    severity: Severity
    subject: str | None
    message: Text
    nodes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same spot in every run: ``two-values-0123456789ab``."""
        spot = "\n".join((self.rule, self.subject or "", *sorted(self.nodes)))
        return f"{self.rule}-{hashlib.sha256(spot.encode()).hexdigest()[:12]}"


def in_order(finding: Finding) -> tuple[int, str, str, str]:
    """Sort key: gravest first, then by rule and subject, so that two runs list the same."""
    return SEVERITIES.index(finding.severity), finding.rule, finding.subject or "", finding.message.en


def node_id(iri: str) -> str:
    """The node id of a thing's IRI, as the graph writes it (ontology stands below graph and cannot ask it).

    >>> node_id("https://w3id.org/zhitu/id/org/nvidia"), node_id("https://example.org/a")
    ('org:nvidia', 'https://example.org/a')
    """
    kind, slash, slug = iri.removeprefix(_OWN_BASE).partition("/")
    return f"{kind}:{slug}" if iri.startswith(_OWN_BASE) and slash and kind and slug else iri
