// Pages in a real browser. Arguments: the folder of the pages, and where pictures go (none without it).
// Standard output: a line for each fault, then the number of checks. The exit code is that of the verdict.

import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.env.NODE_PACKAGES, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");

const [folder, pictures] = process.argv.slice(2);
const WORDS = "qui a été le premier à reconnaître et féliciter l’AES";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let checks = 0;
let faults = 0;
const check = (holds, what, detail = "") => {
  checks += 1;
  if (!holds) {
    faults += 1;
    console.log(`FAILED ${what}${detail === "" ? "" : `\n    ${detail}`}`);
  }
};

const profile = mkdtempSync(path.join(tmpdir(), "verbale-browser-"));
const launch = (options) =>
  chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM, args: FLAGS, headless: true, ...options });
let context = await launch({});

// A page that tells what it asks for and what goes wrong in it.
const open = async (name, { width = 1400, height = 1000, scheme = "light", hash = ""} = {}) => {
  const page = await context.newPage();
  const heard = [];
  page.on("console", (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== pathToFileURL(path.join(folder, name)).href) heard.push(`request: ${request.url()}`);
  });
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height });
  await page.goto(pathToFileURL(path.join(folder, name)).href + hash);
  return { page, heard };
};

const picture = async (page, name) => {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
};

// Width, silence, and what axe-core finds.
const sound = async ({ page, heard }, what) => {
  const [width, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  check(width <= inner, `${what}: no horizontal scrolling`, `${width} > ${inner}`);
  check(heard.length === 0, `${what}: nothing on the console, no request`, heard.join("\n    "));
};

const accessible = async (page, what) => {
  // The policy lets no script in; the debugger's protocol evaluates beside it.
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const grave = result.violations.filter((found) => ["serious", "critical"].includes(found.impact));
  const said = grave.map((found) => `${found.id}: ${found.help}; ${found.nodes.length} times, first ${found.nodes[0].html.slice(0, 200)} ${found.nodes[0].failureSummary ?? ""}`);
  check(grave.length === 0, `${what}: axe-core finds nothing serious`, said.join("\n    "));
  check(result.passes.length > 10, `${what}: axe-core has looked`, `${result.passes.length} rules`);
};

const shown = (page) => page.$$eval(".fact", (cards) => cards.filter((card) => card.offsetParent !== null).map((card) => card.id));

for (const [file, scheme, width] of [
  ["seed-fr.html", "light", 1400],
  ["seed-fr.html", "dark", 1400],
  ["seed-fr.html", "light", 390],
  ["seed-fr.html", "dark", 390],
  ["seed-en.html", "light", 1400],
  ["seed-en.html", "dark", 390],
  ["arabic.html", "light", 1400],
  ["arabic.html", "dark", 390],
  ["chinese.html", "dark", 1400],
  ["chinese.html", "light", 390],
  ["site/index.html", "light", 1400],
  ["site/index.html", "dark", 390],
]) {
  const what = `${file}, ${scheme}, ${width} px`;
  const opened = await open(file, { scheme, width, height: width === 390 ? 844 : 1000 });
  await sound(opened, what);
  await picture(opened.page, `${path.basename(file, ".html")}-${scheme}-${width}`);
  await opened.page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
  await sound(opened, `${what}, all folds open`);
  await accessible(opened.page, what);
  await opened.page.close();
}

// The judge can say no.
{
  const { page } = await open("seed-fr.html");
  await page.evaluate(() => document.documentElement.removeAttribute("lang"));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["html-has-lang"] }));
  check(violations.length === 1, "axe-core finds a page without a language");
  await page.close();
}

