"""Quotes are whole sentences with the fact marked in them, whatever the layout broke."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.mapping import PropertyGraph
from graph.names import Names
from graph.values import Node, QueryResult, Relationship
from graph.values import Path as Walk
from ingest.attached import Quote, Quotes, attach, fact_words, quotes, quotes_in, with_quotes
from ingest.attached.paragraphs import Paragraph
from tests.copies import HALVES, LINES, TEA, facts, id_of, put_facts, with_headers, without_blank_lines, wrapped


def quotes_of(folder: Path, text: str) -> Quotes:
    put_facts(folder, facts())
    (folder / "tea.txt").write_text(text, "utf-8")
    attach(folder, folder / "tea.txt", facts())
    return quotes(folder)


def quoted(folder: Path, text: str, first: int, *words: tuple[str, ...], last: int | None = None) -> Quote:
    found = quotes_of(folder, text).sentence(id_of(first, last or first), *words)
    assert found is not None
    return found


def marked(found: Quote) -> list[str]:
    return [found.text[start:end] for start, end in found.marks]


EDITIONS = pytest.mark.parametrize(
    "text",
    [TEA, wrapped(TEA, 28), with_headers(wrapped(TEA, 28), 9, "茶园机器人观察"), without_blank_lines(TEA)],
    ids=["same", "wrapped", "with page headers", "without blank lines"],
)


@EDITIONS
def test_the_sentence_with_the_fact_is_chosen_and_the_fact_marked(tmp_path: Path, text: str) -> None:
    found = quoted(tmp_path, text, 9, ("云岭智造", "Yunling"), ("62%",), last=10)
    assert found.text == "其中，云岭智造的“小青”占62%，在雨天也能连续工作八小时；其余来自松风机械与几家外地厂家。"
    assert marked(found) == ["云岭智造", "62%"]
    assert found.before.endswith("预计2026年将超过600台¹。")
    assert found.after == ""


@EDITIONS
def test_a_sentence_that_the_layout_broke_is_given_whole(tmp_path: Path, text: str) -> None:
    first, last = HALVES
    for half in (first, last):
        found = quoted(tmp_path, text, half, ("三到五天", "天左右", "力度不足", "下一轮"))
        assert "推迟三到五天左右，这也是" in found.text
        assert found.text.endswith("更换设备的原因。")


def test_without_a_fact_the_place_is_given_in_whole_sentences(tmp_path: Path) -> None:
    found = quoted(tmp_path, TEA, 9)
    assert found.text == (LINES[8] + LINES[9]).strip()
    assert (found.before, found.after, found.marks) == ("", "", ())


def test_lines_and_page_say_where_the_copy_has_it(tmp_path: Path) -> None:
    found = quoted(tmp_path, "封面\n\n" + TEA, 9, last=10)
    assert (found.lines, found.page, found.how, found.copy) == ((11, 12), None, "moved", "tea.txt")


def test_words_are_marked_whatever_their_width_case_and_spaces(tmp_path: Path) -> None:
    found = quoted(tmp_path, TEA, 32, ("yunling intelligent manufacturing",), ("２０１７ 年",))
    assert marked(found) == ["Yunling Intelligent Manufacturing", "2017年"]


def test_a_number_inside_another_and_a_word_inside_another_are_not_marked(tmp_path: Path) -> None:
    assert marked(quoted(tmp_path, TEA, 9, ("20台",), ("5台",))) == []
    assert marked(quoted(tmp_path, TEA, 35, ("tract", "tractor"))) == ["tractor"]
    assert marked(quoted(tmp_path, TEA, 22, ("200元", "9"))) == []


def test_several_sentences_are_chosen_when_no_single_one_says_the_fact(tmp_path: Path) -> None:
    found = quoted(tmp_path, TEA, 9, ("35台",), ("松风机械",), last=10)
    assert found.text.startswith("2022年")
    assert found.text.endswith("外地厂家。")


def test_cells_of_a_table_row_stand_apart_and_without_markup(tmp_path: Path) -> None:
    found = quoted(tmp_path, TEA, 25, ("租用每天80元",))
    assert found.text == "售价 | 9.8万元 | 7.2万元 租用每天80元"
    assert marked(found) == ["租用每天80元"]


def test_words_of_broken_latin_lines_stay_apart(tmp_path: Path) -> None:
    text = TEA.replace("It sells most", "It sells\nmost")
    assert quoted(tmp_path, text, 35, ("small workshop",)).text.startswith("It sells most of its machines")


def test_headings_captions_and_list_items_stay_alone(tmp_path: Path) -> None:
    for first in (1, 5, 16, 18, 20, 44, 45):
        assert quoted(tmp_path, TEA, first).text == LINES[first - 1]


def test_a_long_place_is_cut_after_a_sentence(tmp_path: Path) -> None:
    found = quoted(tmp_path, TEA, 7, last=36)
    assert 300 < len(found.text) <= 700
    assert found.text.splitlines()[0] == LINES[6]


def test_text_without_full_stops_is_cut_not_far_beyond_the_place(tmp_path: Path) -> None:
    text = TEA.replace("in the county.", "in the county\n" + "没有句号的一行接着一行而且每一行都足够长\n" * 40)
    found = quoted(tmp_path, text, 35, ("small workshop",))
    assert "没有句号" in found.text
    assert len(found.text) < 300


def test_what_a_copy_does_not_say_has_no_quote(tmp_path: Path) -> None:
    known = quotes_of(tmp_path, TEA.replace("120台", "102台"))
    assert known.sentence(id_of(9, 9)) is None
    assert known.sentence("ev:other-L1") is None
    assert known.sentence(id_of(7, 7)) is not None


def test_without_a_copy_there_are_no_quotes(tmp_path: Path) -> None:
    assert not quotes(tmp_path)
    assert quotes(tmp_path).sentence(id_of(9, 9)) is None


def test_places_of_later_facts_are_found_in_the_copy_that_is_there(tmp_path: Path) -> None:
    put_facts(tmp_path, facts([(7, 7)]))
    (tmp_path / "tea.txt").write_text(TEA, "utf-8")
    attach(tmp_path, tmp_path / "tea.txt", facts([(7, 7)]))
    assert quotes(tmp_path).sentence(id_of(22, 22)) is None

    put_facts(tmp_path, facts([(7, 7), (22, 22)]))
    assert quotes(tmp_path).sentence(id_of(22, 22)) is not None


def test_the_words_of_a_fact_are_its_names_and_printed_forms() -> None:
    told = {"name_zh": "云岭智造", "aliases": ("云岭", "Yunling"), "founded": 2017, "name_en": None}
    assert fact_words(told, {"printed": "62%"}, {}) == (("云岭智造", "云岭", "Yunling"), ("62%",), ())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一。二！三？", ["一。", "二！", "三？"]),
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
        ("占比12%。¹另外", ["占比12%。¹", "另外"]),
        ("It rose by 3.5 percent. Then it fell.", ["It rose by 3.5 percent. ", "Then it fell."]),
        ("没有句号", ["没有句号"]),
        ("", []),
    ],
)
def test_sentences_end_where_they_are_meant_to(text: str, sentences: list[str]) -> None:
    paragraph = Paragraph(text, tuple(range(len(text))))
    assert [text[start:end] for start, end in paragraph.sentences()] == sentences


def test_a_quote_is_written_out_with_its_marks(tmp_path: Path) -> None:
    assert quoted(tmp_path, TEA, 22, ("9.8万元",), ("小青",)).marked().startswith("一台“【小青】”售价【9.8万元】，")


def test_a_result_has_the_quotes_of_what_it_holds_with_the_ends_of_a_statement_marked(tmp_path: Path) -> None:
    yunling = Node("org:yunling", ("Organization",), {"id": "org:yunling", "name_zh": "云岭智造"})
    robot = Node("prod:xiaoqing", ("Robot",), {"id": "prod:xiaoqing", "name_zh": "小青", "evidence": (id_of(22, 22),)})
    makes = Relationship("stmt:1", "MAKES", yunling.id, robot.id, {"evidence": (id_of(9, 9), "ev:other-L1")})
    result = QueryResult(("p", "n"), ((Walk((yunling, robot), (makes,)), {"also": (robot, 3, None)}),))

    found = quotes_in(result, quotes_of(tmp_path, TEA))

    assert found.keys() == {id_of(9, 9), id_of(22, 22)}
    assert marked(found[id_of(9, 9)]) == ["云岭智造", "小青"]
    assert marked(found[id_of(22, 22)]) == ["小青"]


def test_an_export_that_asks_for_quotes_has_them_on_its_evidence(tmp_path: Path) -> None:
    evidence = Node(id_of(7, 7), ("Evidence", "Thing"), {"id": id_of(7, 7), "line_start": 7})
    other = Node("org:yunling", ("Organization",), {"id": "org:yunling"})
    graph = PropertyGraph((evidence, other), (), Names.empty())

    quoted_graph = with_quotes(graph, quotes_of(tmp_path, TEA))

    assert quoted_graph.nodes[0].properties["quote"] == LINES[6]
    assert quoted_graph.nodes[1] is other
    assert "quote" not in evidence.properties
