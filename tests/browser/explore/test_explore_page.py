"""The explore page in real Chromium: what a reader sees, does and keeps."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from graph.workspace import Workspace
from tests.browser.conftest import Profiles, leave
from tests.browser.explore.conftest import Reader
from tests.browser.site import SECONDS, Site, serving
from tests.explore_world import HOSTILE, SUPPLIERS
from ui.address import pack_ids
from ui.explore.steps import EXPAND_LIMIT

pytestmark = pytest.mark.browser

FEW = "org:acme,org:beta,prod:gpu,place:harbour"


def address(reader: Reader) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(reader.page.url).query).items()}


def until_address(reader: Reader, **wanted: str | None) -> None:
    reader.page.wait_for_function(
        "(wanted) => Object.entries(wanted).every(([key, value]) => new URL(location).searchParams.get(key) === value)",
        arg=wanted,
        timeout=SECONDS,
    )


# --- see


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


# --- find


def test_any_name_finds_a_thing_and_selects_it(reader: Reader) -> None:
    reader.visit()
    for text in ("顶点智造", "acme", "輝頂", "顶点", "丁点智造", "ＡＣＭＥ"):
        reader.search(text)
        reader.titled("顶点智造")
        until_address(reader, s="org:acme")
        reader.panel.get_by_role("button", name="关闭").click()
        reader.titled("图谱概貌")


def test_a_choice_right_after_a_click_outlasts_it(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    box = reader.page.get_by_role("combobox")
    box.fill("枢纽制造")
    expect(reader.page.get_by_role("group", name="组织")).to_be_visible(timeout=SECONDS)
    reader.click("org:acme")  # waits a moment in the browser: it may become a double click
    box.press("Enter")
    assert reader.canvas("canvas.report.pending") is None
    reader.until_nodes(lambda nodes: "org:hub" in nodes)
    reader.titled("枢纽制造")
    until_address(reader, s="org:hub")


def test_hits_are_grouped_with_counts_and_say_why_they_were_found(reader: Reader) -> None:
    reader.visit()
    box = reader.page.get_by_role("combobox")
    for text, why in (("辉顶", "别名：輝頂"), ("dingdianzhi", "拼音：顶点智造"), ("ddzz", "拼音首字母：顶点智造")):
        box.fill(text)
        expect(reader.page.get_by_role("option").first).to_contain_text(why, timeout=SECONDS)
    box.fill("95%")
    expect(reader.page.get_by_role("group", name="观测")).to_contain_text("约 95%", timeout=SECONDS)
    box.press("Enter")
    reader.titled("顶点智造")
    box.fill("s")
    organizations = reader.page.get_by_role("group", name="组织")
    expect(organizations.get_by_role("option")).to_have_count(4, timeout=SECONDS)
    organizations.get_by_role("button", name="另外").click()
    expect(organizations.get_by_role("option")).to_have_count(12)


def test_what_is_not_found_is_said(reader: Reader) -> None:
    reader.visit()
    reader.page.get_by_role("combobox").fill("没有这样的名字")
    expect(reader.page.locator(".finder .nothing")).to_contain_text("没有找到", timeout=SECONDS)


def test_a_thing_that_is_not_on_the_canvas_is_put_there(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    assert "prod:arm" not in reader.nodes()
    reader.search("机械手")
    reader.until_nodes(lambda nodes: "prod:arm" in nodes)
    reader.titled("机械手")


# --- select


def test_a_click_shows_names_numbers_relations_and_evidence(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    reader.click("org:acme")
    reader.titled("顶点智造")
    for text in ("Acme", "芯片厂商", "机器人制造商", "又名：", "輝頂", "原文误作：丁点智造", "做芯片和机器人"):
        expect(reader.panel).to_contain_text(text)
    for text in ("约 95%", "2019 年", "与贝塔半导体合计", "海港市"):
        expect(reader.panel).to_contain_text(text)
    for text in ("第 1.2 节 芯片", "第 12、30–32 行", "图表 7：芯片一览", "尾注 3：某网站"):
        expect(reader.panel).to_contain_text(text)
    expect(reader.panel.get_by_role("button", name="图形处理器").first).to_be_visible()


def test_a_neighbour_in_the_panel_is_put_on_the_canvas_and_selected(reader: Reader) -> None:
    reader.visit("explore?n=org:acme&s=org:acme")
    reader.panel.get_by_role("button", name="海港市", exact=True).click()
    reader.titled("海港市")
    reader.until_nodes(lambda nodes: nodes == {"org:acme", "place:harbour"})


def test_a_relation_has_a_panel_with_sentence_qualifiers_and_evidence(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&s=org:acme")
    reader.panel.get_by_role("button", name="查看与 图形处理器 的关系").click()
    reader.titled("顶点智造生产图形处理器")
    for text in ("2019", "领先", "第 12 行", "图表 7"):
        expect(reader.panel).to_contain_text(text)
    reader.page.reload()
    reader.drawn().titled("顶点智造生产图形处理器")


def test_an_inferred_relation_is_called_so(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&s=org:beta")
    reader.panel.get_by_role("button", name="查看与 顶点智造 的关系").click()
    reader.titled("顶点智造与贝塔半导体竞争")
    expect(reader.panel).to_contain_text("推断")


def test_an_edge_on_the_canvas_can_be_clicked(reader: Reader) -> None:
    reader.visit("explore?n=org:acme,prod:gpu")
    a, b = reader.place_of("org:acme"), reader.place_of("prod:gpu")
    reader.page.locator(".zt-canvas").click(position={"x": (a["x"] + b["x"]) / 2, "y": (a["y"] + b["y"]) / 2})
    reader.titled("顶点智造生产图形处理器")


# --- walk


def test_a_double_click_expands_and_says_how_many_are_left(reader: Reader) -> None:
    reader.visit("explore?n=org:hub")
    reader.click("org:hub", count=2)
    left = SUPPLIERS + 1 - EXPAND_LIMIT
    reader.until_nodes(lambda nodes: len(nodes) == 1 + EXPAND_LIMIT)
    expect(reader.page.locator(".toolbar .message")).to_contain_text(f"还剩 {left} 个", timeout=SECONDS)
    reader.search("枢纽制造")
    reader.panel.get_by_role("button", name=f"展开 {left} 个相邻").click()
    reader.until_nodes(lambda nodes: len(nodes) == 2 + SUPPLIERS)
    expect(reader.panel.get_by_role("button", name="已全部展开")).to_be_disabled(timeout=SECONDS)


def test_expanding_moves_no_node_that_is_there(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    places = "Object.fromEntries([...canvas.scene.nodes.keys()].map((id) => [id, canvas.scene.place(id)]))"
    before = reader.canvas(places)
    reader.click("place:harbour", count=2)
    reader.until_nodes(lambda nodes: len(nodes) > len(before))
    after = reader.canvas(places)
    assert {id_: after[id_] for id_ in before} == before


def test_removing_can_be_undone_and_redone(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&s=org:beta")
    whole = reader.nodes()
    reader.panel.get_by_role("button", name="移除").click()
    reader.until_nodes(lambda nodes: nodes == whole - {"org:beta"})
    reader.page.get_by_role("button", name="撤销").click()
    reader.until_nodes(lambda nodes: nodes == whole)
    reader.page.get_by_role("button", name="重做").click()
    reader.until_nodes(lambda nodes: nodes == whole - {"org:beta"})


def test_an_emptied_canvas_leads_back_to_the_opening_view(reader: Reader) -> None:
    whole = reader.visit().nodes()
    reader.page.get_by_role("button", name="清空画布").click()
    reader.until_nodes(lambda nodes: not nodes)
    reader.page.get_by_role("button", name="图谱概貌").click()
    reader.until_nodes(lambda nodes: nodes == whole)


def test_what_is_selected_but_not_on_the_canvas_can_be_put_there(reader: Reader) -> None:
    reader.visit("explore?n=&s=org:acme")
    assert not reader.nodes()
    reader.panel.get_by_role("button", name="加入画布").click()
    reader.until_nodes(lambda nodes: nodes == {"org:acme"})


# --- filter


def test_a_click_in_the_legend_hides_a_class_and_shows_it_again(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    row = reader.page.locator(".legend").get_by_role("button", name="芯片厂商").first
    row.click()
    reader.until_nodes(lambda nodes: nodes == {"prod:gpu", "place:harbour"})
    until_address(reader, h="ChipVendor")
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


# --- language


def test_the_browsers_language_is_taken_and_switched_in_place(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&s=org:acme")
    reader.titled("顶点智造")
    reader.page.get_by_role("radio", name="English").or_(
        reader.page.get_by_role("button", name="English")
    ).first.click()
    reader.titled("Acme")
    until_address(reader, lang="en", s="org:acme")
    expect(reader.page.locator(".legend")).to_contain_text("Chip vendor", timeout=SECONDS)
    assert reader.canvas("canvas.scene.nodes.get('prod:gpu').label") == "GPU"


def test_the_address_decides_the_language(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&lang=en")
    reader.titled("Overview")


# --- keep


def test_a_copied_address_restores_nodes_filter_selection_and_language(reader: Reader, chromium: Browser) -> None:
    reader.visit(f"explore?n={FEW}")
    reader.search("海港市")
    reader.titled("海港市")
    reader.page.locator(".legend").get_by_role("button", name="芯片类型").first.click()
    until_address(reader, h="ChipType", s="place:harbour")
    context = chromium.new_context(locale="en-US")
    other = Reader(reader.site, context.new_page())
    other.page.goto(reader.page.url)
    other.drawn().titled("海港市")
    assert other.nodes() == {"org:acme", "org:beta", "place:harbour"}
    context.close()


def test_a_long_list_of_nodes_fits_into_the_address_and_comes_back(reader: Reader) -> None:
    ids = ["org:hub", *(f"org:supplier-{n}" for n in range(SUPPLIERS))]
    reader.visit(f"explore?n={pack_ids(ids)}")
    assert reader.nodes() == set(ids)
    assert len(reader.page.url) < 600


def test_a_reload_keeps_the_view(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    reader.click("prod:gpu")
    reader.titled("图形处理器")
    until_address(reader, s="prod:gpu")
    reader.page.reload()
    reader.drawn().titled("图形处理器")
    assert reader.nodes() == set(FEW.split(","))


def test_the_browsers_back_leads_to_the_view_before(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&s=org:beta")
    reader.panel.get_by_role("button", name="移除").click()
    reader.until_nodes(lambda nodes: "org:beta" not in nodes)
    until_address(reader, s=None)
    reader.page.go_back()
    reader.until_nodes(lambda nodes: "org:beta" in nodes)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("n=org:acme,org:nobody,org:gone", "有 2 个节点不在当前图谱中：org:nobody, org:gone"),
        ("n=z.broken!", "链接中的节点列表不完整或已损坏"),
        ("s=org:nobody", "没有所选的对象：org:nobody"),
        ("e=org:acme~stmt:0", "没有所选的对象：stmt:0"),
    ],
)
def test_what_an_address_asks_for_in_vain_is_said_in_words(reader: Reader, query: str, said: str) -> None:
    reader.visit(f"explore?{query}")
    expect(reader.page.locator(".toolbar .message")).to_contain_text(said, timeout=SECONDS)


# --- safety, keyboard, table, engine


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
        until_address(reader, s=id_)
        assert reader.nodes() == {id_, "org:hub"}
        reader.titled(f"Supplier {id_.removeprefix('org:supplier-')}")
        leave(reader.page)
