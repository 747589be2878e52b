// Builds dist/ (or the folder given), which is committed and embedded in the app: the same sources give the same bytes.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";

const out = process.argv[2] ?? "dist";
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { app: "src/main.tsx" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
});
await build({ entryPoints: { app: "src/styles.css" }, outdir: out, minify: true, logLevel: "warning" });
await copyFile("src/index.html", `${out}/index.html`);

// What is in the bundle and not ours, with its licence.
const parts = ["lightweight-charts", "fancy-canvas", "preact"];
const notices = await Promise.all(parts.map(async name => {
  const { version, license } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
  const text = await readFile(`node_modules/${name}/LICENSE`, "utf8").catch(() => `${license} licence.\n`);
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}));
const head = "This page contains software by others.\n\nTradingView Lightweight Charts™\nCopyright (c) 2025 TradingView, Inc. https://www.tradingview.com/\n";
await writeFile(`${out}/licences.txt`, [head, ...notices].join(`\n${"-".repeat(72)}\n\n`));
