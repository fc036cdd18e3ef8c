//! `print`: what hangs on the boards becomes PDFs, one for each size of paper, ready for the office printer.
//!
//! The workspace of one printing is a folder in `.gongkai/` with the page, what it needs, and the browser's own things. Beside
//! the site and not in the system's folder, which a browser that was installed as a confined package may not see. It goes when the
//! printing is over; what a killed one left goes with the next.

mod choose;
mod form;
mod handbook;
mod posted;
mod poster;
mod record_page;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use choose::{Batch, choose};
pub(super) use form::{form_of, sheets_page, sheets_pdf};

use super::arguments::Print;
use super::console::Console;
use super::save::{InsideFile, OutputFile, safe_name};
use super::{Outcome, chosen_day, complaints, read_site};
use crate::clearance::Mode;
use crate::paper::Sheet;
use crate::pipeline::{self, Assembled, AssembledEdition, AssemblyInput, Request};
use crate::plan::{Plan, Planned};
use crate::press::{self, Browser, Fonts, Job, Printed, PrintedItem, Renewal};
use crate::read::{Config, Library};
use crate::render::{Known, PreparedEdition, Rendered, Renderer, Theme, ThemeFiles};
use crate::words::{Complaint, Day, MachineFault, Report, quoted_title};

/// What helps without a browser that can print by itself: for the boards' sheets.
const SHEETS_OTHERWISE: &str =
    "；或者先运行 gongkai build，用别的浏览器打开公开栏文件夹里的 all.html，按 Ctrl+P 打印";
/// The same for what goes into a pack as pages too.
const IN_PACK: &str =
    "；或者做检查包，例如 gongkai pack 2026-Q4 --no-pdf，里面的登记表、存档页是网页，用别的浏览器打开打印";

/// Runs the command.
pub(super) fn run(root: &Path, options: &Print, console: &Console) -> Result<Outcome, MachineFault> {
    if options.form {
        return form::run(root, options, console);
    }
    if options.poster {
        return poster::run(root, options, console);
    }
    if let Some(quarter) = options.record {
        return record_page::run(root, options, quarter, console);
    }
    if let Some(year) = options.book {
        return handbook::run(root, options, year, console);
    }
    let day = chosen_day(root, options.date)?;
    let mut report = Report::new();
    let assembled = assemble(root, day, &mut report)?;
    let Some(assembled) = assembled.filter(|_| !report.has_errors()) else {
        return Ok(refuse(&report, console));
    };
    complaints::print(&report.sorted(), console);
    let before = Printed::load(root);
    let batches = choose(&assembled.editions, options, before.as_ref())?;
    let renewal = match options.entries.is_empty() && options.board.is_none() {
        true => Renewal::All,
        false => Renewal::Some,
    };
    let down = before.filter(|_| renewal == Renewal::All);
    let down = down.map_or_else(Vec::new, |before| before.gone(&items(&assembled)));
    if batches.is_empty() {
        console.say(match down.is_empty() {
            true => "上次打印以后没有变化，不用打印。",
            false => "上次打印以后没有新的，不用打印。",
        });
        say_what_comes_down(&down, console);
        posted::record(root, (&assembled, &batches), (renewal, day), console)?;
        return Ok(Outcome::Done);
    }
    let targets = targets(root, options, &assembled.library.config, (&batches, day))?;
    targets.iter().try_for_each(OutputFile::check)?;
    let browser = Browser::find(options.browser.as_deref(), SHEETS_OTHERWISE)?;
    warn_of_fonts(&assembled.editions, &batches, console);
    let press = Press {
        root,
        assembled: &assembled,
        browser: &browser,
        limit: Duration::from_secs(options.time_limit),
    };
    let mut report = Report::new();
    for (batch, file) in batches.iter().zip(&targets) {
        let Some(pdf) = press.print(batch, &mut report)? else {
            return Ok(refuse(&report, console));
        };
        let shown = file.save(&pdf)?;
        let (count, paper) = (batch.count(&assembled.editions), batch.paper_words());
        let what = batch.only_title(&assembled.editions);
        console.say(&format!("已存成 {shown}：{what}{paper}，{count} 张。"));
    }
    console.say("打印时缩放选 100%（实际大小），边距选“无”。");
    say_what_comes_down(&down, console);
    record(root, day, renewal, (&assembled.editions, &batches))?;
    posted::record(root, (&assembled, &batches), (renewal, day), console)?;
    Ok(Outcome::Done)
}