// Words to facts, with the pointer.
{
  const opened = await open("seed-fr.html");
  const { page } = opened;
  check((await shown(page)).length === 39, "all facts are shown at first");
  const word = page.locator("#text a.w", { hasText: WORDS });
  check((await word.count()) === 1, "the words are one piece of the article");
  await word.click();
  check((await shown(page)).join() === "fact-reconnaissance", "the one fact of these words is shown", (await shown(page)).join());
  const card = await page.locator("#fact-reconnaissance").innerText();
  check(card.includes("Selon Abdoulaye Diop"), "Diop says it", card);
  check(card.includes("C’est Abdoulaye Diop, ministre des Affaires étrangères du Mali"), "and in which capacity", card);
  check(card.includes("l’article ne l’affirme pas"), "and the article does not", card);
  check((await page.locator("#shown").innerText()) === "1 fait repose sur ces mots.", "the number of facts is said");
  check(await page.locator("#shown").evaluate((element) => element.getAttribute("role") === "status"), "to readers of screens too");
  await page.locator("#all").click();
  check((await shown(page)).length === 39, "all facts are shown again");

  // Facts to words.
  // On its first word, which is no link.
  await page.locator("#fact-infeodee h4").click({ position: { x: 5, y: 9 } });
  const marked = await page.$$eval("#text a.w.on", (all) => all.map((one) => one.textContent).join(""));
  check(marked === "qu’ils estiment notamment inféodée à la France", "a fact marks its words", marked);
  await page.locator("#fact-retrait .quote").first().click({ position: { x: 30, y: 9 } });
  const target = await page.$eval("#text a.w:target", (element) => element.textContent);
  check(target.startsWith("Les trois pays sahéliens ont quitté"), "a quote leads to its words", target);
  await sound(opened, "after clicks");
  await page.close();
}

// Text can be selected where it carries facts.
{
  const { page } = await open("seed-fr.html");
  const word = page.locator("#text a.w", { hasText: WORDS });
  await word.scrollIntoViewIfNeeded();
  const lines = await word.evaluate((one) => [...one.getClientRects()].map(({ left, right, top, bottom }) => ({ left, right, y: (top + bottom) / 2 })));
  const { left, right, y } = lines.at(-1);
  await page.mouse.move(left + 3, y);
  await page.mouse.down();
  await page.mouse.move(right - 3, y, { steps: 8 });
  await page.mouse.up();
  const selected = await page.evaluate(() => getSelection().toString());
  check(selected.length > 5 && WORDS.includes(selected.trim()), "a drag selects words", selected);
  check((await shown(page)).length === 39, "and chooses nothing");
  await page.close();
}

// Where the system sets the colours, the lines still tell facts apart.
{
  const { page } = await open("seed-fr.html");
  await page.emulateMedia({ forcedColors: "active" });
  const lines = await page.$$eval(".legend .w", (all) => all.map((one) => getComputedStyle(one).backgroundImage));
  check(lines.length === 5 && new Set(lines).size === 5 && lines.every((line) => line.includes("gradient")), "forced colours leave the lines", lines.join("\n"));
  await page.locator("#text a.w", { hasText: WORDS }).click();
  const outline = await page.$eval("#text a.w.picked", (one) => getComputedStyle(one).outlineStyle);
  check(outline === "solid", "and what is chosen is outlined", outline);
  if (pictures) await page.screenshot({ path: path.join(pictures, "seed-fr-forced.png") });
  await page.close();
}

// On a narrow screen the chosen words stay above the facts that come up.
{
  const { page } = await open("seed-fr.html", { width: 390, height: 844 });
  await page.locator("#text a.w", { hasText: WORDS }).click();
  const [below, sheet] = await page.evaluate(() => [document.querySelector("#text a.w.picked").getClientRects()[0].bottom, document.querySelector(".right").getBoundingClientRect().top]);
  check(below > 0 && below <= sheet, "the words are above the facts", `${below} ${sheet}`);
  check(await page.locator("#all").isVisible(), "which can be closed");
  if (pictures) await page.screenshot({ path: path.join(pictures, "seed-fr-picked-390.png") });
  await page.close();
}

// Keyboard alone: the skip link, then words, their fact, and back.
{
  const opened = await open("seed-fr.html");
  const { page } = opened;
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.classList.contains("skip")), "the skip link is first");
  await page.keyboard.press("Enter");
  check(await page.evaluate(() => document.activeElement.id === "facts"), "it leads to the facts");
  await page.locator("#text a.w").first().focus();
  let reached = "";
  for (let step = 0; step < 80 && reached !== WORDS; step += 1) {
    await page.keyboard.press("Tab");
    reached = (await page.evaluate(() => document.activeElement.textContent)).trim();
  }
  check(reached === WORDS, "the words are reached by Tab", reached);
  check((await shown(page)).join() === "fact-reconnaissance", "focus shows the fact", (await shown(page)).join());
  await page.keyboard.press("Enter");
  check(await page.evaluate(() => document.activeElement.id === "fact-reconnaissance"), "Enter goes to the fact");
  await page.keyboard.press("Escape");
  check((await page.evaluate(() => document.activeElement.textContent)).trim() === WORDS, "Escape goes back to the words");
  check((await shown(page)).length === 39, "and shows all facts");
  await sound(opened, "after keys");
  await page.close();
}

