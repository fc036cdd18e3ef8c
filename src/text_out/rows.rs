//! Tables read row by row: `第一党支部：应缴3120元，实缴3120元。`

use crate::paper::blocks::{Table, TableCell, TableRow};
use crate::paper::columns::{CellSpan, spots};

/// The longest unit that a column's name may end with: `（万元）`.
const LONGEST_UNIT: usize = 4;

/// A sentence for each row; `words` is how a cell is read.
pub(super) fn sentences(table: &Table, words: &mut dyn FnMut(&TableCell) -> String) -> Vec<String> {
    let heads = |row: &&TableRow| !row.is_empty() && row.iter().all(|cell| cell.head);
    let (head, rows) = match (table.head.as_slice(), table.rows.as_slice()) {
        ([], [first, rest @ ..]) if !rest.is_empty() && heads(&first) => (std::slice::from_ref(first), rest),
        (head, rows) => (head, rows),
    };
    let names = ColumnNames::of(head, words);
    let mut sentences = Vec::new();
    // What cells of the rows above say for those below them.
    let mut above: Vec<(CellSpan, String)> = Vec::new();
    let mut heading: Option<String> = None;
    for (row, spots) in rows.iter().zip(spots(rows)) {
        if let [only] = row.as_slice()
            && only.keep
        {
            let said = words(only);
            heading = Some(match said.rsplit_once('\u{3000}') {
                // The name may be set wide.
                Some((name, posts)) => format!("{}，{posts}", name.replace('\u{3000}', "")),
                None => said,
            });
            continue;
        }
        let mut said: Vec<SpokenCell> = above
            .iter()
            .map(|(spot, text)| SpokenCell {
                spot: *spot,
                text: text.clone(),
                head: false,
            })
            .collect();
        above.retain_mut(|(spot, _)| {
            spot.rows -= 1;
            spot.rows > 0
        });
        for (cell, spot) in row.iter().zip(spots) {
            let text = words(cell);
            if spot.rows > 1 {
                let rows = spot.rows - 1;
                above.push((CellSpan { rows, ..spot }, text.clone()));
            }
            said.push(SpokenCell {
                spot,
                text,
                head: cell.head,
            });
        }
        said.sort_by_key(|cell| cell.spot.column);
        let sentence = match names.is_empty() {
            true => without_names(&said),
            false => names.sentence(heading.as_deref(), &said),
        };
        sentences.extend(
            (!sentence.is_empty())
                .then(|| format!("{}。", sentence.trim_end_matches(['。', '；', '，', '：']))),
        );
    }
    if rows.is_empty() {
        sentences.extend((!names.is_empty()).then(|| format!("{}。", names.all().join("，"))));
    }
    sentences
}

/// A cell of a row.
struct SpokenCell {
    spot: CellSpan,
    text: String,
    head: bool,
}

/// What heads each column; of several rows of heads the upper one first.
struct ColumnNames(Vec<String>);

impl ColumnNames {
    fn of(head: &[TableRow], words: &mut dyn FnMut(&TableCell) -> String) -> Self {
        let mut names: Vec<String> = Vec::new();
        for (row, spots) in head.iter().zip(spots(head)) {
            for (cell, spot) in row.iter().zip(spots) {
                let text = words(cell);
                let end = spot.column + spot.columns;
                if names.len() < end {
                    names.resize(end, String::new());
                }
                names[spot.column..end]
                    .iter_mut()
                    .for_each(|name| name.push_str(&text));
            }
        }
        Self(names)
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(String::is_empty)
    }

    fn all(&self) -> Vec<String> {
        self.0.iter().filter(|name| !name.is_empty()).cloned().collect()
    }

    fn name(&self, column: usize) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }

    /// What a row says, below another that heads it or by itself.
    fn sentence(&self, heading: Option<&str>, cells: &[SpokenCell]) -> String {
        let mut cells = cells.iter().filter(|cell| !cell.text.is_empty());
        let Some(first) = cells.next() else {
            return String::new();
        };
        let mut label = first.text.clone();
        let mut rest: Vec<&SpokenCell> = cells.collect();
        if self.name(first.spot.column) == "序号" && is_number(&first.text) {
            label = format!("第{label}项");
            if !rest.is_empty() && first.spot.column == 0 {
                label = format!("{label}，{}", rest.remove(0).text);
            }
        } else if first.spot.column > 0 && rest.is_empty() {
            return self.said(first);
        }
        let mut said: Vec<String> = match (rest.as_slice(), self.0.len()) {
            // Of two columns the second says what the first one is about.
            ([only], 2) if !is_number(&only.text) => vec![only.text.clone()],
            _ => rest.iter().map(|cell| self.said(cell)).collect(),
        };
        if let Some(heading) = heading {
            said.insert(0, std::mem::replace(&mut label, heading.to_owned()));
        }
        if said.is_empty() {
            return label;
        }
        let label = label.trim_end_matches(['。', '；', '：']);
        let said: Vec<&str> = said
            .iter()
            .map(|one| one.trim_end_matches(['。', '；']))
            .collect();
        let parted = said.len() > 1 && said.iter().any(|one| one.contains(['，', '。', '；']));
        format!("{label}：{}", said.join(if parted { "；" } else { "，" }))
    }

    /// `应缴3120元`, `责任人为林书岚`.
    fn said(&self, cell: &SpokenCell) -> String {
        let name = self.name(cell.spot.column);
        let text = &cell.text;
        if !is_number(text) {
            return match name {
                "" => text.clone(),
                name => format!("{name}为{text}"),
            };
        }
        match name.strip_suffix('）').and_then(|name| name.rsplit_once('（')) {
            Some((bare, unit)) if (1..=LONGEST_UNIT).contains(&unit.chars().count()) => {
                format!("{bare}{text}{}", if text.ends_with(unit) { "" } else { unit })
            }
            _ => format!("{name}{text}"),
        }
    }
}