/// What is printed is what hangs from now on, so that nobody would be told later what has to come down.
fn say_what_comes_down(down: &[PrintedItem], console: &Console) {
    if down.is_empty() {
        return;
    }
    console.say(&format!("墙上应撤下{}件：", down.len()));
    for item in down {
        console.say(&format!("  {}（{}）", quoted_title(&item.title), item.place));
    }
}

/// The board editions, planned. `None` when there is nothing to plan; the report says why.
///
/// # Errors
/// The disk's, or the site has no board.
fn assemble(root: &Path, day: Day, report: &mut Report) -> Result<Option<Assembled>, MachineFault> {
    match read_site(root, day, report)? {
        Some((_, library)) => wall(root, &library, day, report).map(Some),
        None => Ok(None),
    }
}

/// The board editions of what was read, planned as of a day.
///
/// # Errors
/// The disk's, or the site has no board.
pub(super) fn wall(
    root: &Path,
    library: &Arc<Library>,
    day: Day,
    report: &mut Report,
) -> Result<Assembled, MachineFault> {
    let boards = library.config.editions.iter().filter(|edition| edition.is_board);
    let editions: Vec<String> = boards.map(|edition| edition.id.clone()).collect();
    if editions.is_empty() && !report.has_errors() {
        return Err(MachineFault::new("这个网站还没有公开栏，没有可以打印的纸张")
            .hint("在 site.toml 里加上 [editions.board] 和 [[boards]]，写法见使用说明的“公开栏”一节"));
    }
    assemble_for(root, library, (day, editions), report)
}

/// Editions of what was read, planned for publication as of a day.
///
/// # Errors
/// The disk's.
pub(super) fn assemble_for(
    root: &Path,
    library: &Arc<Library>,
    (day, editions): (Day, Vec<String>),
    report: &mut Report,
) -> Result<Assembled, MachineFault> {
    let request = Request {
        day,
        mode: Mode::Publish,
        editions,
    };
    let mut theme = |edition: &crate::read::config::Edition, report: &mut Report| {
        let files = ThemeFiles::load(root, &edition.theme)?;
        Ok(Theme::compile(&files, edition, report).map(Arc::new))
    };
    let given = AssemblyInput {
        library: Arc::clone(library),
        theme: &mut theme,
        decide: &mut pipeline::decide_all,
    };
    pipeline::assemble_library(given, &request, report)
}

/// Everything that hangs, as [`Printed`] writes it down.
pub(super) fn items(assembled: &Assembled) -> BTreeMap<String, PrintedItem> {
    let editions = assembled.editions.iter();
    let items = editions.flat_map(|edition| {
        let hung = edition.plan.hanging.indexed();
        hung.map(|(place, hung)| (choose::key(edition, hung), choose::item(edition, place)))
    });
    items.collect()
}

fn refuse(report: &Report, console: &Console) -> Outcome {
    complaints::refuse(report, "没有打印。", console)
}

/// Where the PDFs go: one each.
fn targets<'a>(
    root: &'a Path,
    options: &Print,
    config: &Config,
    (batches, day): (&[Batch], Day),
) -> Result<Vec<OutputFile<'a>>, MachineFault> {
    let kept = InsideFile {
        ending: "pdf",
        what: "公开栏",
        why: "公开栏的纸张不是给所有人看的",
        other_ending: "例如 --out 公开栏.pdf",
    };
    // What was chosen takes no place of the whole board's.
    let name = match (&options.board, &options.entries[..]) {
        (Some(board), []) => board.clone(),
        (None, []) => "公开栏".to_owned(),
        (_, [entry]) => format!("公开栏-{}", stem_of(entry)),
        _ => "公开栏-选印".to_owned(),
    };
    let usual = format!("{}-{day}.pdf", safe_name(&name));
    let typed = (options.out.as_deref(), options.replace);
    let file = OutputFile::new(root, typed, config, (&kept, usual))?;
    let [_, ..] = batches else { return Ok(Vec::new()) };
    if batches.len() == 1 {
        return Ok(vec![file]);
    }
    // Each size of paper is a job of its own for a printer.
    let named = |batch: &Batch| file.beside(&format!("-{}.pdf", batch.file_words()));
    Ok(batches.iter().map(named).collect())
}

