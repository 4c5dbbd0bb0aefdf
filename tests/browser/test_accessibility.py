"""axe-core looks at every page, light and dark: nothing that it calls serious or critical."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Profiles, leave, settled
from tests.browser.site import SECONDS, Site
from ui.app import PAGES

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = {"resultTypes": ["violations"], "runOnly": STANDARDS}
GRAVE = {"serious", "critical"}
ADDRESSES = {  # views of a page that show more than its opening one
    "explore": "explore?s=org:nvidia",
    "map": "map?map=matrix",
}
RESTING = "() => !document.querySelector('[data-testid=stSkeleton], [data-testid=stSpinner]')"


@pytest.mark.parametrize(("language", "scheme"), [("zh-CN", "light"), ("en-US", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_barrier(
    name: str, language: str, scheme: str, report_site: Site, profiles: Profiles
) -> None:
    page = profiles(language, scheme=scheme).new_page()
    page.goto(f"{report_site.address}/{ADDRESSES.get(name, name)}")
    settled(page)
    page.wait_for_function(RESTING, timeout=SECONDS)
    found = Axe().run(page, options=RUN).response["violations"]
    leave(page)
    assert [told(each) for each in found if each["impact"] in GRAVE] == []


def told(violation: dict[str, Any]) -> str:
    """A rule that is broken, and where."""
    places = [f"{node['target']}: {node['failureSummary']}" for node in violation["nodes"][:5]]
    return "\n  ".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *places])
