"""The ontology page in real Chromium: search, graph, pages and downloads."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.canvas_on_page import CanvasOnPage
from tests.browser.desk.conftest import Opener, downloaded
from tests.browser.site import SECONDS


def test_the_search_finds_a_class_in_either_language_and_opens_its_page(open_page: Opener) -> None:
    page = open_page("model")
    for text in ("robot maker", "机器人制造商"):
        page.get_by_label("搜索类与关系").fill(text, timeout=SECONDS)
        expect(page.get_by_role("link", name="机器人制造商")).to_be_visible()
        expect(page.get_by_role("link", name="城市", exact=True)).to_have_count(0)
    page.get_by_role("link", name="机器人制造商").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("机器人制造商", timeout=SECONDS)
    term = page.locator("article.term")
    for text in ("RobotMaker", "云岭智造", "松风机械", "成立年份", "形状（SHACL）"):
        expect(term).to_contain_text(text)
    page.wait_for_function("() => new URL(location).searchParams.get('c') === 'RobotMaker'", timeout=SECONDS)


def test_a_node_of_the_graph_opens_its_class(open_page: Opener) -> None:
    page = open_page("model?c=RobotMaker", "en-GB")
    canvas = page.locator(".zt-canvas")
    expect(canvas).to_be_visible(timeout=SECONDS)
    CanvasOnPage(page).wait("root.canvas.scene.nodes.has('Place')")
    page.wait_for_timeout(600)  # the view settles on the graph in 220 ms
    CanvasOnPage(page).click("Place")
    expect(page.get_by_role("heading", level=1)).to_have_text("Place", timeout=SECONDS)


def test_the_ontology_and_a_classs_table_are_downloaded(open_page: Opener, tmp_path: Path) -> None:
    page = open_page("model", "en-GB")
    marks = {"(Turtle)": b"zt:ChipVendor", "(SHACL)": b"sh:NodeShape", "(JSON-LD)": b'"@id"'}
    for name, mark in marks.items():
        button = page.get_by_role("button", name=name)
        expect(button).to_be_visible(timeout=SECONDS)
        assert mark in downloaded(page, button.click, tmp_path)
    page.get_by_role("link", name="Chip vendor").click()
    button = page.get_by_role("button", name="Empty table for Chip vendor")
    expect(button).to_be_visible(timeout=SECONDS)
    book = load_workbook(io.BytesIO(downloaded(page, button.click, tmp_path)))
    assert "founded" in [cell.value for cell in book["entities"][1]]


def test_it_is_read_on_a_phone(open_page: Opener) -> None:
    page = open_page("model?c=City", width=390, scheme="dark")
    expect(page.get_by_role("heading", level=1)).to_have_text("城市", timeout=SECONDS)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
