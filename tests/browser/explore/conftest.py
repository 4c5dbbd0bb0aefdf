"""The explorer over a made-up graph, served as `zhitu serve` does, and a reader with a real browser before it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Dialog, Page, Request, expect

from graph.workspace import Workspace
from tests.browser.conftest import Profiles, leave
from tests.browser.site import SECONDS, Site, serving
from tests.explore_world import build

SAYS = """(wanted) => Object.entries(wanted)
    .every(([key, value]) => new URL(location).searchParams.get(key) === value)"""
FEW = "org:acme,org:beta,prod:gpu,place:harbour"


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
        self.rest()
        point: dict[str, float] = self.canvas(
            f"canvas.scene.network.canvasToDOM(canvas.scene.place({json.dumps(node)}))"
        )
        return point

    def rest(self) -> None:
        """Waits until neither the view nor a node moves."""
        self.page.wait_for_timeout(60)  # a motion begins with the next frame
        moving = "(root) => root.canvas.scene.motion || root.canvas.scene.gliding"
        deadline = time.monotonic() + SECONDS / 1000
        while self.page.locator(".zt-canvas").evaluate(moving):
            assert time.monotonic() < deadline, "the canvas does not come to rest"
            self.page.wait_for_timeout(50)

    def click(self, node: str, count: int = 1) -> None:
        """Clicks a node, or double clicks it."""
        at = self.place_of(node)
        self.page.locator(".zt-canvas").click(position={"x": at["x"], "y": at["y"]}, click_count=count)

    def address(self) -> dict[str, str]:
        """What the address says of the view."""
        return {key: values[0] for key, values in parse_qs(urlsplit(self.page.url).query).items()}

    def until_address(self, **wanted: str | None) -> None:
        """Waits until the address says so; None for what it does not say."""
        self.page.wait_for_function(SAYS, arg=wanted, timeout=SECONDS)

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


@pytest.fixture
def reader(site: Site, profiles: Profiles) -> Iterator[Reader]:
    """A Chinese reader on a laptop; no request may leave the machine, and no script of a name may run."""
    reader = Reader(site, profiles().new_page())

    def note(request: Request) -> None:
        reader.requests.append(request.url)

    reader.page.on("request", note)
    reader.page.on("dialog", lambda dialog: reader.dismiss(dialog))  # noqa: PLW0108 - playwright marks methods
    yield reader
    leave(reader.page)
    assert not reader.dialogs
    assert not [url for url in reader.requests if not url.startswith((site.address, "data:", "blob:"))]
