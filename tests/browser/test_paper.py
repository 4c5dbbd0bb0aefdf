"""A page on paper: what was found, dark on white, without what one clicks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Profiles, leave, settled
from tests.browser.site import SECONDS, Site

INKED = (
    "(it) => it.getContext('2d').getImageData(0, 0, it.width, it.height).data.some((part, at) => at % 4 === 3 && part)"
)
WHITE, INK = "rgb(255, 255, 255)", "rgb(28, 36, 48)"


@pytest.mark.parametrize(
    ("address", "kept", "left_out"),
    [("numbers", "h1", ".st-key-zt-filters"), ("checks", "article h3", ".st-key-zt-nav")],
)
def test_a_dark_page_is_printed_dark_on_white_without_its_controls(
    address: str, kept: str, left_out: str, report_site: Site, profiles: Profiles
) -> None:
    page = profiles("zh-CN", scheme="dark").new_page()
    page.goto(f"{report_site.address}/{address}")
    settled(page)
    expect(page.locator(left_out)).to_be_visible(timeout=SECONDS)
    page.emulate_media(media="print")
    expect(page.locator(left_out)).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.locator(kept).first).to_have_css("color", INK)
    expect(page.locator(".stApp")).to_have_css("background-color", WHITE)
    leave(page)


def test_a_table_of_numbers_is_printed_with_all_its_rows(report_site: Site, profiles: Profiles) -> None:
    page = profiles("en-US", scheme="dark").new_page()
    page.goto(f"{report_site.address}/numbers?lang=en")
    settled(page)
    on_screen, on_paper = page.get_by_test_id("stDataFrame").first, page.locator(".zt-paper").first
    expect(on_screen).to_be_visible(timeout=SECONDS)
    expect(on_paper).to_be_hidden()
    shown = re.search(r"^(\d+) of (\d+) observations", page.get_by_text("observations").first.inner_text())
    assert shown is not None
    page.emulate_media(media="print")
    expect(on_screen).to_be_hidden()
    expect(on_paper.locator("tbody tr")).to_have_count(int(shown[1]))
    expect(on_paper.locator("tbody tr").last).to_be_visible()
    expect(on_paper).to_have_css("color", INK)
    leave(page)


def test_the_graph_of_a_dark_page_is_printed_on_white_and_is_dark_again(report_site: Site, profiles: Profiles) -> None:
    page = profiles("en-US", scheme="dark").new_page()
    page.goto(f"{report_site.address}/explore?lang=en&n=org:nvidia,org:amd")
    canvas = page.locator(".zt-canvas")
    expect(canvas).to_be_visible(timeout=SECONDS)
    settled(page)
    colours = "(root) => [root.canvas.theme.dark, root.canvas.theme.background]"
    dark = canvas.evaluate(colours)
    assert dark[0]
    page.emulate_media(media="print")
    page.wait_for_function("(root) => !root.canvas.theme.dark", arg=canvas.element_handle(), timeout=SECONDS)
    assert canvas.evaluate(colours) == [False, "#ffffff"]
    picture = canvas.locator(".zt-paper")
    expect(picture).to_be_visible()
    assert picture.evaluate(INKED), "the picture on paper is empty"
    page.emulate_media(media="screen")
    expect(picture).to_be_hidden()
    page.wait_for_function("(root) => root.canvas.theme.dark", arg=canvas.element_handle(), timeout=SECONDS)
    assert canvas.evaluate(colours) == dark
    canvas.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")  # as a real printer does, at once
    assert canvas.evaluate(colours) == [False, "#ffffff"]
    canvas.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    assert canvas.evaluate(colours) == dark
    leave(page)
