"""Everything that can be taken along, made of the real graph: each file opens, and holds what is visible, no more."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pyoxigraph import RdfFormat, parse

from graph.explorer import Explorer
from graph.workspace import Workspace
from ontology.model import load_model
from tests.explore_world import HOSTILE, build
from ui.explore import guides, steps
from ui.explore.brief import docx, markdown
from ui.explore.drawing import scene
from ui.explore.guides import Guide, Walk
from ui.explore.run import Run
from ui.explore.session import Scene, Session
from ui.explore.taking import FORMATS, brief_of, finish, take
from ui.explore.views import on_views, present, views_data
from ui.resources import Resources, brief
from ui.sentences import Words
from ui.state import History, Moment, View
from ui.texts import load_texts

ZH = Words(load_texts("zh"), load_model())
NODES = ("org:acme", "org:beta", "prod:gpu", "place:harbour", *HOSTILE)


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    folder = tmp_path_factory.mktemp("taking")
    build(folder / "workspace", folder / "tables")
    with Workspace.open(folder / "workspace") as workspace:
        explorer = Explorer(workspace.store, load_model())
        yield Resources(workspace, explorer, brief("digest", explorer))


@pytest.fixture
def run(resources: Resources) -> Run:
    return Run(Session(history=History(Moment(View(nodes=NODES)))), ZH, resources)


def drawn(run: Run) -> Scene:
    return scene(run.session, run.explorer, run.overview, ZH, "digest")


def taken(run: Run, format_: str) -> bytes:
    file = take(run, drawn(run), format_)
    assert file is not None
    return file.data


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_says_what_is_visible_and_nothing_that_is_hidden(run: Run, format_: str) -> None:
    steps.hide(run.session, ["prod:gpu"])
    data = taken(run, format_)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    text = html.unescape(data.decode("utf-8", "replace"))
    assert "顶点智造" in text
    assert "图形处理器" not in text


def test_a_format_that_there_is_not_makes_no_file(run: Run) -> None:
    assert take(run, drawn(run), "exe") is None


def test_no_cell_of_a_table_is_a_formula(run: Run) -> None:
    book = openpyxl.load_workbook(io.BytesIO(taken(run, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert set(HOSTILE.values()) <= {cell.value for cell in cells}


def test_turtle_holds_the_statements_with_their_evidence(run: Run) -> None:
    quads = list(parse(taken(run, "turtle"), format=RdfFormat.TURTLE))
    said = {str(quad.predicate.value).rpartition("#")[2] for quad in quads}
    assert {"makes", "located_in", "evidence"} <= {name.replace("locatedIn", "located_in") for name in said}


def test_a_brief_numbers_its_sources_in_the_order_of_citation(run: Run) -> None:
    said = brief_of(run, drawn(run))
    lines = [line for _, group in said.groups for line in group] + list(said.numbers)
    cited = [number for line in lines for number in line.sources]
    assert list(dict.fromkeys(cited)) == list(range(1, len(said.sources) + 1))
    assert any("顶点智造生产图形处理器" in line.text for line in lines)
    assert any("1.2" in source and "12" in source for source in said.sources)
    assert any("95%" in line.text for line in said.numbers)
    assert date.today().isoformat() in said.about


def test_no_name_becomes_markup_in_a_brief(run: Run) -> None:
    text = markdown(brief_of(run, drawn(run)))
    assert "<script" not in text.replace("\\<script", "")
    assert "](javascript" not in text
    assert text.startswith("# ")


def test_a_word_file_opens_and_has_its_picture(run: Run) -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
        "a5f645400000000049454e44ae426082"
    )
    document = Document(io.BytesIO(finish(run, drawn(run), pixel).data))
    assert len(document.inline_shapes) == 1
    assert "顶点智造生产图形处理器" in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert Document(io.BytesIO(docx(brief_of(run, drawn(run)), None))).paragraphs


# --- kept views


def test_a_kept_view_restores_nodes_places_filter_and_says_what_is_gone(run: Run, resources: Resources) -> None:
    steps.lay_out(run.session, "radial")
    steps.pin(run.session, {"prod:gpu": (400.0, 5.0)})
    shown = drawn(run)
    on_views(run, {"kind": "save", "name": "我的", "note": "n"})
    (item,) = views_data(run)["items"]
    assert (item["label"], item["warning"]) == ("我的", None)
    other = Run(Session(), ZH, resources)
    on_views(other, {"kind": "open", "key": item["key"]})
    again = drawn(other)
    assert [node.id for node in again.view.nodes] == [node.id for node in shown.view.nodes]
    assert other.session.view.look == run.session.view.look
    for a, b in zip(shown.view.nodes, again.view.nodes, strict=True):
        assert abs((a.x or 0) - (b.x or 0)) <= 1
        assert a.pinned == b.pinned
    for kind in ("duplicate", "export", "delete"):
        on_views(other, {"kind": kind, "key": item["key"]})
    assert [each["label"] for each in views_data(run)["items"]] == ["我的（副本）"]
    assert other.session.download is not None
    on_views(run, {"kind": "import", "text": other.session.download.data.decode()})
    assert {each["label"] for each in views_data(run)["items"]} == {"我的", "我的（副本）"}
    on_views(run, {"kind": "import", "text": "{}"})
    assert run.session.messages[-1].key == "views.no_view"


def test_a_view_whose_things_are_gone_names_them(run: Run) -> None:
    view = present(run, "x", "")
    assert view.gone({id_: 1 for id_ in NODES if id_ != "prod:gpu"}) == ("图形处理器",)


# --- guided examples


def test_a_guided_example_walks_from_its_things_and_is_offered_only_where_they_are(run: Run) -> None:
    here = Guide(
        "cities", "tree", ("org:acme",), (Walk("start", "MAKES", True, "made"), Walk("made", "MAKES", False, "by"))
    )
    assert set(guides.walked(here, run.explorer)) == {"org:acme", "prod:gpu", "prod:arm", "org:beta"}
    assert guides.offered(run.overview) == ()
    guides.open_guide(run.session, run.explorer, run.overview, "cities")
    assert run.session.guide is None


def test_every_guided_example_has_its_words_in_both_languages() -> None:
    for language in ("zh", "en"):
        texts = load_texts(language)
        assert all(
            f"guide.{guide.key}{part}" in texts.entries for guide in guides.guides() for part in ("", "_1", "_2")
        )


def test_the_workspace_keeps_views_beside_the_facts(resources: Resources, run: Run) -> None:
    on_views(run, {"kind": "save", "name": "beside"})
    assert list((Path(resources.workspace.path) / "views").glob("*.json"))
