//! Months and quarters: what a report is about.

use std::fmt;

use super::Day;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    /// 1 to 12.
    number: u32,
}

impl Month {
    /// The month that a day lies in.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self {
            year: day.year(),
            number: day.month(),
        }
    }

    /// Four digits: 2026.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        Day::new(self.year, self.number, 1).map(Day::end_of_month)
    }

    /// The next month; behind December, January of the next year.
    #[must_use]
    pub fn next(self) -> Self {
        match self.number {
            12 => Self {
                year: self.year + 1,
                number: 1,
            },
            number => Self {
                number: number + 1,
                ..self
            },
        }
    }

    /// The quarter that it lies in.
    #[must_use]
    pub fn quarter(self) -> Quarter {
        Quarter {
            year: self.year,
            number: (self.number - 1) / 3 + 1,
        }
    }

    /// `2026年10月`.
    #[must_use]
    pub fn label(self) -> String {
        format!("{}年{}月", self.year, self.number)
    }
}

/// `2026-10`, for addresses.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.number)
    }
}

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i32,
    /// 1 to 4.
    number: u32,
}

impl Quarter {
    /// Reads `2026-Q3` or `2026-q3`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text
            .trim()
            .split_once("-Q")
            .or_else(|| text.trim().split_once("-q"))?;
        let number = number.parse().ok().filter(|number| (1..=4).contains(number))?;
        let day = Day::parse(&format!("{year}-01-01"))?;
        Some(Self {
            year: day.year(),
            number,
        })
    }

    /// The four of a year.
    pub const LABELS: [&str; 4] = ["第一季度", "第二季度", "第三季度", "第四季度"];

    /// Four digits: 2026.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 4.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    /// Its three months, in order.
    #[must_use]
    pub fn months(self) -> [Month; 3] {
        [1, 2, 3].map(|month| Month {
            year: self.year,
            number: (self.number - 1) * 3 + month,
        })
    }

    /// `2026年第三季度`.
    #[must_use]
    pub fn label(self) -> String {
        format!("{}年{}", self.year, self.short_label())
    }

    /// `第三季度`.
    #[must_use]
    pub fn short_label(self) -> &'static str {
        Self::LABELS[(self.number as usize - 1) % 4]
    }
}

/// `2026-q3`, for addresses.
impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-q{}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_quarters_of_days() {
        for (day, month, next, quarter, label) in [
            ("2026-01-31", "2026-01", "2026-02", "2026-q1", "2026年第一季度"),
            ("2026-09-01", "2026-09", "2026-10", "2026-q3", "2026年第三季度"),
            ("2026-12-31", "2026-12", "2027-01", "2026-q4", "2026年第四季度"),
        ] {
            let of = Month::of(Day::of(day));
            assert_eq!(of.to_string(), month);
            assert_eq!(of.next().to_string(), next);
            assert_eq!(of.quarter().to_string(), quarter);
            assert_eq!(Quarter::parse(quarter), Some(of.quarter()));
            assert_eq!(Quarter::parse(&quarter.to_uppercase()), Some(of.quarter()));
            assert_eq!(of.quarter().label(), label);
            assert!(of.quarter().months().contains(&of));
            assert!(
                of.quarter()
                    .months()
                    .iter()
                    .all(|month| month.quarter() == of.quarter())
            );
        }
        for wrong in ["", "2026", "2026-Q0", "2026-Q5", "26-Q1", "2026-03", "Q3"] {
            assert_eq!(Quarter::parse(wrong), None, "{wrong}");
        }
    }
}
