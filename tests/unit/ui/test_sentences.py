"""Statements, numbers and places read as a person would write them, in both languages."""

from __future__ import annotations

import pytest

from graph.explorer import Observed, Place
from graph.values import Node, Value
from ontology.model import load_model
from ui.sentences import (
    Words,
    observation_line,
    observation_note,
    place_long,
    place_short,
    qualifiers,
    statement_sentence,
    written,
)
from ui.texts import load_texts

ZH, EN = Words(load_texts("zh"), load_model()), Words(load_texts("en"), load_model())


def named(id_: str, zh: str, en: str, kind: str = "Entity", **more: Value) -> Node:
    return Node(id_, ("Entity", "Thing", kind), {"id": id_, "name_zh": zh, "name_en": en, **more})


ACME, BETA, GPU, CHINA = (
    named("org:acme", "顶点智造", "Acme", "Organization"),
    named("org:beta", "贝塔", "Beta", "Organization"),
    named("prod:gpu", "GPU", "GPU", "Product"),
    named("place:china", "中国", "China", "Place"),
)


def observed(*about: Node, **properties: Value) -> Observed:
    return Observed(Node("obs:1", ("Observation", "Thing"), {"id": "obs:1", **properties}), about, (CHINA,))


def test_a_statement_is_a_sentence_in_each_language() -> None:
    assert statement_sentence(ZH, ACME, "MAKES", CHINA) == "顶点智造生产中国"
    assert statement_sentence(EN, ACME, "MAKES", GPU) == "Acme makes GPU"


def test_relations_that_do_not_read_by_their_label_have_a_sentence_of_their_own() -> None:
    assert statement_sentence(ZH, ACME, "REPRESENTS", GPU) == "顶点智造是 GPU 的代表企业"
    assert statement_sentence(EN, ACME, "REPRESENTS", GPU) == "Acme is a representative company of GPU"


def test_a_relation_of_someone_elses_is_read_by_its_own_name() -> None:
    assert statement_sentence(EN, ACME, "SHIPS_TO", CHINA) == "Acme ships to China"


@pytest.mark.parametrize(
    ("properties", "zh", "en"),
    [
        ({"value": 14_000_000_000, "unit": "CNY", "bound": "more_than"}, "超过 140 亿元", "more than CNY 14 billion"),
        ({"value": 113_000, "unit": "USD"}, "11.3 万美元", "USD 113,000"),
        ({"value": 95, "unit": "percent", "bound": "about"}, "约 95%", "about 95%"),
        ({"value_min": 40, "value_max": 50, "unit": "percent", "bound": "range"}, "40% – 50%", "40% – 50%"),
        ({"value": 49.5, "unit": "percent", "bound": "exact"}, "49.5%", "49.5%"),
        ({"value": 100 / 3, "unit": "percent", "bound": "less_than"}, "不足 33.33%", "less than 33.33%"),
        ({"value": 0.0125, "unit": "percent", "bound": "exact"}, "0.0125%", "0.0125%"),
        ({"value": 7, "unit": "year"}, "7 年", "7 years"),
        ({"value": 2, "unit": "rank"}, "第 2 名", "rank 2"),
        ({"printed": "很多"}, "很多", "很多"),
    ],
)
def test_a_number_is_written_with_its_unit_and_bound(properties: dict[str, Value], zh: str, en: str) -> None:
    observation = observed(ACME, indicator="market_size", **properties)
    assert observation_line(ZH, observation).split("：", 1)[1] == zh
    assert observation_line(EN, observation).split(": ", 1)[1] == en


def test_a_number_says_its_period_kind_region_and_with_whom_it_is_shared() -> None:
    observation = observed(ACME, BETA, period_start=2018, period_end=2025, kind="forecast")
    note = observation_note(EN, observation, "org:acme")
    assert note.split(" · ") == [
        "2018–2025",
        EN.code_label("kind", "forecast", ["Observation"]),
        "China",
        "together with Beta",
    ]


def test_a_number_in_a_field_is_not_shared_with_the_field() -> None:
    observation = observed(GPU, CHINA, kind="actual")
    assert observation_note(EN, observation, "prod:gpu") == "China · also about China"
    assert observation_note(ZH, observation, "prod:gpu") == "中国 · 同时关于中国"


def test_an_actual_number_of_one_thing_says_no_more_than_its_year_and_region() -> None:
    assert observation_note(ZH, observed(ACME, period_start=2019, kind="actual"), "org:acme") == "2019 年 · 中国"


def place(**more: object) -> Place:
    given: dict[str, object] = {
        "id": "ev:1",
        "section": None,
        "section_node": None,
        "line_start": None,
        "line_end": None,
    }
    given |= {"source": None, "figures": (), "endnotes": ()}
    return Place(**(given | more))  # type: ignore[arg-type]


def test_a_place_names_section_lines_figure_and_endnote() -> None:
    found = place(
        section="2.1.1",
        section_node=named("src:s", "芯片", "Chips"),
        line_start=268,
        line_end=270,
        figures=(named("src:f", "", "", number="7"),),
        endnotes=(named("src:e", "", "", number="12"),),
    )
    assert place_long(ZH, found) == "第 2.1.1 节 芯片 · 第 268–270 行 · 图表 7 · 尾注 12"
    assert place_long(EN, found) == "Section 2.1.1 Chips · lines 268–270 · Figure 7 · endnote 12"
    assert place_short(EN, found) == "2.1.1 · L268–270"


def test_a_section_without_a_number_is_called_by_its_name() -> None:
    found = place(
        section="主要发现", section_node=named("src:m", "主要发现", "Main findings"), line_start=60, line_end=60
    )
    assert place_long(EN, found) == "Main findings · line 60"
    assert place_short(EN, found) == "L60"


def test_a_place_of_which_nothing_is_known_is_still_a_source() -> None:
    assert place_short(ZH, place()) == "出处"


def test_qualifiers_come_in_the_ontologys_order_with_their_labels() -> None:
    properties: dict[str, Value] = {
        "note": "x",
        "year": 2019,
        "status": "stated",
        "evidence": ("ev:1",),
        "id": "stmt:1",
    }
    assert qualifiers(ZH, properties) == [("年份", "2019"), ("备注", "x")]


def test_a_qualifier_is_in_the_readers_language_else_in_the_one_that_it_has() -> None:
    properties: dict[str, Value] = {"role": "入驻", "role_en": "tenant", "note": "规划建设", "rank": 0}
    assert qualifiers(EN, properties) == [("role", "tenant"), ("rank", "0"), ("note", "规划建设")]
    assert qualifiers(ZH, properties) == [("角色", "入驻"), ("名次", "0"), ("备注", "规划建设")]
    assert qualifiers(ZH, {"note_en": "planned"}) == [("备注", "planned")]


def test_values_of_any_kind_are_written_as_text() -> None:
    assert [written(EN, "x", value) for value in (True, 1.50, ("a", "b"), 7)] == ["yes", "1.5", "a, b", "7"]
