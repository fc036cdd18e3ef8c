//! The questions of a new site, asked one after another in a terminal's window.

use std::io::{self, BufRead, Write};

use crate::new_site::{AnsweredSoFar, Question};
use crate::words::Day;

/// Asks what was not answered yet. An empty line takes what is usual; a wrong answer is asked for again; at the input's
/// end nothing more is asked.
pub(super) fn ask(
    given: &mut AnsweredSoFar,
    today: Day,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    if Question::ALL.iter().all(|question| question.is_answered(given)) {
        return Ok(());
    }
    writeln!(output, "请回答下面几个问题；直接按回车，就用方括号里的内容。")?;
    for question in Question::ALL {
        if question.is_answered(given) {
            continue;
        }
        writeln!(output, "\n{}（{}）", question.label(), question.advice())?;
        loop {
            write!(output, "[{}]：", question.usual(given, today))?;
            output.flush()?;
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                writeln!(output)?;
                return Ok(());
            }
            if line.trim().is_empty() {
                question.take_usual(given, today);
                break;
            }
            match question.answer(&line, given, today) {
                Ok(()) => break,
                Err(fault) => writeln!(output, "{fault}。请再写一次。")?,
            }
        }
    }
    writeln!(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(typed: &str, mut given: AnsweredSoFar) -> (AnsweredSoFar, String) {
        let today = Day::parse("2026-09-01").expect("a day");
        let mut said = Vec::new();
        ask(&mut given, today, &mut typed.as_bytes(), &mut said).expect("no fault");
        (given, String::from_utf8(said).expect("text"))
    }

    #[test]
    fn a_wrong_answer_is_asked_for_again_and_enter_takes_what_is_usual() {
        let typed = "青山学校\r\n\n13912345678\n0931-1234567\n九月一日\n2026-09-07\n小学部支部、中学部支部\n";
        let (given, said) = asked(typed, AnsweredSoFar::default());
        assert_eq!(given.school.as_deref(), Some("青山学校"));
        assert_eq!(given.organizer.as_deref(), Some("中共青山学校总支部委员会"));
        assert_eq!(given.telephone.as_deref(), Some("0931-1234567"));
        assert_eq!(given.since, Day::parse("2026-09-07"));
        assert_eq!(given.branches.map(|names| names.len()), Some(2));
        assert_eq!(said.matches("请再写一次").count(), 2, "{said}");
        assert!(said.contains("[中共青山学校总支部委员会]"), "{said}");
    }

    #[test]
    fn enter_alone_leaves_what_only_stands_in_open() {
        let (given, _) = asked("\n\n\n\n\n", AnsweredSoFar::default());
        let left = Question::ALL.map(|question| question.stands_in(&given));
        assert_eq!(left, [true, true, true, false, false]);
        assert!(given.since.is_some() && given.branches.is_some());
    }

    #[test]
    fn what_was_given_is_not_asked_and_the_inputs_end_takes_the_rest() {
        let given = AnsweredSoFar {
            school: Some("青山学校".into()),
            ..AnsweredSoFar::default()
        };
        let (left, said) = asked("", given.clone());
        assert_eq!(left, given);
        assert!(!said.contains("学校名称") && said.contains("主办单位"), "{said}");
        assert!(!said.contains("监督电话"), "{said}");
    }
}
