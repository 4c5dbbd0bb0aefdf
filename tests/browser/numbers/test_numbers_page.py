"""The numbers page in real Chromium: found, filtered, drawn, taken along, and each number led back to its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from graph.workspace import Workspace
from tests.browser.conftest import Profiles, leave, no_trouble
from tests.browser.site import SECONDS, Site


@pytest.fixture
def tab(report_site: Site, profiles: Profiles) -> Iterator[Page]:
    """A Chinese reader's tab."""
    page = profiles("zh-CN", root=report_site.address).new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    yield page
    leave(page)


@pytest.fixture(scope="module")
def total(report_workspace: Workspace) -> int:
    """How many observations the graph holds."""
    count = report_workspace.store.run("MATCH (o:Observation) RETURN count(o) AS n").rows[0][0]
    assert isinstance(count, int)
    return count


def visit(page: Page, address: str) -> None:
    page.goto(f"/{address}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SECONDS)
    rests(page)


def rests(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'", timeout=SECONDS
    )


def parameter(page: Page, name: str) -> str | None:
    return parse_qs(urlsplit(page.url).query).get(name, [None])[0]


@pytest.mark.parametrize(("language", "said"), [("zh", "3 个观测，共 {total} 个"), ("en", "3 of {total} observations")])
def test_an_address_filters_in_both_languages(tab: Page, total: int, language: str, said: str) -> None:
    visit(tab, f"numbers?lang={language}&i=talent_share")
    expect(tab.get_by_text(said.format(total=total))).to_be_visible(timeout=SECONDS)


def test_typing_filters_and_the_address_keeps_it(tab: Page, total: int) -> None:
    visit(tab, "numbers?lang=en")
    box = tab.get_by_label("Search numbers")
    box.fill("EDA")
    box.press("Enter")
    expect(tab.get_by_text(f"2 of {total} observations")).to_be_visible(timeout=SECONDS)
    tab.wait_for_url("**q=EDA*", timeout=SECONDS)
    tab.reload()
    expect(tab.get_by_text(f"2 of {total} observations")).to_be_visible(timeout=SECONDS)


def test_clearing_the_filters_brings_all_back(tab: Page, total: int) -> None:
    visit(tab, "numbers?lang=en&i=talent_share&q=Beijing")
    tab.get_by_role("button", name="Clear filters").click()
    expect(tab.get_by_text(f"{total} of {total} observations")).to_be_visible(timeout=SECONDS)
    tab.wait_for_url(lambda url: "q=" not in url, timeout=SECONDS)


def test_a_selected_number_shows_its_place_and_leads_to_the_explorer(tab: Page) -> None:
    visit(tab, "numbers?lang=zh&i=market_share&s=obs:eda-big-three-share")
    detail = tab.locator(".detail")
    for said in ("市场份额", "95%", "第 708 行", "尾注 34", "Synopsys"):
        expect(detail).to_contain_text(said, timeout=SECONDS)
    detail.get_by_role("link", name="在探索页打开").click()
    expect(tab.locator(".zt-canvas")).to_be_visible(timeout=SECONDS)
    assert "org:synopsys" in (parameter(tab, "n") or "")


def test_money_is_written_in_the_step_that_is_chosen(tab: Page) -> None:
    visit(tab, "numbers?lang=en&i=fund_size&v=charts")
    tab.get_by_role("radio", name="亿").or_(tab.get_by_role("button", name="亿 (100 million)")).first.click()
    tab.wait_for_url("**scale=yi*", timeout=SECONDS)
    expect(tab.get_by_role("heading", name="fund size · 亿 CNY")).to_be_visible(timeout=SECONDS)


def test_charts_have_their_data_beside_them(tab: Page) -> None:
    visit(tab, "numbers?lang=zh&i=talent_share&v=charts")
    expect(tab.get_by_test_id("stVegaLiteChart")).to_have_count(1, timeout=SECONDS)
    expect(tab.get_by_test_id("stDataFrame")).to_have_count(1, timeout=SECONDS)


def test_series_stand_beside_computed_and_stated_growth(tab: Page) -> None:
    visit(tab, "numbers?lang=en&v=series&a=market:predictive-maintenance-china")
    expect(tab.get_by_test_id("stVegaLiteChart")).to_have_count(1, timeout=SECONDS)
    expect(tab.get_by_test_id("stDataFrame")).to_have_count(2, timeout=SECONDS)


def test_nothing_found_is_said_with_what_to_do(tab: Page) -> None:
    visit(tab, "numbers?lang=en&q=nosuchnumber")
    expect(tab.get_by_text("No number fits.")).to_be_visible(timeout=SECONDS)


def test_a_download_holds_the_rows_with_their_sources(tab: Page) -> None:
    visit(tab, "numbers?lang=en&i=talent_share")
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Download CSV").click()
    text = waiting.value.path().read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["id"] for row in rows} == {
        "obs:ai-talent-share-beijing",
        "obs:ai-talent-share-shanghai",
        "obs:ai-talent-share-second-tier",
    }
    assert all("line 698" in row["places"] for row in rows)


def test_the_page_is_one_click_away_and_asks_no_other_machine(tab: Page, total: int) -> None:
    with no_trouble(tab):
        tab.goto("/?lang=en")  # a page's own address asks Streamlit's health below it first, which is a 404
        expect(tab.locator(".zt-canvas")).to_be_visible(timeout=SECONDS)  # the root leads to the first page by itself
        rests(tab)
        tab.get_by_role("link", name="Numbers").click(timeout=SECONDS)
        expect(tab.get_by_text(f"{total} of {total} observations")).to_be_visible(timeout=SECONDS)
