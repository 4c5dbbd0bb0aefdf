"""The data page in real Chromium: problems by place, all or nothing, replace, remove, templates, copies."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import settled
from tests.browser.desk.conftest import Opener, downloaded
from tests.browser.site import SECONDS, Site

GOOD = "id,class,name_zh,name_en\norg:lotus,RobotMaker,荷塘机器,Lotus\n"
BAD = "id,class,name_zh\norg:lotus,Wizard,荷塘机器\nbad id,City,<img src=x onerror='window.pwned=1'>\n"
CHOSEN = "[data-testid=stFileUploaderDropzoneInput]"


def choose(page: Page, name: str, text: str) -> None:
    file = FilePayload(name=name, mimeType="text/csv", buffer=text.encode())
    box = page.locator(f".st-key-zt-upload {CHOSEN}")
    expect(box).to_have_count(1, timeout=SECONDS)  # after an import the box is made anew
    settled(page)
    box.set_input_files(file, timeout=SECONDS)


def source(page: Page, name: str) -> Locator:
    return page.locator("[class*=st-key-zt-source-]").filter(has_text=name)


def test_problems_are_listed_by_file_row_and_column_and_nothing_is_imported(open_page: Opener, desk: Site) -> None:
    page = open_page("data")
    choose(page, "../entities-lotus.csv", BAD)
    listed = page.get_by_role("table", name="问题列表")
    expect(listed).to_contain_text("entities-lotus.csv:2:class", timeout=SECONDS)
    expect(listed).to_contain_text("entities-lotus.csv:3:id")
    expect(page.locator("[class*=zt-notice-bad]")).to_be_visible()
    expect(page.get_by_role("button", name="导入", exact=True)).to_have_count(0)
    assert [path.name for path in (desk.workspace / "facts").glob("*.trig")] == ["tea.trig"]


def test_files_are_read_first_then_imported_replaced_and_removed(open_page: Opener) -> None:
    page = open_page("data")
    choose(page, "entities-lotus.csv", GOOD)
    expect(page.get_by_text("将作为新来源“entities-lotus”加入")).to_be_visible(timeout=SECONDS)
    expect(page.get_by_text("1 行实体")).to_be_visible()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.locator("[class*=zt-notice-good]")).to_contain_text("已导入“entities-lotus”", timeout=SECONDS)
    expect(source(page, "entities-lotus")).to_be_visible()
    choose(page, "entities-lotus.csv", GOOD.replace("Lotus", "Lotus Robots"))
    expect(page.get_by_text("将替换来源“entities-lotus”：加入 1 条陈述，去掉 1 条")).to_be_visible(timeout=SECONDS)
    settled(page)  # until then the source stands there twice: as it was, and as it is drawn now
    source(page, "entities-lotus").get_by_role("button", name="移除").click()
    page.get_by_role("button", name="确认移除").click()
    expect(page.locator("[class*=zt-notice-good]")).to_contain_text("已移除“entities-lotus”", timeout=SECONDS)
    expect(source(page, "entities-lotus")).to_have_count(0)


def test_empty_tables_are_downloaded(open_page: Opener, tmp_path: Path) -> None:
    page = open_page("data", "en-GB")
    button = page.get_by_role("button", name="Workbook (.xlsx)")
    expect(button).to_be_visible(timeout=SECONDS)
    book = load_workbook(io.BytesIO(downloaded(page, button.click, tmp_path)))
    assert "entities" in book.sheetnames
    archive = downloaded(page, page.get_by_role("button", name="Text files (.zip)").click, tmp_path)
    assert {"entities.csv", "notes.txt"} <= set(zipfile.ZipFile(io.BytesIO(archive)).namelist())


def test_a_copy_is_attached_and_another_document_is_refused(open_page: Opener) -> None:
    page = open_page("data", "en-GB")
    copies = page.locator("[class*=st-key-zt-copy-]").first
    expect(copies).to_contain_text("tea.txt", timeout=SECONDS)
    other = FilePayload(name="other.txt", mimeType="text/plain", buffer=b"A letter about something else.\n" * 20)
    page.locator(f".st-key-zt-upload-copy {CHOSEN}").set_input_files(other)
    expect(page.locator("[class*=zt-notice-bad]")).to_contain_text("other.txt", timeout=SECONDS)
    expect(copies).to_contain_text("tea.txt")


def test_it_is_read_on_a_phone(open_page: Opener) -> None:
    page = open_page("data", "en-GB", width=390, scheme="dark")
    expect(page.get_by_role("heading", level=1)).to_have_text("Data", timeout=SECONDS)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
