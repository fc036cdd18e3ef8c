// Writes the data that tests/markdown.rs reads: the examples of the CommonMark specification, and what
// the reference implementation of the markdown-cjk-friendly specification makes of many cases.
//
//     npm install commonmark-spec@0.31.2 markdown-it@15 markdown-it-cjk-friendly@3
//     node data.mjs
//
// The tests themselves need no Node: the two files it writes are in version control.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import MarkdownIt from "markdown-it";
import cjkFriendly from "markdown-it-cjk-friendly";

const require = createRequire(import.meta.url);
const write = (name, rows) =>
  writeFileSync(new URL(name, import.meta.url), "[\n" + rows.map((row) => JSON.stringify(row)).join(",\n") + "\n]\n");

// The specification shows tabs as arrows.
const untab = (text) => text.replace(/→/g, "\t");
write(
  "commonmark.json",
  require("commonmark-spec").tests.map(({ number, section, markdown, html }) => ({
    number,
    section,
    markdown: untab(markdown),
    html: untab(html),
  })),
);

// Written by hand: what Chinese school pages really hold, and the specification's own points.
const written = [
  "**“三会一课”**制度",
  "落实**“三会一课”**制度。",
  "**支部委员会**职责",
  "**注意：**请按时参加",
  "**注意：**",
  "请**（务必）**按时参加",
  "请**务必（不迟到）**参加",
  "**《中国共产党章程》**规定",
  "学习**《中国共产党章程》**。",
  "学习**《中国共产党章程》**原文",
  "*“两学一做”*学习教育",
  "***“两学一做”***学习教育",
  "~~“旧”~~新",
  "删去~~《旧办法》~~后",
  "__“三会一课”__制度",
  "落实__重点__工作",
  "**金额：100元。**以上",
  "**`代码`**之后",
  "之前**`代码`**之后",
  "**[链接](a)**之后",
  "之前**[链接](a)**之后",
  "价格**￥100**元",
  "价格**$100**元",
  "共**100%**完成",
  "共**“100%”**完成",
  "**中文，**English",
  "English**“中文”**English",
  "a**“b”**c",
  "a**(b)**c",
  "**(b)**c",
  "中**(b)**c",
  "c**(b)**中",
  "**中**、**国**",
  "**中。****国。**",
  "**中**国**人**民",
  "*中*国**人**民",
  "**中*国*人**民",
  "**“中*国*”人**民",
  "1.**重点**",
  "（**重点**）",
  "“**重点**”",
  "**“重点**”",
  "（*重点*）内",
  "**重点** 后",
  "**重点 **后",
  "** 重点**后",
  "前** 重点 **后",
  "前**重点，** 后",
  "**重点。**\n下一行",
  "上一行\n**“重点”**后",
  "> **“重点”**后",
  "- **“重点”**后",
  "# **“重点”**后",
  "\\**重点**后",
  "**重点\\**后",
  "**重点！**😀",
  "😀**重点！**",
  "**😀**后",
  "前**😀**后",
  "前**😀！**后",
  "**한국어(조선말)**를",
  "**日本語。**の",
  "**カタカナ「」**の",
  "**ｶﾀｶﾅ｡**ﾉ",
  "**㊙**後",
  "前**—**后",
  "前**……**后",
  "前**——重点**后",
  "前**重点……**后",
  "前**·**后",
  "前**“”**后",
  "前**‘重点’**后",
  "**（一）**目标",
  "**（一）目标**内容",
  "**一、目标。**内容",
  "〇**“二”**三",
  "𠮷**“野”**家",
  "前**「𠮷」**家",
  "~~删除。~~保留",
  "~~删除~~保留",
  "保留~~（删除）~~保留",
  "**三会一课**_学习，_，",
  "__【制度：__。",
  "abc*支部：*三会一课，***【会议***《",
  "**党支部要加强学习。全体党员要参加。**",
  "见_《制度》，_。",
];

// Generated: every mark around every kind of text between every kind of neighbours.
const around = ["", "中", "，", "a", "“", "（", "1", "!"];
const inside = ["重", "“重”", "（重）", "x", "(x)", "重。"];
const generated = [];
for (const mark of ["**", "*", "_", "~~"]) {
  for (const before of around) {
    for (const after of around) {
      for (const text of inside) generated.push(before + mark + text + mark + after);
    }
  }
}
// And runs in any order, which try the pairing.
let seed = 20260312;
const next = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
const atoms = ["中", "国", "。", "“", "”", "a", "*", "**", "***", " ", "（", "）", "_", "!", "~~"];
const random = [];
for (let i = 0; i < 600; i++) {
  let text = "";
  for (let j = 0; j < 5 + (next(1000) % 9); j++) text += atoms[next(1000) % atoms.length];
  text = text.trim();
  if (text && !/^([*_]\s|~~~|[*_ ]+$)/.test(text)) random.push(text);
}

// And sentences as authors write them: words and marks, some of them emphasized.
let state = 20260312;
const below = (n) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % n;
};
const pick = (list) => list[below(list.length)];
const words = "三会一课 学习 支部 制度 会议 党员 重点工作 县 同志 主题党日 abc 2026 公开承诺 市场".split(" ");
const around_word = [["“", "”"], ["《", "》"], ["（", "）"], ["【", "】"], ["", ""], ["", ""], ["", ""]];
const phrase = () => {
  let text = "";
  for (let i = 0; i < 1 + below(2); i++) {
    const [open, close] = pick(around_word);
    text += open + pick(words) + close + pick(["，", "。", "：", "、", "；", "！", "", "", "", "", "", ""]);
  }
  return text;
};
const sentences = [];
for (let i = 0; i < 1500; i++) {
  let text = "";
  for (let j = 0; j < 2 + below(3); j++) {
    const mark = /[*_]$/.test(text) ? "" : pick(["", "", "*", "**", "**", "***", "_", "__"]);
    text += mark + phrase() + mark + pick(["", "", "", "", "", "", "", " "]);
  }
  text = text.trim();
  if (/[*_]/.test(text)) sentences.push(text);
}

const render = new MarkdownIt({ html: false }).use(cjkFriendly);
const seen = new Set();
const cases = [...written, ...generated, ...random, ...sentences].filter((text) => !seen.has(text) && seen.add(text));
write(
  "cjk.json",
  cases.map((markdown) => ({ markdown, html: render.render(markdown) })),
);
