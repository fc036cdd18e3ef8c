//! `init`: a new site, with commented settings and one sample of each kind. What is asked is in `new_site`; here it is
//! taken from the options, or asked on a terminal.
//!
//! The questions of a new site, asked one after another in a terminal's window.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::arguments::Init;
use super::console::Console;
use super::{Outcome, today};
use crate::new_site::{self, AnsweredSoFar, Question};
use crate::words::{Day, MachineFault};

/// Runs the command.
pub(super) fn run(root: &Path, options: &Init, console: &Console) -> Result<Outcome, MachineFault> {
    let folder = root.join(&options.folder);
    new_site::refuse_used(&folder)?;
    let today = today();
    let mut given = from_options(options, today)?;
    if console.interactive && io::stdin().is_terminal() {
        ask(
            &mut given,
            today,
            &mut io::stdin().lock(),
            &mut io::stderr().lock(),
        )
        .map_err(|cause| MachineFault::new(format!("读不到输入（{cause}）")))?;
    }
    let left = Question::ALL.iter().filter(|question| question.stands_in(&given));
    let left: Vec<&str> = left.map(|question| question.label()).collect();
    new_site::create(&folder, &given.complete(today), options.catalogue)?;
    let shown = options.folder.display();
    let settings = options.folder.join("site.toml");
    let organization = options.folder.join("content").join("organization.yaml");
    let first = match left.as_slice() {
        [] => format!("看一看 {}，补上地址、邮箱", settings.display()),
        left => format!(
            "打开 {} 和 {}，把代用的{}改成自己的",
            settings.display(),
            organization.display(),
            left.join("、")
        ),
    };
    let enter = enter(&options.folder);
    console.say(&format!(
        "已在“{shown}”中新建网站。\n\
         接下来：\n  \
         1. {first}；\n  \
         2. 进入文件夹：{enter}\n  \
         3. 生成网站：gongkai build\n  \
         4. 双击打开 public/index.html 查看；\n  \
         5. 新建条目：gongkai new 通知公告 关于……的通知；\n  \
         6. 边写边看：gongkai serve --open\n\
         各类条目都有一篇样例，上传前要改成自己的或者删去；还有哪些要改，运行 gongkai status 查看。"
    ));
    Ok(Outcome::Done)
}

/// The line that makes a folder the current one. On Windows `cd` neither changes the drive nor takes a network folder.
fn enter(folder: &Path) -> String {
    let command = if cfg!(windows) && folder.is_absolute() {
        "pushd"
    } else {
        "cd"
    };
    let shown = folder.display().to_string();
    match shown.contains(' ') {
        true => format!("{command} \"{shown}\""),
        false => format!("{command} {shown}"),
    }
}

/// What was typed as options, checked as answers are.
fn from_options(options: &Init, today: Day) -> Result<AnsweredSoFar, MachineFault> {
    let branches = (!options.branch.is_empty()).then(|| options.branch.join("、"));
    let typed = [
        (Question::School, "--school", &options.school),
        (Question::Organizer, "--organizer", &options.organizer),
        (Question::Telephone, "--telephone", &options.telephone),
        (Question::Since, "--since", &options.since),
        (Question::Branches, "--branch", &branches),
    ];
    let mut given = AnsweredSoFar::default();
    for (question, option, answer) in typed {
        let Some(answer) = answer else { continue };
        question.answer(answer, &mut given, today).map_err(|fault| {
            MachineFault::new(format!("{option} 不能写“{answer}”：{fault}")).hint(question.advice())
        })?;
    }
    Ok(given)
}

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
        let today = Day::of("2026-09-01");
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
