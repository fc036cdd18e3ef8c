//! Whole registers: small workbooks that are made here, and what becomes of them. Everything that comes out is read by the
//! program's own reader.

use rust_xlsxwriter::{ExcelDateTime, Format, Image, Note, Workbook, Worksheet};

use super::{ImportedLedger, ImportedPledges, ImportedTable, ImportedWorkbook, read};
use crate::attachment::Unreadable;
use crate::import::official::{ImportedField, ImportedValue};
use crate::read::library::Settings;
use crate::read::{Detail, Document, FileBytes, Found, Tree};
use crate::words::{Kind, Report, Severity, SourcePath};

/// Rows of cells. `=12.5` is a number, `=85%` one that is shown as per cent, `=2026-03-05` a day, `=2026-03` a month.
type Rows<'r> = &'r [&'r [&'r str]];

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let Some(typed) = cell.strip_prefix('=') else {
        if !cell.is_empty() {
            sheet.write_string(row, column, cell).unwrap();
        }
        return;
    };
    if let Some(percent) = typed.strip_suffix('%') {
        let number: f64 = percent.parse().unwrap();
        let format = Format::new().set_num_format("0.0%");
        sheet
            .write_number_with_format(row, column, number / 100.0, &format)
            .unwrap();
    } else if typed.len() == 10 && typed.matches('-').count() == 2 {
        let day = ExcelDateTime::parse_from_str(typed).unwrap();
        let format = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        sheet
            .write_datetime_with_format(row, column, &day, &format)
            .unwrap();
    } else if typed.len() == 7 && typed.matches('-').count() == 1 {
        let day = ExcelDateTime::parse_from_str(&format!("{typed}-01")).unwrap();
        let format = Format::new().set_num_format("yyyy\"年\"m\"月\"");
        sheet
            .write_datetime_with_format(row, column, &day, &format)
            .unwrap();
    } else {
        sheet
            .write_number(row, column, typed.parse::<f64>().unwrap())
            .unwrap();
    }
}

fn fill(sheet: &mut Worksheet, rows: Rows<'_>) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            put(sheet, row, column, cell);
        }
    }
}

fn workbook(rows: Rows<'_>, more: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, rows);
    more(sheet);
    book.save_to_buffer().unwrap()
}

fn merge(sheet: &mut Worksheet, range: (u32, u16, u32, u16), text: &str) {
    let (top, left, bottom, right) = range;
    sheet
        .merge_range(top, left, bottom, right, text, &Format::new())
        .unwrap();
}

/// The form as `gongkai new 台账` writes it.
fn form(title: &str) -> String {
    include_str!("../../cli/forms/ledger.yaml")
        .replace("{标题}", &format!("'{}'", title.replace('\'', "''")))
        .replace("{日期}", "2026-11-20")
        .replace("{年度}", "2026")
        .replace("{公开范围}", "公开范围: 校内公开")
}

/// Reads an entry with the program's own reader: what it is, and every complaint.
fn entry(kind: Kind, name: &str, text: &str) -> (Option<std::sync::Arc<Document>>, Vec<String>) {
    let path = SourcePath::new(name).unwrap();
    let site = "title = \"甲\"\n[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n";
    let tree = Tree {
        config: Some(Found {
            path: SourcePath::new("site.toml").unwrap(),
            content: FileBytes::Memory(site.as_bytes().into()),
        }),
        ..Tree::default()
    };
    let settings = Settings::read(&tree);
    let read = settings.entry(kind, &path, Some(text.as_bytes()), Report::new());
    let errors = read
        .complaints
        .sorted()
        .into_iter()
        .filter(|one| one.code.severity == Severity::Error);
    let errors = errors
        .map(|one| format!("{:?} {}", one.place, one.message))
        .collect();
    (read.document, errors)
}

/// Fills the form and has it read: as many rows and columns, and no error.
fn accepted(ledger: &ImportedLedger) -> String {
    let yaml = ledger.fill(&form(&ledger.title));
    let (document, errors) = entry(Kind::Ledger, "content/ledgers/2026-11-20-daoru.yaml", &yaml);
    assert!(errors.is_empty(), "{errors:#?}\n{yaml}");
    let document = document.unwrap();
    assert!(document.common.draft, "{yaml}");
    let Detail::Ledger(found) = &document.detail else {
        panic!("no ledger: {yaml}")
    };
    assert_eq!(found.preset, ledger.preset, "{yaml}");
    assert_eq!(found.rows.len(), ledger.rows.len(), "{yaml}");
    for (row, wanted) in found.rows.iter().zip(&ledger.rows) {
        for (index, column) in ledger.columns.iter().enumerate() {
            let place = found.columns.iter().position(|known| known.name == column.name);
            let place = place.unwrap_or_else(|| panic!("no {}: {yaml}", column.name));
            assert_eq!(found.columns[place].kind, column.kind, "{}: {yaml}", column.name);
            let said = row.cell(place).map(|cell| format!("{cell:?}"));
            let wanted = wanted.cell(index).map(|cell| format!("{cell:?}"));
            let is_number_to_fill_in = wanted.as_ref().is_some_and(|text| text.contains("（填数）"));
            let is_link = wanted.as_ref().is_some_and(|text| text.starts_with("Url"));
            if !is_number_to_fill_in && !is_link {
                assert_eq!(said, wanted, "{}: {yaml}", column.name);
            }
        }
    }
    assert_eq!(found.stated.len(), ledger.stated.len(), "{yaml}");
    yaml
}

fn only(found: ImportedWorkbook) -> ImportedLedger {
    let mut tables = found.tables.into_iter();
    match (tables.next(), tables.next()) {
        (Some(ImportedTable::Ledger(ledger)), None) => ledger,
        other => panic!("{other:?}"),
    }
}

fn ledger(bytes: &[u8]) -> ImportedLedger {
    only(read("xlsx", bytes, "导入的表.xlsx").unwrap())
}

fn csv(text: &str) -> ImportedLedger {
    only(read("csv", text.as_bytes(), "2026年台账.csv").unwrap())
}

/// What the YAML has to hold, and what the sentences.
struct Register<'r> {
    preset: &'r str,
    title: &'r str,
    rows: Rows<'r>,
    count: usize,
    yaml: &'r [&'r str],
    unsure: &'r [&'r str],
}

