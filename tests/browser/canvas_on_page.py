"""The canvas as a user meets it: where its nodes are on the screen, what is selected, what it says."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

Spot = tuple[float, float]

# Where a node stands once it stands still: a page just drawn, and a view in motion, shift for some frames.
_PLACE = """async (root, id) => {
  const spot = () => {
    const { network } = root.canvas.scene;
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    const box = root.querySelector(".zt-network").getBoundingClientRect();
    return [x + box.left, y + box.top];
  };
  const frame = () => new Promise(requestAnimationFrame);
  let at = spot();
  for (let still = 0, frames = 0; still < 3 && frames < 300; frames++) {
    await frame();
    const next = spot();
    still = Math.hypot(next[0] - at[0], next[1] - at[1]) < 0.01 ? still + 1 : 0;
    at = next;
  }
  return at;
}"""


class CanvasOnPage:
    """One canvas on an open page. Places are px of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root: Locator = page.locator(".zt-canvas")
        expect(self.root.locator(".zt-network canvas")).to_be_visible()
        self.wait("root.canvas?.shownGraph")

    def look(self, expression: str, argument: Any = None) -> Any:
        """The value of a JavaScript expression over `root` (the canvas' element), `scene`, `memory` and `argument`."""
        head = "const { scene, memory } = root.canvas;"
        return self.root.evaluate(f"(root, argument) => {{ {head} return {expression}; }}", argument)

    def wait(self, expression: str) -> None:
        """Waits until a JavaScript expression over `root` is true."""
        roots = "[...document.querySelectorAll('*')].map(element => element.shadowRoot?.querySelector('.zt-canvas'))"
        find = f"() => {{ const root = {roots}.find(Boolean); return root && {expression}; }}"
        self.page.wait_for_function(find)

    def nodes(self) -> set[str]:
        """Ids of the nodes that are drawn."""
        return set(self.look("[...scene.nodes.keys()]"))

    def selected(self) -> list[str]:
        """Ids of the nodes that are selected on the screen."""
        found: list[str] = self.look("memory.selected")
        return found

    def view(self) -> dict[str, float]:
        """What is looked at: middle and zoom."""
        found: dict[str, float] = self.look("scene.view()")
        return found

    def layout(self) -> dict[str, Spot]:
        """The nodes' places in layout units."""
        found = self.look("Object.fromEntries([...scene.nodes.keys()].map(id => [id, Object.values(scene.place(id))]))")
        return {id_: (x, y) for id_, (x, y) in found.items()}

    def spot(self, node: str) -> Spot:
        """Where a node is on the page."""
        x, y = self.root.evaluate(_PLACE, node)
        return x, y

    def click(self, node: str, **options: Any) -> None:
        """Clicks a node."""
        self.page.mouse.click(*self.spot(node), **options)

    def double_click(self, node: str) -> None:
        """Double clicks a node."""
        self.page.mouse.dblclick(*self.spot(node))

    def drag(self, start: Spot, end: Spot) -> None:
        """Presses the mouse at one place of the page, moves it to another and lets it go."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self.page.mouse.move(*end, steps=4)
        self.page.mouse.up()

    def pixel(self, spot: Spot) -> tuple[int, int, int]:
        """The colour on the network's own picture at a place of the page."""
        code = """(() => { const picture = root.querySelector('canvas'); const box = picture.getBoundingClientRect();
          const ratio = picture.width / box.width;
          return [...picture.getContext('2d').getImageData((argument[0] - box.left) * ratio,
            (argument[1] - box.top) * ratio, 1, 1).data].slice(0, 3); })()"""
        red, green, blue = self.look(code, list(spot))
        return red, green, blue
