//! A file of the skeleton and the answers → the file of the site. `{学校}` and the like are replaced, each in the way
//! that the place asks for: a TOML string, a YAML value, Markdown. Lines that begin with `#` are comments.
//!
//! A text as a value of YAML or TOML, or inside Markdown, so that it reads back as it was.

use super::questions::Answers;
use crate::words::slug;

/// Where `organization.yaml` lists the branches.
const BRANCHES: &str = "{各支部}\n";
/// The branch that holds the sample meeting.
const BRANCH_ID: &str = "{支部编号}";

/// What the skeleton says in place of the answers.
struct SkeletonWords {
    pairs: [(&'static str, String); 5],
}

impl SkeletonWords {
    fn new(answers: &Answers) -> Self {
        let first = answers.branches.first();
        Self {
            pairs: [
                ("{学校}", answers.school.clone()),
                ("{主办单位}", answers.organizer.clone()),
                ("{电话}", answers.telephone.clone()),
                ("{启用日期}", answers.since.to_string()),
                ("{支部}", first.map_or_else(|| "党支部".to_owned(), Clone::clone)),
            ],
        }
    }

    /// A text with every word in its place, each as `write` has it. What an answer says is not looked at again.
    fn put(&self, text: &str, write: &dyn Fn(&str) -> String) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            filled.push_str(&rest[..at]);
            rest = &rest[at..];
            let known = self.pairs.iter().find(|(mark, _)| rest.starts_with(mark));
            let (mark, word) = known.map_or(("{", "{".to_owned()), |(mark, word)| (*mark, write(word)));
            filled.push_str(&word);
            rest = &rest[mark.len()..];
        }
        filled + rest
    }
}

/// The file at a path, filled.
pub(super) fn fill(path: &str, text: &str, answers: &Answers) -> String {
    let words = SkeletonWords::new(answers);
    let ids = ids(&answers.branches);
    let as_is = |word: &str| word.to_owned();
    if path.ends_with(".toml") {
        return words.put(text, &toml_text);
    }
    if path.ends_with(".md") {
        let (front, body) = text.split_once("\n---\n").unwrap_or((text, ""));
        let front = data(front, &words, ids.first());
        return format!("{front}\n---\n{}", words.put(body, &markdown_text));
    }
    if path.ends_with(".yaml") {
        let listed = text.replace(BRANCHES, &listed(&answers.branches, &ids));
        return data(&listed, &words, ids.first());
    }
    words.put(text, &as_is)
}

/// Lines of YAML, each with at most one value that has to be filled in.
fn data(text: &str, words: &SkeletonWords, branch: Option<&String>) -> String {
    let line = |line: &str| {
        if line.contains(BRANCH_ID) {
            return Some(line.replace(BRANCH_ID, branch?));
        }
        let is_comment = line.trim_start().starts_with('#');
        Some(match line.split_once(": ") {
            Some((key, value)) if !is_comment && value.contains('{') => {
                let filled = words.put(value, &str::to_owned);
                if filled == value || value == "{启用日期}" {
                    format!("{key}: {filled}")
                } else {
                    format!("{key}: {}", yaml_text(&filled))
                }
            }
            _ => words.put(line, &str::to_owned),
        })
    };
    let lines: Vec<String> = text.split('\n').filter_map(line).collect();
    lines.join("\n")
}

/// The branches as `organization.yaml` lists them.
fn listed(names: &[String], ids: &[String]) -> String {
    if names.is_empty() {
        return "# 支部:\n#   - {编号: yi, 名称: 第一党支部}\n".to_owned();
    }
    let mut text = "支部:\n".to_owned();
    for (index, (name, id)) in names.iter().zip(ids).enumerate() {
        text.push_str(&format!("  - 编号: {id}\n    名称: {}\n", yaml_text(name)));
        if index == 0 {
            text.push_str(include_str!("branch.yaml"));
        }
    }
    text
}

/// The longest id that is made; `-60` may stand behind it.
const LONGEST: usize = 20;

/// An id for each branch, each once: 第一党支部 is `yi`, 小学部党支部 is `xiao-xue-bu`.
fn ids(names: &[String]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for name in names {
        let short = name.strip_suffix("支部").unwrap_or(name);
        let short = short.strip_suffix("党").unwrap_or(short);
        let short = short.strip_prefix("第").unwrap_or(short);
        let spelt = slug(short);
        let cut = spelt
            .char_indices()
            .nth(LONGEST)
            .map_or(spelt.len(), |(at, _)| at);
        let spelt = spelt[..cut].trim_end_matches('-');
        let is_spelt = spelt.starts_with(|c: char| c.is_ascii_lowercase()) && !short.is_empty();
        let id = if is_spelt { spelt } else { "zhibu" };
        let free = |id: &String| !ids.contains(id);
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        ids.extend(std::iter::once(id.to_owned()).chain(numbered).find(free));
    }
    ids
}

/// A text in one line as a YAML value: quoted unless it is plain words.
#[must_use]
pub fn yaml_text(text: &str) -> String {
    let is_letter = |c: char| !c.is_ascii() && c.is_alphabetic();
    let is_plain = |c: char| {
        is_letter(c) || c.is_ascii_alphanumeric() || "-.%/ ·、，。：；！？（）《》〈〉“”〔〕…—".contains(c)
    };
    let begins =
        text.starts_with(|c: char| is_letter(c) || c.is_ascii_alphanumeric() || "《“（〔".contains(c));
    // A stroke beside a space is a mark of lists.
    let ends = !text.ends_with([' ', '-']) && !text.contains(" -") && !text.contains("- ");
    if begins && ends && text.chars().any(is_letter) && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// A text in one line for between the quotation marks of a TOML string.
pub(super) fn toml_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A text in one line inside Markdown.
pub(super) fn markdown_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::ids;
    use super::*;

    #[test]
    fn every_branch_has_an_id_of_its_own() {
        let names = [
            "第一党支部", "第十二党支部", "小学部党支部", "第1党支部", "第2党支部", "壹支部", "支部",
        ];
        let names = names.map(str::to_owned);
        assert_eq!(
            ids(&names),
            [
                "yi", "shi-er", "xiao-xue-bu", "zhibu", "zhibu-2", "yi-2", "zhibu-3"
            ]
        );
    }

    #[test]
    fn only_plain_words_stand_without_quotes() {
        for plain in [
            "关于召开党员大会的通知",
            "《条例》学习",
            "2026年计划",
            "三月 主题党日",
            "第一党支部（小学部）",
        ] {
            assert_eq!(yaml_text(plain), plain);
        }
        for quoted in [
            "2026", "true", "甲: 乙", "甲 #1", "[甲]", "“甲", "- 甲", "甲'乙", "*甲", "a&甲", "甲 ",
        ] {
            let written = yaml_text(quoted);
            if quoted != "“甲" {
                assert!(written.starts_with('\''), "{written}");
            }
        }
        assert_eq!(yaml_text("甲'乙"), "'甲''乙'");
        assert_eq!(toml_text(r#"甲"乙\"#), r#"甲\"乙\\"#);
        assert_eq!(markdown_text("甲*乙_"), r"甲\*乙\_");
    }
}
