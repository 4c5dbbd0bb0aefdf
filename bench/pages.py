"""What each page costs to open on the report's graph: calls of the store, their time, and the time until it is drawn.

Run: python -m bench pages [ROUNDS]. The calls are counted in this process, each page as its first reader opens it on a
warm server, which has read the graph in brief and the outline of the sources. The picture is a real Chromium's that
has seen the page before; it counts from the request until the page shows its contents. All are medians.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

import ui.resources
from bench.canvas import BROWSER_OPTIONS
from graph.workspace import Workspace
from ingest import build_report
from tests.browser.site import serving
from tests.browser_setup import chromium_path
from tests.store_calls import MOST_CALLS, OPENINGS, counted, forget, opened, pages_over
from ui.checkup.running import checked

ROUNDS = 5
CALL_SECONDS, DRAWN_SECONDS = 0.4, 2.5  # bars: of all calls of a page together, and until it is drawn
WAIT_MS = 120_000
CONTENTS = {  # what a page shows when it is drawn
    "explore": ".zt-canvas",
    "query": ".zt-editor .cm-content",
    "map": ".figure, [data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg",
    "numbers": "[data-testid=stDataFrame] canvas",
    "checks": "article h3",
    "model": "article.term",
    "sources": ".reading li, .reading .sentence",
    "data": "[class*=st-key-zt-source-]",
}
Figures = dict[str, float]


def calls(workspace: Workspace, rounds: int) -> dict[str, Figures]:
    """How many calls of the store each page makes to open, and their seconds together."""
    figures: dict[str, Figures] = {}
    with pages_over(workspace):
        found = ui.resources.resources()
        ui.resources.outline(found)  # as `ui.resources.warm` does
        while (
            checked(workspace, found.known.digest) is None
        ):  # they would keep this process busy while the pages are measured
            time.sleep(0.1)
        for opening in OPENINGS:
            counts, seconds = [], []
            for _ in range(rounds):
                forget()
                with counted(workspace.store) as asked:
                    opened(opening)
                counts.append(len(asked))
                seconds.append(sum(call.seconds for call in asked))
            figures[opening] = {"calls": max(counts), "calls s": statistics.median(seconds)}
    return figures


def pictures(folder: Path, rounds: int) -> dict[str, float]:
    """Seconds from the request of each page until it is drawn."""
    with serving(folder) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(BROWSER_OPTIONS))
        context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-US", base_url=site.address)
        found = {opening: statistics.median(_drawn(context.new_page(), opening, rounds)) for opening in OPENINGS}
        browser.close()
    return found


def _drawn(page: Page, opening: str, rounds: int) -> Sequence[float]:
    name, address = OPENINGS[opening]
    seconds = []
    for _ in range(rounds + 1):  # the first one teaches Chromium the scripts, and the server what is on the page
        page.goto("about:blank")
        started = time.perf_counter()
        page.goto(f"/{name}?{urlencode({'lang': 'en', **address})}", wait_until="commit")
        page.locator(CONTENTS[name]).first.wait_for(timeout=WAIT_MS)
        if name == "explore":
            page.wait_for_function(
                "(root) => root.canvas?.scene?.nodes.size > 0", arg=page.locator(".zt-canvas").element_handle()
            )
        seconds.append(time.perf_counter() - started)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=WAIT_MS)
    page.close()
    return seconds[1:]


def missed(figures: Mapping[str, float]) -> bool:
    """True when one of a page's figures is over its bar."""
    bars = {"calls": MOST_CALLS, "calls s": CALL_SECONDS, "drawn s": DRAWN_SECONDS}
    return any(figures[name] > bar for name, bar in bars.items())


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; exit status 1 when one is over its bar."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        with Workspace.open(Path(folder)) as workspace:
            build_report(workspace)
            figures = calls(workspace, rounds)
        drawn = pictures(Path(folder), rounds)
    bars = f"bars {MOST_CALLS}, {CALL_SECONDS} and {DRAWN_SECONDS} s"
    sys.stdout.write(f"{'page':24}{'calls':>8}{'calls s':>10}{'drawn s':>10}   {bars}\n")
    for opening, each in figures.items():
        each["drawn s"] = drawn[opening]
        late = "   missed" if missed(each) else ""
        sys.stdout.write(f"{opening:24}{each['calls']:8.0f}{each['calls s']:10.2f}{each['drawn s']:10.2f}{late}\n")
    return int(any(map(missed, figures.values())))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
