// A hall's screen for a day: every sheet is shown, nothing grows, nothing complains; it takes up what was made anew, from a
// folder and over HTTP, and whatever is missing meanwhile, it goes on showing sheets. Folder: the board edition.

import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, fault, filesOf, finish, folders, launch, serve } from "./lib.mjs";

const [board] = folders;
const name = filesOf(board).find((path) => path.endsWith("screen.html"));
const copy = mkdtempSync(join(tmpdir(), "screen-"));
cpSync(board, copy, { recursive: true });
const file = join(copy, name);
const original = readFileSync(file, "utf8");
const printOf = (html) => /data-print="([^"]+)"/.exec(html)[1];
const made = (print) => original.replaceAll(printOf(original), print);
const browser = await launch();
const begin = new Date("2026-11-20T08:00:00+08:00");
const LOOK = 600_000;

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Asks until the answer is yes; false when it never is. */
async function until(question, tries = 60) {
  for (let asked = 0; asked < tries; asked += 1) {
    if (await question()) return true;
    await pause(50);
  }
  return false;
}

/** Time that stands still until `runClock` is told to let some of it pass. */
function stillClock(begin) {
  let now = begin;
  let count = 0;
  const waiting = new Map();
  const add = (run, wait, every) => waiting.set((count += 1), { at: now + wait, run, every }) && count;
  const Given = Date;
  window.Date = class extends Given {
    constructor(...parts) {
      super(...(parts.length === 0 ? [now] : parts));
    }
    static now() {
      return now;
    }
  };
  window.setTimeout = (run, wait = 0) => add(run, wait, null);
  window.setInterval = (run, wait) => add(run, wait, wait);
  window.clearTimeout = window.clearInterval = (id) => waiting.delete(id);
  window.runClock = (time) => {
    const end = now + time;
    for (;;) {
      const [id, due] = [...waiting].reduce((best, one) => (one[1].at < best[1].at ? one : best), [0, { at: end + 1 }]);
      if (id === 0) break;
      now = due.at;
      due.at += due.every ?? 0;
      if (due.every === null) waiting.delete(id);
      due.run();
      if (window.afterEach) window.afterEach();
    }
    now = end;
  };
}

const run = (tab, time) => tab.evaluate((wanted) => window.runClock(wanted), time);

/** A page whose clock stands still until it is told to run; whatever it complains about is a fault. */
async function open(url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...options });
  const tab = await context.newPage();
  tab.on("pageerror", (error) => fault(url, `error: ${error.message}`));
  tab.on("console", (message) => {
    if (message.type() === "error" && !options.mayFail) fault(url, `console: ${message.text()}`);
  });
  await context.addInitScript(stillClock, begin.getTime());
  await tab.goto(url);
  return tab;
}

const current = (tab) => tab.evaluate(() => document.querySelector("[data-screen]").getAttribute("data-print"));
const frames = (tab) => tab.evaluate(() => document.querySelectorAll("iframe").length);
const idle = (tab) => until(async () => (await tab.evaluate(() => document.querySelectorAll("iframe:not(.is-shown)").length)) === 0);

// -------------------------------------------------------------- what it says, and its controls

const tab = await open(pathToFileURL(file).href);
const said = () => tab.evaluate(() => document.querySelector("[data-now]").textContent);
expect((await said()) === "2026年11月20日 星期五08:00", name, `says ${await said()} at eight o'clock`);
const seen = () => tab.evaluate(() => getComputedStyle(document.querySelector(".controls")).opacity !== "0");
const settled = (wanted) => until(async () => (await seen()) === wanted);
await run(tab, 4000);
expect(await seen(), name, "the controls are gone after four seconds");
await run(tab, 1500);
expect(await settled(false), name, "the controls are still there after five seconds");
await tab.mouse.move(300, 300);
expect(await settled(true), name, "the mouse does not bring the controls back");
await run(tab, 6000);
expect(await settled(false), name, "the controls stay where the mouse lies still");
await tab.keyboard.press("Tab");
expect(await settled(true), name, "the keyboard does not bring the controls back");
await run(tab, 60_000);
expect(await seen(), name, "the controls are hidden though the keyboard's focus is on them");
await tab.evaluate(() => document.activeElement.blur());
await run(tab, 6000);
expect(await settled(false), name, "the controls stay without focus");

