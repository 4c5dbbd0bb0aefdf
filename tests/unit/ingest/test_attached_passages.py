"""A stretch of a copy with its facts: the sentences that say them, whole and in the copy's own order."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.attached import Passage, Said, attach, passages, quotes
from tests.copies import LINES, TEA, facts, id_of, put_facts, wrapped

PLACES = {id_of(n, n): (n, n) for n, line in enumerate(LINES, 1) if line.strip()} | {id_of(9, 10): (9, 10)}
MAKES = Said("makes", (id_of(9, 10),), (("云岭智造",), ("小青",)))
GROWTH = Said("growth", (id_of(9, 9),), (("600台",),))


def read(folder: Path, text: str, first: int, last: int) -> Passage | None:
    put_facts(folder, facts([(a, b) for a, b in PLACES.values()]))
    file = folder / "copy.txt"
    file.write_text(text, "utf-8")
    attach(folder, file, facts([(a, b) for a, b in PLACES.values()]))
    [found] = passages(quotes(folder), "src:tea", [(first, last)], PLACES, [MAKES, GROWTH])
    return found


@pytest.mark.parametrize("text", [TEA, wrapped(TEA, 34)], ids=["the same lines", "other lines"])
def test_each_fact_lies_on_the_sentences_that_say_it(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text, 5, 18)
    assert found is not None
    sentences = [sentence for paragraph in found.paragraphs for sentence in paragraph]
    said = {key: [s.text for s in sentences if key in s.facts] for key in ("makes", "growth")}
    assert len(said["makes"]) == len(said["growth"]) == 1
    assert said["growth"][0].startswith("2022年")
    assert "“小青”占62%" in said["makes"][0]
    makes = next(s for s in sentences if "makes" in s.facts)
    assert [makes.text[a:b] for a, b in makes.marks] == ["云岭智造", "小青"]


def test_a_passage_ends_where_the_next_part_begins(tmp_path: Path) -> None:
    found = read(tmp_path, wrapped(TEA, 34), 20, 29)
    assert found is not None
    text = "".join(sentence.text for paragraph in found.paragraphs for sentence in paragraph)
    assert text.startswith("1.1 成本")
    assert "1.2 厂家" not in text


def test_what_the_copy_does_not_have_is_no_passage(tmp_path: Path) -> None:
    assert read(tmp_path, "\n".join(TEA.split("\n")[:37]), 39, 48) is None
    assert passages(quotes(tmp_path), "src:other", [(1, 2), (3, 4)], PLACES, []) == [None, None]


def test_lines_without_a_place_are_read_where_all_others_have_stayed(tmp_path: Path) -> None:
    read(tmp_path, TEA, 5, 18)
    few = {id_: lines for id_, lines in PLACES.items() if lines[0] < 12 or lines[0] > 30}
    [bare, last] = passages(quotes(tmp_path), "src:tea", [(16, 22), (60, 61)], few, [])
    assert bare is not None
    assert "1.1 成本" in [sentence.text for paragraph in bare.paragraphs for sentence in paragraph]
    assert last is None
    read(tmp_path, wrapped(TEA, 34), 5, 18)
    assert passages(quotes(tmp_path), "src:tea", [(16, 22)], few, []) == [None]