const REGISTERS: [Register<'static>; 28] = [
    Register {
        preset: "党费",
        title: "白鹭小学2026年第一季度党费收缴明细表",
        rows: &[
            &["白鹭小学2026年第一季度党费收缴明细表"],
            &[
                "填表单位：白鹭小学党支部",
                "",
                "",
                "",
                "填表日期：2026年4月2日",
                "单位：元",
            ],
            &["序号", "党支部", "月份", "应缴党费", "实交党费", "备注"],
            &["=1", "第一党支部", "=1", "=1203.5", "=1203.5", ""],
            &["=2", "第一党支部", "=2", "1,203.50", "￥1,203.50元", "补缴"],
            &["=3", "第二党支部", "=2026-02", "=998", "=900.1", "—"],
            &["合计", "", "", "=3405", "=3307.1", ""],
            &["制表人：林小满", "", "", "审核人：周望舒"],
        ],
        count: 3,
        yaml: &[
            "台账: 党费",
            "支部: 第一党支部, 月份: 1月, 应缴: 1203.50, 实缴: 1203.50}",
            "月份: 2026年2月",
            "合计: {应缴: 3405.00, 实缴: 3307.10}",
            "说明: 补缴",
        ],
        unsure: &["制表人：林小满"],
    },
    Register {
        preset: "党费",
        title: "党员缴费台账",
        rows: &[
            &["党员缴费台账"],
            &[
                "姓名",
                "所在支部",
                "应缴金额（元）",
                "实缴金额（元）",
                "欠缴金额",
                "联系电话",
            ],
            &["林小满", "第一党支部", "=60", "=60", "=0", "0799-6660001"],
            &["周 望", "第一党支部", "=55.5", "", "=55.5", "0799-6660002"],
        ],
        count: 2,
        yaml: &["姓名: 林小满", "姓名: 周望", "实缴: （填数）"],
        unsure: &[
            "“欠缴金额”由程序自动得出（未缴）",
            "个人信息的列（联系电话）",
            "空着，请补上",
        ],
    },
    Register {
        preset: "经费",
        title: "2026年党建经费使用情况",
        rows: &[
            &["附件1"],
            &["2026年党建经费使用情况"],
            &["", "", "", "（单位：万元）"],
            &["支出项目", "年初预算", "实际支出", "结余", "执行率"],
            &["订阅党报党刊", "=2.4", "=1.78605", "=0.61395", "=74.4%"],
            &["走访慰问", "=0.6", "3200元", "=0.28", "=53.3%"],
            &["小计", "=3", "=2.10605"],
            &["总计", "=3", "=2.10605"],
        ],
        count: 2,
        yaml: &[
            "项目: 订阅党报党刊, 预算: 24000.00, 支出: 17860.50",
            "支出: 3200.00",
            "合计: {预算: 30000.00, 支出: 21060.50}",
        ],
        unsure: &["以万元为单位，已换算成元", "“结余”由程序自动得出"],
    },
    Register {
        preset: "经费",
        title: "经费预算表",
        rows: &[
            &["经费预算表"],
            &["项目名称", "支出依据", "预算金额（万元）", "备注"],
            &["教育培训", "党支部会议决定", "=1.5", ""],
            &["阵地建设", "", "待定", "旗帜、标牌"],
        ],
        count: 2,
        yaml: &["预算: 15000.00", "预算: （填数）", "依据: 党支部会议决定"],
        unsure: &["第4行的“预算金额（万元）”不是数，没有导入（“待定”）"],
    },
    Register {
        preset: "积分",
        title: "党员积分管理台账（2026年第三季度）",
        rows: &[
            &["党员积分管理台账（2026年第三季度）"],
            &[
                "序号",
                "姓名",
                "所在支部",
                "基础积分",
                "奖励分",
                "扣分",
                "加扣分事由",
                "总分",
            ],
            &[
                "=1",
                "江小禾",
                "第二党支部",
                "=60",
                "=9.5",
                "=-2",
                "公开课1节",
                "=67.5",
            ],
            &["=2", "宋知也", "第二党支部", "=60", "0", "", "", "=60"],
        ],
        count: 2,
        yaml: &["姓名: 江小禾, 支部: 第二党支部, 基础分: 60, 加分: 9.5, 扣分: 2, 事由: 公开课1节"],
        unsure: &["“总分”由程序自动得出（得分）", "是负数，按扣掉的分数导入"],
    },
    Register {
        preset: "发展党员",
        title: "发展党员工作台账",
        rows: &[
            &["发展党员工作台账"],
            &[
                "姓名",
                "支部",
                "发展阶段",
                "确定时间",
                "培养联系人",
                "身份证号码",
                "备注",
            ],
            &[
                "傅小霞",
                "第二党支部",
                "入党积极分子",
                "=2026-03-05",
                "林小满\n周望舒",
                "330102199003070011",
                "",
            ],
            &["何小英", "第一党支部", "发展对象", "2026.5.8", "江小禾", "", ""],
        ],
        count: 2,
        yaml: &[
            "阶段: 入党积极分子",
            "日期: 2026-03-05",
            "培养联系人: 林小满、周望舒",
            "日期: 2026-05-08",
        ],
        unsure: &["个人信息的列（身份证号码）"],
    },
    Register {
        preset: "发展党员",
        title: "2026年入党积极分子名册",
        rows: &[
            &["2026年入党积极分子名册"],
            &["序号", "姓名", "所在支部", "列为积极分子时间", "培养联系人"],
            &["1", "傅小霞", "第二党支部", "3月5日", "林小满"],
            &["2", "何小英", "第一党支部", "2026年4月", "江小禾"],
        ],
        count: 2,
        yaml: &["阶段: 入党积极分子", "日期: 2026-03-05"],
        unsure: &[
            "“阶段”是按标题填的：入党积极分子",
            "没有写年份，按表里的年份导入",
            "看不出是哪一天，没有导入（“2026年4月”）",
        ],
    },
    Register {
        preset: "整改销号",
        title: "2026年党建督导反馈问题整改销号台账",
        rows: &[
            &["2026年党建督导反馈问题整改销号台账"],
            &[
                "序号",
                "问题来源",
                "存在问题",
                "整改措施",
                "责任部门",
                "整改时限",
                "完成时间",
                "整改情况",
                "销号时间",
                "验收人",
                "整改状态",
            ],
            &[
                "1",
                "区教育局督导",
                "公开栏有2份公示\n到期后没有撤下",
                "1.每周五检查一次\n2.写明撤下日期",
                "办公室",
                "2026年4月30日前",
                "2026/4/14",
                "已经撤下",
                "=2026-04-30",
                "陈小正",
                "已销号",
            ],
            &[
                "2",
                "自查",
                "会议记录不全",
                "",
                "第一党支部",
                "立行立改",
                "",
                "",
                "",
                "",
                "已完成",
            ],
            &[
                "3",
                "自查",
                "学习材料, 没有归档: 缺3份",
                "补齐",
                "周望舒",
                "长期",
                "",
                "",
                "",
                "",
                "整改中",
            ],
        ],
        count: 3,
        yaml: &[
            "台账: 整改销号",
            "发现日期: （填日期）",
            "时限: 2026-04-30",
            "完成日期: 2026-04-14",
            "时限: 立行立改",
            "时限: 长期坚持",
            "|-\n      1.每周五检查一次\n      2.写明撤下日期",
            "'学习材料, 没有归档: 缺3份'",
            "核验人: 陈小正",
            "责任人: 办公室",
        ],
        unsure: &[
            "表里没有“发现日期”一列",
            "第4行的“整改状态”说已经完成，却没有完成日期",
        ],
    },
    Register {
        preset: "整改销号",
        title: "整改台账",
        rows: &[
            &["整改台账"],
            &[
                "编号",
                "问题",
                "发现时间",
                "责任领导",
                "责任人",
                "时限",
                "佐证材料",
                "目前困难",
            ],
            &[
                "2026-01",
                "制度没有上墙",
                "=2026-04-13",
                "陈小正",
                "吴小宜",
                "6月底",
                "照片3张",
                "缺经费",
            ],
            &[
                "2026-01",
                "台账没有更新",
                "=2026-04-14",
                "",
                "吴小宜",
                "",
                "会议记录",
                "",
            ],
        ],
        count: 2,
        yaml: &[
            "佐证材料: 照片3张",
            "- 佐证材料",
            "- 目前困难",
            "目前困难: 缺经费",
            "时限: （填日期）",
        ],
        unsure: &[
            "第4行的“编号”和前面的重复",
            "第4行的“时限”空着，请补上",
            "“整改销号”没有这些列，作为另加的列导入：“目前困难”",
            "没有写年份，看不出是哪一年，没有导入（“6月底”）",
        ],
    },
    Register {
        preset: "任务清单",
        title: "2026年度党建重点工作任务清单",
        rows: &[
            &["2026年度党建重点工作任务清单"],
            &[
                "序号",
                "重点任务",
                "工作措施",
                "牵头领导",
                "责任处室",
                "完成时限",
                "落实情况",
                "备注",
            ],
            &["一、思想建设"],
            &[
                "1",
                "讲一次廉洁从教专题党课",
                "书记讲课",
                "陈小正",
                "教务处 德育处",
                "9月30日前",
                "已讲",
                "",
            ],
            &["二、组织建设"],
            &[
                "2",
                "支部换届",
                "按期换届",
                "陈小正",
                "第一党支部",
                "年底前",
                "",
                "依规",
            ],
        ],
        count: 2,
        yaml: &[
            "任务: 讲一次廉洁从教专题党课",
            "责任人: 教务处、德育处",
            "时限: 2026-09-30",
            "时限: 2026-12-31",
            "备注: 依规",
        ],
        unsure: &[
            "各行之间的小标题“一、思想建设”“二、组织建设”没有导入",
            "“任务清单”没有这些列，作为另加的列导入：“备注”",
        ],
    },
    Register {
        preset: "光荣榜",
        title: "2026年七一表彰名单",
        rows: &[
            &["2026年七一表彰名单"],
            &[
                "姓名",
                "支部",
                "荣誉称号",
                "主要事迹",
                "表彰时间",
                "表彰单位",
                "照片",
            ],
            &[
                "傅小霞",
                "第二党支部",
                "优秀共产党员",
                "坚持家访",
                "20260628",
                "学校党总支",
                "见附件",
            ],
        ],
        count: 1,
        yaml: &["称号: 优秀共产党员", "日期: 2026-06-28", "授予单位: 学校党总支"],
        unsure: &["“照片”一列没有导入"],
    },
    Register {
        preset: "述职评议",
        title: "2025年度支部书记述职评议测评结果",
        rows: &[
            &["2025年度支部书记述职评议测评结果"],
            &[
                "述职人",
                "职务",
                "参加测评人数",
                "好",
                "较好",
                "一般",
                "差",
                "满意率",
                "评定等次",
            ],
            &[
                "宋知也",
                "第一党支部书记",
                "=20",
                "=17",
                "=3",
                "=0",
                "=0",
                "=100%",
                "好",
            ],
            &[
                "何小英",
                "第二党支部书记",
                "18人",
                "16票",
                "=1",
                "=1",
                "",
                "=94.4%",
                "好",
            ],
        ],
        count: 2,
        yaml: &[
            "姓名: 宋知也, 职务: 第一党支部书记, 参评人数: 20, 好: 17, 较好: 3, 一般: 0, 差: 0",
            "参评人数: 18, 好: 16",
        ],
        unsure: &["“满意率”由程序自动得出"],
    },
    Register {
        preset: "意见建议",
        title: "师生意见建议办理台账",
        rows: &[
            &["师生意见建议办理台账"],
            &[
                "编号",
                "反映时间",
                "收集渠道",
                "意见内容",
                "反映人",
                "承办部门",
                "办理结果",
                "答复时间",
            ],
            &[
                "Y-01",
                "=2026-11-11",
                "书记接待日",
                "希望公布寒假值班电话",
                "某家长",
                "办公室",
                "已公布",
                "=2026-11-13",
            ],
            &[
                "Y-02",
                "=2026-11-12",
                "意见箱",
                "食堂菜价",
                "无名",
                "总务处",
                "正在核实",
                "",
            ],
        ],
        count: 2,
        yaml: &[
            "收到日期: 2026-11-11",
            "内容: 希望公布寒假值班电话",
            "承办: 办公室",
            "答复日期: （填日期）",
        ],
        unsure: &["“反映人”一列没有导入"],
    },
    Register {
        preset: "",
        title: "2026年党支部标准化建设达标情况",
        rows: &[
            &["2026年党支部标准化建设达标情况"],
            &["支部", "应达标", "已达标", "达标率", "评定日期", "文号", "情况"],
            &[
                "第一党支部",
                "=30",
                "=27",
                "=90%",
                "=2026-10-12",
                "0012",
                "已完成",
            ],
            &[
                "第二党支部",
                "=30",
                "=25",
                "=83.33333%",
                "2026年10月13日",
                "0013",
                "进行中",
            ],
            &["合计", "=60", "=52", "=86.7%"],
        ],
        count: 2,
        yaml: &[
            "{名称: 应达标, 类型: 数字, 合计: 是}",
            "{名称: 达标率, 类型: 百分比}",
            "{名称: 评定日期, 类型: 日期}",
            "{名称: 情况, 类型: 状态}",
            "- 文号",
            "文号: '0012'",
            "达标率: 90%",
            "达标率: 83.33%",
            "合计: {应达标: 60, 已达标: 52, 达标率: 86.7%}",
        ],
        unsure: &["小数超过两位，四舍五入了"],
    },
    Register {
        preset: "",
        title: "物资采购登记",
        rows: &[
            &["物资采购登记"],
            &["品名", "金额（万元）", "经办人", "网页", "占比"],
            &["书柜", "=0.25", "林小满", "https://example.org/a", "=0.25"],
            &["横幅", "0.1", "江小禾", "https://example.org/b", "=0.5"],
            &["", "=0.35", "", "", ""],
        ],
        count: 2,
        yaml: &[
            "{名称: 金额, 类型: 金额}",
            "金额: 2500.00",
            "{名称: 经办人, 类型: 人员}",
            "{名称: 网页, 类型: 链接}",
            "占比: 25%",
            "合计: {金额: 3500.00}",
        ],
        unsure: &["第5行是各行的合计"],
    },
    Register {
        preset: "",
        title: "联系群众登记表",
        rows: &[
            &["联系群众登记表"],
            &["党员", "联系对象", "手机号码", "联系次数"],
            &["林小满", "何家", "13800000000", "=3"],
            &["江小禾", "傅家", "", "4次"],
        ],
        count: 2,
        yaml: &["{名称: 联系次数, 类型: 数字}"],
        unsure: &["个人信息的列（手机号码）"],
    },
    Register {
        preset: "",
        title: "党员信息登记",
        rows: &[
            &["党员信息登记"],
            &[
                "姓名",
                "身份证号",
                "手机号",
                "家庭住址",
                "银行卡号",
                "出生日期",
                "学习次数",
                "值班电话",
            ],
            &[
                "林小满",
                "330102199003070011",
                "13800000000",
                "西河路3号",
                "6217001234567890",
                "=1990-03-07",
                "=3",
                "0799-6660001",
            ],
        ],
        count: 1,
        yaml: &["{姓名: 林小满, 学习次数: 3, 值班电话: '0799-6660001'}"],
        unsure: &["个人信息的列（身份证号、手机号、家庭住址、银行卡号、出生日期）"],
    },
    Register {
        preset: "党费",
        title: "党费台账",
        rows: &[
            &["党费台账"],
            &["支部", "应缴", "实缴"],
            &["第一党支部", "=100", "=100"],
            &["小计", "=100", "=100"],
            &["支部", "应缴", "实缴"],
            &["第二党支部", "=33.333333", "待核"],
            &["小 计", "=33.33", "=50"],
            &["合  计：", "=200", "=100"],
            &["备注：按季度缴纳"],
        ],
        count: 2,
        yaml: &["应缴: 33.33", "合计: {实缴: 100.00}"],
        unsure: &[
            "“应缴”写的是 200.00，各行相加是 133.33",
            "“实缴”写的是 50.00，各行相加是 0.00",
            "备注：按季度缴纳",
            "四舍五入",
        ],
    },
    Register {
        preset: "发展党员",
        title: "发展党员工作情况登记表",
        rows: &[
            &["发展党员工作情况登记表"],
            &[
                "姓名",
                "性别",
                "出生年月",
                "申请入党时间",
                "确定积极分子时间",
                "列为发展对象时间",
                "接收预备党员时间",
                "预备党员转正时间",
                "培养联系人",
            ],
            &[
                "傅小霞",
                "女",
                "1990年3月",
                "2024.3.1",
                "=2025-01-05",
                "",
                "—",
                "",
                "林小满",
            ],
            &["何小英", "女", "=1992-05", "2025.3.1", "", "", "", "", "江小禾"],
            &[
                "宋知也",
                "男",
                "=1992-05",
                "2023.3.1",
                "2024.3.1",
                "2025.3.1",
                "2025.6.1",
                "=2026-06-01",
                "江小禾",
            ],
        ],
        count: 3,
        yaml: &[
            "{阶段: 正式党员, 姓名: 宋知也, 日期: 2026-06-01",
            "{阶段: 入党积极分子, 姓名: 傅小霞, 日期: 2025-01-05, 培养联系人: 林小满}",
            "{阶段: 入党申请人, 姓名: 何小英, 日期: 2025-03-01",
        ],
        unsure: &[
            "“阶段”和“日期”是按最后一个有日期的阶段填的",
            "第3、5行的“申请入党时间”没有导入：一人一行，只写最后一个阶段的日期（“2024.3.1”“2023.3.1”）",
            "个人信息的列（性别、出生年月）",
        ],
    },
    Register {
        preset: "发展党员",
        title: "发展党员情况",
        rows: &[
            &["发展党员情况"],
            &[
                "姓名",
                "申请入党时间",
                "确定积极分子",
                "列为发展对象（时间）",
                "接收预备党员",
                "转正时间",
            ],
            &[
                "傅小霞",
                "2024.3.1",
                "=2025-01-05",
                "2025年11月",
                "=2026-05-08",
                "",
            ],
            &["何小英", "2024.3.1", "2025.1.5", "2025年11月3日", "", "待定"],
        ],
        count: 2,
        yaml: &[
            "{阶段: 预备党员, 姓名: 傅小霞, 日期: 2026-05-08}",
            "{阶段: 发展对象, 姓名: 何小英, 日期: 2025-11-03}",
        ],
        unsure: &[
            "第3、4行的“申请入党时间”没有导入",
            "第3、4行的“确定积极分子”没有导入",
            "第3行的“列为发展对象（时间）”没有导入",
            "第4行的“转正时间”看不出是哪一天，没有导入（“待定”）",
        ],
    },
    Register {
        preset: "光荣榜",
        title: "2026年度优秀共产党员、优秀党务工作者名单",
        rows: &[
            &["2026年度优秀共产党员、优秀党务工作者名单"],
            &["一、优秀共产党员"],
            &["支部", "姓名", "职务"],
            &["第一党支部", "林小满", "教师"],
            &["二、优秀党务工作者"],
            &["支部", "姓名", "职务"],
            &["第一党支部", "周望舒", "委员"],
        ],
        count: 2,
        yaml: &[
            "姓名: 林小满, 支部: 第一党支部, 称号: 优秀共产党员",
            "姓名: 周望舒, 支部: 第一党支部, 称号: 优秀党务工作者",
        ],
        unsure: &["“称号”是按各行之间的小标题填的"],
    },
    Register {
        preset: "任务清单",
        title: "2026年党建工作要点责任分解表",
        rows: &[
            &["2026年党建工作要点责任分解表"],
            &["序号", "工作内容", "具体举措", "责任部门", "完成时间"],
            &["1", "理论学习", "每月集中学习", "党办", "每月"],
            &["2", "换届选举", "按期换届", "党办", "2026年6月"],
        ],
        count: 2,
        yaml: &["措施: 按期换届", "时限: 2026-06-30", "时限: （填日期）"],
        unsure: &["“完成时间”按“时限”导入", "只写到月，按月底导入"],
    },
    Register {
        preset: "",
        title: "2026年党建经费支出明细",
        rows: &[
            &["2026年党建经费支出明细"],
            &["日期", "摘要", "收入（元）", "支出（元）", "余额（元）", "经办人"],
            &["2026.1.5", "拨款", "10,000.00", "", "10,000.00", "林小满"],
            &["2026.2.3", "购买书籍", "", "850.5", "9,149.50", "江小禾"],
            &["", "合计", "=10000", "=850.5", "=9149.5"],
        ],
        count: 2,
        yaml: &[
            "{名称: 余额, 类型: 金额, 合计: 否}",
            "合计: {收入: 10000.00, 支出: 850.50}",
        ],
        unsure: &["最接近的是“经费”，缺“项目”“预算”"],
    },
    Register {
        preset: "",
        title: "党员积分明细表",
        rows: &[
            &["党员积分明细表"],
            &["姓名", "组织生活", "志愿服务", "扣分", "总分"],
            &["林小满", "=30", "=20", "=0", "=50"],
        ],
        count: 1,
        yaml: &["{名称: 组织生活, 类型: 数字}"],
        unsure: &["最接近的是“积分”，缺“基础分”"],
    },
    Register {
        preset: "",
        title: "第三季度",
        rows: &[
            &["第三季度"],
            &["姓名", "学习积分", "服务积分", "总分", "名次"],
            &["林小满", "=30", "=20.5", "=50.5", "=1"],
            &["江小禾", "=28", "=20", "=48", "=2"],
        ],
        count: 2,
        yaml: &[
            "明细范围: 党内公开",
            "{姓名: 林小满, 学习积分: 30, 服务积分: 20.5, 总分: 50.5, 名次: 1}",
        ],
        unsure: &["没有合用的台账，用了表里自己的列。最接近的是“积分”，缺“基础分”\n逐人"],
    },
    Register {
        preset: "",
        title: "收支登记",
        rows: &[
            &["收支登记"],
            &["日期", "项目", "收入", "支出", "结余"],
            &["2026.1.5", "拨款", "=10000", "", "=10000"],
            &["2026.2.3", "购买书籍", "", "=850.5", "=9149.5"],
            &["合计", "", "=10000", "=850.5", ""],
        ],
        count: 2,
        yaml: &[
            "{名称: 日期, 类型: 日期}",
            "{名称: 结余, 类型: 金额, 合计: 否}",
            "合计: {收入: 10000.00, 支出: 850.50}",
        ],
        unsure: &["没有合用的台账，用了表里自己的列。最接近的是“经费”，缺“预算”"],
    },
    Register {
        preset: "",
        title: "民主生活会征求意见建议整改清单",
        rows: &[
            &["民主生活会征求意见建议整改清单"],
            &[
                "序号",
                "意见建议",
                "提出部门",
                "整改措施",
                "责任领导",
                "责任部门",
                "完成时限",
            ],
            &[
                "1",
                "希望多听课",
                "教研组",
                "每周听课1节",
                "陈小正",
                "教务处",
                "长期",
            ],
        ],
        count: 1,
        yaml: &["意见建议: 希望多听课"],
        unsure: &["看不出是“整改销号”还是“意见建议”"],
    },
    Register {
        preset: "",
        title: "导入的表",
        rows: &[
            &["品名", "数量"],
            &["书", "=3"],
            &["null", "=1.5E3"],
            &["~", "=123456789012"],
        ],
        count: 3,
        yaml: &["品名: 'null'", "品名: 书, 数量: '3'", "'1500'", "'123456789012'"],
        unsure: &[],
    },
];