// -------------------------------------------------------------- it can be read from some steps

for (const viewport of [{ width: 1920, height: 1080 }, { width: 1024, height: 768 }, { width: 1080, height: 1920 }]) {
  const hall = await open(pathToFileURL(file).href, { viewport });
  const size = `${viewport.width} × ${viewport.height}`;
  const count = await hall.evaluate(() => Number(document.querySelector(".posted h2 span").textContent.split("/")[1]));
  expect(count > 2, name, `at ${size} has ${count} sheets`);
  const scales = new Set();
  for (let turn = 0; turn < count; turn += 1) {
    const [scale, type] = await hall.evaluate(() => {
      const sheet = document.querySelector(".is-shown .sheet");
      const scale = sheet.getBoundingClientRect().width / sheet.offsetWidth;
      return [scale, Math.min(...[...sheet.querySelectorAll(".text, .td")].map((line) => parseFloat(getComputedStyle(line).fontSize)))];
    });
    scales.add(scale.toFixed(3));
    // 12 pt, the least on a wall, where the sheet takes what masthead and foot leave of the screen.
    const least = Math.min(viewport.width, viewport.height) / 53;
    expect(scale * type >= least, name, `at ${size} text of ${scale * type} pixels on sheet ${turn + 1}`);
    const open = await hall.evaluate(() => {
      const code = document.querySelector(".scan svg");
      const box = code.getBoundingClientRect();
      const corners = [[box.left, box.top], [box.right, box.top], [box.left, box.bottom], [box.right, box.bottom]];
      const isOn = ([x, y]) => code.contains(document.elementFromPoint(x + (x === box.left ? 2 : -2), y + (y === box.top ? 2 : -2)));
      return getComputedStyle(code).visibility === "hidden" || corners.every(isOn);
    });
    expect(open, name, `at ${size} something covers the code beside sheet ${turn + 1}`);
    await hall.keyboard.press("ArrowRight");
  }
  expect(scales.size === 1, name, `at ${size} sheets are of ${scales.size} sizes`);
  await hall.context().close();
}

// -------------------------------------------------------------- a day

await tab.evaluate(() => {
  window.shownSheets = {};
  window.afterEach = () =>
    document.querySelectorAll(".slide.is-shown").forEach((slide) => {
      const stage = slide.closest(".stage");
      const paper = slide.querySelector(".paper");
      const isWhole = paper.offsetHeight <= stage.clientHeight + 1 && paper.offsetWidth <= stage.clientWidth + 1;
      window.shownSheets[slide.querySelector(".sheet").id] = isWhole;
    });
});
const meter = await tab.context().newCDPSession(tab);
await meter.send("Performance.enable");
await meter.send("HeapProfiler.enable");
async function measure() {
  await meter.send("HeapProfiler.collectGarbage");
  const { metrics } = await meter.send("Performance.getMetrics");
  const of = (wanted) => metrics.find((metric) => metric.name === wanted).value;
  return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), documents: of("Documents"), frames: of("Frames"), listeners: of("JSEventListeners") };
}
// From now on a page is loaded at the end of each step, and has all the time that it needs.
await run(tab, LOOK - 77_500);
expect(await idle(tab), name, "a page that was looked at stays");
const hours = [];
for (let hour = 0; hour < 24; hour += 1) {
  for (let minutes = 0; minutes < 60; minutes += 10) {
    await run(tab, LOOK);
    // What was loaded to be looked at is all there, and says that it is what is shown.
    expect(await idle(tab), name, "a page that was looked at stays");
  }
  hours.push(await measure());
}
const [first, last] = [hours[1], hours[23]];
for (const what of ["nodes", "documents", "frames", "listeners"]) {
  expect(last[what] <= first[what], name, `${what} grow from ${first[what]} to ${last[what]} in a day`);
}
expect(last.heap < first.heap * 1.1, name, `memory grows from ${first.heap} to ${last.heap} bytes in a day`);
const { sheets, shown } = await tab.evaluate(() => ({ sheets: document.querySelectorAll(".is-landscape .sheet").length, shown: Object.values(window.shownSheets).filter(Boolean).length }));
expect(sheets > 2 && shown === sheets, name, `shows ${shown} of ${sheets} sheets`);
expect((await said()).startsWith("2026年11月21日 星期六08:1"), name, `says ${await said()} a day later`);

