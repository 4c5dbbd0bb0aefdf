"""The check-up page in real Chromium: sides, filters, rules, judgements that stay, and coverage."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from graph.judgements import JudgementsFile
from tests.browser.desk.conftest import Opener, downloaded
from tests.browser.querying import code, rests, rows, run
from tests.browser.site import SECONDS, Site

ROBOTS = "第9行说2023年有120台，第41行说150台"


def item(page: Page, name: str) -> Locator:
    return page.get_by_role("article", name=name)


def test_a_discrepancy_shows_both_sides_with_places_and_why_it_matters(open_page: Opener) -> None:
    page = open_page("checks")
    shown = item(page, ROBOTS)
    expect(shown).to_be_visible(timeout=SECONDS)
    for text in (
        "青岭县的数目：120 台（件）",
        "青岭县的数目：150 台（件）",
        "第 9 行",
        "第 41 行",
        "为什么要紧",
        "违例",
        "编辑指出",
    ):
        expect(shown).to_contain_text(text)
    expect(shown.locator("blockquote mark").first).to_have_text("120台")


def test_what_rules_find_in_the_data_stands_beside_it_with_the_rules_query(open_page: Opener) -> None:
    page = open_page("checks?t=findings", "en-GB")
    found = page.get_by_role("article").filter(has_text="two values").first
    found.get_by_role("button", name="The rule's query").click(timeout=SECONDS)
    expect(found.locator("pre")).to_contain_text("ztm:nominal")


def test_a_rules_query_is_one_click_away_shown_and_run_only_by_the_reader(open_page: Opener) -> None:
    page = open_page("checks?t=findings", "en-GB")
    found = page.get_by_role("article").filter(has_text="two values").first
    found.get_by_role("link", name="Open the rule's query").click(timeout=SECONDS)
    expect(code(page)).to_contain_text("ztm:nominal", timeout=SECONDS)
    rests(page)
    expect(rows(page)).to_have_count(0)
    run(page)
    expect(rows(page).first).to_be_visible(timeout=SECONDS)


def test_filters_act_at_once_and_stay_in_the_address(open_page: Opener) -> None:
    page = open_page("checks")
    expect(item(page, ROBOTS)).to_be_visible(timeout=SECONDS)
    page.get_by_label("类型").select_option("missing_content")
    expect(item(page, ROBOTS)).to_have_count(0)
    expect(item(page, "没有说明各厂家的维修站数目")).to_be_visible()
    page.wait_for_function("() => new URL(location).searchParams.get('group') === 'missing_content'", timeout=SECONDS)
    page.reload()
    expect(item(page, "没有说明各厂家的维修站数目")).to_be_visible(timeout=SECONDS)
    expect(item(page, ROBOTS)).to_have_count(0)


def test_a_judgement_is_kept_with_name_and_date_exported_and_taken_back(
    open_page: Opener, desk: Site, tmp_path: Path
) -> None:
    page = open_page("checks")
    shown = item(page, ROBOTS)
    shown.get_by_role("button", name="有异议").click(timeout=SECONDS)
    shown.get_by_label("你的名字").fill("李雷")
    shown.get_by_label("说明").fill("<img src=x onerror='window.pwned=1'>")
    shown.get_by_role("button", name="保存").click()
    expect(shown.locator(".decided")).to_contain_text("李雷", timeout=SECONDS)
    expect(shown.locator(".decided")).to_contain_text("<img src=x")
    kept = JudgementsFile(desk.workspace).read()["dis:robots-2023"]
    assert (kept.verdict, kept.name, len(kept.date)) == ("disputed", "李雷", 10)
    exported = json.loads(downloaded(page, page.get_by_role("button", name="导出判断").click, tmp_path))
    assert [(each["target"], each["verdict"]) for each in exported] == [("dis:robots-2023", "disputed")]
    shown.get_by_role("button", name="撤回").click()
    expect(shown.locator(".decided")).to_have_count(0, timeout=SECONDS)
    assert JudgementsFile(desk.workspace).read() == {}


def test_coverage_leads_to_the_part_and_is_taken_along(open_page: Opener, tmp_path: Path) -> None:
    page = open_page("checks?t=coverage")
    table = page.get_by_role("table", name="章节")
    expect(table.get_by_role("row").filter(has_text="1.1 成本")).to_be_visible(timeout=SECONDS)
    rows = downloaded(page, page.get_by_role("button", name="下载（CSV）").click, tmp_path).decode("utf-8-sig")
    assert "src:tea-1-1,section,1.1 成本," in rows
    table.get_by_role("link", name="1.1 成本").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1.1 成本", timeout=SECONDS)


def test_it_is_read_on_a_phone(open_page: Opener) -> None:
    page = open_page("checks", "en-GB", width=390, scheme="dark")
    expect(page.get_by_role("article").first).to_be_visible(timeout=SECONDS)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
