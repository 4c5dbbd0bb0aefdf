"""What the search box answers: groups with counts, why each was found, numbers beside names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.explorer import Explorer
from graph.workspace import Workspace
from ontology.model import load_model
from tests.explore_world import build
from ui.explore import steps
from ui.explore.session import Session
from ui.finder import answer
from ui.resources import Known, brief
from ui.sentences import Words
from ui.state import History, Moment, View
from ui.texts import load_texts

ZH, EN = (Words(load_texts(language), load_model()) for language in ("zh", "en"))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    folder = tmp_path_factory.mktemp("finder")
    build(folder / "workspace", folder / "tables")
    with Workspace.open(folder / "workspace") as workspace:
        yield brief("digest", Explorer(workspace.store, load_model()))


def test_hits_stand_under_their_families_with_the_count_of_each(graph: Known) -> None:
    groups = {group["label"]: group for group in answer(graph, EN, "supplier", frozenset())}
    assert list(groups) == ["Organization"]
    assert groups["Organization"]["count"] == 40
    assert len(groups["Organization"]["hits"]) < 40


def test_each_hit_says_why_it_was_found_unless_its_name_says_so(graph: Known) -> None:
    whys = {
        text: answer(graph, ZH, text, frozenset())[0]["hits"][0]["why"]
        for text in ("顶点智造", "辉顶", "dingdianzhizao", "ddzz", "顶店智造")
    }
    assert whys == {
        "顶点智造": None,
        "辉顶": "别名：輝頂",
        "dingdianzhizao": "拼音：顶点智造（ding dian zhi zao）",
        "ddzz": "拼音首字母：顶点智造（ding dian zhi zao）",
        "顶店智造": "拼音：顶点智造（ding dian zhi zao）",
    }
    assert answer(graph, EN, "Harbuor", frozenset())[0]["hits"][0]["why"].startswith("similar: Harbour")


def test_numbers_are_found_by_what_they_say(graph: Known) -> None:
    (group,) = [group for group in answer(graph, ZH, "95%", frozenset()) if group["key"] == "Observation"]
    assert "顶点智造" in group["hits"][0]["name"]
    assert "约 95%" in group["hits"][0]["name"]


def test_a_number_that_is_chosen_brings_all_that_it_is_about(graph: Known) -> None:
    (hit,) = answer(graph, ZH, "95%", frozenset())[0]["hits"]
    session = Session(history=History(Moment(View(nodes=("place:harbour",)))))
    steps.open_found(session, graph.overview, hit["id"])
    assert set(steps.shown(session, graph.overview)) == {"place:harbour", "org:acme", "org:beta"}
    assert session.view.selected in ("org:acme", "org:beta")
