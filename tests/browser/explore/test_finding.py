"""Finding things, reading about them and walking from one to the next, in real Chromium."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.explore.conftest import FEW, Reader
from tests.browser.site import SECONDS
from tests.explore_world import SUPPLIERS
from ui.explore.steps import EXPAND_LIMIT


def test_any_name_finds_a_thing_and_selects_it(reader: Reader) -> None:
    reader.visit()
    for text in ("顶点智造", "acme", "輝頂", "顶点", "丁点智造", "ＡＣＭＥ"):
        reader.search(text)
        reader.titled("顶点智造")
        reader.until_address(s="org:acme")
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
    reader.until_address(s="org:hub")


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
