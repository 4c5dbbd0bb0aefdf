"""The folders and workbooks of tests/data/good say the same in different encodings, and are read the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad

from graph.facts import canonical_trig
from ingest.importing import plan_import
from ontology.model import load_model

GOOD = Path(__file__).parents[2] / "data" / "good"
VARIANTS = sorted(path for path in GOOD.iterdir() if path.name.startswith("chips") and path.name != "chips")


def facts(path: Path) -> list[Quad]:
    plan = plan_import([path], "chips", load_model())
    assert [p for p in plan.problems if p.fatal] == []
    return plan.quads


def said(text: str) -> bool:
    """Whether a line of the facts' TriG holds the text."""
    return any(text in line for line in canonical_trig(facts(GOOD / "chips")).decode().splitlines())


@pytest.mark.parametrize("path", VARIANTS, ids=lambda path: path.name)
def test_the_same_tables_in_another_encoding_say_the_same(path: Path) -> None:
    assert set(facts(path)) == set(facts(GOOD / "chips"))


def test_facts_come_in_the_same_order_each_time() -> None:
    assert facts(GOOD / "chips") == facts(GOOD / "chips")


def test_a_statement_carries_evidence_status_and_qualifiers() -> None:
    assert said('zt:evidence ev:chips-L7 ; zt:evidence ev:nanhu-yearbook-L12 ; zt:status "stated" ; zt:year 2020')


def test_codes_relations_and_classes_are_known_by_their_chinese_names() -> None:
    assert said('zt:kind "estimate"')  # 估计
    assert said("org:linhai a zt:ChipVendor")  # 芯片厂商
    assert said("zt:competesWith org:linhai")  # 竞争
    assert said('{| zt:evidence ev:chips-L8 ; zt:status "inferred" |}')  # 推得


def test_a_printed_number_is_stored_plainly() -> None:
    assert said('zt:value "1200000000"^^xsd:decimal')
    assert said('zt:value "95"^^xsd:decimal')


def test_a_range_is_a_range_without_being_told() -> None:
    assert said('zt:bound "range"')


def test_the_currency_follows_from_the_unit() -> None:
    assert said('zt:currency "CNY"')


def test_one_year_is_a_period_that_ends_when_it_starts() -> None:
    trig = canonical_trig(facts(GOOD / "chips")).decode()
    observation = trig[trig.index("obs:xinghe-revenue-2020") :]
    assert observation.index("zt:periodEnd 2020") < observation.index("zt:periodStart 2020") < observation.index(" .")


def test_a_joint_share_is_one_observation_about_both() -> None:
    trig = canonical_trig(facts(GOOD / "chips")).decode()
    share = trig[trig.index("obs:gpu-share a ") :].partition(" .\n")[0]
    assert "zt:about org:linhai" in share
    assert "zt:about org:xinghe" in share
    assert trig.count('"95"^^xsd:decimal') == 1


def test_evidence_knows_its_section_figure_and_endnote() -> None:
    trig = canonical_trig(facts(GOOD / "chips")).decode()
    places = {block.partition(" ")[0]: block for block in trig.split("\n") if block.startswith("ev:")}
    blocks = {name: trig[trig.index(f"{name} a ") :].partition(" .\n")[0] for name in places}
    assert 'zt:section "1.1"' in blocks["ev:chips-L7"]
    assert 'zt:section "1"' in blocks["ev:chips-L5-6"]
    assert "zt:figure src:chips-figure-1" in blocks["ev:chips-L11"]
    assert "zt:endnote src:chips-note-1" in blocks["ev:chips-L12"]
    assert "zt:source src:nanhu-yearbook" in blocks["ev:nanhu-yearbook-L12"]
