"""The pages beside the explorer over a small report of our own, with a copy of it attached, and readers before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Profiles, leave, settled
from tests.browser.site import Site, serving
from tests.tea_world import attached

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with attached(tmp_path_factory.mktemp("desk site")) as workspace:
        assert workspace.store.loaded_digest()
        with serving(workspace.path) as running:
            yield running


@pytest.fixture
def open_page(desk: Site, profiles: Profiles) -> Iterator[Opener]:
    """Opens an address as a reader of a language, on a laptop unless told otherwise."""
    opened: list[Page] = []

    def open_(address: str, language: str = "zh-CN", *, width: int = 1440, scheme: str = "light") -> Page:
        page = profiles(language, width=width, scheme=scheme).new_page()
        opened.append(page)
        page.goto(f"{desk.address}/{address}")
        settled(page)
        return page

    yield open_
    for page in opened:
        leave(page)


def downloaded(page: Page, click: Callable[[], None], folder: Path) -> bytes:
    """What a click on a download gives."""
    with page.expect_download() as started:
        click()
    path = folder / "download"
    started.value.save_as(path)
    return path.read_bytes()
