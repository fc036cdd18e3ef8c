//! The options of commands that take files in and give files out: `import`, `export`, `print`, `text`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::day;
use crate::words::{Day, PaperSize, Quarter};

/// `import`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(in crate::cli) struct Import {
    /// 要导入的文件：docx、xlsx、csv、html、mht、txt、有文字的 pdf；写文件夹就是里面的全部
    #[arg(
        value_name = "文件",
        required_unless_present = "paste",
        conflicts_with = "paste",
        help_heading = "参数"
    )]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// 导入刚复制的：先在 Word 或浏览器里选中、复制
    #[arg(long)]
    pub(in crate::cli) paste: bool,
    /// 条目的种类：通知公告、会议纪要、公开承诺、学习资料、页面；不写则由程序看
    #[arg(long, value_name = "种类")]
    pub(in crate::cli) kind: Option<String>,
    /// 存成哪个文件，例如 content/notices/2026-03-12-tongzhi.md；不写则按日期和标题起名
    #[arg(long, value_name = "文件")]
    pub(in crate::cli) into: Option<PathBuf>,
    /// 原文没有日期的，用哪一天；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(in crate::cli) date: Option<Day>,
}

/// `deploy`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(in crate::cli) struct Deploy {
    /// 上传到哪里（site.toml 中 [deploy.…] 的名字）；只有一个的不用写
    #[arg(value_name = "目标", help_heading = "参数")]
    pub(in crate::cli) target: Option<String>,
    /// 试看：列出要上传、要删去的文件，不上传
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// 核对：比一比服务器上每个文件的大小；写了 url 的，再从网上把全部文件取回来比
    #[arg(long)]
    pub(in crate::cli) verify: bool,
    /// 不问：换掉服务器上已有的文件不再确认；定时运行时用
    #[arg(long)]
    pub(in crate::cli) yes: bool,
}

/// `record`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Record {
    /// 手工上传以后写目标（site.toml 中 [deploy.…] 的名字）或版；或者 verify（核对）、show 条目（一个条目的经过）
    #[arg(value_name = "目标", num_args = 0..=2, help_heading = "参数")]
    pub(in crate::cli) words: Vec<String>,
}

/// `pack`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(in crate::cli) struct Pack {
    /// 从哪一天到哪一天，例如 2026-01-01..2026-06-30；或者一季（2026-Q2）、一年（2026）
    #[arg(value_name = "期间", value_parser = period, help_heading = "参数")]
    pub(in crate::cli) period: Period,
    /// 存成哪个文件；不写则存在网站的文件夹里
    #[arg(long, value_name = "文件")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 已有的同名文件改过，或者不是本程序写的，也换成新的
    #[arg(long)]
    pub(in crate::cli) replace: bool,
    /// 不做 PDF：存网页文件，快得多
    #[arg(long, conflicts_with = "browser")]
    pub(in crate::cli) no_pdf: bool,
    /// 用哪个浏览器做 PDF：它的程序在哪里；不写则自己找 Chrome、Edge 或 Chromium
    #[arg(long, value_name = "程序")]
    pub(in crate::cli) browser: Option<PathBuf>,
    /// 每个 PDF 最多等浏览器多少秒，默认120
    #[arg(long, value_name = "秒", default_value_t = 120, value_parser = patience, hide_default_value = true)]
    pub(in crate::cli) time_limit: u64,
}

/// `gather`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(in crate::cli) struct Gather {
    /// 名单：文本文件，一行一所学校：名称，空一格，网址、文件夹或者 disclosure.txt
    #[arg(value_name = "名单", help_heading = "参数")]
    pub(in crate::cli) list: PathBuf,
    /// 写到哪个文件夹；不写则为当前文件夹里的“汇总”
    #[arg(long, value_name = "文件夹")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 网站的名称；不写则为“党务公开情况汇总”
    #[arg(
        long,
        value_name = "名称",
        default_value = "党务公开情况汇总",
        hide_default_value = true
    )]
    pub(in crate::cli) title: String,
    /// 每所学校最多等多少秒，默认20
    #[arg(long, value_name = "秒", default_value_t = 20, value_parser = patience, hide_default_value = true)]
    pub(in crate::cli) time_limit: u64,
    /// 按这一天判断是否到期；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(in crate::cli) date: Option<Day>,
    /// 接管已有的输出文件夹（换电脑后 .gongkai 丢失时用）：只接管内容相同的文件，其余列出来
    #[arg(long)]
    pub(in crate::cli) adopt: bool,
}