/// A row of a table without a head: what heads a cell in it is its name.
fn without_names(cells: &[SpokenCell]) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut name: Option<&str> = None;
    for cell in cells.iter().filter(|cell| !cell.text.is_empty()) {
        match (cell.head, name.take()) {
            (true, None) => name = Some(&cell.text),
            (true, Some(before)) => {
                said.push(before.to_owned());
                name = Some(&cell.text);
            }
            (false, Some(name)) => said.push(format!("{name}：{}", cell.text)),
            (false, None) => said.push(cell.text.clone()),
        }
    }
    said.extend(name.map(str::to_owned));
    said.join("；")
}

fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ".,-%％".contains(c))
        && text.chars().filter(|c| *c == '-').count() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::blocks::CellPart;
    use crate::paper::breaks::Span;

    fn row(cells: &[&str], head: bool) -> TableRow {
        let cell = |text: &&str| TableCell {
            parts: vec![CellPart::Text(vec![Span::plain(*text)])],
            head,
            ..TableCell::default()
        };
        cells.iter().map(cell).collect()
    }

    fn read(table: &Table) -> Vec<String> {
        sentences(table, &mut |cell| match cell.parts.first() {
            Some(CellPart::Text(spans)) => spans.iter().map(|span| span.text.as_str()).collect(),
            _ => String::new(),
        })
    }

    fn with_head(head: &[&str], rows: &[&[&str]]) -> Vec<String> {
        read(&Table {
            head: vec![row(head, true)],
            rows: rows.iter().map(|cells| row(cells, false)).collect(),
            ..Table::default()
        })
    }

    #[test]
    fn a_row_says_its_name_and_what_stands_in_each_column() {
        for (head, cells, expected) in [
            (
                &["支部", "应缴（元）", "实缴（元）"][..],
                &["第一党支部", "3,120.00", "3120"][..],
                "第一党支部：应缴3,120.00元，实缴3120元。",
            ),
            (
                &["岗位", "责任党员", "依据"],
                &["备课组", "唐慧敏", "带教2名，公开课4节。"],
                "备课组：责任党员为唐慧敏；依据为带教2名，公开课4节。",
            ),
            (&["事项", "情况"], &["讲党课", "已讲1次。"], "讲党课：已讲1次。"),
            (&["支部", "人数"], &["第一党支部", "12"], "第一党支部：人数12。"),
            (
                &["序号", "事项", "时限"],
                &["3", "修订目录", "2026-12-25"],
                "第3项，修订目录：时限为2026-12-25。",
            ),
            (
                &["支部", "完成率（%）"],
                &["第一党支部", "85%"],
                "第一党支部：完成率85%。",
            ),
            (&["支部", "人数", "备注"], &["第一党支部", "", ""], "第一党支部。"),
            (&["支部", "人数", "备注"], &["", "12", ""], "人数12。"),
            (&["支部", "人数"], &["", ""], ""),
        ] {
            let said = with_head(head, &[cells]).join("");
            assert_eq!(said, expected, "{head:?} {cells:?}");
        }
    }

    #[test]
    fn merged_cells_are_said_for_each_row() {
        let mut rows = vec![
            row(&["张三", "讲党课", "12月"], false),
            row(&["接待", "每月"], false),
        ];
        rows[0][0].rows = 2;
        let mut sum = row(&["合计", "2"], false);
        sum[0].columns = 2;
        rows.push(sum);
        let mut upper = row(&["承诺人", "承诺"], true);
        upper[1].columns = 2;
        upper[0].rows = 2;
        let table = Table {
            head: vec![upper, row(&["事项", "时限"], true)],
            rows,
            ..Table::default()
        };
        assert_eq!(
            read(&table),
            [
                "张三：承诺事项为讲党课，承诺时限为12月。",
                "张三：承诺事项为接待，承诺时限为每月。",
                "合计：承诺时限2。"
            ]
        );
    }

    #[test]
    fn what_heads_rows_is_said_before_each() {
        let mut rows = vec![
            row(&["张　三　书记"], false),
            row(&["讲党课", "12月"], false),
            row(&["接待", "每月"], false),
        ];
        rows[0][0].keep = true;
        rows[0][0].columns = 2;
        rows[1][0].keep = true;
        let table = Table {
            head: vec![row(&["承诺人和事项", "时限", "进度"], true)],
            rows,
            ..Table::default()
        };
        assert_eq!(
            read(&table),
            [
                "张三，书记：讲党课，时限为12月。",
                "张三，书记：接待，时限为每月。"
            ]
        );
    }

    #[test]
    fn a_table_without_a_head_is_read_by_what_heads_its_cells() {
        let mut rows = vec![
            row(&["电话", "6600123", "地点", "210室"], false),
            row(&["甲", "乙"], false),
        ];
        rows[0][0].head = true;
        rows[0][2].head = true;
        let table = Table {
            rows,
            ..Table::default()
        };
        assert_eq!(read(&table), ["电话：6600123；地点：210室。", "甲；乙。"]);
        assert!(read(&Table::default()).is_empty());
    }
}