#[test]
fn registers_become_the_ledgers_that_they_are() {
    for register in &REGISTERS {
        let found = ledger(&workbook(register.rows, |_| {}));
        let preset = found.preset.map_or("", |preset| preset.label());
        assert_eq!(preset, register.preset, "{}: {found:#?}", register.title);
        assert_eq!(found.title, register.title);
        assert_eq!(found.rows.len(), register.count, "{}: {found:#?}", register.title);
        let yaml = accepted(&found);
        for part in register.yaml {
            assert!(yaml.contains(part), "{part}: {yaml}");
        }
        let left_out = found.omissions.iter().map(|omission| omission.what.clone());
        let unsure = found
            .unsure
            .iter()
            .cloned()
            .chain(left_out)
            .collect::<Vec<_>>()
            .join("\n");
        for part in register.unsure {
            assert!(unsure.contains(part), "{part}: {unsure}");
        }
        // The same register as csv.
        let text = register.rows.iter().map(|row| {
            row.iter()
                .map(|cell| csv_cell(cell))
                .collect::<Vec<_>>()
                .join(",")
        });
        let text = text.collect::<Vec<_>>().join("\r\n");
        let file = format!("{}.csv", register.title);
        let same = only(read("csv", text.as_bytes(), &file).unwrap());
        assert_eq!(same.preset, found.preset, "{}: {same:#?}", register.title);
        assert_eq!(same.rows.len(), found.rows.len(), "{}: {same:#?}", register.title);
        accepted(&same);
    }
}