/// An entry as it was typed, without its folders and its ending.
fn stem_of(typed: &str) -> &str {
    let name = typed.trim().rsplit(['/', '\\']).next().unwrap_or(typed);
    name.strip_suffix(".md")
        .or(name.strip_suffix(".yaml"))
        .unwrap_or(name)
}

/// Says which faces are missing, and what stands in for them.
fn warn_of_fonts(editions: &[AssembledEdition], batches: &[Batch], console: &Console) {
    let used = editions.iter().enumerate();
    let used = used.filter(|(index, _)| batches.iter().any(|batch| batch.edition == *index));
    let styles = used.flat_map(|(_, edition)| &edition.theme.statics);
    let styles: Vec<String> = styles
        .filter(|(name, _)| name.ends_with(".css"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for lack in Fonts::installed().lacks(&styles.join("\n")) {
        let instead = lack.instead.map_or("浏览器自己选的字体".to_owned(), |family| {
            format!("“{family}”")
        });
        console.insist(&format!(
            "注意: 这台电脑没有{}字体，{}用{instead}代替。",
            lack.face, lack.role
        ));
    }
}

/// What prints.
struct Press<'a> {
    root: &'a Path,
    assembled: &'a Assembled,
    browser: &'a Browser,
    limit: Duration,
}

impl Press<'_> {
    /// The PDF of a batch; `None`, with complaints, when a template has a fault.
    fn print(&self, batch: &Batch, report: &mut Report) -> Result<Option<Vec<u8>>, MachineFault> {
        let edition = &self.assembled.editions[batch.edition];
        let parts = self.assembled.parts(edition);
        let prepared = PreparedEdition::new(&parts, Known::default(), report);
        let renderer = Renderer::new(&parts, &prepared);
        let page = match renderer.printout(&batch.items) {
            Ok(page) => page,
            Err(complaint) => {
                report.push(complaint);
                return Ok(None);
            }
        };
        let workspace = Workspace::new(self.root)?;
        let put = workspace.put_material(&renderer, &edition.plan, &is_shown);
        if let Err(complaint) = put? {
            report.push(complaint);
            return Ok(None);
        }
        let pdf = workspace.print(self.browser, ("print.html", &page), self.limit);
        pdf.map(Some)
    }
}

/// A PDF that is asked for besides those of boards: where it goes, and what makes it.
struct PdfFile<'a> {
    root: &'a Path,
    output: OutputFile<'a>,
    browser: Browser,
    limit: Duration,
}

