"""The product's maps over the report: every figure on them is recomputed here from the report's own tables."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from graph.explorer import Explorer
from graph.gathering import REST
from graph.maps.columns import Columns, columns_figure, concentration, layers_figure
from graph.maps.communities import communities_figure
from graph.maps.declared import MapError, read_map
from graph.maps.matrix import matrix_figure
from graph.maps.profiles import profiles_figure
from graph.maps.reading import MapFacts, read_facts
from graph.maps.timeline import timeline_figure
from graph.numbers import Number
from graph.values import Value
from graph.workspace import Workspace
from tests.unit.graph.test_numbers import number
from ui.maps.files import own_maps

MAPS = {view.id: view for view in own_maps()}


class Read:
    """Reads maps over the report, each choice once."""

    def __init__(self, workspace: Workspace, explorer: Explorer) -> None:
        self.workspace, self.explorer = workspace, explorer
        self.labels = tuple(explorer.counts())
        self.known: dict[str, MapFacts] = {}

    def __call__(self, map_: str, **chosen: tuple[str, ...]) -> MapFacts:
        key = f"{map_} {sorted(chosen.items())}"
        if key not in self.known:
            self.known[key] = read_facts(MAPS[map_], chosen, self.workspace.store, self.explorer, self.labels)
        return self.known[key]


@pytest.fixture(scope="module")
def read(report_workspace: Workspace, report_explorer: Explorer) -> Read:
    return Read(report_workspace, report_explorer)


def rows(folder: str) -> Iterator[Mapping[str, str]]:
    """All rows of the report's tables in a folder."""
    for path in sorted(Path(str(files("ingest") / "report" / folder)).glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            yield from csv.DictReader(file)


RELATIONS = tuple(rows("relations"))
CLASSES = {row["id"]: set(row["class"].split(";")) for row in rows("entities")}


def said(relation: str, subject: str | None = None, object_: str | None = None) -> set[tuple[str, str]]:
    """Pairs that the report's tables relate."""
    return {
        (row["subject"], row["object"])
        for row in RELATIONS
        if row["relation"] == relation and subject in (None, row["subject"]) and object_ in (None, row["object"])
    }


@pytest.mark.parametrize("map_", sorted(MAPS))
def test_each_map_opens_on_the_report_in_few_store_calls(read: Read, map_: str) -> None:
    calls: list[str] = []

    class Counting:
        def query(self, text: str, *arguments: object, **more: object) -> object:
            calls.append(text)
            return read.workspace.store.query(text, *arguments, **more)  # type: ignore[arg-type]

        def run(self, query: str, /, **parameters: object) -> object:
            calls.append(query)
            return read.workspace.store.run(query, **parameters)

    counting = Counting()
    facts = read_facts(MAPS[map_], {}, counting, Explorer(counting, read.explorer.model), read.labels)  # type: ignore[arg-type]
    assert any(facts.rows.values())
    assert not facts.truncated
    assert len(calls) <= 12, calls


@pytest.mark.parametrize("map_", sorted(MAPS))
def test_every_statement_of_a_map_has_its_place(read: Read, map_: str) -> None:
    facts = read(map_)
    named = {ref for found in facts.rows.values() for row in found for ref in _evidence(row.get("properties"))}
    assert named <= facts.places.keys()


def _evidence(properties: object) -> tuple[str, ...]:
    evidence = properties.get("evidence") if isinstance(properties, Mapping) else None
    return tuple(evidence) if isinstance(evidence, tuple) else ()


def cards(figure: Columns) -> dict[str, set[str]]:
    return {column.id: {card.thing for card in column.cards} for column in figure.columns}


@pytest.mark.parametrize(
    "chain", ["ai-chip", "industrial-robot", "industrial-iot", "industrial-big-data", "manufacturing-ai"]
)
def test_a_chains_stages_stand_in_their_order_with_all_that_is_said_to_be_in_them(read: Read, chain: str) -> None:
    figure = columns_figure(read("value-chain", chain=(f"chain:{chain}",)))
    order = {row["id"]: row["order"] for row in rows("entities") if row.get("order")}
    stages = [stage for _, stage in said("has_stage", f"chain:{chain}")]
    assert [column.id for column in figure.columns] == sorted(stages, key=order.__getitem__)
    for column in figure.columns:
        direct = {card.thing for card in column.cards if card.direct}
        expected = {
            a
            for relation in ("active_in", "part_of", "dominates", "goes_into")
            for a, _ in said(relation, None, column.id)
        }
        expected |= {b for _, b in said("provides", column.id)}
        assert direct == expected


def test_a_chip_vendor_stands_in_the_stage_whose_steps_its_kind_does(read: Read) -> None:
    figure = columns_figure(read("value-chain", chain=("chain:ai-chip",)))
    middle = next(column for column in figure.columns if column.id == "stage:ai-chip-midstream")
    nvidia = next(card for card in middle.cards if card.thing == "org:nvidia")
    assert not nvidia.direct
    assert {each.type for each in nvidia.statements} == {"PART_OF", "ACTIVE_IN", "MAKES", "KIND_OF"}


def test_not_stated_is_told_from_zero(read: Read) -> None:
    figure = columns_figure(read("value-chain", chain=("chain:chip-industry",)))
    counts = {column.id: column.counts for column in figure.columns}
    assert counts["stage:chip-software"] == (None, None)  # nobody is named
    assert counts["stage:chip-design"] == (3, 0)  # three are named, and their countries, which are not China


def test_named_shares_stand_at_their_stage_and_a_joint_one_once(read: Read) -> None:
    figure = columns_figure(read("value-chain", chain=("chain:chip-industry",)))
    shares = {column.id: [share.id for share in column.shares] for column in figure.columns}
    assert shares["stage:chip-design"] == ["obs:eda-big-three-share"]
    makers = next(column for column in figure.columns if column.id == "stage:chip-manufacturing")
    index = concentration(makers.shares)
    assert index is not None
    values = [52, 18, 4.4, 1.5]
    assert index.low == pytest.approx(sum(value**2 for value in values))
    assert index.high == pytest.approx(index.low + (100 - sum(values)) ** 2)


def test_no_index_is_made_of_shares_that_do_not_allow_it() -> None:
    def share(id_: str, about: str, value: float, **more: Value) -> Number:
        return number(id_, *about.split("+"), value=value, unit="percent", indicator="market_share", **more)

    alone, other = share("a", "org:a", 50), share("b", "org:b", 30)
    assert concentration([alone, other]) is not None
    for unfit in (
        [alone],
        [alone, share("b", "org:b+org:c", 30)],
        [alone, share("b", "org:b", 30, period_end=2019)],
        [alone, share("b", "org:a", 30)],
        [alone, share("b", "org:b", 60)],
        [alone, share("b", "org:b", 30, bound="at_least")],
    ):
        assert concentration(unfit) is None


PAIRS = {
    ("ChipType", "Organization", ("MAKES", "REPRESENTS", "DOMINATES")): ("makes", "represents", "dominates"),
    ("City", "PolicyInstrument", ("HAS_POLICY", "HAS_FUND", "ISSUED_BY")): ("has_policy", "has_fund", "issued_by"),
    ("Challenge", "Measure", ("ADDRESSED_BY", "HAS_MEASURE")): ("addressed_by", "has_measure"),
}


@pytest.mark.parametrize(("rows_", "columns", "types"), PAIRS)
def test_a_matrix_counts_the_statements_of_the_tables(
    read: Read, rows_: str, columns: str, types: tuple[str, ...]
) -> None:
    matrix = matrix_figure(read("matrix", rows=(rows_,), columns=(columns,), relations=types))
    model = read.explorer.model

    def is_a(id_: str, class_: str) -> bool:
        return any(model.is_a(key, class_) for key in CLASSES.get(id_, ()))

    expected: Counter[tuple[str, str]] = Counter()
    for relation in PAIRS[rows_, columns, types]:
        for a, b in said(relation):
            for row, column in ((a, b), (b, a)):
                if is_a(row, rows_) and is_a(column, columns):
                    expected[row, column] += 1
    found = {key: len(statements) for key, statements in matrix.cells.items() if CLASSES.keys() >= set(key)}
    assert found == dict(expected)
    assert matrix.total == sum(map(matrix.row_sum, matrix.rows)) == sum(map(matrix.column_sum, matrix.columns))


def test_rows_of_a_matrix_without_any_statement_are_there_too(read: Read) -> None:
    matrix = matrix_figure(read("matrix", rows=("City",), columns=("PolicyInstrument",), relations=("HAS_POLICY",)))
    assert "place:suzhou" in matrix.rows
    assert matrix.row_sum("place:suzhou") == 0


def test_a_citys_profile_is_what_the_tables_say_of_it(read: Read) -> None:
    facts = read("cities", cities=("place:shanghai", "place:suzhou"))
    profiles = profiles_figure(facts)
    assert profiles.subjects == ("place:shanghai", "place:suzhou")
    found = dict(zip((aspect.label.en for aspect in facts.view.aspects), profiles.aspects, strict=True))
    for label, relation in (("Policies", "has_policy"), ("Parks", "has_park"), ("Pilot zones", "has_pilot_zone")):
        for city in profiles.subjects:
            assert {entry.thing for entry in found[label][city]} == {b for _, b in said(relation, city)}
    assert {entry.number.point for entry in found["Talent"]["place:shanghai"] if entry.number} == {24.2}
    money = {entry.number.id for entry in found["Funds and grants"]["place:shanghai"] if entry.number}
    assert money == {"obs:shanghai-subsidy-cap", "obs:shanghai-subsidy-rate-cap"}
    assert found["Parks"]["place:suzhou"] == ()


def test_a_citys_policies_stand_at_their_years_in_its_lane_and_undated_ones_last(read: Read) -> None:
    facts = read("cities", cities=("place:shanghai", "place:suzhou"))
    [at] = [at for at, aspect in enumerate(facts.view.aspects) if aspect.label.en == "Policies"]
    profiles = profiles_figure(facts)
    shanghai, suzhou = profiles.lines[at]
    assert {event.thing for event in shanghai.events} == {b for _, b in said("has_policy", "place:shanghai")}
    assert (suzhou.thing, suzhou.events) == ("place:suzhou", ())
    dated = [event.years is not None for event in shanghai.events]
    assert dated == sorted(dated, reverse=True)
    assert {True, False} == set(dated)
    whole = {event.thing: event.years for lane in timeline_figure(read("policies")) for event in lane.events}
    assert {event.thing: event.years for event in shanghai.events} == {
        event.thing: whole[event.thing] for event in shanghai.events
    }
    assert all(event.statements for event in shanghai.events)
    assert profiles.lines.keys() == {at}


def test_an_unknown_city_in_an_address_is_left_out(read: Read) -> None:
    assert read("cities", cities=("place:atlantis", "place:suzhou")).values["cities"] == ("place:suzhou",)


def test_cities_stand_under_their_cluster(read: Read) -> None:
    found = cards(columns_figure(read("regions")))
    clusters = {id_ for id_, classes in CLASSES.items() if "CityCluster" in classes}
    for cluster in clusters:
        assert found[cluster] == {a for a, _ in said("part_of", None, cluster) if "City" in CLASSES.get(a, ())}
    assert "place:hangzhou" not in found["place:china"]  # it stands under the delta
    placed = {id_ for row in MAPS["regions"].grid for id_ in row if id_}
    assert placed <= CLASSES.keys()


@pytest.mark.parametrize("model", ["platform-centred", "scenario-centred"])
def test_an_ecosystem_stands_between_who_takes_part_and_what_it_gives(read: Read, model: str) -> None:
    figure = layers_figure(read("ecosystem", ecosystem=(f"model:{model}",)))
    layer = {card.thing: at for at, column in enumerate(figure.columns) for card in column.cards}
    own = layer[f"model:{model}"]
    gives = {b for _, b in said("enables", f"model:{model}")}  # what it enables may be a part of it too
    assert {layer[a] < own for a, _ in said("part_of", None, f"model:{model}") if a not in gives} == {True}
    assert {layer[b] > own for _, b in said("applied_in", f"model:{model}")} == {True}


def test_quadrants_and_tiers_hold_what_the_tables_say(read: Read) -> None:
    quadrants = cards(columns_figure(read("quadrants")))
    for quadrant, found in quadrants.items():
        assert {a for a, _ in said("in_quadrant", None, quadrant)} <= found
    tiers = columns_figure(read("readiness"))
    high = next(column for column in tiers.columns if column.id == "tier:ai-readiness-high")
    assert {card.thing for card in high.cards} == {a for a, _ in said("in_tier", None, high.id)}
    assert high.counts == (3,)
    assert next(column.counts for column in tiers.columns if column.id == "tier:ai-readiness-low") == (None,)


def test_actors_stand_in_the_column_of_each_of_their_roles(read: Read) -> None:
    found = cards(columns_figure(read("actors", tie=("MAKES",))))
    roles: dict[str, set[str]] = defaultdict(set)
    for maker, _ in said("makes"):
        for class_ in CLASSES.get(maker, ()):
            roles[class_].add(maker)
    assert found["ChipVendor"] - {"org:acme", "org:beta"} == roles["ChipVendor"]


def test_every_organisation_stands_in_one_community_or_has_no_tie(read: Read) -> None:
    facts = read("communities")
    figure = communities_figure(facts)
    members = [member for each in figure.all for member in each.members]
    assert sorted([*members, *figure.untied]) == sorted(str(row["id"]) for row in facts.rows["members"])
    ends = {id_ for row in facts.rows["ties"] for id_ in (row["start"], row["end"])}
    assert set(members) <= ends
    assert not ends & set(figure.untied)
    sizes = [len(each.members) for each in figure.all if each.key != REST]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > 1
    assert figure.all[-1].key == REST


def test_rivals_that_have_a_market_in_common_are_one_community_named_after_one_of_them(read: Read) -> None:
    figure = communities_figure(read("communities"))
    [vendors] = [each for each in figure.all if "org:cadence" in each.members]
    trio = {"org:cadence", "org:synopsys", "org:mentor-graphics"}
    assert trio <= set(vendors.members)
    assert vendors.head == vendors.members[0]
    assert "market:eda-china" in vendors.common
    rivals = {frozenset(pair) for pair in said("competes_with") if trio.issuperset(pair)}
    told = {frozenset((each.start, each.end)) for each in vendors.statements if each.type == "COMPETES_WITH"}
    assert len(rivals) == 3
    assert rivals <= told
    rest = figure.all[-1]
    assert rest.head is None
    assert rest.of(rest.members[0])


def test_communities_are_the_same_whatever_the_order_of_the_answers(read: Read) -> None:
    facts = read("communities")
    turned = {name: tuple(reversed(found)) for name, found in facts.rows.items()}
    assert communities_figure(replace(facts, rows=turned)) == communities_figure(facts)


def test_communities_of_chosen_ties_rest_on_these_alone(read: Read) -> None:
    figure = communities_figure(read("communities", ties=("COMPETES_WITH",)))
    assert {each.type for community in figure.all for each in community.statements} == {"COMPETES_WITH"}
    rivals = {id_ for pair in said("competes_with") for id_ in pair if id_.startswith("org:")}
    assert rivals <= {member for community in figure.all for member in community.members}


def test_policies_stand_at_the_years_their_date_or_else_their_title_tells(read: Read) -> None:
    lanes = timeline_figure(read("policies"))
    events = {event.thing: event for lane in lanes for event in lane.events}
    expected = {id_ for id_ in CLASSES if read.explorer.model.is_a(next(iter(CLASSES[id_])), "PolicyInstrument")}
    assert events.keys() == expected
    plan, national = events["policy:shenzhen-ai-plan"].years, events["policy:new-generation-ai-development-plan"].years
    assert plan is not None
    assert national is not None
    assert (plan.first, plan.last, plan.titled) == (2019, 2023, True)
    assert (national.first, national.titled) == (2017, False)
    assert events["fund:beijing-sci-tech-innovation-fund"].years is None


def test_the_policy_line_of_one_city_holds_its_policies_and_funds_only(read: Read) -> None:
    lanes = timeline_figure(read("policies", places=("place:shenzhen",)))
    expected = {b for relation in ("has_policy", "has_fund") for _, b in said(relation, "place:shenzhen")}
    assert {event.thing for lane in lanes for event in lane.events} == expected


def test_market_sizes_are_those_of_the_chosen_kind(read: Read) -> None:
    found = read("scenario-markets", by=("Industry",)).numbers
    assert {one.point for one in found.values() if "market:ai-electronics" in one.about} == {4_100_000_000}
    assert all(one.indicator == "market_size" for one in found.values())


def test_a_query_without_its_columns_is_refused_with_its_name(read: Read) -> None:
    view = read_map("mine", 'layout = "numbers"\ntitle = "x"\n[queries]\nobservations = "RETURN 1 AS one"')
    with pytest.raises(MapError, match=r"mine\.toml: the query observations gives no column id; it wants id"):
        read_facts(view, {}, read.workspace.store, read.explorer)


@pytest.mark.parametrize(
    "cypher", ["CREATE (n:Thing) RETURN n.id AS id", "LOAD CSV FROM 'file:///etc/passwd' AS r RETURN r AS id"]
)
def test_a_map_can_only_read_the_graph(read: Read, cypher: str) -> None:
    view = read_map("mine", f'layout = "numbers"\ntitle = "x"\n[queries]\nobservations = """{cypher}"""')
    with pytest.raises(Exception, match=r"(?i)read|allow|forbidden|refused|not"):
        read_facts(view, {}, read.workspace.store, read.explorer)
    assert read.workspace.store.query("MATCH (n) WHERE n.id IS NULL AND n:Thing RETURN count(n)").rows[0][0] == 0
