"""How long 1,000 nodes take to be drawn by our canvas, beside plain vis-network with the same given positions.

Run: python -m bench.canvas [--json]. Both draw in turns in one page of one Chromium; the medians of their ratios count.
"""

from __future__ import annotations

import json
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import sync_playwright

from graph.layout import layout
from graph.view import GraphView, Tint, ViewEdge, ViewNode, radius
from tests.browser_setup import chromium_path
from ui.components.canvas.assets import CANVAS, VIS_DIRECTORY, VIS_NETWORK, pyvis_root
from ui.components.canvas.network import draw
from ui.components.canvas.values import Texts

LIMIT = 1.3  # how many times as long as plain vis-network the first picture may take, at 1,000 nodes
SIZES = (300, 1_000, 5_000)
PAIRS = 15  # a loaded machine moves a single ratio by a third
TINTS = (Tint("#1f5fbf", "#7db3ff"), Tint("#a63d2f", "#ff9a8a"), Tint("#2d7d46", "#7fd29a"), Tint("#7e54a9", "#cca8f7"))
SHAPES = ("dot", "square", "triangle", "hexagon")
STEMS = ("华智", "中科", "深蓝", "天工", "海川", "云帆")
ENDS = ("半导体", "机器人", "工业互联网平台", "智能制造示范区", "研究院")
BROWSER_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)
HERE = Path(__file__).parent
ROOTS = {
    CANVAS: HERE.parent / "ui" / "components" / "canvas" / "assets",
    VIS_NETWORK: pyvis_root() / VIS_DIRECTORY,
}


def network(count: int) -> GraphView:
    """A made-up network of hubs and leaves with Chinese names, without places; the same one each time."""
    graph = nx.barabasi_albert_graph(count, 2, seed=7)
    nodes = tuple(
        ViewNode(
            id=f"n{i}", label=f"{STEMS[i % 6]}{ENDS[i % 5]}{i}", title=f"{i}", color=TINTS[i % 4], shape=SHAPES[i % 4],
            size=radius(graph.degree[i]),
        )
        for i in graph
    )  # fmt: skip
    edges = tuple(ViewEdge(f"{a}-{b}", f"n{a}", f"n{b}", "MAKES", "研制") for a, b in graph.edges)
    return GraphView(nodes, edges)


def message(count: int) -> dict[str, Any]:
    """What Python sends to the browser for such a network."""
    drawing, options = draw(layout(network(count)))
    return drawing.since(None) | {
        "options": options, "texts": asdict(Texts()), "height": 800,
        "seen": 0, "select": None, "command": None, "viewport": None,
    }  # fmt: skip


class Files(SimpleHTTPRequestHandler):
    """Serves the page of the bench and the two folders of browser files, and logs nothing."""

    def translate_path(self, path: str) -> str:
        folder, _, name = path.lstrip("/").partition("/")
        return str(ROOTS[folder] / name if folder in ROOTS else HERE / "canvas.html")

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the bench's page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def measure(sizes: tuple[int, ...], pairs: int) -> list[dict[str, Any]]:
    """One row a size and quantity: medians in ms of both ways, and the median of their ratios."""
    rows = []
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=BROWSER_OPTIONS)
        page = browser.new_page(viewport={"width": 1240, "height": 840})
        page.goto(address)
        page.wait_for_function("window.ready")
        for size in sizes:
            data = message(size)
            page.evaluate("data => { window.data = data; }", data)
            page.evaluate("async () => { await measure('plain', data); await measure('ours', data); }")  # warm up
            both = [
                page.evaluate("async () => [await measure('plain', data), await measure('ours', data)]")
                for _ in range(pairs)
            ]
            rows += [row(size, quantity, both) for quantity in ("first", "pan", "zoom")]
        browser.close()
    return rows


def row(size: int, quantity: str, both: list[list[dict[str, float]]]) -> dict[str, Any]:
    """One quantity at one size."""
    plain, ours = ([pair[way][quantity] for pair in both] for way in (0, 1))
    ratios = [b / a for a, b in zip(plain, ours, strict=True)]
    return {
        "nodes": size,
        "what": quantity,
        "plain_ms": round(statistics.median(plain), 1),
        "ours_ms": round(statistics.median(ours), 1),
        "ratio": round(statistics.median(ratios), 2),
    }


def main() -> int:
    """Prints the table; exit status 1 when the first picture of 1,000 nodes takes too long."""
    rows = measure(SIZES, PAIRS)
    if "--json" in sys.argv:
        print(json.dumps(rows))
    else:
        print("nodes  what    plain ms  ours ms  ratio")
        for each in rows:
            print(
                f"{each['nodes']:>5}  {each['what']:<6} {each['plain_ms']:>9} {each['ours_ms']:>8} {each['ratio']:>6}"
            )
    bar = next(each["ratio"] for each in rows if each["nodes"] == 1_000 and each["what"] == "first")
    return 0 if bar <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
