"""A copied address brings the same view back, and every step can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from graph.arranging import NAMES
from graph.conditions import TESTS, Condition
from graph.filtering import STANDINGS, Filter
from graph.measures import MEASURES
from graph.styling import COMPARISONS, TINTS, Rule
from graph.view import Point
from ui.address import from_address, pack_ids, pack_places, to_address, unpack_ids, unpack_places
from ui.state import CAPS, DEFAULT_CAP, History, Look, StatementRef, View, Whole

own_ids = st.from_regex(r"[a-z]{1,6}:[a-z0-9\-华为]{1,12}", fullmatch=True)
foreign_ids = st.from_regex(r"https://example\.org/[a-zA-Z0-9,~/%?=&#\-]{0,20}", fullmatch=True)
ids = own_ids | foreign_ids | st.just("_:b0")
classes = st.from_regex(r"[A-Z][A-Za-z]{1,10}", fullmatch=True)
statements = st.builds(StatementRef, own_ids, st.from_regex(r"stmt:[0-9a-f]{16}", fullmatch=True))


fields = st.sampled_from(["degree", "number:market_share", "number:founded"])
rules = st.builds(
    Rule, fields, st.sampled_from(list(COMPARISONS)), st.integers(-1000, 1000).map(float), st.sampled_from(list(TINTS))
)
looks = st.builds(
    Look,
    layout=st.sampled_from(NAMES),
    centre=st.none() | own_ids,
    size=st.sampled_from([*MEASURES, "number:financing_amount"]),
    color=st.sampled_from(["class", "community"]),
    lines=st.sampled_from(["plain", "type"]),
    rules=st.lists(rules, max_size=3).map(tuple),
)
conditions = st.builds(
    Condition, st.text(min_size=1, max_size=20), st.sampled_from(TESTS), st.text(max_size=20) | st.just("3.5")
).filter(lambda condition: condition.complete)
filters = st.builds(
    Filter,
    without_types=st.frozensets(st.sampled_from(["MAKES", "LOCATED_IN"])),
    section=st.none() | st.sampled_from(["2", "2.1.1"]),
    first_year=st.none() | st.integers(1900, 2100),
    last_year=st.none() | st.integers(1900, 2100),
    standing=st.sampled_from(STANDINGS),
    least_degree=st.integers(0, 9),
    conditions=st.lists(conditions, max_size=3).map(tuple),
)


@st.composite
def views(draw: st.DrawFn) -> View:
    view = View(
        nodes=draw(st.none() | st.lists(ids, unique=True, max_size=40).map(tuple)),
        hidden=draw(st.frozensets(classes, max_size=4)),
        off=draw(st.frozensets(ids, max_size=4)),
        cap=draw(st.sampled_from(CAPS)),
        look=draw(looks),
        filter=draw(filters),
    )
    whole: Whole | None = draw(st.sampled_from([None, *get_args(Whole)]))
    if whole in ("class", "community"):
        view = replace(view, whole=whole, nodes=view.nodes or ())
    elif whole and view.nodes is None:
        view = replace(view, whole="all")
    chosen = draw(st.lists(ids, unique=True, max_size=4) | statements)
    return view.selecting_statement(chosen) if isinstance(chosen, StatementRef) else view.choosing(chosen)


@given(views(), st.sampled_from(["zh", "en"]))
def test_a_view_comes_back_from_its_address(view: View, language: str) -> None:
    address = to_address(view, language)
    assert from_address(address) == (view, ())
    assert address["lang"] == language


ADDRESS_KEYS = [*"nhseolczkrpx", "kl", "w", "max", "lang", "ft", "fs", "fy", "fe", "fd", "fa"]


@given(st.dictionaries(st.sampled_from(ADDRESS_KEYS), st.text()))
def test_no_address_whatever_is_an_error(parameters: dict[str, str]) -> None:
    from_address(parameters)


@given(st.lists(ids, unique=True))
def test_ids_come_back_in_their_order(listed: list[str]) -> None:
    assert unpack_ids(pack_ids(listed)) == tuple(listed)


def test_few_ids_can_be_read_in_the_address() -> None:
    assert to_address(View(nodes=("org:nvidia", "prod:gpu")), "zh")["n"] == "org:nvidia,prod:gpu"


def test_three_hundred_ids_fit_into_an_address_that_can_be_sent() -> None:
    listed = [f"org:company-number-{n}-of-shenzhen" for n in range(DEFAULT_CAP)]
    assert len(pack_ids(listed)) < 2_000


def test_a_damaged_list_is_said_not_raised() -> None:
    damaged = pack_ids([f"org:{n}" for n in range(100)])[:-7]
    assert from_address({"n": damaged}) == (View(), ("nodes_unreadable",))


def test_a_list_that_unpacks_to_megabytes_is_refused() -> None:
    assert unpack_ids(pack_ids(["https://example.org/" + "a" * 1_000_000])) is None


def test_more_nodes_than_the_cap_are_cut_and_said() -> None:
    view, troubles = from_address({"n": pack_ids(f"x:{n}" for n in range(CAPS[-1] + 5))})
    assert view.nodes is not None
    assert (len(view.nodes), troubles) == (CAPS[-1], ("too_many_nodes",))


def test_the_plain_page_is_the_opening_view() -> None:
    assert from_address({}) == (View(), ())


def test_removing_the_selected_node_leaves_nothing_selected() -> None:
    view = View(nodes=("a:1", "a:2")).selecting("a:1")
    assert view.with_nodes(["a:2"]) == View(nodes=("a:2",))


def test_a_class_is_hidden_and_shown_by_the_same_click() -> None:
    once = View().toggling(["City"])
    assert once.hidden == {"City"}
    assert once.toggling(["City"]) == View()
    assert once.toggling(["City", "Park"]).hidden == {"City", "Park"}


def test_a_selection_alone_is_not_a_step() -> None:
    history = History().then(View().selecting("a:1"))
    assert history.undone() is history


@given(st.lists(views(), max_size=20))
def test_undoing_every_step_leads_back_and_redoing_forth(steps: list[View]) -> None:
    history = History()
    for step in steps:
        history = history.then(step)
    back = history
    for _ in range(len(steps) + 1):
        back = back.undone()
    assert back.present.same_drawing(View())
    for _ in range(len(steps) + 1):
        back = back.redone()
    assert back.present.same_drawing(history.present)


def test_a_new_step_forgets_what_was_undone() -> None:
    history = History().then(View(nodes=("a:1",))).undone().then(View(nodes=("a:2",)))
    assert history.redone() is history


points = st.tuples(st.floats(-5000, 5000), st.floats(-5000, 5000))


@given(st.dictionaries(ids, points, min_size=1, max_size=40), st.data())
def test_places_come_back_within_a_pixel_and_pins_exactly(places: dict[str, Point], data: st.DataObject) -> None:
    pinned = data.draw(st.sets(st.sampled_from(sorted(places))))
    packed = pack_places(list(places), places, pinned)
    assert packed is not None
    found, held = unpack_places(packed, list(places))
    assert held == pinned
    for axis in (0, 1):
        wide = max(place[axis] for place in places.values()) - min(place[axis] for place in places.values())
        assert all(abs(found[id_][axis] - places[id_][axis]) <= wide / 4095 + 0.11 for id_ in places)


def test_places_of_two_hundred_nodes_fit_into_a_short_address() -> None:
    ids_ = [f"org:{n}" for n in range(200)]
    assert len(pack_places(ids_, {id_: (float(n), -3.0 * n) for n, id_ in enumerate(ids_)}) or "") < 900


@given(st.text(), st.lists(ids, unique=True, max_size=5))
def test_damaged_places_are_no_places(text: str, listed: list[str]) -> None:
    assert isinstance(unpack_places(text, listed)[0], dict)


@given(st.lists(views(), max_size=8), st.data())
def test_any_step_of_the_list_can_be_gone_to_and_nothing_is_lost(steps: list[View], data: st.DataObject) -> None:
    history = History()
    for step in steps:
        history = history.then(step)
    place = data.draw(st.integers(0, len(history.moments()) - 1))
    there = history.at(place)
    assert (there.now, there.moments()) == (history.moments()[place], history.moments())
    assert history.at(-1) is history.at(len(history.moments())) is history
