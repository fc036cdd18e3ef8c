//! `serve`: the site in the browser while somebody writes it, until Ctrl+C.

use std::path::Path;
use std::sync::Arc;

use super::arguments::Serve;
use super::console::Console;
use super::said::{self, SaidComplaints};
use super::{Outcome, complaints, read_site, today};
use crate::preview::{
    FaultList, How, PORT, PreviewKey, PreviewSession, PreviewState, Server, Snapshot, Touched, Update, Wake,
    Watch, remember_port, running_port,
};
use crate::words::{MachineFault, Report, SourcePath, quoted_title};

/// Runs until the program is ended.
pub(super) fn run(root: &Path, options: &Serve, console: &Console) -> Result<Outcome, MachineFault> {
    if !root.join("site.toml").is_file() {
        return no_site(root, console);
    }
    let key = PreviewKey::of_site(root)?;
    let running = may_be_another(options)
        .then(|| running_port(root, &key))
        .flatten();
    if let Some(port) = running {
        let url = url(port, &key);
        console.say("这个网站的预览已经开着，在浏览器里打开它：");
        console.result(&format!("{url}/"));
        if options.open {
            open_browser(&url, console);
        }
        return Ok(Outcome::Done);
    }
    let server = Server::bind(options.port)?;
    let how = if options.poll { How::Looks } else { How::Events };
    // Begun before the first look, so that what is saved meanwhile is not missed.
    let mut watch = Watch::start(root, how);
    let mut day = options.date.unwrap_or_else(today);
    let mut terminal = Terminal {
        root,
        url: url(server.port(), &key),
        chosen: options.edition.clone(),
        session: PreviewSession::new(root),
        preview: Arc::new(PreviewState::new(
            root,
            key,
            options.edition.clone(),
            options.date.is_some(),
        )),
        faults: FaultList::default(),
        said: SaidComplaints::default(),
        has_shown: false,
        console,
    };
    let first = rayon::scope(|_| terminal.session.look(day, &Touched::Anything))?;
    check_edition(options, &first)?;
    terminal.complain(&first);
    terminal.preview.show(Ok(&first));
    drop(first);
    terminal.open(server, options)?;
    if watch.how() != how {
        console.insist("注意: 系统不报告文件的改动，改为每隔半秒看一次。");
    }
    loop {
        let wake = watch.wait(|| options.date.is_none() && today() != day);
        day = options.date.unwrap_or_else(today);
        let touched = match wake {
            Wake::Changed(touched) => touched,
            Wake::NewDay => {
                console.say(&format!("今天是{}。", day.chinese()));
                Touched::Anything
            }
        };
        let looked = rayon::scope(|_| terminal.session.look(day, &touched));
        terminal.preview.show(looked.as_ref());
        terminal.tell(&looked);
    }
}

/// Nothing is left in a folder that is no site.
fn no_site(root: &Path, console: &Console) -> Result<Outcome, MachineFault> {
    let mut report = Report::new();
    read_site(root, today(), &mut report)?;
    complaints::print(&report.sorted(), console);
    Ok(Outcome::ContentFaults)
}

/// True when a preview that runs already, as it is on any day, does as well: somebody has started it a second time.
fn may_be_another(options: &Serve) -> bool {
    options.edition.is_none() && options.date.is_none() && options.port == PORT
}

/// Where a preview is, without the `/` at the end.
fn url(port: u16, key: &PreviewKey) -> String {
    format!("http://127.0.0.1:{port}{}", key.base())
}

/// Opens the first page of the preview that is there.
fn open_browser(url: &str, console: &Console) {
    if let Err(fault) = opener::open_browser(format!("{url}/")) {
        console.insist(&format!(
            "注意: 没能打开浏览器（{fault}），请自己打开上面的网址。"
        ));
    }
}

/// The edition to begin with has to be there, when it is known which there are.
fn check_edition(options: &Serve, first: &Update) -> Result<(), MachineFault> {
    let (Some(wanted), Some(snapshot)) = (&options.edition, &first.fresh) else {
        return Ok(());
    };
    let ids: Vec<&str> = snapshot.editions().map(|edition| edition.id.as_str()).collect();
    if ids.contains(&wanted.as_str()) {
        return Ok(());
    }
    Err(MachineFault::new(format!("site.toml 中没有名为“{wanted}”的版"))
        .hint(format!("现有的版：{}", ids.join("、"))))
}

