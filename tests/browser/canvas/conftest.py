"""The canvas alone on a page of a small Streamlit application."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas_on_page import CanvasOnPage
from tests.browser.conftest import AppStarter, settled
from tests.browser.site import SECONDS

APP = Path(__file__).parents[1] / "apps" / "canvas_app.py"

Opener = Callable[[str], CanvasOnPage]


@pytest.fixture
def open_canvas(page: Page, app: AppStarter) -> Opener:
    """Opens the test application with address parameters."""

    def opened(query: str) -> CanvasOnPage:
        page.goto(f"{app(APP)}/?{query}")
        settled(page)
        return CanvasOnPage(page)

    return opened


def told(canvas: CanvasOnPage, text: str) -> None:
    """Waits until Python has answered with a text on the page."""
    expect(canvas.page.get_by_text(re.compile(text)).first).to_be_visible(timeout=SECONDS)
    settled(canvas.page)


def all_in_sight(canvas: CanvasOnPage) -> None:
    """Every node is within the frame."""
    box = canvas.root.bounding_box()
    assert box is not None
    for node in canvas.nodes():
        x, y = canvas.spot(node)
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
