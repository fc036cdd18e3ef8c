//! Templates with a mistake → what is said of it, in Chinese, and where.

use super::*;

/// What is said of a template named `a.html` beside `base.html`, which has a block `main`: the place as
/// `line:column+width`, and the message.
fn said(template: &str) -> String {
    let mut tera = tera::Tera::default();
    let base = "{% block main %}{% endblock %}";
    let compiled = tera.add_raw_templates([("base.html", base), ("a.html", template)]);
    let mut context = tera::Context::new();
    context.insert("page", &std::collections::BTreeMap::from([("title", "标题")]));
    let error = match compiled {
        Err(error) => error,
        Ok(()) => tera.render("a.html", &context).expect_err(template),
    };
    let lines: Vec<String> = faults(&error)
        .into_iter()
        .map(|fault| {
            let at = match fault.at {
                FaultPosition::Span {
                    template,
                    line,
                    column,
                    width,
                } => {
                    assert_eq!(template, "a.html");
                    format!("{line}:{column}+{width}")
                }
                FaultPosition::Word { template, word } => format!("{template} {word}"),
                FaultPosition::Nowhere => "-".to_owned(),
            };
            format!("{at} {}", fault.message)
        })
        .collect();
    lines.join("\n")
}

#[test]
fn what_the_engine_says_is_told_in_chinese() {
    for (template, expected) in [
        ("党务 {{ pagee.title }}", "1:7+5 没有名为“pagee”的值"),
        ("{{ page.titel }}", "1:9+5 没有名为“titel”的键"),
        ("{{ page.author.name }}", "1:9+6 没有名为“author”的键"),
        ("{{ page.title | upcase }}", "1:17+6 没有名为“upcase”的过滤器"),
        (
            "{% if page is shiny %}{% endif %}",
            "1:15+5 没有名为“shiny”的判断",
        ),
        ("{{ now() }}", "1:4+5 没有名为“now”的函数"),
        ("{{ <card /> }}", "1:4+8 没有名为“card”的组件"),
        ("{% include \"foot.html\" %}", "1:12+11 没有模板“foot.html”"),
        ("{% extends \"bas.html\" %}", "a.html bas.html 没有模板“bas.html”"),
        (
            "{% extends \"a.html\" %}",
            "a.html extends 几个模板的 extends 绕成了一圈",
        ),
        (
            "{% include \"a.html\" %}",
            "a.html include 几个模板的 include 绕成了一圈",
        ),
        (
            "{% extends \"base.html\" %}{% block mian %}{% endblock %}",
            "1:35+4 上级模板里没有名为“mian”的 block",
        ),
        (
            "{% extends \"base.html\" %}<p>甲</p>",
            "1:26+8 这里的内容不会显示",
        ),
        (
            "<p>{% extends \"base.html\" %}",
            "1:15+11 extends 要写在模板的最前面",
        ),
        (
            "{% block a %}{% endblock %}{% block a %}{% endblock %}",
            "1:37+1 名为“a”的 block 写了两次",
        ),
        (
            "{% block a %}{% endblock b %}",
            "1:26+1 开头的名称是“a”，结尾的却是“b”",
        ),
        (
            "{% for x in page %}{% block a %}{% endblock %}{% endfor %}",
            "1:23+5 block 不能写在 for 循环里面",
        ),
        ("{% if page %}甲", "1:15+1 模板没有写完"),
        ("{% if page %}甲{% endfor %}", "1:18+6 这里不能写这个标签"),
        ("{{ page.title }", "1:15+1 这里应当是“}}”，写的却是“}”"),
        ("{{ }}", "1:4+2 这里应当写一个值，写的却是“}}”"),
        ("{% iff page %}{% endif %}", "1:4+3 这里不能写这个标签"),
        ("{{ page，title }}", "1:8+1 这里有不能使用的符号"),
        ("{{ \"甲 }}", "1:4+1 引号没有写完"),
        ("{# 甲", "1:1+2 注释没有写完"),
        ("{% for in page %}{% endfor %}", "1:8+2 “in”不能当名称用"),
        (
            "{% for x of page %}{% endfor %}",
            "1:10+2 这里应当是“in”，写的却是名称",
        ),
        (
            "{% include page %}",
            "1:12+4 这里应当是英文引号里的文字，写的却是名称",
        ),
        ("{% set page %}", "1:15+1 模板没有写完"),
        ("{% set x 1 %}", "1:8+1 set 写得不对"),
        ("{% set true = 1 %}", "1:8+4 这里应当是名称，写的却是是非值"),
        ("{% break %}", "1:4+5 break 只能写在 for 里面"),
        ("{{ page.title() }}", "1:9+5 “.”后面的不能当函数用"),
        (
            "{% for x in page.title.x %}{% endfor %}",
            "1:13+4 for 只能用于列表，这里是没有定义的值",
        ),
        (
            "{% for x in 3 %}{% endfor %}",
            "1:13+1 for 只能用于列表，这里是整数",
        ),
        (
            "{% for k, v in [1] %}{% endfor %}",
            "1:16+3 “for 键, 值”只能用于一组键值，这里是列表",
        ),
        ("{{ page.title * 2 }}", "1:4+4 只有数字才能计算，这里是文字"),
        (
            "{{ page.title + 1 }}",
            "1:4+14 “+”两边都要是数字，这里是文字和整数",
        ),
        (
            "{% if page.title < 3 %}{% endif %}",
            "1:7+14 文字和整数不能比较大小",
        ),
        ("{{ 1 / 0 }}", "1:8+1 除数是 0"),
        (
            "{% if 1 in 3 %}{% endif %}",
            "1:12+1 in 后面要是列表、文字或者一组键值，这里是整数",
        ),
        ("{{ [1][\"a\"] }}", "1:8+3 方括号里要写整数，这里是文字"),
        ("{{ 3 | upper }}", "1:4+1 类型不对：应当是文字，这里是整数"),
        ("{{ page.title | replace }}", "1:17+7 缺少参数“from”"),
    ] {
        assert_eq!(said(template), expected, "{template}");
    }
}

#[test]
fn each_unknown_name_is_a_fault_of_its_own() {
    let said = said("{{ page | one }}\n党务 {{ page | two }}");
    assert_eq!(said, "1:11+3 没有名为“one”的过滤器\n2:14+3 没有名为“two”的过滤器");
}

#[test]
fn what_is_not_in_the_table_stays() {
    assert_eq!(explain("Something new"), ("Something new".to_owned(), None));
    let (message, hint) = explain("Variable `a` is not defined. Available variables: b, c");
    assert_eq!(message, "没有名为“a”的值");
    assert_eq!(hint.as_deref(), Some("这里可以用的有：b, c"));
    let parts = |table, said| translated(table, said).map(|found| found.parts);
    assert_eq!(parts("a {} b {} => c", "a 1 b 2"), Some(vec!["1", "2"]));
    assert_eq!(parts("a {} b => c", "a 1 c"), None);
    assert_eq!(parts("a => c", "ab"), None);
}
