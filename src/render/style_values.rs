//! A theme's colours and faces: what its `theme.toml` says, the look that was chosen, what `site.toml` says. They are put
//! into its styles when a site is built, where `var(--accent)` stands: old browsers know no variables.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::config::{Appearance, PlacedValue, SiteAppearance, ThemeSettings};
use crate::words::{Code, Colour, Complaint, Fix, Labelled, Report, Scope, TextEdit};

const LOOK: Code = Code::error("theme-look");
const CONTRAST: Code = Code::error("theme-contrast");

/// What text needs with its ground at least (WCAG 2.1, AA).
const LEAST_CONTRAST: f64 = 4.5;

/// The accent's share of light, in hundredths, that is left in `accent_dark` where nobody says what that is.
const DARK: u8 = 77;

/// What stands for each name in styles: `accent-dark` → `#8a0d16`.
#[derive(Debug, Clone, Default)]
pub(super) struct StyleValues(BTreeMap<String, String>);

impl StyleValues {
    /// Of a theme, whose settings are given from those that count least, and a site. What is wrong is told.
    pub(super) fn new(settings: &[&ThemeSettings], site: &SiteAppearance, report: &mut Report) -> Self {
        let chosen = site.look.as_ref();
        let chosen = chosen.and_then(|look| chosen_look(settings, look, report));
        let usual = settings.iter().map(|settings| &settings.usual);
        let layers = usual.chain(chosen).chain([&site.own]);
        let colours = Colours::of(layers.clone());
        colours.check(report);
        let mut values: BTreeMap<String, String> = colours.values().collect();
        values.insert("font".to_owned(), faces(layers.rev()));
        Self(values)
    }

    /// The same for the readers of an edition: what the margins of printed pages say where it is not for everybody.
    pub(super) fn for_readers(mut self, audience: Scope) -> Self {
        let mark = match audience {
            Scope::Public => "none".to_owned(),
            internal => format!("\"{} · 不得外传\"", internal.label()),
        };
        self.0.insert("internal-mark".to_owned(), mark);
        self
    }

    /// What stands for a name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The accent of a theme's settings, and the one that stands for it now; `None` when they are one.
    pub(super) fn accents(&self, settings: &ThemeSettings) -> Option<(Colour, Colour)> {
        let usual = settings.usual.accent.as_ref()?.value;
        let now = Colour::parse(self.get("accent")?)?;
        (usual != now).then_some((usual, now))
    }

    /// All names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// A style with what stands for `var(--name)`; names that nobody knows are left to browsers.
    pub(super) fn filled(&self, style: &str) -> String {
        let mut filled = String::with_capacity(style.len());
        let mut rest = style;
        while let Some((before, behind)) = rest.split_once("var(--") {
            filled.push_str(before);
            let known = behind
                .split_once(')')
                .and_then(|(name, behind)| Some((self.get(name.trim())?, behind)));
            let (value, behind) = known.unwrap_or(("var(--", behind));
            filled.push_str(value);
            rest = behind;
        }
        filled.push_str(rest);
        filled
    }
}

/// The look that was chosen by its id or its title.
fn chosen_look<'s>(
    settings: &[&'s ThemeSettings],
    chosen: &PlacedValue<String>,
    report: &mut Report,
) -> Option<&'s Appearance> {
    let looks = || settings.iter().rev().flat_map(|settings| &settings.looks);
    let word = chosen.value.trim();
    let found = looks().find(|look| look.id == word || look.title.as_deref() == Some(word));
    if found.is_none() {
        let named = looks().map(|look| match &look.title {
            Some(title) => format!("{}（{title}）", look.id),
            None => look.id.clone(),
        });
        // A theme may have changed a look of the one that it is based on.
        let named: BTreeSet<String> = named.collect();
        let named: Vec<String> = named.into_iter().collect();
        let hint = match named.is_empty() {
            true => "这个主题只有一种样子，请删去 look 这一行".to_owned(),
            false => format!("可以写：{}；要平常的样子，就不写 look", named.join("、")),
        };
        let message = format!("主题没有“{word}”这种样子");
        report.push(Complaint::new(LOOK, chosen.place.clone(), message).hint(hint));
    }
    found.map(|look| &look.appearance)
}

/// The faces of all layers as styles name them, each once; one that stands for a kind of face comes last.
fn faces<'a>(layers: impl Iterator<Item = &'a Appearance>) -> String {
    let is_generic = |name: &&str| ["serif", "sans-serif", "monospace"].contains(name);
    let all: Vec<&str> = layers.flat_map(|layer| &layer.font).map(String::as_str).collect();
    let mut names: Vec<String> = Vec::new();
    for name in all.iter().filter(|name| !is_generic(name)) {
        let quoted = format!("\"{name}\"");
        if !names.contains(&quoted) {
            names.push(quoted);
        }
    }
    let generic = all.into_iter().find(is_generic).unwrap_or("sans-serif");
    names.push(generic.to_owned());
    names.join(",")
}

