"""Makes the README's picture: ``python -m tests.browser.screenshot docs/screenshot.png``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from tests.browser.conftest import CHROMIUM_OPTIONS
from tests.browser_setup import chromium_path
from tests.command_line import ZHITU
from tests.processes import served

SIZE: ViewportSize = {"width": 1440, "height": 900}
ADDRESS = "/explore?lang=zh&s=org:nvidia"
SETTLED_MS = 3_000  # labels fade in after the first drawing


def main(target: Path) -> None:
    """Serve the report's graph from a new workspace and take the picture."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served([ZHITU, "--workspace", f"{folder}/w", "serve"], cwd=Path(folder), environment={}) as explorer,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_OPTIONS))
        page = browser.new_page(viewport=SIZE, locale="zh-CN")
        page.goto(explorer.address + ADDRESS)
        page.wait_for_selector("canvas")
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
