// A board edition: its pages are valid and accessible, every link of them leads somewhere, each code leads to the page of
// its entry, and a hall's screen is worked with keys, fingers and without motion, from a folder and over HTTP.
// Folders: the board edition, the web edition that its codes lead to.

import { mkdtempSync, readFileSync, rmSync, cpSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "acorn";
import axe from "axe-core";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { baseOf, expect, fault, filesOf, finish, folders, launch, serve, textOf } from "./lib.mjs";
import { validate } from "./rules.mjs";

const [board, web] = folders;
const files = filesOf(board);
const pages = files.filter((path) => path.endsWith(".html"));
const browser = await launch();
// The day as of which everything was built: later, what is over by then is not shown.
const built = new Date("2026-11-20T12:00:00+08:00");

// -------------------------------------------------------------- pages

for (const path of pages) {
  await validate(join(board, path), path, { boxes: true });
  const text = textOf(board, path);
  expect(!text.includes("\uFFFD"), path, "holds a replacement character");
  for (const [, , url] of text.matchAll(/\s(href|src)="([^"]*)"/g)) {
    const [target, fragment] = url.split("#");
    const file = target === "" ? path : posix.join(posix.dirname(path), target);
    const inside = !/^(?:[a-z]+:|\/)/.test(url) && !file.startsWith("..");
    expect(inside && files.includes(file), path, `leads nowhere: ${url}`);
    if (fragment && files.includes(file)) expect(textOf(board, file).includes(`id="${fragment}"`), path, `no such place: ${url}`);
  }
}

const families = ["index.html", "changes.html", "all.html", ...pages.filter((path) => /plan\.html$|screen\.html$/.test(path))];
families.push(pages.find((path) => path.startsWith("sheets/")));
let checks = 0;
for (const width of [360, 1024]) {
  const tab = await browser.newPage({ viewport: { width, height: 800 } });
  await tab.clock.setFixedTime(built);
  for (const path of families) {
    await tab.goto(pathToFileURL(join(board, path)).href);
    // The first sheet of a screen has come in by then.
    await tab.waitForTimeout(700);
    await tab.evaluate(axe.source);
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
    const result = await tab.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), tags);
    checks += result.passes.length;
    for (const { id, help, nodes } of result.violations) {
      nodes.forEach((node) => fault(`${path} at ${width}`, `${id}: ${help}: ${node.target} ${node.html.slice(0, 120)}`));
    }
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over <= 0, `${path} at ${width}`, `is ${over} px too wide`);
    const broken = await tab.evaluate(() =>
      [...document.querySelectorAll(".nowrap")].filter((part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
      }).map((part) => part.textContent),
    );
    broken.forEach((words) => fault(`${path} at ${width}`, `breaks “${words}”`));
  }
  await tab.close();
}

for (const path of files.filter((path) => path.endsWith(".js"))) {
  try {
    parse(textOf(board, path), { ecmaVersion: 5 });
  } catch (error) {
    fault(path, `not ES5: ${error.message}`);
  }
}

// -------------------------------------------------------------- ticks

const desk = await browser.newPage();
await desk.goto(pathToFileURL(join(board, "index.html")).href);
const left = () => desk.textContent("[data-ticks] b").then(Number);
const all = await left();
const box = desk.locator("input[data-sheet]").first();
await box.check();
expect((await left()) === all - 1, "index.html", "a tick does not count");
await desk.reload();
expect(await box.isChecked(), "index.html", "a tick is forgotten");
await desk.evaluate(() => {
  const key = Object.keys(localStorage).find((key) => key.includes("sheets/"));
  localStorage.setItem(key, "another");
});
await desk.reload();
expect(!(await box.isChecked()), "index.html", "a sheet that says something else keeps its tick");
expect((await desk.locator(".is-stale").count()) === 1, "index.html", "nobody is told to print anew");
await desk.close();

// -------------------------------------------------------------- codes

// Each code is read from the rendered page, as a telephone would, by a decoder that knows nothing of how it was made.
const base = baseOf(web);
const published = new Set(filesOf(web));
const paper = await browser.newPage({ viewport: { width: 900, height: 1200 }, deviceScaleFactor: 2 });
await paper.clock.setFixedTime(built);
let codes = 0;
for (const path of pages.filter((path) => path.startsWith("sheets/"))) {
  await paper.goto(pathToFileURL(join(board, path)).href);
  const flat = posix.basename(path);
  const target = [...published].find((page) => page.replaceAll("/", "-") === flat);
  const sheets = await paper.$$(".sheet");
  for (const [index, sheet] of sheets.entries()) {
    const where = `${path} sheet ${index + 1}`;
    const code = await sheet.$(".qr");
    if (!code) {
      expect(!target || !base, where, "has no code, but its entry is on the web");
      continue;
    }
    codes += 1;
    const { width, height, data } = PNG.sync.read(await sheet.screenshot());
    const read = jsqr(new Uint8ClampedArray(data), width, height)?.data;
    expect(read === base + (target ?? "index.html"), where, `the code says ${read}`);
  }
}
expect(codes > 10, "codes", `only ${codes} were found`);

// -------------------------------------------------------------- a hall's screen

const screen = pages.find((path) => path.endsWith("screen.html"));
/** Which sheet is shown, of those that lie or stand as the screen does. */
const slide = (tab) => tab.evaluate(() => {
  const turn = innerHeight < innerWidth ? "landscape" : "portrait";
  return [...document.querySelectorAll(`.is-${turn} .slide`)].findIndex((one) => one.classList.contains("is-shown"));
});

