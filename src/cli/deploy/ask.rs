//! What an upload asks on a terminal. Without one, and with `--yes`, nothing is asked, and what only a person can say is not
//! said.

use std::io::{self, BufRead, IsTerminal, Write};

use super::super::console::Console;
use crate::deploy::{Dialogue, OfOthers, Password, PinKind, Untrusted};
use crate::read::config::{Edition, ServerAddress};
use crate::words::{Address, Day, Labelled, MachineFault};

/// A terminal, and whether somebody sits there.
pub(super) struct TerminalDialogue<'a> {
    /// `--yes`: what is usual is taken as said.
    says_yes: bool,
    is_attended: bool,
    console: &'a Console,
}

impl<'a> TerminalDialogue<'a> {
    pub(super) fn new(says_yes: bool, console: &'a Console) -> Self {
        Self {
            says_yes,
            is_attended: io::stdin().is_terminal() && io::stderr().is_terminal() && !says_yes,
            console,
        }
    }

    /// An edition that is not for everybody goes somewhere for the first time.
    pub(super) fn internal(&self, edition: &Edition, place: &str, files: usize) -> Result<(), MachineFault> {
        let audience = edition.audience.label();
        self.console.insist(&format!(
            "第一次上传：版“{}”（{}，范围是{audience}），共 {files} 个文件，传到 {place}",
            edition.id, edition.title
        ));
        let question = format!("那里只有能看{audience}内容的人打得开吗？");
        self.says(
            &question,
            "这一版不是社会公开，第一次上传要有人确认：请在窗口里运行，不加 --yes",
        )
    }

    /// The first upload goes beside the folder that a web server shows.
    pub(super) fn web_folder(&self, inner: &str, place: &str) -> Result<(), MachineFault> {
        self.console.insist(&format!(
            "{place} 里有文件夹 {inner}，网站空间多半是它：传在它外面的，网上打不开。"
        ));
        self.says(
            "还是传在它外面吗？",
            &format!(
                "在 site.toml 的 to 末尾加上 {inner}/；确实要传在外面的，在窗口里运行 gongkai deploy（不加 --yes），回答“是”"
            ),
        )
    }

    /// Files that nobody knows of are in the way.
    pub(super) fn replaced(&self, files: &[Address], place: &str) -> Result<(), MachineFault> {
        self.console.insist(&format!(
            "{place} 里已经有以下 {} 个文件，上传会换掉它们：",
            files.len()
        ));
        self.console.list(files);
        if self.says_yes {
            return Ok(());
        }
        self.says("换掉吗？", "请在窗口里运行，或者加上 --yes")
    }

    /// Files that were to be deleted by hand are there, and may be somebody else's.
    pub(super) fn leftovers(&self, files: &[Address], place: &str) -> Result<(), MachineFault> {
        self.console.insist(&format!(
            "{place} 里有以下 {} 个文件，和应当撤下的网页同名，但不是 gongkai deploy 传上去的；多半是以前手工传的：",
            files.len()
        ));
        self.console.list(files);
        self.says(
            "是本网站以前的网页，删去吗？",
            "是以前手工传的网页，在窗口里运行 gongkai deploy（不加 --yes），回答“是”；是别人的文件，运行 gongkai status --deleted，\
             以后不再管它们",
        )
    }

    /// What another computer did would be undone.
    pub(super) fn of_others(&self, others: &OfOthers, (place, day): (&str, Day)) -> Result<(), MachineFault> {
        const COPY: &str = "那台电脑上有新的内容，先把它的 content 文件夹拷过来，再上传；";
        const SAY_YES: &str = "在窗口里运行 gongkai deploy（不加 --yes），回答“是”";
        if let Some(later) = others.later {
            self.console.insist(&format!(
                "{place} 上的是另一台电脑 {later} 生成的，这台电脑上今天是 {day}：期满的公示会重新露出来。"
            ));
            self.says(
                "这台电脑的日期是对的吗？",
                &format!("请核对电脑右下角的日期；是那台电脑的日期错了的，{SAY_YES}"),
            )?;
        }
        for (files, what, question, sure) in [
            (
                &others.down,
                "上次是另一台电脑传的。这台电脑上没有以下{}个文件，上传会把它们撤下：",
                "确实要撤下吗？",
                "确实要撤下的",
            ),
            (
                &others.back,
                "上的以下{}个文件，另一台电脑已经撤下，这台电脑上还有，上传会让它们重新公开：",
                "确实要重新公开吗？",
                "确实要重新公开的",
            ),
            (
                &others.over,
                "上的以下{}个文件，另一台电脑传的和这台电脑上的不一样，上传会换成这台电脑上的：",
                "换成这台电脑上的吗？",
                "这台电脑上的才是新的",
            ),
        ] {
            if !files.is_empty() {
                let what = what.replace("{}", &format!(" {} ", files.len()));
                self.console.insist(&format!("{place} {what}"));
                self.console.list(files);
                self.says(question, &format!("{COPY}{sure}，{SAY_YES}"))?;
            }
        }
        Ok(())
    }

