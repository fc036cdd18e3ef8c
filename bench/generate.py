#!/usr/bin/env python3
"""Write one invented site of N entries twice: for gongkai and for Hugo.

    python3 bench/generate.py 10000 /dev/shm/site10000 [--seed 1] [--only gongkai]

gives `OUT/gongkai` (site.toml, content/…) and `OUT/hugo` (the committed skeleton of `bench/hugo`
and the same entries: the same file names, bodies and fields, the keys in Hugo's form).

The same N and seed give the same bytes. Every sentence comes from the grammar below and every
person is a surname with one of the ten heavenly stems: nobody is meant.
"""

import argparse
import json
import random
import re
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIRST, LAST = date(2015, 1, 12), date(2026, 11, 19)
BUILD_DAY = date(2026, 11, 20)

# ---------------------------------------------------------------- vocabulary

BRANCHES = {
    "yi": "第一党支部", "er": "第二党支部", "san": "第三党支部", "si": "第四党支部",
    "wu": "第五党支部", "liu": "第六党支部", "qi": "第七党支部", "ba": "第八党支部",
    "jiu": "第九党支部", "shi": "第十党支部", "shiyi": "第十一党支部", "shier": "第十二党支部",
}
TAGS = (
    "主题党日 三会一课 党课学习 组织生活 民主评议 党费收缴 发展党员 党员教育 师德师风 校务公开 "
    "财务公开 招生工作 食堂管理 校园安全 教学质量 教研活动 德育工作 家校共育 志愿服务 结对帮扶 "
    "暑期培训 廉洁教育 警示教育 阵地建设 换届选举 工会活动 青年教师 骨干培养 课后服务 学生资助 "
    "食品安全 心理健康 劳动教育 体育美育 图书阅读 信息管理 后勤保障 基建维修 评优评先 年度考核"
).split()
CATALOGUE = {
    "A-1": "党组织设置", "A-2": "党组织职责", "A-3": "班子成员分工", "B-1": "年度工作计划",
    "B-2": "重要会议决定", "B-3": "党内组织生活", "C-1": "发展党员", "C-2": "党费收缴使用",
    "C-3": "党员教育培训", "D-1": "公开承诺", "D-2": "评优评先", "E-1": "意见建议办理",
}
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
STEMS = "甲乙丙丁戊己庚辛壬癸"

# Of every hundred entries; the order is shuffled once, so that kinds are spread over the years.
SHARES = {"notice": 40, "meeting": 30, "study": 20, "pledge": 9, "page": 1}
FOLDERS = {"notice": "notices", "meeting": "meetings", "study": "study", "pledge": "pledges", "page": "pages"}
KINDS = [kind for kind, share in SHARES.items() for _ in range(share)]
random.Random("kinds").shuffle(KINDS)

# ------------------------------------------------------------------- grammar

