// Hands a file from Python to the reader, once; a drawing may first become a picture that Python then gets back.

import { part } from "./dom.js";

const PICTURE_SCALE = 2;
const LARGEST_SIDE = 8000; // px; more than browsers draw reliably
let done = null; // id of the file that was handed over last

export default part(() => ({
  async draw(file, instance) {
    if (!file || file.id === done) return;
    done = file.id;
    const bytes = Uint8Array.from(atob(file.data), (char) => char.charCodeAt(0));
    const blob = new Blob([bytes], { type: file.mime });
    if (file.picture === null) save(blob, file.name);
    else {
      const picture = await rasterised(blob);
      if (file.picture === "save") save(picture, file.name);
      else instance.tell("act", { kind: "picture", id: file.id, data: await base64(picture) });
    }
  },
}));

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 20_000);
}

async function rasterised(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${await base64(drawing)}`;
  await image.decode();
  const scale = Math.min(PICTURE_SCALE, LARGEST_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function base64(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",")[1]);
    reader.readAsDataURL(blob);
  });
}
