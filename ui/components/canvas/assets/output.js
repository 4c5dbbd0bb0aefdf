// What leaves the canvas besides reports: a picture to save, and the selection in words for those who listen.

export function savePicture(drawn, background, name) {
  const page = document.createElement("canvas");
  [page.width, page.height] = [drawn.width, drawn.height];
  const pen = page.getContext("2d");
  pen.fillStyle = background;
  pen.fillRect(0, 0, page.width, page.height);
  pen.drawImage(drawn, 0, 0);
  page.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

export function selectionInWords({ nodes, edges, links }, { selected, edge }, texts) {
  if (selected.length > 1) return filled(texts.several, { count: selected.length });
  if (selected.length === 1) {
    const { title, label } = nodes.get(selected[0]);
    const name = (title || label).split("\n").slice(0, 2).join(", "); // the name and what it is
    return filled(texts.one, { name, count: links.get(selected[0]).size });
  }
  if (edge === null) return texts.nothing;
  const { from, to, label } = edges.get(edge);
  return [nodes.get(from).label, label, nodes.get(to).label].join(" ");
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

// Draws what the network shows at this moment onto another canvas.
export function copyPicture(frame, onto) {
  const shown = frame.holder.querySelector("canvas");
  if (!shown.width || !shown.height) return;
  Object.assign(onto, { width: shown.width, height: shown.height });
  onto.getContext("2d").drawImage(shown, 0, 0);
}
