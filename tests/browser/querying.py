"""What a reader does on the query page, as the tests of that page say it."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.browser.site import SECONDS

CHIPS = "MATCH (v:ChipVendor)-[r:REPRESENTS]->(c:ChipType {id: 'prod:gpu'}) RETURN v, r, c ORDER BY v.id"


def visit(page: Page, text: str | None = None, *, language: str = "cypher", more: str = "") -> None:
    address = "" if text is None else f"?ql={language}&q={quote(text)}{more}"
    page.goto(f"/query{address}")
    expect(code(page)).to_be_visible(timeout=SECONDS)
    rests(page)


def rests(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'", timeout=SECONDS
    )


def code(page: Page) -> Locator:
    return page.locator(".zt-editor .cm-content")


def text_of(page: Page) -> str:
    return str(page.locator(".zt-editor").evaluate("(host) => host.editor.text"))


def write(page: Page, text: str) -> None:
    """Types a text in place of what is there; brackets and quotes close by themselves, so they are not typed twice."""
    code(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def run(page: Page) -> None:
    code(page).click()
    page.keyboard.press("Control+Enter")


def ask(page: Page, text: str) -> None:
    visit(page, text)
    run(page)


def rows(page: Page) -> Locator:
    return page.locator(".zq.grid tbody tr:not(.space)")


def view(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()


def says(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible(timeout=SECONDS)
