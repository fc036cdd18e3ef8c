//! Whenever the quick reading of plain fields gives a tree, it is the parser's. `GONGKAI_FUZZ` sets how many
//! texts are tried (20,000 by default), `GONGKAI_SEED` where to begin.

use std::fs;
use std::path::Path;

use super::parse;
use crate::read::yaml::parse_any;

/// Every form that is plain, as authors and the measured sites write it.
const PLAIN: [&str; 6] = [
    "标题: 关于“甲”的公示：第一号\n日期: 2026-03-12 # 发布日期\n# 说明\n\n标签: [发展党员, \"公示\", '甲, 乙']\n公示期: {开始: 2026-03-12, 工作日: 5}\n空: []\n也空: { }\n",
    "类型:\n时间:\n  开始: 2026-03-05 15:30\n  结束: ~\n缺席:\n  - {姓名: 张三, 原因: 病假}\n  - 姓名: 李四\n    原因: \"公差: 外出\"\n  # 没有了\n决议:\n- 通过三月计划\n- [甲, 乙]\n地点: http://a.cn/b#c\n",
    "标题: 党员公开承诺\r\n承诺人:\r\n  - {姓名: 张三, 承诺事项: [上好每一节课, 结对帮扶], 其他: { a: [ ] }}\r\n审核:\r\n    姓名: 周强\r\n    日期: null\r\n",
    "承诺人:\n  -   姓名: 江雨禾\n      承诺事项:\n        - 走访：六户\n        - 公开课2节\n  - 姓名: 白秀兰\n    承诺事项:\n    - 答疑\n    评诺:\n      结论: 已兑现\n责任人: 甲",
    "a: b\nb: 'x'  \nc: [d] # e\nd: \"\"\ne: '  '\nf:   g   \nh: a #b\ni:    # j\n",
    "审批:\n\n  提出: 李明 2026-03-09   \n  保密审查: {姓名: 王芳, 意见: \"同意：公开\"}\n   \n审核: 是\n议题: [ 甲 , 乙丙 丁 , {}]\n",
];

/// What is put in: what typing, pasting and YAML know.
const PIECES: [&str; 62] = [
    ":", ": ", " :", "：", " ", "  ", "    ", "\t", "　", "\n", "\r", "\r\n", "\n  ", "\n    ", "-", "- ",
    "\n- ", "\n  - ", "---\n", "...", "[", "]", "[]", "{", "}", "{}", "【", ",", ", ", "，", "、", "#", " #",
    " # ", "\n#", "&", "*", "!", "!!", "%", "@", "`", "|", ">", "\n|\n", "\"", "'", "''", "\"\"", "\\", "?",
    "? ", "<<", "<<: ", "~", "null", "a: b", "a: b\n", "- a", "\u{FEFF}", "\u{1}", "\u{85}",
];

/// Parts of lines, for texts that are made up from nothing.
const PARTS: [&str; 34] = [
    "a", "甲乙", "a b", ":", ": ", ":  ", " #", "# c", "#", "- ", "-   ", "-", "[", "]", "{", "}", ", ", ",",
    "'", "\"", "'x y'", "\"z\"", "[a, b]", "{a: b}", "a: b", "a:", "b: ", "~", "http://a", "<<: ",
    "a: [b, {c: d}]", "?", " ", "a: 'x' ",
];

/// A small generator, so that a run can be repeated from its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or(0)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// Lines that mostly stand in columns which can belong together, mostly of a key and a value.
fn made_up(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(4) {
        let columns = [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 4, 4, 1, 3, 6];
        text.push_str(&" ".repeat(columns[random.below(columns.len())]));
        text.push_str(random.one(&["", "", "", "", "", "", "", "- ", "- ", "-  "]));
        text.push_str(random.one(&["a: ", "b: ", "丙: ", "d: ", "e:", "f:", ""]));
        for _ in 0..random.below(3) {
            text.push_str(random.one(&PARTS));
        }
        text.push_str(random.one(&["\n", "\n", "\n", "\n", "\r\n", "\n\n"]));
    }
    text
}

