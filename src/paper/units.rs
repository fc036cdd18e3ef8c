//! Numbers stay with what they count: `128名`, `300平方米`, `第3章`, `〔2026〕12号`. Decides where no line should begin;
//! how wide anything is, it does not know.

use super::breaks::Bound;
use crate::words::narrow_digit;

/// What follows a number and belongs to it; longer ones first.
const UNITS: &[&str] = &[
    "个百分点",
    "平方公里",
    "立方米",
    "平方米",
    "工作日",
    "百分点",
    "课时",
    "学时",
    "学分",
    "小时",
    "分钟",
    "公里",
    "公斤",
    "千克",
    "毫米",
    "厘米",
    "千米",
    "万元",
    "亿元",
    "万人",
    "人次",
    "个月",
    "周年",
    "周岁",
    "星期",
    "季度",
    "学年",
    "支部",
    "年",
    "月",
    "日",
    "号",
    "时",
    "点",
    "分",
    "秒",
    "元",
    "角",
    "人",
    "名",
    "位",
    "个",
    "项",
    "次",
    "条",
    "篇",
    "册",
    "本",
    "页",
    "张",
    "份",
    "件",
    "期",
    "届",
    "级",
    "班",
    "组",
    "章",
    "节",
    "款",
    "岁",
    "周",
    "天",
    "倍",
    "米",
    "克",
    "吨",
    "亩",
    "度",
    "万",
    "亿",
    "千",
    "百",
    "步",
    "轮",
    "批",
    "场",
    "户",
    "所",
    "家",
];

/// Binds what belongs together.
pub(super) fn bind(text: &mut Bound<'_, '_>) {
    let mut at = 0;
    while at < text.len() {
        if !is_digit(text.at(at)) {
            at += 1;
            continue;
        }
        if at > 0 && matches!(text.at(at - 1), "第" | "〕") {
            text.bind(at);
        }
        while is_digit(text.at(at)) || (text.at(at) == "." && is_digit(text.at(at + 1))) {
            at += 1;
        }
        bind_unit(text, at);
    }
}

/// Binds the unit that stands behind a number, if one does.
fn bind_unit(text: &mut Bound<'_, '_>, end: usize) {
    let mut buffer = [0; 4];
    let unit = UNITS.iter().find(|unit| {
        let mut letters = unit.chars().enumerate();
        letters.all(|(place, c)| text.at(end + place) == c.encode_utf8(&mut buffer))
    });
    let length = unit.map_or(0, |unit| unit.chars().count());
    (end..end + length).for_each(|place| text.bind(place));
}

fn is_digit(text: &str) -> bool {
    text.starts_with(|c: char| narrow_digit(c).is_ascii_digit())
}
