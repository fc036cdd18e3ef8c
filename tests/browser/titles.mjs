// Where the lines of titles break: never inside a word, a name, a date or a number with its unit, and no last line of one
// character; in lists and headings, at twenty widths. Folders: the sample; a site with many titles; its titles, each as
// its parts, in a file `titles.json`.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, fault, filesOf, finish, folders, launch, textOf } from "./lib.mjs";

const [sample, made, beside] = folders;
const titles = new Map(JSON.parse(readFileSync(join(beside, "titles.json"), "utf8")).map((parts) => [parts.join(""), parts]));

// Where lines begin in each of these elements, as numbers of UTF-16 units; and how many lines a title has.
function breaks(selector) {
  const isOneLine = (element) => {
    const whole = document.createRange();
    whole.selectNodeContents(element);
    const tops = [...whole.getClientRects()].filter((box) => box.width > 0).map((box) => box.top);
    return Math.max(...tops) <= Math.min(...tops) + 4;
  };
  return [...document.querySelectorAll(selector)].map((element) => {
    if (isOneLine(element)) return { text: element.textContent, starts: [] };
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const starts = [];
    let [text, last] = ["", null];
    while (texts.nextNode()) {
      const node = texts.currentNode;
      for (let at = 0; at < node.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getClientRects()[0];
        if (!box || box.width === 0) continue;
        if (last !== null && box.top > last + 4) starts.push(text.length + at);
        last = box.top;
      }
      text += node.data;
    }
    return { text, starts };
  });
}

// Never broken: of a title that we made its parts, of another what looks like one.
const WORDS = ["三会一课", "党务公开", "党支部", "党员大会", "主题党日", "民主评议", "组织生活会", "支部委员会", "预备党员", "积极分子", "师德师风", "公开承诺", "述职评议", "责任区", "先锋岗", "中心组"];
const PATTERNS = [/\d{4}年(?:\d+月(?:\d+日)?)?/g, /\d+月\d+日/g, /\d[\d,.]*(?:元|人|名|次|批|项|个)/g, /第[一二三四五六七八九十\d]+(?:党支部|次|批|期|届|季度)/g];
const organization = readFileSync(new URL("../../content/organization.yaml", import.meta.url), "utf8");
const names = [...organization.matchAll(/姓名: ?([\u4e00-\u9fff]{2,4})/g)].map(([, name]) => name);
expect(names.length > 5, "names", "the sample's organization names too few");
function stretches(text) {
  const parts = titles.get(text);
  if (parts) {
    let at = 0;
    return parts.map((part) => [(at += part.length) - part.length, at]);
  }
  const found = [...WORDS, ...names].flatMap((word) => [...text.matchAll(word)].map((one) => [one.index, one.index + word.length]));
  return found.concat(PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)].map((one) => [one.index, one.index + one[0].length])));
}

let [lines, looked] = [0, new Set()];
function judge(place, { text, starts }) {
  looked.add(text);
  lines += starts.length;
  for (const start of starts) {
    const cut = stretches(text).find(([from, to]) => from < start && start < to);
    if (cut) fault(place, `${text.slice(0, start)} / ${text.slice(start)}`);
  }
  const last = starts.at(-1);
  expect(last === undefined || [...text.slice(last).trim()].length > 1, place, `one character on the last line: ${text}`);
}

const browser = await launch();
const tab = await browser.newPage();
// A page is opened once and then made as wide as each window.
async function look(folder, paths, selector, widths) {
  for (const path of paths) {
    await tab.goto(pathToFileURL(join(folder, path)).href);
    for (const width of widths) {
      await tab.setViewportSize({ width, height: 800 });
      (await tab.evaluate(breaks, selector)).forEach((title) => judge(`${path} at ${width}`, title));
    }
  }
}

const widths = Array.from({ length: 20 }, (_, number) => 320 + 37 * number);
const lists = filesOf(sample).filter((path) => /^(index|notices\/index|meetings\/index|study\/index|archive\/index)\.html$/.test(path));
const entries = filesOf(sample).filter((path) => textOf(sample, path).includes('id="entry-title"') && path.endsWith(".html"));
await look(made, ["notices/index.html"], ".row-title a", widths);
await look(sample, lists, ".row-title a, h1, h3 a, .site-name span", widths);
await look(sample, entries, "h1, .pager a", [320, 360, 412, 768]);
await browser.close();
expect(looked.size > titles.size, "titles", "too few were looked at");
expect(lines > titles.size, "titles", "too few were broken");
finish(`titles: ${looked.size} titles, ${lines} breaks`);
