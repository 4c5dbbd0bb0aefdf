"""The query page in real Chromium: written, completed, refused in words, run, shown in every form and taken along."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import openpyxl
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from graph.workspace import Workspace
from tests.browser.conftest import Profiles, leave
from tests.browser.site import SECONDS, Site, serving
from tests.explore_world import HOSTILE
from tests.recorded_endpoint import recorded_endpoint
from ui.query.asking import MODEL, URL


@pytest.fixture
def tab(report_site: Site, profiles: Profiles) -> Iterator[Page]:
    """An English reader's tab."""
    page = profiles("en-US", root=report_site.address).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss())
    yield page
    leave(page)
    assert not [url for url in asked if not url.startswith((report_site.address, "data:", "blob:"))]


def visit(page: Page, text: str | None = None, *, language: str = "cypher", more: str = "") -> None:
    address = "" if text is None else f"?ql={language}&q={quote(text)}{more}"
    page.goto(f"/query{address}")
    expect(code(page)).to_be_visible(timeout=SECONDS)
    rests(page)


def rests(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'", timeout=SECONDS
    )


def code(page: Page) -> Locator:
    return page.locator(".zt-editor .cm-content")


def text_of(page: Page) -> str:
    return str(page.locator(".zt-editor").evaluate("(host) => host.editor.text"))


