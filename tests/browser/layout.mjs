// The layout at 360, 1024 and 1920 pixels: no page scrolls sideways, no text is smaller than 14 px, no line of an
// entry's text is longer than 40 Han characters, no number at a bar leaves its column. What a wide window shows a narrow one
// shows too. Without JavaScript everything but the search is there. The scripts
// are ES5, for browsers with old kernels. Folder: the sample.

import { parse } from "acorn";
import { pathToFileURL } from "node:url";
import { expect, families, fault, filesOf, finish, folders, launch, textOf } from "./lib.mjs";

const [site] = folders;
const base = `${pathToFileURL(site).href}/`;
const files = filesOf(site);
const isRedirect = (path) => textOf(site, path.replace(/\?.*/, "")).includes('http-equiv="refresh"');
const pages = files.filter((path) => path.endsWith(".html") && !isRedirect(path));
const some = Object.values(families(site)).filter((path) => !isRedirect(path));

// What is laid out badly on the page that is open.
function measure() {
  const bad = [];
  const name = (element) => `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 20)}`;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest(".table-scroll, pre, .hidden"),
    );
    bad.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth} px ${wide.slice(0, 3).map(name)}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest("script, style, noscript, .hidden")) continue;
    if (!element.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < 13.99) small.add(`text of ${size.toFixed(1)} px: ${name(element)}`);
    // Nothing runs out of the side of its box without a way to scroll there.
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width > 1 && box.right > root.clientWidth + 1 && !element.closest(".table-scroll, pre")) {
      small.add(`runs out of the page: ${name(element)}`);
    }
  }
  bad.push(...small);
  for (const paragraph of document.querySelectorAll(".prose p, .prose li")) {
    const style = getComputedStyle(paragraph);
    const width = paragraph.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const characters = width / parseFloat(style.fontSize);
    if (characters > 40.5) bad.push(`lines of ${characters.toFixed(1)} characters: ${name(paragraph)}`);
  }
  const edge = document.querySelector("main")?.getBoundingClientRect().right + 1;
  for (const label of document.querySelectorAll(".bar-line > span")) {
    if (label.getBoundingClientRect().right > edge) bad.push(`leaves its column: ${name(label)}`);
  }
  return bad;
}

// Hidden in a narrow window on purpose: what a menu holds, marks of what is not there, brackets around a unit on its own line,
// what a heading or the picture beside it says too, and the later half of the newest entries, which their sections have.
const WIDE = ".site-nav, .menu-box ~ nav, .find, .blank, .matrix td, th .unit span, .wide-only, .hours-bar, .newest li";

// The texts of the page that is open, each with whether it is shown.
function texts(except) {
  const all = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest(`script, style, noscript, ${except}`)) continue;
    all.push([walker.currentNode.data.trim(), element.checkVisibility()]);
  }
  return all;
}

const browser = await launch();
let [views, shown] = [0, 0];
const tab = await browser.newPage();
for (const [width, paths] of [[360, new Set([...pages, ...some])], [1024, some], [1920, some]]) {
  await tab.setViewportSize({ width, height: 800 });
  for (const path of paths) {
    views += 1;
    await tab.goto(base + path, { waitUntil: "load" });
    if (path.includes("?q=")) await tab.waitForSelector("#results li");
    (await tab.evaluate(measure)).forEach((what) => fault(`${path} at ${width}`, what));
    if (width !== 1024) continue;
    const wide = await tab.evaluate(texts, WIDE);
    await tab.setViewportSize({ width: 360, height: 800 });
    const narrow = await tab.evaluate(texts, WIDE);
    await tab.setViewportSize({ width, height: 800 });
    for (const [at, [text, isShown]] of wide.entries()) {
      shown += 1;
      if (text && isShown && !narrow[at][1]) fault(`${path} at 360`, `a wider window shows “${text.slice(0, 30)}”`);
    }
  }
}

// Without JavaScript the same words stand on each page, but for those that depend on today, for the search,
// and for the choice of a branch, which only a script can carry out.
const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await tab.addInitScript(() => {
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".days-left, .of-branch").forEach((element) => element.remove()));
});
await tab.clock.setFixedTime(new Date("2026-11-20T12:00:00+08:00"));
const words = (page) => page.evaluate(() => document.body.innerText.replace(/\s+/g, ""));
for (const path of some.filter((path) => !path.startsWith("search"))) {
  await tab.goto(base + path);
  await plain.goto(base + path);
  const [withScript, without] = [await words(tab), await words(plain)];
  expect(withScript.length > 50 && withScript === without, path, "reads otherwise without JavaScript");
}
await plain.goto(`${base}search.html`);
const empty = await words(plain);
expect(empty.includes("搜索要用到浏览器的脚本功能"), "search.html", "does not say that it needs scripts");
expect((await plain.getAttribute("noscript a", "href")) === "archive/index.html", "search.html", "offers no other way without scripts");
await plain.goto(base + files.find(isRedirect));
await plain.waitForURL((url) => !isRedirect(url.href.slice(base.length)), { timeout: 5000 }).catch(() => fault("redirect", "does not lead on without scripts"));
await browser.close();

// Scripts: the syntax of ES5, and none of the things that came after it.
const LATER = /\b(Promise|Symbol|Map|Set|WeakMap|Proxy|Reflect|fetch|URLSearchParams|IntersectionObserver)\b|\bObject\.(assign|values|entries)\b|\bArray\.(from|of)\b|\.(includes|startsWith|endsWith|repeat|padStart|padEnd|find|findIndex|closest|append|prepend|remove|replaceWith|before|after|matchAll|replaceAll|normalize)\(|\.dataset\b/;
let scripts = 0;
function es5(place, text) {
  scripts += 1;
  try {
    parse(text, { ecmaVersion: 5, sourceType: "script" });
  } catch (error) {
    fault(place, `not ES5: ${error.message}`);
  }
}
for (const path of files.filter((path) => path.endsWith(".js"))) {
  es5(path, textOf(site, path));
  if (path.startsWith("assets/")) expect(!LATER.test(textOf(site, path)), path, `newer than ES5: ${LATER.exec(textOf(site, path))?.[0]}`);
}
for (const path of pages) {
  for (const [, text] of textOf(site, path).matchAll(/<script>([\s\S]*?)<\/script>/g)) es5(path, text);
}

expect(shown > 1000, "layout", "too few texts were looked at");
finish(`layout: ${views} views, ${shown} texts, ${scripts} scripts`);
