"""A page on paper: what was found, dark on white, without what one clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Profiles, leave, settled
from tests.browser.site import SECONDS, Site

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
