//! What was said of the content while somebody works on it, so that nothing is said again on every save.

use std::collections::HashMap;

use super::complaints;
use crate::words::{Complaint, Report, Severity, SourcePath};

/// What one complaint is about. A warning stays the same when its line moves, as it does with each line written above;
/// of an error the line is what is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct SaidMatter {
    code: &'static str,
    file: Option<SourcePath>,
    message: String,
    line: Option<u32>,
}

/// The complaints that were said, each with how many there were alike.
#[derive(Debug, Default)]
pub(super) struct SaidComplaints {
    errors: HashMap<SaidMatter, usize>,
    /// Those since the last look without errors too: what an error hides is not new when it is mended.
    warnings: HashMap<SaidMatter, usize>,
}

impl SaidComplaints {
    /// The complaints of a look that were not said before, sorted. From now on they were.
    pub(super) fn again<'a>(&mut self, report: &'a Report) -> Vec<&'a Complaint> {
        let (mut errors, mut warnings): (HashMap<SaidMatter, usize>, HashMap<SaidMatter, usize>) =
            Default::default();
        let mut new = Vec::new();
        for complaint in report.sorted() {
            let (now, before) = match complaint.code.severity {
                Severity::Error => (&mut errors, &self.errors),
                Severity::Warning => (&mut warnings, &self.warnings),
            };
            let matter = matter(complaint);
            let known = before.get(&matter).copied().unwrap_or_default();
            let count = now.entry(matter).or_default();
            *count += 1;
            if *count > known {
                new.push(complaint);
            }
        }
        self.errors = errors;
        if report.has_errors() {
            for (matter, count) in warnings {
                let known = self.warnings.entry(matter).or_default();
                *known = count.max(*known);
            }
        } else {
            self.warnings = warnings;
        }
        new
    }
}

fn matter(complaint: &Complaint) -> SaidMatter {
    let place = complaint.place.as_ref();
    let is_error = complaint.code.severity == Severity::Error;
    SaidMatter {
        code: complaint.code.name,
        file: place.map(|place| place.path.clone()),
        message: complaint.message.clone(),
        line: place.filter(|_| is_error).map(|place| place.line),
    }
}

/// That what was wrong is mended, and what is left.
pub(super) fn mended(report: &Report) -> String {
    match complaints::total(&report.sorted()) {
        None => "现在没有问题了。".into(),
        Some(total) => format!("现在没有错误了，{total}。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Code, SourceText};

    const ERROR: Code = Code {
        name: "front-unknown-key",
        severity: Severity::Error,
    };
    const WARNING: Code = Code {
        name: "file-unused",
        severity: Severity::Warning,
    };

    /// How many of these complaints are new.
    fn new(said: &mut SaidComplaints, complaints: &[(Code, u32, &str)]) -> usize {
        let source = SourceText::of("content/a.md", "一\n二\n三\n");
        let mut report = Report::new();
        for (code, line, message) in complaints {
            report.push(Complaint::new(*code, source.place_at(*line, 1, 1), *message));
        }
        said.again(&report).len()
    }

    #[test]
    fn a_warning_is_said_once_wherever_its_line_goes_and_whatever_error_hides_it() {
        let mut said = SaidComplaints::default();
        assert_eq!(new(&mut said, &[(WARNING, 1, "甲"), (WARNING, 2, "乙")]), 2);
        assert_eq!(new(&mut said, &[(WARNING, 2, "甲"), (WARNING, 3, "乙")]), 0);
        // One more of the kind, and one that an error brings to light.
        assert_eq!(new(&mut said, &[(WARNING, 2, "甲"), (WARNING, 3, "甲")]), 1);
        assert_eq!(new(&mut said, &[(ERROR, 1, "丙"), (WARNING, 3, "丁")]), 2);
        let all = [(WARNING, 2, "甲"), (WARNING, 3, "甲"), (WARNING, 3, "丁")];
        assert_eq!(new(&mut said, &all), 0);
        // Mended, and made again.
        assert_eq!(new(&mut said, &[]), 0);
        assert_eq!(new(&mut said, &[(WARNING, 1, "甲")]), 1);
    }

    #[test]
    fn an_error_is_said_again_when_it_is_elsewhere_or_comes_back() {
        let mut said = SaidComplaints::default();
        assert_eq!(new(&mut said, &[(ERROR, 1, "甲")]), 1);
        assert_eq!(new(&mut said, &[(ERROR, 1, "甲")]), 0);
        assert_eq!(new(&mut said, &[(ERROR, 2, "甲")]), 1);
        assert_eq!(new(&mut said, &[(ERROR, 2, "乙")]), 1);
        assert_eq!(new(&mut said, &[(ERROR, 2, "甲")]), 1);
    }
}