fn csv_cell(cell: &str) -> String {
    let cell = match cell.strip_prefix('=') {
        Some(typed) if typed.len() == 7 && typed.matches('-').count() == 1 => {
            typed.replacen('-', "年", 1) + "月"
        }
        Some(typed) => typed.to_owned(),
        None => cell.to_owned(),
    };
    format!("\"{}\"", cell.replace('"', "\"\""))
}

#[test]
fn names_beside_amounts_in_columns_of_their_own_are_not_for_everybody() {
    let dues = "2026年第三季度党费收缴登记表\n序号,姓名,所在支部,月应交,7月,8月,9月,实交合计,签名\n\
        1,程立夏,第一党支部,62.5,62.5,62.5,62.5,187.5,\n2,苏雨晴,第一党支部,48,48,48,48,144,\n\
        合计,,,110.5,110.5,110.5,110.5,331.5,\n组织委员：苏雨晴 经手人：许嘉宁,,,,,,,,\n";
    let found = csv(dues);
    assert_eq!((found.preset, found.rows.len()), (None, 2), "{found:#?}");
    assert!(!found.stated.is_empty(), "{found:#?}");
    let yaml = accepted(&found);
    assert!(yaml.contains("\n明细范围: 党内公开\n"), "{yaml}");
    assert!(
        found.unsure.join("\n").contains("“明细范围”先写了党内公开"),
        "{found:#?}"
    );
    let names = csv("2026年值班安排\n姓名,日期,地点\n程立夏,2026-10-01,门卫室\n苏雨晴,2026-10-02,门卫室\n");
    assert!(accepted(&names).contains("\n# 明细范围: 党内公开\n"));
    let below = csv("2026年会议室使用\n序号,会议室,人数\n1,一号,12\n2,二号,20\n以上由办公室登记,,\n");
    assert_eq!(below.rows.len(), 2, "{below:#?}");
}

#[test]
fn a_day_without_its_year_leaves_the_others_days() {
    const OF_TABLE: &str = "没有写年份，按表里的年份导入";
    const OF_NOBODY: &str = "没有写年份，看不出是哪一年，没有导入（“3月6日”）";
    for (title, days, second, said) in [
        (
            "2026年活动",
            ["2026-03-05", "3月6日"],
            "日期: 2026-03-06",
            OF_TABLE,
        ),
        ("2026年活动", ["3月5日", "3月6日"], "日期: 2026-03-06", OF_TABLE),
        ("活动", ["2026-03-05", "3月6日"], "日期: 2026-03-06", OF_TABLE),
        ("2026年活动", ["2025-03-05", "3月6日"], "活动: 乙}", OF_NOBODY),
        ("活动", ["3月5日", "3月6日"], "日期: 3月6日", ""),
    ] {
        let rows = format!("{title}\n活动,日期\n甲,{}\n乙,{}\n", days[0], days[1]);
        let found = only(read("csv", rows.as_bytes(), "导入的表.csv").unwrap());
        let yaml = accepted(&found);
        assert!(yaml.contains(second), "{rows}{yaml}");
        assert_eq!(
            yaml.contains("{名称: 日期, 类型: 日期}"),
            !said.is_empty(),
            "{rows}{yaml}"
        );
        assert!(found.unsure.join("\n").contains(said), "{rows}{found:#?}");
    }
    let rows = "活动\n活动,日期\n甲,2025-03-05\n乙,2026-03-05\n丙,3月6日\n";
    let found = only(read("csv", rows.as_bytes(), "导入的表.csv").unwrap());
    let yaml = accepted(&found);
    assert!(
        yaml.contains("日期: 2026-03-05}") && yaml.contains("{活动: 丙}"),
        "{yaml}"
    );
    assert!(found.unsure.join("\n").contains(OF_NOBODY), "{found:#?}");
}

