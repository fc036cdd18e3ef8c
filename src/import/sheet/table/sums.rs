//! The rows of sums of a table, held to the rows that they add up, and the numbers of a row that the page works out.

use super::{TableMaker, listed};
use crate::attachment::VisibleValue;
use crate::clearance;
use crate::import::sheet::body::{SumRow, TableBody};
use crate::import::sheet::columns::{self, ColumnSource, PlannedColumn};
use crate::import::sheet::grid::{CellOrigin, GridRow};
use crate::import::sheet::{cells, fit, guess, synonyms};
use crate::read::ledger::{Cell, ColumnKind, ColumnRole, Computed, sum_word};
use crate::words::Amount;

impl TableMaker<'_> {
    /// Checks the rows of sums, each against the rows since the last and against all above it.
    pub(super) fn sums(&mut self, body: &TableBody<'_>) {
        let mut totals = vec![(Amount::ZERO, Amount::ZERO); self.plan.columns.len()];
        let mut since = 0;
        for (place, sum) in body.sums.iter().enumerate() {
            for (index, (all, part)) in totals.iter_mut().enumerate() {
                let rows = self.rows[since..sum.behind].iter();
                *part = rows.filter_map(|row| row.cell(index)?.amount()).sum();
                *all = all.plus(*part);
            }
            since = sum.behind;
            self.say_unchecked(sum);
            let is_last = place + 1 == body.sums.len() && sum.behind == self.rows.len();
            for (index, cell) in self.quiet(sum.row).iter().enumerate() {
                let Some(Cell::Amount(amount)) = cell else {
                    continue;
                };
                if self.plan.columns[index].column.kind != ColumnKind::Percent {
                    self.sum((index, *amount), sum, totals[index], is_last);
                } else if is_last && !sum.is_partial {
                    self.rate(index, *amount);
                }
            }
        }
    }

    /// Says which sums of a row nobody adds up: they stand in words, or below what are no numbers alone.
    fn say_unchecked(&mut self, sum: &SumRow<'_>) {
        // 合计：壹仟元整（￥1000.00）; 合计（3人） states no sum.
        let states = |text: &str| {
            let behind = text.split_once(['：', ':']).map_or("", |(_, behind)| behind);
            sum_word(text).is_some() && (text.contains(['￥', '¥']) || guess::says_amount(behind))
        };
        let read = self.quiet(sum.row);
        let mut said = Vec::new();
        for (place, cell) in sum
            .row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.is_told())
        {
            let column = |column: &PlannedColumn| column.source == ColumnSource::Cells(place);
            let planned = self.plan.columns.iter().position(column);
            let is_read = planned.is_some_and(|index| matches!(read[index], Some(Cell::Amount(_))));
            let text = cell.value.as_ref().map(cells::shown).unwrap_or_default();
            let counts = |index: usize| {
                let mut own = self.rows.iter().filter_map(|row| row.cell(index));
                own.any(|cell| {
                    matches!(cell, Cell::Text(text) if guess::says_amount(text)) || cell.amount().is_some()
                })
            };
            let is_asked = match sum_word(&text) {
                Some(_) => states(&text),
                None => planned.is_some_and(counts) && guess::says_amount(&text),
            };
            if is_asked && !is_read {
                said.push(text);
            }
        }
        if !said.is_empty() {
            let number = sum.row.number;
            self.doubts.say(format!(
                "合计行（第{number}行）的{}没有和各行核对，也没有导入",
                listed(&said)
            ));
        }
    }

    /// What a row of sums says; what is no number in it needs no words.
    fn quiet(&mut self, row: &GridRow) -> Vec<Option<Cell>> {
        let doubts = std::mem::take(&mut self.doubts);
        let cells = self.cells(row);
        self.doubts = doubts;
        cells
    }

    /// A rate of all lies between the lowest and the highest.
    fn rate(&mut self, index: usize, amount: Amount) {
        let of = || self.rows.iter().filter_map(|row| row.cell(index)?.amount());
        if of().min().is_some_and(|lowest| lowest <= amount)
            && of().max().is_some_and(|highest| amount <= highest)
        {
            self.stated.push((index, amount));
        }
    }

    fn sum(
        &mut self,
        (index, amount): (usize, Amount),
        sum: &SumRow<'_>,
        (all, part): (Amount, Amount),
        is_last: bool,
    ) {
        let column = &self.plan.columns[index];
        if column.is_own && synonyms::named(&column.shown, synonyms::NOT_SUMMED).is_some() {
            return;
        }
        let fits_all = all == amount && !sum.is_partial;
        if !fits_all && part != amount {
            let sentence = format!(
                "第{}行的{}里，“{}”写的是 {}，各行相加是 {}，请核对；这个数没有导入",
                sum.row.number,
                if sum.is_partial { "小计" } else { "合计" },
                column.shown,
                written(column.column.kind, amount),
                written(column.column.kind, if sum.is_partial { part } else { all })
            );
            self.doubts.say(sentence);
        } else if fits_all && is_last && self.may_state(index) {
            self.state(index, amount);
        }
    }

    /// False for 人数 where a row says none: the ledger then counts one person.
    fn may_state(&self, index: usize) -> bool {
        let is_heads = self.plan.columns[index].column.role == Some(ColumnRole::Heads);
        !is_heads || self.rows.iter().all(|row| row.cell(index).is_some())
    }

    fn state(&mut self, index: usize, amount: Amount) {
        self.stated.push((index, amount));
        let column = &mut self.plan.columns[index];
        column.column.summed |= column.is_own;
    }

    /// Says where the table has another number than the page, which works it out.
    pub(super) fn compare_worked_out(&mut self, body: &TableBody<'_>) {
        let header = self.header;
        for (place, head) in header.columns.iter().enumerate() {
            let computed = self
                .plan
                .preset
                .and_then(|preset| fit::computed(preset, &head.bare));
            let is_used = |column: &PlannedColumn| column.source == ColumnSource::Cells(place);
            let Some(computed) = computed.filter(|_| !self.plan.columns.iter().any(is_used)) else {
                continue;
            };
            let kind = match computed {
                Computed::Unpaid | Computed::Balance => ColumnKind::Money,
                Computed::Score => ColumnKind::Number,
                _ => ColumnKind::Percent,
            };
            let power = columns::power(kind, Some(head), header);
            for ((row, number), line) in self.rows.iter().zip(&self.numbers).zip(&body.data) {
                let cell = line.cells.get(place).filter(|cell| cell.from == CellOrigin::Own);
                let stated = cell.and_then(|cell| stated(cell.value.as_ref()?, kind, power));
                let amount = |role| row.cell(self.place(role)?)?.amount();
                let pair = stated.zip(clearance::rate_or_difference(computed, &amount));
                // One may be the other, rounded.
                let is_another = |(stated, worked_out): &(Amount, Amount)| {
                    let rounding = if kind == ColumnKind::Percent {
                        50
                    } else {
                        10_i64.pow(power.unsigned_abs()) - 1
                    };
                    stated.minus(*worked_out).hundredths().abs() > rounding
                };
                if let Some((stated, worked_out)) = pair.filter(is_another) {
                    self.doubts.say(format!(
                        "第{number}行的“{}”写的是 {}，网页上算出来的是 {}，请核对",
                        head.name,
                        written(kind, stated),
                        written(kind, worked_out)
                    ));
                }
            }
        }
    }

    /// A last row that says nothing but the sums of the others is one of sums, whatever it is called.
    pub(super) fn last_row(&mut self) {
        let Some((last, before)) = self.rows.split_last() else {
            return;
        };
        let told: Vec<(usize, &Cell)> = last
            .cells
            .iter()
            .enumerate()
            .filter_map(|(index, cell)| Some((index, cell.as_ref()?)))
            .collect();
        let sums = told.iter().map(|(index, cell)| {
            let amount = cell.amount()?;
            let sum: Amount = before.iter().filter_map(|row| row.cell(*index)?.amount()).sum();
            (sum == amount && self.plan.columns[*index].column.kind != ColumnKind::Percent)
                .then_some((*index, amount))
        });
        let sums: Option<Vec<(usize, Amount)>> = sums.collect();
        let Some(sums) =
            sums.filter(|sums| before.len() > 1 && sums.iter().any(|(_, sum)| *sum != Amount::ZERO))
        else {
            return;
        };
        let number = self.numbers.pop().unwrap_or_default();
        self.rows.pop();
        self.doubts
            .say(format!("第{number}行是各行的合计，不作为一行导入"));
        for (index, amount) in sums {
            if self.may_state(index) && !self.stated.iter().any(|(known, _)| *known == index) {
                self.state(index, amount);
            }
        }
    }
}

fn written(kind: ColumnKind, amount: Amount) -> String {
    match kind {
        ColumnKind::Money => amount.money(),
        ColumnKind::Percent => format!("{amount}%"),
        _ => amount.to_string(),
    }
}

/// The number of a cell; a rate may be written as a part of 1.
fn stated(value: &VisibleValue, kind: ColumnKind, power: i32) -> Option<Amount> {
    let of = |power| Some(cells::percent(value, power)?.amount);
    match kind {
        ColumnKind::Percent => of(0).filter(|whole| *whole > Amount::whole(1)).or_else(|| of(2)),
        _ => of(power),
    }
}
