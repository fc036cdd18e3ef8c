// What is valid HTML: html-validate with the rules nearest to the Nu validator. What differs from it, with the reason.

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { fault } from "./lib.mjs";

const RULES = {
  // HTML takes either case; this is taste.
  "doctype-style": "off",
  // A scrolled table is a region with a name; <section> would say no more.
  "prefer-native-element": ["error", { exclude: ["region"] }],
  // Integrity is for what comes from other servers; nothing does.
  "require-sri": "off",
  // The style sheet keeps telephone numbers on one line; other hyphens would be copied with them.
  "tel-non-breaking": "off",
};

const loader = (rules) => new FileSystemConfigLoader({ root: true, extends: ["html-validate:recommended", "html-validate:document"], rules });
const strict = new HtmlValidate(loader(RULES));
// Sheets of paper: the place of each box is its own and belongs into no style sheet.
const placed = new HtmlValidate(loader({ ...RULES, "no-inline-style": "off" }));

/** Notes the faults of one page; `file` is where it lies, `path` what it is called. */
export async function validate(file, path, { boxes = false } = {}) {
  const report = await (boxes ? placed : strict).validateFile(file);
  for (const { messages } of report.results) {
    messages.forEach(({ ruleId, message, line, column, selector }) => fault(`${path}:${line}:${column}`, `${ruleId}: ${message} (${selector})`));
  }
}
