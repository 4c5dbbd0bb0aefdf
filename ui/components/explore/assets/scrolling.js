// Brings an element of a scrolling box into sight. The browser's own scrollIntoView moves the boxes around it as well.

export function bring(element, box, { middle = false } = {}) {
  if (!element || element.hidden) return;
  const [inside, outside] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  if (box.scrollHeight <= box.clientHeight) {
    if (middle) element.scrollIntoView({ block: "nearest", behavior: "smooth" }); // a phone: the page itself scrolls
    return;
  }
  if (!middle && inside.top >= outside.top && inside.bottom <= outside.bottom) return;
  const top = box.scrollTop + inside.top - outside.top - Math.max(0, (box.clientHeight - inside.height) / 2);
  box.scrollTo({ top, behavior: middle ? "smooth" : "instant" });
}
