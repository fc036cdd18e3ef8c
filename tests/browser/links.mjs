// Every link and asset of the output resolves on disk, relative to its page, fragments too; nothing is loaded
// from elsewhere; names are lower-case ASCII and of the types that an old IIS serves.
// Chromium only parses here: nothing is loaded by it.

import vm from "node:vm";
import { extname, posix } from "node:path";
import { baseOf, expect, fault, filesOf, finish, folders, launch, textOf } from "./lib.mjs";

const [site] = folders;
const files = filesOf(site);
const exists = new Set(files);
const base = baseOf(site);
const PAGE_TYPES = "html css js xml txt png jpg gif svg ico pdf".split(" ");
const ATTACHMENT_TYPES = "doc docx xls xlsx ppt pptx zip rar wps et txt".split(" ");

for (const path of files) {
  expect(/^[a-z0-9._/-]+$/.test(path), path, "the name is not lower-case ASCII");
  expect([...PAGE_TYPES, ...ATTACHMENT_TYPES].includes(extname(path).slice(1)), path, "a type that old servers do not serve");
}

// What a parsed document refers to: [[element, attribute, value], …], and its ids.
function references({ text, type }) {
  const document = new DOMParser().parseFromString(text, type);
  const urls = [];
  const style = (text) => [...text.matchAll(/url\(\s*["']?([^"')]*)/g)].map((found) => found[1]);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (["href", "src", "action", "formaction", "poster", "data", "background", "xlink:href"].includes(name)) {
        urls.push([element.localName, name, value, element.getAttribute("rel") || ""]);
      } else if (name === "srcset") {
        value.split(",").forEach((part) => urls.push([element.localName, name, part.trim().split(/\s/)[0], ""]));
      } else if (name === "style") {
        style(value).forEach((url) => urls.push([element.localName, name, url, ""]));
      } else if (name.startsWith("on")) {
        urls.push([element.localName, name, "(a script in an attribute)", ""]);
      }
    }
    if (element.localName === "style") style(element.textContent).forEach((url) => urls.push(["style", "url", url, ""]));
    if (element.localName === "meta" && element.getAttribute("http-equiv") === "refresh") {
      urls.push(["meta", "refresh", element.getAttribute("content").replace(/^.*url=/i, ""), ""]);
    }
    if (element.localName === "script" && element.getAttribute("type") === "module") {
      urls.push(["script", "type", "(a module)", ""]);
    }
    if (element.localName === "base") urls.push(["base", "href", "(a base element)", ""]);
  }
  return { urls, ids: [...document.querySelectorAll("[id]")].map((element) => element.id) };
}

const browser = await launch();
const tab = await browser.newPage();
const parsed = new Map();
for (const path of files.filter((path) => /\.(html|svg)$/.test(path))) {
  const type = path.endsWith(".html") ? "text/html" : "image/svg+xml";
  parsed.set(path, await tab.evaluate(references, { text: textOf(site, path), type }));
}
await browser.close();

// A relative reference names a file of the output, and its fragment an id in it.
function resolves(page, url, where) {
  const [, path, , fragment] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/.exec(url);
  let target;
  try {
    target = path === "" ? page : posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(path)));
  } catch {
    return fault(where, "is not a URL");
  }
  if (!exists.has(target)) return fault(where, `no such file: ${target}`);
  if (fragment && target.endsWith(".html")) {
    expect(parsed.get(target).ids.includes(decodeURIComponent(fragment)), where, `no id “${fragment}” in ${target}`);
  }
}

// A whole URL below the site's own address names a file too.
function resolvesWhole(url, where) {
  expect(url.startsWith(base), where, `is not below ${base}`);
  resolves("index.html", url.slice(base.length), where);
}

