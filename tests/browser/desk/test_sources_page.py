"""The sources page in real Chromium: parts, facts, and the way between a fact and its sentence."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.desk.conftest import Opener
from tests.browser.site import SECONDS
from tests.explore_world import HOSTILE


def test_the_list_shows_every_part_with_the_number_of_its_facts(open_page: Opener) -> None:
    page = open_page("sources")
    shelf = page.get_by_role("navigation", name="来源目录")
    expect(shelf.get_by_role("link", name=re.compile("1.1 *成本"))).to_contain_text("2", timeout=SECONDS)
    expect(shelf).to_contain_text("茶园机器人年度观察")
    for group in ("图表", "尾注"):
        expect(shelf.get_by_text(group, exact=True).first).to_be_visible()


def test_a_part_says_what_it_is_and_lists_every_fact_with_its_place(open_page: Opener) -> None:
    page = open_page("sources?p=src:tea-1-2")
    part = page.get_by_role("article", name="所选部分")
    expect(part.get_by_role("heading", level=1)).to_have_text("1.2 厂家", timeout=SECONDS)
    for text in ("Makers", "第 30–37 行", "云岭智造生产小青", "年份 2023", "松风机械", "1.2 · L35"):
        expect(part).to_contain_text(text)
    expect(part).not_to_contain_text("松风三号")


def test_an_endnote_has_publisher_and_address_and_opens_it_only_in_a_new_tab(open_page: Opener) -> None:
    page = open_page("sources?p=src:tea-endnote-2", "en-GB")
    part = page.get_by_role("article", name="The chosen part")
    link = part.get_by_role("link", name=re.compile("tea.example.org"))
    expect(link).to_have_attribute("href", "https://tea.example.org/a/17", timeout=SECONDS)
    expect(link).to_have_attribute("target", "_blank")
    expect(part).to_contain_text("1.1 Costs")
    page.get_by_role("navigation").get_by_text("Qingling yearbook").click()
    expect(part).to_contain_text("青岭县农业局", timeout=SECONDS)


def test_a_click_on_a_fact_marks_its_sentence_and_the_address_keeps_it(open_page: Opener) -> None:
    page = open_page("sources?p=src:tea-1")
    part = page.get_by_role("article", name="所选部分")
    for heading in ("1.1 成本", "1.2 厂家"):
        expect(part.get_by_role("heading", level=3, name=heading)).to_be_visible(timeout=SECONDS)
    part.get_by_role("button", name="云岭智造生产小青").click(timeout=SECONDS)
    said = part.locator(".sentence.on")
    expect(said).to_have_count(2)  # in the section itself and in a subsection
    expect(said.first).to_contain_text("占62%")
    page.wait_for_function("() => new URL(location).searchParams.has('f')", timeout=SECONDS)
    page.reload()
    expect(said.first).to_contain_text("占62%", timeout=SECONDS)
    expect(part.locator("li.on")).to_contain_text("云岭智造生产小青")


def test_a_click_on_a_sentence_shows_the_facts_that_it_says(open_page: Opener) -> None:
    page = open_page("sources?p=src:tea-1-2")
    part = page.get_by_role("article", name="所选部分")
    part.locator(".sentence", has_text="Songfeng Machinery was founded").first.click(timeout=SECONDS)
    expect(part.locator("li.on")).to_have_count(1)
    expect(part.locator("li.on")).to_contain_text("松风机械")
    expect(part.get_by_role("status")).to_contain_text("1")


def test_a_fact_leads_to_the_explorer(open_page: Opener) -> None:
    page = open_page("sources?p=src:tea-1-2")
    page.get_by_role("link", name="在探索页打开: 云岭智造生产小青").click(timeout=SECONDS)
    expect(page.locator(".panel h2")).to_have_text("云岭智造生产小青", timeout=SECONDS)


def test_hostile_names_stay_text(open_page: Opener) -> None:
    page = open_page("sources?p=src:tea-2")
    part = page.get_by_role("article", name="所选部分")
    for name in HOSTILE.values():
        expect(part).to_contain_text(name, timeout=SECONDS)


def test_it_is_read_on_a_phone_in_the_dark(open_page: Opener) -> None:
    page = open_page("sources?p=src:tea-1-1", "en-GB", width=390, scheme="dark")
    expect(page.get_by_role("heading", level=1)).to_have_text("1.1 Costs", timeout=SECONDS)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    ground = page.get_by_role("navigation", name="Contents of the sources").evaluate(
        "(list) => getComputedStyle(list).color"
    )
    assert ground == "rgb(230, 234, 240)"