// In a folder, what was made anew is shown after some minutes; the old one is gone.
writeFileSync(file, made("00000000aaaaaaaa"));
await run(tab, LOOK);
expect(await until(async () => (await current(tab)) === "00000000aaaaaaaa"), name, "a new page in the folder is not shown");
expect((await tab.evaluate(() => document.querySelectorAll(".sheet").length)) === 0, name, "the old sheets are kept");
const inside = tab.frames()[1];
expect(inside && (await inside.evaluate(() => document.querySelectorAll(".slide.is-shown").length)) === 1, name, "the new page shows no sheets");
await inside.evaluate(() => document.querySelectorAll(".slide")[0].classList.contains("is-shown"));
await tab.keyboard.press("ArrowRight");
expect(await inside.evaluate(() => document.querySelectorAll(".slide")[1].classList.contains("is-shown")), name, "the keyboard does not reach the new page");
for (const print of ["00000000bbbbbbbb", "00000000cccccccc"]) {
  writeFileSync(file, made(print));
  await run(tab, LOOK);
  expect(await until(async () => (await current(tab)) === print), name, "the next new page is not shown");
  expect((await frames(tab)) === 1, name, "pages that were shown are kept");
}
await tab.context().close();

// -------------------------------------------------------------- over HTTP, while something is missing

writeFileSync(file, original);
const address = (await serve(copy)) + name;
const wall = await open(address, { mayFail: true });
// What is gone is not to be found in a memory of the browser's either.
const network = await wall.context().newCDPSession(wall);
await network.send("Network.enable");
await network.send("Network.setCacheDisabled", { cacheDisabled: true });
const picture = filesOf(copy).find((path) => path.startsWith("files/") && path.endsWith(".png") && original.includes(path));
const style = join(copy, "assets/screen.css");
const styled = readFileSync(style);
const minutes = async (count) => {
  for (let minute = 0; minute < count; minute += 1) {
    await run(wall, 60_000);
    // For what is asked to come, and what is loaded then to be looked at, or not to be whole.
    await pause(200);
    await idle(wall);
  }
};
const holds = async (what) => {
  await minutes(4);
  expect((await current(wall)) === printOf(original), name, `${what} is shown`);
  expect((await wall.evaluate(() => document.querySelectorAll(".slide.is-shown").length)) === 1, name, `${what}: no sheets are shown any more`);
};
await minutes(3);
expect((await frames(wall)) === 0, name, "is loaded again though nothing is new");
unlinkSync(file);
await holds("a page that is gone");
writeFileSync(file, made("00000000dddddddd").slice(0, original.length / 2));
await holds("half a page");
writeFileSync(file, made("00000000dddddddd"));
unlinkSync(style);
await holds("a page without its style");
writeFileSync(style, styled);
if (picture) {
  const bytes = readFileSync(join(copy, picture));
  unlinkSync(join(copy, picture));
  await holds("a page without a picture");
  writeFileSync(join(copy, picture), bytes);
}
let renewed = false;
for (let tries = 0; tries < 5 && !renewed; tries += 1) {
  await minutes(1);
  renewed = await until(async () => (await current(wall)) === "00000000dddddddd", 20);
}
expect(renewed, name, "what is all there again is not shown");
unlinkSync(file);
await minutes(3);
const kept = wall.frames()[1];
expect(kept && (await kept.evaluate(() => document.querySelectorAll(".slide.is-shown").length)) === 1, name, "a page that is gone takes the sheets with it");
await wall.context().close();

// -------------------------------------------------------------- without the script, every sheet

writeFileSync(file, original);
const plain = await open(pathToFileURL(file).href, { javaScriptEnabled: false });
const boxes = await plain.locator(".is-landscape .sheet").all();
for (const box of boxes) {
  const place = await box.boundingBox();
  expect(place && place.height > 300 && (await box.isVisible()), name, "a sheet is not seen without the script");
}
await plain.context().close();
await browser.close();
rmSync(copy, { recursive: true });
finish(`screen: ${sheets} sheets for a day, ${Math.round(first.heap / 1024)} KB at first and ${Math.round(last.heap / 1024)} at last`);
