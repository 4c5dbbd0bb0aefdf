"""How long the explorer takes to answer a reader in a real Chromium, on the report's graph with 1,000 nodes drawn.

Run: python -m bench clicks. A click counts from the mouse until the panel names the thing (with the 260 ms in which a
second click could follow), an expansion from the double click until the neighbours are drawn; both are medians by the
page's own clock, looked for at each frame. Bytes are what the server sent over the websocket for a click; the heap is
the page's own after all of it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from bench.canvas import BROWSER_OPTIONS
from graph.workspace import Workspace
from ingest import build_report
from tests.browser.site import Site, serving
from tests.browser_setup import chromium_path
from ui.address import to_address
from ui.state import View

BARS = {"click s": 0.6, "expand s": 0.7, "click KB": 60.0, "heap MB": 300.0}
NEIGHBOURS = 50  # of the best connected thing's, which an expansion brings
CLICKS, EXPANSIONS = 15, 7
WAIT_MS = 60_000

NEIGHBOURS_OF = "MATCH (:Thing {id: $id})--(n:Entity) RETURN DISTINCT n.id AS id ORDER BY id LIMIT $limit"
HUB = (
    "MATCH (n:Entity)--(other:Entity) WITH n.id AS id, count(DISTINCT other) AS count"
    " RETURN id ORDER BY count DESC, id LIMIT 1"
)
ENTITIES = "MATCH (n:Entity) RETURN n.id, n.name"
PLACE = """(root, id) => { const { scene } = root.canvas; return scene.network.canvasToDOM(scene.place(id)); }"""
FREE = """(root, ids) => ids.filter((id) => { const { network } = root.canvas.scene;
  return network.getNodeAt(network.canvasToDOM(root.canvas.scene.place(id))) === id; })"""
COUNT = "(root) => root.canvas.scene.nodes.size"
WATCH = """
  const bench = (window.bench = {});
  addEventListener("pointerdown", () => (bench.pressed ??= performance.now()), { capture: true, once: true });
  const look = () => (bench.pressed && there() ? (bench.seen = performance.now()) : requestAnimationFrame(look));
  look();"""
WATCH_PANEL = (
    """(name) => {
  const all = (root) => [...root.querySelectorAll("*")];
  const host = all(document).find((each) => each.shadowRoot?.querySelector(".panel"))?.shadowRoot ?? document;
  const there = () => host.querySelector(".panel h2")?.textContent.includes(name);"""
    + WATCH
    + "}"
)
WATCH_NODES = (
    """(root, count) => {
  const there = () => root.canvas.scene.nodes.size > count;"""
    + WATCH
    + "}"
)
HEAP = "() => performance.memory.usedJSHeapSize / 1e6"


def measure(site: Site, address: str, names: Mapping[str, str], hub: str) -> dict[str, float]:
    """The figures of BARS, on the view of an address."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*BROWSER_OPTIONS, "--enable-precise-memory-info"]
        )
        page = browser.new_page(viewport={"width": 1600, "height": 1000}, locale="zh-CN")
        received: list[int] = []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(len(data))))
        page.goto(f"{site.address}/explore?{address}")
        canvas = page.locator(".zt-canvas")
        canvas.wait_for(timeout=WAIT_MS)
        at_rest(page)
        nodes = canvas.evaluate(COUNT)
        free = canvas.evaluate(FREE, sorted(names))[:: max(1, nodes // (3 * CLICKS))][: CLICKS + 1]
        clicks, sizes = [], []
        for each in free:
            received.clear()
            clicks.append(click(page, each, names[each]))
            at_rest(page)
            sizes.append(sum(received) / 1000)
        expansions = [expand(page, hub) for _ in range(EXPANSIONS)]
        heap = page.evaluate(HEAP)
        browser.close()
    return {
        "nodes": nodes,
        "click s": statistics.median(clicks[1:]),
        "expand s": statistics.median(expansions[1:]),
        "click KB": statistics.median(sizes[1:]),
        "heap MB": heap,
    }


def click(page: Page, node: str, name: str) -> float:
    """Seconds from the mouse to the panel that names the thing."""
    x, y = aim(page, node)
    page.evaluate(WATCH_PANEL, name)
    page.mouse.click(x, y)
    return waited(page)


def expand(page: Page, hub: str) -> float:
    """Seconds from the double click on the hub until its neighbours are drawn; they are taken away again."""
    canvas = page.locator(".zt-canvas")
    before = canvas.evaluate(COUNT)
    x, y = aim(page, hub)
    canvas.evaluate(WATCH_NODES, before)
    page.mouse.dblclick(x, y)
    taken = waited(page)
    at_rest(page)
    page.keyboard.press("Control+z")
    page.wait_for_function(
        "([root, count]) => root.canvas.scene.nodes.size === count", arg=[canvas.element_handle(), before]
    )
    at_rest(page)
    return taken


def aim(page: Page, node: str) -> tuple[float, float]:
    """Where a node is on the page; the mouse goes there, and what a mouse over a node shows is shown."""
    canvas = page.locator(".zt-canvas")
    place, box = canvas.evaluate(PLACE, node), canvas.bounding_box()
    assert box is not None
    x, y = box["x"] + place["x"], box["y"] + place["y"]
    page.mouse.move(x, y)
    page.wait_for_timeout(500)
    return x, y


def waited(page: Page) -> float:
    """Seconds between the mouse and what is watched for, by the page's own clock."""
    page.wait_for_function("() => window.bench.seen", timeout=WAIT_MS)
    return float(page.evaluate("() => (window.bench.seen - window.bench.pressed) / 1000"))


def at_rest(page: Page) -> None:
    """Waits until the server has nothing to do and nothing moves."""
    page.wait_for_timeout(300)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(700)


def address_of(ids: Iterable[str]) -> str:
    """The address of a view that shows these things."""
    return urlencode(to_address(View(nodes=tuple(ids), cap=1_000), "zh"))


def main() -> int:
    """Print the figures; exit status 1 when one is over its bar."""
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "workspace") as workspace:
        build_report(workspace)
        names = {str(key): str(name) for key, name in workspace.store.run(ENTITIES).rows}
        hub = str(workspace.store.run(HUB).rows[0][0])
        away = {str(row[0]) for row in workspace.store.run(NEIGHBOURS_OF, id=hub, limit=NEIGHBOURS).rows}
        shown = {key: name for key, name in names.items() if key not in away}
        with serving(workspace.path) as site:
            figures = measure(site, address_of(shown), shown, hub)
    for name, figure in figures.items():
        bar = f"   bar {BARS[name]:.1f}" if name in BARS else ""
        sys.stdout.write(f"{name:12}{figure:10.2f}{bar}\n")
    return int(any(figures[name] > bar for name, bar in BARS.items()))


if __name__ == "__main__":
    raise SystemExit(main())