/// From a day to a day, both of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Period {
    /// The first day.
    pub(in crate::cli) first: Day,
    /// The last, not before it.
    pub(in crate::cli) last: Day,
}

impl Period {
    /// True when a day lies in it.
    pub(in crate::cli) fn has(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

/// The first and the last day of a year.
fn year_of(year: i32) -> Option<(Day, Day)> {
    Some((Day::new(year, 1, 1)?, Day::new(year, 12, 31)?))
}

fn period(text: &str) -> Result<Period, String> {
    if let Some([begin, _, end]) = Quarter::parse(text).map(Quarter::months)
        && let (Some(first), Some(last)) = (Day::new(begin.year(), begin.number(), 1), end.last_day())
    {
        return Ok(Period { first, last });
    }
    let year = text.strip_suffix('年').unwrap_or(text);
    let year = Some(year).filter(|year| year.len() == 4);
    if let Some((first, last)) = year.and_then(|year| year_of(year.parse().ok()?)) {
        return Ok(Period { first, last });
    }
    let days = text.split_once("..").or_else(|| text.split_once('至'));
    let days = days.and_then(|(first, last)| Some((Day::parse(first)?, Day::parse(last)?)));
    match days {
        Some((first, last)) if first <= last => Ok(Period { first, last }),
        Some(_) => Err("开始的日期在结束的日期后面".to_owned()),
        None => Err("请写成 2026-01-01..2026-06-30、2026-Q2 或者 2026 的样子".to_owned()),
    }
}

/// `export`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(in crate::cli) struct Export {
    /// 公开台账、公开记录、一本台账的文件名或标题，或者“全部”
    #[arg(value_name = "台账", help_heading = "参数")]
    pub(in crate::cli) register: String,
    /// 格式：xlsx（Excel）或 csv
    #[arg(
        long,
        value_name = "格式",
        default_value = "xlsx",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(in crate::cli) format: SpreadsheetKind,
    /// 存成哪个文件；不写则存在网站的文件夹里，以台账的名称和日期为名
    #[arg(long, value_name = "文件")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 已有的同名文件改过，或者不是本程序写的，也换成新的
    #[arg(long)]
    pub(in crate::cli) replace: bool,
    /// 按这一天的情况；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(in crate::cli) date: Option<Day>,
}

/// `print`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(in crate::cli) struct Print {
    /// 只打印这些条目：文件、标题，或者“组织机构”这样的名称；不写则打印公开栏上的全部
    #[arg(value_name = "条目", help_heading = "参数")]
    pub(in crate::cli) entries: Vec<String>,
    /// 只打印这块公开栏：名称，或者 site.toml 中的 id
    #[arg(long, value_name = "公开栏")]
    pub(in crate::cli) board: Option<String>,
    /// 只打印上次打印以后有变化的
    #[arg(long)]
    pub(in crate::cli) new: bool,
    /// 打印条目的审批登记表，供签字；不管条目是否已经审批
    #[arg(long, conflicts_with_all = ["board", "new"], requires = "entries")]
    pub(in crate::cli) form: bool,
    /// 打印条目的大字版，例如贴在门上的公示：一个条目一大张，字尽量大
    #[arg(long, conflicts_with_all = ["board", "new", "form"], requires = "entries")]
    pub(in crate::cli) poster: bool,
    /// 大字版用多大的纸：A2、A3 或 A4，默认 A3
    #[arg(long, value_name = "纸", value_parser = paper, requires = "poster")]
    pub(in crate::cli) paper: Option<PaperSize>,
    /// 打印一季公开记录的存档页，例如 2026-Q3，供签字
    #[arg(
        long,
        value_name = "季度",
        value_parser = quarter,
        conflicts_with_all = ["entries", "board", "new", "form", "poster", "date"]
    )]
    pub(in crate::cli) record: Option<Quarter>,
    /// 把一年里社会公开的内容印成一本党建手册，写年份，例如 2026
    #[arg(
        long,
        value_name = "年份",
        value_parser = year,
        conflicts_with_all = ["entries", "board", "new", "form", "record", "date"]
    )]
    pub(in crate::cli) book: Option<i32>,
    /// 存成哪个文件；不写则存在网站的文件夹里
    #[arg(long, value_name = "文件")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 已有的同名文件改过，或者不是本程序写的，也换成新的
    #[arg(long)]
    pub(in crate::cli) replace: bool,
    /// 按这一天的情况；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(in crate::cli) date: Option<Day>,
    /// 用哪个浏览器：它的程序在哪里；不写则自己找 Chrome、Edge 或 Chromium
    #[arg(long, value_name = "程序")]
    pub(in crate::cli) browser: Option<PathBuf>,
    /// 最多等浏览器多少秒，默认120
    #[arg(long, value_name = "秒", default_value_t = 120, value_parser = patience, hide_default_value = true)]
    pub(in crate::cli) time_limit: u64,
}