#[test]
fn every_preset_has_a_register_here() {
    for preset in crate::read::ledger::Preset::ALL {
        assert!(
            REGISTERS.iter().any(|register| register.preset == preset.label()),
            "{preset:?}"
        );
    }
}

#[test]
fn synonyms_name_fields_that_there_are() {
    use super::synonyms;
    for preset in crate::read::ledger::Preset::ALL {
        let is_field = |name: &str| preset.fields().iter().any(|field| field.name == name);
        let mut seen = std::collections::HashSet::new();
        for (name, row) in synonyms::of_preset(preset) {
            assert!(is_field(name), "{preset:?} {name}");
            for word in synonyms::words(row) {
                assert_eq!(super::header::bare(word), word, "{preset:?} {name}");
                assert!(seen.insert(word), "{preset:?} {word}");
            }
        }
        for name in synonyms::telling(preset) {
            assert!(is_field(name), "{preset:?} {name}");
        }
    }
}

/// Fields as YAML, in one line.
fn yaml(value: &ImportedValue) -> String {
    match value {
        ImportedValue::Text(text) => format!("'{}'", text.replace('\'', "''")),
        ImportedValue::Number(number) => number.to_string(),
        ImportedValue::Day(day) => day.to_string(),
        ImportedValue::List(items) => format!("[{}]", items.iter().map(yaml).collect::<Vec<_>>().join(", ")),
        ImportedValue::Map(fields) => {
            format!("{{{}}}", fields.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

fn pair(field: &ImportedField) -> String {
    format!("{}: {}", field.name, yaml(&field.value))
}

fn pledges(rows: Rows<'_>, more: impl FnOnce(&mut Worksheet)) -> (ImportedPledges, String) {
    let found = read("xlsx", &workbook(rows, more), "承诺.xlsx").unwrap();
    let Some(ImportedTable::Pledges(pledges)) = found.tables.into_iter().next() else {
        panic!("no pledges");
    };
    let mut fields: Vec<String> = pledges.fields.iter().map(pair).collect();
    for (name, value) in [("年度", "2026"), ("日期", "2026-03-01")] {
        if !fields.iter().any(|field| field.starts_with(name)) {
            fields.push(format!("{name}: {value}"));
        }
    }
    let text = format!(
        "---\n标题: {}\n公开范围: 校内公开\n草稿: 是\n{}\n---\n",
        pledges.title,
        fields.join("\n")
    );
    let (document, errors) = entry(Kind::Pledge, "content/pledges/2026-03-01-chengnuo.md", &text);
    assert!(errors.is_empty() && document.is_some(), "{errors:#?}\n{text}");
    (pledges, text)
}

#[test]
fn registers_of_pledges_are_pledges() {
    let rows: Rows<'_> = &[
        &["2026年党员公开承诺登记表"],
        &[
            "序号",
            "姓名",
            "职务",
            "承诺事项",
            "践诺措施",
            "完成时限",
            "完成情况",
            "党员签名",
        ],
        &[
            "1",
            "林小满",
            "二年级班主任",
            "走访学困生家庭6户",
            "每户留一份记录",
            "=2026-06-30",
            "50%",
            "",
        ],
        &["", "", "", "公开课2节", "", "12月底前", "已完成", ""],
        &[
            "2",
            "江小禾",
            "教研组长",
            "1.带教青年教师1名\n2.整理教案",
            "",
            "2026年12月20日",
            "",
            "",
        ],
        &["3", "周望舒", "", "参加志愿服务", "", "待定", "很好", ""],
        &["4", "何秋实", "", "每月家访2户", "", "全年", "", ""],
        &["5", "江老师", "", "培养骨干1名", "", "年内", "", ""],
        &["6", "通志明", "", "讲党课", "", "长期坚持", "", ""],
        &["备注：每人不少于1项"],
    ];
    let (found, text) = pledges(rows, |sheet| {
        merge(sheet, (2, 1, 3, 1), "林小满");
        merge(sheet, (2, 2, 3, 2), "二年级班主任");
    });
    for part in [
        "类型: '党员'",
        "年度: 2026",
        "{姓名: '林小满', 职务: '二年级班主任', 承诺事项: [{内容: '走访学困生家庭6户', 措施: '每户留一份记录', 时限: 2026-06-30, 进度: '50%'}, \
         {内容: '公开课2节', 时限: 2026-12-31, 进度: '已完成'}]}",
        "[{内容: '带教青年教师1名', 时限: 2026-12-20}, {内容: '整理教案', 时限: 2026-12-20}]",
        "{内容: '参加志愿服务（时限：待定）', 时限: '（填日期）'}",
        "{姓名: '何秋实', 承诺事项: [{内容: '每月家访2户', 时限: 2026-12-31}]}",
        "{姓名: '（填姓名）', 承诺事项: [{内容: '培养骨干1名', 时限: 2026-12-31}]}",
        "{姓名: '通志明', 承诺事项: [{内容: '讲党课', 时限: '长期坚持'}]}",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let unsure = found.unsure.join("\n");
    for part in [
        "“时限”看不出是哪一天，请补上（“待定”）",
        "第8行的“姓名”看不出是一个人的全名，请补上（“江老师”）",
        "“通志明”的姓少见，按姓名填了，请核对",
        "第6行的“进度”没有导入",
        "“党员签名”没有导入",
        "备注：每人不少于1项",
    ] {
        assert!(unsure.contains(part), "{part}: {unsure}");
    }
    let (found, _) = pledges(
        &[
            &["教师师德承诺"],
            &["承诺人", "承诺内容"],
            &["何小英", "不做有偿家教"],
        ],
        |_| {},
    );
    let unsure = found.unsure.join("\n");
    assert!(
        unsure.contains("请补上“年度”") && unsure.contains("“时限”空着"),
        "{unsure}"
    );
}

#[test]
fn lines_above_a_register_say_who_reviewed_it_and_when() {
    let (found, text) = pledges(
        &[
            &["2026年教师师德承诺登记表"],
            &["单位：青山中学", "", "登记日期：2026年11月20日"],
            &["姓名", "承诺内容", "完成时限", "审核人"],
            &["何小英", "不做有偿家教", "长期坚持", "周望舒"],
            &["林小满", "不收礼金", "长期坚持", "周望舒"],
        ],
        |_| {},
    );
    for part in ["日期: 2026-11-20", "审核: {姓名: '周望舒'}"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(
        !found.unsure.join("\n").contains("没有这样的项目"),
        "{:?}",
        found.unsure
    );
}

#[test]
fn registers_say_how_promises_were_kept() {
    let rows: Rows<'_> = &[
        &["第一党支部2025年党员承诺兑现情况汇总表"],
        &["填报日期：2026年1月9日", "", "", "评诺时间：2026年1月8日"],
        &[
            "姓名",
            "承诺内容",
            "承诺时限",
            "完成情况",
            "评诺",
            "",
            "",
            "兑现结论",
            "未兑现原因",
        ],
        &["", "", "", "", "个人自评", "党员互评", "支部评定意见", "", ""],
        &[
            "林小满",
            "讲党课2次",
            "2025年12月20日",
            "已完成（2025年11月6日）",
            "好",
            "较好",
            "好",
            "已兑现",
            "",
        ],
        &["", "家访6户", "2025年12月31日", "完成80%", "", "", "", "", ""],
        &[
            "江小禾",
            "听课40节",
            "2025年12月31日",
            "已完成，实际43节",
            "好",
            "很好",
            "95分",
            "全部兑现",
            "/",
        ],
        &[
            "何秋实",
            "带教1人",
            "2025年12月31日",
            "未完成",
            "一般",
            "一般",
            "一般",
            "未兑现",
            "带教的教师已调离",
        ],
        &[
            "周望舒",
            "志愿服务",
            "2025年12月31日",
            "2025年6月25日完成",
            "",
            "好",
            "",
            "未兑现",
            "",
        ],
        &["填表人：江小禾　2026年1月9日"],
    ];
    let (found, text) = pledges(rows, |sheet| {
        for column in [0, 1, 2, 3, 7, 8] {
            let heading = rows[2][usize::from(column)];
            merge(sheet, (2, column, 3, column), heading);
        }
        merge(sheet, (2, 4, 2, 6), "评诺");
    });
    for part in [
        "时限: 2025-12-20, 进度: '已完成', 完成日期: 2025-11-06}",
        "时限: 2025-12-31, 进度: '80%'}",
        "评诺: {自评: '好', 互评: '较好', 组织评: '好', 结论: '已兑现', 日期: 2026-01-08}",
        "评诺: {自评: '好', 互评: '很好', 结论: '已兑现', 日期: 2026-01-08}",
        "评诺: {自评: '一般', 互评: '一般', 组织评: '一般', 结论: '未兑现', 日期: 2026-01-08}, 未兑现说明: '带教的教师已调离'",
        "完成日期: 2025-06-25}",
        "日期: 2026-01-09",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(text.matches("评诺:").count(), 3, "{text}");
    let unsure = found.unsure.join("\n");
    for part in [
        "第7行的“进度”只填了做到哪里",
        "第7行的“组织评”看不出怎样填，没有导入",
        "第8行的“进度”没有导入",
        "周望舒的评诺结论是“未兑现”",
    ] {
        assert!(unsure.contains(part), "{part}: {unsure}");
    }
    for part in ["没有这样的项目", "空着", "填报日期", "评诺时间"] {
        assert!(!unsure.contains(part), "{part}: {unsure}");
    }
    let branch = |above: &str, column: &str, cell: &str| {
        let rows: Rows<'_> = &[
            &["2026年党员承诺登记表"],
            &[above],
            &["姓名", column, "承诺事项", "完成时限"],
            &["林小满", cell, "讲党课2次", "2026年12月20日"],
        ];
        pledges(rows, |_| {}).0.branch
    };
    for (above, column, cell, expected) in [
        ("支部：第一党支部", "职务", "教师", Some("第一党支部")),
        ("填报单位：第一党支部", "职务", "教师", Some("第一党支部")),
        ("填报单位：青山学校", "职务", "教师", None),
        (
            "所在支部：第一党支部　填表日期：2026年3月2日",
            "职务",
            "教师",
            Some("第一党支部"),
        ),
        (
            "填表日期：2026年3月2日",
            "所在支部",
            "第一党支部",
            Some("第一党支部"),
        ),
        ("填表日期：2026年3月2日", "职务", "教师", None),
    ] {
        assert_eq!(branch(above, column, cell).as_deref(), expected, "{above}");
    }
}

#[test]
fn what_is_hidden_goes_no_further() {
    let rows: Rows<'_> = &[
        &["党费台账"],
        &["支部", "姓名", "应缴", "实缴", "工资基数"],
        &["第一党支部", "林小满", "=60", "=60", "=8001"],
        &["第一党支部", "藏起来的人", "=61", "=61", "=8002"],
        &["第二党支部", "江小禾", "=62", "=62", "=8003"],
        &["合计", "", "=122", "=122", ""],
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("党费").unwrap();
    fill(sheet, rows);
    sheet.set_row_hidden(3).unwrap();
    sheet.set_column_hidden(4).unwrap();
    sheet.insert_note(2, 1, &Note::new("金丝雀在批注里")).unwrap();
    sheet.insert_note(4, 1, &Note::new("金丝雀在批注里")).unwrap();
    sheet.set_header("金丝雀在页眉里");
    let none = Format::new().set_num_format(";;;");
    sheet
        .write_string_with_format(2, 5, "金丝雀看不见", &none)
        .unwrap();
    sheet
        .write_url_with_text(4, 0, "https://canary.example.org/", "第二党支部")
        .unwrap();
    let png: Vec<u8> = {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&[0]).unwrap();
        bytes
    };
    sheet
        .insert_image(7, 0, &Image::new_from_buffer(&png).unwrap())
        .unwrap();
    let hidden = book.add_worksheet().set_name("藏着").unwrap();
    hidden.write_string(0, 0, "金丝雀在藏着的表里").unwrap();
    hidden.set_hidden(true);
    let very = book.add_worksheet().set_name("更藏着").unwrap();
    very.write_string(0, 0, "金丝雀").unwrap();
    very.set_very_hidden(true);
    book.add_worksheet().set_name("空").unwrap();
    let notes = book.add_worksheet().set_name("说明").unwrap();
    notes.write_string(0, 0, "填表说明：按月填写").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for ending in ["xlsx", "xlsm"] {
        let found = read(ending, &bytes, "党费.xlsx").unwrap();
        let told = format!("{found:?}");
        for canary in ["金丝雀", "藏", "8001", "8002", "canary", "工资"] {
            assert!(!told.replace("隐藏的", "").contains(canary), "{canary}: {told}");
        }
        let omitted = |omissions: &[super::Omission]| {
            let all = omissions
                .iter()
                .map(|one| format!("{}{}{}", one.what, one.count, if one.is_loss { "！" } else { "" }));
            all.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            omitted(&found.omissions),
            "隐藏的工作表2 没有表格的工作表“说明”1！"
        );
        let ledger = only(found);
        assert_eq!(
            omitted(&ledger.omissions),
            "隐藏的行1 隐藏的列1 不显示内容的单元格1 批注2 图片1！ 单元格的链接地址1！"
        );
        assert_eq!(ledger.rows.len(), 2);
        assert_eq!(ledger.stated.len(), 2, "{ledger:?}");
        let yaml = accepted(&ledger);
        assert!(!yaml.contains("藏"), "{yaml}");
    }
}

#[test]
fn merged_cells_are_filled_and_headers_of_two_rows_joined() {
    let rows: Rows<'_> = &[
        &["2026年党费收缴情况", "", "", "", ""],
        &["党支部", "姓名", "党费", "", "备注"],
        &["", "", "应缴", "实缴", ""],
        &["第一党支部", "林小满", "=60", "=60", "同意"],
        &["", "周望舒", "=61", "=61", ""],
        &["第二党支部", "江小禾", "=62", "=62", ""],
        &["合计", "", "=183", "=183", ""],
    ];
    let found = ledger(&workbook(rows, |sheet| {
        merge(sheet, (0, 0, 0, 4), "2026年党费收缴情况");
        merge(sheet, (1, 0, 2, 0), "党支部");
        merge(sheet, (1, 1, 2, 1), "姓名");
        merge(sheet, (1, 2, 1, 3), "党费");
        merge(sheet, (1, 4, 2, 4), "备注");
        merge(sheet, (3, 0, 4, 0), "第一党支部");
        merge(sheet, (3, 4, 5, 4), "同意");
        merge(sheet, (6, 0, 6, 1), "合计");
    }));
    assert_eq!(
        found.preset.map(|preset| preset.label()),
        Some("党费"),
        "{found:#?}"
    );
    assert_eq!(found.title, "2026年党费收缴情况");
    let yaml = accepted(&found);
    for part in [
        "{支部: 第一党支部, 姓名: 周望舒, 应缴: 61.00, 实缴: 61.00, 说明: 同意}",
        "合计: {应缴: 183.00, 实缴: 183.00}",
    ] {
        assert!(yaml.contains(part), "{part}: {yaml}");
    }
    // The same names under two groups are told apart.
    let rows: Rows<'_> = &[
        &["支部", "上半年", "", "下半年", ""],
        &["", "次数", "人数", "次数", "人数"],
        &["第一党支部", "=3", "=20", "=4", "=21"],
        &["第二党支部", "=5", "=22", "=6", "=23"],
    ];
    let found = ledger(&workbook(rows, |sheet| {
        merge(sheet, (0, 0, 1, 0), "支部");
        merge(sheet, (0, 1, 0, 2), "上半年");
        merge(sheet, (0, 3, 0, 4), "下半年");
    }));
    let yaml = accepted(&found);
    assert!(
        yaml.contains("{支部: 第一党支部, 上半年·次数: 3, 上半年·人数: 20, 下半年·次数: 4, 下半年·人数: 21}"),
        "{yaml}"
    );
    // An amount for three rows counts once.
    let rows: Rows<'_> = &[
        &["经费预算"],
        &["项目", "预算", "支出"],
        &["订阅报刊", "=100", "=30"],
        &["慰问", "", "=40"],
        &["合计", "=100", "=70"],
    ];
    let found = ledger(&workbook(rows, |sheet| {
        merge(sheet, (2, 1, 3, 1), "");
        sheet.write_number(2, 1, 100.0).unwrap();
    }));
    let yaml = accepted(&found);
    assert!(
        yaml.contains("合计: {预算: 100.00, 支出: 70.00}") && yaml.contains("预算: （填数）"),
        "{yaml}"
    );
    assert!(
        found.unsure.join("").contains("数只记在第一行"),
        "{:?}",
        found.unsure
    );
}

