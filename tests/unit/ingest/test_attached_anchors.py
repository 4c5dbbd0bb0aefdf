"""Every quoted place is found again in a copy, whatever an edition does to lines, and never where it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.attached.anchoring import Anchor, anchor
from ingest.attached.places import Place, places_by_source
from ingest.attached.stream import CopyText
from ingest.build import read_report
from ingest.evidence import FINGERPRINT_BASE, normalised, quote, quote_marks, text_lines
from ontology.model import load_model
from tests.copies import LINES, TEA, facts, full_width, id_of, ranges, with_headers, without_blank_lines, wrapped

PLACES = places_by_source(facts())["src:tea"]


def found_in(text: str) -> dict[str, Anchor]:
    return anchor(PLACES, CopyText.of(text))


def said(text: str, found: Anchor) -> str:
    return normalised("\n".join(text[a:b] for a, b in found.pieces))


def assert_all_found(text: str, places: tuple[Place, ...] = PLACES) -> None:
    found = anchor(places, CopyText.of(text))
    assert [place.id for place in places if place.id not in found] == []
    for place in places:
        assert said(text, found[place.id]) == normalised(quote(LINES, place.first, place.last))


def test_the_same_text_has_every_place_at_its_lines() -> None:
    assert_all_found(TEA)
    assert {found.how for found in found_in(TEA).values()} == {"exact"}


@settings(deadline=None)
@given(st.integers(8, 120))
def test_lines_broken_anew_lose_no_place(width: int) -> None:
    assert_all_found(wrapped(TEA, width))


@settings(deadline=None)
@given(st.integers(20, 60), st.integers(6, 30))
def test_headers_and_page_numbers_inside_paragraphs_lose_no_place(width: int, every: int) -> None:
    assert_all_found(with_headers(wrapped(TEA, width), every, "茶园机器人年度观察 第"))


@pytest.mark.parametrize(
    "edition",
    [
        without_blank_lines(TEA),
        without_blank_lines(wrapped(TEA, 30)),
        TEA.replace("\n", ""),
        "封面\n\n" + TEA,
        full_width(TEA),
        full_width(wrapped(TEA, 25)),
        TEA.replace("，", ", ").replace("。", ". "),
        TEA.replace('<ul style="list-style-type: none">', "•"),
    ],
    ids=["no blank lines", "wrapped", "one line", "cover before", "full width", "both", "punctuation", "no HTML"],
)
def test_other_editions_lose_no_place(edition: str) -> None:
    assert_all_found(edition)


def test_a_place_that_moved_is_not_called_exact() -> None:
    found = found_in("封面\n" + TEA)
    assert {found[id_of(n, n)].how for n, line in enumerate(LINES, 1) if line.strip()} == {"moved"}


def test_one_strange_line_in_the_middle_of_a_place_is_left_out() -> None:
    text = TEA.replace("下一轮发芽", "下一轮\n\n版权所有 翻印必究\n\n发芽")
    found = found_in(text)[id_of(12, 12)]
    assert said(text, found) == normalised(LINES[11])
    assert not any("版权" in text[a:b] for a, b in found.pieces)


def test_missing_pages_lose_only_their_own_places() -> None:
    lines = [*LINES[:19], *LINES[38:]]
    lost = {id_of(first, last) for first, last in ranges() if first <= 38 and last >= 20}
    found = found_in("\n".join(lines))
    assert {place.id for place in PLACES} - found.keys() == lost


def test_a_line_that_comes_back_is_taken_between_its_neighbours() -> None:
    text = "前言\n" + without_blank_lines(TEA)
    found = found_in(text)
    copies = [n for n, line in enumerate(text_lines(text), 1) if line == "资料来源：青岭茶业研究会"]
    own = [n for n, line in enumerate(LINES, 1) if line == "资料来源：青岭茶业研究会"]
    copy = CopyText.of(text)
    assert [copy.line_at(found[id_of(n, n)].start) for n in own] == copies


def test_short_words_are_not_found_where_they_stand_by_chance() -> None:
    heading = next(place for place in PLACES if place.first == place.last == 50)
    assert heading.chars is not None
    assert heading.chars < 5
    text = "书后没有尾注\n" + "\n".join(LINES[6:36])
    assert heading.id not in found_in(text)


def test_changed_words_are_not_found() -> None:
    text = wrapped(TEA.replace("120台", "102台"), 30)
    missing = {place.id for place in PLACES} - found_in(text).keys()
    assert missing == {id_of(9, 9), id_of(9, 10), id_of(7, 36)}


def test_a_place_with_a_chance_fingerprint_and_another_digest_is_not_found() -> None:
    made = quote_marks(LINES[8])
    forged = Place(99, 99, "ev:tea-L99", "0" * 16, made.chars, int(made.fingerprint, 16))
    assert anchor([forged], CopyText.of(TEA)) == {}


def test_a_place_without_digest_is_taken_by_its_lines_and_called_unverified() -> None:
    found = anchor([Place(9, 10, "ev:x-L9-10"), Place(2, 2, "ev:x-L2"), Place(90, 90, "ev:x-L90")], CopyText.of(TEA))
    assert {id_: anchored.how for id_, anchored in found.items()} == {"ev:x-L9-10": "unverified"}


def test_a_place_without_length_and_fingerprint_is_found_only_at_its_lines() -> None:
    digest = quote_marks(LINES[8]).digest
    assert anchor([Place(9, 9, "ev:x-L9", digest)], CopyText.of(TEA))["ev:x-L9"].how == "exact"
    assert anchor([Place(9, 9, "ev:x-L9", digest)], CopyText.of("封面\n" + TEA)) == {}


@settings(deadline=None)
@given(
    st.lists(st.text(st.sampled_from("茶园机器0１AbÅe\u0301ﬁ가 ，。\t"), max_size=30), min_size=1, max_size=12),
    st.integers(1, 9),
    st.data(),
)
def test_any_text_is_found_in_its_own_wrapped_copy(lines: list[str], width: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(lines)))
    last = data.draw(st.integers(first, len(lines)))
    made = quote_marks(quote(lines, first, last))
    place = Place(first, last, "ev:x-L1", made.digest, made.chars, int(made.fingerprint, 16))
    text = wrapped("\n".join(lines), width)
    found = anchor([place], CopyText.of(text))
    # a break between a letter and its accent makes two letters of one
    if quote_marks(text) == quote_marks("\n".join(lines)) and made.chars >= 12:
        assert found[place.id].how in ("exact", "moved")
    if "\u0301" not in text:  # an accent apart from its letter may fall off the end
        assert {said(text, anchored) for anchored in found.values()} <= {normalised(quote(lines, first, last))}


def test_the_fingerprints_base_is_odd() -> None:
    assert FINGERPRINT_BASE % 2 == 1


@pytest.mark.report_text
@pytest.mark.parametrize("edition", [str, lambda text: wrapped(text, 37), without_blank_lines, full_width])
def test_every_place_of_the_report_is_found_in_its_other_editions(
    edition: Callable[[str], str], report_text: Path
) -> None:
    quads, _ = read_report(load_model())
    places = [place for place in places_by_source(quads)["src:report"] if place.digest]
    found = anchor(places, CopyText.of(edition(report_text.read_text("utf-8"))))
    assert len(places) > 500
    assert [place.id for place in places if place.id not in found] == []


def test_facts_of_other_programs_are_read_as_far_as_they_make_sense() -> None:
    quads = [quad for quad in facts([(9, 9)]) if "lineEnd" not in quad.predicate.value]
    assert places_by_source(quads) == {}
