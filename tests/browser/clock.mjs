// A running 公示 read on days when the site was not built: before its end its page says how long it still runs; after
// the last day, in UTC+8 wherever the reader is, neither the text nor the title names anybody. One that is kept by an
// express decision (期满处理: 保留) stays. Folder: the sample.

import { pathToFileURL } from "node:url";
import { expect, families, filesOf, finish, folders, launch, textOf } from "./lib.mjs";

const [site] = folders;
const base = `${pathToFileURL(site).href}/`;
const page = families(site)["running publicity"];
const [, end] = /data-last-day="([^"]+)"[^>]* data-entry/.exec(textOf(site, page));
const OVER = "公示（已期满）";

const day = (offset) => new Date(Date.parse(`${end}T00:00:00Z`) + offset * 86400000).toISOString().slice(0, 10);
const browser = await launch();
const read = async (tab, path) => {
  await tab.goto(base + path, { waitUntil: "load" });
  return tab.evaluate(() => ({ title: document.title, text: document.body.innerText, all: document.body.textContent }));
};

// What the page says while it runs; the lines of its text are what must go.
const tab = await browser.newPage();
await tab.clock.setFixedTime(new Date(`${day(-1)}T12:00:00+08:00`));
await tab.goto(base + page);
const name = await tab.textContent("#entry-title");
const lines = await tab.evaluate(() => [...document.querySelectorAll(".entry-body td, .entry-body p, .entry-body li")].map((element) => element.innerText.trim()).filter((text) => text.length > 3));
expect(lines.length > 5, page, "has no text to hide");
await tab.close();

// Every page that shows the title in a list, a pager or a panel, where it may be broken between words.
const written = (path) => textOf(site, path).replace(/<[^>]*>/g, "");
const mentions = filesOf(site).filter((path) => path.endsWith(".html") && path !== page && written(path).includes(name));
expect(mentions.length > 4 && mentions.includes("index.html"), page, `is named by ${mentions.join(", ")} alone`);

for (const zone of ["Asia/Shanghai", "America/New_York", "Pacific/Auckland"]) {
  const context = await browser.newContext({ timezoneId: zone });
  const at = async (time, path) => {
    const tab = await context.newPage();
    await tab.clock.setFixedTime(new Date(time));
    const seen = await read(tab, path);
    await tab.close();
    return seen;
  };
  const where = (time, path) => `${path} at ${time}, read in ${zone}`;

  for (const [time, words] of [
    [`${day(-1)}T00:01:00+08:00`, "还有1个工作日"],
    [`${day(-1)}T23:59:00+08:00`, "还有1个工作日"],
    [`${end}T00:01:00+08:00`, "今天是最后一日"],
    [`${end}T23:59:00+08:00`, "今天是最后一日"],
  ]) {
    for (const path of [page, "index.html"]) {
      const seen = await at(time, path);
      expect(seen.text.includes(words), where(time, path), `does not say “${words}”`);
      expect(seen.text.includes(name), where(time, path), "the title is gone too early");
    }
    const entry = await at(time, page);
    lines.forEach((line) => expect(entry.text.includes(line), where(time, page), `hidden too early: ${line.slice(0, 20)}`));
  }

  // Saturday and Sunday count no working day; only days behind today do.
  for (const [offset, left] of [[-4, 4], [-5, 5], [-6, 5], [-7, 5], [-8, 6]]) {
    const time = `${day(offset)}T12:00:00+08:00`;
    expect((await at(time, page)).text.includes(`还有${left}个工作日`), where(time, page), `does not say ${left} working days`);
  }

  for (const time of [`${day(1)}T00:01:00+08:00`, `${day(400)}T12:00:00+08:00`]) {
    const entry = await at(time, page);
    lines.forEach((line) => expect(!entry.all.includes(line), where(time, page), `still there: ${line.slice(0, 20)}`));
    expect(!entry.title.includes(name) && entry.title.includes(OVER), where(time, page), `the window is titled ${entry.title}`);
    expect(entry.text.includes(OVER) && !entry.all.includes(name), where(time, page), "the title still stands in the page");
    expect(!entry.text.includes("公示中"), where(time, page), "still says 公示中");
    for (const path of mentions) {
      const seen = await at(time, path);
      expect(!seen.all.includes(name), where(time, path), "still shows the title");
    }
  }
}

// The search does not show it either.
const searching = await browser.newPage();
await searching.clock.setFixedTime(new Date(`${day(1)}T12:00:00+08:00`));
await searching.goto(`${base}search.html?q=${encodeURIComponent(name)}`);
await searching.waitForFunction(() => /^(找到|没有)/.test(document.getElementById("search-status").textContent));
const found = await searching.textContent("#results");
expect(!found.includes(name), "search.html", "shows the title and the text of a 公示 that is over");
await searching.close();

// What is left of one is what it is on any day.
const over = families(site)["expired publicity"];
const remnant = await browser.newPage();
await remnant.clock.setFixedTime(new Date(`${day(400)}T12:00:00+08:00`));
const left = await read(remnant, over);
expect(left.text.includes(OVER) && !left.text.includes("待网站更新"), over, "is not left as it was built");
await remnant.close();

const kept = families(site)["kept publicity"];
const later = await browser.newPage();
await later.clock.setFixedTime(new Date(`${day(400)}T12:00:00+08:00`));
const stays = await read(later, kept);
expect((await later.$$(".entry-body .prose")).length === 1 && !stays.text.includes("待网站更新"), kept, "is hidden though it is kept");
await browser.close();
finish(`clock: ${page} and ${mentions.length} pages that name it, around ${end}`);
