"""The explorer over a made-up graph, served as `zhitu serve` does, and a reader with a real browser before it."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect

from graph.workspace import Workspace
from tests.explore_world import build
from ui.serving import is_ready, streamlit_command, streamlit_environment

SECONDS = 30_000  # ms that anything may take on a busy machine


@dataclass(frozen=True, slots=True)
class Site:
    """A running explorer."""

    address: str
    workspace: Path

    def kill_engine(self) -> None:
        """What a crash of the engine is: kill -9."""
        state = json.loads(next(self.workspace.rglob("engine.json")).read_text("utf-8"))
        psutil.Process(state["pid"]).kill()


@dataclass(slots=True)
class Reader:
    """One browser tab on the explorer, and what it does there."""

    site: Site
    page: Page
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def visit(self, address: str = "") -> Reader:
        """Opens an address of the explorer and waits until the graph is drawn."""
        self.page.goto(f"{self.site.address}/{address}")
        return self.drawn()

    def drawn(self) -> Reader:
        """Waits until the canvas is there and the server rests."""
        expect(self.page.locator(".zt-canvas")).to_be_visible(timeout=SECONDS)
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
        )
        return self

    def search(self, text: str) -> None:
        """Types a name and takes the first hit."""
        box = self.page.get_by_role("combobox")
        box.fill(text)
        expect(self.page.get_by_role("option").first).to_be_visible(timeout=SECONDS)
        box.press("Enter")

    def canvas(self, expression: str) -> Any:
        """What an expression over `canvas`, the canvas' own object, gives in the browser."""
        return self.page.locator(".zt-canvas").evaluate(
            f"(root) => {{ const canvas = root.canvas; return {expression}; }}"
        )

    def nodes(self) -> set[str]:
        """Ids of the nodes that are drawn."""
        return set(self.canvas("[...canvas.scene.nodes.keys()]"))

    def until_nodes(self, wanted: Callable[[set[str]], bool]) -> set[str]:
        """Waits until the drawn nodes are as wanted, and answers them."""
        deadline = time.monotonic() + SECONDS / 1000
        while not wanted(nodes := self.nodes()):
            assert time.monotonic() < deadline, f"the canvas still shows {sorted(nodes)}"
            self.page.wait_for_timeout(100)
        return nodes

    def place_of(self, node: str) -> dict[str, float]:
        """Where a node is on the canvas, in CSS pixels."""
        self.page.wait_for_timeout(400)  # motion takes 220 ms
        point: dict[str, float] = self.canvas(
            f"canvas.scene.network.canvasToDOM(canvas.scene.place({json.dumps(node)}))"
        )
        return point

    def click(self, node: str, count: int = 1) -> None:
        """Clicks a node, or double clicks it."""
        at = self.place_of(node)
        self.page.locator(".zt-canvas").click(position={"x": at["x"], "y": at["y"]}, click_count=count)

    def dismiss(self, dialog: Dialog) -> None:
        """Notes a dialog, which no page of ours opens."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    @property
    def panel(self) -> Any:
        """The side panel."""
        return self.page.locator(".panel")

    def titled(self, title: str) -> None:
        """Waits until the panel is about this."""
        expect(self.panel.locator("h2")).to_have_text(title, timeout=SECONDS)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("explore site")
    build(folder / "workspace", folder / "tables")
    with Workspace.open(folder / "workspace") as workspace:
        assert workspace.store.loaded_digest()
        with serving(folder / "workspace") as running:
            yield running


class serving:  # noqa: N801 - reads as the function that it is to its users
    """Serves a workspace's explorer while its context lasts."""

    def __init__(self, workspace: Path, store: str = "embedded") -> None:
        self.workspace, self.store = workspace, store
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    def __enter__(self) -> Site:
        self.log = (self.workspace / "page.log").open("wb")
        environment = streamlit_environment(workspace=self.workspace, store=self.store)
        self.process = subprocess.Popen(
            streamlit_command(self.port), env=environment, stdout=self.log, stderr=subprocess.STDOUT
        )
        deadline = time.monotonic() + 60
        while not is_ready(self.port):
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return Site(f"http://127.0.0.1:{self.port}", self.workspace)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.log.close()
        assert b"Traceback" not in (self.workspace / "page.log").read_bytes()


@pytest.fixture
def reader(site: Site, chromium: Browser) -> Iterator[Reader]:
    """A Chinese reader on a laptop; no request may leave the machine, and no script of a name may run."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
    reader = Reader(site, context.new_page())

    def note(request: Request) -> None:
        reader.requests.append(request.url)

    context.on("request", note)
    reader.page.on("dialog", lambda dialog: reader.dismiss(dialog))  # noqa: PLW0108 - playwright marks methods
    yield reader
    assert reader.page.evaluate("() => window.pwned") is None
    context.close()
    assert not reader.dialogs
    assert not [url for url in reader.requests if not url.startswith((site.address, "data:", "blob:"))]