impl<'a> PdfFile<'a> {
    /// Looks at the place and for the browser before anything is laid out for long; `otherwise` helps without one.
    ///
    /// # Errors
    /// The place is refused, or there is no browser.
    fn prepare(
        root: &'a Path,
        options: &Print,
        (config, kept, usual): (&Config, &InsideFile<'_>, String),
        otherwise: &str,
    ) -> Result<Self, MachineFault> {
        let typed = (options.out.as_deref(), options.replace);
        let file = Self {
            root,
            output: OutputFile::new(root, typed, config, (kept, usual))?,
            browser: Browser::find(options.browser.as_deref(), otherwise)?,
            limit: Duration::from_secs(options.time_limit),
        };
        file.output.check()?;
        Ok(file)
    }

    /// Prints sheets under a title and saves them; gives the file as its reader knows it.
    fn save_sheets(&self, titled: (&str, &[Sheet])) -> Result<String, MachineFault> {
        self.output
            .save(&sheets_pdf(self.root, &self.browser, titled, self.limit)?)
    }
}

/// Pictures and styles, and no scripts: what is printed is what was laid out for the day that was asked for, whatever day
/// the browser thinks it is.
fn is_shown(planned: &Planned) -> bool {
    match planned {
        Planned::Material(_) => true,
        Planned::Static(name) => !name.ends_with(".js"),
        _ => false,
    }
}

/// Writes down what was printed.
fn record(
    root: &Path,
    day: Day,
    renewal: Renewal,
    (editions, batches): (&[AssembledEdition], &[Batch]),
) -> Result<(), MachineFault> {
    let mut items: BTreeMap<String, PrintedItem> = BTreeMap::new();
    for (index, edition) in editions.iter().enumerate() {
        for (place, hung) in edition.plan.hanging.indexed() {
            let printed = batches
                .iter()
                .any(|batch| batch.edition == index && batch.items.contains(&place));
            if renewal == Renewal::All || printed {
                items.insert(choose::key(edition, hung), choose::item(edition, place));
            }
        }
    }
    Printed::record(root, day, renewal, items)
}

const NAME: &str = "print-";

/// No printing takes so long.
const STALE: Duration = Duration::from_secs(6 * 60 * 60);

/// The folder; removed with this.
pub(super) struct Workspace(tempfile::TempDir);

impl Workspace {
    /// Makes an empty one.
    pub(super) fn new(root: &Path) -> Result<Self, MachineFault> {
        let folder = root.join(".gongkai");
        let fault = |cause| MachineFault::io("创建文件夹", &folder, cause);
        fs::create_dir_all(&folder).map_err(fault)?;
        clear(&folder);
        let workspace = tempfile::Builder::new().prefix(NAME).tempdir_in(&folder);
        workspace.map(Self).map_err(fault)
    }

    /// Writes a file into it; gives its place.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, MachineFault> {
        let path = self.0.path().join(name);
        let fault = |cause| MachineFault::io("写入文件", &path, cause);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(fault)?;
        }
        fs::write(&path, bytes).map_err(fault)?;
        Ok(path)
    }

    /// The place of a file in it.
    pub(super) fn path_of(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A page that is put into it as a PDF.
    pub(super) fn print(
        &self,
        browser: &Browser,
        (name, page): (&str, &[u8]),
        limit: Duration,
    ) -> Result<Vec<u8>, MachineFault> {
        let job = Job {
            page: &self.put(name, page)?,
            workspace: &self.inner("browser")?,
            limit,
        };
        press::print(browser, &job)
    }

    /// Makes an empty folder in it.
    pub(super) fn inner(&self, name: &str) -> Result<PathBuf, MachineFault> {
        let path = self.0.path().join(name);
        fs::create_dir(&path).map_err(|cause| MachineFault::io("创建文件夹", &path, cause))?;
        Ok(path)
    }

    /// Writes some of the pictures and styles of an edition into it.
    fn put_material(
        &self,
        renderer: &Renderer<'_>,
        plan: &Plan,
        is_needed: &dyn Fn(&Planned) -> bool,
    ) -> Result<Result<(), Complaint>, MachineFault> {
        for (address, planned) in plan.files.iter().filter(|(_, planned)| is_needed(planned)) {
            let made = renderer.render(planned, address).and_then(Rendered::into_bytes);
            match made {
                Ok(bytes) => self.put(address.as_str(), &bytes).map(|_| ())?,
                Err(complaint) => return Ok(Err(complaint)),
            }
        }
        Ok(Ok(()))
    }
}

/// Removes what printings left that did not end well.
fn clear(folder: &Path) {
    let Ok(items) = fs::read_dir(folder) else { return };
    for item in items.filter_map(Result::ok) {
        let ours = item.file_name().to_string_lossy().starts_with(NAME);
        let age = item.metadata().and_then(|about| about.modified()).ok();
        let stale = age
            .and_then(|time| time.elapsed().ok())
            .is_some_and(|age| age > STALE);
        if ours && stale {
            // It is in nobody's way when it stays.
            let _ = fs::remove_dir_all(item.path());
        }
    }
}
