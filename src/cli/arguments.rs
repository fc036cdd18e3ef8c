//! What may be typed: every command and option, with its help in Chinese.

mod files;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::new_site::Taxonomy;
use crate::preview::PORT;
use crate::words::Day;
pub(super) use files::{
    Deploy, Export, Gather, Import, Pack, Period, Print, Record, SpreadsheetKind, Text, TextFormat,
};

const HELP: &str = "\
{before-help}{about-with-newline}
用法：{usage}

{all-args}{after-help}";

/// All that can be typed.
#[derive(Debug, Parser)]
#[command(
    name = "gongkai",
    version,
    about = "党务公开静态网站生成器：把 Markdown 和 YAML 编译成公开网站",
    after_help = "第一次使用：\n  gongkai init 我的网站\n  cd 我的网站\n  gongkai build\n然后双击打开 public/index.html。",
    help_template = HELP,
    override_usage = "gongkai 命令 [选项]",
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_required = true,
)]
pub(super) struct Arguments {
    /// 网站所在的文件夹；不写则为当前文件夹
    #[arg(long, global = true, value_name = "文件夹", help_heading = "通用选项")]
    pub(super) root: Option<PathBuf>,
    /// 是否使用颜色
    #[arg(
        long,
        global = true,
        value_name = "何时",
        default_value = "auto",
        help_heading = "通用选项",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) color: Color,
    /// 只显示错误，不显示进度和小结
    #[arg(long, short, global = true, help_heading = "通用选项")]
    pub(super) quiet: bool,
    /// 显示帮助
    #[arg(long, short, global = true, action = clap::ArgAction::Help, help_heading = "通用选项")]
    help: Option<bool>,
    /// 显示版本号
    #[arg(long, short = 'V', action = clap::ArgAction::Version, help_heading = "通用选项")]
    version: Option<bool>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 新建一个网站：带注释的设置，每种条目各一个示例
    #[command(help_template = HELP, override_usage = "gongkai init 文件夹 [选项]")]
    Init(Init),
    /// 新建一个条目：写好今天的日期和该有的字段
    #[command(help_template = HELP, override_usage = "gongkai new 种类 标题 [选项]")]
    New(New),
    /// 导入：Word、Excel、WPS、网页、文本和 PDF 文件变成条目的草稿，原件不动
    #[command(help_template = HELP, override_usage = "gongkai import 文件或文件夹… [选项]")]
    Import(Import),
    /// 生成网站
    #[command(help_template = HELP, override_usage = "gongkai build [版…] [选项]")]
    Build(Build),
    /// 上传：生成网站，把改动传到服务器、共享文件夹，或者做成压缩包
    #[command(help_template = HELP, override_usage = "gongkai deploy [目标] [选项]")]
    Deploy(Deploy),
    /// 公开记录：哪一条哪一天在哪里公开、改动、撤下；记下手工上传的，核对，查一个条目的经过
    #[command(
        help_template = HELP,
        override_usage = "gongkai record [目标]\n      gongkai record verify\n      gongkai record show 条目"
    )]
    Record(Record),
    /// 检查包：一段时间的台账、公开记录、审批登记表、网页，做成一个压缩包，给检查的人看
    #[command(help_template = HELP, override_usage = "gongkai pack 期间 [选项]")]
    Pack(Pack),
    /// 汇总（教育局用）：读各校公开网站上的 disclosure.txt，做成一个网站和一张表格
    #[command(help_template = HELP, override_usage = "gongkai gather 名单 [选项]")]
    Gather(Gather),
    /// 边写边看：在浏览器里预览，保存后页面自动更新
    #[command(help_template = HELP, override_usage = "gongkai serve [选项]")]
    Serve(Serve),
    /// 检查内容：列出生成时会报告的全部问题；加上 --fix，替您改好能改的
    #[command(help_template = HELP, override_usage = "gongkai check [文件…] [选项]")]
    Check(Check),
    /// 审批：把一步的姓名、日期和内容的指纹写进条目的文件
    #[command(help_template = HELP, override_usage = "gongkai approve 文件 --step 步骤 --name 姓名 [选项]")]
    Approve(Approve),
    /// 导出台账：公开台账和各本台账，存成 Excel 表格，供内部使用
    #[command(help_template = HELP, override_usage = "gongkai export 台账 [选项]")]
    Export(Export),
    /// 打印：把公开栏的纸张做成 PDF；也可以打印一个条目的大字版、审批登记表
    #[command(help_template = HELP, override_usage = "gongkai print [条目…] [选项]")]
    Print(Print),
    /// 一个条目的文字：广播用的纯文本、公众号用的网页、公文格式的 Word 文件
    #[command(help_template = HELP, override_usage = "gongkai text 条目 [选项]")]
    Text(Text),
    /// 今天和近期要办的事：待审批、公示、台账时限、公开目录、换届
    #[command(help_template = HELP, override_usage = "gongkai status [选项]")]
    Status(StatusOptions),
    /// 输出字段的 JSON Schema：编辑器用它提示字段、标出写错的地方
    #[command(help_template = HELP, override_usage = "gongkai schema 种类或文件\n      gongkai schema --vscode")]
    Schema(Schema),
    /// 主题：取出内置主题的一个文件，放进网站的 themes 文件夹，改成自己的样子
    #[command(help_template = HELP, override_usage = "gongkai theme export [文件] [选项]")]
    Theme(ThemeOptions),
    /// 输出命令行补全脚本
    #[command(help_template = HELP, override_usage = "gongkai completions 种类")]
    Completions(Completions),
}

