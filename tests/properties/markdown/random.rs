//! Bodies damaged at random from valid ones. None may panic, none may give HTML that is not well-formed or
//! that runs code, and the same body gives the same result.

use gongkai::markdown::{Body, HoleTarget, Rules};
use gongkai::words::Report;

use super::{on_windows, parsed};
use crate::support::work::tries;

/// Pieces of valid bodies; each holds something that could go wrong.
const VALID: [&str; 13] = [
    "# 一、目标要求\n\n落实**“三会一课”**制度，\n做好*重点*工作。\n",
    "见[会议纪要](..\\meetings\\a.md#决议)、[外网](https://a.cn/x?a=1&b=2 \"标题\")、[本页](#一)。\n",
    "- [x] 第一项\n  1. 子项 `代码`\n\n     段落\n- 第二项\n\n> [!WARNING]\n> 注意**事项**。\n",
    "| 项目 | 金额 | |\n|:--|--:|:-:|\n| 党费 | 3*4 | a\\|b |\n",
    "正文[^1]和[^注]，再引[^1]。\n\n[^1]: 注释*一*。\n\n    第二段\n[^注]: 二\n",
    "![合影](images/1.jpg \"标题\") ![](2.png) ![远](https://a.cn/1.jpg)\n",
    "```rust\nfn main() { \"甲\" }\n```\n\n    缩进代码\n\n~~~\n<b>\n~~~\n",
    "<div class=\"a\" onclick=\"x()\"><table><tr><td align=\"right\">甲</td></tr></table>\n\n正文 <b>粗</b>\n\n</div>\n",
    "<script>alert(1)</script>\n\n<a href=\"javascript:x\" title='乙'>丙</a><img src=a.png alt=丁 onerror=x>\n",
    "<!-- 注释 --> <style>p{}</style> <h1>大</h1><svg><path/></svg> &lt;b&gt; &amp; &#39; &nbsp;\n",
    "朗读***总书记讲话，由**县、*市教育局，【abc****12】，____年__月。~~删除~~\n",
    "第一行\\\n第二行  \n第三行\n***\n标题\n===\n<https://a.cn> <a@b.cn>\n\n[ref]: ./b.md\n[ref] [ref][]\n",
    "各支部：\n　　第一段。\n一、目标\n（一）内容  \n- 甲\n  　　乙<b>丙\n  1.丁\n\n    “戊”\n\n\t己\n",
];

/// What damage puts in.
const PIECES: [&str; 43] = [
    "*",
    "**",
    "***",
    "_",
    "~~",
    "`",
    "```",
    "[",
    "]",
    "](",
    ")",
    "!",
    "<",
    ">",
    "</",
    "/>",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<a href=\"javascript:alert(1)\">",
    "<img src=x onerror=y>",
    "\"",
    "'",
    "&",
    "&#x6a;",
    "|",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "[^1]",
    "\n　　",
    "\n\n\t会",
    "\n一、会",
    "\u{81}",
    "¸",
    " data-kept=\"0\"",
    "\0",
];

