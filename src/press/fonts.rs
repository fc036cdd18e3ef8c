//! Which of the fonts that sheets are set in are on this computer. The style sheet of a theme names stacks of
//! families; the first that is installed is what will be printed with. Where each system keeps its fonts, and what the
//! families in a file are called, `fontdb` knows; a browser could tell too, but only once it runs, after the question.

use std::collections::BTreeSet;

/// The families of a computer.
#[derive(Debug, Default)]
pub struct Fonts {
    families: BTreeSet<String>,
}

/// A face that is not installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What it is called: 小标宋.
    pub face: &'static str,
    /// What it is for.
    pub role: &'static str,
    /// The family that will be used; `None` for whatever the browser takes.
    pub instead: Option<String>,
}

/// A face of paper, and the families that are it, under whatever name.
struct Face {
    name: &'static str,
    role: &'static str,
    families: &'static [&'static str],
}

/// The faces of GB/T 9704—2012 and the Latin one beside them.
const FACES: [Face; 6] = [
    Face {
        name: "小标宋",
        role: "标题",
        families: &[
            "方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05",
        ],
    },
    Face {
        name: "仿宋",
        role: "正文",
        families: &[
            "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "华文仿宋",
        ],
    },
    Face {
        name: "楷体",
        role: "二级标题",
        families: &[
            "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "华文楷体",
        ],
    },
    Face {
        name: "黑体",
        role: "一级标题和表头",
        families: &["黑体", "SimHei", "STHeiti", "华文黑体"],
    },
    Face {
        name: "宋体",
        role: "页边的小字",
        families: &["宋体", "SimSun", "NSimSun", "STSong", "华文宋体", "Songti SC"],
    },
    Face {
        name: "Times New Roman",
        role: "数字和字母",
        families: &["Times New Roman", "Liberation Serif", "Times"],
    },
];

impl Fonts {
    /// Looks at the computer's fonts.
    #[must_use]
    pub fn installed() -> Self {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();
        let names = database.faces().flat_map(|face| &face.families);
        Self::new(names.map(|(name, _)| name.as_str()))
    }

    /// These families.
    pub fn new<'a>(families: impl Iterator<Item = &'a str>) -> Self {
        Self {
            families: families.map(str::to_lowercase).collect(),
        }
    }

    /// Which of the faces that a style sheet asks for are missing, in the order of their importance.
    #[must_use]
    pub fn lacks(&self, style: &str) -> Vec<Lack> {
        let stacks = stacks(style);
        let mut lacks = Vec::new();
        for face in &FACES {
            let is_it = |family: &String| face.families.iter().any(|of| of.eq_ignore_ascii_case(family));
            let asked = stacks.iter().find(|stack| stack.first().is_some_and(is_it));
            let Some(stack) = asked else { continue };
            if face.families.iter().any(|family| self.has(family)) {
                continue;
            }
            lacks.push(Lack {
                face: face.name,
                role: face.role,
                instead: stack.iter().find(|family| self.has(family)).cloned(),
            });
        }
        lacks
    }

    fn has(&self, family: &str) -> bool {
        self.families.contains(&family.to_lowercase())
    }
}

/// The values of `font-family` in a style sheet.
fn stacks(style: &str) -> Vec<Vec<String>> {
    let declarations = style.split("font-family:").skip(1);
    let stack = |text: &str| -> Vec<String> {
        let value = text.split([';', '}']).next().unwrap_or_default();
        let names = value.split(',').map(|name| name.trim().trim_matches(['"', '\'']));
        names.map(|name| name.trim().to_owned()).collect()
    };
    declarations.map(stack).collect()
}

#[cfg(test)]
mod tests {
    use super::{Fonts, Lack};

    const STYLE: &str = ".title{font-family:\"方正小标宋简体\", STZhongsong, SimSun,serif}
.text { font-family: '仿宋_GB2312',FangSong,\"Noto Serif CJK SC\",serif; color: #000 }
.l{font-family:\"Times New Roman\",\"Liberation Serif\",serif}";

    #[test]
    fn what_is_missing_is_named_with_what_stands_in() {
        let lack = |face: &'static str, role: &'static str, instead: Option<&str>| Lack {
            face,
            role,
            instead: instead.map(str::to_owned),
        };
        let office = Fonts::new(["fangsong", "SimSun", "Times New Roman"].into_iter());
        assert_eq!(office.lacks(STYLE), [lack("小标宋", "标题", Some("SimSun"))]);
        let server = Fonts::new(["noto serif cjk sc", "Liberation Serif"].into_iter());
        assert_eq!(
            server.lacks(STYLE),
            [
                lack("小标宋", "标题", None),
                lack("仿宋", "正文", Some("Noto Serif CJK SC"))
            ]
        );
        assert!(
            Fonts::new(["FZXiaoBiaoSong-B05S", "仿宋", "Times"].into_iter())
                .lacks(STYLE)
                .is_empty()
        );
        // A face that the style does not ask for is not missed.
        assert!(office.lacks("body{font-family:serif}").is_empty());
    }
}
