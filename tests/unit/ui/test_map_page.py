"""What the map page shows: addresses that come back, marks with their facts, and maps from a workspace."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.explorer import Explorer
from graph.maps.reading import read_facts
from graph.workspace import Workspace
from ontology.model import load_model
from ui.maps.address import MapPage, from_address, to_address
from ui.maps.drawn import Drawn, draw
from ui.maps.files import all_maps, own_maps
from ui.sentences import Words
from ui.texts import load_texts

ZH, EN = Words(load_texts("zh"), load_model()), Words(load_texts("en"), load_model())
DOCS = Path(__file__).parents[3] / "docs"
EXAMPLE = re.compile(r"<!-- example: (\S+) -->\n```toml\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module", params=[view.id for view in own_maps() if view.layout != "numbers"])
def drawn(request: pytest.FixtureRequest, report_workspace: Workspace, report_explorer: Explorer) -> Drawn:
    view = next(view for view in own_maps() if view.id == request.param)
    facts = read_facts(view, {}, report_workspace.store, report_explorer, tuple(report_explorer.counts()))
    return draw(facts, report_explorer, EN)


def keys(data: object) -> list[str]:
    """The keys of all marks in a figure's data."""
    if isinstance(data, dict):
        own = [data["key"]] if isinstance(data.get("key"), str) else []
        return own + [key for value in data.values() for key in keys(value)]
    return [key for each in data for key in keys(each)] if isinstance(data, list) else []


def test_every_mark_opens_its_facts_and_its_things(drawn: Drawn) -> None:
    shown = set(keys(drawn.data)) & drawn.marks.keys()
    assert len(shown) > 3 or drawn.data["kind"] == "matrix"
    told = [drawn.marks[key] for key in shown] or list(drawn.marks.values())
    assert all(mark.title and mark.things for mark in told)
    assert sum(1 for mark in told if mark.facts) >= 0.8 * len(told)
    assert all(fact.evidence for mark in told for fact in mark.facts)


def test_every_fact_of_a_map_is_a_row_of_its_table(drawn: Drawn) -> None:
    ids = {fact.statement.id for mark in drawn.marks.values() for fact in mark.facts if fact.statement}
    assert len(drawn.table) >= len(ids) > 0
    assert all(row.get("evidence") or row.get("observation") for row in drawn.table)


@pytest.mark.parametrize("words", [ZH, EN])
def test_a_community_bears_the_name_of_a_member_and_says_how_many_there_are(
    words: Words, report_workspace: Workspace, report_explorer: Explorer
) -> None:
    view = next(view for view in own_maps() if view.id == "communities")
    drawn = draw(read_facts(view, {}, report_workspace.store, report_explorer), report_explorer, words)
    *named, rest = drawn.data["columns"]
    assert rest["title"] == words.texts("groups.rest")
    for column in named:
        assert column["title"] == words.texts("groups.around", name=column["cards"][0]["title"])
        assert column["counts"][0]["value"] == len(column["cards"])
        mark = drawn.marks[column["key"]]
        assert column["counts"][1]["value"] == len(mark.facts)
        assert set(mark.things) >= {card["key"].partition("|")[2] for card in column["cards"]}
        rows = [row for row in drawn.table if row["community_name"] == column["title"]]
        assert {row["member"] for row in rows} == {card["key"].partition("|")[2] for card in column["cards"]}


@pytest.mark.parametrize(
    "page",
    [
        MapPage(),
        MapPage("value-chain", {"chain": ("chain:ai-chip",)}, "stage:ai-chip-upstream|org:nvidia"),
        MapPage("matrix", {"rows": ("City",), "columns": ("Policy",), "relations": ("HAS_POLICY", "ISSUED_BY")}),
        MapPage("cities", {"cities": ("place:beijing", "http://example.org/a,b")}, "~s|x#y"),
    ],
)
def test_an_address_brings_back_the_page(page: MapPage) -> None:
    assert from_address(to_address(page, "zh")) == page


@pytest.mark.parametrize("name", ["maps.md", "maps.zh.md"])
def test_the_example_of_the_docs_is_a_map_when_it_lies_in_a_workspace(
    name: str, tmp_path: Path, report_workspace: Workspace, report_explorer: Explorer
) -> None:
    file, text = EXAMPLE.findall((DOCS / name).read_text("utf-8"))[0]
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / file).write_text(text, encoding="utf-8")
    maps = all_maps(tmp_path)
    assert (maps.views[0].id, maps.troubles) == ("vendors", ())
    facts = read_facts(maps.views[0], {"place": ("place:china",)}, report_workspace.store, report_explorer)
    figure = draw(facts, report_explorer, ZH)
    fpga = next(column for column in figure.data["columns"] if column["key"] == "prod:fpga")
    assert "复旦微电子" in {card["title"] for card in fpga["cards"]}


def test_a_broken_map_is_named_and_hurts_no_other(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "mine.toml").write_text("layout = 3", encoding="utf-8")
    (tmp_path / "maps" / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    maps = all_maps(tmp_path)
    assert len(maps.views) == len(own_maps())
    assert [trouble.partition(":")[0] for trouble in maps.troubles] == ["bytes.toml", "mine.toml"]


def test_a_workspaces_map_takes_the_place_of_the_products(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    text = 'layout = "numbers"\ntitle = "Ours"\n[queries]\nobservations = "MATCH (o:Observation) RETURN o.id AS id"'
    (tmp_path / "maps" / "cities.toml").write_text(text, encoding="utf-8")
    maps = all_maps(tmp_path)
    assert len(maps.views) == len(own_maps())
    assert maps.named("cities").title.en == "Ours"


def test_an_unknown_map_in_an_address_opens_the_first(tmp_path: Path) -> None:
    assert all_maps(tmp_path).named("atlantis").id == "value-chain"


@pytest.mark.parametrize("name", ["maps.md", "maps.zh.md"])
def test_the_docs_name_every_layout_query_and_part(name: str) -> None:
    from graph.maps.declared import LAYOUTS  # noqa: PLC0415

    page = (DOCS / name).read_text("utf-8")
    names = {*LAYOUTS, *(query for needed, allowed in LAYOUTS.values() for query in (*needed, *allowed))}
    assert [each for each in sorted(names) if f"`{each}`" not in page] == []
