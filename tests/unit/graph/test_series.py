"""Growth between the points of a series is computed from them, and compared with what the source states."""

from __future__ import annotations

import pytest

from graph.explorer import Explorer
from graph.numbers import Interval, Number, read_numbers
from graph.series import agreement, growth_between, series_of
from graph.values import Value
from tests.unit.graph.test_numbers import number


def at(year: int, value: float, **more: Value) -> Number:
    return number(f"obs:{year}-{value}", value=value, period_start=year, period_end=year, **more)


def rate(value: float, start: int, end: int, **more: Value) -> Number:
    said: dict[str, Value] = {"indicator": "cagr", "unit": "percent", "period_start": start, "period_end": end, **more}
    return number("obs:rate", value=value, **said)


def test_growth_a_year_is_compounded() -> None:
    growth = growth_between(at(2018, 100), at(2020, 121))
    assert growth is not None
    assert growth.yearly == pytest.approx(10)
    assert growth.low == growth.high == pytest.approx(10)


def test_growth_to_a_lower_limit_is_at_least_so_much() -> None:
    growth = growth_between(at(2018, 100), at(2020, 121, bound="more_than"))
    assert growth is not None
    assert growth.low == pytest.approx(10)
    assert growth.high is None


@pytest.mark.parametrize(("first", "last"), [(at(2020, 1), at(2020, 2)), (at(2018, 0), at(2020, 2))])
def test_no_growth_is_computed_where_there_is_none(first: Number, last: Number) -> None:
    assert growth_between(first, last) is None


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        (Interval(10, 10), "agrees"),
        (Interval(10.9, 10.9), "agrees"),
        (Interval(12, 12), "differs"),
        (Interval(9, None), "agrees"),
        (Interval(30, None), "differs"),
        (Interval(None, 5), "differs"),
    ],
)
def test_a_stated_growth_is_set_against_the_computed_one(stated: Interval, verdict: str) -> None:
    assert agreement(stated, growth_between(at(2018, 100), at(2020, 121))) == verdict


def test_limits_that_allow_anything_decide_nothing() -> None:
    assert agreement(Interval(40, 50), growth_between(at(2018, 100), at(2020, 121, bound="at_least"))) == "open"
    assert agreement(Interval(10, 10), None) == "open"


def test_currencies_never_meet_in_a_series() -> None:
    series = series_of([at(2018, 1), at(2025, 2), at(2018, 3, unit="USD"), at(2025, 4, unit="USD")])
    assert [{point.unit for point in one.points} for one in series] == [{"CNY"}, {"USD"}]


def test_one_year_alone_is_no_series() -> None:
    assert series_of([at(2018, 1), at(2018, 2)]) == ()


def test_a_growth_in_one_year_is_counted_from_the_year_before() -> None:
    yearly = rate(21, 2019, 2019, indicator="growth_rate")
    (series,) = series_of([at(2018, 100), at(2019, 121), yearly])
    (stated,) = series.stated
    assert stated.computed is not None
    assert (stated.computed.first.end, stated.agreement) == (2018, "agrees")


def test_the_growth_of_a_market_is_not_held_against_its_share() -> None:
    shares = [
        at(2018, 3.2, unit="percent", indicator="segment_share"),
        at(2023, 8, unit="percent", indicator="segment_share"),
    ]
    (series,) = series_of([*shares, rate(42, 2018, 2023)])
    assert (series.growths, series.stated) == ((), ())


def test_the_reports_own_growth_rates_are_recomputed(report_explorer: Explorer) -> None:
    found = {one.key: one for one in series_of(read_numbers(report_explorer).all)}
    robots = found["sales_volume|prod:collaborative-robot|unit|place:world"]
    assert [round(growth.yearly, 1) for growth in robots.growths] == [-48.3, 69.0]
    assert [stated.agreement for stated in robots.stated] == ["differs"]
    chips = found["market_size|market:ai-chip-global|USD|place:world"]
    assert [(round(stated.computed.yearly, 1), stated.agreement) for stated in chips.stated if stated.computed] == [
        (45.5, "agrees")
    ]
