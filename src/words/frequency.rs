//! 频次: how often something is owed. A period is one of the calendar (a month, a quarter, half a year, a year),
//! not so many days since the last time: what is owed each quarter may be done in January and again in June.

use super::{Day, without_space};

/// How many months one period has, 1 to 120.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Frequency(u32);

/// The words that offices use for periods.
const WORDS: [(&str, u32); 12] = [
    ("每月", 1),
    ("每两月", 2),
    ("每两个月", 2),
    ("每双月", 2),
    ("每季度", 3),
    ("每季", 3),
    ("每半年", 6),
    ("每学期", 6),
    ("每年", 12),
    ("每年度", 12),
    ("每学年", 12),
    ("每两年", 24),
];

impl Frequency {
    /// 每月.
    pub const MONTHLY: Self = Self(1);
    /// 每季度.
    pub const QUARTERLY: Self = Self(3);
    /// 每年.
    pub const YEARLY: Self = Self(12);

    /// Reads `每月`, `每季度`, `每半年`, `每年`, `每3个月`, `每2年`, and `monthly`, `quarterly`, `half_yearly`, `yearly`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = without_space(text);
        let text = text
            .strip_suffix("一次")
            .or_else(|| text.strip_suffix("1次"))
            .unwrap_or(&text);
        if let Some((_, months)) = WORDS.iter().find(|(word, _)| *word == text) {
            return Some(Self(*months));
        }
        match text {
            "monthly" => return Some(Self::MONTHLY),
            "quarterly" => return Some(Self::QUARTERLY),
            "half_yearly" => return Some(Self(6)),
            "yearly" => return Some(Self::YEARLY),
            _ => {}
        }
        let rest = text.strip_prefix('每')?;
        let (digits, unit) = [("个月", 1), ("月", 1), ("年", 12)]
            .iter()
            .find_map(|(word, unit)| Some((rest.strip_suffix(word)?, *unit)))?;
        let number: u32 = digits.parse().ok().filter(|number| (1..=120).contains(number))?;
        let months = number * unit;
        (months <= 120).then_some(Self(months))
    }

    /// How many months one period has.
    #[must_use]
    pub fn months(self) -> u32 {
        self.0
    }

    /// The periods of a year when every one lies inside a year, else `None`.
    #[must_use]
    pub fn in_a_year(self) -> Option<u32> {
        12_u32.is_multiple_of(self.0).then(|| 12 / self.0)
    }

    /// `每季度`, `每5个月`.
    #[must_use]
    pub fn label(self) -> String {
        match self.0 {
            1 => "每月".into(),
            3 => "每季度".into(),
            6 => "每半年".into(),
            12 => "每年".into(),
            24 => "每两年".into(),
            months if months.is_multiple_of(12) => format!("每{}年", months / 12),
            months => format!("每{months}个月"),
        }
    }

    /// One period of a year, counted from 0: its first and its last day. Only for frequencies that
    /// [`Frequency::in_a_year`] knows.
    #[must_use]
    pub fn period(self, year: i32, index: u32) -> Option<(Day, Day)> {
        let first = index.checked_mul(self.0)? + 1;
        let start = Day::new(year, first, 1)?;
        let end = Day::new(year, first + self.0 - 1, 1)?.end_of_month();
        (index < self.in_a_year()?).then_some((start, end))
    }

    /// By when it is owed again after it was done on `last`: the end of the period that follows. Periods that
    /// do not fit into a year are counted in whole years, or else from the day itself.
    #[must_use]
    pub fn due_after(self, last: Day) -> Day {
        match self.in_a_year() {
            Some(_) => {
                let into = (last.month() - 1) % self.0;
                last.first_of_month()
                    .months_later(2 * self.0 - 1 - into)
                    .end_of_month()
            }
            None if self.0.is_multiple_of(12) => last.end_of_year().months_later(self.0),
            None => last.months_later(self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequencies_are_read_as_offices_write_them() {
        for (text, months, label) in [
            ("每月", 1, "每月"),
            ("每月一次", 1, "每月"),
            ("每 3 个月", 3, "每季度"),
            ("每季度", 3, "每季度"),
            ("每学期", 6, "每半年"),
            ("每年1次", 12, "每年"),
            ("每2年", 24, "每两年"),
            ("每5个月", 5, "每5个月"),
            ("quarterly", 3, "每季度"),
        ] {
            let frequency = Frequency::parse(text).expect(text);
            assert_eq!((frequency.months(), frequency.label().as_str()), (months, label));
        }
        for text in ["", "每", "每0月", "经常", "每13年", "每-1月", "3个月"] {
            assert_eq!(Frequency::parse(text), None, "{text}");
        }
    }

    #[test]
    fn it_is_owed_again_at_the_end_of_the_next_period() {
        for (frequency, last, due) in [
            ("每月", "2026-01-31", "2026-02-28"),
            ("每月", "2026-12-01", "2027-01-31"),
            ("每季度", "2026-01-05", "2026-06-30"),
            ("每季度", "2026-03-31", "2026-06-30"),
            ("每季度", "2026-11-20", "2027-03-31"),
            ("每半年", "2026-07-01", "2027-06-30"),
            ("每年", "2025-12-26", "2026-12-31"),
            ("每年", "2026-01-01", "2027-12-31"),
            ("每两年", "2024-02-29", "2026-12-31"),
            ("每5个月", "2026-09-30", "2027-02-28"),
        ] {
            let frequency = Frequency::parse(frequency).expect("known");
            assert_eq!(
                frequency.due_after(Day::of(last)),
                Day::of(due),
                "{frequency:?} {last}"
            );
        }
    }

    #[test]
    fn a_year_has_its_periods() {
        let third = Frequency::QUARTERLY.period(2026, 2).expect("there");
        assert_eq!(third, (Day::of("2026-07-01"), Day::of("2026-09-30")));
        assert_eq!(Frequency::QUARTERLY.period(2026, 4), None);
        assert_eq!(
            Frequency::YEARLY.period(2024, 0),
            Some((Day::of("2024-01-01"), Day::of("2024-12-31")))
        );
    }
}
