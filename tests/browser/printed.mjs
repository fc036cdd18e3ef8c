// Pages as a browser prints them on A4: no heading stands alone at the foot of a sheet, and what the page says when it is
// printed is all on paper. Folder: the sample.

import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, fault, filesOf, finish, folders, launch, textOf } from "./lib.mjs";

const [site] = folders;
const isPage = (path) => path.endsWith(".html") && !textOf(site, path).includes('http-equiv="refresh"');
// Of the many minutes of a year some tell for all.
const MOST = 12;
const seen = {};
const pages = filesOf(site).filter((path) => {
  const folder = dirname(path);
  return isPage(path) && (seen[folder] = (seen[folder] ?? 0) + 1) <= MOST;
});
const workspace = mkdtempSync(join(tmpdir(), "printed-"));

const bare = (text) => text.replace(/\s/g, "");

// The headings of the page that is open, and all that it says, as print shows both.
function said() {
  // Captions for those who hear a page are on no paper.
  for (const element of document.querySelectorAll(".hidden")) element.remove();
  const shown = (element) => element.checkVisibility() && element.innerText.trim();
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, caption, .group th, .item-head th")];
  return { headings: headings.filter(shown).map((element) => element.innerText), text: document.body.innerText };
}

// How often each Han character stands in a text.
function counted(text) {
  const counts = new Map();
  for (const c of text.match(/\p{Script=Han}/gu) ?? []) counts.set(c, (counts.get(c) ?? 0) + 1);
  return counts;
}

const browser = await launch();
const tab = await browser.newPage();
await tab.emulateMedia({ media: "print" });
let sheets = 0;
for (const path of pages) {
  await tab.goto(pathToFileURL(join(site, path)).href, { waitUntil: "load" });
  const { headings, text } = await tab.evaluate(said);
  const pdf = join(workspace, "page.pdf");
  writeFileSync(pdf, await tab.pdf({ preferCSSPageSize: true, printBackground: true }));
  const printed = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
  sheets += printed.length;
  printed.slice(0, -1).forEach((sheet, at) => {
    // Below the text stand the number of the sheet, and the band of a rehearsal.
    const lines = sheet.split("\n").map(bare).filter((line) => line && !/^—\d+—$|^试排，/.test(line));
    const last = lines[lines.length - 1] ?? "";
    const alone = headings.map(bare).find((heading) => heading === last || (last.length > 3 && heading.endsWith(last)));
    expect(!alone, path, `a heading alone at the foot of sheet ${at + 1}: ${last}`);
  });
  const onPaper = counted(printed.join(""));
  const lost = [...counted(text)].filter(([c, count]) => (onPaper.get(c) ?? 0) < count).map(([c]) => c);
  if (lost.length > 0) fault(path, `not on paper: ${lost.join("")}`);
}
await browser.close();
expect(sheets > pages.length, site, "no page has a second sheet");
finish(`${pages.length} pages, ${sheets} sheets`);