#[test]
fn cells_of_every_kind_are_what_they_show() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("登记").unwrap();
    fill(
        sheet,
        &[
            &["名称", "学号", "卡片", "出数", "开始时刻", "说明", "已核对"],
            &["甲", "", "", "", "", "", ""],
            &["乙", "", "", "", "", "", ""],
        ],
    );
    let padded = Format::new().set_num_format("00000");
    sheet.write_number_with_format(1, 1, 42.0, &padded).unwrap();
    sheet.write_number_with_format(2, 1, 123.0, &padded).unwrap();
    sheet.write_number(1, 2, 6_217_001_234_567_890.0).unwrap();
    sheet.write_string(2, 2, "330102199003070011").unwrap();
    let formula = |text: &str, result: &str| rust_xlsxwriter::Formula::new(text).set_result(result);
    sheet.write_formula(1, 3, formula("=1+1.5", "2.5")).unwrap();
    sheet.write_formula(2, 3, formula("=A1/0", "#DIV/0!")).unwrap();
    let time = Format::new().set_num_format("h:mm");
    sheet
        .write_number_with_format(1, 4, 0.604_166_666_666_667, &time)
        .unwrap();
    sheet.write_string(2, 4, "14：30").unwrap();
    sheet
        .write_string(1, 5, " \u{feff}两行\r\n\t文字 \u{200b}\n\n")
        .unwrap();
    sheet.write_boolean(1, 6, true).unwrap();
    sheet.write_boolean(2, 6, false).unwrap();
    let found = ledger(&book.save_to_buffer().unwrap());
    assert_eq!(found.title, "登记");
    let yaml = accepted(&found);
    for part in [
        "学号: '00042'",
        "'6217001234567890'",
        "'330102199003070011'",
        "出数: 2.5",
        "开始时刻: '14:30'",
        "|-\n      两行\n      文字",
        "已核对: 是",
    ] {
        assert!(yaml.contains(part), "{part}: {yaml}");
    }
    let unsure = found.unsure.join("\n");
    for part in ["“出数”是错误值，没有导入（“#DIV/0!”）", "第2行的“卡片”超过15位"]
    {
        assert!(unsure.contains(part), "{part}: {unsure}");
    }
    assert!(
        !unsure.contains("6217001234567890") && !unsure.contains("330102199003070011"),
        "{unsure}"
    );
}

