// The site works where schools put it: opened by a double click (file://), in a sub-directory over HTTP, and, built
// with `ascii_safe = true`, behind a server that declares a wrong charset. No console message, no failed request, no
// request elsewhere; search finds what it should and treats every text as text.
// Folders: the sample, the sample with ascii_safe, the hostile fixture.

import vm from "node:vm";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PREFIX, expect, families, fault, filesOf, finish, folders, launch, serve, textOf } from "./lib.mjs";

const [sample, ascii, hostile] = folders;
const browser = await launch();
let visits = 0;

// A tab that notes everything a visitor would not want to happen.
async function watched(name, base) {
  const tab = await browser.newPage({ viewport: { width: 1024, height: 768 } });
  const where = () => `${name} ${tab.url().replace(base, "")}`;
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) fault(where(), `console ${message.type()}: ${message.text()}`);
  });
  tab.on("pageerror", (error) => fault(where(), `script error: ${error.message}`));
  tab.on("dialog", (dialog) => {
    fault(where(), `a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  tab.on("requestfailed", (request) => {
    // Leaving a page cuts off what it was still loading.
    const why = request.failure().errorText;
    expect(why === "net::ERR_ABORTED", where(), `${why}: ${request.url()}`);
  });
  tab.on("response", (response) => expect(response.status() < 400, where(), `${response.status()}: ${response.url()}`));
  tab.on("request", (request) => {
    const url = request.url();
    // Of the browser's own accord, see `serve`.
    if (/^http:\/\/127\.0\.0\.1:\d+\/favicon\.ico$/.test(url)) return;
    expect(url.startsWith(base), where(), `a request elsewhere: ${url}`);
  });
  await tab.addInitScript(() => {
    window.hit = () => {
      window.wasHit = true;
    };
  });
  return tab;
}

async function open(tab, url) {
  visits += 1;
  await tab.goto(url, { waitUntil: "load" });
  return tab;
}

// What a reader sees of a page.
const shown = (tab) => tab.evaluate(() => `${document.title}\n${document.body.innerText}`);

// All pages; a redirect must have arrived at a page that is there.
async function crawl(name, base, site, pages) {
  const tab = await watched(name, base);
  for (const page of pages) {
    await open(tab, base + page);
    if (!page.includes("?") && textOf(site, page).includes('http-equiv="refresh"')) {
      await tab.waitForURL((url) => url.href !== base + page, { timeout: 5000 }).catch(() => fault(`${name} ${page}`, "does not redirect"));
      await tab.waitForLoadState("load");
      continue;
    }
    const broken = await tab.evaluate(async () => {
      const images = [...document.images];
      images.forEach((image) => (image.loading = "eager"));
      await Promise.all(images.map((image) => image.decode().catch(() => {})));
      return images.filter((image) => !image.naturalWidth).map((image) => image.src);
    });
    expect(broken.length === 0, `${name} ${page}`, `images that do not show: ${broken}`);
    const styled = await tab.evaluate(() => getComputedStyle(document.querySelector("header")).backgroundColor);
    expect(page === "404.html" ? styled === "rgb(179, 18, 29)" : styled !== "", `${name} ${page}`, "has no style");
    expect((await tab.title()).length > 3, `${name} ${page}`, "has no title");
  }
  await tab.close();
}

// The rows of the search index, as a check that is independent of the page's script.
function rowsOf(site) {
  const window = {};
  const shards = vm.runInNewContext(`${textOf(site, "search-index.js")}; window.gongkaiShards`, { window });
  return shards.flatMap(([, name]) => {
    let rows;
    vm.runInNewContext(textOf(site, name), { gongkaiShard: (_, items) => (rows = items) });
    return rows.map((row) => Object.assign(row, { 1: row[1].replace(/\u200b/g, "") }));
  });
}

// The state of the search page, once it has finished.
async function results(tab) {
  await tab.waitForFunction(() => /^(找到|没有)/.test(document.getElementById("search-status").textContent), null, { timeout: 10000 });
  return tab.evaluate(() => ({
    status: document.getElementById("search-status").textContent,
    links: [...document.querySelectorAll("#results h2 a")].map((link) => link.href),
    marks: [...document.querySelectorAll("#results mark")].map((mark) => mark.textContent.replace(/[\u200b\u2060]/g, "")),
    foreign: document.querySelectorAll("#results *:not(li):not(h2):not(a):not(p):not(span):not(mark)").length,
    texts: [...document.querySelectorAll("#results li")].map((row) => row.innerText.replace(/[\u200b\u2060]/g, "")),
    more: !document.getElementById("more").hidden,
  }));
}

async function ask(tab, query) {
  await tab.fill("#q", query);
  await tab.evaluate(() => (document.getElementById("search-status").textContent = ""));
  await tab.press("#q", "Enter");
  return results(tab);
}

async function searches(name, base, site) {
  const tab = await watched(name, base);
  await open(tab, `${base}search.html`);
  const rows = rowsOf(site);
  const fits = (row, words) => words.every((word) => row[1].includes(word) || row[5].includes(word));
  for (const query of ["公示", "党", "支部 大会", "　校史　 教师 "]) {
    const where = `${name} search “${query}”`;
    const words = query.split(/\s+/).filter(Boolean);
    const wanted = rows.filter((row) => fits(row, words)).length;
    let found = await ask(tab, query);
    expect(wanted > 0, where, "the sample has nothing to find");
    expect(found.status.includes(`找到${wanted}条`), where, `${wanted} rows hold it, the page says: ${found.status}`);
    while (found.more) {
      await tab.click("#more");
      found = await results(tab);
    }
    expect(found.links.length === wanted, where, `${found.links.length} results of ${wanted} are shown`);
    expect(new Set(found.links).size === found.links.length, where, "a result stands twice");
    for (const link of found.links) {
      expect(link.startsWith(base) && existsSync(join(site, link.slice(base.length))), where, `no such page: ${link}`);
    }
    expect(found.marks.length >= wanted, where, "highlights are missing");
    expect(found.marks.every((mark) => words.includes(mark)), where, `odd highlights: ${found.marks}`);
    expect(found.foreign === 0, where, "unexpected elements in the results");
  }

  const nothing = await ask(tab, "龘靐齉");
  expect(nothing.status.startsWith("没有找到") && nothing.links.length === 0, `${name} search`, `nothing found says: ${nothing.status}`);

  await ask(tab, "支部");
  await tab.selectOption("#kind", "meeting");
  const meetings = await results(tab);
  const wanted = rows.filter((row) => row[3] === "meeting" && fits(row, ["支部"])).length;
  expect(meetings.status.includes(`找到${wanted}条`), `${name} filter by kind`, `${wanted} meetings, the page says: ${meetings.status}`);
  expect(meetings.links.every((link) => link.includes("/meetings/")), `${name} filter by kind`, "shows other kinds");
  await tab.selectOption("#kind", "");
  await tab.selectOption("#year", "2025");
  const year = await results(tab);
  expect(year.links.length > 0 && year.links.every((link) => link.includes("/2025-")), `${name} filter by year`, `shows ${year.links}`);

  // A search can be sent to somebody, and a result opens.
  await open(tab, `${base}search.html?q=${encodeURIComponent("公示")}&kind=notice`);
  const sent = await results(tab);
  expect((await tab.inputValue("#q")) === "公示" && sent.links.length > 0, `${name} ?q=`, `says ${sent.status}`);
  expect(sent.links.every((link) => link.includes("/notices/")), `${name} ?q=&kind=`, "shows other kinds");
  await tab.click("#results h2 a");
  await tab.waitForURL((url) => url.href === sent.links[0]);

  // The form in the band of every page leads to the same place.
  await open(tab, `${base}notices/index.html`);
  await tab.fill("#find-q", "三会一课");
  await tab.press("#find-q", "Enter");
  await tab.waitForURL((url) => url.pathname.endsWith("/search.html"));
  const band = await results(tab);
  expect(band.links.length > 0 && band.marks.includes("三会一课"), `${name} band`, `says ${band.status}`);
  await tab.close();
}

// Nothing that an author or a visitor writes becomes an element, or runs.
async function injection(name, base, site) {
  const tab = await watched(name, base);
  const clean = async (where) => {
    expect(!(await tab.evaluate(() => window.wasHit)), where, "a text was run");
    const odd = await tab.evaluate(() => [...document.querySelectorAll("[onerror],[onload],[onclick],iframe,img[src=x],a[href^=javascript]")].length);
    expect(odd === 0, where, `${odd} elements came out of texts`);
  };
  for (const page of filesOf(site).filter((path) => path.endsWith(".html"))) {
    await open(tab, base + page);
    await clean(`${name} ${page}`);
  }
  await open(tab, `${base}notices/2026-03-02-yanlian.html`);
  const title = await tab.textContent("h1");
  expect(title.includes("<img src=x onerror=hit()>"), `${name} title`, `reads: ${title}`);
  await open(tab, `${base}search.html`);
  for (const query of ["演练", "img src=x onerror", "<script>", "<img src=x onerror=hit()>演练"]) {
    const found = await ask(tab, query);
    const where = `${name} search “${query}”`;
    await clean(where);
    expect(found.links.length === 1 && found.foreign === 0, where, `${found.status} ${found.foreign} unexpected elements`);
    expect(found.texts[0]?.includes("<img src=x onerror=hit()>"), where, "the title is not shown as it was typed");
  }
  const none = await ask(tab, "<img/onerror=hit()>无");
  await clean(`${name} nothing found`);
  expect(none.status.includes("<img/onerror=hit()>无"), `${name} nothing found`, `says ${none.status}`);
  await open(tab, `${base}search.html?q=${encodeURIComponent('"><img src=x onerror=hit()>')}`);
  await results(tab);
  await clean(`${name} ?q=`);
  await tab.close();
}

const pages = filesOf(sample).filter((path) => path.endsWith(".html"));
const some = Object.values(families(sample));
const disk = `${pathToFileURL(sample).href}/`;
const web = await serve(sample);
await crawl("file", disk, sample, pages);
await crawl("http", web, sample, some);
await searches("file", disk, sample);
await searches("http", web, sample);

// A missing page, deep in the tree: the server's answer is readable and leads home.
const lost = await browser.newPage();
const answer = await lost.goto(`${web}notices/deep/none.html`);
expect(answer.status() === 404, "a missing page", `answers ${answer.status()}`);
expect((await lost.textContent("h1")) === "没有找到这一页", "a missing page", "is not the 404 page");
expect((await lost.evaluate(() => getComputedStyle(document.querySelector("header")).backgroundColor)) === "rgb(179, 18, 29)", "a missing page", "has no style");
await lost.close();

// Under a wrong charset the same words stand on every page.
const wrong = await serve(ascii, "gbk");
await crawl("gbk", wrong, ascii, some);
await searches("gbk", wrong, ascii);
const [right, damaged] = [await browser.newPage(), await browser.newPage()];
for (const page of some) {
  await right.goto(web + page);
  await damaged.goto(wrong + page);
  for (const tab of [right, damaged]) {
    if (page.includes("?")) await results(tab);
    // Between a page at an old address and the one that it leads to there is an empty one.
    else await tab.waitForFunction(() => document.readyState === "complete" && document.querySelector("footer, h1") && !document.querySelector("meta[http-equiv=refresh]"));
  }
  expect((await damaged.evaluate(() => document.characterSet)) === "GBK", `gbk ${page}`, "the wrong header has no effect, so that nothing is tested");
  expect((await shown(right)) === (await shown(damaged)), `gbk ${page}`, "reads otherwise than in UTF-8");
}

await injection("hostile file", `${pathToFileURL(hostile).href}/`, hostile);
await injection("hostile http", await serve(hostile), hostile);
await browser.close();
finish(`file: ${visits} visits from ${disk.slice(0, 8)}, below ${PREFIX} and under a wrong charset`);
