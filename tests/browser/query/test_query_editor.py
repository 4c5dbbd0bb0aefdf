"""The query page's editor in real Chromium: what is typed is completed, remarked upon, undone, and planned."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.querying import code, rows, text_of, visit, write
from tests.browser.site import SECONDS


def test_typing_is_remarked_upon_with_line_and_column(tab: Page) -> None:
    visit(tab)
    write(tab, "MATCH (c:City)\nRETRUN c")
    note = tab.locator(".zt-editor .note")
    expect(note).to_contain_text("line 2, column 1", timeout=SECONDS)
    expect(tab.locator(".zt-editor .cm-lintRange-error")).to_have_text("RETRUN")
    write(tab, "MATCH (c:Citys) RETURN c")
    expect(note).to_contain_text("did you mean City", timeout=SECONDS)
    expect(tab.locator(".zt-editor .cm-lintRange-warning")).to_have_text("Citys")
    write(tab, "MATCH (c:City) RETURN c")
    expect(note).to_have_text("", timeout=SECONDS)


COMPLETIONS = [
    ("MATCH (n:", "ChipV", "ChipVendor"),
    ("MATCH (n)-[:", "REPR", "REPRESENTS"),
    ("MATCH (n:City) RETURN n.", "name_z", "name_zh"),
    ("", "MAT", "MATCH"),
]


def test_completion_knows_the_live_structure(tab: Page) -> None:
    visit(tab)
    for before, typed, offered in COMPLETIONS:
        write(tab, before)
        tab.keyboard.type(typed)
        option = tab.locator(".cm-tooltip-autocomplete li").first
        expect(option).to_contain_text(offered, timeout=SECONDS)
        tab.wait_for_timeout(120)  # CodeMirror takes no choice within 75 ms, against slips
        tab.keyboard.press("Tab")
        tab.wait_for_function(
            "([host, wanted]) => host.editor.text.includes(wanted)",
            arg=[tab.locator(".zt-editor").element_handle(), before + offered],
            timeout=SECONDS,
        )


def test_sparql_is_completed_with_its_prefix_and_runs(tab: Page) -> None:
    visit(tab, "SELECT ?v WHERE { ?v a  }", language="sparql")
    code(tab).click()
    tab.keyboard.press("Control+End")
    for _ in range(2):
        tab.keyboard.press("ArrowLeft")
    tab.keyboard.type("zt:ChipVen")
    expect(tab.locator(".cm-tooltip-autocomplete li").first).to_contain_text("zt:ChipVendor", timeout=SECONDS)
    tab.wait_for_timeout(120)
    tab.keyboard.press("Tab")
    expect(code(tab)).to_contain_text("PREFIX zt: <https://w3id.org/zhitu/ns#>")
    tab.keyboard.press("Control+Enter")
    expect(rows(tab)).to_have_count(20, timeout=SECONDS)  # two of them are of the made-up world
    expect(tab.locator(".zq.grid")).to_contain_text("NVIDIA")


def test_undo_survives_a_run_and_another_page(tab: Page) -> None:
    visit(tab, "RETURN 1 AS x")
    code(tab).click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type(", 2 AS y")
    tab.keyboard.press("Control+Enter")
    expect(tab.locator(".zq .large dd")).to_have_count(2, timeout=SECONDS)
    tab.get_by_role("link", name="Explore").first.click()
    expect(tab.locator(".zt-canvas")).to_be_visible(timeout=SECONDS)
    tab.get_by_role("link", name="Query").first.click()
    expect(code(tab)).to_contain_text("2 AS y", timeout=SECONDS)
    code(tab).click()
    tab.keyboard.press("Control+z")
    assert text_of(tab) == "RETURN 1 AS x"


def test_a_click_in_the_structure_inserts(tab: Page) -> None:
    visit(tab, "MATCH (c")
    code(tab).click()
    tab.keyboard.press("Control+End")
    side = tab.locator(".zq.side")
    side.get_by_role("tab", name="Structure").click()
    side.get_by_role("searchbox").fill("chip vendor")
    side.get_by_role("button", name="Insert ChipVendor").click()
    expect(code(tab)).to_have_text("MATCH (c:ChipVendor", timeout=SECONDS)


def test_a_plan_is_a_tree(tab: Page) -> None:
    visit(tab, "MATCH (c:City)-[:HAS_PARK]->(p) RETURN p LIMIT 3")
    tab.locator(".zt-editor").get_by_role("button", name="Plan").click()
    expect(tab.locator(".zq.plan ul ul .step").first).to_be_visible(timeout=SECONDS)
    expect(tab.locator(".zt-editor").get_by_role("button", name="Profile")).to_have_count(0)  # a Neo4j has it
