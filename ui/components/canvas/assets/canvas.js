// Entry of the component: mounts one canvas an element, hands every later run to it, takes it down at the end.

import { Canvas } from "./stage.js";
import { memoryOf } from "./memory.js";

const mounted = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let canvas = mounted.get(parentElement);
  if (!canvas) {
    canvas = new Canvas(parentElement, memoryOf(data.key), data);
    mounted.set(parentElement, canvas);
  }
  canvas.update(component);
  return () => {
    canvas.destroy();
    mounted.delete(parentElement);
  };
}
