"""Walking, asking why, looking, filtering, keeping and taking along, in real Chromium."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.canvas_on_page import CanvasOnPage
from tests.browser.explore.conftest import FEW, Reader
from tests.browser.site import SECONDS, Site
from tests.explore_world import HOSTILE

NAMELESS = """() => {
    const found = [];
    const look = (root) => {
        for (const each of root.querySelectorAll("*")) {
            if (each.shadowRoot) look(each.shadowRoot);
            const control = each.matches(".zp button, .zp input, .zp select, .zp a, .zt-canvas button");
            if (!control || !each.checkVisibility()) continue;
            const label = each.labels?.[0]?.textContent || each.getAttribute("aria-label") || each.textContent;
            if (!label?.trim()) found.push(each.outerHTML);
        }
    };
    look(document);
    return found;
}"""


def right_click(reader: Reader, node: str) -> None:
    at = reader.place_of(node)
    reader.page.locator(".zt-canvas").click(position={"x": at["x"], "y": at["y"]}, button="right")


def tab(reader: Reader, name: str) -> None:
    reader.page.get_by_role("tab", name=name).click()


def places(reader: Reader) -> dict[str, Any]:
    reader.rest()
    found: dict[str, Any] = reader.canvas(
        "Object.fromEntries([...canvas.scene.nodes.keys()].map((id) => [id, canvas.scene.place(id)]))"
    )
    return found


def until_places(reader: Reader, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Waits until the nodes are where they should be, and answers where that is."""
    deadline = time.monotonic() + SECONDS / 1000
    while not wanted(found := places(reader)):
        assert time.monotonic() < deadline, f"the nodes are still at {found}"
        reader.page.wait_for_timeout(100)
    return found


def test_the_context_menu_expands_over_a_relation_whose_count_it_tells(reader: Reader) -> None:
    reader.visit("explore?n=org:acme")
    right_click(reader, "org:acme")
    entry = reader.page.get_by_role("menuitem", name="生产：2")
    expect(entry).to_be_visible(timeout=SECONDS)
    entry.click()
    reader.until_nodes(lambda nodes: nodes == {"org:acme", "prod:gpu", "prod:arm"})
    right_click(reader, "org:acme")
    reader.page.get_by_role("menuitem", name="收起末端节点").click()
    reader.until_nodes(lambda nodes: nodes == {"org:acme"})


def test_the_keyboard_hides_shows_selects_keeps_and_helps(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&s=org:acme")
    keyboard, canvas = reader.page.keyboard, reader.page.locator(".zt-canvas")
    canvas.focus()
    keyboard.press("h")
    reader.until_nodes(lambda nodes: "org:acme" not in nodes and len(nodes) == 3)
    reader.until_address(o="org:acme")
    keyboard.press("s")
    reader.until_nodes(lambda nodes: len(nodes) == 4)
    reader.click("org:acme")
    reader.titled("顶点智造")
    keyboard.press("m")
    reader.titled("选中 2 个")
    keyboard.press("k")
    reader.until_nodes(lambda nodes: nodes == {"org:acme", "org:beta"})
    keyboard.press("Shift+F10")
    expect(reader.page.get_by_role("menu").get_by_role("menuitem").first).to_be_focused()
    keyboard.press("Escape")
    keyboard.press("?")
    expect(reader.page.get_by_role("dialog", name="键盘与鼠标")).to_be_visible()
    keyboard.press("Escape")
    expect(reader.page.get_by_role("dialog")).to_be_hidden()


def test_the_list_of_steps_leads_back_and_forth(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&s=org:beta")
    reader.panel.get_by_role("button", name="移除").click()
    reader.until_nodes(lambda nodes: len(nodes) == 3)
    tab(reader, "步骤")
    reader.page.get_by_role("button", name="打开").click()
    reader.until_nodes(lambda nodes: len(nodes) == 4)
    reader.page.get_by_role("button", name="移除 1 个").click()
    reader.until_nodes(lambda nodes: len(nodes) == 3)


def test_two_things_are_explained_in_sentences_and_compared(reader: Reader) -> None:
    reader.visit("explore?n=org:beta,prod:arm")
    reader.click("org:beta")
    at = reader.place_of("prod:arm")
    reader.page.locator(".zt-canvas").click(position={"x": at["x"], "y": at["y"]}, modifiers=["Control"])
    reader.titled("选中 2 个")
    for said in ("最短的路径", "顶点智造与贝塔半导体竞争", "顶点智造生产机械手", "1.2 · L40"):
        expect(reader.panel).to_contain_text(said, timeout=SECONDS)
    reader.panel.get_by_role("button", name="贝塔半导体 → 顶点智造 → 机械手").click()
    reader.until_nodes(lambda nodes: "org:acme" in nodes)
    reader.panel.get_by_role("button", name="对比").click()
    expect(reader.panel.get_by_role("columnheader", name="贝塔半导体")).to_be_visible(timeout=SECONDS)
    reader.until_address(s="org:beta,prod:arm")


def test_layouts_move_nodes_and_the_address_restores_where_they_are(reader: Reader, chromium: Browser) -> None:
    reader.visit(f"explore?n={FEW}")
    before = places(reader)
    reader.page.get_by_role("button", name="布局").click()
    reader.page.get_by_role("menuitemradio", name="树形").click()
    reader.until_address(l="tree")
    after = until_places(reader, lambda found: found != before)
    at = reader.place_of("prod:gpu")
    box = reader.page.locator(".zt-canvas").bounding_box()
    assert box is not None
    mouse = reader.page.mouse
    mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    mouse.down()
    mouse.move(box["x"] + at["x"] + 60, box["y"] + at["y"] - 80, steps=4)
    mouse.up()
    reader.page.wait_for_function("() => new URL(location).searchParams.has('p')", timeout=SECONDS)
    dragged = places(reader)
    assert dragged["prod:gpu"] != after["prod:gpu"]
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 1000})
    other = Reader(reader.site, context.new_page())
    other.page.goto(reader.page.url)
    other.drawn()
    for id_, place in places(other).items():
        assert abs(place["x"] - dragged[id_]["x"]) <= 1
        assert abs(place["y"] - dragged[id_]["y"]) <= 1
    context.close()
    reader.page.get_by_role("button", name="撤销").click()
    reader.page.wait_for_function("() => !new URL(location).searchParams.has('p')", timeout=SECONDS)
    reader.page.get_by_role("button", name="撤销").click()
    reader.until_address(l=None)
    until_places(reader, lambda found: found == before)


