"""Languages and addresses of the explorer, in real Chromium: what a reader keeps and sends."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.explore.conftest import FEW, Reader
from tests.browser.site import SECONDS
from tests.explore_world import SUPPLIERS
from ui.address import pack_ids


def test_the_browsers_language_is_taken_and_switched_in_place(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&s=org:acme")
    reader.titled("顶点智造")
    reader.page.get_by_role("radio", name="English").or_(
        reader.page.get_by_role("button", name="English")
    ).first.click()
    reader.titled("Acme")
    reader.until_address(lang="en", s="org:acme")
    expect(reader.page.locator(".legend")).to_contain_text("Chip vendor", timeout=SECONDS)
    assert reader.canvas("canvas.scene.nodes.get('prod:gpu').label") == "GPU"


def test_the_address_decides_the_language(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&lang=en")
    reader.titled("Overview")


def test_a_copied_address_restores_nodes_filter_selection_and_language(reader: Reader, chromium: Browser) -> None:
    reader.visit(f"explore?n={FEW}")
    reader.search("海港市")
    reader.titled("海港市")
    reader.page.locator(".legend").get_by_role("button", name="芯片类型").first.click()
    reader.until_address(h="ChipType", s="place:harbour")
    context = chromium.new_context(locale="en-US")
    other = Reader(reader.site, context.new_page())
    other.page.goto(reader.page.url)
    other.drawn().titled("海港市")
    assert other.nodes() == {"org:acme", "org:beta", "place:harbour"}
    context.close()


def test_a_long_list_of_nodes_fits_into_the_address_and_comes_back(reader: Reader) -> None:
    ids = ["org:hub", *(f"org:supplier-{n}" for n in range(SUPPLIERS))]
    reader.visit(f"explore?n={pack_ids(ids)}")
    assert reader.nodes() == set(ids)
    assert len(reader.page.url) < 600


def test_a_reload_keeps_the_view(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}")
    reader.click("prod:gpu")
    reader.titled("图形处理器")
    reader.until_address(s="prod:gpu")
    reader.page.reload()
    reader.drawn().titled("图形处理器")
    assert reader.nodes() == set(FEW.split(","))


def test_the_browsers_back_leads_to_the_view_before(reader: Reader) -> None:
    reader.visit(f"explore?n={FEW}&s=org:beta")
    reader.panel.get_by_role("button", name="移除").click()
    reader.until_nodes(lambda nodes: "org:beta" not in nodes)
    reader.until_address(s=None)
    reader.page.go_back()
    reader.until_nodes(lambda nodes: "org:beta" in nodes)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("n=org:acme,org:nobody,org:gone", "有 2 个节点不在当前图谱中：org:nobody, org:gone"),
        ("n=z.broken!", "链接中的节点列表不完整或已损坏"),
        ("s=org:nobody", "没有所选的对象：org:nobody"),
        ("e=org:acme~stmt:0", "没有所选的对象：stmt:0"),
    ],
)
def test_what_an_address_asks_for_in_vain_is_said_in_words(reader: Reader, query: str, said: str) -> None:
    reader.visit(f"explore?{query}")
    expect(reader.page.locator(".toolbar .message")).to_contain_text(said, timeout=SECONDS)
