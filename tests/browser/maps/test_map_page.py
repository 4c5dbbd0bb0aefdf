"""The map page in real Chromium: each map drawn, each mark led back to its places, to Explore and to its query."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Profiles, leave, settled
from tests.browser.querying import code, rests, rows, run
from tests.browser.site import SECONDS, Site
from ui.maps.files import own_maps


@pytest.fixture
def tab(report_site: Site, profiles: Profiles) -> Iterator[Page]:
    """A Chinese reader's tab; no request leaves the machine, and no script of a name runs."""
    page = profiles(root=report_site.address).new_page()
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if not _own(request.url, report_site) else None)
    yield page
    leave(page)
    assert not foreign


def _own(url: str, site: Site) -> bool:
    return url.startswith((site.address, "data:", "blob:"))


def visit(page: Page, address: str) -> None:
    page.goto(f"/{address}")
    expect(page.locator(".figure").or_(page.get_by_test_id("stVegaLiteChart")).first).to_be_visible(timeout=SECONDS)


def test_every_map_can_be_opened_from_the_row_of_maps(tab: Page) -> None:
    visit(tab, "map?lang=zh")
    for view in sorted(own_maps(), key=lambda each: each.order):
        settled(tab)  # for a moment the row of the run before stands there too
        tab.get_by_test_id("stButtonGroup").get_by_text(view.title.zh, exact=True).click()
        expect(tab.get_by_role("heading", level=1, name=view.title.zh)).to_be_visible(timeout=SECONDS)
        figure = tab.locator(f".st-key-figure-{view.id} .figure").or_(tab.get_by_test_id("stVegaLiteChart"))
        expect(figure.first).to_be_visible(timeout=SECONDS)


def test_a_cards_facts_places_and_links_stand_beside_it(tab: Page) -> None:
    visit(tab, "map?lang=zh&m=value-chain")
    tab.locator(".card", has_text="芯片算法架构设计企业").first.click()
    detail = tab.locator(".detail")
    for said in ("芯片算法架构设计企业", "第 277 行", "第 2.1.1 节"):
        expect(detail).to_contain_text(said, timeout=SECONDS)
    tab.wait_for_url("**s=stage*", timeout=SECONDS)
    query = parse_qs(urlsplit(detail.get_by_role("link", name="查看查询语句").get_attribute("href") or "").query)
    assert "chain:ai-chip" in query["q"][0]
    assert "$chain" not in query["q"][0]
    explore = unquote(detail.get_by_role("link", name="在探索页打开").get_attribute("href") or "")
    assert explore.startswith("explore?")
    assert "player:chip-algorithm-designer" in explore
    tab.get_by_role("button", name="关闭").click()
    expect(detail).to_have_count(0, timeout=SECONDS)


def test_an_address_brings_back_choice_and_mark_in_english(tab: Page) -> None:
    choice = "c.rows=City&c.columns=PolicyInstrument&c.relations=HAS_POLICY"
    visit(tab, f"map?lang=en&m=matrix&{choice}&s=place:shenzhen|policy:shenzhen-ai-plan")
    expect(tab.locator(".detail")).to_contain_text("line 638", timeout=SECONDS)
    plan = "Shenzhen Action Plan for New Generation AI (2019-2023)"
    cell = tab.get_by_role("button", name=f"Shenzhen and {plan}: 1 statements")
    expect(cell).to_have_attribute("aria-pressed", "true")


def test_a_preset_fills_in_the_choices(tab: Page) -> None:
    visit(tab, "map?lang=en&m=matrix")
    tab.get_by_role("button", name="Challenges × recommendations").click()
    tab.wait_for_url("**c.rows=Challenge*", timeout=SECONDS)
    expect(tab.locator(".matrix tbody tr").first).to_be_visible(timeout=SECONDS)


def test_lines_join_the_marks_that_the_links_name(tab: Page) -> None:
    visit(tab, "map?lang=en&m=value-chain")
    expect(tab.locator(".links .line").first).to_be_attached(timeout=SECONDS)
    assert tab.locator(".links .line").count() == tab.locator(".flow").count() > 5
    tab.locator(".flows summary").click()
    tab.locator(".flow").first.click()
    expect(tab.locator(".links .line.selected")).to_have_count(1, timeout=SECONDS)


