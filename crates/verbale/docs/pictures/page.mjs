// The picture of the article's page for the README: `node page.mjs PAGE.html PICTURE`, by Chromium.

import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.env.NODE_PACKAGES, "package.json"));
const { chromium } = require("playwright-core");

const [page_file, picture] = process.argv.slice(2);
const profile = mkdtempSync(path.join(tmpdir(), "verbale-picture-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"],
  headless: true,
  viewport: { width: 1280, height: 860 },
});
const page = await context.newPage();
await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
await page.goto(pathToFileURL(page_file).href + "#fact-reconnaissance");
writeFileSync(picture, await page.screenshot({ type: "png" }));
await context.close();
rmSync(profile, { recursive: true, force: true });
