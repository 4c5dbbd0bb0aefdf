"""How long 10,000 rows take from the click that asks for them until they stand on the query page's screen.

Run: python -m bench rows [ENGINE ...]; both engines when none is named. A page over the report is served as `zhitu
serve` does, with a real Chromium before it. Plain values, and rows of things and relations, each several times.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, expect, sync_playwright

from graph.workspace import Workspace
from ingest import build_report
from tests.browser.site import serving
from tests.browser_setup import chromium_path

ENGINES = ("embedded", "neo4j")
TURNS = 7
BAR = 1.5  # seconds, of the median
WAIT = 120_000  # ms
QUERIES = {
    "values": "UNWIND range(1, 12000) AS n RETURN n, toString(n) AS text, 2 * n AS twice, n % 7 = 0 AS seventh",
    "things": "MATCH (a:Thing)-[r]->(b:Thing) UNWIND range(1, 4) AS n RETURN a, r, b, n",
}


@contextmanager
def page_over(engine: str) -> Iterator[Page]:
    """An English reader's tab before the pages over the report."""
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder), engine) as workspace:
        build_report(workspace)
        assert workspace.store.loaded_digest()
        with serving(Path(folder), engine) as site, sync_playwright() as playwright:
            options = ["--headless=new", "--no-sandbox", "--disable-gpu"]
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=options)
            yield browser.new_context(locale="en-US", base_url=site.address).new_page()
            browser.close()


def measure(page: Page, text: str) -> tuple[float, float]:
    """Seconds of the query as the page tells them, and seconds until the last row can be scrolled to."""
    page.goto(f"/query?ql=cypher&q={quote(text)}")
    editor = page.locator(".zt-editor .cm-content")
    expect(editor).to_be_visible(timeout=WAIT)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=WAIT)
    editor.click()
    page.keyboard.press("Control+Enter")
    shown(page, 1_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=WAIT)
    more = page.get_by_role("button", name="Raise to 10,000 rows")
    started = time.perf_counter()
    more.click()
    shown(page, 10_000)
    whole = time.perf_counter() - started
    told = re.search(r"([\d,]+) ms", page.get_by_text(re.compile("10,000 rows ·")).first.inner_text())
    assert told is not None
    return int(told[1].replace(",", "")) / 1000, whole


def shown(page: Page, rows: int) -> None:
    page.wait_for_selector(f".zq.grid table[aria-rowcount='{rows + 1}'] tbody tr:not(.space)", timeout=WAIT)


def main(arguments: list[str] | None = None) -> int:
    """Print the medians; exit status 1 when one misses the bar."""
    missed = 0
    sys.stdout.write(f"{'engine':>10}{'rows of':>10}{'query s':>10}{'screen s':>10}{'worst s':>10}\n")
    for engine in arguments or ENGINES:
        with page_over(engine) as page:
            for name, text in QUERIES.items():
                measure(page, text)  # the engine's compiler learns the way first
                found = [measure(page, text) for _ in range(TURNS)]
                query = statistics.median(each[0] for each in found)
                whole = statistics.median(each[1] for each in found)
                worst = max(each[1] for each in found)
                sys.stdout.write(f"{engine:>10}{name:>10}{query:10.2f}{whole:10.2f}{worst:10.2f}\n")
                sys.stdout.flush()
                missed |= whole > BAR
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
