//! A 光荣榜 as templates see it: its table's rows as cards, all of one kind. Takes the cells that a ledger's table
//! shows, so that a column withheld there is withheld here.

use serde::Serialize;

use super::ledger::{LedgerCellView, LedgerColumnView};
use crate::read::person::surname;
use crate::words::Day;

/// What stands in the place of a portrait when the one honoured is not called by a name.
const NO_NAME: &str = "光荣";

/// The rows of a 光荣榜 as cards, those with one 称号 under it, in the order of their rows.
pub(super) fn honour_groups(
    columns: &[LedgerColumnView],
    rows: &[Vec<LedgerCellView>],
) -> Vec<HonourGroupView> {
    let with_portraits = rows.iter().flatten().any(|cell| cell.picture.is_some());
    let cards: Vec<HonourView> = rows
        .iter()
        .map(|row| card(columns, row, with_portraits))
        .collect();
    let mut honours: Vec<&str> = Vec::new();
    for card in &cards {
        if !honours.contains(&card.honour.as_str()) {
            honours.push(&card.honour);
        }
    }
    // A heading over each card would say nothing that the card does not.
    if honours.len() * 2 > cards.len() {
        return match cards.is_empty() {
            true => Vec::new(),
            false => vec![HonourGroupView::of(None, cards)],
        };
    }
    let group = |honour: &str| {
        let cards = cards.iter().filter(|card| card.honour == honour);
        let heading = Some(honour.to_owned()).filter(|honour| !honour.is_empty());
        HonourGroupView::of(heading, cards.cloned().collect())
    };
    honours.into_iter().map(group).collect()
}

fn card(columns: &[LedgerColumnView], row: &[LedgerCellView], with_portraits: bool) -> HonourView {
    let mut view = HonourView::default();
    for (column, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty()) {
        if cell.picture.is_some() {
            view.picture.clone_from(&cell.picture);
            continue;
        }
        match column.name.as_str() {
            "姓名" => view.name.clone_from(&cell.text),
            "称号" => view.honour.clone_from(&cell.text),
            "支部" => view.branch.clone_from(&cell.text),
            "事迹" => view.deed.clone_from(&cell.text),
            name => view.lines.push(HonourLineView {
                label: name.to_owned(),
                cell: in_words(cell),
            }),
        }
    }
    if with_portraits && view.picture.is_none() {
        view.plate = Some(surname(&view.name).unwrap_or(NO_NAME).to_owned());
    }
    view
}

/// A cell as a text that stands alone: days as people write them.
fn in_words(cell: &LedgerCellView) -> LedgerCellView {
    LedgerCellView {
        text: Day::parse(&cell.text).map_or_else(|| cell.text.clone(), Day::chinese),
        ..cell.clone()
    }
}

/// The cards of one 称号.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HonourGroupView {
    /// 称号, or null where the cards say it.
    pub(crate) honour: Option<String>,
    /// What all of them say alike: 授予单位, 日期.
    pub(crate) lines: Vec<HonourLineView>,
    /// The cards.
    pub(crate) cards: Vec<HonourView>,
}

impl HonourGroupView {
    /// Takes out of several cards what each of them says.
    fn of(honour: Option<String>, mut cards: Vec<HonourView>) -> Self {
        let mut lines = Vec::new();
        if let [first, others @ ..] = &cards[..]
            && !others.is_empty()
        {
            lines.clone_from(&first.lines);
            lines.retain(|line| others.iter().all(|card| card.lines.contains(line)));
        }
        for card in &mut cards {
            card.lines.retain(|line| !lines.contains(line));
        }
        Self { honour, lines, cards }
    }
}

/// One honoured.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct HonourView {
    /// 姓名.
    pub(crate) name: String,
    /// The portrait, a path, or null.
    pub(crate) picture: Option<String>,
    /// What stands in its place where others have one: the surname; else null.
    pub(crate) plate: Option<String>,
    /// 称号; may be empty.
    pub(crate) honour: String,
    /// 支部; may be empty.
    pub(crate) branch: String,
    /// 事迹; may be empty.
    pub(crate) deed: String,
    /// The other columns with anything in this row.
    pub(crate) lines: Vec<HonourLineView>,
}

/// A further column of one honoured, or of all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct HonourLineView {
    /// The column's name.
    pub(crate) label: String,
    /// What it says.
    pub(crate) cell: LedgerCellView,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(rows: &[[&str; 4]]) -> Vec<HonourGroupView> {
        let names = ["姓名", "称号", "日期", "照片"];
        let column = |name: &str| LedgerColumnView {
            name: name.to_owned(),
            kind: "text",
            length: "short",
            is_lead: false,
        };
        let cell = |(index, text): (usize, &&str)| LedgerCellView {
            text: (*text).to_owned(),
            picture: (index == 3 && !text.is_empty()).then(|| (*text).to_owned()),
            ..LedgerCellView::default()
        };
        let rows: Vec<Vec<LedgerCellView>> = rows
            .iter()
            .map(|row| row.iter().enumerate().map(cell).collect())
            .collect();
        honour_groups(&names.map(column), &rows)
    }

    #[test]
    fn one_honour_of_many_is_a_heading() {
        let groups = cards(&[
            ["周立诚", "优秀", "", ""],
            ["欧阳明", "先进", "", ""],
            ["何立群", "优秀", "", ""],
            ["吴静宜", "先进", "", ""],
        ]);
        let said: Vec<String> = groups
            .iter()
            .map(|group| {
                let names: Vec<&str> = group.cards.iter().map(|card| card.name.as_str()).collect();
                format!("{} {}", group.honour.as_deref().unwrap_or("—"), names.join("、"))
            })
            .collect();
        assert_eq!(said, ["优秀 周立诚、何立群", "先进 欧阳明、吴静宜"]);
        let each = cards(&[
            ["周立诚", "优秀", "", ""],
            ["欧阳明", "先进", "", ""],
            ["何立群", "优秀", "", ""],
        ]);
        assert_eq!(
            (each.len(), each[0].honour.clone(), each[0].cards.len()),
            (1, None, 3)
        );
        assert!(cards(&[]).is_empty());
    }

    #[test]
    fn what_all_say_is_said_once() {
        let rows =
            |days: [&'static str; 2]| [["周立诚", "优秀", days[0], ""], ["欧阳明", "优秀", days[1], ""]];
        let said = |rows: &[[&str; 4]]| {
            let [group] = &cards(rows)[..] else {
                panic!("one group")
            };
            (group.lines.len(), group.cards[0].lines.len())
        };
        assert_eq!(said(&rows(["2026-03-02", "2026-03-02"])), (1, 0));
        assert_eq!(said(&rows(["2026-03-02", "2026-03-03"])), (0, 1));
        assert_eq!(said(&rows(["2026-03-02", "2026-03-02"])[..1]), (0, 1));
    }

    #[test]
    fn surnames_stand_where_others_have_a_portrait() {
        let rows = [
            ["周立诚", "优秀", "2026-03-02", "a.png"],
            ["欧阳明", "优秀", "", ""],
            ["后勤小组", "优秀", "", ""],
        ];
        let groups = cards(&rows);
        let plates: Vec<Option<&str>> = groups[0].cards.iter().map(|card| card.plate.as_deref()).collect();
        assert_eq!(plates, [None, Some("欧阳"), Some("光荣")]);
        assert_eq!(groups[0].cards[0].lines[0].cell.text, "2026年3月2日");
        let none = cards(&[["周立诚", "优秀", "", ""], ["欧阳明", "优秀", "", ""]]);
        assert!(none[0].cards.iter().all(|card| card.plate.is_none()));
    }
}