/// A small generator (xorshift): the tests need no good randomness, only the same one everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % bound
    }

    fn body(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(3) {
            text.push_str(VALID[self.below(VALID.len())]);
            if self.below(2) == 0 {
                text.push('\n');
            }
        }
        for _ in 0..self.below(7) {
            let mut at = self.below(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let mut end = (at + self.below(12)).min(text.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            match self.below(3) {
                0 => text.insert_str(at, PIECES[self.below(PIECES.len())]),
                1 if end > at => text.replace_range(at..end, ""),
                _ => text.replace_range(at..end.max(at), PIECES[self.below(PIECES.len())]),
            }
        }
        text
    }
}

/// The tags of a page: name, whether it ends an element, its inside.
fn tags(html: &str) -> Vec<(&str, bool, &str)> {
    html.split('<')
        .skip(1)
        .map(|rest| {
            let inside = &rest[..tag_end(rest)];
            let close = inside.starts_with('/');
            let name = inside
                .trim_start_matches('/')
                .split([' ', '>', '/'])
                .next()
                .unwrap_or("");
            (name, close, inside)
        })
        .collect()
}

fn tag_end(rest: &str) -> usize {
    let mut quoted = false;
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    panic!("a tag without an end: {rest}");
}

fn check(text: &str, body: &Body) {
    let mut open = Vec::new();
    for (name, close, inside) in tags(&body.html) {
        assert!(
            name.chars().all(|c| c.is_ascii_alphanumeric()) && !name.is_empty(),
            "{name}\n{text}\n{}",
            body.html
        );
        let forbidden = [
            "script", "style", "iframe", "form", "object", "svg", "math", "template",
        ];
        assert!(!forbidden.contains(&name), "{name}\n{text}\n{}", body.html);
        if close {
            assert_eq!(open.pop(), Some(name), "\n{text}\n{}", body.html);
        } else {
            check_attributes(text, inside);
            if !["br", "hr", "img", "input", "wbr", "col"].contains(&name) {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{open:?} left open\n{text}\n{}", body.html);
    for hole in &body.holes {
        let before = &body.html[..hole.at];
        match hole.target {
            HoleTarget::Link(number) => {
                assert!(
                    number < body.links.len() && before.ends_with(" href=\""),
                    "{text}\n{}",
                    body.html
                );
            }
            HoleTarget::Image(number) => {
                assert!(
                    number < body.images.len() && before.ends_with("<img"),
                    "{text}\n{}",
                    body.html
                );
            }
        }
    }
    assert!(
        body.holes.windows(2).all(|pair| pair[0].at <= pair[1].at),
        "{text}"
    );
    let plain = &*body.plain;
    assert!(!plain.contains("  ") && plain.trim() == plain, "{plain:?}");
    assert!(body.summary.chars().count() <= 120);
    assert!(
        !body
            .html
            .contains(['\u{81}', '\u{82}', '\u{83}', '\u{84}', '\u{85}', '\0']),
        "{text}"
    );
}

fn check_attributes(text: &str, inside: &str) {
    for (at, part) in inside.split('"').enumerate() {
        let lower = part.to_ascii_lowercase();
        if at % 2 == 0 {
            let handler = lower.split_whitespace().any(|name| name.starts_with("on"));
            assert!(
                !handler && !lower.contains("style") && !lower.contains("data-kept"),
                "{inside}\n{text}"
            );
        } else {
            assert!(!lower.trim_start().starts_with("javascript:"), "{inside}\n{text}");
        }
    }
}

#[test]
fn damaged_bodies_give_sound_pages() {
    let count = tries(4_000, 200_000);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut rendered: u64 = 0;
    for _ in 0..count {
        let text = random.body();
        let (body, _) = parsed(&text, &Rules::default());
        check(&text, &body);
        rendered += u64::from(!body.html.is_empty());
    }
    assert!(rendered * 3 >= count, "{rendered} of {count}");
}

#[test]
fn line_ends_of_windows_make_no_difference() {
    let mut random = Random(42);
    for _ in 0..2_000 {
        let text = random.body().replace('\r', "");
        let windows = on_windows(&text);
        let (here, there) = (
            parsed(&text, &Rules::default()),
            parsed(&windows, &Rules::default()),
        );
        assert_eq!(here.0.html, there.0.html, "{text:?}");
        assert_eq!(here.0.plain, there.0.plain, "{text:?}");
        assert_eq!(here.0.holes, there.0.holes);
        assert_eq!(here.0.summary, there.0.summary);
        let said = |report: &Report| format!("{:?}", report.sorted());
        assert_eq!(said(&here.1), said(&there.1), "{text:?}");
    }
}

#[test]
fn one_body_gives_one_page() {
    let mut random = Random(7);
    for _ in 0..500 {
        let text = random.body();
        assert_eq!(
            parsed(&text, &Rules::default()).0.html,
            parsed(&text, &Rules::default()).0.html
        );
    }
}
