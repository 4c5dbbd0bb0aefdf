"""Findings as discrepancies of a source: what its own facts show to be at odds, beside what an editor wrote down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ontology.findings import Finding, Severity
from ontology.plausibility import Rule
from ontology.values import Text

COMPUTED: Final = "dis:computed-"
"""Ids of discrepancies that rules found begin so; the finding's key follows."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A discrepancy that the facts hold already: its id, kind, and ids of what it is about."""

    id: str
    kind: str
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Computed:
    """A discrepancy that a rule found and nobody wrote down yet; the same finding always gets the same id."""

    id: str  # "dis:computed-two-values-0123456789ab"
    kind: str
    severity: Severity
    explanation: Text
    about: tuple[str, ...]  # ids of the things set against each other
    evidence: tuple[str, ...]  # ids
    rule: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside remarks: what is new, and by remark the rules that find the same."""

    new: tuple[Computed, ...]  # by id
    confirmed: Mapping[str, tuple[str, ...]]  # remark's id -> ids of rules


def compared(findings: Iterable[Finding], remarks: Iterable[Remark], rules: Iterable[Rule]) -> Compared:
    """The discrepancies that findings make. A rule without a kind makes none, nor does a finding without evidence."""
    kinds = {rule.id: rule.kind for rule in rules if rule.kind is not None}
    known = tuple(remarks)
    telling = [item for item in findings if item.rule in kinds and item.subject is not None and item.evidence]
    subjects: dict[str, set[str | None]] = defaultdict(set)
    for finding in telling:
        subjects[finding.rule].add(finding.subject)
    new: dict[str, Computed] = {}
    confirmed: dict[str, set[str]] = defaultdict(set)
    for finding in telling:
        kind = str(kinds[finding.rule])
        same = _nearest(known, finding, kind)
        for remark in same:
            # a remark about one of its things may mean something else, unless it is about all that the rule finds
            if len(remark.about & {finding.subject, *finding.nodes}) > 1 or subjects[finding.rule] <= remark.about:
                confirmed[remark.id].add(finding.rule)
        if not same:
            made = _computed(finding, kind)
            new[made.id] = made
    return Compared(
        tuple(new[key] for key in sorted(new)), {key: tuple(sorted(ids)) for key, ids in sorted(confirmed.items())}
    )


def _core(finding: Finding) -> frozenset[str | None]:
    """What a finding sets against each other: numbers where it is about a number, else all its nodes."""
    things = frozenset((finding.subject, *finding.nodes))
    return frozenset(filter(_is_number, things)) if _is_number(finding.subject) else things


def _is_number(thing: str | None) -> bool:
    return thing is not None and thing.startswith("obs:")


def _nearest(remarks: Iterable[Remark], finding: Finding, kind: str) -> list[Remark]:
    """The remarks that say the same: those that share the most with a finding, if that is enough."""
    core = _core(finding)
    needed = min(2, len(core))
    enough: dict[Remark, int] = {}
    for remark in remarks:
        shared = len(core & remark.about) if finding.subject in remark.about else 0
        all_numbers = shared == len(core) > 1 and _is_number(finding.subject)
        if all_numbers or (remark.kind == kind and shared >= needed):
            enough[remark] = shared
    return [remark for remark, shared in enough.items() if shared == max(enough.values())]


def _computed(finding: Finding, kind: str) -> Computed:
    about = tuple(dict.fromkeys((str(finding.subject), *finding.nodes)))
    return Computed(
        id=f"{COMPUTED}{finding.key}",
        kind=kind,
        severity=finding.severity,
        explanation=finding.message,
        about=about,
        evidence=finding.evidence,
        rule=finding.rule,
    )
