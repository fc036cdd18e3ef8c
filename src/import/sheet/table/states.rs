//! How far each row says that it is, 已完成 or 已销号, and what it then has to say beside.

use super::TableMaker;
use crate::attachment::VisibleValue;
use crate::import::sheet::body::TableBody;
use crate::import::sheet::columns::{ColumnSource, TablePlan};
use crate::import::sheet::days::{self, DayCertainty};
use crate::import::sheet::grid::GridCell;
use crate::import::sheet::header::{HeaderColumn, TableHeader};
use crate::import::sheet::{fit, synonyms};
use crate::read::ledger::{Cell, ColumnRole, Preset};
use crate::words::LazyRegex;

impl TableMaker<'_> {
    /// A state that is not imported may tell more than the days that are: what it needs is then asked for in the row itself,
    /// so that 已销号 is neither lost nor shown without its 核验人.
    pub(super) fn check_states(&mut self, body: &TableBody<'_>) {
        if self.plan.preset == Some(Preset::Opinions) {
            return self.drop_states();
        }
        let Some(preset @ (Preset::Rectification | Preset::Tasks)) = self.plan.preset else {
            return;
        };
        for (place, head) in state_columns((self.header, &self.plan), body, self.rows.len()) {
            for (index, row) in body.data.iter().enumerate().take(self.rows.len()) {
                let cell = row.cells.get(place);
                if cell.is_some_and(|cell| self.completed_on((index, row.number), head, cell)) {
                    continue;
                }
                let state = cell.map_or("", state_of);
                self.check_state((index, row.number), head, state, preset);
            }
        }
    }

    /// 办理中 is no reply to an opinion: one that has none is 办理中 by itself.
    fn drop_states(&mut self) {
        let Some(place) = self.place(ColumnRole::Outcome) else {
            return;
        };
        let is_state = |text: &str| {
            let states = [synonyms::UNDER_WAY, synonyms::NOT_BEGUN, synonyms::UNANSWERED];
            states.iter().any(|states| synonyms::has(states, text.trim()))
        };
        for (row, number) in self.rows.iter_mut().zip(&self.numbers) {
            let cell = &mut row.cells[place];
            if let Some(Cell::Text(text)) = cell
                && is_state(text)
            {
                const WHAT: &str = "只是说办到哪一步，不是答复，没有填；答复了的，补上答复和答复日期";
                let column = &self.plan.columns[place].shown;
                self.doubts.cell(*number, column, WHAT, text);
                *cell = None;
            }
        }
    }

    /// 已于4月26日完成: 完成日期, where nothing else says it. A day without its year is of the register's; false where none is
    /// said, or it would be before the row begins.
    fn completed_on(&mut self, (index, number): (usize, u32), head: &HeaderColumn, cell: &GridCell) -> bool {
        let text = cell.text().unwrap_or_default();
        let said = DONE_ON.captures(text);
        let said = said.and_then(|found| found.name("day").or_else(|| found.name("behind")));
        let Some((day, certainty)) = said.and_then(|day| days::typed(day.as_str(), self.header.year, false))
        else {
            return false;
        };
        let begun = self
            .place(ColumnRole::Begun)
            .map(|place| &self.rows[index].cells[place]);
        if matches!(begun, Some(Some(Cell::Date(begun))) if *begun > day)
            || !self.ask(index, ColumnRole::Completed)
        {
            return false;
        }
        if let Some(place) = self.place(ColumnRole::Completed) {
            self.rows[index].cells[place] = Some(Cell::Date(day));
        }
        if certainty == DayCertainty::YearOfRegister {
            const WHAT: &str = "没有写年份，按表里的年份填了“完成日期”";
            self.doubts.cell(number, &head.name, WHAT, text);
        }
        true
    }

    fn check_state(
        &mut self,
        (index, number): (usize, u32),
        head: &HeaderColumn,
        state: &str,
        preset: Preset,
    ) {
        let is_closed = preset == Preset::Rectification
            && (state == "已销号" || head.bare.contains("销号") && synonyms::has(synonyms::YES, state));
        let ask = |maker: &mut Self, role| maker.ask(index, role);
        let says = |maker: &mut Self, what| maker.doubts.cell(number, &head.name, what, "");
        if !is_closed && !synonyms::has(synonyms::DONE, state) {
            if synonyms::has(synonyms::UNDER_WAY, state) && ask(self, ColumnRole::Started) {
                says(self, "说正在进行，却没有启动日期，请补上“启动日期”");
            }
            return;
        }
        if ask(self, ColumnRole::Completed) {
            says(self, "说已经完成，却没有完成日期，请补上“完成日期”");
        }
        if is_closed && (ask(self, ColumnRole::Verifier) | ask(self, ColumnRole::Closed)) {
            says(
                self,
                "说已经销号，却没有核验人和销号日期，请补上“核验人”“销号日期”，才显示为“已销号”",
            );
        }
    }
}