// One sheet at a time fills its place, on a screen that stands upright and on one that lies.
const hall = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
const tab = await hall.newPage();
await tab.clock.install({ time: new Date("2026-11-20T08:00:00+08:00") });
await tab.goto(pathToFileURL(join(board, screen)).href);
const count = await tab.locator(".is-portrait .slide").count();
expect(count > 2, screen, `has ${count} sheets`);
expect((await slide(tab)) === 0, screen, "does not begin with the first sheet");
for (const [key, expected] of [["ArrowRight", 1], ["ArrowRight", 2], ["ArrowLeft", 1], ["ArrowLeft", 0], ["ArrowLeft", count - 1], ["ArrowRight", 0]]) {
  await tab.keyboard.press(key);
  expect((await slide(tab)) === expected, screen, `${key} leads to ${await slide(tab)}, not to ${expected}`);
}
// No sheet is shown for longer.
const LONGEST = 91_000;
await tab.clock.runFor(LONGEST);
const next = await slide(tab);
expect(next > 0, screen, "does not go on by itself");
await tab.keyboard.press("Space");
await tab.clock.runFor(LONGEST);
expect((await slide(tab)) === next, screen, "does not pause");
await tab.keyboard.press("Space");
await tab.clock.runFor(LONGEST);
const later = await slide(tab);
expect(later > next, screen, "does not go on after a pause");
await tab.evaluate(() => {
  const stage = document.querySelector(".stage");
  const touch = (x) => new Touch({ identifier: 1, target: stage, clientX: x, clientY: 300 });
  stage.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(900)], changedTouches: [touch(900)] }));
  stage.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(500)] }));
});
expect((await slide(tab)) === (later + 1) % count, screen, "a swipe does not turn the sheet");
/** A sheet is shown whole, and fills the width of its place or the height, but for a little below it; its place is on the screen. */
const fills = () => tab.evaluate(() => {
  const [paper, stage] = [".is-shown .paper", ".stage"].map((name) => document.querySelector(name).getBoundingClientRect());
  const isOnScreen = stage.top >= 0 && stage.left >= 0 && stage.right <= innerWidth && stage.bottom <= innerHeight;
  const isInside = paper.top >= stage.top - 1 && paper.left >= stage.left - 1 && paper.right <= stage.right + 1 && paper.bottom <= stage.bottom + 1;
  return isOnScreen && isInside && (paper.width > stage.width - 2 || paper.height > stage.height * 0.985 - 2);
});
expect(await fills(), screen, "the sheet does not fill the screen");
// After its last day a 公示 is not shown, although nobody has built anew.
const last = await tab.evaluate(() => document.querySelector("[data-last-day]")?.getAttribute("data-last-day"));
expect(last, screen, "the sample has no 公示 on its board");
await tab.clock.setFixedTime(new Date(`${last}T23:00:00+08:00`));
await tab.reload();
const running = () => tab.evaluate(() => document.querySelector(".posted h2 span").textContent.split("/")[1].trim());
const before = Number(await running());
await tab.clock.setFixedTime(new Date(new Date(`${last}T12:00:00+08:00`).getTime() + 86_400_000));
await tab.reload();
expect(Number(await running()) < before, screen, "an expired 公示 is still shown");
await tab.clock.setFixedTime(new Date("2026-11-20T08:00:00+08:00"));
await tab.reload();
// It may be turned, and back.
for (const size of [{ width: 1920, height: 1080 }, { width: 1080, height: 1920 }, { width: 1024, height: 768 }, { width: 1280, height: 800 }, { width: 360, height: 740 }]) {
  await tab.setViewportSize(size);
  // The page is told of its new size a moment later.
  for (let tries = 0; tries < 20 && !(await fills()); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const shown = await tab.locator(".slide.is-shown").count();
  expect(shown === 1 && (await slide(tab)) === 0 && (await fills()), screen, `at ${size.width} does not show one sheet as large as there is room for`);
}
await hall.close();

const calm = await browser.newContext({ reducedMotion: "reduce" });
const still = await calm.newPage();
await still.clock.install();
await still.goto(pathToFileURL(join(board, screen)).href);
await still.clock.runFor(60_000);
expect((await slide(still)) === 0, screen, "moves although less motion is asked for");
await calm.close();

// Over HTTP another page is noticed and shown.
const copy = mkdtempSync(join(tmpdir(), "board-"));
cpSync(board, copy, { recursive: true });
const address = await serve(copy);
const watching = await browser.newPage();
await watching.clock.install();
await watching.goto(address + screen);
await watching.clock.runFor(30_000);
const html = readFileSync(join(copy, screen), "utf8");
const print = /data-print="([^"]+)"/.exec(html)[1];
writeFileSync(join(copy, screen), html.replaceAll(print, "0123456789abcdef"));
let renewed = false;
for (let tries = 0; tries < 40 && !renewed; tries += 1) {
  await watching.clock.runFor(30_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  renewed = await watching.evaluate(() => document.querySelector("[data-screen]")?.getAttribute("data-print") === "0123456789abcdef").catch(() => false);
}
expect(renewed, screen, "a new page is not noticed over HTTP");
// The screen goes on asking for as long as it is open.
await watching.close();
rmSync(copy, { recursive: true });

await browser.close();
finish(`board: ${pages.length} pages, ${codes} codes, ${checks} checks of accessibility`);
