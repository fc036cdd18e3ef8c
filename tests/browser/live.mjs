// The preview while somebody writes: `gongkai serve` on a copy of the sample site, in a real browser. A saved sentence
// appears of itself where one was reading; a fault lies over the page until it is mended; the saved page is offered;
// what is not published says so; the bar changes edition and day.
// Run as `node live.mjs <the program> <a copy of the sample site>`.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";
import axe from "axe-core";
import { expect, finish, launch } from "./lib.mjs";

const [program, site] = process.argv.slice(2);
const DAY = "2026-11-20";
const NOTICE = "content/notices/2026-03-12-zhuti-dangri.md";
const DRAFT = "notices/2026-11-25-huanjie-zhunbei.html";
const PUBLICITY = "notices/2026-11-16-xianfenggang-gongshi.html";
const PAGE = `web/${NOTICE.slice("content/".length).replace(".md", ".html")}`;

/** Starts the server; gives it and where it answers. */
function start(port) {
  const server = spawn(program, ["serve", "--date", DAY, "--port", String(port), "--root", site], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    server.stdout.once("data", (said) => resolve([server, String(said).trim()]));
    server.once("exit", (status) => reject(new Error(`serve ended with ${status}`)));
  });
}

const file = join(site, NOTICE);
const original = readFileSync(file, "utf8");
const save = (text) => writeFileSync(file, text);
const added = (text, sentence) => `${text.trimEnd()}\n\n${sentence}\n`;

let [server, url] = await start(0);
// Also when the script breaks down: whoever runs it waits until nobody holds its output any more.
process.on("exit", () => server.kill());
const browser = await launch();
const tab = await browser.newPage({ viewport: { width: 1024, height: 600 } });
const errors = [];
tab.on("pageerror", (error) => errors.push(String(error)));
tab.on("console", (line) => line.type() === "error" && !/net::ERR|status of 404/.test(line.text()) && errors.push(line.text()));

