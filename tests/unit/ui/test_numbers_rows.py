"""What the numbers page shows: addresses that come back, amounts in one step, charts that show limits."""

from __future__ import annotations

import pytest

from graph.explorer import Explorer
from graph.numbers import Filter, Numbers, read_numbers
from graph.series import series_of
from ontology.model import load_model
from tests.unit.graph.test_numbers import number
from ui.numbers.address import NumbersView, from_address, to_address
from ui.numbers.drawn import bar_charts, line_chart
from ui.numbers.rows import export_row, matching, subject_words, table_row
from ui.sentences import Words
from ui.texts import load_texts

ZH, EN = Words(load_texts("zh"), load_model()), Words(load_texts("en"), load_model())


@pytest.fixture(scope="module")
def numbers(report_explorer: Explorer) -> Numbers:
    return read_numbers(report_explorer)


@pytest.mark.parametrize(
    "view",
    [
        NumbersView(),
        NumbersView(Filter(indicators=frozenset({"cagr", "market_size"})), form="series", scale="yi"),
        NumbersView(Filter(since=2018, until=2025, about=frozenset({"org:a", "http://x/,~"})), text="芯片 40%"),
        NumbersView(Filter(since=2018, regions=frozenset({"place:china"})), form="charts", selected="obs:x"),
        NumbersView(Filter(ids=frozenset({"obs:a", "obs:b"}), kinds=frozenset({"actual"}), units=frozenset({"CNY"}))),
    ],
)
def test_an_address_brings_back_the_view(view: NumbersView) -> None:
    assert from_address(to_address(view, "zh")) == view


@pytest.mark.parametrize("parameters", [{"y": "20x8-"}, {"v": "pie"}, {"scale": "dozen"}, {"a": "z.!!!"}, {"y": "--"}])
def test_what_cannot_be_read_in_an_address_is_left_out(parameters: dict[str, str]) -> None:
    assert from_address(parameters) == NumbersView()


def test_the_usual_view_has_a_short_address() -> None:
    assert to_address(NumbersView(), "en") == {"lang": "en"}


def test_money_has_one_step_in_the_whole_table(numbers: Numbers) -> None:
    market = next(one for one in numbers.all if one.id == "obs:ai-manufacturing-china-market-2025")
    assert table_row(ZH, numbers, market, "yi")["数值"] == "超过 140 亿元"
    assert table_row(EN, numbers, market, "billion")["Value"] == "more than 14 billion CNY"
    assert table_row(EN, numbers, market, "yi")["Value"] == "more than 140 亿 CNY"


def test_each_row_names_its_place(numbers: Numbers) -> None:
    market = next(one for one in numbers.all if one.id == "obs:predictive-maintenance-market-2025")
    assert "line 554" in table_row(EN, numbers, market, "yi")["Evidence"]
    assert "第 554 行" in export_row(ZH, numbers, market)["places"]


def test_a_joint_share_is_one_bar_and_is_never_given_to_each_member(numbers: Numbers) -> None:
    eda = [one for one in numbers.all if "org:synopsys" in one.about]
    (chart,) = bar_charts(eda, EN, "yi")
    (bar,) = chart.rows
    assert bar["label"].startswith("Cadence + Mentor Graphics + Synopsys")
    assert (bar["low"], bar["high"]) == (0, 95)


def test_a_number_about_a_product_in_a_field_is_not_read_as_two_members(numbers: Numbers) -> None:
    driving = next(one for one in numbers.all if one.id == "obs:asic-penetration-autonomous-driving-2025")
    assert " + " not in subject_words(EN, driving)


def test_a_range_is_a_bar_between_its_ends_and_a_limit_has_an_open_end() -> None:
    range_ = number("obs:r", value_min=10, value_max=30, bound="range", unit="percent")
    least = number("obs:l", value=20, bound="at_least", unit="percent")
    most = number("obs:m", value=5, bound="at_most", unit="percent")
    (chart,) = bar_charts([range_, least, most], EN, "yi")
    drawn = {bar["amount"]: (bar["low"], bar["high"], bar["open"]) for bar in chart.rows}
    assert drawn == {
        "10% – 30%": (10, 30, ""),
        "at least 20%": (0, 20, "above"),
        "at most 5%": (0, 5, "below"),
    }


def test_forecasts_are_told_from_what_has_happened() -> None:
    (chart,) = bar_charts([number("obs:a", value=1), number("obs:f", value=2, kind="forecast")], EN, "yi")
    assert [bar["future"] for bar in chart.rows] == [True, False]


def test_currencies_never_share_a_chart(numbers: Numbers) -> None:
    for chart in bar_charts(numbers.all, EN, "billion"):
        assert len({one.unit for one in chart.numbers}) == 1


def test_every_number_with_a_length_is_drawn_once(numbers: Numbers) -> None:
    drawn = [one.id for chart in bar_charts(numbers.all, EN, "yi") for one in chart.numbers]
    assert sorted(drawn) == sorted(one.id for one in numbers.all if one.unit not in ("calendar_year", "rank"))


def test_computed_and_stated_growth_stand_side_by_side(numbers: Numbers) -> None:
    series = {one.key: one for one in series_of(numbers.all)}
    chart = line_chart(series["market_size|market:predictive-maintenance-china|CNY|place:china"], EN, "yi")
    (row,) = chart.growth
    assert list(row.values()) == ["2018–2025", "51.8%", "49%", "+2.8 percentage points", "differs"]
    assert [point["value"] for point in chart.points] == [2.3, 42.7]
    assert [(segment["year"], segment["future"]) for segment in chart.segments] == [(2018, True), (2025, True)]


@pytest.mark.parametrize("typed", ["EDA", "eda 95", "新思", "Synopsys"])
def test_numbers_are_found_by_any_name_in_either_language(numbers: Numbers, typed: str) -> None:
    assert "obs:eda-big-three-share" in {one.id for one in matching(numbers.all, typed, ZH)}


def test_a_note_is_read_in_either_language_and_shown_in_the_readers(numbers: Numbers) -> None:
    (converted,) = matching(numbers.all, "ai chip converted from us dollars 437", ZH)
    assert matching(numbers.all, "由美元折算 437", EN) == (converted,)
    notes = [export_row(words, numbers, converted)["note"] for words in (ZH, EN)]
    assert notes == ["由美元折算", "converted from US dollars"]


def test_what_nothing_says_is_not_found(numbers: Numbers) -> None:
    assert matching(numbers.all, "没有这样的数字", ZH) == ()