def write(page: Page, text: str) -> None:
    """Types a text in place of what is there; brackets and quotes close by themselves, so they are not typed twice."""
    code(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def run(page: Page) -> None:
    code(page).click()
    page.keyboard.press("Control+Enter")


def ask(page: Page, text: str) -> None:
    visit(page, text)
    run(page)


def rows(page: Page) -> Locator:
    return page.locator(".zq.grid tbody tr:not(.space)")


def view(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()


def says(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible(timeout=SECONDS)


CHIPS = "MATCH (v:ChipVendor)-[r:REPRESENTS]->(c:ChipType {id: 'prod:gpu'}) RETURN v, r, c ORDER BY v.id"


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


def test_things_and_statements_lead_to_the_explorer(tab: Page) -> None:
    ask(tab, CHIPS)
    expect(rows(tab)).to_have_count(4, timeout=SECONDS)
    nvidia = rows(tab).nth(2)
    expect(nvidia).to_contain_text("NVIDIA")
    with tab.context.expect_page() as opened:
        nvidia.get_by_role("link", name="NVIDIA", exact=True).click()
    expect(opened.value.locator(".panel h2")).to_have_text("NVIDIA", timeout=SECONDS)
    statement = nvidia.locator("a.statement")
    expect(statement).to_have_text("NVIDIArepresents GPU" if False else "NVIDIArepresentsGPU", ignore_case=True)
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


def test_a_parameter_that_is_no_number_is_told(tab: Page) -> None:
    visit(tab, "RETURN $limit AS x", more="&p.limit=many")
    expect(tab.get_by_label("$limit")).to_have_value("many", timeout=SECONDS)
    run(tab)
    says(tab, "'many' is no integer")


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


@pytest.mark.parametrize(
    ("before", "typed", "offered"),
    [
        ("MATCH (n:", "ChipV", "ChipVendor"),
        ("MATCH (n)-[:", "REPR", "REPRESENTS"),
        ("MATCH (n:City) RETURN n.", "name_z", "name_zh"),
        ("", "MAT", "MATCH"),
    ],
)
def test_completion_knows_the_live_structure(tab: Page, before: str, typed: str, offered: str) -> None:
    visit(tab)
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


@pytest.mark.parametrize(
    ("text", "title", "way_out"),
    [
        ("CREATE (n:City) RETURN n", "Queries can only read", "import tables or RDF"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "Queries cannot read files", "zhitu import"),
        ("LOAD CSV FROM 'http://127.0.0.1:9/x' AS l RETURN l", "Queries cannot use the network", "Import the data"),
        ("CALL dbms.listConfig() YIELD name RETURN name", "not allowed", "db.labels"),
        ("RETURN 1 / 0 AS x", "ended with an error", "divisors"),
        ("RETURN 1 AS x NEXT RETURN x", "cannot be read", "a Neo4j can run it"),
        ("MATCH (c:Citys) RETRUN c", "cannot be read", "did you mean City"),
    ],
)
def test_a_refusal_names_what_refused_it_and_the_way_out(tab: Page, text: str, title: str, way_out: str) -> None:
    ask(tab, text)
    box = tab.locator(".st-key-zt-query-trouble")
    expect(box).to_contain_text(title, timeout=SECONDS)
    expect(box).to_contain_text(way_out)
    for word in ("Traceback", "Exception", "com.arcadedb"):
        expect(box).not_to_contain_text(word)


def test_an_empty_answer_says_which_name_nothing_has(tab: Page) -> None:
    ask(tab, "MATCH (c:Citys) RETURN c")
    says(tab, "No rows match")
    says(tab, "did you mean City")


def test_a_long_query_can_be_stopped(tab: Page) -> None:
    ask(tab, "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN count(*) AS n")
    stop = tab.locator(".st-key-query-stop").get_by_role("button")
    expect(stop).to_be_visible(timeout=SECONDS)
    says(tab, "Running")
    stop.click()
    says(tab, "The query was stopped")
    run_text = "RETURN 1 AS one"
    write(tab, run_text)
    tab.keyboard.press("Control+Enter")
    expect(tab.locator(".zq .large dd")).to_have_text("1", timeout=SECONDS)


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


def test_a_plan_is_a_tree(tab: Page) -> None:
    visit(tab, "MATCH (c:City)-[:HAS_PARK]->(p) RETURN p LIMIT 3")
    tab.locator(".zt-editor").get_by_role("button", name="Plan").click()
    expect(tab.locator(".zq.plan ul ul .step").first).to_be_visible(timeout=SECONDS)


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


def test_a_click_in_the_structure_inserts(tab: Page) -> None:
    visit(tab, "MATCH (c")
    code(tab).click()
    tab.keyboard.press("Control+End")
    side = tab.locator(".zq.side")
    side.get_by_role("tab", name="Structure").click()
    side.get_by_role("searchbox").fill("chip vendor")
    side.get_by_role("button", name="Insert ChipVendor").click()
    expect(code(tab)).to_have_text("MATCH (c:ChipVendor", timeout=SECONDS)


def test_the_ontology_is_drawn(tab: Page) -> None:
    visit(tab)
    side = tab.locator(".zq.side")
    side.get_by_role("tab", name="Structure").click()
    side.get_by_role("button", name="Draw classes and relations").click()
    expect(tab.locator(".zt-canvas")).to_be_visible(timeout=SECONDS)
    says(tab, "Classes and relations of the graph")


def test_a_query_can_be_taken_elsewhere(tab: Page) -> None:
    ask(tab, "MATCH (v:ChipVendor)-[r:REPRESENTS]->(c:ChipType) RETURN v, c")
    says(tab, "16 rows")
    view(tab, "In other words")
    for name, part in (("Python", "GraphDatabase.driver"), ("curl", "/query"), ("SPARQL", "SELECT ?v ?c WHERE")):
        tab.get_by_role("tab", name=name, exact=True).click()
        expect(tab.get_by_test_id("stCode").filter(has_text=part)).to_be_visible(timeout=SECONDS)


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


def test_the_side_stays_in_sight_while_results_scroll(tab: Page) -> None:
    tab.set_viewport_size({"width": 1280, "height": 520})
    ask(tab, CHIPS)
    expect(rows(tab)).to_have_count(4, timeout=SECONDS)
    rows(tab).last.scroll_into_view_if_needed()
    box = tab.locator(".zq.side").bounding_box()
    assert box is not None
    assert 48 <= box["y"] < 80