let count = 0;
for (const [page, { urls, ids }] of parsed) {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  expect(!twice, page, `the id “${twice}” stands twice`);
  for (const [element, name, url, rel] of urls) {
    const where = `${page}: <${element} ${name}="${url}">`;
    count += 1;
    // It holds what it names.
    if (element === "img" && url.startsWith("data:image/")) continue;
    if (url.startsWith("(")) {
      fault(where, "is not allowed");
    } else if (/^[a-z][a-z0-9+.-]*:/i.test(url)) {
      if ((element === "link" && rel === "canonical") || element === "form") {
        resolvesWhole(url, where);
      } else if (element !== "a") {
        fault(where, "loads something by a whole URL");
      } else if (url.startsWith(base)) {
        expect(page === "404.html", where, "a link inside the site is relative everywhere but in 404.html");
        resolvesWhole(url, where);
      } else {
        expect(/^(https?:\/\/[^/]|mailto:.+@|tel:[+\d])/.test(url), where, "an unexpected scheme or nothing behind it");
      }
    } else if (/^[/\\]/.test(url)) {
      fault(where, "begins at the server's root");
    } else if (url === "") {
      fault(where, "is empty");
    } else {
      expect(page !== "404.html" || url.startsWith("#"), where, "404.html is shown at any depth");
      const path = url.replace(/[?#].*/, "");
      expect(path === "" || /\.[a-z0-9]+$/.test(path), where, "does not name a file");
      resolves(page, url, where);
    }
  }
}

for (const path of files.filter((path) => path.endsWith(".css"))) {
  const text = textOf(site, path);
  for (const [, url] of text.matchAll(/url\(\s*["']?([^"')]*)/g)) {
    count += 1;
    if (url.startsWith("data:image/")) continue;
    if (/^([a-z]+:|\/)/i.test(url)) fault(`${path}: ${url}`, "is not relative");
    else resolves(path, url, `${path}: ${url}`);
  }
  expect(!text.includes("@import"), path, "@import");
}

// Feeds, the sitemap and robots.txt give whole URLs of pages that are there.
for (const path of files.filter((path) => /\.(xml|txt)$/.test(path))) {
  const urls = textOf(site, path).matchAll(/href="([^"]*)"|<(?:loc|id|icon|logo)>([^<]*)|^Sitemap: (.*)$/gm);
  for (const [, href, element, line] of urls) {
    count += 1;
    resolvesWhole(href ?? element ?? line, `${path}: ${href ?? element ?? line}`);
  }
}

// Scripts load nothing but the search shards, whose rows lead to pages.
const window = {};
const shards = vm.runInNewContext(`${textOf(site, "search-index.js")}; window.gongkaiShards`, { window });
for (const [, name] of shards) {
  const rows = [];
  vm.runInNewContext(textOf(site, name), { gongkaiShard: (named, items) => {
    expect(named === name, name, `calls itself ${named}`);
    rows.push(...items);
  } });
  count += rows.length;
  for (const [path] of rows) expect(exists.has(path), name, `no such page: ${path}`);
}
const listed = new Set(["search-index.js", ...shards.map(([, name]) => name)]);
for (const path of files.filter((path) => path.endsWith(".js"))) {
  expect(listed.has(path) || !path.startsWith("search-"), path, "no index names this shard");
  if (listed.has(path)) continue;
  const banned = /\b(fetch|XMLHttpRequest|importScripts|sendBeacon|WebSocket|EventSource)\b|\bimport\s*\(|https?:\/\/|innerHTML|document\.write|\beval\b/;
  expect(!banned.test(textOf(site, path)), path, `holds ${banned.exec(textOf(site, path))?.[0]}`);
}

// Every page can be reached from the home page by links alone; 404.html and redirects are for those
// who come from elsewhere or cut an address short.
const reached = new Set(["index.html"]);
for (const page of reached) {
  for (const [element, , url] of parsed.get(page).urls) {
    if (element !== "a" || /^[a-z]+:/i.test(url)) continue;
    const target = posix.join(posix.dirname(page), decodeURIComponent(url.replace(/[?#].*/, "")));
    if (target.endsWith(".html") && parsed.has(target)) reached.add(target);
  }
}
for (const page of parsed.keys()) {
  const aside = page === "404.html" || page.endsWith(".svg") || textOf(site, page).includes('http-equiv="refresh"');
  expect(aside || reached.has(page), page, "no link leads here from the home page");
}

finish(`links: ${files.length} files, ${count} references`);
