//! Which of the fonts that a theme asks for are on this computer. A theme names them in its style, as custom
//! properties `--face-…` with a stack of families; the first that is installed is what will be printed with.

use std::collections::BTreeSet;

/// The families of a computer.
#[derive(Debug, Default)]
pub struct Fonts {
    families: BTreeSet<String>,
}

/// A face whose first choices are not installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What the theme asked for first.
    pub wanted: String,
    /// What will be used; `None` for whatever the browser takes.
    pub instead: Option<String>,
}

/// Families that every browser has an answer for; they are no fonts.
const GENERIC: [&str; 6] = [
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "fantasy",
    "system-ui",
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

    /// What is missing of the faces that a style sheet asks for, in its order. A face of which one of its
    /// `equal` first families is installed lacks nothing.
    #[must_use]
    pub fn lacks(&self, style: &str) -> Vec<Lack> {
        let mut lacks = Vec::new();
        for face in faces(style) {
            let Some(wanted) = face.families.first() else {
                continue;
            };
            let has = |family: &&String| self.families.contains(&family.to_lowercase());
            if face.families[..face.equal].iter().any(|family| has(&family)) {
                continue;
            }
            let lack = Lack {
                wanted: wanted.clone(),
                instead: face.families.iter().find(has).cloned(),
            };
            if !lacks.contains(&lack) {
                lacks.push(lack);
            }
        }
        lacks
    }
}

/// A stack of families.
#[derive(Debug, PartialEq, Eq)]
struct Face {
    families: Vec<String>,
    /// How many of the first ones are as good as each other: those before a line break in the stack.
    equal: usize,
}

/// The stacks of `--face-…: …;`. The families of a stack's first line are each what is wanted; those on further
/// lines stand in for them.
fn faces(style: &str) -> Vec<Face> {
    let mut faces = Vec::new();
    let mut rest = style;
    while let Some(at) = rest.find("--face-") {
        rest = &rest[at + "--face-".len()..];
        let Some((name, behind)) = rest.split_once(':') else {
            break;
        };
        // `var(--face-…)` is a use, not a stack.
        if !name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            continue;
        }
        let stack = behind.split([';', '}']).next().unwrap_or_default();
        rest = &behind[stack.len()..];
        let first_line = stack.trim_start().lines().next().unwrap_or_default();
        faces.push(Face {
            families: families(stack),
            equal: families(first_line).len(),
        });
    }
    faces
}

fn families(stack: &str) -> Vec<String> {
    stack
        .split(',')
        .map(|name| name.trim().trim_matches(['"', '\'']).trim().to_owned())
        .filter(|name| !name.is_empty() && !GENERIC.contains(&name.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Fonts, Lack, faces};

    const STYLE: &str = ":root {
  --face-body: \"仿宋_GB2312\", FangSong,
    STFangsong, \"Noto Serif CJK SC\", serif;
  --face-title: \"方正小标宋简体\",
    SimSun, serif;
  --ink: #000;
}
.title { font-family: var(--face-title); }";

    #[test]
    fn stacks_are_read_from_the_style() {
        let faces = faces(STYLE);
        assert_eq!(faces.len(), 2);
        assert_eq!(
            faces[0].families,
            ["仿宋_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC"]
        );
        assert_eq!((faces[0].equal, faces[1].equal), (2, 1));
    }

    #[test]
    fn what_is_missing_is_named_with_what_stands_in() {
        let lack = |wanted: &str, instead: Option<&str>| Lack {
            wanted: wanted.to_owned(),
            instead: instead.map(str::to_owned),
        };
        let office = Fonts::new(["fangsong", "SimSun"].into_iter());
        assert_eq!(office.lacks(STYLE), [lack("方正小标宋简体", Some("SimSun"))]);
        let server = Fonts::new(["noto serif cjk sc"].into_iter());
        assert_eq!(
            server.lacks(STYLE),
            [
                lack("仿宋_GB2312", Some("Noto Serif CJK SC")),
                lack("方正小标宋简体", None)
            ]
        );
    }
}
