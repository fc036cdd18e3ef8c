//! `init`: a new site, with commented settings and one sample of each kind. What is asked is in `new_site`; here it is
//! taken from the options, or asked on a terminal.

mod ask;

use std::io::{self, IsTerminal};
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
        ask::ask(
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
    let first = match left.as_slice() {
        [] => format!("看一看 {shown}/site.toml，补上地址、邮箱"),
        left => format!(
            "打开 {shown}/site.toml 和 {shown}/content/organization.yaml，把代用的{}改成自己的",
            left.join("、")
        ),
    };
    console.say(&format!(
        "已在“{shown}”中新建网站。\n\
         接下来：\n  \
         1. {first}；\n  \
         2. 进入文件夹：cd {shown}\n  \
         3. 生成网站：gongkai build\n  \
         4. 双击打开 public/index.html 查看；\n  \
         5. 新建条目：gongkai new 通知公告 关于……的通知；\n  \
         6. 边写边看：gongkai serve --open\n\
         各类条目都有一篇样例，上传前要改成自己的或者删去；还有哪些要改，运行 gongkai status 查看。"
    ));
    Ok(Outcome::Done)
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