/// `init`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Init {
    /// 要新建的文件夹；须不存在或为空
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub(super) folder: PathBuf,
    /// 公开目录按哪个文件分类：条例（七类，默认）或意见（八类）
    #[arg(
        long,
        value_name = "文件",
        default_value = "条例",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) catalogue: Taxonomy,
    /// 学校名称；下面几项不写的，在窗口里逐项问，不能问的用代用的文字
    #[arg(long, value_name = "名称")]
    pub(super) school: Option<String>,
    /// 主办单位：学校党组织的全称
    #[arg(long, value_name = "名称")]
    pub(super) organizer: Option<String>,
    /// 监督电话：写办公电话
    #[arg(long, value_name = "号码")]
    pub(super) telephone: Option<String>,
    /// 从哪一天启用，例如 2026-09-01；以前的会议和公开事项不算缺
    #[arg(long, value_name = "日期")]
    pub(super) since: Option<String>,
    /// 一个支部的名称，可以写几次；学校只有一个支部的写“无”
    #[arg(long, value_name = "名称")]
    pub(super) branch: Vec<String>,
}

/// `new`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct New {
    /// 条目的种类：通知公告、会议纪要、公开承诺、学习资料、台账、页面；也可以写类型，例如公示、党员大会、党费
    #[arg(value_name = "种类", help_heading = "参数")]
    pub(super) kind: String,
    /// 条目的标题
    #[arg(value_name = "标题", help_heading = "参数")]
    pub(super) title: String,
    /// 条目的日期；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) date: Option<Day>,
}

/// `build`.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Build {
    /// 只生成这些版（site.toml 中 [editions.…] 的名字）；不写则全部生成
    #[arg(value_name = "版", help_heading = "参数")]
    pub(super) editions: Vec<String>,
    /// 按这一天生成，例如 2026-03-12；须与 --out 同用
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) date: Option<Day>,
    /// 输出到“文件夹/版名”，不动 site.toml 中的输出文件夹
    #[arg(long, value_name = "文件夹")]
    pub(super) out: Option<PathBuf>,
    /// 试排：草稿、未审批和日期未到的条目也生成；须与 --out 同用
    #[arg(long)]
    pub(super) drafts: bool,
    /// 有警告也算失败，不生成
    #[arg(long)]
    pub(super) strict: bool,
    /// 接管已有的输出文件夹（换电脑后 .gongkai 丢失时用）：只接管内容相同的文件，其余列出来
    #[arg(long)]
    pub(super) adopt: bool,
    /// 确实要撤下一半以上条目的网页
    #[arg(long)]
    pub(super) shrink: bool,
    /// 电脑上今天的日期没有错，是上次生成那天的错了
    #[arg(long, conflicts_with = "out")]
    pub(super) today_is_right: bool,
    /// 逐个列出新增和更新的文件，说明为什么
    #[arg(long)]
    pub(super) explain: bool,
    /// 一直看着内容、主题和设置，每次保存后重新生成，并说明改了哪些文件；按 Ctrl+C 结束
    #[arg(long)]
    pub(super) watch: bool,
    /// 与 --watch 同用：内容放在网络共享文件夹、保存后没有反应时用
    #[arg(long, requires = "watch")]
    pub(super) poll: bool,
}

/// `serve`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Serve {
    /// 先看哪一版（site.toml 中 [editions.…] 的名字）；不写则为第一版
    #[arg(long, value_name = "版")]
    pub(super) edition: Option<String>,
    /// 用哪个端口，默认1314；被占用时用后面空着的
    #[arg(long, value_name = "端口", default_value_t = PORT, value_parser = port, hide_default_value = true)]
    pub(super) port: u16,
    /// 打开浏览器
    #[arg(long)]
    pub(super) open: bool,
    /// 看这一天的样子，例如 2026-12-01；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) date: Option<Day>,
    /// 内容放在网络共享文件夹、保存后没有反应时用
    #[arg(long)]
    pub(super) poll: bool,
}