    fn says(&self, question: &str, otherwise: &str) -> Result<(), MachineFault> {
        match self.is_attended && yes(question)? {
            true => Ok(()),
            false => Err(MachineFault::new("没有确认，没有上传").hint(otherwise)),
        }
    }
}

/// Whether to go on.
fn yes(question: &str) -> Result<bool, MachineFault> {
    ask(&format!("{question}输入“是”继续："))
}

/// Only 是 is yes.
fn ask(question: &str) -> Result<bool, MachineFault> {
    let fault = |cause: io::Error| MachineFault::new(format!("读不到输入（{cause}）"));
    let mut terminal = io::stderr().lock();
    write!(terminal, "{question}")
        .and_then(|()| terminal.flush())
        .map_err(fault)?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(fault)?;
    Ok(line.trim() == "是")
}

impl Dialogue for TerminalDialogue<'_> {
    fn password(&self, server: &ServerAddress, was_wrong: bool) -> Result<Option<Password>, MachineFault> {
        if !self.is_attended {
            return Ok(None);
        }
        let ServerAddress { user, host, .. } = server;
        if was_wrong {
            self.console.insist("用户名或密码不对，请再输入一次。");
        }
        let mut terminal = io::stderr().lock();
        let asked =
            write!(terminal, "{user} 在 {host} 的密码（输入时不显示）：").and_then(|()| terminal.flush());
        drop(terminal);
        let typed = asked.and_then(|()| console::Term::stderr().read_secure_line());
        let typed = typed.map_err(|cause| MachineFault::new(format!("读不到密码（{cause}）")))?;
        Ok(Some(Password::new(typed)))
    }

    fn keeps_password(&self, server: &ServerAddress) -> Result<bool, MachineFault> {
        if !self.is_attended {
            return Ok(false);
        }
        let ServerAddress { user, host, .. } = server;
        ask(&format!(
            "要记住 {user} 在 {host} 的密码吗？密码由系统保管（Windows 的“凭据管理器”），定时上传要用到它。\
             输入“是”记住，按回车不记："
        ))
    }

    fn not_kept(&self, server: &ServerAddress) {
        self.console.insist(&format!(
            "系统没有记下 {} 的密码，下次再问；上传照常进行。",
            server.host
        ));
    }

    fn is_same_place(&self, before: &str, now: &str, files: usize) -> Result<bool, MachineFault> {
        if !self.is_attended {
            return Ok(false);
        }
        self.console.insist(&format!(
            "上传的地址改了：以前传到 {before}，有 {files} 个文件；现在写的是 {now}。"
        ));
        yes("是同一个地方、只是换了写法吗？")
    }

    fn trusts(&self, server: &ServerAddress, untrusted: &Untrusted) -> Result<bool, MachineFault> {
        if !self.is_attended {
            return Ok(false);
        }
        let what = match untrusted.kind {
            PinKind::Certificate => "的证书不是公认的机构发的",
            PinKind::HostKey => "是第一次连接",
        };
        let what = if untrusted.is_changed {
            "的指纹和上次的不一样了，可能有人冒充"
        } else {
            what
        };
        self.console.insist(&format!(
            "{} {what}。它的指纹是：\n  {}\n请打电话给网络中心核对。",
            server.host, untrusted.fingerprint
        ));
        yes("指纹一样、以后都信任它吗？")
    }
}
