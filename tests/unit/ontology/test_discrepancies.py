"""What rules find becomes a discrepancy once, and never beside the same one from an editor."""

from __future__ import annotations

from dataclasses import replace

from ontology.discrepancies import Compared, Remark, compared
from ontology.findings import Finding
from ontology.plausibility import Rule
from ontology.values import Text


def rule(rule_id: str, kind: str | None) -> Rule:
    text = Text("甲", "A")
    return Rule(rule_id, text, text, text, "warning", (), kind, "")


RULES = (rule("two-values", "number_conflict"), rule("no-date", "citation"), rule("unknown-term", None))
NUMBERS = Finding("two-values", "warning", "obs:a", Text("甲", "A"), ("obs:b", "market:x"), ("ev:report-L5",))
NO_DATE = (
    Finding("no-date", "info", "src:endnote-1", Text("甲", "A"), (), ("ev:report-L8",)),
    Finding("no-date", "info", "src:endnote-2", Text("乙", "B"), (), ("ev:report-L9",)),
)


def remark(name: str, kind: str, *about: str) -> Remark:
    return Remark(f"dis:{name}", kind, frozenset(about))


def result(*findings: Finding, remarks: tuple[Remark, ...] = ()) -> Compared:
    return compared(findings, remarks, RULES)


def test_a_finding_becomes_a_discrepancy_with_all_that_it_says() -> None:
    (made,) = result(NUMBERS).new
    assert made.id.startswith("dis:computed-two-values-")
    assert (made.kind, made.severity, made.rule) == ("number_conflict", "warning", "two-values")
    assert (made.explanation, made.about) == (Text("甲", "A"), ("obs:a", "obs:b", "market:x"))
    assert made.evidence == ("ev:report-L5",)


def test_the_id_hangs_on_rule_and_things_alone() -> None:
    def made_id(finding: Finding) -> str:
        return result(finding).new[0].id

    assert made_id(NUMBERS) == made_id(replace(NUMBERS, message=Text("乙", "B"), nodes=("market:x", "obs:b")))
    assert made_id(NUMBERS) != made_id(replace(NUMBERS, nodes=("obs:c", "market:x")))


def test_one_finding_said_twice_is_one_discrepancy() -> None:
    assert len(result(NUMBERS, NUMBERS).new) == 1


def test_no_discrepancy_comes_of_a_rule_without_kind_or_a_finding_without_evidence_or_subject() -> None:
    findings = (
        replace(NUMBERS, rule="unknown-term"),
        replace(NUMBERS, evidence=()),
        replace(NUMBERS, subject=None),
        replace(NUMBERS, rule="name-zh"),  # a shape
    )
    assert result(*findings).new == ()


def test_a_remark_about_the_same_numbers_is_confirmed_whatever_its_kind() -> None:
    found = result(NUMBERS, remarks=(remark("x", "unit_error", "obs:a", "obs:b", "obs:z"),))
    assert found == Compared((), {"dis:x": ("two-values",)})


def test_a_remark_about_one_of_the_numbers_says_something_else() -> None:
    for other in (
        remark("x", "unit_error", "obs:a"),
        remark("x", "number_conflict", "obs:a"),
        remark("x", "number_conflict", "obs:b", "market:x"),
    ):
        found = result(NUMBERS, remarks=(other,))
        assert len(found.new) == 1
        assert found.confirmed == {}


def test_of_two_remarks_the_one_that_shares_more_is_meant() -> None:
    finding = Finding("two-values", "warning", "place:a", Text("甲", "A"), ("tier:1", "tier:2"), ("ev:report-L5",))
    both = (
        remark("near", "number_conflict", "place:a", "tier:1", "tier:2"),
        remark("far", "number_conflict", "place:a", "tier:1"),
    )
    assert result(finding, remarks=both).confirmed == {"dis:near": ("two-values",)}


def test_a_remark_about_all_that_a_rule_finds_is_confirmed() -> None:
    whole = remark("dates", "citation", "src:endnote-1", "src:endnote-2")
    assert result(*NO_DATE, remarks=(whole,)) == Compared((), {"dis:dates": ("no-date",)})


def test_a_remark_of_the_kind_about_one_of_them_is_neither_confirmed_nor_repeated() -> None:
    part = remark("address", "citation", "src:endnote-1", "src:endnote-7")
    found = result(*NO_DATE, remarks=(part,))
    assert [made.about for made in found.new] == [("src:endnote-2",)]
    assert found.confirmed == {}


def test_a_remark_of_another_kind_about_it_leaves_the_finding_new() -> None:
    found = result(*NO_DATE[:1], remarks=(remark("x", "wording", "src:endnote-1"),))
    assert len(found.new) == 1