/// A valid text with a few pieces put in, characters taken out, or lines moved.
fn damaged(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut letters: Vec<char> = text.chars().collect();
        let (one, two) = (random.below(lines.len()), random.below(lines.len()));
        let at = random.below(letters.len());
        text = match random.below(6) {
            0 => {
                lines.remove(one);
                lines.concat()
            }
            1 => {
                lines.swap(one, two);
                lines.concat()
            }
            2 => {
                letters.remove(at);
                letters.into_iter().collect()
            }
            3 => {
                let space = random.one(&[" ", "  ", "- "]).to_owned();
                lines.insert(one, &space);
                lines.concat()
            }
            _ => {
                letters.splice(at..at, random.one(&PIECES).chars());
                letters.into_iter().collect()
            }
        };
        if text.is_empty() {
            break;
        }
    }
    text
}

/// True when the text is taken for plain; then the tree must be the parser's.
fn agrees(text: &str) -> bool {
    let Some(tree) = parse(text, 7) else {
        return false;
    };
    match parse_any(text, 7) {
        Ok(right) => assert_eq!(tree, right, "{text:?}"),
        Err(refusal) => panic!("{text:?} is taken, and is refused: {refusal:?}"),
    }
    true
}

/// The fields of every entry of the sample site.
fn sample_fields() -> Vec<String> {
    fn walk(folder: &Path, fields: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("the sample site is there") {
            let path = entry.expect("can be listed").path();
            if path.is_dir() {
                walk(&path, fields);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                let text = fs::read_to_string(&path).expect("is text");
                let (block, _) = text[4..].split_once("\n---").expect("has fields");
                fields.push(format!("{block}\n"));
            }
        }
    }
    let mut fields = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
        &mut fields,
    );
    fields
}

#[test]
fn whatever_is_taken_has_the_parsers_tree() {
    let number = |name: &str, default: u64| {
        let value = std::env::var(name).ok();
        value.and_then(|value| value.parse().ok()).unwrap_or(default)
    };
    let (count, seed) = (number("GONGKAI_FUZZ", 20_000), number("GONGKAI_SEED", 1));
    let samples = sample_fields();
    let valid: Vec<&str> = PLAIN
        .into_iter()
        .chain(samples.iter().map(String::as_str))
        .collect();
    let mut taken = [0_u64; 2];
    for round in 0..count {
        let mut random = Random(seed.wrapping_add(round).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        random.below(1);
        let kind = usize::from(round % 2 != 0);
        let text = match kind {
            0 => damaged(random.one(&valid), &mut random),
            _ => made_up(&mut random),
        };
        taken[kind] += u64::from(agrees(&text));
    }
    // Were few taken, little would be proved.
    assert!(
        taken.iter().all(|taken| taken * 50 >= count),
        "{taken:?} of {count}"
    );
}

#[test]
fn nearly_every_entry_is_taken() {
    for text in PLAIN {
        assert!(agrees(text), "{text}");
    }
    let samples = sample_fields();
    let taken = samples.iter().filter(|text| agrees(text)).count();
    assert!(taken * 20 >= samples.len() * 19, "{taken} of {}", samples.len());
}

#[test]
fn what_is_not_plain_is_left_to_the_parser() {
    for text in [
        "", "# a\n", "a\n", "- a\n", "  a: b\n", "a: b\n  c\n", "a: b\n  c: d\n", "a: |\n  b\n", "a: &b c\n",
        "a: *b\n", "a: !b c\n", "<<: {a: b}\n", "a: b: c\n", "a: [b\n", "a: [b,\n  c]\n", "a: [b: c]\n",
        "a: {b}\n", "a: {b: }\n", "a:\tb\n", "a: \"b\\n\"\n", "a: 'b''c'\n", "a: 'b\n  c'\n", "\"a\": b\n",
        "a:\n  - b\n c: d\n", "a:\n  -\n", "---\na: b\n", "a: b\n...\n", "a: \u{FEFF}b\n", "? a\n: b\n",
        "a: [b,, c]\n", "a: [b]c\n", "a: 'b'c\n", "a: [b]#c\n", "a: @b\n", "a: %b\n", "a:\n  - - b\n",
        "- a: b\n", "a: - b\n", "a : b\n", "a:b\n",
    ] {
        assert!(parse(text, 1).is_none(), "{text:?}");
    }
}