GRAMMAR = {
    "sentence": (
        "{who}在{place}{act}，{result}。",
        "{when}，{who}{act}，{result}。",
        "本次工作由{who}牵头，{who}配合，{rule}。",
        "大家认为，{topic}做得好不好，要看{test}。",
        "针对{topic}中反映较多的{trouble}，{who}{fix}，{by}前完成。",
        "{who}把{topic}与日常教学结合起来，{rule}，{result}。",
        "在{topic}方面，{amount}，较上一年度有所增加，明细可到{place}查阅。",
        "会后由{who}负责督促，{rule}；办理情况在{place}公开栏同步张贴。",
        "对{trouble}，不回避、不拖延，能当场解决的当场解决，不能当场解决的{fix}。",
        "凡涉及{topic}的支出，{rule}，票据由两人以上签字。",
    ),
    "short": (
        "{who}{act}",
        "{topic}：{rule}",
        "{when}，在{place}{act}",
        "就{trouble}{fix}",
        "{amount}，{rule}",
    ),
    "bold": (
        "按时交纳党费", "压实工作责任", "坚持问题导向", "做到先议后定", "接受群众监督",
        "不增加教师负担", "逐项登记销号", "严格请假制度", "当天问题当天办", "留存完整记录",
    ),
    "who": (
        "支部委员会", "各党小组", "党员教师", "年级组党员", "青年党员", "离退休党员", "教研组党员骨干",
        "党员班主任", "后勤服务组", "工会小组", "党务公开监督小组", "组织委员", "宣传委员", "纪检委员",
    ),
    "place": (
        "第一会议室", "图书馆阅览室", "党员活动室", "报告厅", "教学楼三楼录播教室", "食堂二楼",
        "实验楼一楼大厅", "校史陈列室", "东校门值班室", "体育馆会议角",
    ),
    "topic": (
        "三会一课", "主题党日", "党费收缴", "师德建设", "课后服务", "食堂管理", "校园安全", "学生资助",
        "家校沟通", "青年教师培养", "课堂教学改进", "志愿服务", "图书室开放", "劳动实践基地", "心理健康辅导",
        "教学设备维护", "发展党员", "评优评先", "暑期培训", "意见箱办理",
    ),
    "act": (
        "围绕{topic}开展集中学习", "就{topic}作专题研讨", "结合{topic}开展岗位练兵", "对{topic}情况逐项核对",
        "把{topic}列入月度工作清单", "就{topic}听取教师和家长意见", "检查{topic}的台账和原始记录",
        "交流{topic}中的做法和困难",
    ),
    "result": (
        "形成问题清单{few}条，逐条明确责任人和完成时限", "收到意见建议{pair}", "共有{many}人参加，{few}人作了发言",
        "印发学习材料{many}份", "整理记录{few}份，已归入支部档案", "帮助{few}名教师解决了具体困难",
        "确定联系点{few}个，每月走访一次", "推选示范课{few}节，供全校观摩",
    ),
    "rule": (
        "每月底向支部委员会报告一次进展", "办结一项登记一项", "先集体讨论、再按程序决定", "重要情况当天报告",
        "结果在五个工作日内答复提出人", "资料由专人保管，借阅登记", "不得以口头通知代替书面记录",
        "与考核结果挂钩，与评优结果衔接",
    ),
    "test": (
        "课堂上有没有变化", "家长愿不愿意说真话", "问题清单有没有真正销号", "青年教师是否有所收获",
        "制度能不能长期坚持", "普通教师知道不知道、满意不满意",
    ),
    "trouble": (
        "通知层层转发、重复填表", "会议记录不够完整", "食堂高峰时段排队较长", "走廊灯具损坏报修慢",
        "部分器材登记与实物不符", "放学时段校门口拥堵", "学习时间与教研时间冲突", "意见箱开启不及时",
    ),
    "fix": (
        "列出清单、明确专人负责", "调整流程、减少环节", "由两名党员轮流值守", "每周检查一次并留下记录",
        "统一登记、统一答复", "协调总务处安排维修",
    ),
    "amount": (
        "全年安排经费{few}万元", "本学期开展活动{few}次", "累计服务师生{many}人次", "收缴党费{many}00元",
        "添置图书{many}册", "完成培训{few}学时",
    ),
    "when": (
        "本月上旬", "本月中旬", "本月下旬", "开学第一周", "期中检查之后", "学期结束之前", "每周三下午",
        "寒假前", "暑期培训期间", "下一次支部会议",
    ),
    "by": ("本月底", "下周五", "学期结束", "期中检查", "下次支部会议"),
    "pair": ("12条，采纳9条", "8条，采纳6条", "21条，采纳15条", "5条，全部采纳", "17条，采纳11条"),
    "few": ("2", "3", "4", "5", "6", "7", "8", "9", "11", "12"),
    "many": ("26", "31", "38", "42", "47", "53", "64", "72", "85", "96"),
    # titles
    "notice": (
        "关于做好{year}年{topic}有关工作的{type}", "关于{month}月{topic}安排的{type}",
        "关于{year}年{month}月{topic}情况的{type}", "关于进一步规范{topic}的{type}",
    ),
    "meeting": ("{year}年{month}月{type}纪要：{topic}", "{type}纪要：研究{topic}", "{type}纪要（{year}年{month}月）"),
    "study": ("{topic}学习资料（{year}年{month}月）", "{year}年{topic}学习要点", "从一个案例看{topic}"),
    "pledge": ("{year}年{who}公开承诺：{topic}", "{year}年度岗位承诺书：{topic}"),
    "page": ("{topic}工作制度", "{topic}办理指南", "{topic}联系方式"),
}
RULES = {name: [re.split(r"\{(\w+)\}", text) for text in texts] for name, texts in GRAMMAR.items()}

