"""Findings that were looked at and are right as they are: each is named in a table, with the reason."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ontology.errors import OntologyError
from ontology.findings import Finding
from ontology.values import Text

COLUMNS: Final = ("rule", "things", "reason_zh", "reason_en")
"""Of the table: a rule's id, ids of the things that the finding is about with ``;`` between them, and the reason."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a rule's finding about certain things stands."""

    rule: str
    things: frozenset[str]  # a finding that is about all of them, and perhaps more, is accepted
    reason: Text

    def covers(self, finding: Finding) -> bool:
        """True when this is the finding that was accepted."""
        return finding.rule == self.rule and self.things <= {finding.subject, *finding.nodes}


@dataclass(frozen=True, slots=True)
class Examination:
    """What a check found: open findings, and accepted ones with the reason; both gravest first."""

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Acceptance], ...]


def read_acceptances(text: str, known_rules: Iterable[str]) -> tuple[Acceptance, ...]:
    """The rows of a table (CSV, with `COLUMNS` as its header); raises OntologyError naming the line that is wrong."""
    rules = frozenset(known_rules)
    rows = csv.reader(text.splitlines())
    if tuple(next(rows, ())) != COLUMNS:
        raise OntologyError(f"accepted.csv:1: the header {','.join(COLUMNS)} is right")
    return tuple(_accepted(rows, rules))


def _accepted(rows: Iterable[list[str]], rules: frozenset[str]) -> Iterator[Acceptance]:
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        cells = [cell.strip() for cell in row]
        if len(cells) != len(COLUMNS) or not all(cells):
            raise OntologyError(f"accepted.csv:{number}: a rule, things, and a reason in both languages are right")
        rule, things, zh, en = cells
        if rule not in rules:
            raise OntologyError(f"accepted.csv:{number}:rule: there is no rule {rule}")
        yield Acceptance(rule, frozenset(thing.strip() for thing in things.split(";") if thing.strip()), Text(zh, en))


def sorted_out(findings: Iterable[Finding], acceptances: Iterable[Acceptance]) -> Examination:
    """The findings that are open, and those that were accepted."""
    known = tuple(acceptances)
    still_open: list[Finding] = []
    accepted: list[tuple[Finding, Acceptance]] = []
    for finding in findings:
        acceptance = next((item for item in known if item.covers(finding)), None)
        if acceptance is None:
            still_open.append(finding)
        else:
            accepted.append((finding, acceptance))
    return Examination(tuple(still_open), tuple(accepted))
