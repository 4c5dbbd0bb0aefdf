"""The explorer's reads on the real engine: each query says what its comment says, each card what the tables said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph
from graph.explorer import Explorer
from graph.search import NameIndex
from graph.workspace import Workspace
from ontology.model import load_model
from tests.explore_world import SUPPLIERS, build

QUERIES = sorted((Path(str(graph.__file__)).parent / "queries").glob("explore_*.cypher"))
PARAMETERS: dict[str, object] = {
    "ids": ["org:acme", "prod:gpu"],
    "id": "org:acme",
    "start": "org:acme",
    "limit": 100,
    "without": ["Evidence"],
    "marks": ["1.2"],
    "type": "MAKES",
    "outgoing": True,
}


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    folder = tmp_path_factory.mktemp("explorer")
    build(folder / "workspace", folder / "tables")
    with Workspace.open(folder / "workspace") as workspace:
        yield Explorer(workspace.store, load_model())


def comment_and_body(path: Path) -> tuple[str, str]:
    lines = path.read_text("utf-8").splitlines()
    comment = [line.removeprefix("//").strip() for line in lines if line.startswith("//")]
    return "\n".join(comment), "\n".join(line for line in lines if not line.startswith("//"))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_says_its_parameters_and_columns(path: Path) -> None:
    comment, body = comment_and_body(path)
    said = re.search(r"^Parameters: (.*)$", comment, re.MULTILINE)
    assert said is not None
    assert set(re.findall(r"(\w+) \(", said[1])) == set(re.findall(r"\$(\w+)", body))
    assert re.search(r"^Columns: \w", comment, re.MULTILINE)


@pytest.mark.parametrize(
    "path",
    [path for path in QUERIES if path.stem not in ("explore_discrepancies", "explore_disputes")],
    ids=lambda p: p.stem,
)
def test_a_query_gives_the_columns_it_says(path: Path, explorer: Explorer) -> None:
    comment, body = comment_and_body(path)
    columns = re.search(r"^Columns: (.*)$", comment, re.MULTILINE)
    assert columns is not None
    parameters = {name: PARAMETERS[name] for name in re.findall(r"\$(\w+)", body)}
    if path.stem == "explore_statement":
        card = explorer.card("org:acme")
        assert card is not None
        parameters["id"] = next(s.id for g in card.groups if g.outgoing for s, _ in g.statements)
    if path.stem in ("explore_evidence", "explore_evidence_sections"):
        parameters["ids"] = ["ev:note-L12"]
    result = explorer.store.run(path.stem, **parameters)
    assert result.rows
    assert result.columns == tuple(columns[1].split(", "))


def test_a_card_groups_relations_by_type_and_direction_with_counts(explorer: Explorer) -> None:
    card = explorer.card("org:acme")
    assert card is not None
    assert {(g.type, g.outgoing): g.count for g in card.groups} == {
        ("MAKES", True): 2,
        ("COMPETES_WITH", True): 1,
        ("LOCATED_IN", True): 1,
    }
    harbour = explorer.card("place:harbour")
    assert harbour is not None
    assert {(g.type, g.outgoing) for g in harbour.groups} == {("LOCATED_IN", False)}


def test_a_statement_keeps_its_qualifiers_and_its_place_in_the_source(explorer: Explorer) -> None:
    card = explorer.card("org:acme")
    assert card is not None
    made = next(s for g in card.groups for s, other in g.statements if other.id == "prod:gpu")
    assert (made.properties["year"], made.properties["note"]) == (2019, "领先")
    statement = explorer.statement(made.start, made.id)
    assert statement is not None
    (place,) = statement.places
    assert (place.section, place.line_start, place.line_end) == ("1.2", 12, 12)
    assert [node.properties["number"] for node in (*place.figures, *place.endnotes)] == ["7", "3"]
    assert place.section_node is not None
    assert place.section_node.properties["name_en"] == "Chips"


def test_a_joint_share_stands_on_each_members_card_with_the_others(explorer: Explorer) -> None:
    card = explorer.card("org:beta")
    assert card is not None
    (observed,) = card.observations
    assert {node.id for node in observed.about} == {"org:acme", "org:beta"}
    assert [region.id for region in observed.regions] == ["place:harbour"]


def test_nothing_is_known_of_an_unknown_id(explorer: Explorer) -> None:
    assert explorer.card("org:nobody") is None
    assert explorer.statement("org:acme", "stmt:0") is None
    assert explorer.subgraph(["org:acme", "org:nobody"]).missing == ("org:nobody",)


def test_the_graph_among_ids_holds_only_their_own_relations(explorer: Explorer) -> None:
    among = explorer.subgraph(["org:acme", "org:beta", "prod:gpu"])
    assert [node.id for node in among.nodes] == ["org:acme", "org:beta", "prod:gpu"]
    assert sorted((r.start, r.type, r.end) for r in among.relationships) == [
        ("org:acme", "COMPETES_WITH", "org:beta"),
        ("org:acme", "MAKES", "prod:gpu"),
        ("org:beta", "MAKES", "prod:gpu"),
    ]


def test_an_expansion_stops_at_its_limit_and_says_how_many_are_left(explorer: Explorer) -> None:
    importance = explorer.overview().importance
    first = explorer.expand(["org:hub"], {"org:hub"}, importance, 25)
    assert (len(first.added), first.left) == (25, {"org:hub": SUPPLIERS + 1 - 25})
    assert first.added[0] == "place:harbour"  # the most connected comes first
    rest = explorer.expand(["org:hub"], {"org:hub", *first.added}, importance, 25)
    assert (len(rest.added), rest.left) == (SUPPLIERS + 1 - 25, {"org:hub": 0})


def test_observations_and_evidence_are_never_walked_to(explorer: Explorer) -> None:
    found = explorer.expand(["org:acme"], set(), explorer.overview().importance, 100)
    assert not [id_ for id_ in found.added if id_.startswith(("obs:", "ev:"))]


def test_the_overview_counts_and_finds_everything_by_all_its_names(explorer: Explorer) -> None:
    overview = explorer.overview()
    assert overview.counts["Startup"] == SUPPLIERS
    assert "org:acme" in overview.landscape
    index = NameIndex.build(overview.things)
    assert {index.find(text)[0].id for text in ("顶点智造", "acme", "辉顶", "丁点智造")} == {"org:acme"}


def test_the_opening_view_is_the_same_each_time(explorer: Explorer) -> None:
    assert explorer.overview().landscape == explorer.overview().landscape