def test_no_two_marks_of_a_chain_overlap(tab: Page) -> None:
    visit(tab, "map?lang=zh&m=value-chain&c.chain=chain:industrial-robot")
    every = "(all) => all.map((each) => each.getBoundingClientRect().toJSON())"
    boxes = tab.locator(".board .mark").evaluate_all(every)
    assert len(boxes) > 15
    for at, a in enumerate(boxes):
        for b in boxes[:at]:
            beside = a["right"] <= b["left"] or b["right"] <= a["left"]
            assert beside or a["bottom"] <= b["top"] or b["bottom"] <= a["top"], (a, b)


def test_what_is_not_stated_does_not_look_like_zero(tab: Page) -> None:
    visit(tab, "map?lang=zh&m=value-chain&c.chain=chain:chip-industry")
    column = tab.locator(".column", has_text="芯片设计环节")
    expect(column.locator("dd")).to_have_text(["3", "0"], timeout=SECONDS)
    unsaid = tab.locator(".column", has_text="芯片软件").locator("dd")
    expect(unsaid).to_have_text(["未写明", "未写明"])
    assert "gradient" in unsaid.first.evaluate("(each) => getComputedStyle(each).backgroundImage")
    assert "gradient" not in column.locator("dd").first.evaluate("(each) => getComputedStyle(each).backgroundImage")


def test_a_policy_on_a_citys_line_of_years_opens_its_evidence(tab: Page) -> None:
    visit(tab, "map?lang=en&m=cities&c.cities=place:shanghai,place:suzhou")
    shanghai, suzhou = tab.locator(".profiles .lane").all()
    expect(shanghai.locator(".dated").first).to_be_visible()
    expect(suzhou.locator(".unsaid")).to_have_text("not stated")
    shanghai.locator(".undated .event").first.click()
    expect(tab.locator(".detail")).to_contain_text("Shanghai has policy", timeout=SECONDS)
    expect(tab.locator(".detail .where").first).to_contain_text("line")


def test_the_market_sizes_lead_to_their_query_to_the_numbers_and_to_files(tab: Page, tmp_path: Path) -> None:
    visit(tab, "map?lang=en&m=scenario-markets&c.by=Industry")
    told = tab.get_by_role("link", name="See the query").get_attribute("href") or ""
    [query] = parse_qs(urlsplit(told).query)["q"]
    assert "'Industry' IN labels(x)" in query
    files = {}
    for name in ("CSV", "JSON"):
        with tab.expect_download() as started:
            tab.get_by_role("button", name=f"Download {name}").click()
        files[name] = tmp_path / started.value.suggested_filename
        started.value.save_as(files[name])
    listed = json.loads(files["JSON"].read_bytes())
    assert {"market:ai-electronics"} < {row["about"] for row in listed}
    assert [row["id"] for row in csv.DictReader(files["CSV"].read_text("utf-8-sig").splitlines())] == [
        row["id"] for row in listed
    ]
    numbers = tab.get_by_role("link", name="Open in Numbers").get_attribute("href") or ""
    tab.goto(f"/{numbers}")
    expect(tab.get_by_text(f"{len(listed)} of").first).to_be_visible(timeout=SECONDS)
    tab.goto(f"/{told}")
    expect(code(tab)).to_contain_text("market_size", timeout=SECONDS)
    rests(tab)
    run(tab)
    expect(rows(tab)).to_have_count(len(listed), timeout=SECONDS)


def test_the_keyboard_reaches_and_chooses_a_mark(tab: Page) -> None:
    visit(tab, "map?lang=en&m=quadrants")
    head = tab.locator(".head").first
    head.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".detail")).to_be_visible(timeout=SECONDS)


def test_hostile_names_are_text_on_a_map(tab: Page) -> None:
    visit(tab, "map?lang=zh&m=matrix&c.rows=AIVendor&c.columns=City&c.relations=LOCATED_IN")
    expect(tab.locator(".matrix")).to_contain_text("<script>window.pwned=1</script>", timeout=SECONDS)
    tab.locator(".cell").first.click()
    expect(tab.locator(".detail")).to_be_visible(timeout=SECONDS)