/// `text`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(in crate::cli) struct Text {
    /// 哪个条目：文件或标题
    #[arg(value_name = "条目", help_heading = "参数")]
    pub(in crate::cli) entry: String,
    /// 格式：文字（广播、短信、QQ）、公众号（粘贴到编辑器）或 docx（Word，公文格式）
    #[arg(
        long,
        value_name = "格式",
        default_value = "文字",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(in crate::cli) format: TextFormat,
    /// 按哪一版的读者（site.toml 中 [editions.…] 的名字）；不写则为第一个社会公开的版
    #[arg(long, value_name = "版")]
    pub(in crate::cli) edition: Option<String>,
    /// 存成哪个文件；不写的，文字显示在窗口里，另两种存在网站的文件夹里，以标题为名
    #[arg(long, value_name = "文件")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// 已有的同名文件改过，或者不是本程序写的，也换成新的
    #[arg(long)]
    pub(in crate::cli) replace: bool,
    /// 按这一天的情况；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(in crate::cli) date: Option<Day>,
}

/// What kind of spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SpreadsheetKind {
    #[value(alias = "excel")]
    Xlsx,
    Csv,
}

/// What form a text has. (`///` of a value would be its help.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TextFormat {
    #[value(name = "文字", aliases = ["text", "txt"])]
    Plain,
    // To be pasted into an editor of WeChat.
    #[value(name = "公众号", aliases = ["wechat", "html"])]
    Wechat,
    #[value(aliases = ["word", "Word"])]
    Docx,
}

fn quarter(text: &str) -> Result<Quarter, String> {
    Quarter::parse(text).ok_or_else(|| "请写年和季度，例如 2026-Q3".to_owned())
}

fn year(text: &str) -> Result<i32, String> {
    let year = text.trim().trim_end_matches('年').parse().ok();
    year.filter(|year| Day::new(*year, 1, 1).is_some())
        .ok_or_else(|| "请写四位数的年份，例如 2026".to_owned())
}

/// The paper of a poster.
fn paper(text: &str) -> Result<PaperSize, String> {
    let sizes = [PaperSize::A2, PaperSize::A3, PaperSize::A4];
    let found = sizes
        .into_iter()
        .find(|size| size.label().eq_ignore_ascii_case(text.trim()));
    found.ok_or_else(|| "请写 A2、A3 或 A4".to_owned())
}

/// Seconds that a browser may take.
fn patience(text: &str) -> Result<u64, String> {
    let seconds = text.trim().parse().ok();
    seconds
        .filter(|seconds| (5..=7200).contains(seconds))
        .ok_or_else(|| "请写 5 到 7200 的整数，例如 600".to_owned())
}
