//! 评诺: by whom, how, and whether the promises were kept, in the cells of a form, in lines, and in the columns of registers.

use super::register_table::RegisterTaken;
use super::working::{LabelPlace, LabelledValue, WorkingText};
use super::{ImportedField, days, forms};
use crate::words::{Day, LazyRegex};

/// Who evaluates, as forms write it without what is at its end, and the field.
const EVALUATIONS: [(&str, &str); 10] = [
    ("自评", "自评"),
    ("自我评价", "自评"),
    ("自我评议", "自评"),
    ("互评", "互评"),
    ("群众评", "群众评"),
    ("群众评议", "群众评"),
    ("群众评价", "群众评"),
    ("群众测评", "群众评"),
    ("群众满意度", "群众评"),
    ("组织评", "组织评"),
];

/// What a form calls the end of it: 兑现了没有.
const CONCLUSIONS: [&str; 8] = [
    "评诺结论", "兑现结论", "评诺结果", "兑现结果", "结论", "评定结论", "是否兑现", "践诺结论",
];

/// When it was.
const DAYS: [&str; 4] = ["评诺日期", "评诺时间", "评议日期", "评议时间"];

/// Words for what was kept.
const KEPT: [(&str, &str); 8] = [
    ("已兑现", "已兑现"),
    ("兑现", "已兑现"),
    ("全部兑现", "已兑现"),
    ("已全部兑现", "已兑现"),
    ("完全兑现", "已兑现"),
    ("基本兑现", "基本兑现"),
    ("未兑现", "未兑现"),
    ("没有兑现", "未兑现"),
];

static BY_BRANCH: LazyRegex =
    LazyRegex::new("^(?:党?支部|党?总支|党委|党?组织)(?:评定|评议|评价|评诺|考评)(?:意见|结果|结论|等次)?$");
static REASON: LazyRegex = LazyRegex::new(
    "^(?:未|没有)(?:兑现|完成|践诺)(?:的?(?:承诺)?事项)?(?:的?(?:说明|原因|情况说明|及原因))$",
);

const DAY: &str = "日期";
const CONCLUSION: &str = "结论";
const UNKEPT_REASON: &str = "未兑现说明";

/// The field of 评诺 that a label or a heading names, or 未兑现说明.
pub(super) fn field_of(label: &str) -> Option<&'static str> {
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    if DAYS.contains(&label.as_str()) {
        return Some(DAY);
    }
    if CONCLUSIONS.contains(&label.as_str()) {
        return Some(CONCLUSION);
    }
    if REASON.is_match(&label) {
        return Some(UNKEPT_REASON);
    }
    if BY_BRANCH.is_match(&label) {
        return Some("组织评");
    }
    let ends = ["结果", "情况", "等次", "意见", "评价"];
    let bare = ends
        .iter()
        .find_map(|end| label.strip_suffix(end))
        .unwrap_or(&label);
    let by_whom = |said: &str| EVALUATIONS.iter().find(|row| said.ends_with(row.0));
    by_whom(&label).or_else(|| by_whom(bare)).map(|row| row.1)
}

/// `承诺基本兑现。` → `基本兑现`.
fn without_promise(said: &str) -> &str {
    let said = said.lines().next().unwrap_or_default().trim_end_matches('。');
    said.strip_prefix("承诺").unwrap_or(said)
}

/// 评诺 on the way.
#[derive(Debug, Clone, Default)]
pub(super) struct EvaluationFound {
    fields: Vec<ImportedField>,
    reason: Option<String>,
    /// Two days.
    is_doubtful: bool,
}

impl EvaluationFound {
    /// Takes what stands behind a label, once; false for what is no such word.
    pub(super) fn add(&mut self, name: &'static str, said: &str) -> bool {
        let (said, day) = forms::before_day(said.trim());
        let said = said.trim_end_matches('。');
        let has = |name: &str| self.fields.iter().any(|field| field.name == name);
        match name {
            DAY => {
                let day = day.or_else(|| days::only_day(said));
                self.set_day(day);
                return day.is_some();
            }
            UNKEPT_REASON => {
                let is_reason = said.chars().count() > 3 && !said.contains('\n') && self.reason.is_none();
                self.reason = self.reason.take().or_else(|| is_reason.then(|| said.to_owned()));
                return is_reason;
            }
            _ => {}
        }
        // 基本兑现（第3项少开展1次）.
        let (said, why) = match said.split_once(['（', '(']) {
            Some((kept, why)) if name == CONCLUSION => (kept.trim(), why.strip_suffix(['）', ')'])),
            _ => (said, None),
        };
        // 满意。承诺基本兑现。
        if name == "组织评"
            && let Some((how, kept)) = said.split_once('。')
            && KEPT.iter().any(|row| row.0 == without_promise(kept))
        {
            let is_known = self.add("组织评", how);
            self.set_day(day);
            return self.add(CONCLUSION, without_promise(kept)) && is_known;
        }
        let kept = KEPT.iter().find(|row| row.0 == said).map(|row| row.1);
        let is_word = match said.chars().count() {
            1 => "好优良中差".contains(said),
            length => length <= 6 && said.chars().all(crate::words::is_han),
        };
        let (name, said) = match (name, kept) {
            (CONCLUSION, Some(kept)) => (CONCLUSION, kept),
            (CONCLUSION, None) => return false,
            // 支部评定 | 已兑现.
            ("组织评", Some(kept)) if kept != "未兑现" && !has(CONCLUSION) => (CONCLUSION, kept),
            ("组织评", Some(_)) => return false,
            _ => (name, said),
        };
        if said.is_empty() || !is_word || has(name) {
            return false;
        }
        self.fields.push(ImportedField::new(name, said));
        let why = why.filter(|why| said != "已兑现" && why.chars().count() > 3);
        self.reason = self.reason.take().or_else(|| why.map(str::to_owned));
        self.set_day(day);
        true
    }

