"""Numbers keep their limits, and filters keep what fits."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from graph.explorer import Explorer, Observed
from graph.numbers import Filter, Interval, Number, read_numbers
from graph.values import Node, Value


def thing(id_: str, *labels: str) -> Node:
    return Node(id_, ("Entity", "Thing", *labels), {"id": id_, "name_en": id_})


def number(id_: str = "obs:x", /, *about: str, region: Value = "place:china", **properties: Value) -> Number:
    given: dict[str, Value] = {"unit": "CNY", "bound": "exact", "kind": "actual", "indicator": "market_size"}
    node = Node(id_, ("Observation", "Thing"), {"id": id_, **given, **properties})
    return Number.of(Observed(node, tuple(map(thing, about or ("market:a",))), (thing(str(region)),)))


@pytest.mark.parametrize(
    ("said", "interval"),
    [
        ({"value": 40, "bound": "exact"}, Interval(40, 40)),
        ({"value": 40, "bound": "about"}, Interval(40, 40)),
        ({"value": 40, "bound": "at_least"}, Interval(40, None)),
        ({"value": 40, "bound": "more_than"}, Interval(40, None)),
        ({"value": 40, "bound": "at_most"}, Interval(None, 40)),
        ({"value": 40, "bound": "less_than"}, Interval(None, 40)),
        ({"value_min": 40, "value_max": 50, "bound": "range"}, Interval(40, 50)),
    ],
)
def test_an_end_that_the_source_leaves_open_stays_open(said: dict[str, Value], interval: Interval) -> None:
    assert number(**said).interval == interval


def test_a_truth_value_and_infinity_are_no_numbers() -> None:
    assert number(value=True).point is None
    assert number(value=float("inf")).point is None


def test_a_number_about_several_is_theirs_together() -> None:
    share = number("obs:s", "org:a", "org:b", value=95, unit="percent")
    assert share.joint
    assert share.about == ("org:a", "org:b")


def test_what_a_filter_names_is_kept_and_nothing_else() -> None:
    china, usa = number("obs:1"), number("obs:2", region="place:usa", unit="USD", kind="forecast")
    for filter_ in (
        Filter(regions=frozenset({"place:usa"})),
        Filter(units=frozenset({"USD"})),
        Filter(kinds=frozenset({"forecast"})),
        Filter(ids=frozenset({"obs:2"})),
    ):
        assert [one.id for one in (china, usa) if filter_.keeps(one)] == ["obs:2"]
    assert all(Filter().keeps(one) for one in (china, usa))
    assert not Filter(indicators=frozenset({"revenue"})).keeps(china)


def test_years_keep_numbers_whose_time_touches_them() -> None:
    span, until, timeless = number(period_start=2018, period_end=2025), number(period_end=2021), number()
    assert Filter(since=2020).keeps(span)
    assert Filter(since=2020, until=2021).keeps(until)
    assert not Filter(since=2022).keeps(until)
    assert not Filter(since=2000).keeps(timeless)


def test_every_row_of_the_reports_table_is_a_number_with_its_place(report_explorer: Explorer) -> None:
    with (files("ingest") / "report" / "observations.csv").open(encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    numbers = read_numbers(report_explorer)
    found = {one.id: one for one in numbers.all}
    assert rows.keys() <= found.keys()
    for id_, row in rows.items():
        one = found[id_]
        assert (one.indicator, one.unit, one.bound, one.kind) == tuple(
            row[key] for key in ("indicator", "unit", "bound", "kind")
        )
        assert sorted(one.about) == sorted(row["about"].split(";"))
        assert [one.value, one.low, one.high] == [
            float(row[key]) if row[key] else None for key in ("value", "value_min", "value_max")
        ]
        assert one.printed == row["printed"]
        assert numbers.places_of(one), id_


def test_all_numbers_are_read_in_few_store_calls(report_explorer: Explorer) -> None:
    calls: list[str] = []

    class Counting:
        def run(self, query: str, /, **parameters: object) -> object:
            calls.append(query)
            return report_explorer.store.run(query, **parameters)

    read_numbers(Explorer(Counting(), report_explorer.model))  # type: ignore[arg-type]
    assert len(calls) <= 6
