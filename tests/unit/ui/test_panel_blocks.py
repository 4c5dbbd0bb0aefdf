"""What the panel makes of numbers over years, of quotes and of a thing's other pages."""

from __future__ import annotations

from graph.explorer import Card, Observed, Place
from graph.values import Node, Value
from ingest.attached import Quote, Quotes
from ontology.model import load_model
from ui.explore.cards import quote_pieces, thing_panel
from ui.explore.charts import charts
from ui.sentences import Words
from ui.texts import load_texts

ZH = Words(load_texts("zh"), load_model())
THING = Node("prod:x", ("Product", "Entity", "Thing"), {"id": "prod:x", "name_zh": "甲"})
OTHER = Node("prod:y", ("Product", "Entity", "Thing"), {"id": "prod:y", "name_zh": "乙"})


def number(year: int, value: float, *about: Node, **more: Value) -> Observed:
    properties: dict[str, Value] = {
        "indicator": "market_size",
        "unit": "CNY",
        "value": value,
        "period_end": year,
        **more,
    }
    return Observed(Node(f"obs:{year}", ("Observation",), properties), about or (THING,), ())


def test_numbers_of_several_years_become_a_chart_with_forecasts_marked() -> None:
    (chart,) = charts([number(2025, 4e9, kind="forecast"), number(2018, 2e8)], ZH)
    assert chart["label"] == "市场规模"
    assert [(point["year"], point["short"], point["forecast"]) for point in chart["points"]] == [
        (2018, "2 亿", False),
        (2025, "40 亿", True),
    ]
    assert "2018" in chart["told"]


def test_one_year_or_a_joint_number_makes_no_chart() -> None:
    assert charts([number(2018, 1.0), number(2018, 2.0)], ZH) == []
    assert charts([number(2018, 1.0, THING, OTHER), number(2019, 2.0, THING, OTHER)], ZH) == []


def test_units_and_regions_have_charts_of_their_own() -> None:
    mixed = [number(2018, 1.0), number(2019, 2.0, unit="USD"), number(2020, 3.0)]
    (chart,) = charts(mixed, ZH)
    assert [point["year"] for point in chart["points"]] == [2018, 2020]


def test_a_quote_comes_in_pieces_with_the_words_of_the_fact_marked() -> None:
    quote = Quote("甲是乙的一种", "", "", (1, 1), None, "exact", ((0, 1), (2, 3)), "a.txt")
    assert [(piece["text"], piece["mark"]) for piece in quote_pieces(quote)] == [
        ("甲", True),
        ("是", False),
        ("乙", True),
        ("的一种", False),
    ]


def test_a_thing_with_numbers_leads_to_them_and_any_thing_to_a_query_that_no_id_can_leave() -> None:
    nasty = Node("https://x.org/'})--", ("Thing",), {"id": "https://x.org/'})--"})
    places: dict[str, Place] = {}
    for node, numbers, pages in ((THING, (number(2018, 1.0),), ["query", "numbers"]), (nasty, (), ["query"])):
        card = Card(node, (), numbers, (), places)
        panel = thing_panel(card, ZH, lambda _: ("Product",), {node.id}, 0, 25, Quotes(()))
        assert [link["href"].partition("?")[0] for link in panel["links"]] == pages
    assert "%5C%27" in panel["links"][0]["href"]  # the quote in its id is escaped
