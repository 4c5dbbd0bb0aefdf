"""A real Chromium for the browser tests, and Streamlit applications to drive with it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright

from graph.workspace import Workspace
from tests.browser.site import Site, serving
from tests.browser_setup import chromium_path
from ui.serving import is_ready

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # Chromium refuses its sandbox under root, which is what containers run as
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 60

AppStarter = Callable[[Path], str]
Profiles = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything beside this file drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests; `python -m tests.browser_setup` gets one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profiles(chromium: Browser) -> Iterator[Profiles]:
    """One browser profile a kind of reader, so that Streamlit's own scripts are read and compiled once for each."""
    made: dict[tuple[object, ...], BrowserContext] = {}

    def profile(language: str = "zh-CN", *, width: int = 1440, scheme: str = "light", root: str = "") -> BrowserContext:
        key = (language, width, scheme, root)
        if key not in made:
            made[key] = chromium.new_context(
                viewport={"width": width, "height": 1000},
                locale=language,
                color_scheme="dark" if scheme == "dark" else "light",
                base_url=root or None,
            )
        return made[key]

    yield profile
    for context in made.values():
        context.close()


def leave(page: Page) -> None:
    """Closes a tab of a shared profile: no script of a name has run, and nothing is kept for the next reader."""
    assert page.evaluate("() => window.pwned") is None
    page.evaluate("() => localStorage.clear()")
    page.close()


@pytest.fixture
def page(profiles: Profiles) -> Iterator[Page]:
    """A fresh page; the test fails when it asks any other host, logs an error, throws, or opens a dialog."""
    page = profiles().new_page()
    with no_trouble(page):
        yield page
        page.close()


@contextmanager
def no_trouble(page: Page) -> Iterator[None]:
    """Collects what must not happen on a page, and fails with it at the end."""
    trouble: list[str] = []

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in {"127.0.0.1", "localhost"}:
            trouble.append(f"request to {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            trouble.append(f"console: {message.text}")

    def on_dialog(dialog: Dialog) -> None:
        trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("request", on_request)
    page.on("websocket", lambda socket: None if "//127.0.0.1:" in socket.url else trouble.append(socket.url))
    page.on("console", on_console)
    page.on("pageerror", lambda error: trouble.append(f"thrown: {error}"))
    page.on("dialog", on_dialog)
    yield
    assert not trouble, "\n".join(trouble)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppStarter]:
    """Gives the address of a Streamlit script, started once and shared by all tests that name it."""
    running: dict[Path, str] = {}
    with ExitStack() as stack:

        def start(script: Path) -> str:
            if script not in running:
                running[script] = stack.enter_context(streamlit_app(script, tmp_path_factory.mktemp("app")))
            return running[script]

        yield start


@pytest.fixture(scope="session")
def report_site(report_workspace: Workspace) -> Iterator[Site]:
    """The pages over the report and a made-up world with hostile names."""
    assert report_workspace.store.loaded_digest()
    with serving(report_workspace.path) as running:
        yield running


@contextmanager
def streamlit_app(script: Path, cwd: Path) -> Iterator[str]:
    """Runs a Streamlit script on a free port of 127.0.0.1; gives its address."""
    port = free_port()
    options = {
        "server.port": port, "server.address": "127.0.0.1", "server.headless": "true", "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false", "client.toolbarMode": "minimal",
    }  # fmt: skip
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        *(f"--{key}={value}" for key, value in options.items()),
    ]
    log = cwd / "streamlit.log"
    with log.open("wb") as output:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not is_ready(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"{script.name} did not start:\n{log.read_text('utf-8', 'replace')}")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def settled(page: Page) -> None:
    """Waits until Streamlit has run what was asked for."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