/// `check`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Check {
    /// 只列出这些文件的问题，也可以只写标题里的几个字；不写则全部列出
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(super) files: Vec<PathBuf>,
    /// 输出格式：text（文字）或 json
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) format: ComplaintFormat,
    /// 按这一天检查；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) date: Option<Day>,
    /// 有警告也算失败
    #[arg(long)]
    pub(super) strict: bool,
    /// 把改法只有一种的问题改好；改以前的文件另存一份
    #[arg(long, conflicts_with = "undo")]
    pub(super) fix: bool,
    /// 与 --fix 同用：只显示会怎样改，不改文件
    #[arg(long, requires = "fix")]
    pub(super) diff: bool,
    /// 把上一次 --fix 改的文件改回去
    #[arg(long, conflicts_with_all = ["format", "date", "strict"])]
    pub(super) undo: bool,
}

/// `approve`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Approve {
    /// 条目的文件，例如 content/notices/2026-03-12-zhuti-dangri.md；也可以只写标题里的几个字；几个条目用空格分开
    #[arg(value_name = "文件", required = true, help_heading = "参数")]
    pub(super) files: Vec<PathBuf>,
    /// 哪一步：提出、保密审查、审核、审批
    #[arg(long, value_name = "步骤")]
    pub(super) step: String,
    /// 谁：这一步负责人的姓名
    #[arg(long, value_name = "姓名")]
    pub(super) name: String,
    /// 哪一天；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) date: Option<Day>,
    /// 意见，只留作内部记录，不会公开
    #[arg(long, value_name = "意见")]
    pub(super) opinion: Option<String>,
    /// 内容改动后重新走这一步；后面的步骤会清空
    #[arg(long)]
    pub(super) again: bool,
}

/// `status`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct StatusOptions {
    /// 公开栏要换哪几张：应上墙的、要重打的、应撤下的，和上次打印相比
    #[arg(long)]
    pub(super) board: bool,
    /// 与 --board 同用：和这一天的公开栏相比，不管打印过什么
    #[arg(long, value_name = "日期", value_parser = day, requires = "board")]
    pub(super) since: Option<Day>,
    /// 列出全部要在服务器上删去的文件
    #[arg(long, conflicts_with_all = ["board", "deleted"])]
    pub(super) deletions: bool,
    /// 要删去的已经在服务器上删去，从清单里划掉；写了文件的，只划掉这些，例如 public/notices/a.html
    #[arg(long, value_name = "文件", num_args = 0.., conflicts_with = "board")]
    pub(super) deleted: Option<Vec<String>>,
    /// 看今后多少天，默认30
    #[arg(long, value_name = "天数", default_value_t = 30, value_parser = days, hide_default_value = true)]
    pub(super) days: u32,
    /// 有逾期的，以状态 1 结束
    #[arg(long)]
    pub(super) strict: bool,
    /// 输出格式：text（文字）或 json
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) format: ComplaintFormat,
    /// 按这一天看；不写则为今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub(super) date: Option<Day>,
}

/// `schema`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Schema {
    /// 条目的种类，例如 通知公告；或者 organization.yaml、catalogue.yaml、calendar.yaml、words.yaml
    #[arg(
        value_name = "种类或文件",
        required_unless_present = "vscode",
        conflicts_with = "vscode",
        help_heading = "参数"
    )]
    pub(super) of: Option<String>,
    /// 写进网站的 .vscode 文件夹，用 VS Code 打开网站时就有提示；换了新版的程序以后再运行一次
    #[arg(long)]
    pub(super) vscode: bool,
}

/// `theme`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct ThemeOptions {
    /// 写 export：取出一个文件
    #[arg(value_name = "export", value_parser = ["export"], hide_possible_values = true, help_heading = "参数")]
    pub(super) action: String,
    /// 哪个文件，例如 style.css、home.html；不写则列出全部
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(super) file: Option<String>,
    /// 哪个主题：disclosure（网站）、bulletin（公开栏），或者自己的；不写则先找 disclosure，再找 bulletin
    #[arg(long, value_name = "主题")]
    pub(super) theme: Option<String>,
}

/// `completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// 命令行的种类：bash、zsh、fish、powershell、elvish
    #[arg(value_name = "种类", hide_possible_values = true, help_heading = "参数")]
    pub(super) shell: clap_complete::Shell,
}

/// When colours are used. (`///` of a value would be its help, here and below.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    // On a terminal.
    #[value(alias = "自动")]
    Auto,
    #[value(alias = "总是")]
    Always,
    #[value(alias = "从不")]
    Never,
}

impl ValueEnum for Taxonomy {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Regulation, Self::Opinion]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Regulation => PossibleValue::new("条例").alias("regulation"),
            Self::Opinion => PossibleValue::new("意见").alias("opinion"),
        })
    }
}

/// How complaints are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ComplaintFormat {
    // For people.
    #[value(alias = "文字")]
    Text,
    // For programs.
    Json,
}

fn days(text: &str) -> Result<u32, String> {
    let days = text.parse().ok().filter(|days| (7..=366).contains(days));
    days.ok_or_else(|| "请写 7 到 366 的整数".to_owned())
}

fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "请写 0 到 65535 的整数".to_owned())
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "日期请写成 2026-03-12 的样子，并且是日历上有的日子".to_owned())
}
