//! One cell → its value, by the type of its column.

use super::{Cell, ColumnKind, DAY_TO_FILL_IN, NUMBER_TO_FILL_IN, NamedInRows, Status};
use crate::markdown::{Image, Link};
use crate::read::faults::Faults;
use crate::read::fields::{Field, Fields};
use crate::read::keys;
use crate::read::node::Value;
use crate::read::values::{self, TermTable};
use crate::words::{Amount, AmountFault, Code, SourcePath};

const AMOUNT: Code = Code::error("ledger-amount");
const PERCENT: Code = Code::error("ledger-percent");
const PART: Code = Code::error("ledger-percent-part");
const LINK: Code = Code::error("ledger-link");
const PICTURE: Code = Code::error("ledger-picture");

/// Endings of pictures that a photo may have: an SVG is drawn, and never one.
const PHOTOS: [&str; 4] = ["jpg", "jpeg", "png", "gif"];

const STATUSES: TermTable<Status> = TermTable {
    also: &[
        ("未开始", Status::NotStarted),
        ("完成", Status::Done),
        ("已办结", Status::Done),
    ],
    ..TermTable::of(&Status::ALL)
};

/// Units that may stand behind a number; the column says what it is.
const UNITS: [&str; 25] = [
    "人次", "个学时", "学时", "小时", "元", "人", "名", "分", "项", "次", "件", "个", "天", "票", "户", "册",
    "本", "篇", "节", "场", "套", "台", "份", "期", "张",
];

/// What people write where nothing is to be written.
const BLANKS: [&str; 7] = ["—", "——", "-", "--", "/", "无", "~"];

/// Reads a cell in which something stands; `None` when it is nothing that its column takes.
pub(super) fn read(
    faults: &Faults<'_>,
    field: &Field<'_, '_>,
    kind: ColumnKind,
    aside: &mut NamedInRows,
) -> Option<Cell> {
    match kind {
        ColumnKind::Text => values::text(faults, field).map(Cell::Text),
        ColumnKind::Person => values::line(faults, field).map(Cell::Text),
        ColumnKind::Date if field.node.text() == Some(DAY_TO_FILL_IN) => {
            Some(Cell::Text(DAY_TO_FILL_IN.to_owned()))
        }
        ColumnKind::Date => values::day(faults, field).map(Cell::Date),
        ColumnKind::Status => STATUSES.read(faults, field).map(Cell::Status),
        ColumnKind::Number | ColumnKind::Money => number(faults, field).map(Cell::Amount),
        ColumnKind::Percent => percent(faults, field).map(Cell::Amount),
        ColumnKind::Link => link(faults, field, &mut aside.links),
        ColumnKind::Picture => picture(faults, field, &mut aside.images),
    }
}

/// 时限 of a 整改 that is no day: 长期坚持 or 立行立改, as they are variously written.
pub(super) fn without_day(field: &Field<'_, '_>) -> Option<Cell> {
    super::without_day(field.node.text()?).map(|word| Cell::Text(word.to_owned()))
}

/// True when nothing was typed, or a stroke in place of a value. 无 is a value where words stand.
pub(super) fn is_blank(field: &Field<'_, '_>, kind: ColumnKind) -> bool {
    let words = matches!(kind, ColumnKind::Text | ColumnKind::Person);
    let stroke = |typed: &str| BLANKS.contains(&typed) && !(words && typed == "无");
    field.node.is_blank() || field.node.text().is_some_and(|typed| stroke(typed.trim()))
}

