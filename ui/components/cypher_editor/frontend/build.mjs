// Bundles the editor for the browser: `node build.mjs [out]`. The first line of the bundle says which sources it is of,
// so that a test can tell a stale bundle without building anything.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const sources = ["build.mjs", "package-lock.json", "package.json", ...readdirSync(`${here}src`).sort().map((name) => `src/${name}`)];
const digest = createHash("sha256");
for (const name of sources) digest.update(`${name}\n`).update(readFileSync(here + name));

await build({
  absWorkingDir: here,
  entryPoints: ["src/editor.js"],
  outfile: process.argv[2] ?? `${here}../assets/editor.js`,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  legalComments: "none",
  charset: "utf8",
  banner: { js: `/* sources: ${digest.digest("hex")} */` },
});