def test_filter_and_style_draw_what_they_say_and_stand_in_the_address(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    tab(reader, "筛选")
    reader.page.get_by_label("陈述").select_option("inferred")
    reader.until_nodes(lambda nodes: nodes == {"org:acme", "org:beta"})
    reader.until_address(fe="inferred")
    reader.page.get_by_role("button", name="清除").click()
    reader.until_nodes(lambda nodes: len(nodes) == 4)
    condition = reader.page.locator(".form .together")
    condition.get_by_label("属性").select_option("name")
    condition.get_by_role("textbox").fill("acme")
    reader.page.get_by_role("button", name="添加条件").click()
    reader.until_nodes(lambda nodes: nodes == {"org:acme"})
    reader.until_address(fa="name:acme")
    reader.page.get_by_role("button", name="删除此条件").click()
    reader.until_nodes(lambda nodes: len(nodes) == 4)
    tab(reader, "样式")
    reader.page.get_by_label("数值").fill("3")
    reader.page.locator(".together [data-key=tint]").select_option("orange")
    reader.page.get_by_role("button", name="添加规则").click()
    reader.until_address(r="degree>3!orange")
    expect(reader.page.locator(".form .rows")).to_contain_text("相邻节点数 > 3")
    assert reader.canvas("canvas.scene.nodes.get('org:acme').color") == "#b35c00"
    reader.page.reload()
    reader.drawn()
    assert reader.canvas("canvas.scene.nodes.get('org:acme').color") == "#b35c00"


def test_relations_are_coloured_by_type_and_the_legend_lights_them_up_and_filters(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    tab(reader, "样式")
    reader.page.get_by_label("关系的颜色").select_option("type")
    reader.until_address(kl="type")
    colors = reader.canvas("[...canvas.scene.edges.values()].map(({ kind, color }) => [kind, color])")
    assert len({color for _, color in colors}) == len({kind for kind, _ in colors}) == 3
    tab(reader, "图例")
    row = reader.page.locator(".legend li", has_text="位于")
    reader.drawn()  # a row that is drawn anew under the mouse lights nothing up
    row.hover()
    lit = "root.canvas.painter.lit && [...root.canvas.painter.lit.nodes].sort().join()"
    seen = CanvasOnPage(reader.page)
    seen.wait(f"{lit} === 'org:acme,org:beta,place:harbour'")
    reader.page.mouse.move(720, 500)
    seen.wait("root.canvas.painter.lit === null")
    reader.page.locator(".legend .row", has_text="芯片类型").focus()
    reader.page.keyboard.press("Shift+Tab")
    reader.page.keyboard.press("Tab")
    seen.wait(f"{lit} === 'prod:gpu'")
    row.get_by_role("button").first.click()
    reader.until_address(ft="LOCATED_IN")
    reader.until_nodes(lambda nodes: "place:harbour" not in nodes)
    row.get_by_role("button").first.click()
    reader.until_address(ft=None)


def test_the_whole_graph_in_groups_opens_where_one_double_clicks(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    reader.page.get_by_role("button", name="显示多少").click()
    reader.page.get_by_role("menuitemradio", name="全图 · 按类成组").click()
    reader.until_address(w="class", n=None)
    groups = reader.until_nodes(lambda nodes: bool(nodes) and all(node.startswith("+") for node in nodes))
    expect(reader.page.locator(".toolbar .message")).to_contain_text("双击一组", timeout=SECONDS)
    reader.click("+ChipVendor")
    reader.titled("芯片厂商")
    expect(reader.panel).to_contain_text("贝塔半导体")
    reader.click("+ChipVendor", count=2)
    reader.until_nodes(lambda nodes: nodes == groups - {"+ChipVendor"} | {"org:acme", "org:beta"})
    reader.page.reload()
    reader.drawn()
    assert {"org:acme", "+Startup"} <= reader.nodes()


def test_a_kept_view_outlives_the_page_and_can_be_taken_away_and_brought_back(reader: Reader, tmp_path: Path) -> None:
    reader.visit(f"explore?n={FEW}&l=tree")
    tab(reader, "视图")
    reader.page.get_by_role("textbox", name="名称").fill("四个")
    reader.page.get_by_role("button", name="保存当前视图").click()
    expect(reader.page.locator(".entries li")).to_have_count(1, timeout=SECONDS)
    with reader.page.expect_download() as exported:
        reader.page.get_by_role("button", name="导出为文件").click()
    exported.value.save_as(tmp_path / "view.json")
    reader.page.get_by_role("button", name="删除").click()
    expect(reader.page.locator(".entries li")).to_have_count(0, timeout=SECONDS)
    with reader.page.expect_file_chooser() as chooser:
        reader.page.get_by_role("button", name="导入文件").click()
    chooser.value.set_files(tmp_path / "view.json")
    expect(reader.page.locator(".entries li")).to_have_count(1, timeout=SECONDS)
    reader.visit("explore?n=org:hub")
    tab(reader, "视图")
    reader.page.locator(".entries").get_by_role("button", name=re.compile("^四个")).click()
    reader.until_nodes(lambda nodes: nodes == set(FEW.split(",")))
    reader.until_address(l="tree")
    reader.page.get_by_role("button", name="删除").click()
    expect(reader.page.locator(".entries li")).to_have_count(0, timeout=SECONDS)


def test_what_is_visible_can_be_taken_along_and_no_name_runs_in_it(reader: Reader, tmp_path: Path) -> None:
    reader.visit(f"explore?n={','.join(HOSTILE)},place:harbour")
    found = {}
    for name, start in (("图片 PNG", b"\x89PNG"), ("简报 Word", b"PK"), ("网页", b"<!doctype html>")):
        reader.page.get_by_role("button", name="导出所见").click()
        with reader.page.expect_download(timeout=SECONDS) as download:
            reader.page.get_by_role("menuitem", name=name).click()
        found[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(found[name])
        assert found[name].read_bytes().startswith(start)
    page = reader.page.context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.set_content(found["网页"].read_text("utf-8"))
    page.locator("[data-n] text").first.click()
    expect(page.locator("#panel h1")).to_have_text(next(iter(HOSTILE.values())))
    expect(page.locator(".faint").first).to_be_attached()
    assert page.evaluate("() => window.pwned") is None
    assert not errors
    page.close()


def test_ctrl_k_on_another_page_leads_to_the_explorer(reader: Reader) -> None:
    reader.page.goto(f"{reader.site.address}/numbers?lang=zh")
    reader.page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
    )
    box = reader.page.locator(".finder.over input")  # hidden until it is called
    expect(box).to_be_attached(timeout=SECONDS)
    reader.page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    box.fill("ddzz")
    expect(reader.page.get_by_role("option").first).to_be_visible(timeout=SECONDS)
    box.press("Enter")
    reader.drawn().titled("顶点智造")
    assert reader.address()["s"] == "org:acme"


def test_everything_has_a_name_and_fits_on_a_phone(site: Site, chromium: Browser) -> None:
    for width, height in ((1440, 1000), (390, 844)):
        context = chromium.new_context(
            locale="en-US", viewport={"width": width, "height": height}, has_touch=width < 500
        )
        page: Page = context.new_page()
        reader = Reader(site, page).visit(f"explore?n={FEW}&s=org:acme,org:beta")
        for name in ("Filter", "Style", "Views", "Steps", "Legend"):
            tab(reader, name)
            expect(page.get_by_role("tab", name=name, selected=True)).to_be_visible(timeout=SECONDS)
            reader.drawn()
            assert page.evaluate(NAMELESS) == []
        assert page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")
        context.close()