/// 已于4月26日完成, 已完成（4月26日）, 按期完成; not 4月26日前完成, which is a plan.
static DONE_ON: LazyRegex = LazyRegex::new(concat!(
    r"^(?:已经?)?[于在]?(?P<day>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}[日号])?(?:已经?)?(?:按期|按时|如期|提前|全部|全面|顺利|圆满)*",
    r"(?:完成|办结|整改完成|整改到位|建成投用|投入使用)(?:[（(](?P<behind>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}[日号])[）)])?(?:[，；。,;]|$)"
));

/// The columns that say how far each row is: by their names, or because they say nothing but states. 完成情况 may say it in one
/// row, and in the next what came of it.
fn state_columns<'h>(
    (header, plan): (&'h TableHeader, &TablePlan),
    body: &TableBody<'_>,
    rows: usize,
) -> Vec<(usize, &'h HeaderColumn)> {
    const STATES: [&str; 3] = [synonyms::DONE, synonyms::UNDER_WAY, synonyms::NOT_BEGUN];
    let is_named = |head: &HeaderColumn| fit::computed(Preset::Tasks, &head.bare).is_some();
    let is_outcome = |place: usize| {
        let mut columns = plan.columns.iter();
        columns.any(|column| {
            column.column.role == Some(ColumnRole::Outcome) && column.source == ColumnSource::Cells(place)
        })
    };
    let says_states = |place: usize| {
        let rows = body.data.iter().take(rows);
        let said = rows.filter_map(|row| row.cells.get(place).map(state_of));
        let said: Vec<&str> = said.filter(|said| !said.is_empty()).collect();
        let is_state = |said: &&str| STATES.iter().any(|states| synonyms::has(states, said));
        !said.is_empty() && said.iter().all(is_state)
    };
    let columns = header.columns.iter().enumerate();
    columns
        .filter(|(place, head)| is_named(head) || is_outcome(*place) || says_states(*place))
        .collect()
}

/// The word of a cell that begins with a state, `已完成，三个支部均已补正`; of a part of 100 the state that it means.
fn state_of(cell: &GridCell) -> &str {
    if let Some(VisibleValue::Percent(stored)) = &cell.value {
        return if stored == "1" { "已完成" } else { "进行中" };
    }
    let text = cell.text().unwrap_or_default();
    if DONE_ON.is_match(text) {
        return "已完成";
    }
    let word = text
        .split(['，', ',', '、', '；', ';', '（', '('])
        .next()
        .unwrap_or_default()
        .trim();
    // 完成60%, 已完成33.5%.
    let part = word.strip_suffix(['%', '％']).map(|part| {
        let before = synonyms::words(synonyms::BEFORE_PART).find_map(|before| part.strip_prefix(before));
        before.unwrap_or(part).trim()
    });
    let whole = part.and_then(|part| part.split('.').next()?.parse().ok());
    match whole {
        Some(100) => "已完成",
        Some(1..100) => "进行中",
        _ => word,
    }
}
