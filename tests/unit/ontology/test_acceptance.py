"""Findings that stand are named with their reason, and only those."""

from __future__ import annotations

import pytest

from ontology.acceptance import read_acceptances, sorted_out
from ontology.errors import OntologyError
from ontology.findings import Finding
from ontology.values import Text

HEAD = "rule,things,reason_zh,reason_en\n"


def finding(rule: str, subject: str, *nodes: str) -> Finding:
    return Finding(rule, "info", subject, Text("甲", "A"), nodes)


def accepted(rows: str) -> tuple[int, int]:
    """How many of three findings stay open, and how many are accepted."""
    findings = [
        finding("two-values", "obs:a", "obs:b"),
        finding("two-values", "obs:a", "obs:c"),
        finding("share-over-100", "obs:a", "obs:b"),
    ]
    result = sorted_out(findings, read_acceptances(HEAD + rows, ("two-values", "share-over-100")))
    return len(result.findings), len(result.accepted)


def test_a_finding_is_accepted_by_its_rule_and_all_its_things() -> None:
    assert accepted("two-values,obs:a;obs:b,同,same\n") == (2, 1)
    assert accepted("two-values,obs:b; obs:a,同,same\n") == (2, 1)


def test_fewer_things_accept_more_findings() -> None:
    assert accepted("two-values,obs:a,同,same\n") == (1, 2)


def test_other_things_accept_nothing() -> None:
    assert accepted("two-values,obs:a;obs:d,同,same\n") == (3, 0)
    assert accepted("") == (3, 0)


def test_the_reason_stays_with_the_finding() -> None:
    known = read_acceptances(HEAD + '\ntwo-values,obs:a,"同，异","same, other"\n', ["two-values"])
    ((_, acceptance),) = sorted_out([finding("two-values", "obs:a")], known).accepted
    assert acceptance.reason == Text("同，异", "same, other")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("rule,things\n", "accepted.csv:1: the header rule,things,reason_zh,reason_en is right"),
        ("", "accepted.csv:1: the header rule,things,reason_zh,reason_en is right"),
        (HEAD + "two-values,obs:a,同,\n", "accepted.csv:2: a rule, things, and a reason in both languages are right"),
        (HEAD + "two-values,obs:a\n", "accepted.csv:2: a rule, things, and a reason in both languages are right"),
        (HEAD + "\ntwo-value,obs:a,同,same\n", "accepted.csv:3:rule: there is no rule two-value"),
    ],
)
def test_a_table_that_is_not_right_is_refused_by_its_line(table: str, message: str) -> None:
    with pytest.raises(OntologyError) as caught:
        read_acceptances(table, ["two-values"])
    assert str(caught.value) == message