// A tie of several facts leads to all of them.
{
  const opened = await open("seed-fr.html");
  const { page } = opened;
  const tie = page.locator("#network a[data-f*=' ']").first();
  const expected = (await tie.getAttribute("data-f")).split(" ").sort();
  await tie.click();
  check((await shown(page)).sort().join() === expected.join(), "a tie shows its facts", (await shown(page)).join());
  check((await page.locator("#shown").innerText()) === `${expected.length} faits lient ces acteurs.`, "and says how many");
  check(await page.evaluate(() => document.activeElement.id === "facts"), "they have the focus");
  await page.keyboard.press("Escape");
  check((await shown(page)).length === 39, "Escape shows all facts again");
  await sound(opened, "after a tie");
  await page.close();
}

// Several facts on the same words, and a deep link.
{
  const { page } = await open("seed-fr.html");
  const several = page.locator("#text a.w[data-f*=' ']").first();
  const expected = (await several.getAttribute("data-f")).split(" ").sort();
  check(expected.length > 1, "some words carry several facts");
  await several.click();
  check((await shown(page)).sort().join() === expected.join(), "all of them are shown");
  await page.locator(`#${expected[0]} h4`).click({ position: { x: 2, y: 2 } });
  const marked = await page.$$eval("#text a.w.on", (all) => all.map((one) => one.dataset.f));
  check(marked.length > 0 && marked.every((facts) => facts.split(" ").includes(expected[0])), "one of them marks its own words", marked.join());
  check((await page.locator("#text a.w.picked").count()) === 1 && (await shown(page)).length === expected.length, "and the choice stands");

  // Printed, everything is there.
  await page.emulateMedia({ media: "print" });
  check((await shown(page)).length === 39, "all facts are printed, whatever was chosen", `${(await shown(page)).length}`);
  for (const width of [700, 1400]) {
    await page.setViewportSize({ width, height: 900 });
    const position = await page.$eval(".right", (right) => getComputedStyle(right).position);
    check(position !== "fixed", `nothing lies over the printed page, ${width} px`, position);
  }
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const paper = await page.$eval("#text a.w.k-asserted", (word) => getComputedStyle(word).backgroundColor);
  check(paper === "rgb(230, 239, 250)", "paper is light in the dark theme too", paper);
  await page.close();
  const deep = await open("seed-fr.html", { hash: "#fact-fondation-aes" });
  check(await deep.page.evaluate(() => document.activeElement.id === "fact-fondation-aes"), "a deep link goes to its fact");
  check((await deep.page.locator("#text a.w.on").count()) > 0, "and marks its words");
  const seen = await deep.page.locator("#fact-fondation-aes").evaluate((card) => {
    const [box, pane] = [card.getBoundingClientRect(), card.closest(".right").getBoundingClientRect()];
    return box.top >= pane.top - 5 && box.top < innerHeight;
  });
  check(seen, "which is in view");
  await sound(deep, "deep link");
  await deep.page.close();
}

