//! How a site looks: what `site.toml` says of it, and what a theme's `theme.toml` does.

use std::collections::BTreeMap;

use super::read::{key, tables};
use crate::read::faults::Faults;
use crate::read::fields::{Field, Fields};
use crate::read::toml_tree;
use crate::read::values;
use crate::words::{Code, Colour, Fix, Place, Report, SourceText};

const COLOUR: Code = Code::error("theme-colour");
const FONT: Code = Code::error("theme-font");

/// A value with the place where it was typed, for whoever finds out later that it does not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedValue<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// Colours and faces. What is not said is as it is without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appearance {
    /// `accent`: the band at the top, links, and the one thing that matters on a page.
    pub accent: Option<PlacedValue<Colour>>,
    /// `accent_dark`: what was pressed or visited.
    pub accent_dark: Option<PlacedValue<Colour>>,
    /// `font`: the names of faces, the first that a computer has is used.
    pub font: Vec<String>,
    /// `[colours]` of a theme, by the names that its styles use.
    pub colours: BTreeMap<String, Colour>,
}

/// What `site.toml` says of the looks of all its editions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteAppearance {
    /// `look`: one of those that the theme has, by its id or its title.
    pub look: Option<PlacedValue<String>>,
    /// What the site has otherwise.
    pub own: Appearance,
}

/// What a theme's `theme.toml` says to the program; the rest of it is for people.
#[derive(Debug, Clone, Default)]
pub struct ThemeSettings {
    /// The embedded theme that it was made after.
    pub based_on: Option<String>,
    /// How it looks when nothing else is said.
    pub usual: Appearance,
    /// `[looks.<id>]`, in the file's order.
    pub looks: Vec<ThemeLook>,
    /// `emblem`: a picture in its `static/`, for sites that have none.
    pub emblem: Option<PlacedValue<String>>,
    /// `[home]`: a picture in its `static/`, for sites that have none.
    pub home_picture: Option<HomePicture<PlacedValue<String>>>,
}

/// A look that a theme has beside its usual one.
#[derive(Debug, Clone)]
pub struct ThemeLook {
    /// The word that chooses it.
    pub id: String,
    /// The same in Chinese.
    pub title: Option<String>,
    /// In what it differs.
    pub appearance: Appearance,
}

/// The photograph on the home page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomePicture<F> {
    /// The picture.
    pub file: F,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// `look`, `accent`, `accent_dark` and `font` of `site.toml`.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> SiteAppearance {
    SiteAppearance {
        look: placed(fields, "look", values::line),
        own: own(fields),
    }
}

/// `[home]`: the picture through the reader, and what it shows.
pub(super) fn home_picture<F>(
    fields: &mut Fields<'_, '_, '_>,
    picture: impl FnOnce(&mut Fields<'_, '_, '_>) -> Option<F>,
) -> Option<HomePicture<F>> {
    let mut table = fields.map(key("home"), "[home]")?;
    let has_picture = table.has(key("picture"));
    let file = picture(&mut table);
    let alt = match has_picture {
        true => table.required(key("alt"), values::line, "alt = \"从操场望启明楼\""),
        false => table.spot(key("alt"), values::line),
    };
    table.finish();
    let alt = alt?.value;
    Some(HomePicture { file: file?, alt })
}

impl ThemeSettings {
    /// Reads a `theme.toml`; what is wrong in it is told.
    pub(crate) fn read(source: &SourceText, report: &mut Report) -> Self {
        let faults = Faults::new(source);
        let root = toml_tree::parse(&faults);
        let settings = root
            .as_ref()
            .and_then(|root| Fields::of_root(&faults, root))
            .map(theme);
        report.absorb(faults.finish());
        settings.unwrap_or_default()
    }
}

fn theme(mut fields: Fields<'_, '_, '_>) -> ThemeSettings {
    // For people.
    for name in ["name", "title", "description", "author", "version"] {
        fields.take(key(name));
    }
    let settings = ThemeSettings {
        based_on: fields.line(key("based_on")),
        usual: with_colours(&mut fields),
        looks: tables(&mut fields, "looks").into_iter().map(look).collect(),
        emblem: placed(&mut fields, "emblem", values::line),
        home_picture: home_picture(&mut fields, |table| placed(table, "picture", values::line)),
    };
    fields.finish();
    settings
}

fn look((id, mut fields): (&str, Fields<'_, '_, '_>)) -> ThemeLook {
    let look = ThemeLook {
        id: id.to_owned(),
        title: fields.line(key("title")),
        appearance: with_colours(&mut fields),
    };
    fields.finish();
    look
}

fn own(fields: &mut Fields<'_, '_, '_>) -> Appearance {
    Appearance {
        accent: placed(fields, "accent", colour),
        accent_dark: placed(fields, "accent_dark", colour),
        font: fields.read(key("font"), font).unwrap_or_default(),
        colours: BTreeMap::new(),
    }
}

fn with_colours(fields: &mut Fields<'_, '_, '_>) -> Appearance {
    let faults = fields.faults;
    let table = fields.take(key("colours"));
    let named = table.iter().flat_map(|table| Fields::named(table, faults));
    let colours = named.filter_map(|(name, field)| Some((name.to_owned(), colour(faults, &field)?)));
    Appearance {
        colours: colours.collect(),
        ..own(fields)
    }
}

fn placed<T>(
    fields: &mut Fields<'_, '_, '_>,
    name: &'static str,
    read: impl Fn(&Faults<'_>, &Field<'_, '_>) -> Option<T>,
) -> Option<PlacedValue<T>> {
    let typed = fields.spot(key(name), read)?;
    Some(PlacedValue {
        value: typed.value,
        place: fields.faults.place(typed.at),
    })
}

fn colour(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<Colour> {
    let typed = values::typed_line(faults, field)?;
    let colour = Colour::parse(typed);
    if colour.is_none() {
        let message = format!("“{}”不是颜色", values::shown(typed));
        let without_mark = Colour::parse(&format!("#{typed}"));
        let hint = match without_mark {
            Some(right) => format!("颜色前面要有“#”：写成“{right}”"),
            None => "颜色写成“#”和6位数字或字母a至f，例如 #b3121d".to_owned(),
        };
        let fix = without_mark.and_then(|right| faults.edit(field.node.at, &right.to_string()));
        faults.say_with(COLOUR, field.node.at, (message, hint), fix.map(Fix::certain));
    }
    colour
}

/// The names of faces, without quotes. They go into styles, so that nothing but names may be in them.
fn font(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<Vec<String>> {
    let typed = values::typed_line(faults, field)?;
    let names = typed.split([',', '，', '、']);
    let names = names.map(|name| name.trim_matches(|c: char| c.is_whitespace() || "\"'“”".contains(c)));
    let names: Vec<String> = names.map(str::to_owned).collect();
    let may_stand = |c: char| c.is_alphanumeric() || " -_".contains(c);
    if let Some(wrong) = names
        .iter()
        .find(|name| name.is_empty() || !name.chars().all(may_stand))
    {
        let message = format!(
            "“{}”里有一个字体的名称写得不对：“{}”",
            field.name,
            values::shown(wrong)
        );
        let hint = "写字体在 Word 里显示的名称，几个之间用逗号隔开，例如 font = \"思源黑体, 微软雅黑\"";
        faults.say(FONT, field.node.at, message, hint);
        return None;
    }
    Some(names)
}
