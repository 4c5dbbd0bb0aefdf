"""A copied address brings the same view back, and every step can be undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.state import DEFAULT_CAP, WIDE_CAP, History, StatementRef, View, from_address, pack_ids, to_address, unpack_ids

own_ids = st.from_regex(r"[a-z]{1,6}:[a-z0-9\-华为]{1,12}", fullmatch=True)
foreign_ids = st.from_regex(r"https://example\.org/[a-zA-Z0-9,~/%?=&#\-]{0,20}", fullmatch=True)
ids = own_ids | foreign_ids | st.just("_:b0")
classes = st.from_regex(r"[A-Z][A-Za-z]{1,10}", fullmatch=True)
statements = st.builds(StatementRef, own_ids, st.from_regex(r"stmt:[0-9a-f]{16}", fullmatch=True))


@st.composite
def views(draw: st.DrawFn) -> View:
    view = View(
        nodes=draw(st.none() | st.lists(ids, unique=True, max_size=40).map(tuple)),
        hidden=draw(st.frozensets(classes, max_size=4)),
        wide=draw(st.booleans()),
    )
    chosen = draw(st.none() | ids | statements)
    return view.selecting_statement(chosen) if isinstance(chosen, StatementRef) else view.selecting(chosen)


@given(views(), st.sampled_from(["zh", "en"]))
def test_a_view_comes_back_from_its_address(view: View, language: str) -> None:
    address = to_address(view, language)
    assert from_address(address) == (view, ())
    assert address["lang"] == language


@given(st.dictionaries(st.sampled_from(["n", "h", "s", "e", "max", "lang", "x"]), st.text()))
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
    view, troubles = from_address({"n": pack_ids(f"x:{n}" for n in range(WIDE_CAP + 5))})
    assert view.nodes is not None
    assert (len(view.nodes), troubles) == (WIDE_CAP, ("too_many_nodes",))


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