/// A number or an amount of money, exactly.
pub(super) fn number(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<Amount> {
    let typed = values::typed_line(faults, field)?;
    if typed == NUMBER_TO_FILL_IN {
        return Some(Amount::ZERO);
    }
    let bare = values::without_unit(typed, &UNITS);
    let bare = bare.trim_start_matches(['¥', '￥']).trim();
    match Amount::parse(bare) {
        Ok(amount) => Some(amount),
        Err(fault) => {
            say(faults, field, typed, fault);
            None
        }
    }
}

fn say(faults: &Faults<'_>, field: &Field<'_, '_>, typed: &str, fault: AmountFault) {
    let (name, typed_short) = (field.name, values::shown(typed));
    let (message, hint) = match fault {
        AmountFault::Points => (
            format!("“{name}”的“{typed_short}”有两个小数点"),
            "请核对，只留一个小数点，例如 12.34",
        ),
        AmountFault::Decimals => (
            format!("“{name}”的“{typed_short}”小数超过两位"),
            "最多写两位小数，金额写到分",
        ),
        AmountFault::Commas => (
            format!("“{name}”的“{typed_short}”逗号位置不对"),
            "逗号每三位一个，例如 15,876.00；也可以不写逗号",
        ),
        AmountFault::Large => (
            format!("“{name}”的“{typed_short}”太大了"),
            "请核对，整数部分最多 11 位",
        ),
        AmountFault::NoNumber if typed.ends_with(['%', '％']) => (
            format!("“{name}”应当是数，这里是百分数“{typed_short}”"),
            "去掉百分号；整列都是百分数的，在“列”里写“类型: 百分比”",
        ),
        AmountFault::NoNumber if typed.contains('万') => (
            format!("“{name}”的“{typed_short}”不能用“万”作单位"),
            "写全数字，例如 15000",
        ),
        AmountFault::NoNumber => (
            format!("“{name}”应当是数，这里是“{typed_short}”"),
            "只写数字，例如 12 或 1580.50",
        ),
    };
    faults.say(AMOUNT, field.node.at, message, hint);
}

/// A percentage, 0 to 100.
pub(super) fn percent(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<Amount> {
    let typed = values::typed_line(faults, field)?;
    let bare = typed.trim_end_matches(['%', '％']).trim_end();
    if bare.len() == typed.len() && bare.starts_with("0.") {
        let as_part = bare
            .parse::<f64>()
            .map_or(0.0, |part| (part * 10_000.0).round() / 100.0);
        let message = format!(
            "“{}”写的是 {}，会显示成 {bare}%",
            field.name,
            values::shown(typed)
        );
        let hint = format!("是 {as_part}% 的，写成“{as_part}%”；确实不到百分之一的，写成“{bare}%”");
        faults.say(PART, field.node.at, message, hint);
        return None;
    }
    let amount = match Amount::parse(bare) {
        Ok(amount) => amount,
        Err(fault) => {
            say(faults, field, bare, fault);
            return None;
        }
    };
    if amount < Amount::ZERO || amount > Amount::whole(100) {
        let message = format!("“{}”是 {amount}%，应当在 0 到 100 之间", field.name);
        faults.say(PERCENT, field.node.at, message, "请核对这个百分数");
        return None;
    }
    Some(amount)
}

/// A link: an address, or a map with the words that readers see.
fn link(faults: &Faults<'_>, field: &Field<'_, '_>, links: &mut Vec<Link>) -> Option<Cell> {
    let (label, typed) = if let Value::Map(_) = field.node.value {
        let form = "{名称: 整改照片, 链接: ../files/照片.jpg}";
        let mut map = Fields::of_field(faults, field, form)?;
        let label = map.line(keys::CALLED);
        let target = map.required(
            keys::TARGET,
            values::line,
            "链接: ../notices/2026-03-12-zhuti-dangri.md",
        );
        map.finish();
        (label, target?)
    } else {
        let value = values::line(faults, field)?;
        let at = field.node.at;
        (None, crate::read::fields::TypedValue { value, at })
    };
    let address = typed.value.as_str();
    if let Some(rest) = ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
    {
        let odd = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\');
        if !rest.is_empty() && !rest.contains(odd) {
            return Some(Cell::Url {
                label: label.unwrap_or_else(|| rest.trim_end_matches('/').to_owned()),
                href: address.to_owned(),
            });
        }
    }
    if address.starts_with("www.") {
        let message = format!("“{}”的网址没有写完整", field.name);
        faults.say(
            LINK,
            typed.at,
            message,
            format!("写成“https://{address}”，打开看看对不对"),
        );
        return None;
    }
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (address, None),
    };
    let source = faults.source();
    let target = source
        .path
        .resolve(path)
        .filter(|_| !address.contains(':') && !path.is_empty());
    let Some(target) = target else {
        let message = format!("“{}”的“{}”不能用作链接", field.name, values::shown(address));
        let hint = "写 https:// 开头的网址，或者网站里的文件，例如 ../notices/2026-03-12-zhuti-dangri.md";
        faults.say(LINK, typed.at, message, hint);
        return None;
    };
    links.push(Link {
        target: target.clone(),
        fragment: fragment.filter(|fragment| !fragment.is_empty()),
        place: faults.place(typed.at),
    });
    Some(Cell::File { label, target })
}

/// A picture of the site. That the file is there is checked with all that entries name.
fn picture(faults: &Faults<'_>, field: &Field<'_, '_>, images: &mut Vec<Image>) -> Option<Cell> {
    let typed = values::line(faults, field)?;
    let resolved = faults.source().path.resolve(&typed);
    let is_photo = |file: &SourcePath| PHOTOS.contains(&file.extension().as_str());
    let Some(file) = resolved.filter(|file| !typed.contains(':') && is_photo(file)) else {
        let message = format!("“{}”的“{}”不能用作照片", field.name, values::shown(&typed));
        let hint = "写照片文件的位置，例如 xuexi.jpg；照片用 jpg 或 png，和台账放在同一个文件夹里";
        faults.say(PICTURE, field.node.at, message, hint);
        return None;
    };
    images.push(Image {
        file: file.clone(),
        place: faults.place(field.node.at),
    });
    Some(Cell::Picture(file))
}
