//! What libraries say in English, as a teacher understands it.

/// A row of a table that fits.
#[derive(Debug, PartialEq, Eq)]
pub struct Translated<'a> {
    /// What stands in the holes of what is said.
    pub parts: Vec<&'a str>,
    /// What is wrong.
    pub message: &'static str,
    /// What to do; may be empty.
    pub hint: &'static str,
}

/// The first row that fits what is said. A row is a line, `what is said => what is wrong => what to do`; `{}` is a hole, where
/// anything may stand.
#[must_use]
pub fn translated<'a>(table: &'static str, said: &'a str) -> Option<Translated<'a>> {
    let rows = table.lines().map(str::trim).filter(|row| !row.is_empty());
    rows.into_iter().find_map(|row| {
        let mut cells = row.split(" => ");
        Some(Translated {
            parts: parts(cells.next()?, said)?,
            message: cells.next()?,
            hint: cells.next().unwrap_or_default(),
        })
    })
}

/// What stands in the holes `{}` of a pattern; `None` when the text is another.
fn parts<'a>(pattern: &str, said: &'a str) -> Option<Vec<&'a str>> {
    let (first, literals) = pattern.split_once("{}").unwrap_or((pattern, ""));
    let mut rest = said.strip_prefix(first)?;
    if first.len() == pattern.len() {
        return rest.is_empty().then(Vec::new);
    }
    let mut parts = Vec::new();
    let literals: Vec<&str> = literals.split("{}").collect();
    for (index, literal) in literals.iter().enumerate() {
        let end = if index + 1 == literals.len() {
            rest.strip_suffix(literal)?.len()
        } else {
            rest.find(literal)?
        };
        parts.push(&rest[..end]);
        rest = &rest[end + literal.len()..];
    }
    Some(parts)
}