#[test]
fn csv_is_read_in_any_encoding_and_with_any_sign() {
    let text = "党费台账\n支部,应缴,实缴\n第一党支部,\"1,203.50\",1203.5\n\"第二\n党支部\",98,98\n合计,1301.5,1301.5\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let marked = [&[0xEF, 0xBB, 0xBF][..], text.as_bytes()].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        gbk.into_owned(),
        utf16,
        marked,
        text.replace('\n', "\r\n").into_bytes(),
    ] {
        let found = only(read("csv", &bytes, "a.csv").unwrap());
        let yaml = accepted(&found);
        assert!(yaml.contains("合计: {应缴: 1301.50, 实缴: 1301.50}"), "{yaml}");
        assert_eq!(found.title, "党费台账");
    }
    // Few words among many numbers are enough.
    for text in [
        "姓名,積分\n林小滿,85\n江小禾,90\n",
        "黨費臺帳\n支部,應繳,實繳\n第一黨支部,1203.5,1203.5\n",
    ] {
        let (big5, _, _) = encoding_rs::BIG5.encode(text);
        let found = only(read("csv", &big5, "a.csv").unwrap());
        let last = text.lines().last().unwrap().split(',').next().unwrap();
        assert!(accepted(&found).contains(last), "{found:#?}");
    }
    for sign in [";", "\t"] {
        let text = ["支部", "应缴", "实缴"].join(sign) + "\n" + &["一支部", "1,200.5", "1200"].join(sign);
        let found = only(read("csv", text.as_bytes(), "2026年党费.csv").unwrap());
        assert_eq!(found.title, "2026年党费");
        assert!(accepted(&found).contains("应缴: 1200.50"));
    }
    let found = csv("sep=|\n姓名|荣誉称号|编码\n林小满|优秀党员|=\"007\"\n江小禾|优秀党员\n");
    let yaml = accepted(&found);
    assert!(yaml.contains("编码: '007'") && found.rows.len() == 2, "{yaml}");
    // Quotes that do not end take the rest, and harm nothing.
    accepted(&csv("姓名,称号\n林小满,\"优秀\n江小禾,优秀\n"));
    for nothing in ["", "\n\n", "一", "一,二", ",,,\n,,"] {
        assert!(
            read("csv", nothing.as_bytes(), "a.csv")
                .unwrap()
                .tables
                .is_empty(),
            "{nothing}"
        );
    }
    for (bytes, why) in [
        (&b"PK\x03\x04"[..], Unreadable::Mismatch),
        (b"%PDF-1.4", Unreadable::Mismatch),
        (b"a\0b\0\xff\xff", Unreadable::Mismatch),
    ] {
        assert_eq!(read("csv", bytes, "a.csv").unwrap_err(), why);
    }
}

#[test]
fn several_sheets_are_several_tables_and_their_names_titles() {
    let mut book = Workbook::new();
    for (name, rows) in [
        ("党费", &[&["支部", "应缴", "实缴"][..], &["一支部", "=1", "=1"]]),
        (
            "Sheet2",
            &[&["姓名", "荣誉称号", "授予单位"], &["林小满", "优秀党员", "总支"]],
        ),
    ] {
        fill(book.add_worksheet().set_name(name).unwrap(), rows);
    }
    let found = read("xlsx", &book.save_to_buffer().unwrap(), "资料/2026年材料.xlsx").unwrap();
    let titles = found.tables.iter().map(|table| match table {
        ImportedTable::Ledger(ledger) => ledger.title.as_str(),
        ImportedTable::Pledges(pledges) => pledges.title.as_str(),
    });
    assert_eq!(titles.collect::<Vec<_>>(), ["党费", "2026年材料"]);
}

#[test]
fn days_of_1904_are_days() {
    let rows: Rows<'_> = &[
        &["姓名", "称号", "获奖时间"],
        &["林小满", "优秀党员", "=2026-03-05"],
    ];
    let mut bytes = workbook(rows, |_| {});
    let shown = |bytes: &[u8]| accepted(&ledger(bytes));
    assert!(shown(&bytes).contains("日期: 2026-03-05"));
    bytes = rezip(&bytes, |name, text| match name {
        "xl/workbook.xml" => text.replace("<workbookPr", "<workbookPr date1904=\"1\""),
        _ => text,
    });
    assert!(shown(&bytes).contains("日期: 2030-03-06"));
}

