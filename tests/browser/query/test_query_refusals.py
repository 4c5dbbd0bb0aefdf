"""What the query page refuses or ends, in real Chromium: in words that name the reason and the way out."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.querying import ask, run, says, visit, write
from tests.browser.site import SECONDS

REFUSALS = [
    ("CREATE (n:City) RETURN n", "Queries can only read", "The page Data imports them"),
    ("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "Queries cannot read files", "zhitu import"),
    ("LOAD CSV FROM 'http://127.0.0.1:9/x' AS l RETURN l", "Queries cannot use the network", "Import the data"),
    ("CALL dbms.listConfig() YIELD name RETURN name", "not allowed", "db.labels"),
    ("RETURN 1 / 0 AS x", "ended with an error", "divisors"),
    ("RETURN 1 AS x NEXT RETURN x", "cannot be read", "a Neo4j can run it"),
    ("MATCH (c:Citys) RETRUN c", "cannot be read", "did you mean City"),
]


def test_a_refusal_names_what_refused_it_and_the_way_out(tab: Page) -> None:
    visit(tab)
    box = tab.locator(".st-key-zt-query-trouble")
    for text, title, way_out in REFUSALS:
        write(tab, text)
        run(tab)
        expect(box).to_contain_text(title, timeout=SECONDS)
        expect(box).to_contain_text(way_out, timeout=SECONDS)
        for word in ("Traceback", "Exception", "com.arcadedb"):
            expect(box).not_to_contain_text(word)


def test_an_empty_answer_says_which_name_nothing_has(tab: Page) -> None:
    ask(tab, "MATCH (c:Citys) RETURN c")
    says(tab, "No rows match")
    says(tab, "did you mean City")


def test_a_parameter_that_is_no_number_is_told(tab: Page) -> None:
    visit(tab, "RETURN $limit AS x", more="&p.limit=many")
    expect(tab.get_by_label("$limit")).to_have_value("many", timeout=SECONDS)
    run(tab)
    says(tab, "'many' is no integer")


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
