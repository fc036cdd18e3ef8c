//! The filters that templates have beside Tera's own: `link`, `asset`, `colour`, `date`, `plain`, `money`, `tel`,
//! `words`.

use std::collections::BTreeSet;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::style_values::StyleValues;
use super::view::Known;
use crate::words::{Day, grouped, narrow_digit, outside_tags};

/// Registers all. `statics` are the names that `asset` knows, `values` those of `colour`.
pub(super) fn register(tera: &mut Tera, statics: BTreeSet<String>, values: StyleValues) {
    tera.register_filter("link", link);
    tera.register_filter("asset", move |name: &str, _: Kwargs, state: &State<'_>| {
        if statics.contains(name) {
            rooted("assets/", name, state)
        } else {
            Err(Error::message(format!("主题的 static/ 中没有文件“{name}”")))
        }
    });
    tera.register_filter("colour", move |name: &str, _: Kwargs, _: &State<'_>| {
        values.get(name).map(Value::safe_string).ok_or_else(|| {
            let names: Vec<&str> = values.names().collect();
            Error::message(format!("主题没有颜色“{name}”，可以写：{}", names.join("、")))
        })
    });
    tera.register_filter("date", date);
    tera.register_filter("plain", |text: &str, _: Kwargs, _: &State<'_>| plain(text));
    tera.register_filter("money", money);
    tera.register_filter("words", |text: &str, _: Kwargs, _: &State<'_>| {
        Known::title(text).value().clone()
    });
    tera.register_filter("tel", |number: &str, _: Kwargs, _: &State<'_>| tel(number));
}

/// A path of the site → the link to it from the page that is being written.
fn link(path: &str, _: Kwargs, state: &State<'_>) -> TeraResult<String> {
    rooted("", path, state)
}

fn rooted(folder: &str, path: &str, state: &State<'_>) -> TeraResult<String> {
    let root: Option<Value> = state.get("root")?;
    let root = root.as_ref().and_then(Value::as_str).unwrap_or("");
    let mut href = String::with_capacity(root.len() + folder.len() + path.len());
    href.push_str(root);
    href.push_str(folder);
    href.push_str(path);
    Ok(href)
}

/// `2026-03-12` → `2026年3月12日`; `form`: `long` (default), `iso`, `short` (03-12), `month` (2026年3月), `han`.
fn date(text: &str, options: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let day = Day::parse(text).ok_or_else(|| Error::message(format!("“{text}”不是日期")))?;
    Ok(match options.get::<&str>("form")?.unwrap_or("long") {
        "long" => day.chinese(),
        "iso" => day.to_string(),
        "short" => day.month_day(),
        "month" => format!("{}年{}月", day.year(), day.month()),
        "han" => day.han(),
        other => return Err(Error::message(format!("date 没有“{other}”这种写法"))),
    })
}

/// HTML → the text in it.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    text.extend(outside_tags(html));
    text
}

/// A telephone number as it was typed → what a telephone dials: up to an extension or a second number, without spaces
/// and brackets.
fn tel(number: &str) -> String {
    let mut dialled = String::with_capacity(number.len());
    for c in number.trim().chars() {
        match narrow_digit(c) {
            c @ ('0'..='9' | '+' | '-') => dialled.push(c),
            '＋' => dialled.push('+'),
            '－' | '—' | '–' => dialled.push('-'),
            ' ' | '\u{3000}' | '(' | ')' | '（' | '）' => {}
            // Telephones wait at a comma before they dial the extension.
            '转' => dialled.push(','),
            _ => break,
        }
    }
    dialled.truncate(dialled.trim_end_matches(',').len());
    dialled
}

/// A number → `12,345.60`.
fn money(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let number = value
        .as_f64()
        .or_else(|| value.as_i128().map(|whole| whole as f64))
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
        .ok_or_else(|| Error::message("money 只能用于数字"))?;
    let text = format!("{:.2}", number.abs());
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let sign = if number < 0.0 { "-" } else { "" };
    Ok(format!("{sign}{}.{cents}", grouped(whole)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(template: &str) -> String {
        let mut tera = Tera::default();
        register(
            &mut tera,
            BTreeSet::from(["style.css".to_owned()]),
            StyleValues::default(),
        );
        let mut context = tera::Context::new();
        context.insert("root", "../");
        tera.render_str(template, &context, true)
            .map_err(|error| error.to_string())
            .unwrap_or_else(|e| e)
    }

    #[test]
    fn filters_write_links_dates_and_money() {
        assert_eq!(render("{{ 'notices/a.html' | link }}"), "../notices/a.html");
        assert_eq!(render("{{ 'style.css' | asset }}"), "../assets/style.css");
        assert!(render("{{ 'nope.css' | asset }}").contains("没有文件“nope.css”"));
        assert_eq!(render("{{ '2026-03-12' | date }}"), "2026年3月12日");
        assert_eq!(render("{{ '2026-03-12' | date(form='short') }}"), "03-12");
        assert_eq!(
            render("{{ '2026-03-12' | date(form='han') }}"),
            "二〇二六年三月十二日"
        );
        assert_eq!(
            render("{{ 1234567.5 | money }} {{ -3 | money }}"),
            "1,234,567.50 -3.00"
        );
        assert_eq!(render("{{ '<b>甲</b>乙' | plain }}"), "甲乙");
        for (typed, dialled) in [
            ("0799-6600123", "0799-6600123"),
            ("（０７９９）６６００１２３", "07996600123"),
            ("0799 6600123转8001", "07996600123,8001"),
            ("+86 799-6600123、6600124", "+86799-6600123"),
        ] {
            assert_eq!(render(&format!("{{{{ '{typed}' | tel }}}}")), dialled);
        }
    }
}