HEADINGS = {
    "notice": ("一、工作目标", "二、主要安排", "三、有关要求"),
    "meeting": ("一、学习情况", "二、讨论情况", "三、议定事项", "四、下一步安排"),
    "study": ("一、导读", "二、要点", "三、思考与讨论"),
    "pledge": ("一、承诺依据", "二、具体措施", "三、接受监督"),
    "page": ("一、适用范围", "二、办理流程", "三、联系与监督"),
}
NOTICE_TYPES = ["通知"] * 10 + ["公告"] * 3 + ["通报"] * 3 + ["决定"] * 2 + ["征求意见"] * 2
VOTING = ("党员大会", "支委会")
MEETING_TYPES = ("党员大会", "支委会", "支委会", "党小组会", "党课", "主题党日", "主题党日", "组织生活会")


def expand(rng, symbol, values):
    """A random phrase for `symbol`; what `values` names is taken from there."""
    parts = rng.choice(RULES[symbol])
    out = []
    for position, part in enumerate(parts):
        if position % 2 == 0:
            out.append(part)
        elif part in values:
            out.append(values[part])
        else:
            out.append(expand(rng, part, values))
    return "".join(out)


# ------------------------------------------------------------------- entries

@dataclass
class Entry:
    """One file: where it lies, its fields under gongkai's keys, and its body."""

    kind: str
    path: str
    day: date
    fields: dict
    body: str


