"""Where a query comes from, in real Chromium: an address, the library, the history, the explorer, a question."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.workspace import Workspace
from tests.browser.querying import CHIPS, ask, code, rests, rows, run, says, text_of, visit, write
from tests.browser.site import SECONDS, Site, serving
from tests.recorded_endpoint import recorded_endpoint
from ui.query.asking import MODEL, URL


@pytest.mark.parametrize(
    ("locale", "tabs", "button", "count"),
    [
        ("zh-CN", ["示例", "结构", "已存", "历史"], "运行", "4 行"),
        ("en-US", ["Examples", "Structure", "Saved", "History"], "Run", "4 rows"),
    ],
)
def test_the_page_speaks_both_languages(
    report_site: Site, chromium: Browser, locale: str, tabs: list[str], button: str, count: str
) -> None:
    context = chromium.new_context(locale=locale, base_url=report_site.address)
    page = context.new_page()
    visit(page, CHIPS)
    expect(page.locator(".zq.side").get_by_role("tab")).to_have_text(tabs)
    page.locator(".zt-editor").get_by_role("button", name=button, exact=True).click()
    says(page, count)
    context.close()


def test_a_shared_query_is_shown_and_waits_for_the_reader(tab: Page) -> None:
    visit(tab, "MATCH (v:ChipVendor) RETURN count(v) AS vendors")
    assert text_of(tab) == "MATCH (v:ChipVendor) RETURN count(v) AS vendors"
    says(tab, "Press Ctrl+Enter to run")
    expect(tab.locator(".zq.grid")).to_have_count(0)
    run(tab)
    expect(tab.locator(".zq .large dt")).to_have_text("vendors", timeout=SECONDS)
    expect(tab.locator(".zq .large dd")).to_have_text("20")  # two of them are of the made-up world


def test_an_example_brings_its_parameters_and_they_are_typed(tab: Page) -> None:
    visit(tab)
    tab.locator(".zq.side").get_by_role("button", name="Who are the representative companies of a chip type?").click()
    box = tab.get_by_label("$chip")
    expect(box).to_have_value("GPU", timeout=SECONDS)
    run(tab)
    says(tab, "4 rows")
    box.fill("FPGA")
    box.press("Tab")
    rests(tab)
    run(tab)
    expect(rows(tab).first).to_contain_text("Altera", timeout=SECONDS)
    assert "p.chip=FPGA" in tab.url
    tab.reload()
    expect(tab.get_by_label("$chip")).to_have_value("FPGA", timeout=SECONDS)


def test_a_query_is_saved_opened_and_deleted(tab: Page) -> None:
    visit(tab, "MATCH (c:City) RETURN count(c) AS mine")
    tab.get_by_role("button", name="Save query").click()
    tab.get_by_label("Name").fill("My cities")
    tab.get_by_label("Name").press("Tab")
    tab.get_by_label("Note").fill("for Monday")
    tab.get_by_label("Note").press("Tab")
    tab.locator(".st-key-query-save button").click()
    rests(tab)
    tab.keyboard.press("Escape")
    side = tab.locator(".zq.side")
    side.get_by_role("tab", name="Saved").click()
    expect(side).to_contain_text("for Monday", timeout=SECONDS)
    write(tab, "RETURN 1")
    side.get_by_role("button", name="My cities").first.click()
    expect(code(tab)).to_contain_text("AS mine", timeout=SECONDS)
    side.get_by_role("button", name="Delete My cities").click()
    expect(side).to_contain_text("No saved queries yet", timeout=SECONDS)


def test_what_was_asked_can_be_opened_again(tab: Page) -> None:
    ask(tab, "RETURN 'remember me' AS x")
    says(tab, "1 row")
    side = tab.locator(".zq.side")
    side.get_by_role("tab", name="History").click()
    expect(side).to_contain_text("remember me", timeout=SECONDS)
    write(tab, "RETURN 2")
    side.get_by_role("button", name="remember me").first.click()
    expect(code(tab)).to_contain_text("remember me", timeout=SECONDS)


def test_the_ontology_is_drawn(tab: Page) -> None:
    visit(tab)
    side = tab.locator(".zq.side")
    side.get_by_role("tab", name="Structure").click()
    side.get_by_role("button", name="Draw classes and relations").click()
    expect(tab.locator(".zt-canvas")).to_be_visible(timeout=SECONDS)
    says(tab, "Classes and relations of the graph")


def test_the_selection_of_the_explorer_is_handed_over(tab: Page) -> None:
    tab.goto("/explore?n=org:nvidia,org:amd&s=org:nvidia")
    expect(tab.locator(".panel h2")).to_have_text("NVIDIA", timeout=SECONDS)
    tab.get_by_role("link", name="Query").first.click()
    expect(code(tab)).to_be_visible(timeout=SECONDS)
    write(tab, "MATCH (n:Thing) WHERE n.id IN $selected RETURN n.name_en AS name, 1 AS one")
    expect(tab.get_by_label("$selected")).to_have_value("org:nvidia", timeout=SECONDS)
    run(tab)
    expect(tab.locator(".zq .large dd").first).to_have_text("NVIDIA", timeout=SECONDS)


def test_a_question_in_words_finds_the_nearest_example(tab: Page) -> None:
    visit(tab)
    box = tab.get_by_label("Ask in your own words")
    box.fill("which cities have parks")
    box.press("Enter")
    tab.get_by_role("button", name="Which cities have which parks?").last.click()
    expect(code(tab)).to_contain_text("HAS_PARK", timeout=SECONDS)
    says(tab, "Press Ctrl+Enter to run")


def test_a_query_that_a_model_wrote_waits_for_the_reader(
    report_workspace: Workspace, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorded_endpoint("good") as endpoint:
        monkeypatch.setenv(URL, endpoint.url)
        monkeypatch.setenv(MODEL, "recorded")
        with serving(report_workspace.path) as site:
            page = chromium.new_context(locale="en-US", base_url=site.address).new_page()
            visit(page)
            box = page.get_by_label("Ask in your own words")
            box.fill("Which city has the most parks?")
            box.press("Enter")
            says(page, "A language model wrote this query")
            expect(code(page)).to_contain_text("MATCH (city:City)-[relation:HAS_PARK]->", timeout=SECONDS)
            expect(page.locator(".zq.grid")).to_have_count(0)
            run(page)
            expect(rows(page).first).to_contain_text("Shanghai", timeout=SECONDS)
            page.context.close()
