"""What filters, sizes and rules do to a view's statements and nodes."""

from __future__ import annotations

import pytest

from graph.explorer import Observed
from graph.filtering import Filter, Grounds, kept
from graph.landscape import Importance
from graph.measures import communities, indicators_of, latest, measured
from graph.styling import TINTS, TYPE_TINTS, Rule, tints, type_tints
from graph.values import Node, Relationship, Value
from graph.view import GraphView, ViewEdge, ViewNode
from graph.walking import hanging_on, of_classes, others, with_neighbours


def statement(type_: str, **properties: Value) -> Relationship:
    return Relationship(type_ + str(sorted(properties)), type_, "a", "b", properties)


STATED = statement("MAKES", year=2019, evidence=("e1",))
INFERRED = statement("USES", status="inferred", evidence=("e2",))
BARE = statement("OWNED_BY")
ALL = (STATED, INFERRED, BARE)
GROUNDS = Grounds({"e1": "2.1.3", "e2": "3"}, {"a": frozenset({"e2"}), "b": frozenset({"e2"})})


@pytest.mark.parametrize(
    ("filter_", "wanted"),
    [
        (Filter(), ALL),
        (Filter(without_types=frozenset({"MAKES"})), (INFERRED, BARE)),
        (Filter(section="2.1"), (STATED,)),
        (Filter(section="2.10"), ()),
        (Filter(first_year=2020), (INFERRED, BARE)),
        (Filter(first_year=2019, last_year=2019), ALL),
        (Filter(standing="stated"), (STATED, BARE)),
        (Filter(standing="inferred"), (INFERRED,)),
        (Filter(standing="disputed"), (INFERRED,)),
        (Filter(standing="unsupported"), (BARE,)),
    ],
)
def test_a_filter_lets_through(filter_: Filter, wanted: tuple[Relationship, ...]) -> None:
    assert kept(filter_, ALL, GROUNDS) == wanted


def test_a_statement_is_disputed_only_when_both_ends_are() -> None:
    one_end = Grounds({}, {"a": frozenset({"e2"})})
    assert kept(Filter(standing="disputed"), ALL, one_end) == ()


def number(id_: str, about: str, value: float, year: int, indicator: str = "market_share") -> Observed:
    properties: dict[str, Value] = {"indicator": indicator, "value": value, "period_end": year}
    return Observed(Node(id_, ("Observation",), properties), tuple(Node(x, (), {"id": x}) for x in about), ())


NUMBERS = (
    number("1", "a", 40, 2018),
    number("2", "a", 60, 2019),
    number("3", "b", 10, 2019),
    number("4", "ab", 95, 2020),
)


def test_the_newest_own_number_counts_and_a_joint_one_is_no_members() -> None:
    assert latest(NUMBERS, "market_share", "abc") == {"a": 60, "b": 10}
    assert indicators_of(NUMBERS, "ab") == ("market_share",)
    assert indicators_of(NUMBERS, "a") == ()


def test_a_rule_colours_what_it_compares_and_the_first_rule_decides() -> None:
    rules = [Rule("number:market_share", ">", 50, "red"), Rule("degree", ">=", 1, "blue")]
    assert tints(rules, {"a": 3, "b": 1, "c": 0}, NUMBERS, "abc") == {"a": TINTS["red"], "b": TINTS["blue"]}


def drawn(*edges: str, classes: str = "") -> GraphView:
    ids = sorted({end for edge in edges for end in edge})
    nodes = tuple(ViewNode(id_, id_, (("X",) if id_ in classes else ("Y",))) for id_ in ids)
    return GraphView(nodes, tuple(ViewEdge(edge, edge[0], edge[1], "MAKES", "") for edge in edges))


TWO_TRIANGLES = drawn("ab", "bc", "ca", "cd", "de", "ef", "fd")


def test_betweenness_is_largest_on_the_bridge() -> None:
    found = measured("betweenness", TWO_TRIANGLES, Importance.of("abcdef", []), ())
    assert {id_ for id_, value in found.items() if value == max(found.values())} == {"c", "d"}


def test_two_triangles_are_two_communities() -> None:
    found = communities(TWO_TRIANGLES)
    assert len({found[id_] for id_ in "abc"}) == len({found[id_] for id_ in "def"}) == 1
    assert found["a"] != found["d"]


def test_selections_walk_over_the_view() -> None:
    view = drawn("ab", "ac", "cd", classes="ad")
    assert with_neighbours(view, ["a"]) == ("a", "b", "c")
    assert others(view, ["a"]) == ("b", "c", "d")
    assert of_classes(view, ["a"]) == ("a", "d")


def test_a_collapse_takes_only_what_hangs_on_nothing_else() -> None:
    view = drawn("ab", "ac", "cd")
    assert hanging_on(view, ["a"]) == {"b"}
    assert hanging_on(view, ["c"]) == {"d"}
    assert hanging_on(view, ["a", "c"]) == {"b", "d"}


def test_relation_types_have_colours_of_their_own_that_stay_when_rarer_ones_come() -> None:
    order = [f"T{number}" for number in range(40)]
    few = type_tints({"T3": 9, "T12": 5, "foreign": 1}, order)
    assert len(set(few.values())) == 3
    more = type_tints({"T3": 9, "T12": 5, "foreign": 4, "T30": 3}, order)
    assert few.items() <= more.items()
    assert len(set(type_tints(dict.fromkeys(order, 1), order).values())) == len(TYPE_TINTS)
