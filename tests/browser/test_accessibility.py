"""axe-core looks at every page, light and dark: nothing that it calls serious or critical."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Profiles, leave, settled
from tests.browser.site import SECONDS, Site
from ui.app_pages import PAGES
from ui.maps.files import own_maps

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = {"resultTypes": ["violations"], "runOnly": STANDARDS}
GRAVE = {"serious", "critical"}
ADDRESSES = {"explore": "explore?s=org:nvidia"}  # views of a page that show more than its opening one
DRAWN = ".figure .scroll, [data-testid=stVegaLiteChart]"
RESTING = "() => !document.querySelector('[data-testid=stSkeleton], [data-testid=stSpinner]')"


@pytest.mark.parametrize(("language", "scheme"), [("zh-CN", "light"), ("en-US", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_barrier(
    name: str, language: str, scheme: str, report_site: Site, profiles: Profiles
) -> None:
    page = profiles(language, scheme=scheme).new_page()
    page.goto(f"{report_site.address}/{ADDRESSES.get(name, name)}")
    assert barriers(page) == []
    leave(page)


@pytest.mark.parametrize(("language", "scheme"), [("zh-CN", "light"), ("en-US", "dark")])
def test_no_map_has_a_serious_barrier(language: str, scheme: str, report_site: Site, profiles: Profiles) -> None:
    page = profiles(language, scheme=scheme).new_page()
    found: dict[str, list[str]] = {}
    for view in own_maps():
        page.goto(f"{report_site.address}/map?m={view.id}")
        expect(page.locator(DRAWN).first).to_be_visible(timeout=SECONDS)
        mark = page.locator(".figure .mark").first
        if view.layout != "numbers":  # what is known of a mark stands beside it
            mark.click()
            expect(page.locator(".detail")).to_be_visible(timeout=SECONDS)
        found[view.id] = barriers(page)
    leave(page)
    assert {name: each for name, each in found.items() if each} == {}


def barriers(page: Page) -> list[str]:
    """What axe-core finds on a page at rest."""
    settled(page)
    page.wait_for_function(RESTING, timeout=SECONDS)
    found = Axe().run(page, options=RUN).response["violations"]
    return [told(each) for each in found if each["impact"] in GRAVE]


def told(violation: dict[str, Any]) -> str:
    """A rule that is broken, and where."""
    places = [f"{node['target']}: {node['failureSummary']}" for node in violation["nodes"][:5]]
    return "\n  ".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *places])
