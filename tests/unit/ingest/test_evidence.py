"""Quotes are compared and found by marks from which nobody can read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ids import OWN_BASE
from ingest.build import read_report
from ingest.evidence import fingerprint, normalised, quote_marks, without_markup
from ontology.model import load_model

WORDS = "某芯片厂 2025 年的市场规模预计超过 140 亿元"


@pytest.mark.parametrize(
    "same",
    [
        "某芯片厂2025年的市场\n规模预计超过140亿元",
        "某芯片厂 ２０２５ 年的市场规模预计超过 １４０ 亿元。",
        "某芯片厂\r\n\r\n2025年的市场规模，预计超过140亿元",
        '<ul style="x"><li>某芯片厂 2025 年的市场规模预计</li> 超过 140 亿元</ul>',
        '某芯片厂 2025 年的市场规模<u\nl style="x">预计超过 140 亿元',
        "＜ｌｉ＞某芯片厂 2025 年的市场规模预计超过 140 亿元",
    ],
)
def test_line_breaks_width_punctuation_and_html_do_not_change_a_quote(same: str) -> None:
    assert quote_marks(same) == quote_marks(WORDS)


@pytest.mark.parametrize("other", [WORDS.replace("140", "104"), WORDS.replace("超过", "约"), WORDS + "人民币", ""])
def test_other_words_have_other_marks(other: str) -> None:
    assert quote_marks(other).digest != quote_marks(WORDS).digest
    assert quote_marks(other).fingerprint != quote_marks(WORDS).fingerprint


def test_an_address_in_angle_brackets_belongs_to_the_quote() -> None:
    assert "example" in normalised("见 <https://example.org/b>")


@given(st.text())
def test_taking_markup_out_moves_no_character(text: str) -> None:
    plain = without_markup(text)
    assert len(plain) == len(text)
    assert all(a in (b, " ") for a, b in zip(plain, text, strict=True))
    assert plain.count("\n") == text.count("\n")


@given(st.text(min_size=1), st.text())
def test_a_fingerprint_depends_on_the_order_of_characters(a: str, b: str) -> None:
    assert (fingerprint(a + b) == fingerprint(b + a)) is (a + b == b + a)


def test_every_place_of_the_report_can_be_looked_for_in_a_copy() -> None:
    attributes = load_model().attributes
    quads, _ = read_report(load_model())
    evidence = {q.subject for q in quads if str(q.subject).startswith(f"<{OWN_BASE}ev/")}
    assert len(evidence) > 500
    for key in ("digest", "chars", "fingerprint"):
        assert {q.subject for q in quads if q.predicate.value == attributes[key].iri} == evidence
