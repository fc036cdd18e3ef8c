// Accessibility of one page of each family at two widths: axe-core finds no violation of WCAG 2.1 AA or of its best
// practices; with the keyboard alone the skip link comes first and works, everything that can be used is reached, and
// the focus is always seen. Folder: the sample.

import axe from "axe-core";
import { expect, families, fault, finish, folders, launch, serve, textOf } from "./lib.mjs";

const [site] = folders;
const base = await serve(site);
const browser = await launch();
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const undecided = new Set();
let checks = 0;
let stops = 0;

async function open(tab, path) {
  if (path.endsWith("404.html") || !textOf(site, path.replace(/\?.*/, "")).includes('http-equiv="refresh"')) {
    await tab.goto(base + path, { waitUntil: "load" });
  } else {
    // The redirect page itself is looked at before it leaves: its target answers with “no content”.
    const target = /url=([^"]*)"/.exec(textOf(site, path))[1].replace(/^(\.\.\/)+/, "");
    await tab.route(`${base}${target}`, (route) => route.fulfill({ status: 204 }));
    await tab.goto(base + path, { waitUntil: "domcontentloaded" });
    await tab.waitForTimeout(300);
  }
  if (path.includes("?q=")) await tab.waitForSelector("#results li");
}

async function withAxe(tab, where) {
  // The shadow at a scrolled table's edge is a gradient, before which axe-core cannot decide on contrast.
  await tab.addStyleTag({ content: ".table-scroll{background:#fbf9f5!important}" });
  await tab.evaluate(axe.source);
  const result = await tab.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
  checks += result.passes.length;
  expect(result.passes.length > 10, where, "axe-core looked at almost nothing");
  for (const { id, help, nodes } of result.violations) {
    nodes.forEach((node) => fault(where, `${id}: ${help}: ${node.target} ${node.html.slice(0, 120)}`));
  }
  result.incomplete.forEach(({ id, nodes }) => nodes.forEach((node) => undecided.add(`${id} ${node.target} on ${where}`)));
}

// What the focus is on, and whether it is seen there.
function focused() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // The middle of what is in view: a long table may begin above the window.
  const between = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const middle = [between(box.left, box.right, innerWidth), between(box.top, box.bottom, innerHeight)];
  const top = document.elementFromPoint(...middle);
  return {
    index: [...document.querySelectorAll("*")].indexOf(element),
    name: `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 20)}`,
    skip: element.matches(".skip"),
    atBody: element === document.body,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !top || !(element.contains(top) || top.contains(element)),
  };
}

// What a mouse can use and is there to be seen.
function usable() {
  const all = [...document.querySelectorAll("*")];
  const wanted = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
  return all.flatMap((element, index) => {
    const shown = element.matches(wanted) && !element.disabled && element.checkVisibility({ visibilityProperty: true });
    return shown ? [{ index, name: element.outerHTML.slice(0, 100) }] : [];
  });
}

async function withKeyboard(tab, where, hasSkip) {
  const wanted = await tab.evaluate(usable);
  const reached = new Set();
  for (let step = 0; step <= wanted.length + 5; step += 1) {
    await tab.keyboard.press("Tab");
    const focus = await tab.evaluate(focused);
    if (focus.atBody) break;
    if (reached.has(focus.index)) break;
    reached.add(focus.index);
    expect(step > 0 || !hasSkip || focus.skip, where, `the first focus is not the skip link but ${focus.name}`);
    expect(focus.outlined, where, `the focus is not seen on ${focus.name}`);
    expect(focus.inView && !focus.covered, where, `${focus.inView ? "something covers" : "not in view"}: ${focus.name}`);
  }
  stops += reached.size;
  wanted.filter(({ index }) => !reached.has(index)).forEach(({ name }) => fault(where, `the keyboard does not reach ${name}`));
  if (!hasSkip) return;
  // The skip link leads into the text: the next stop is in it or after it.
  await tab.evaluate(() => window.scrollTo(0, 0));
  await tab.focus(".skip");
  await tab.keyboard.press("Enter");
  const inMain = await tab.evaluate(() => document.activeElement.id === "main");
  expect(inMain, where, "the skip link does not move the focus into <main>");
  await tab.keyboard.press("Tab");
  const after = await tab.evaluate(() => {
    const place = document.getElementById("main").compareDocumentPosition(document.activeElement);
    return (place & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING)) !== 0;
  });
  expect(after, where, "after the skip link the keyboard is before the text again");
}

const tab = await browser.newPage();
for (const width of [360, 1024]) {
  await tab.setViewportSize({ width, height: width === 360 ? 740 : 768 });
  for (const [family, path] of Object.entries(families(site))) {
    const where = `${family} (${path}) at ${width}`;
    await open(tab, path);
    await withAxe(tab, where);
    if (family === "redirect") continue;
    await withKeyboard(tab, where, family !== "404");
  }
}
await browser.close();
if (undecided.size > 0 && process.env.GONGKAI_VERBOSE) console.log([...undecided].sort().join("\n"));
finish(`a11y: ${checks} rules passed, ${stops} stops of the keyboard, ${undecided.size} places that axe-core leaves to people`);