// The network: what is not tied to what the pointer is over, or to what has the focus, steps back.
{
  const opened = await open("seed-fr.html");
  const { page } = opened;
  const lit = () => page.$$eval("#network .lighting .actor.lit title", (all) => all.map((one) => one.textContent).sort().join());
  check((await page.locator("#network .lighting").count()) === 0, "at first everything in the drawing is alike");
  await page.locator("#network .hub", { hasText: "reconnaissance" }).hover();
  check((await lit()) === "Confédération des États du Sahel,Russie", "a tie shows its actors", await lit());
  check((await page.locator("#network .tie.lit").count()) === 2, "and its lines");
  await page.locator("#network h2").hover();
  check((await page.locator("#network .lighting").count()) === 0, "and all is alike again");
  await page.locator("#network .hub", { hasText: "reçoit" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  check((await lit()) === "Abdoulaye Diop,Sergueï Lavrov", "so it does with the keyboard", await lit());
  await page.locator("#network .actor", { hasText: "Cedeao" }).focus();
  check((await lit()) === "Burkina Faso,Communauté économique des Etats de l’Afrique de l’Ouest,France,Mali,Niger", "an actor shows all whom its ties tie", await lit());
  await page.locator("#network summary").focus();
  await page.waitForFunction(() => document.querySelectorAll("#network .lighting").length === 0);
  await sound(opened, "after the network");
  await page.close();
}

// Filters of the index.
{
  const opened = await open("site/index.html");
  const { page } = opened;
  const listed = () => page.$$eval(".dossier", (rows) => rows.filter((row) => !row.hidden).map((row) => row.querySelector("h3 a").getAttribute("href")));
  const by = (id, label) => page.selectOption(`#${id}`, { label });
  const all = await listed();
  check(all.length === 3, "all dossiers are listed", all.join());
  const cases = [
    ["kind", "Retrait", ["russie-aes-2025-04-03.html"]],
    ["kind", "Réunion", all],
    ["actor", "Kazakhstan", ["beijing-visit-2025-06-18.html"]],
    ["actor", "Égypte", ["cairo-talks-2025-05-12.html"]],
    ["status", "Demandé", ["beijing-visit-2025-06-18.html"]],
    ["status", "Convenu", all],
    ["category", "Opinion ou croyance", all],
    ["modality", "Présupposé", ["russie-aes-2025-04-03.html"]],
    ["modality", "Rapporté", all],
  ];
  for (const [id, label, expected] of cases) {
    await by(id, label);
    const found = await listed();
    check(found.join() === expected.join(), `filter ${id}: ${label}`, found.join());
    await page.click("button[type=reset]");
    await page.waitForFunction((count) => document.querySelectorAll(".dossier:not([hidden])").length === count, all.length);
  }
  await page.fill("#from", "2025-05-01");
  await page.fill("#to", "2025-05-31");
  check((await listed()).join() === "cairo-talks-2025-05-12.html", "filter by date", (await listed()).join());
  check((await page.locator("#found").innerText()).startsWith("1 dossiers, 1 faits"), "the numbers are said", await page.locator("#found").innerText());
  await page.click("button[type=reset]");
  await page.fill("#words", "SAHEL russie");
  check((await listed()).join() === "russie-aes-2025-04-03.html", "search without accents and case", (await listed()).join());
  await page.fill("#words", "zzz");
  check((await listed()).length === 0 && (await page.locator("#found").innerText()).includes("Aucun"), "nothing found is said");
  await sound(opened, "index after filters");

  // What was asked for is still there after a way back, and can be sent.
  await page.fill("#words", "sahel");
  await by("kind", "Retrait");
  const address = page.url();
  await page.click("a[href='russie-aes-2025-04-03.html']");
  await page.goBack();
  check((await page.inputValue("#words")) === "sahel" && (await listed()).length === 1, "a way back keeps the filters", await page.inputValue("#words"));
  await page.close();
  const sent = await open("site/index.html", { hash: new URL(address).hash });
  const chosen = await sent.page.$eval("#kind", (select) => select.selectedOptions[0].text);
  check(chosen === "Retrait" && (await sent.page.inputValue("#words")) === "sahel", "an address brings them", `${address} ${chosen}`);
  await sent.page.click("button[type=reset]");
  await sent.page.waitForFunction(() => !location.hash);
  check((await sent.page.$$(".dossier:not([hidden])")).length === 3, "and all can be shown again");
  await sound(sent, "index by its address");
  await sent.page.close();
  const back = await open("site/index.html");
  await back.page.click("a[href='russie-aes-2025-04-03.html']");
  check((await back.page.locator(".fact").count()) === 39, "the list leads to the page");
  await back.page.click(".back a");
  check((await back.page.locator(".dossier").count()) === 3, "and the page back to the list");
  await back.page.close();
}

// An index of many: the first hundred, then more; a link within the page leads where it says.
{
  const opened = await open("many/index.html");
  const { page } = opened;
  const count = () => page.locator(".dossier:visible").count();
  check((await count()) === 100, "a hundred dossiers at first", `${await count()}`);
  await page.click("#more");
  check((await count()) === 200, "and more when asked", `${await count()}`);
  await page.fill("#words", "number 249");
  check((await count()) === 1 && !(await page.locator("#more").isVisible()), "the search goes through all", `${await count()}`);
  await page.fill("#words", "");
  await page.click("nav a[href='#network']");
  const top = await page.locator("#network").evaluate((section) => section.getBoundingClientRect().top);
  check(top > -60 && top < 600, "the network is where its link leads", `${top}`);
  await sound(opened, "index of many");
  await page.close();
}

// The ontology's page: both languages, both themes, both widths, search and deep links.
for (const [language, scheme, width] of [
  ["en", "light", 1400],
  ["fr", "dark", 1400],
  ["fr", "light", 390],
  ["en", "dark", 390],
]) {
  const what = `ontology, ${language}, ${scheme}, ${width} px`;
  const opened = await open("ontology.html", { scheme, width, height: width === 390 ? 844 : 1000 });
  const { page } = opened;
  await page.locator(`label[for=in-${language}]`).click();
  const seen = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
  const definition = { en: "The record that somebody puts one content forward.", fr: "Trace de ce que quelqu’un avance un contenu." }[language];
  check((await seen("#Claim .definition span")).join("|") === definition, `${what}: one language at a time`, (await seen("#Claim .definition span")).join("|"));
  check((await seen("#Claim .labels span")).join("|") === "claim|assertion", `${what}: labels in both`, (await seen("#Claim .labels span")).join("|"));
  check((await page.evaluate(() => document.documentElement.lang)) === language, `${what}: the page says its language`);
  await sound(opened, what);
  if (pictures) await page.screenshot({ path: path.join(pictures, `ontology-${language}-${scheme}-${width}.png`) });
  await accessible(page, what);
  await page.close();
}
{
  const opened = await open("ontology.html", { hash: "#UnassertedSituation" });
  const { page } = opened;
  const top = await page.locator("#UnassertedSituation").evaluate((term) => term.getBoundingClientRect().top);
  check(top >= 0 && top < 100, "the namespace leads to its term", `${top}`);
  const found = () => page.locator(".term:visible, .row:visible").evaluateAll((all) => all.map((one) => one.id));
  const all = (await found()).length;
  check(all > 600, "all terms are shown", `${all}`);
  await page.fill("#words", "prédiction");
  check((await found()).length === 0 && (await page.locator("#found").innerText()).startsWith("0 "), "nothing found is said");
  await page.fill("#words", "SITUATION non affirmee");
  const some = await found();
  check(some.includes("UnassertedSituation") && some.length < all / 4, "search in both languages, without accents and case", `${some.length}`);
  check((await page.locator("#number").innerText()) === `${some.length}`, "the number is said");
  check(!(await page.locator("#page-prefixes").isVisible()), "sections without a term step aside");
  await page.locator("#UnassertedSituation a[href='#Event']").first().click();
  check(await page.locator("#Event").waitFor({ timeout: 5000 }).then(() => true, () => false), "a link brings its term back");
  await page.locator("svg.layers a[href='#Commitment']").click();
  check(page.url().endsWith("#Commitment"), "the drawing leads to its terms");
  await sound(opened, "ontology after search");
  await page.close();
}

// Hostile pages: nothing runs, nothing is asked for, nothing is there that the list of elements does not know.
{
  const opened = await open("hostile.html");
  const { page, heard } = opened;
  await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
  await page.$$eval("#text a.w", (all) => all.forEach((one) => one.click()));
  await page.waitForTimeout(500);
  check((await page.evaluate(() => globalThis.hacked)) === undefined, "no script of the payloads has run");
  check(heard.length === 0, "hostile page: silence", heard.join("\n    "));
  const [scripts, frames, handlers] = await page.evaluate(() => [
    document.scripts.length,
    document.querySelectorAll("iframe,object,embed,img,video,audio,base,form,link,math,template").length,
    [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some((a) => a.name.startsWith("on") || a.name === "style")).length,
  ]);
  check(scripts === 1 && frames === 0 && handlers === 0, "hostile page: no element or handler of others", `${scripts} ${frames} ${handlers}`);
  await page.close();
}
await context.close();

// Without scripts: words lead to facts, and facts to words, by plain links.
context = await launch({ javaScriptEnabled: false });
{
  const { page, heard } = await open("seed-fr.html");
  await page.locator("#text a.w", { hasText: WORDS }).click();
  check(page.url().endsWith("#fact-reconnaissance"), "without scripts words lead to their fact", page.url());
  check(await page.locator("#fact-reconnaissance").isVisible(), "which is there");
  await page.locator("#fact-reconnaissance .quote").click({ position: { x: 30, y: 9 } });
  check(/#w-\d+$/.test(page.url()), "and the fact to its words", page.url());
  check(heard.length === 0, "without scripts: silence", heard.join("\n    "));
  await page.close();
  const terms = await open("ontology.html");
  await terms.page.locator("label[for=in-fr]").click();
  check(await terms.page.locator("#Claim .definition [lang=fr]").isVisible(), "without scripts the language is chosen");
  check(!(await terms.page.locator("#search").isVisible()), "and there is no search that does nothing");
  await terms.page.close();
}
await context.close();
rmSync(profile, { recursive: true, force: true });

console.log(`${checks} checks, ${faults} failed`);
process.exit(faults === 0 && checks > 180 ? 0 : 1);