/** Waits until something is so in the page; a fault when it never is. */
async function until(what, isSo, ...given) {
  try {
    await tab.waitForFunction(isSo, given, { timeout: 20000 });
    return true;
  } catch (_) {
    expect(false, tab.url(), what);
    return false;
  }
}
const has = (text) => until(`does not show “${text}”`, ([wanted]) => document.body.innerText.includes(wanted), text);
/** Whatever axe-core finds in what is added to the page. */
async function accessible(what) {
  await tab.evaluate(axe.source);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
  const result = await tab.evaluate(
    (values) => window.axe.run({ include: [[".gkpv"]] }, { runOnly: { type: "tag", values } }),
    tags,
  );
  expect(result.passes.length > 5, what, "axe-core looked at almost nothing");
  for (const { id, nodes } of result.violations) expect(false, what, `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}
/** Whether something sticks out of the window at the width of a phone. */
async function fitsAPhone(what) {
  await tab.setViewportSize({ width: 360, height: 640 });
  const out = await tab.evaluate(() => [...document.querySelectorAll(".gkpv, .gkpv *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && !element.closest("pre") && (box.left < -1 || box.right > window.innerWidth + 1);
  }).map((element) => element.id || element.className));
  expect(out.length === 0, what, `sticks out at 360 pixels: ${out}`);
  await tab.setViewportSize({ width: 1024, height: 600 });
}
const visible = (selector) => tab.isVisible(selector);

// Browsers with old kernels can read the script.
for (const name of ["preview.js", "clock.js"]) {
  const script = await (await tab.request.get(`${url}-/${name}`)).text();
  try {
    parse(script, { ecmaVersion: 5 });
  } catch (error) {
    expect(false, name, `is not ES5: ${error.message}`);
  }
}

// A sentence appears without a reload by hand, where one was reading.
await tab.goto(url + PAGE);
// As in a browser that does not come back to the place of itself.
await tab.evaluate(() => { history.scrollRestoration = "manual"; });
await tab.evaluate(() => window.scrollTo(0, 400));
const before = await tab.evaluate(() => window.pageYOffset);
expect(before > 200, PAGE, "is too short to scroll");
const begun = Date.now();
save(added(original, "这一句是刚刚写的。"));
await has("这一句是刚刚写的。");
const took = Date.now() - begun;
await tab.waitForTimeout(200);
const after = await tab.evaluate(() => window.pageYOffset);
expect(Math.abs(after - before) < 2, PAGE, `was scrolled to ${before}, is at ${after}`);
expect(!(await visible("#gkpv-offer")), PAGE, "offers to go to itself");

// A fault lies over the page that was there, with its place and what to do.
save(added(original, "这一句也是。").replace(/^标题:/m, "题目:"));
await until("shows no fault", () => !document.getElementById("gkpv-panel").hidden);
const panel = await tab.innerText("#gkpv-panel");
for (const words of [`${NOTICE}:2:1`, "题目:", "是不是想写“标题”？", "front-unknown-key"]) {
  expect(panel.includes(words), PAGE, `the fault does not say ${words}: ${panel}`);
}
expect((await tab.textContent("#gkpv-panel mark")) === "题目", PAGE, "the fault does not mark what is meant");
expect((await tab.innerText("main")).includes("这一句是刚刚写的。"), PAGE, "the last good page is gone");
expect((await tab.evaluate(() => window.pageYOffset)) === after, PAGE, "was scrolled by a fault");

await accessible("the fault");
await fitsAPhone("the fault");

// It can be put aside, stays aside on other pages, and comes again when asked for.
await tab.click("#gkpv-close");
expect(!(await visible("#gkpv-panel")), PAGE, "the fault cannot be put aside");
await tab.goto(`${url}web/index.html`);
await tab.waitForTimeout(300);
expect(!(await visible("#gkpv-panel")), "web/index.html", "the fault that was put aside is back");
await tab.click("#gkpv-count");
expect(await visible("#gkpv-panel"), "web/index.html", "the fault does not come when asked for");
await tab.keyboard.press("Escape");
expect(!(await visible("#gkpv-panel")), "web/index.html", "Escape does not put the fault aside");
await tab.goto(url + PAGE);

// It goes away when it is mended, and the page is the new one.
save(added(original, "这一句改好了。"));
await has("这一句改好了。");
await until("still shows the fault", () => document.getElementById("gkpv-panel").hidden && document.getElementById("gkpv-count").hidden);

// On a page that has nothing new nothing happens but an offer to go to the saved one.
await tab.goto(`${url}web/search.html`);
await tab.evaluate(() => { window.stays = true; });
save(added(original, "这一句在另一页上。"));
await until("offers nothing", () => !document.getElementById("gkpv-offer").hidden);
expect(await tab.evaluate(() => window.stays === true), "web/search.html", "was loaded again for nothing");
const offer = await tab.innerText("#gkpv-offer");
expect(offer.includes("刚保存：《") && offer.includes("去看看"), "web/search.html", `offers ${offer}`);
await accessible("the offer");
await fitsAPhone("the offer");
await Promise.all([tab.waitForURL(url + PAGE), tab.click("#gkpv-offer a")]);
await has("这一句在另一页上。");

// What is not published says why, above everything.
await tab.goto(`${url}web/${DRAFT}`);
const ribbon = await tab.innerText("#gkpv-ribbon");
expect(/这一页还不会公开：标为草稿/.test(ribbon) && ribbon.includes("缺少“"), DRAFT, `says ${ribbon}`);
expect((await tab.evaluate(() => document.body.firstElementChild.id)) === "gkpv-ribbon", DRAFT, "the ribbon is not on top");
expect((await tab.innerText("#gkpv-tag")).includes("未公开"), DRAFT, "the bar does not say 未公开");

await accessible("the ribbon");
await fitsAPhone("the ribbon");

// The bar changes edition and day, and comes back.
await tab.goto(`${url}web/notices/index.html`);
await Promise.all([tab.waitForURL(`${url}party/notices/index.html`), tab.click(".gkpv-edition[title$='党员园地']")]);
expect((await tab.textContent(".gkpv-edition[aria-current]")) === "党内公开", "party", "the bar does not say which edition it is");
const names = await tab.locator(".gkpv-edition").allTextContents();
expect(names.join() === "社会公开,党内公开,公开栏", "the bar", `names the editions ${names}`);
await tab.fill("#gkpv-day", "2026-12-08");
await Promise.all([tab.waitForURL(`${url}party@2026-12-08/notices/index.html`), tab.click(".gkpv-day button")]);
await Promise.all([tab.waitForURL(`${url}party@2026-12-08/index.html`), tab.click(".site-nav a")]);
expect(!(await tab.innerText("main")).includes("还有10个工作日"), "party@2026-12-08", "is not of that day");
await Promise.all([tab.waitForURL(`${url}party/index.html`), tab.click("a.gkpv-other")]);

// The page's own scripts go by the day that is shown, not by the day on which somebody looks.
const late = await browser.newPage();
await late.clock.setFixedTime(new Date("2027-03-01T12:00:00+08:00"));
for (const [seat, words] of [["web", "还有10个工作日"], ["web@2026-12-04", "今天是最后一日"]]) {
  await late.goto(`${url}${seat}/${PUBLICITY}`);
  const said = await late.innerText("main");
  expect(said.includes(words) && !said.includes("已期满"), seat, `does not say ${words}: ${said.slice(0, 200)}`);
}
const clock = await late.evaluate(() => [new Date(0).getTime(), new Date(2026, 0, 2).getDate(), typeof Date(), new Date() instanceof Date].join());
expect(clock === "0,2,string,true", "the clock", `gives ${clock}`);
await late.close();

// It folds away and remembers that.
await tab.click("#gkpv-tag");
expect(!(await visible(".gkpv-day")), "the bar", "does not fold away");
await tab.goto(`${url}web/index.html`);
expect((await visible("#gkpv-tag")) && !(await visible(".gkpv-day")), "the bar", "forgot that it was folded away");
await tab.click("#gkpv-tag");
expect(await visible(".gkpv-day"), "the bar", "does not unfold");

// The page's style does not reach in, nor what is added out: the page is where it was, in the same colours.
const place = () => tab.evaluate(() => {
  const box = document.querySelector("main h2").getBoundingClientRect();
  return [box.left, box.top, getComputedStyle(document.body).fontSize, document.documentElement.scrollHeight].join(" ");
});
const withAdditions = await place();
await tab.evaluate(() => document.querySelectorAll(".gkpv, link[href*='/-/']").forEach((element) => element.remove()));
expect((await place()) === withAdditions, "web/index.html", "what is added moves the page");

// A server that is gone is noticed, and one that is started again is taken up.
await tab.goto(url + PAGE);
const port = new URL(url).port;
server.removeAllListeners("exit");
server.kill("SIGINT");
const status = await new Promise((resolve) => server.once("exit", resolve));
expect(status === 0, "Ctrl+C", `ended with ${status}`);
await until("does not say that the preview is over", () => !document.getElementById("gkpv-lost").hidden);
save(added(original, "这一句是停着的时候写的。"));
[server] = await start(port);
await has("这一句是停着的时候写的。");
server.removeAllListeners("exit");

for (const error of errors) expect(false, "the browser", error);
await browser.close();
server.kill("SIGINT");
finish(`preview: a saved sentence was on the page after ${took} ms`);
