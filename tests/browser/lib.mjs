// What the browser tests share: the built site's files, a Chromium, a small server, page families, and a list of faults.
// A script is run as `node <script>.mjs <output folder> [<more folders>]`.

import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { chromium as engine } from "playwright-core";

/** The folders named on the command line; the first is the sample site's output. */
export const folders = process.argv.slice(2);

/** All files of a folder, as sorted paths with `/`. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

/** The text of an output file. */
export function textOf(folder, path) {
  return readFileSync(join(folder, path), "utf8");
}

// Faults of one script. Everything is looked at before anything is said.
const faults = [];

/** Notes a fault at a place. */
export function fault(place, what) {
  faults.push(`${place}: ${what}`);
}

/** Notes a fault unless the condition holds. */
export function expect(condition, place, what) {
  if (!condition) fault(place, what);
}

/** Prints what was looked at and the faults, equal ones once, and ends the run. */
export function finish(summary) {
  const lines = [...new Set(faults)];
  console.log(`${summary}: ${lines.length === 0 ? "no fault" : `${lines.length} faults`}`);
  lines.slice(0, 200).forEach((line) => console.log(`  ${line}`));
  if (lines.length > 200) console.log(`  … and ${lines.length - 200} more`);
  process.exit(lines.length === 0 ? 0 : 1);
}

/** A headless Chromium of the system. */
export function launch() {
  const path = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
  if (!path) throw new Error("Chromium is missing; tests/all.sh installs it");
  const quiet = "--no-first-run --disable-background-networking --disable-component-update --disable-sync";
  return engine.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", ...quiet.split(" ")],
  });
}

const TYPES = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "application/javascript",
  ".xml": "text/xml",
  ".txt": "text/plain",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".gif": "image/gif",
  ".svg": "image/svg+xml",
  ".ico": "image/x-icon",
  ".pdf": "application/pdf",
};

/** Where a school's hosting may put the site. */
export const PREFIX = "/x/dangwu/";

/**
 * Serves a folder below PREFIX as an old server does: a type for each known ending and nothing for others,
 * 404.html for what is missing, and no charset unless one is given.
 */
export function serve(folder, charset = "") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    // A browser asks for the school's own icon when a page, here only 404.html, names none.
    if (path === "/favicon.ico") return response.writeHead(204).end();
    let name = path.startsWith(PREFIX) ? path.slice(PREFIX.length) : "outside";
    if (name === "" || name.endsWith("/")) name += "index.html";
    const found = existsSync(join(folder, name));
    if (!found) name = "404.html";
    // A board edition has none.
    if (!existsSync(join(folder, name))) return response.writeHead(404).end();
    const type = TYPES[extname(name)];
    if (type) response.setHeader("content-type", charset && !type.startsWith("image") ? `${type}; charset=${charset}` : type);
    response.statusCode = found ? 200 : 404;
    response.end(readFileSync(join(folder, name)));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}${PREFIX}`));
  });
}

/** Where the site says it will be reached, from the home page's canonical link. */
export function baseOf(folder) {
  return /rel="canonical" href="([^"]*)index\.html"/.exec(textOf(folder, "index.html"))?.[1];
}

/** One page of each family, by name; a family that the site does not have is an error. */
export function families(folder) {
  const pages = filesOf(folder).filter((path) => path.endsWith(".html"));
  const named = (pattern) => pages.find((path) => pattern.test(path));
  const holding = (start, ...marks) =>
    pages.find((path) => path.startsWith(start) && marks.every((mark) => textOf(folder, path).includes(mark)));
  const all = {
    "home": "index.html",
    "section list": "notices/index.html",
    "study list": "study/index.html",
    "earlier year": named(/^notices\/\d{4}\.html$/),
    "branch": named(/^branches\/[^/]+\/index\.html$/),
    "tag": named(/^tags\/[^/]+\/index\.html$/),
    "category": named(/^study\/category-[^/]+\/index\.html$/),
    "series": named(/^study\/series-[^/]+\/index\.html$/),
    "archive": "archive/index.html",
    "register": named(/^pledges\/register-\d{4}\.html$/),
    "branches": "branches/index.html",
    "tags": "tags/index.html",
    "search": "search.html",
    "search results": "search.html?q=%E5%85%AC%E7%A4%BA",
    "running publicity": /data-publicity>\s*<h3><a href="([^"]+)"/.exec(textOf(folder, "index.html"))?.[1],
    "kept publicity": holding("notices/", "type-publicity", 'id="result"', '<div class="prose">'),
    "expired publicity": holding("notices/", "type-publicity", "已按规定撤下"),
    "attachments": holding("notices/", 'class="attachments"'),
    "corrections": holding("", 'id="corrections"'),
    "corrections of all": "corrections/index.html",
    "supervision": "supervision/index.html",
    "statistics": "statistics/index.html",
    "statistics of an earlier year": named(/^statistics\/\d{4}\.html$/),
    "reports": "reports/index.html",
    "month's report": holding("reports/", "下月到期", "本月应开的会议"),
    "quarter's report": holding("reports/", "未公开的事项"),
    "table in the text": holding("meetings/", '<div class="prose">', "<table"),
    "picture in the text": holding("", '<p><img'),
    "ledger list": "ledgers/index.html",
    "ledger with states": holding("ledgers/", 'class="ledger-cards', "state-late"),
    "ledger with bars": holding("ledgers/", 'class="bars'),
    "honours": holding("ledgers/", 'class="honour-cards"'),
    "closed consultation": holding("notices/", "callout-over"),
    "ledger with sums": holding("ledgers/", "<tfoot>"),
    "meeting with votes": holding("meetings/", 'class="votes"'),
    "meeting with attendance": holding("meetings/", 'class="attendance"'),
    "pledge": holding("pledges/", 'class="pledge-items"'),
    "pledge of several": holding("pledges/", 'id="pledgers"'),
    "evaluated pledge": holding("pledges/", 'id="evaluation"'),
    "study": holding("study/2", 'class="entry-body"'),
    "ordinary page": holding("pages/", 'class="entry-body"'),
    "404": "404.html",
    "redirect": holding("", 'http-equiv="refresh"'),
  };
  for (const [name, path] of Object.entries(all)) {
    if (!path || !existsSync(join(folder, path.replace(/\?.*/, "")))) throw new Error(`the sample has no page of the family: ${name}`);
  }
  return all;
}
