//! For tests: tables of cases as text, a case a line.

/// The rows of a table: in each a text, and behind ` => ` what is expected of it; `\n` stands for the end of a line, and what
/// begins with `//` is a remark.
pub(crate) fn rows(table: &str) -> Vec<(String, String)> {
    let lines = table.lines().map(|line| line.trim_matches(' '));
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    let said = |words: &str| words.replace("\\n", "\n").replace("\\t", "\t");
    let rows = lines.map(|line| {
        let (text, expected) = line.split_once(" => ").expect("what is expected");
        (said(text), said(expected))
    });
    rows.collect()
}
