"""Mouse and keyboard on the canvas, in Chromium."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.canvas.conftest import Opener, all_in_sight, told
from tests.browser.conftest import settled


def test_a_click_selects_at_once_and_python_hears_of_it(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=30")
    canvas.click("n3")
    assert canvas.selected() == ["n3"]
    told(canvas, "selected=n3 ")
    told(canvas, "log=select:n3 ")


def test_a_click_on_a_name_selects_its_node(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    x, y = canvas.spot("n2")
    offset = canvas.look(
        """(() => { const name = root.canvas.painter.chosen.names.find((one) => one.id === "n2");
           const { x, y } = scene.place("n2"); const scale = scene.network.getScale();
           return [name.left + name.width * 0.8 - x * scale, name.top + name.height / 2 - y * scale]; })()"""
    )
    canvas.page.mouse.click(x + offset[0], y + offset[1])
    assert canvas.selected() == ["n2"]


def test_a_click_on_an_edge_selects_it(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=5")
    (x, y), (u, v) = canvas.spot("n2"), canvas.spot("n3")
    canvas.page.mouse.click(x + (u - x) * 0.5, y + (v - y) * 0.5)
    told(canvas, "edge=e2-3")
    assert canvas.selected() == []


def test_a_click_beside_everything_clears_the_selection(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    canvas.click("n2")
    told(canvas, "selected=n2 ")
    box = canvas.root.bounding_box()
    assert box is not None
    canvas.page.mouse.click(box["x"] + 3, box["y"] + 3)
    told(canvas, "selected= ")


def test_control_click_adds_to_the_selection_and_takes_away(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    canvas.click("n2")
    canvas.page.keyboard.down("Control")
    canvas.click("n3")
    canvas.click("n2")
    canvas.page.keyboard.up("Control")
    told(canvas, "selected=n3 ")


def test_a_double_click_selects_and_expands_in_one_go(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=100&start=8")
    canvas.double_click("n1")
    told(canvas, "log=select:n1 expand:n1 ")
    canvas.wait("root.canvas.scene.nodes.size > 8")
    assert canvas.selected() == ["n1"]


def test_expanding_moves_no_node_that_is_already_there(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=100&start=8")
    before = canvas.layout()
    canvas.double_click("n1")
    told(canvas, "log=select:n1 expand:n1 ")
    canvas.wait("root.canvas.scene.nodes.size > 8")
    after = canvas.layout()
    assert {node: after[node] for node in before} == before


def test_new_nodes_come_into_sight(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=100&start=8")
    canvas.double_click("n1")
    told(canvas, "log=select:n1 expand:n1 ")
    canvas.wait("root.canvas.scene.nodes.size > 8")
    canvas.page.wait_for_timeout(400)
    all_in_sight(canvas)


def test_a_dragged_node_stays_where_it_was_put(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    x, y = canvas.spot("n4")
    canvas.drag((x, y), (x + 70, y + 40))
    told(canvas, "log=moved:n4 ")
    assert canvas.spot("n4") == pytest.approx((x + 70, y + 40), abs=1.5)
    canvas.page.get_by_role("button", name="Rerun").click()
    settled(canvas.page)
    assert canvas.spot("n4") == pytest.approx((x + 70, y + 40), abs=1.5)
    assert canvas.look("scene.nodes.get('n4').pinned") is True
    assert canvas.selected() == []


def test_a_drag_that_python_takes_back_is_taken_back_on_the_screen(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    before = canvas.layout()["n4"]
    x, y = canvas.spot("n4")
    canvas.drag((x, y), (x + 70, y + 40))
    told(canvas, "log=moved:n4 ")
    assert canvas.layout()["n4"] != before
    canvas.page.keyboard.press("Control+z")
    told(canvas, "key:undo")
    settled(canvas.page)
    canvas.wait("!root.canvas.scene.gliding")  # nodes glide to other places
    assert canvas.layout()["n4"] == pytest.approx(before, abs=0.1)


def test_shift_and_drag_selects_what_lies_in_the_box(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=40")
    box = canvas.root.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    canvas.page.keyboard.down("Shift")
    canvas.drag((box["x"] + 4, box["y"] + 4), middle)
    canvas.page.keyboard.up("Shift")
    inside = {node for node in canvas.nodes() if canvas.spot(node) < middle and canvas.spot(node)[1] < middle[1]}
    assert len(inside) > 1
    assert set(canvas.selected()) == inside
    told(canvas, "log=box:")


def test_the_wheel_zooms_around_the_pointer(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=40")
    spot = canvas.spot("n7")
    scale = canvas.view()["scale"]
    canvas.page.mouse.move(*spot)
    canvas.page.mouse.wheel(0, -300)
    canvas.wait(f"root.canvas.scene.view().scale > {scale * 1.05}")
    assert canvas.spot("n7") == pytest.approx(spot, abs=3)


def test_zoom_and_place_outlive_reruns_and_python_knows_them(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=40")
    canvas.root.focus()
    canvas.page.keyboard.press("+")
    canvas.page.keyboard.press("Shift+ArrowRight")
    told(canvas, r"viewport=Viewport\(")
    before = canvas.view()
    for _ in range(2):
        canvas.page.get_by_role("button", name="Rerun").click()
        settled(canvas.page)
    canvas.double_click("n2")
    settled(canvas.page)
    assert canvas.view() == before


def test_everything_works_with_the_keyboard_alone(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=100&start=8")
    press = canvas.page.keyboard.press
    canvas.page.get_by_label("Focus n2").focus()
    press("Tab")
    expect(canvas.root).to_be_focused()
    press("ArrowRight")
    first = canvas.selected()
    assert len(first) == 1
    press("ArrowLeft")
    press("ArrowUp")
    assert canvas.selected() != first
    told(canvas, f"selected={canvas.selected()[0]} ")
    press("Enter")
    told(canvas, "log=.*expand:")
    canvas.wait("root.canvas.scene.nodes.size > 8")
    size = len(canvas.nodes())
    press("Delete")
    told(canvas, "log=.*remove:")
    canvas.wait(f"root.canvas.scene.nodes.size === {size - 1}")
    press("Control+a")
    assert set(canvas.selected()) == canvas.nodes()
    press("Escape")
    assert canvas.selected() == []
    press("Control+z")
    told(canvas, "log=.*key:undo")
    press("Control+y")
    told(canvas, "log=.*key:redo")
    press("Tab")
    expect(canvas.page.get_by_role("button", name="Zoom in")).to_be_focused()
    press("Enter")
    told(canvas, r"viewport=Viewport\(")


def test_only_those_who_come_by_the_keyboard_see_a_ring_around_the_canvas(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    ring = "getComputedStyle(root, '::after').borderTopWidth"
    canvas.click("n2")
    assert canvas.look(ring) != "2px"
    canvas.page.keyboard.press("ArrowRight")
    assert canvas.look(ring) == "2px"


def test_an_arrow_key_selects_a_node_in_its_direction(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=40")
    canvas.click("n0")
    for key, axis, sign in (("ArrowRight", 0, 1), ("ArrowLeft", 0, -1), ("ArrowDown", 1, 1), ("ArrowUp", 1, -1)):
        before = canvas.layout()[canvas.selected()[0]]
        canvas.page.keyboard.press(key)
        after = canvas.layout()[canvas.selected()[0]]
        assert (after[axis] - before[axis]) * sign > 0, key


def test_keys_typed_on_the_canvas_do_not_reach_the_page(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=20")
    canvas.page.evaluate(
        "() => { window.heard = []; document.addEventListener('keydown', e => window.heard.push(e.key)); }"
    )
    canvas.root.focus()
    for key in ("r", "c", "Escape", "ArrowRight", "Delete", "Control+a", "Control+z"):
        canvas.page.keyboard.press(key)
    assert [key for key in canvas.page.evaluate("window.heard") if key != "Control"] == []


def test_a_screen_reader_hears_what_is_selected(open_canvas: Opener) -> None:
    canvas = open_canvas("nodes=5")
    live = canvas.root.get_by_role("status")
    canvas.click("n1")
    expect(live).to_have_text(re.compile("中科半导体1, .*: 2 neighbours"))
    canvas.page.keyboard.press("Control+a")
    expect(live).to_have_text("5 nodes selected")
    assert canvas.root.get_attribute("role") == "application"
    assert canvas.root.get_attribute("aria-label")