/// The colours that are left when each layer has covered those below it.
#[derive(Debug, Default)]
struct Colours {
    accent: Option<PlacedValue<Colour>>,
    accent_dark: Option<PlacedValue<Colour>>,
    others: BTreeMap<String, Colour>,
}

impl Colours {
    fn of<'a>(layers: impl Iterator<Item = &'a Appearance>) -> Self {
        let mut colours = Self::default();
        for layer in layers {
            if let Some(accent) = &layer.accent {
                colours.accent = Some(accent.clone());
                colours.accent_dark = None;
            }
            if let Some(dark) = &layer.accent_dark {
                colours.accent_dark = Some(dark.clone());
            }
            colours.others.extend(layer.colours.clone());
        }
        colours
    }

    /// Text in these colours stands on white and on the page's ground, and white text on them.
    fn check(&self, report: &mut Report) {
        let paper = self.others.get("paper").copied().unwrap_or(Colour::WHITE);
        for typed in self.accent.iter().chain(&self.accent_dark) {
            let contrast = typed
                .value
                .contrast(Colour::WHITE)
                .min(typed.value.contrast(paper));
            if contrast >= LEAST_CONTRAST {
                continue;
            }
            let right = typed.value.legible_on(&[Colour::WHITE, paper], LEAST_CONTRAST);
            // Rounded down: 4.49 is not 4.5.
            let message = format!(
                "颜色“{}”太浅，文字看不清：与网页底色的对比度是{:.1}，应当不低于{LEAST_CONTRAST}",
                typed.value,
                (contrast * 10.0).floor() / 10.0
            );
            let hint = format!("写成“{right}”，是同一种颜色，深一些；或者换一种更深的颜色");
            let fix = TextEdit::at(&typed.place, format!("\"{right}\"")).map(Fix::likely);
            report.push(
                Complaint::new(CONTRAST, typed.place.clone(), message)
                    .hint(hint)
                    .fix(fix),
            );
        }
    }

    /// The names that styles use, and their colours.
    fn values(&self) -> impl Iterator<Item = (String, String)> {
        let accent = self.accent.as_ref().map(|typed| typed.value);
        let dark = self.accent_dark.as_ref().map(|typed| typed.value);
        let dark = dark.or_else(|| Some(accent?.dimmed(DARK)));
        let internal = self.internal(accent);
        let derived = [
            ("accent", accent),
            ("accent-dark", dark),
            ("internal", internal),
            ("internal-dark", internal.map(|colour| colour.dimmed(DARK))),
        ];
        let derived = derived
            .into_iter()
            .filter_map(|(name, colour)| Some((name, colour?)));
        let others = self.others.iter().map(|(name, colour)| (name.as_str(), *colour));
        let all = others.chain(derived);
        all.map(|(name, colour)| (name.replace('_', "-"), colour.to_string()))
    }

    /// The band of 校内公开 and 党内公开: of the two that the theme has, the one that nobody takes for the accent.
    fn internal(&self, accent: Option<Colour>) -> Option<Colour> {
        let names = ["internal", "internal_other"];
        let both = names.iter().filter_map(|name| self.others.get(*name).copied());
        both.max_by_key(|colour| accent.map_or(0, |accent| accent.distance(*colour)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> StyleValues {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()));
        StyleValues(pairs.collect())
    }

    #[test]
    fn only_names_that_are_known_are_filled_in() {
        let values = values(&[("accent", "#b3121d"), ("accent-dark", "#8a0d16")]);
        let filled = values
            .filled("a{color:var(--accent);top:var(--x)}b{color:var( --accent)}i{c:var(--accent-dark)}");
        assert_eq!(
            filled,
            "a{color:#b3121d;top:var(--x)}b{color:var( --accent)}i{c:#8a0d16}"
        );
        assert_eq!(values.filled("a{color:var(--acc"), "a{color:var(--acc");
    }

    #[test]
    fn the_band_inside_is_never_that_of_the_accent() {
        let colour = |text| Colour::parse(text).expect("a colour");
        let others = [("internal", "#2b3a4d"), ("internal_other", "#5b3a12")];
        let colours = Colours {
            others: others.map(|(name, text)| (name.to_owned(), colour(text))).into(),
            ..Colours::default()
        };
        let of = |accent| {
            colours
                .internal(Some(colour(accent)))
                .map(|colour| colour.to_string())
        };
        assert_eq!(of("#b3121d").as_deref(), Some("#2b3a4d"));
        assert_eq!(of("#2f5170").as_deref(), Some("#5b3a12"));
        assert_eq!(of("#2b3a4d").as_deref(), Some("#5b3a12"));
    }
}