/// What the looks at the folder come to, for the browser and for the terminal.
struct Terminal<'a> {
    root: &'a Path,
    url: String,
    /// The edition to begin with.
    chosen: Option<String>,
    session: PreviewSession,
    preview: Arc<PreviewState>,
    /// What was wrong at the last look.
    faults: FaultList,
    said: SaidComplaints,
    /// There was a site without errors to show.
    has_shown: bool,
    console: &'a Console,
}

impl Terminal<'_> {
    /// Lets browsers in.
    fn open(&self, server: Server, options: &Serve) -> Result<(), MachineFault> {
        let (port, console) = (server.port(), self.console);
        let farewell = console.clone();
        server.start(Arc::clone(&self.preview), move || {
            farewell.say("已停止。");
            // Nothing is ever half done here: a file that is mended is put in the old one's place at once.
            std::process::exit(0);
        })?;
        if options.port != 0 && options.port != port {
            console.insist(&format!("注意: 端口 {} 被占用，改用 {port}。", options.port));
        }
        if options.date.is_none() {
            remember_port(self.root, port);
        }
        console.say("正在预览。在这台电脑的浏览器里打开：");
        console.result(&format!("{}/", self.url));
        console.say("保存以后，页面自动更新；草稿和没有审批的也看得到。知道整个网址的人才能看，不要给别人。");
        console.say("这个窗口开着，预览就开着。看完了，关掉它，或者按 Ctrl+C。");
        if options.open {
            open_browser(&self.url, console);
        }
        Ok(())
    }

    /// Says what is new since the last look.
    fn tell(&mut self, looked: &Result<Update, MachineFault>) {
        match looked {
            Ok(update) => {
                self.complain(update);
                if let Some(snapshot) = update.fresh.as_deref().filter(|_| !update.changed.is_empty()) {
                    self.console.say(&self.saved(&update.changed, snapshot));
                }
            }
            Err(fault) => {
                let faults = FaultList::of_machine(fault);
                if faults != self.faults {
                    self.console.fault(fault);
                    self.faults = faults;
                }
            }
        }
    }

    /// Says what is wrong, as far as it was not said before.
    fn complain(&mut self, update: &Update) {
        self.has_shown |= update.fresh.is_some();
        let faults = FaultList::of(&update.report);
        if faults == self.faults {
            return;
        }
        let before = std::mem::replace(&mut self.faults, faults);
        let advice = match self.has_shown {
            true => "改好以前，页面停在没有错误时的样子。",
            false => "改好并保存以后，页面自动出现。",
        };
        complaints::print(&self.said.again(&update.report), self.console);
        let total = complaints::total(&update.report.sorted());
        match (before.has_errors(), update.report.has_errors(), total) {
            (_, true, total) => {
                let total = total.unwrap_or_default();
                self.console.insist(&format!("{total}。{advice}"));
            }
            (true, false, _) => self.console.say(&said::mended(&update.report)),
            (false, false, Some(total)) => self.console.say(&format!("{total}。")),
            (false, false, None) => {}
        }
    }

    /// What was saved, and where it is to be seen, in one line.
    fn saved(&self, changed: &[SourcePath], snapshot: &Snapshot) -> String {
        let [file] = changed else {
            return format!("{} 个文件有改动，页面已更新。", changed.len());
        };
        if !self.root.join(file.as_str()).exists() {
            return format!("已删去 {file}，页面已更新。");
        }
        let mut editions: Vec<_> = snapshot.editions().collect();
        editions.sort_by_key(|edition| Some(&edition.id) != self.chosen.as_ref());
        let page = editions.iter().find_map(|edition| {
            let (address, title) = snapshot.page_of(&edition.id, file)?;
            let (url, title) = (&self.url, quoted_title(&title));
            Some(format!("已保存{title}：{url}/{}/{address}", edition.id))
        });
        page.unwrap_or_else(|| format!("已保存 {file}，页面已更新。"))
    }
}
