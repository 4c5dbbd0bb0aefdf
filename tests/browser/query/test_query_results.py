"""What came of a query, in real Chromium: as table, graph, chart and code, with its evidence, and taken along."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pyarrow.parquet as pq
from playwright.sync_api import Page, expect

from tests.browser.querying import CHIPS, ask, code, rests, rows, run, says, view, visit
from tests.browser.site import SECONDS
from tests.explore_world import HOSTILE


def test_things_and_statements_lead_to_the_explorer(tab: Page) -> None:
    ask(tab, CHIPS)
    expect(rows(tab)).to_have_count(4, timeout=SECONDS)
    nvidia = rows(tab).nth(2)
    expect(nvidia).to_contain_text("NVIDIA")
    with tab.context.expect_page() as opened:
        nvidia.get_by_role("link", name="NVIDIA", exact=True).click()
    expect(opened.value.locator(".panel h2")).to_have_text("NVIDIA", timeout=SECONDS)
    statement = nvidia.locator("a.statement")
    expect(statement).to_have_text("NVIDIArepresentsGPU", ignore_case=True)
    address = parse_qs(urlsplit(str(statement.get_attribute("href"))).query)
    assert address["e"][0].startswith("org:nvidia~")


def test_a_click_on_a_heading_sorts(tab: Page) -> None:
    ask(tab, "UNWIND [3, null, 20, 1] AS n RETURN n, 'x' AS x")
    expect(rows(tab)).to_have_count(4, timeout=SECONDS)
    heading = tab.locator(".zq.grid thead").get_by_role("button", name="n", exact=False).first
    heading.click()
    expect(tab.locator(".zq.grid td.numeric")).to_have_text(["1", "3", "20", "—"])
    tab.locator(".zq.grid thead button[data-column='0']").click()
    expect(tab.locator(".zq.grid td.numeric")).to_have_text(["20", "3", "1", "—"])


def test_evidence_stands_beside_each_row(tab: Page) -> None:
    ask(tab, CHIPS)
    expect(rows(tab)).to_have_count(4, timeout=SECONDS)
    tab.get_by_text("Show evidence").click()
    expect(tab.locator(".zq.grid thead")).to_contain_text("evidence", timeout=SECONDS)
    expect(rows(tab).first).to_contain_text("Section 2.1.1")
    expect(rows(tab).first).to_contain_text("line")


def test_hostile_names_are_only_text(tab: Page) -> None:
    ask(
        tab,
        "MATCH (v:AIVendor)-[r:LOCATED_IN]->(p) WHERE r.note IS NOT NULL RETURN v, r, r.note AS note, {k: r.note} AS m",
    )
    expect(rows(tab)).to_have_count(len(HOSTILE), timeout=SECONDS)
    shown = tab.locator(".zq.grid").inner_text()
    assert "<script>window.pwned=1</script>" in shown
    tab.get_by_text("Show evidence").click()
    rests(tab)
    for name in ("Graph", "Chart", "JSON", "In other words"):
        view(tab, name)
        rests(tab)


def test_a_result_is_drawn(tab: Page) -> None:
    ask(tab, CHIPS)
    expect(rows(tab)).to_have_count(4, timeout=SECONDS)
    view(tab, "Graph")
    canvas = tab.locator(".zt-canvas")
    expect(canvas).to_be_visible(timeout=SECONDS)
    tab.wait_for_function(
        "() => { const find = (root) => root.querySelector('.zt-canvas') ?? [...root.querySelectorAll('*')]"
        ".map((each) => each.shadowRoot && find(each.shadowRoot)).find(Boolean);"
        " return find(document)?.canvas?.scene.nodes.size === 5; }",
        timeout=SECONDS,
    )


def test_numbers_become_a_chart_and_others_say_what_it_takes(tab: Page) -> None:
    visit(tab)
    tab.locator(".zq.side").get_by_role("button", name="How much AI financing did the cities see?").click()
    expect(code(tab)).to_contain_text("financing_amount", timeout=SECONDS)
    run(tab)
    expect(rows(tab)).to_have_count(6, timeout=SECONDS)
    view(tab, "Chart")
    expect(tab.get_by_test_id("stVegaLiteChart")).to_be_visible(timeout=SECONDS)
    ask(tab, "RETURN 'a' AS x")
    says(tab, "1 row")
    view(tab, "Chart")
    says(tab, "These columns make no chart")


def test_cut_rows_are_told_and_can_be_raised(tab: Page) -> None:
    ask(tab, "UNWIND range(1, 12000) AS n RETURN n, toString(n) AS text")
    says(tab, "cut at 1,000 rows")
    tab.get_by_role("button", name="Raise to 10,000 rows").click()
    says(tab, "10,000 rows")
    says(tab, "cut at 10,000 rows")
    expect(tab.locator(".zq.grid table")).to_have_attribute("aria-rowcount", "10001", timeout=SECONDS)
    scroller = tab.locator(".zq.grid .scroller")
    scroller.evaluate("(element) => { element.scrollTop = element.scrollHeight; }")
    expect(tab.locator(".zq.grid")).to_contain_text("10,000", timeout=SECONDS)
    assert rows(tab).count() < 100


def test_a_result_is_taken_along_in_four_forms(tab: Page) -> None:
    ask(tab, "UNWIND ['=1+1', '文'] AS text RETURN text, size(text) AS n")
    expect(rows(tab)).to_have_count(2, timeout=SECONDS)
    tab.get_by_role("button", name="Download").click()
    got = {}
    for kind in ("CSV", "XLSX", "JSON", "PARQUET"):
        with tab.expect_download(timeout=SECONDS) as download:
            tab.get_by_role("button", name=kind, exact=True).click()
        got[kind] = download.value.path().read_bytes()
    assert list(csv.reader(io.StringIO(got["CSV"].decode("utf-8-sig")))) == [["text", "n"], ["'=1+1", "4"], ["文", "1"]]
    assert json.loads(got["JSON"])["rows"] == [["=1+1", 4], ["文", 1]]
    assert pq.read_table(io.BytesIO(got["PARQUET"])).to_pylist() == [{"text": "=1+1", "n": 4}, {"text": "文", "n": 1}]
    sheet = openpyxl.load_workbook(io.BytesIO(got["XLSX"])).active
    assert sheet is not None
    assert (sheet["A2"].data_type, sheet["A2"].value, sheet["B2"].value) == ("s", "=1+1", 4)


def test_a_query_can_be_taken_elsewhere(tab: Page) -> None:
    ask(tab, "MATCH (v:ChipVendor)-[r:REPRESENTS]->(c:ChipType) RETURN v, c")
    says(tab, "16 rows")
    view(tab, "In other words")
    for name, part in (("Python", "GraphDatabase.driver"), ("curl", "/query"), ("SPARQL", "SELECT ?v ?c WHERE")):
        tab.get_by_role("tab", name=name, exact=True).click()
        expect(tab.get_by_test_id("stCode").filter(has_text=part)).to_be_visible(timeout=SECONDS)


def test_the_side_stays_in_sight_while_results_scroll(tab: Page) -> None:
    tab.set_viewport_size({"width": 1280, "height": 520})
    ask(tab, CHIPS)
    expect(rows(tab)).to_have_count(4, timeout=SECONDS)
    rows(tab).last.scroll_into_view_if_needed()
    box = tab.locator(".zq.side").bounding_box()
    assert box is not None
    assert 48 <= box["y"] < 80
