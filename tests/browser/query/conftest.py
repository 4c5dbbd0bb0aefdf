"""A reader with a real browser before the query page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Profiles, leave
from tests.browser.site import Site


@pytest.fixture
def tab(report_site: Site, profiles: Profiles) -> Iterator[Page]:
    """An English reader's tab."""
    page = profiles("en-US", root=report_site.address).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss())
    yield page
    leave(page)
    assert not [url for url in asked if not url.startswith((report_site.address, "data:", "blob:"))]
