"""The explore page in real Chromium: how it looks, what it hides, and how it takes trouble."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from graph.workspace import Workspace
from tests.browser.conftest import Profiles, leave
from tests.browser.explore.conftest import FEW, Reader
from tests.browser.site import SECONDS, Site, serving
from tests.explore_world import HOSTILE


def test_the_opening_view_shows_the_graph_not_an_empty_page(reader: Reader) -> None:
    reader.visit()
    assert {"org:acme", "place:harbour", "org:hub"} <= reader.nodes()
    reader.titled("图谱概貌")
    expect(reader.page.locator(".legend")).to_contain_text("芯片厂商")
    assert urlsplit(reader.page.url).path == "/explore"


def test_it_looks_like_zhitu_and_not_like_its_tools(reader: Reader) -> None:
    reader.visit()
    expect(reader.page).to_have_title("智图 zhitu")
    expect(reader.page.locator(".zt-brand")).to_have_text("智图zhitu")
    for name in ("stAppDeployButton", "stStatusWidget", "stSidebar"):
        expect(reader.page.get_by_test_id(name)).to_have_count(0)


def test_the_header_marks_the_page_that_one_is_on(reader: Reader) -> None:
    reader.visit()
    expect(reader.page.locator("[aria-current=page]")).to_have_text("探索")
    box = reader.page.get_by_test_id("stHeader").bounding_box()
    assert box is not None
    assert box["height"] == 48


def test_on_a_phone_the_header_stays_one_row(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN")
    reader = Reader(site, context.new_page()).visit()
    expect(reader.page.locator("[aria-current=page]")).to_be_in_viewport()
    expect(reader.page.get_by_role("radio", name="English")).to_be_in_viewport()
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_the_canvas_fills_the_height(reader: Reader) -> None:
    reader.visit()
    box = reader.page.locator(".zt-canvas").bounding_box()
    assert box is not None
    assert box["height"] > 0.93 * 1000
    assert reader.page.evaluate("() => document.scrollingElement.scrollHeight <= innerHeight")
    reader.page.set_viewport_size({"width": 1440, "height": 400})  # the legend is longer: it scrolls, not the page
    rail, main = reader.page.locator(".st-key-zt-rail"), reader.page.get_by_test_id("stMain")
    longer = "(element) => element.scrollHeight > element.clientHeight"
    assert rail.evaluate(longer)
    assert not main.evaluate(longer)


def test_light_and_dark_follow_the_system(site: Site, chromium: Browser) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme)
        reader = Reader(site, context.new_page()).visit()
        read = "(element) => getComputedStyle(element).backgroundColor"
        grounds.append([reader.page.locator(each).first.evaluate(read) for each in (".zt-canvas", ".st-key-zt-rail")])
        context.close()
    assert grounds[0] == ["rgb(255, 255, 255)", "rgb(247, 248, 250)"]
    assert grounds[1] == ["rgb(14, 17, 23)", "rgb(20, 25, 34)"]


def test_a_click_in_the_legend_hides_a_class_and_shows_it_again(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    row = reader.page.locator(".legend").get_by_role("button", name="芯片厂商").first
    row.click()
    reader.until_nodes(lambda nodes: nodes == {"prod:gpu", "place:harbour"})
    reader.until_address(h="ChipVendor")
    expect(reader.page.locator(".toolbar .status")).to_contain_text("隐藏 2")
    row.click()
    reader.until_nodes(lambda nodes: len(nodes) == 4)


def test_a_canvas_whose_things_are_all_hidden_says_so(reader: Reader) -> None:
    reader.visit("explore?n=org:acme&o=org:acme")
    expect(reader.page.get_by_text("筛选或图例把这里的内容全部隐藏了")).to_be_visible(timeout=SECONDS)


def test_the_legend_names_each_class_with_shape_and_count(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    row = reader.page.locator(".legend .row", has_text="芯片厂商")
    expect(row.locator(".count")).to_have_text("2")
    expect(row.locator("svg.glyph")).to_have_count(1)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_are_shown_as_they_are_and_never_run(reader: Reader, lang: str) -> None:
    reader.visit(f"explore?n={','.join(HOSTILE)},place:harbour&s=place:harbour&lang={lang}")
    for name in HOSTILE.values():
        expect(reader.panel).to_contain_text(name)
    for id_, name in HOSTILE.items():
        reader.page.get_by_role("combobox").fill(id_)
        expect(reader.page.get_by_role("option").first).to_contain_text(name, timeout=SECONDS)
        reader.page.get_by_role("combobox").press("Enter")
        reader.titled(name)
    reader.panel.locator("button.place").first.click()
    expect(reader.panel.locator("h2")).to_contain_text("&lt;b&gt;", timeout=SECONDS)
    reader.page.get_by_role("button", name="表格" if lang == "zh" else "Table").click()
    expect(reader.page.get_by_test_id("stDataFrame")).to_have_count(2, timeout=SECONDS)
    assert reader.page.evaluate("() => window.pwned") is None


def test_everything_can_be_done_with_the_keyboard(reader: Reader) -> None:
    reader.visit("explore?n=org:hub")
    keyboard = reader.page.keyboard
    keyboard.press("Control+k")
    keyboard.type("顶点智造")
    keyboard.press("Enter")
    reader.titled("顶点智造")
    reader.page.locator(".zt-canvas").focus()
    keyboard.press("Enter")
    nodes = reader.until_nodes(lambda nodes: {"org:beta", "prod:gpu", "prod:arm", "place:harbour"} <= nodes)
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        keyboard.press(key)
        if reader.canvas("canvas.memory.selected[0]") != "org:acme":
            break
    expect(reader.panel.locator("h2")).not_to_have_text("顶点智造", timeout=SECONDS)
    keyboard.press("Delete")
    reader.until_nodes(lambda left: len(left) == len(nodes) - 1)
    keyboard.press("Control+z")
    reader.until_nodes(lambda left: left == nodes)


def test_tab_leads_from_search_to_the_canvas(reader: Reader) -> None:
    reader.visit()
    reader.page.get_by_role("combobox").focus()
    reached = """() => {
        let at = document.activeElement;
        while (at?.shadowRoot) at = at.shadowRoot.activeElement;
        return at?.className ?? "";
    }"""
    for _ in range(150):
        reader.page.keyboard.press("Tab")
        if "zt-canvas" in str(reader.page.evaluate(reached)):
            return
    pytest.fail("150 tabs do not reach the canvas")


def test_the_table_says_what_the_canvas_shows(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    reader.page.get_by_role("button", name="表格").click()
    expect(reader.page.get_by_test_id("stDataFrame")).to_have_count(2, timeout=SECONDS)
    expect(reader.page.get_by_text("节点 · 4")).to_be_visible()
    reader.page.get_by_role("button", name="表格").click()
    reader.drawn()
    assert reader.nodes() == set(FEW.split(","))


def test_a_killed_engine_is_started_again_by_the_next_click(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    reader.site.kill_engine()
    reader.click("org:acme")
    reader.titled("顶点智造")
    reader.search("枢纽制造")
    reader.until_nodes(lambda nodes: "org:hub" in nodes)


def test_the_first_reader_of_a_server_may_come_by_a_deep_link(site: Site, chromium: Browser) -> None:
    with serving(site.workspace) as fresh:
        context = chromium.new_context(locale="zh-CN")
        reader = Reader(fresh, context.new_page()).visit(f"explore?n={FEW}&s=org:acme")
        reader.titled("顶点智造")
        expect(reader.page.locator(".zt-brand")).to_be_visible()
        assert reader.nodes() == set(FEW.split(","))
        context.close()


def test_a_store_that_cannot_be_reached_is_said_in_words_with_what_to_do(tmp_path: Path, chromium: Browser) -> None:
    with serving(tmp_path, "bolt://127.0.0.1:9") as broken:
        page = chromium.new_context(locale="zh-CN").new_page()
        page.goto(broken.address)
        expect(page.get_by_text("图谱引擎没有响应")).to_be_visible(timeout=SECONDS)
        expect(page.get_by_text("zhitu engine status")).to_be_visible()
        expect(page.get_by_role("button", name="重试")).to_be_enabled()
        page.context.close()


def test_an_empty_graph_says_how_to_fill_it(tmp_path: Path, chromium: Browser) -> None:
    with Workspace.open(tmp_path) as workspace, serving(tmp_path) as nothing:
        workspace.store.run("RETURN 1 AS one")
        page = chromium.new_context(locale="en-US").new_page()
        page.goto(nothing.address)
        expect(page.get_by_text("The graph is empty")).to_be_visible(timeout=SECONDS)
        expect(page.get_by_text("zhitu import")).to_be_visible()
        page.context.close()


def test_ten_readers_at_once_see_their_own_views(site: Site, profiles: Profiles) -> None:
    wanted = [f"org:supplier-{number}" for number in range(10)]
    readers = [Reader(site, profiles().new_page()) for _ in wanted]  # a tab is a session of its own
    for reader, id_ in zip(readers, wanted, strict=True):
        reader.page.goto(f"{site.address}/explore?n={id_},org:hub", wait_until="commit")
    for reader in readers:
        reader.drawn()
    for reader, id_ in zip(readers, wanted, strict=True):  # each selects its own, while the others' runs are under way
        reader.canvas(f"canvas.report.event('select', {{ nodes: ['{id_}'], edge: null }})")
    for reader, id_ in zip(readers, wanted, strict=True):
        reader.until_address(s=id_)
        assert reader.nodes() == {id_, "org:hub"}
        reader.titled(f"Supplier {id_.removeprefix('org:supplier-')}")
        leave(reader.page)
