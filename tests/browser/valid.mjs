// Every page is valid HTML by html-validate, with the rules nearest to the Nu validator; every feed, sitemap and SVG
// is well-formed XML; a feed has what Atom requires, a sitemap what sitemaps.org requires. Folder: the sample.

import { join } from "node:path";
import { baseOf, expect, fault, filesOf, finish, folders, launch, textOf } from "./lib.mjs";
import { validate } from "./rules.mjs";

const [site] = folders;
const files = filesOf(site);

let pages = 0;
for (const path of files.filter((path) => path.endsWith(".html"))) {
  pages += 1;
  await validate(join(site, path), path);
  const text = textOf(site, path);
  expect(text.startsWith("<!doctype html>\n<html lang=\"zh-CN\">"), path, "does not begin as an HTML page in Chinese");
  expect(text.indexOf('<meta charset="utf-8">') < 1024, path, "the charset stands too late");
  expect(!text.includes("\uFFFD"), path, "holds a replacement character");
  // The sample leaves no placeholder, so that a run of asterisks is an author's mark that was not understood.
  expect(!text.replace(/<code[\s\S]*?<\/code>/g, "").includes("**"), path, "shows ** to its readers");
}

const browser = await launch();
const tab = await browser.newPage();

// A document as a list of [name, text, attributes, children].
function read(text) {
  const document = new DOMParser().parseFromString(text, "application/xml");
  const error = document.querySelector("parsererror");
  const tree = (element) => ({
    name: element.localName,
    space: element.namespaceURI,
    text: element.textContent,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    children: [...element.children].map(tree),
  });
  return error ? { error: error.textContent } : { root: tree(document.documentElement) };
}

const ATOM = "http://www.w3.org/2005/Atom";
const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;
const base = baseOf(site);
const childrenOf = (element, name) => element.children.filter((child) => child.name === name);

// RFC 4287, sections 4.1.1 and 4.1.2.
function checkFeed(path, feed) {
  expect(feed.space === ATOM, path, `the namespace is ${feed.space}`);
  const ids = new Set();
  for (const part of [feed, ...childrenOf(feed, "entry")]) {
    for (const name of ["id", "title", "updated"]) {
      expect(childrenOf(part, name).length === 1, path, `<${part.name}> has ${childrenOf(part, name).length} <${name}>`);
    }
    const [id] = childrenOf(part, "id");
    expect(!ids.has(id?.text), path, `the id ${id?.text} stands twice`);
    ids.add(id?.text);
    [...childrenOf(part, "updated"), ...childrenOf(part, "published")].forEach(({ text }) => expect(TIME.test(text), path, `not a time: ${text}`));
    const links = childrenOf(part, "link").map(({ attributes }) => `${attributes.rel} ${attributes.href}`);
    expect(new Set(links).size === links.length, path, "a link stands twice");
    expect(part.name === "feed" || links.some((link) => link.startsWith("alternate ")), path, `no alternate link in ${id?.text}`);
  }
  expect(childrenOf(feed, "author").length === 1, path, "no author");
  expect(childrenOf(feed, "link").some(({ attributes }) => attributes.rel === "self" && attributes.href === base + path), path, "no link to itself");
  expect(childrenOf(feed, "entry").length > 0, path, "no entry");
}

function checkSitemap(path, map) {
  expect(map.space === SITEMAP, path, `the namespace is ${map.space}`);
  expect(map.children.length > 0 && map.children.length <= 50000, path, `${map.children.length} rows`);
  for (const row of map.children) {
    expect(row.name === (map.name === "sitemapindex" ? "sitemap" : "url"), path, `an unexpected <${row.name}>`);
    expect(childrenOf(row, "loc").length === 1, path, "a row without <loc>");
    childrenOf(row, "lastmod").forEach(({ text }) => expect(/^\d{4}-\d\d-\d\d$/.test(text), path, `not a day: ${text}`));
  }
}

let documents = 0;
for (const path of files.filter((path) => /\.(xml|svg)$/.test(path))) {
  documents += 1;
  const { root, error } = await tab.evaluate(read, textOf(site, path));
  if (error) fault(path, `not well-formed: ${error}`);
  else if (root.name === "feed") checkFeed(path, root);
  else if (path.endsWith(".xml")) checkSitemap(path, root);
}
await browser.close();

// No page is listed twice, and every page that search engines may keep is listed.
const listed = files.filter((path) => /^sitemap-.*\.xml$/.test(path)).flatMap((path) => [...textOf(site, path).matchAll(/<loc>([^<]*)/g)].map(([, url]) => url.slice(base.length)));
expect(new Set(listed).size === listed.length, "sitemaps", "a page is listed twice");
const entries = files.filter((path) => path.endsWith(".html") && textOf(site, path).includes('id="entry-title"'));
for (const path of entries) expect(listed.includes(path), "sitemaps", `${path} is missing`);

finish(`valid: ${pages} pages, ${documents} XML documents`);
