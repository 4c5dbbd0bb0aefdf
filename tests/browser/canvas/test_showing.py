"""What the canvas shows in Chromium, how it follows Python, and what it must never do."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas.conftest import Opener, all_in_sight, told
from tests.browser.canvas_on_page import CanvasOnPage
from tests.browser.conftest import settled
from ui.components.canvas.assets import VIS_DIRECTORY, VIS_NETWORK, pyvis_root


def test_every_node_is_on_the_screen_at_first(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=60")
    all_in_sight(canvas)


def test_a_node_has_the_colour_of_its_class(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    assert canvas.pixel(canvas.spot("n0")) == (0x2F, 0x6F, 0xB7)


def test_hostile_names_are_shown_as_text_and_never_run(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=30&hostile=1")
    tooltip = canvas.root.locator(".zt-tooltip .zt-heading")
    for node, name in (("n0", "<script>window.pwned=1</script>"), ("n1", '<img src=x onerror="window.pwned=1">')):
        canvas.page.mouse.move(*canvas.spot(node))
        expect(tooltip).to_have_text(name)
        canvas.click(node)
        canvas.page.wait_for_timeout(300)
    canvas.double_click("n2")
    told(canvas, "expand:n2 ")
    assert canvas.page.evaluate("window.pwned") is None
    assert canvas.root.locator("img, script, b, a, iframe, style, :not(.zt-button) > svg").count() == 0


def test_a_tooltip_shows_the_title_as_plain_lines(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    canvas.page.mouse.move(*canvas.spot("n0"))
    expect(canvas.root.locator(".zt-tooltip .zt-heading")).to_have_text("华智半导体0")
    expect(canvas.root.locator(".zt-tooltip .zt-line").last).to_have_text("<b>plain</b>")


def test_hovering_dims_everything_but_the_neighbourhood(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=5")
    far = canvas.spot("n4")
    before = canvas.pixel(far)
    canvas.page.mouse.move(*canvas.spot("n0"))
    canvas.wait("root.canvas.pointer.node === 'n0'")
    canvas.page.wait_for_timeout(100)
    assert sum(canvas.pixel(far)) > sum(before)
    assert canvas.pixel(canvas.spot("n1")) == (0xC2, 0x57, 0x1A) or sum(canvas.pixel(canvas.spot("n1"))) < 600


def test_the_theme_changes_colours_without_a_new_page(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    assert canvas.pixel(canvas.spot("n0")) == (0x2F, 0x6F, 0xB7)
    view = canvas.view()
    canvas.page.emulate_media(color_scheme="dark")
    canvas.wait("root.canvas.theme.dark")
    canvas.page.wait_for_timeout(200)
    assert canvas.pixel(canvas.spot("n0")) == (0x6A, 0xA7, 0xE8)
    assert canvas.view() == view


def test_the_view_follows_the_frame_until_the_user_moves_it(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=40")
    wide = canvas.view()["scale"]
    canvas.page.set_viewport_size({"width": 800, "height": 700})
    canvas.wait(f"root.canvas.scene.view().scale < {wide}")
    canvas.root.focus()
    canvas.page.keyboard.press("+")
    canvas.page.wait_for_timeout(400)
    scale = canvas.view()["scale"]
    canvas.page.set_viewport_size({"width": 1400, "height": 900})
    canvas.page.wait_for_timeout(400)
    assert canvas.view()["scale"] == pytest.approx(scale, rel=0.01)


def test_an_overview_map_shows_where_one_is_and_leads_elsewhere(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=400")
    small, shown = canvas.root.locator(".zt-map"), canvas.root.locator(".zt-map-view")
    expect(small).to_be_hidden()  # all is on the screen
    canvas.root.get_by_role("button", name="Zoom in").dblclick()
    expect(small).to_be_visible()
    canvas.wait("root.canvas.scene.motion === 0")
    box = small.bounding_box()
    assert box is not None
    corner = (box["x"] + 12, box["y"] + 12)
    canvas.drag((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), corner)
    frame = shown.bounding_box()
    assert frame is not None
    assert frame["x"] < box["x"] + 4  # the frame went with the pointer
    assert frame["y"] < box["y"] + 4
    nodes = canvas.layout()
    view = canvas.view()
    assert view["x"] < sorted(x for x, _ in nodes.values())[len(nodes) // 4]
    assert view["y"] < sorted(y for _, y in nodes.values())[len(nodes) // 4]
    assert canvas.selected() == []
    button = canvas.root.get_by_role("button", name="Overview map")
    button.click()
    expect(small).to_be_hidden()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_png_can_be_saved(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    with canvas.page.expect_download() as download:
        canvas.page.get_by_role("button", name="Save as PNG").click()
    path = download.value.path()
    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert download.value.suggested_filename == "graph.png"


def test_an_unchanged_graph_is_not_sent_again_when_the_user_clicks(open_canvas: Opener, page: Page) -> None:
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(len(data))))
    canvas = open_canvas("nodes=1000")
    assert sum(received) > 150_000
    received.clear()
    canvas.click("n3")
    told(canvas, "selected=n3 ")
    canvas.click("n5")
    told(canvas, "selected=n5 ")
    assert sum(received) < 60_000


def switch(canvas: CanvasOnPage, name: str) -> None:
    """Flips a switch of the test application."""
    canvas.page.get_by_text(name, exact=True).click()
    settled(canvas.page)


def test_hidden_nodes_go_with_their_edges_and_come_back_where_they_were(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=40")
    before, view = canvas.layout(), canvas.view()
    switch(canvas, "Hide cities")
    canvas.wait(f"root.canvas.scene.nodes.size < {len(before)}")
    left = canvas.nodes()
    ends = canvas.look("[...scene.edges.values()].flatMap(({ from, to }) => [from, to])")
    assert set(ends) <= left < set(before)
    switch(canvas, "Hide cities")
    canvas.wait(f"root.canvas.scene.nodes.size === {len(before)}")
    assert canvas.layout() == before
    assert canvas.view() == view


def test_python_can_select_and_bring_a_node_into_the_middle(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=40")
    switch(canvas, "Select n1")
    canvas.wait("root.canvas.memory.selected[0] === 'n1'")
    switch(canvas, "Focus n2")
    box = canvas.root.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    canvas.page.wait_for_timeout(500)
    assert canvas.spot("n2") == pytest.approx(middle, abs=2)
    view = canvas.view()
    canvas.click("n3")
    told(canvas, "selected=n3 ")
    assert canvas.selected() == ["n3"], "what Python asked for once is not done again"
    assert canvas.view() == view


def test_a_canvas_that_was_away_comes_back_as_it_was(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=40")
    canvas.click("n3")
    canvas.page.keyboard.press("+")
    told(canvas, r"viewport=Viewport\(")
    before, layout = canvas.view(), canvas.layout()
    switch(canvas, "Away")
    expect(canvas.root).to_have_count(0)
    switch(canvas, "Away")
    canvas = CanvasOnPage(canvas.page)
    settled(canvas.page)  # a click on a canvas that the run still mounts goes nowhere
    assert canvas.view() == pytest.approx(before, rel=1e-6)
    assert canvas.layout() == layout
    assert canvas.selected() == ["n3"]
    canvas.click("n5")
    told(canvas, "selected=n5 ")


def test_whoever_prefers_no_motion_sees_none(open_canvas: Opener, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    canvas = open_canvas("nodes=40")
    scale = canvas.view()["scale"]
    canvas.root.focus()
    page.keyboard.press("+")
    assert canvas.view()["scale"] == pytest.approx(1.25 * scale)


def test_an_empty_view_says_so(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=5&start=0")
    expect(canvas.root.get_by_text("Nothing to show.")).to_be_visible()


def test_a_browser_that_lost_the_graph_asks_for_it(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=100&start=8")
    canvas.look("memory.revisions.clear()")
    canvas.double_click("n1")
    canvas.wait("root.canvas.scene.nodes.size > 8")
    told(canvas, "log=select:n1 expand:n1 ")


def test_the_page_is_drawn_by_the_vis_network_of_the_installed_pyvis(open_canvas: Opener, page: Page) -> None:
    open_canvas("nodes=5")
    served = page.request.get(f"{page.url.split('/?')[0]}/_stcore/bidi-components/{VIS_NETWORK}/vis-network.min.js")
    assert served.body() == (pyvis_root() / VIS_DIRECTORY / "vis-network.min.js").read_bytes()
