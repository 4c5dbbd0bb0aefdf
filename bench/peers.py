"""How long a first view of 1,000 things takes by zhitu's canvas, streamlit-agraph and st-link-analysis.

Run: python -m bench peers. All draw the same network in one Streamlit server and one Chromium, in turns; each lays out
by itself. A view counts from the moment its page is asked for until something stands on a canvas; what Streamlit itself
takes for a page with one line of text is measured beside it and taken off before the ratio.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.canvas import BROWSER_OPTIONS
from tests.browser.conftest import streamlit_app
from tests.browser_setup import chromium_path

TIMES_FASTER = 3.0  # the bar, against each of the others
OURS, PEERS, EMPTY = "zhitu", ("streamlit-agraph", "st-link-analysis"), "nothing"
ROUNDS = 3  # the others take half a minute each
WAIT_MS = 300_000
APP = Path(__file__).parent / "peers_app.py"

DRAWN = """() => {
  const roots = [document];
  for (const frame of document.querySelectorAll("iframe")) if (frame.contentDocument) roots.push(frame.contentDocument);
  for (const root of [...roots])
    for (const host of root.querySelectorAll("*")) if (host.shadowRoot) roots.push(host.shadowRoot);
  const small = new OffscreenCanvas(64, 64);
  return roots.some((root) => [...root.querySelectorAll("canvas")].some((canvas) => {
    if (canvas.width < 400 || canvas.height < 400) return false;
    const pen = small.getContext("2d", { willReadFrequently: true });
    pen.clearRect(0, 0, 64, 64);
    pen.drawImage(canvas, 0, 0, 64, 64);
    const pixels = pen.getImageData(0, 0, 64, 64).data;
    let marked = 0;
    for (let at = 3; at < pixels.length; at += 4) if (pixels[at] > 8) marked += 1;
    return marked > 200;
  }));
}"""
"""Something stands on 200 of 4,096 squares of a canvas, wherever it is: in the page, a frame or a shadow root."""
WRITTEN = "() => document.querySelector('[data-testid=stText]') !== null"


def first_view(page: Page, address: str, way: str) -> float:
    """Seconds until a way has drawn its first view."""
    started = time.perf_counter()
    page.goto(f"{address}/?draw={way}", wait_until="commit")
    page.wait_for_function(WRITTEN if way == EMPTY else DRAWN, timeout=WAIT_MS, polling=25)
    return time.perf_counter() - started


def measure(rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Seconds of each round, by way; the first round warms up and is left out."""
    ways = (EMPTY, OURS, *PEERS)
    taken: dict[str, list[float]] = {way: [] for way in ways}
    with (
        tempfile.TemporaryDirectory() as folder,
        streamlit_app(APP, Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=BROWSER_OPTIONS)
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        for _ in range(rounds + 1):
            for way in ways:
                taken[way].append(first_view(page, address, way))
        browser.close()
    return {way: times[1:] for way, times in taken.items()}


def main() -> int:
    """Prints the medians and how many times as long the others take; exit status 1 when that is under the bar."""
    taken = measure()
    own = {way: [time - empty for time, empty in zip(times, taken[EMPTY], strict=True)] for way, times in taken.items()}
    ratios = {
        peer: statistics.median(theirs / ours for theirs, ours in zip(own[peer], own[OURS], strict=True))
        for peer in PEERS
    }
    print(f"{'':18}{'page, s':>9}{'drawing, s':>12}{'ratio':>8}")
    for way in taken:
        ratio = f"{ratios[way]:8.1f}   bar {TIMES_FASTER:.0f}" if way in ratios else ""
        print(f"{way:18}{statistics.median(taken[way]):9.2f}{statistics.median(own[way]):12.2f}{ratio}")
    return int(any(ratio < TIMES_FASTER for ratio in ratios.values()))


if __name__ == "__main__":
    sys.exit(main())