/// The same package with other texts in its parts.
fn rezip(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        writer
            .start_file(&*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(change(&name, text).as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_nobody_can_read_is_an_error_and_never_a_panic() {
    for (ending, bytes, why) in [
        ("xls", &b""[..], Unreadable::OldFormat),
        ("et", b"", Unreadable::OldFormat),
        ("docx", b"", Unreadable::Unknown),
        ("xlsx", b"", Unreadable::Damaged),
        ("xlsx", b"PK\x03\x04", Unreadable::Damaged),
        ("xlsx", b"%PDF-1.4", Unreadable::Mismatch),
        (
            "xlsx",
            &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            Unreadable::Mismatch,
        ),
    ] {
        assert_eq!(read(ending, bytes, "a").unwrap_err(), why, "{ending}");
    }
    let bytes = workbook(REGISTERS[0].rows, |sheet| merge(sheet, (0, 0, 0, 5), "党费"));
    // Every hundredth place is damaged in two ways, and the file ends at every hundredth.
    for at in (0..bytes.len()).step_by(29) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0xFF;
        let _ = read("xlsx", &damaged, "a");
        damaged[at] = damaged[at].wrapping_add(77);
        let _ = read("xlsx", &damaged, "a");
        let _ = read("xlsx", &bytes[..at], "a");
    }
    // The texts inside are damaged too, where checksums do not tell.
    for seed in 0..400_usize {
        let damaged = rezip(&bytes, |name, text| match name.starts_with("xl/") {
            true => {
                let mut bytes = text.into_bytes();
                let at = seed.wrapping_mul(7919) % bytes.len().max(1);
                bytes[at] = b"<>/\"=059Az&:"[seed % 12];
                String::from_utf8_lossy(&bytes).into_owned()
            }
            false => text,
        });
        if let Ok(found) = read("xlsx", &damaged, "a") {
            for table in found.tables {
                if let ImportedTable::Ledger(ledger) = table {
                    let _ = ledger.fill(&form("甲"));
                }
            }
        }
    }
}

#[test]
fn no_register_is_too_large_and_others_are() {
    let of = |rows: usize, columns: usize| {
        let head: Vec<String> = (0..columns).map(|column| format!("第{column}项")).collect();
        let row = vec!["一"; columns].join(",");
        head.join(",") + "\n" + &vec![row; rows].join("\n")
    };
    assert_eq!(csv(&of(19_000, 5)).rows.len(), 19_000);
    assert_eq!(csv(&of(3, 200)).columns.len(), 200);
    for text in [of(20_001, 5), of(3, 201), of(19_000, 60)] {
        assert_eq!(
            read("csv", text.as_bytes(), "a").unwrap_err(),
            Unreadable::TooLarge
        );
    }
    // A cell far away is one more row and column, not a million.
    let found = ledger(&workbook(
        &[&["姓名", "称号"], &["林小满", "优秀"]],
        |sheet| {
            sheet.write_string(1_048_575, 16_383, "远").unwrap();
        },
    ));
    assert_eq!(found.rows.len(), 2);
    // Merged cells that cover the whole sheet again and again.
    let bytes = rezip(
        &workbook(&[&["姓名", "称号"], &["林小满", "优秀"]], |_| {}),
        |name, text| match name {
            "xl/worksheets/sheet1.xml" => {
                let all = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(99_999);
                text.replace(
                    "</sheetData>",
                    &format!("</sheetData><mergeCells>{all}</mergeCells>"),
                )
            }
            _ => text,
        },
    );
    let _ = read("xlsx", &bytes, "a");
}

#[test]
fn days_to_fill_in_are_faults_of_what_is_no_draft() {
    let found = ledger(&workbook(
        &[&["问题整改台账"], &["问题", "责任人"], &["没有上墙", "林小满"]],
        |_| {},
    ));
    let yaml = accepted(&found).replace("草稿: 是\n", "");
    let (_, errors) = entry(Kind::Ledger, "content/ledgers/2026-11-20-daoru.yaml", &yaml);
    assert_eq!(
        errors.iter().filter(|error| error.contains("（填日期）")).count(),
        2,
        "{errors:?}"
    );
    let text = "---\n标题: 党员承诺\n日期: 2026-03-01\n公开范围: 校内公开\n类型: 党员\n年度: 2026\n\
                承诺人: [{姓名: 林小满, 承诺事项: [{内容: '家访', 时限: '（填日期）'}]}]\n---\n";
    let (_, errors) = entry(Kind::Pledge, "content/pledges/2026-03-01-chengnuo.md", text);
    assert!(
        errors.iter().any(|error| error.contains("（填日期）")),
        "{errors:?}"
    );
}

#[test]
fn the_forms_other_lines_stay() {
    let found = ledger(&workbook(
        &[
            &["支部", "应缴", "实缴"],
            &["一支部", "=1", "=1"],
            &["合计", "=1", "=1"],
        ],
        |_| {},
    ));
    let form = form("甲");
    let filled = found.fill(&form);
    for line in form.lines() {
        let is_replaced = line.starts_with("台账:")
            || line.starts_with("行:")
            || line.starts_with("  - 编号")
            || line.starts_with("# 合计:");
        let is_row = line.starts_with("    ");
        if !is_replaced && !is_row {
            assert!(filled.lines().any(|known| known == line), "{line}: {filled}");
        }
    }
    assert!(
        filled.contains("审批:\n  提出: \n  保密审查: \n") && !filled.contains("（填写）"),
        "{filled}"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    /// Whatever stands in a table, what comes out is a ledger that the program reads, or nothing.
    #[test]
    fn any_table_is_a_ledger_or_nothing(
        head in 0..REGISTERS.len(),
        rows in proptest::collection::vec(proptest::collection::vec(
            "[-—无1-9合计小备注：:、,'\"{}\\[\\]#&*!|>%@`~ 甲乙元万年月日.\n]{0,8}|=[0-9]{1,4}|=-[1-9]|=[0-9]{1,3}%|=2026-0[1-9]-1[0-9]|=2026-0[1-9]", 1..8), 1..7),
    ) {
        let register = &REGISTERS[head];
        let own = register.rows.iter().position(|row| row.len() > 2).unwrap_or(0);
        let mut all: Vec<Vec<&str>> = register.rows[..=own + 1].iter().map(|row| row.to_vec()).collect();
        all.extend(rows.iter().map(|row| row.iter().map(String::as_str).collect()));
        let all: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
        let found = read("xlsx", &workbook(&all, |_| {}), "表.xlsx").unwrap();
        for table in found.tables {
            if let ImportedTable::Ledger(ledger) = table {
                let yaml = ledger.fill(&form(&ledger.title));
                let (document, errors) = entry(Kind::Ledger, "content/ledgers/2026-11-20-daoru.yaml", &yaml);
                // Days in the wrong order and too many votes are the register's own faults.
                let is_own = |error: &&String| ["早于", "多于参评人数"].iter().any(|word| error.contains(word));
                let others: Vec<_> = errors.iter().filter(|error| !is_own(error)).collect();
                proptest::prop_assert!(others.is_empty() && document.is_some(), "{others:#?}\n{yaml}");
            }
        }
    }
}

#[test]
fn a_state_of_the_sheet_is_asked_for_and_not_lost() {
    let rows: Rows<'_> = &[
        &["整改销号台账"],
        &["问题", "发现日期", "责任人", "整改时限", "是否销号"],
        &["学习不系统", "2026-03-01", "李 明", "2026-06-30", "是"],
        &[
            "公示不及时",
            "2026-03-01",
            "周海宁",
            "立行立改，长期坚持",
            "持续推进",
        ],
        &["记录不规范", "2026-03-01", "周海宁", "2026-12-31", "否"],
    ];
    let found = ledger(&workbook(rows, |_| ()));
    let yaml = accepted(&found);
    let asked = "完成日期: （填日期）, 核验人: （填姓名）, 销号日期: （填日期）";
    assert_eq!(yaml.matches("核验人: （填姓名）").count(), 1, "{yaml}");
    assert_eq!(yaml.matches("（填日期）").count(), 2, "{yaml}");
    assert!(
        yaml.replace("\n    ", ", ").contains(asked) || yaml.contains(asked),
        "{yaml}"
    );
    assert!(
        yaml.contains("责任人: 李明") && yaml.contains("时限: 长期坚持"),
        "{yaml}"
    );
    let unsure = found.unsure.join("\n");
    for part in [
        "第3行的“是否销号”说已经完成，却没有完成日期",
        "第3行的“是否销号”说已经销号，却没有核验人和销号日期",
        "第4行的“整改时限”按“长期坚持”导入",
    ] {
        assert!(unsure.contains(part), "{part}: {unsure}");
    }
    assert!(!unsure.contains("例如"), "{unsure}");
    let done: Rows<'_> = &[
        &["整改销号台账"],
        &[
            "问题",
            "发现日期",
            "责任人",
            "整改时限",
            "完成日期",
            "核验人",
            "销号日期",
            "状态",
        ],
        &[
            "甲",
            "2026-03-01",
            "李明",
            "2026-06-30",
            "2026-05-01",
            "周海宁",
            "2026-05-02",
            "已销号",
        ],
    ];
    let found = ledger(&workbook(done, |_| ()));
    assert!(!accepted(&found).contains("（填"), "{found:?}");
}

#[test]
fn a_column_that_says_nothing_but_states_is_asked_for_what_they_need() {
    for name in ["整改情况", "完成情况", "整改进展情况"] {
        let rows: Rows<'_> = &[
            &["整改台账"],
            &["问题", "发现日期", "责任人", "整改时限", name],
            &["甲", "2026-03-01", "李明", "2026-06-30", "已销号"],
            &["乙", "2026-03-01", "李明", "2026-06-30", "整改中"],
            &["丙", "2026-03-01", "李明", "2026-06-30", "未启动"],
        ];
        let yaml = accepted(&ledger(&workbook(rows, |_| ())));
        for asked in [
            "完成日期: （填日期）",
            "核验人: （填姓名）",
            "销号日期: （填日期）",
            "启动日期: （填日期）",
        ] {
            assert_eq!(yaml.matches(asked).count(), 1, "{name}: {asked} in {yaml}");
        }
    }
}

#[test]
fn problems_have_many_names() {
    for name in ["查摆出的问题", "查找出的问题", "巡察反馈的问题", "发现的问题"] {
        let rows: Rows<'_> = &[
            &["整改台账"],
            &["序号", name, "整改措施", "责任人", "整改时限"],
            &["1", "学习不系统", "制定计划", "李明", "2026-12-31"],
        ];
        let found = ledger(&workbook(rows, |_| ()));
        assert_eq!(found.own_columns, 0, "{name}: {:?}", found.columns);
    }
}

#[test]
fn formulas_without_a_result_are_said() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(
        sheet,
        &[&["姓名", "应缴", "实缴"], &["甲", "", "=5"], &["乙", "", "=6"]],
    );
    let empty = rust_xlsxwriter::Formula::new("=\"\"").set_result("");
    sheet.write_formula(1, 1, "=2*3").unwrap();
    sheet.write_formula(2, 1, empty).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let saved = ledger(&bytes);
    assert!(saved.omissions.is_empty(), "{:?}", saved.omissions);
    let bytes = rezip(&bytes, |_, text| {
        text.replace("<f>2*3</f><v>0</v>", "<f>2*3</f><v></v>")
    });
    let omissions = ledger(&bytes).omissions;
    let said: Vec<_> = omissions
        .iter()
        .map(|one| (one.what.as_str(), one.count, one.is_loss))
        .collect();
    let expected = "只有公式、没有存下结果的格（B2；用 Excel 或 WPS 打开，保存一次，再导入就有了）";
    assert_eq!(said, [(expected, 1, true)]);
}