class Generator:
    """All entries of one site; entry i is a function of (count, seed, i) alone."""

    def __init__(self, count, seed):
        self.count, self.seed = count, seed

    def place(self, index):
        """Kind, day and path of entry `index`, cheap enough to link to."""
        kind = KINDS[index % 100]
        day = FIRST + timedelta(days=(LAST - FIRST).days * index // max(1, self.count - 1))
        name = f"page-{index:05}" if kind == "page" else f"{day}-{kind}-{index:05}"
        return kind, day, f"{FOLDERS[kind]}/{name}.md"

    def entry(self, index):
        """Entry `index`, complete."""
        rng = random.Random(f"{self.seed}/{index}")
        kind, day, path = self.place(index)
        type_ = {"notice": rng.choice(NOTICE_TYPES), "meeting": rng.choice(MEETING_TYPES)}.get(kind, "")
        values = {"type": "意见征求" if type_ == "征求意见" else type_, "year": str(day.year), "month": str(day.month)}
        fields = common_fields(rng, kind, day, expand(rng, kind, values))
        fields |= FIELDS[kind](rng, day, type_, index)
        return Entry(kind, path, day, fields, self.body(rng, kind, index))

    def body(self, rng, kind, index):
        """About 3 KB of Markdown with one link to another entry."""
        budget = rng.randrange(1750, 2750) // len(HEADINGS[kind])
        linked = rng.randrange(len(HEADINGS[kind]))
        table_at = rng.randrange(12)  # most entries have no table
        parts = [paragraph(rng, 2)]
        for number, heading in enumerate(HEADINGS[kind]):
            section = [f"## {heading}", paragraph(rng, 1, bold=True)]
            if number == linked:
                section.append(self.link(rng, index))
            if number == table_at:
                section.append(table(rng))
            while size(section) < budget:
                section.append(rng.choice(BLOCKS)(rng))
            parts += section
        return "\n\n".join(parts) + "\n"

    def link(self, rng, index):
        """A sentence that links to the source of another entry, if there is one."""
        if self.count == 1:
            return paragraph(rng, 1)
        other = (index + rng.randrange(1, self.count)) % self.count
        return f"此前情况见[{expand(rng, 'topic', {})}有关材料](../{self.place(other)[2]})，{expand(rng, 'rule', {})}。"


def size(parts):
    """Bytes of the parts in UTF-8."""
    return sum(len(part.encode()) for part in parts)


def paragraph(rng, sentences=3, bold=False):
    text = "".join(expand(rng, "sentence", {}) for _ in range(sentences))
    return f"**{expand(rng, 'bold', {})}**。{text}" if bold else text


def bullets(rng):
    return "\n".join(f"- {expand(rng, 'short', {})}；" for _ in range(rng.randrange(3, 6)))


def steps(rng):
    return "\n".join(f"{n}. **{expand(rng, 'bold', {})}**：{expand(rng, 'short', {})}。" for n in range(1, rng.randrange(4, 6)))


def quote(rng):
    return f"> {paragraph(rng, 1)}"


def table(rng):
    rows = ["| 序号 | 事项 | 责任人 | 完成时限 |", "| ---: | --- | --- | --- |"]
    for n in range(1, rng.randrange(4, 7)):
        rows.append(f"| {n} | {expand(rng, 'short', {})} | {person(rng)} | {expand(rng, 'when', {})} |")
    return "\n".join(rows)


BLOCKS = (paragraph, paragraph, bullets, steps, quote)


def person(rng):
    return rng.choice(SURNAMES) + rng.choice(STEMS)


def people(rng, count):
    """That many different persons."""
    return [surname + rng.choice(STEMS) for surname in rng.sample(SURNAMES, count)]


def common_fields(rng, kind, day, title):
    """What every kind has; the four steps of approval end the day before the entry's."""
    fields = {
        "标题": title,
        "日期": day,
        "公开范围": "社会公开",
        "支部": rng.choice(list(BRANCHES)),
        "公开目录": rng.choice(list(CATALOGUE)),
        "公开时限": rng.choice(("长期", "定期", "逐段", "临时")),
        "责任人": person(rng),
        "标签": rng.sample(TAGS, rng.randrange(1, 4)),
    }
    if kind != "page":
        ago = {"提出": 6, "保密审查": 4, "审核": 3, "审批": 1}
        signers = zip(people(rng, len(ago)), ago.items())
        fields["审批"] = {step: f"{name} {day - timedelta(days=days)}" for name, (step, days) in signers}
    return fields


def notice_fields(rng, day, type_, index):
    fields = {"类型": type_, "发文字号": f"青禾党发〔{day.year}〕{index + 1}号"}
    if type_ == "征求意见":
        fields |= {"截止": day + timedelta(days=14), "方式": "书面意见投入一楼意见箱，或交支部组织委员"}
    return fields


def meeting_fields(rng, day, type_, index):
    """Attendance that adds up; votes equal to the voters present, who are a quorum."""
    held = day - timedelta(days=7)
    expected = rng.randrange(5, 8) if type_ == "支委会" else rng.randrange(16, 40)
    absent = rng.choice((0, 0, 1)) if type_ == "支委会" else rng.choice((0, 1, 2, 3))
    chair, recorder, *absentees = people(rng, 2 + absent)
    fields = {
        "类型": type_,
        "时间": {"开始": f"{held} 15:30", "结束": f"{held} 17:00"},
        "地点": expand(rng, "place", {}),
        "主持人": chair,
        "记录人": recorder,
        "应到": expected,
        "实到": expected - absent,
        "议题": [f"研究{expand(rng, 'topic', {})}" for _ in range(rng.randrange(1, 4))],
    }
    if absent:
        reasons = ("因公外出", "请病假", "参加培训")
        fields["缺席"] = [{"姓名": name, "原因": rng.choice(reasons)} for name in absentees]
    if type_ in VOTING:
        voters = expected - absent
        fields["有表决权"] = {"应到": expected, "实到": voters}
        fields["决议"] = []
        for _ in range(rng.randrange(1, 4)):
            abstain = rng.choice((0, 0, 1))
            fields["决议"].append({
                "事项": f"同意{expand(rng, 'topic', {})}实施安排", "赞成": voters - abstain, "反对": 0, "弃权": abstain,
                "责任人": person(rng), "时限": day + timedelta(days=30),
            })
    else:
        fields |= {"学习内容": [f"{expand(rng, 'topic', {})}有关规定"], "学时": rng.choice((1, 1.5, 2))}
    return fields


def study_fields(rng, day, type_, index):
    return {
        "类别": rng.choice(("党章党规", "理论学习", "会议精神", "党史", "师德师风", "业务")),
        "来源": "支部自编学习材料",
        "作者": person(rng),
        "必学": rng.choice(("是", "否")),
        "学时": rng.choice((0.5, 1, 1.5, 2)),
        "系列": f"{expand(rng, 'topic', {})}系列",
        "截止": day + timedelta(days=60),
    }


def pledge_fields(rng, day, type_, index):
    """A pledge of an earlier year is evaluated; this year's is under way."""
    past = day.year < BUILD_DAY.year
    items = []
    for _ in range(3):
        item = {"内容": expand(rng, "short", {}), "措施": expand(rng, "rule", {}), "时限": date(day.year, 12, 20)}
        item |= {"进度": "已完成", "完成日期": date(day.year, 12, 15)} if past else {"进度": rng.choice(("进行中", "30%", "60%"))}
        items.append(item)
    fields = {
        "类型": rng.choice(("书记岗位", "班子", "党员", "党员", "师德")),
        "年度": day.year,
        "承诺人": {"姓名": person(rng), "职务": rng.choice(("支部书记", "组织委员", "教师", "班主任"))},
        "承诺事项": items,
        "审核": {"姓名": person(rng), "日期": day - timedelta(days=4)},
    }
    if past:
        fields["评诺"] = {
            "自评": "优秀", "互评": "优秀", "组织评": rng.choice(("优秀", "合格")), "群众评": rng.choice(("满意", "基本满意")),
            "结论": "已兑现", "日期": date(day.year, 12, 28),
        }
    return fields


def page_fields(rng, day, type_, index):
    return {"排序": index // 100 + 1}


FIELDS = {
    "notice": notice_fields, "meeting": meeting_fields, "study": study_fields,
    "pledge": pledge_fields, "page": page_fields,
}

# ------------------------------------------------------------- front matter

# gongkai's Chinese keys are Hugo's English ones.
ENGLISH = {
    "日期": "date", "公开范围": "scope", "公开目录": "catalogue", "公开时限": "duration",
    "责任人": "responsible", "审批": "approval", "提出": "proposal", "保密审查": "secrecy_review",
    "审核": "review", "类型": "type", "发文字号": "number", "截止": "deadline", "方式": "channel", "时间": "time",
    "开始": "start", "结束": "end", "地点": "place", "主持人": "chair", "记录人": "recorder", "应到": "expected",
    "实到": "present", "议题": "agenda", "缺席": "absent", "姓名": "name", "原因": "reason", "有表决权": "voters",
    "决议": "resolutions", "事项": "matter", "赞成": "for", "反对": "against", "弃权": "abstain", "时限": "deadline",
    "学习内容": "study_content", "学时": "hours", "类别": "category", "来源": "source", "作者": "author", "必学": "required",
    "系列": "series", "年度": "year", "承诺人": "pledger", "职务": "duty", "承诺事项": "items", "内容": "content",
    "措施": "measure", "进度": "progress", "完成日期": "completed_on", "评诺": "evaluation", "自评": "self", "互评": "peer",
    "组织评": "organization", "群众评": "masses", "结论": "conclusion", "排序": "order",
}


def flow(value):
    """A value on one line of YAML, as people write it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value)


def for_gongkai(entry):
    """The entry's file in gongkai's form."""
    lines = []
    for key, value in entry.fields.items():
        if isinstance(value, dict):
            lines += [f"{key}:"] + [f"  {inner}: {flow(v)}" for inner, v in value.items()]
        elif isinstance(value, list) and isinstance(value[0], dict):
            lines += [f"{key}:"] + [f"  - {flow(item)}" for item in value]
        else:
            lines.append(f"{key}: {flow(value)}")
    return "---\n" + "\n".join(lines) + "\n---\n\n" + entry.body


def toml(value):
    """A value in TOML under Hugo's keys; strings of JSON are strings of TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{ENGLISH[key]} = {toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, (str, date)):
        return json.dumps(str(value), ensure_ascii=False)
    return str(value)


def for_hugo(entry):
    """The entry's file in Hugo's form: TOML, the format that Hugo reads fastest.

    What Hugo itself knows stands on top, the rest under `params`; dates there are text, printed as they are.
    """
    rest = dict(entry.fields)
    lines = [
        f"title = {toml(rest.pop('标题'))}",
        f"date = {rest.pop('日期')}",
        f"tags = {toml(rest.pop('标签'))}",
        f"branches = {toml([BRANCHES[rest.pop('支部')]])}",
        "[params]",
    ]
    lines += [f"{ENGLISH[key]} = {toml(value)}" for key, value in rest.items()]
    return "+++\n" + "\n".join(lines) + "\n+++\n\n" + entry.body


# ------------------------------------------------------------------- writing

SITE_TOML = """\
title = "青禾实验学校党务公开网"
organizer = "中共青禾实验学校总支部委员会"
address = "青禾路一号"
telephone = "000-00000000"
email = "dangwu@school.example.edu.cn"

[editions.web]
title = "青禾实验学校党务公开网"
audience = "社会公开"
theme = "disclosure"
output = "public"
base_url = "https://school.example.edu.cn/dangwu/"

[approval]
steps = ["提出", "保密审查", "审核", "审批"]
kinds = ["notice", "meeting", "pledge", "study"]
"""


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def named_list(title, rows):
    return f"{title}:\n" + "".join(f"  - {{编号: {id_}, 名称: {name}}}\n" for id_, name in rows.items())


def write_gongkai_data(root):
    """The files of a gongkai site that are not entries."""
    write(root / "site.toml", SITE_TOML)
    write(root / "content/organization.yaml", "名称: 中共青禾实验学校总支部委员会\n" + named_list("支部", BRANCHES))
    write(root / "content/catalogue.yaml", named_list("目录", CATALOGUE))


def write_hugo_data(root, entries):
    """The committed skeleton, and the list of year pages that a content adapter turns into pages.

    A list's own page shows its newest year, so only earlier years get a page of their own.
    """
    shutil.copytree(HERE / "hugo", root, dirs_exist_ok=True)
    years = {"/": set()}
    for path, year, tags, branch in entries:
        for owner in ["/", "/" + path.split("/")[0], f"/branches/{branch}"] + [f"/tags/{tag}" for tag in tags]:
            years.setdefault(owner, set()).add(year)
    pages = [
        {"of": owner, "path": f"{'/archive' if owner == '/' else owner}/{year}".lstrip("/"), "year": str(year)}
        for owner, found in sorted(years.items())
        for year in sorted(found)[: None if owner == "/" else -1]
    ]
    write(root / "data/years.json", json.dumps(pages, ensure_ascii=False, indent=0))
    write(root / "data/search.json", json.dumps([str(year) for year in sorted(years["/"])]))


def generate(count, out, seed=1, only=None):
    """Write the site of `count` entries under `out`."""
    generator = Generator(count, seed)
    made = set()
    seen = []
    for index in range(count):
        entry = generator.entry(index)
        for program, form in (("gongkai", for_gongkai), ("hugo", for_hugo)):
            if only in (None, program):
                path = out / program / "content" / entry.path
                if path.parent not in made:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    made.add(path.parent)
                path.write_text(form(entry), encoding="utf-8")
        seen.append((entry.path, entry.day.year, entry.fields["标签"], BRANCHES[entry.fields["支部"]]))
    if only in (None, "gongkai"):
        write_gongkai_data(out / "gongkai")
    if only in (None, "hugo"):
        write_hugo_data(out / "hugo", seen)


def added_notice():
    """The notice that the measurement of a bounded change adds: newest day, one tag."""
    rng = random.Random("added")
    fields = common_fields(rng, "notice", BUILD_DAY, "关于新增一次主题党日活动的通知") | {"类型": "通知", "标签": [TAGS[0]]}
    body = "\n\n".join([paragraph(rng), "## 一、有关安排", bullets(rng), paragraph(rng)]) + "\n"
    return Entry("notice", f"notices/{BUILD_DAY}-added.md", BUILD_DAY, fields, body)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("gongkai", "hugo"))
    given = parser.parse_args()
    generate(given.count, given.out, given.seed, given.only)


if __name__ == "__main__":
    main()