    /// True where a cell says no more than what was taken of it.
    fn says_all(&self, name: &str, said: &str) -> bool {
        let said = said.trim().trim_end_matches('。');
        match name {
            DAY => days::only_day(said).is_some(),
            UNKEPT_REASON => self.reason.as_deref() == Some(said),
            _ => KEPT.iter().any(|row| row.0 == said) || self.fields.iter().any(|field| field.said() == said),
        }
    }

    fn set_day(&mut self, day: Option<Day>) {
        let Some(day) = day else { return };
        let field = ImportedField::new(DAY, day);
        match self.fields.iter().find(|field| field.name == DAY) {
            Some(known) => self.is_doubtful |= known.value != field.value,
            None => self.fields.push(field),
        }
    }

    /// The day of all, where there is an own one or none.
    pub(super) fn fill_day(&mut self, day: Day) {
        if self.says_how() && !self.fields.iter().any(|field| field.name == DAY) {
            self.set_day(Some(day));
        }
    }

    fn says_how(&self) -> bool {
        self.fields.iter().any(|field| field.name != DAY)
    }

    /// True where 未兑现 stands without the reason that it needs.
    pub(super) fn lacks_reason(&self) -> bool {
        let is_unkept = |field: &ImportedField| field.name == CONCLUSION && field.said() == "未兑现";
        self.reason.is_none() && self.fields.iter().any(is_unkept)
    }

    /// 评诺 and 未兑现说明, where they are clear; what needs reasons and has none is left.
    pub(super) fn fields(&self) -> Vec<ImportedField> {
        if !self.says_how() || self.is_doubtful || self.lacks_reason() {
            return Vec::new();
        }
        let mut fields = vec![ImportedField::new("评诺", self.fields.clone())];
        fields.extend(ImportedField::known(UNKEPT_REASON, self.reason.clone()));
        fields
    }
}

/// Takes 评诺, in the rows of a form (`个人自评 | 满意`, `支部评定 | 已兑现`, and below it the day) or in lines, where it stays.
pub(super) fn take(work: &mut WorkingText, register: RegisterTaken) {
    if register == RegisterTaken::Pledgers {
        return;
    }
    let mut found = EvaluationFound::default();
    let mut cells_read = Vec::new();
    for (block, table) in forms::tables_at(work) {
        for (row, cells) in table.rows.iter().enumerate() {
            for (cell, pair) in cells.windows(2).enumerate() {
                let said = forms::cell_text(&pair[1]);
                // The heading of the next column.
                let name = field_of(&forms::cell_text(&pair[0])).filter(|_| field_of(&said).is_none());
                let is_all = name.is_some_and(|name| found.add(name, &said) && found.says_all(name, &said));
                if is_all {
                    cells_read.push(LabelPlace::Cell { block, row, cell });
                }
            }
        }
    }
    let cells = forms::cells(work).map(forms::cell_text);
    let cells: Vec<String> = cells.filter(|said| said.contains('：')).collect();
    let in_cells = cells.iter().flat_map(|said| said.lines());
    for said in work.lines().map(|(_, said)| said).chain(in_cells) {
        add_labelled(&mut found, said);
    }
    if found.lacks_reason() {
        work.say("评诺结论是“未兑现”，没有找到原因，没有填“评诺”；请写明“未兑现说明”");
    }
    let fields = found.fields();
    if !fields.is_empty() {
        for block in &mut work.blocks {
            block.is_taken |= day_of(&block.said).is_some();
        }
        work.labelled
            .extend(cells_read.into_iter().map(LabelledValue::read));
    }
    for field in fields {
        work.fill(field.name, field.value);
    }
}

/// `自评：好　互评：较好`, and nothing else; the day stands beside others too.
fn add_labelled(found: &mut EvaluationFound, line: &str) {
    let parts = line.split([' ', '；', '，']).filter(|part| !part.is_empty());
    let pairs: Option<Vec<(&'static str, &str)>> = parts
        .map(|part| {
            let (label, value) = part.split_once('：')?;
            Some((field_of(label)?, value))
        })
        .collect();
    match pairs {
        Some(pairs) => pairs.into_iter().for_each(|(name, value)| {
            found.add(name, value);
        }),
        None => found.set_day(day_in(line)),
    }
}

/// The day of `评诺时间：2026年1月8日`, where a line says nothing else.
pub(super) fn day_of(line: &str) -> Option<Day> {
    let (label, day) = line.split_once('：')?;
    (field_of(label)? == DAY).then(|| days::only_day(day.trim()))?
}

/// That day, also beside what else a line says: `审核日期：2025年3月14日　评诺日期：2025年12月26日`.
pub(super) fn day_in(line: &str) -> Option<Day> {
    let mut days = line.split([' ', '；', '，']).filter_map(day_of);
    day_of(line).or_else(|| days.next())
}
