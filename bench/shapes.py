"""Texts that make a Markdown or YAML reader slow, if anything does: the time of 2n bytes against n.

Each shape is a site of one file. A reader in linear time takes twice as long for twice as much, one in
quadratic time four times. `run.py --shapes` prints the table.
"""

import re

from measure import cell, measure, table

KIB = 512
LIMIT_SECONDS = 30
MOST = 3.0  # a ratio between n log n and n²
TOO_QUICK = 0.03  # seconds above an empty site under which a ratio says nothing

SITE = """\
title = "形状"
organizer = "形状"

[editions.web]
title = "形状"
audience = "社会公开"
theme = "disclosure"
output = "public"
base_url = "https://school.example.edu.cn/"
"""
PAGE = "标题: 形状\n日期: 2026-03-01\n公开范围: 社会公开\n"
MEETING = PAGE + """\
类型: 支委会
审批: {提出: 赵甲 2026-02-01, 保密审查: 赵乙 2026-02-02, 审核: 赵丙 2026-02-03, 审批: 赵丁 2026-02-04}
"""


def repeat(unit):
    """`unit` again and again up to n bytes."""
    return lambda n: unit * (n // len(unit.encode()))


def numbered(line):
    """The line with 0, 1, 2, … for `{}`, up to about n bytes."""
    return lambda n: "".join(line.replace("{}", str(i)) for i in range(n // (len(line.encode()) + 3)))


def root_of(n, weight=1):
    """How deep something is whose depth k costs weight·k bytes each time."""
    return int((2 * n / weight) ** 0.5)


def code(text):
    return lambda n: "```rust\n" + repeat(text)(n) + "\n```\n"


def short_rows(n):
    """A table whose head is long and whose rows are short: a reader that fills them up writes n²."""
    columns = n // 10
    return "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|b\n" * (n // 5)


def long_target(n):
    """One definition, long, used often: a reader that copies it writes n²."""
    return "[a]: /" + "u" * (n // 2) + "\n\n" + "[a] " * (n // 8)


BODIES = {
    "nested lists, one line": repeat("- "),
    "nested lists, by indent": lambda n: "".join("  " * k + "- 项\n" for k in range(root_of(n, 2))),
    "list, long": repeat("- 一项\n"),
    "tasks": repeat("- [ ] 一项\n"),
    "quotes, one line": repeat("> "),
    "quotes, deepening": lambda n: "".join(">" * k + "项\n" for k in range(root_of(n))),
    "alerts": repeat("> [!NOTE]\n> 项\n\n"),
    "[": repeat("["),
    "[a](": repeat("[a]("),
    "![[": repeat("![["),
    "*a ": repeat("*a "),
    "*a **b ": repeat("*a **b "),
    "a**b": repeat("a**b"),
    "** run": repeat("**"),
    "**中": repeat("**中"),
    "**“中”**中": repeat("**“中”**中"),
    "护照G12345678，": repeat("护照G12345678，"),
    "12 34 5": repeat("12 34 5 "),
    "|1|2": repeat("|1|2"),
    "1、2，": repeat("1、2，"),
    "***总书记": repeat("***总书记"),
    "**县": repeat("**县"),
    "*中*县": repeat("*中*县"),
    "~~a": repeat("~~a"),
    "backticks, growing": lambda n: "".join("`" * k + "a" for k in range(root_of(n))),
    "backticks, single": repeat("`a"),
    "<": repeat("<"),
    "<a ": repeat("<a "),
    "<!--": repeat("<!--"),
    "<?": repeat("<?"),
    "<![CDATA[": repeat("<![CDATA["),
    "<b>": repeat("<b>"),
    "<div>": repeat("<div>\n\n"),
    "<table>": repeat("<table>"),
    "<a b=c …>": lambda n: "<a " + numbered("b{}=c ")(n) + ">",
    "&": repeat("&"),
    "&amp;": repeat("&amp;"),
    "\\": repeat("\\"),
    "table, many columns": lambda n: "\n".join("|" + unit * (n // 7) for unit in ("a|", "-|", "b|")),
    "table, short rows": short_rows,
    "definitions": numbered("[a{}]: /u\n"),
    "definitions, used": lambda n: numbered("[a{}]: /u\n")(n // 2) + "\n" + numbered("[a{}] ")(n // 2),
    "definition, long target": long_target,
    "footnotes": lambda n: numbered("项[^{}]")(n // 2) + "\n\n" + numbered("[^{}]: 注\n")(n // 2),
    "one footnote, used often": lambda n: repeat("项[^1]")(n) + "\n\n[^1]: 注\n",
    "headings, equal": repeat("## 标题\n\n"),
    "headings, setext": repeat("标题\n===\n"),
    "Han, one line": repeat("中"),
    "Han, a line each": repeat("中\n"),
    "spaces": lambda n: "a" + " " * n + "b",
    "line ends": repeat("\n"),
    "hard breaks": repeat("a  \n"),
    "code, one line": code("let a = 1; "),
    "code, lines": code("let a = 1;\n"),
    "fences": repeat("```\na\n```\n"),
    "<http://a>": repeat("<http://a> "),
    "broken links, one line": repeat("[a](b.md)"),
    "broken links, lines": repeat("[a](b.md)\n"),
    "missing images": repeat("![图](a.png)"),
}

FRONTS = {
    "list, block": lambda n: "议题:\n" + repeat("  - 研究\n")(n),
    "list, flow": lambda n: "议题: [" + repeat("研究, ")(n) + "研究]\n",
    "list, flow, deep": lambda n: "议题: " + "[" * (n // 2) + "]" * (n // 2) + "\n",
    "map, flow, deep": lambda n: "决议: " + "{a: " * (n // 5) + "}" * (n // 5) + "\n",
    "map, block, deep": lambda n: "决议:\n" + "".join(" " * k + "a:\n" for k in range(1, root_of(n))),
    "unknown keys": numbered("题目{}: 甲\n"),
    "one key, again and again": repeat("地点: 会议室\n"),
    "full-width colons": repeat("地点：会议室\n"),
    "no space after the colon": repeat("地点:会议室\n"),
    "tabs": lambda n: "议题:\n" + repeat("\t- 研究\n")(n),
    "faults in a list": lambda n: "实到: 5\n有表决权: {应到: 5, 实到: 5}\n决议:\n" + repeat("  - {事项: 研究, 赞成: 9, 反对: 0, 弃权: 0}\n")(n),
    "open quote": lambda n: '地点: "' + repeat("室")(n) + "\n",
    "long value": lambda n: "地点: " + repeat("室")(n) + "\n",
    "aliases": lambda n: "议题: &a [研究]\n缺席: [" + repeat("*a, ")(n) + "*a]\n",
    "aliases doubling": lambda n: "a0: &a0 [研究]\n" + "".join(f"a{k + 1}: &a{k + 1} [*a{k}, *a{k}]\n" for k in range(n // 24)),
}


def one_file(kind, fields, body=""):
    return {"site.toml": SITE, f"content/{kind}/2026-03-01-shape.md": f"---\n{fields}---\n\n{body}\n"}


def sites():
    """Name and maker of every shape's site: bytes → files."""
    for name, body in BODIES.items():
        yield f"`{name}`", lambda n, body=body: one_file("pages", PAGE, body(n))
    for name, front in FRONTS.items():
        yield f"front matter: {name}", lambda n, front=front: one_file("meetings", MEETING + front(n), "正文。")


def timed(workspace, gongkai, files, rounds):
    """The quickest of `rounds` cold builds of a site, and its first complaint's code."""
    root, out, log = (workspace.root / name for name in ("shape", "shape-out", "shape.log"))
    workspace.aside(root)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    best = None
    for _ in range(rounds):
        workspace.aside(out)
        workspace.aside(root / ".gongkai")
        run = measure([gongkai, "--root", root, "build", "--out", out], log, limit=LIMIT_SECONDS)
        best = run if best is None or run.wall < best.wall else best
        if run.wall > 2:
            break
    with open(log, encoding="utf-8", errors="replace") as text:
        found = re.search(r"错误\[([a-z0-9-]+)\]", text.read(1 << 20))
    return best, found[1] if found else ""


def grows(runs, empty):
    """The time of 2n bytes in times of n, without that of a site of one line."""
    half, full = (run.wall - empty.wall for run, _ in runs)
    return full / max(half, 1e-3)


def compare(workspace, gongkai, rounds):
    """Print the table of all shapes; give the complaints about those that grow too fast or end badly."""
    empty, _ = timed(workspace, gongkai, one_file("pages", PAGE, "正文。"), rounds)
    rows, faults = [], []
    for name, files in sites():
        runs = [timed(workspace, gongkai, files(KIB * 1024 * factor), rounds) for factor in (1, 2)]
        if grows(runs, empty) > MOST:
            # The machine's memory may not have been at hand: a shape that really grows so does it again.
            runs[1] = min(runs[1], timed(workspace, gongkai, files(KIB * 1024 * 2), 3 * rounds), key=lambda run: run[0].wall)
        (half, _), (full, code_) = runs
        ended = f"error `{code_}`" if code_ else f"exit {full.status}"
        above = full.wall - empty.wall
        ratio = grows(runs, empty)
        if half.status not in (0, 1) or full.status not in (0, 1):
            why = f"no answer in {LIMIT_SECONDS} s" if full.wall >= LIMIT_SECONDS else f"exit {full.status}"
            faults.append(f"shape {name}: {why}")
            ended = why
        elif above >= TOO_QUICK and ratio > MOST:
            faults.append(f"shape {name}: 2n takes {ratio:.1f} × n, {ratio / MOST:.2f} × the bound of {MOST}")
        shown = cell(ratio, 1) if above >= TOO_QUICK else "–"
        rows.append((name, cell(half.wall * 1000, 0), cell(full.wall * 1000, 0), shown, cell(full.peak, 0), ended))
    print(f"\n## Shapes: {KIB} KiB and twice that, cold build, less the {empty.wall * 1000:.0f} ms of a site of one line")
    table(("shape", "n, ms", "2n, ms", "ratio", "peak MiB at 2n", "ends with"), rows)
    print(f"“–”: less than {TOO_QUICK * 1000:.0f} ms above the site of one line.")
    return faults
