//! The fields of one map, taken one by one by name. Faults of single values are said at the value,
//! missing and unknown fields at the end; nothing here knows what the fields mean together.

use std::cell::LazyCell;

use super::faults::Faults;
use super::keys::{FieldName, Mark};
use super::ledger::WORD_TO_FILL_IN;
use super::node::{LineSpan, Node, Value};
use super::registry::is_inside;
use super::suggest;
use super::values::{self, TermTable};
use crate::words::{Code, Fix, is_han};

const REQUIRED: Code = Code::error("front-required");
pub(super) const DUPLICATE: Code = Code::error("front-duplicate-key");
const KEY: Code = Code::error("front-key");
pub(super) const NOT_MAP: Code = Code::error("front-not-map");

/// A value with the place where it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypedValue<T> {
    /// The value.
    pub(crate) value: T,
    /// Where.
    pub(crate) at: LineSpan,
}

/// One field that was typed: its name, for messages, and its value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'n, 't> {
    /// The name that messages use.
    pub(crate) name: &'n str,
    /// Where the field's name stands; for an item of a list, where the item stands.
    pub(crate) at: LineSpan,
    /// The value.
    pub(crate) node: &'n Node<'t>,
}

/// The fields of a map while they are read.
#[derive(Debug)]
pub(crate) struct Fields<'n, 't, 'f> {
    /// Where complaints go.
    pub(crate) faults: &'f Faults<'f>,
    /// Where the map as a whole is named: for complaints about what is missing.
    pub(crate) at: LineSpan,
    pairs: &'n [(Node<'t>, Node<'t>)],
    /// For each pair, its key's mark and whether somebody took it.
    state: Vec<(Mark, bool)>,
    asked: Vec<FieldName>,
    /// Fields that are missing, unless another name was typed for them.
    misnamed: Vec<(FieldName, String)>,
}

impl<'n, 't, 'f> Fields<'n, 't, 'f> {
    /// The fields of a map that is named at `at`; keys that are no words are complained about.
    pub(crate) fn new(faults: &'f Faults<'f>, at: LineSpan, pairs: &'n [(Node<'t>, Node<'t>)]) -> Self {
        let state = pairs
            .iter()
            .map(|(key, _)| {
                let name = key.text().unwrap_or_default();
                let odd = name.trim().is_empty();
                if odd {
                    faults.say(KEY, key.at, "这里应当是字段的名称", "写成“名称: 内容”的形式");
                }
                (Mark::of(name), odd)
            })
            .collect();
        Self {
            faults,
            at,
            pairs,
            state,
            asked: Vec::new(),
            misnamed: Vec::new(),
        }
    }

    /// The fields of a whole text; `None`, with a complaint, when it is not made of fields.
    pub(crate) fn of_root(faults: &'f Faults<'f>, root: &'n Node<'t>) -> Option<Self> {
        match &root.value {
            Value::Map(pairs) => {
                let mut fields = Self::new(faults, root.at, pairs);
                fields.asked.reserve(32);
                Some(fields)
            }
            Value::Null => Some(Self::new(faults, root.at, &[])),
            _ => {
                let hint = "每行写一个字段，例如“标题: 关于……的通知”";
                faults.say(NOT_MAP, root.at, "这里应当是一个个字段", hint);
                None
            }
        }
    }

    /// The fields of a file that is one list below this field's name.
    pub(crate) fn of_list(faults: &'f Faults<'f>, root: &'n Node<'t>, key: FieldName) -> Option<Self> {
        if matches!(root.value, Value::List(_)) {
            let message = format!("列表前面没有“{}:”一行", key.name);
            let hint = format!("在第一项前面加一行“{}:”，顶格写", key.name);
            faults.say(NOT_MAP, root.at, message, hint);
            return None;
        }
        Self::of_root(faults, root)
    }

    /// Takes a field; `None` when it was not typed or left empty.
    pub(crate) fn take(&mut self, key: FieldName) -> Option<Field<'n, 't>> {
        self.asked.push(key);
        let mut first: Option<Field<'n, 't>> = None;
        for (index, (mark, taken)) in self.state.iter_mut().enumerate() {
            // The marks stand close together: the names are not even looked at.
            if !key.may_have(*mark) {
                continue;
            }
            let (name, value) = &self.pairs[index];
            if !is_named(name, key) {
                continue;
            }
            *taken = true;
            match &first {
                None => {
                    first = Some(Field {
                        name: key.name,
                        at: name.at,
                        node: value,
                    });
                }
                Some(earlier) => {
                    let message = format!("字段“{}”写了两次，第一次在第 {} 行", key.name, earlier.at.line);
                    // Of what is not listed no hint is asked, however many there are.
                    let above = (!self.faults.is_full())
                        .then(|| empty_above(&self.pairs[..index], key))
                        .flatten();
                    let hint = match (earlier.node.is_blank(), above) {
                        (true, _) => {
                            "前面的是空的：这一行是它里面的一项的，行首加两个空格；不是的，只保留其中一个"
                                .to_owned()
                        }
                        (false, Some(parent)) => format!(
                            "上面的“{parent}”是空的：这一行是它里面的一项的，行首加两个空格；不是的，只保留其中一个"
                        ),
                        (false, None) => "只保留其中一个".to_owned(),
                    };
                    self.faults.say(DUPLICATE, name.at, message, hint);
                }
            }
        }
        first.filter(|field| !field.node.is_blank())
    }

    /// True when the field was typed, even if nothing stands behind it. It does not count as taken.
    pub(crate) fn has(&self, key: FieldName) -> bool {
        self.name_of(key).is_some()
    }

    /// Where a field's name stands; the map's own place when it was not typed.
    pub(crate) fn key_at(&self, key: FieldName) -> LineSpan {
        self.name_of(key).map_or(self.at, |name| name.at)
    }

    fn name_of(&self, key: FieldName) -> Option<&'n Node<'t>> {
        let marked = self
            .state
            .iter()
            .zip(self.pairs)
            .filter(|((mark, _), _)| key.may_have(*mark));
        let mut names = marked.map(|(_, (name, _))| name);
        names.find(|name| is_named(name, key))
    }

    /// A field through one of the readers of [`values`], with its place.
    pub(crate) fn spot<T>(
        &mut self,
        key: FieldName,
        read: impl Fn(&Faults<'_>, &Field<'_, '_>) -> Option<T>,
    ) -> Option<TypedValue<T>> {
        let field = self.take(key)?;
        let value = read(self.faults, &field)?;
        let at = field.node.at;
        Some(TypedValue { value, at })
    }

    /// A field through one of the readers of [`values`].
    pub(crate) fn read<T>(
        &mut self,
        key: FieldName,
        read: impl Fn(&Faults<'_>, &Field<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        self.spot(key, read).map(|spot| spot.value)
    }

    /// A field that must be there; the hint is an example of it.
    pub(crate) fn required<T>(
        &mut self,
        key: FieldName,
        read: impl Fn(&Faults<'_>, &Field<'_, '_>) -> Option<T>,
        example: &str,
    ) -> Option<TypedValue<T>> {
        let Some(field) = self.take(key) else {
            self.missing(key, example);
            return None;
        };
        let value = read(self.faults, &field)?;
        let at = field.node.at;
        Some(TypedValue { value, at })
    }

    /// Complains that a field is missing or empty. When another field may be meant for it, it waits
    /// for `finish`: one slip is one complaint.
    pub(crate) fn missing(&mut self, key: FieldName, example: &str) {
        if self.uncoloned(key) {
            return;
        }
        if !self.has(key) && self.mistaken_for(key) {
            return self.misnamed.push((key, example.to_owned()));
        }
        self.say_missing(key, example);
    }

    /// True, with a complaint, for `编号 A-1`: a name without its colon.
    fn uncoloned(&mut self, key: FieldName) -> bool {
        let found = self.pairs.iter().enumerate().find_map(|(index, (name, value))| {
            let text = name.text().filter(|_| value.is_blank())?;
            let rest = text.strip_prefix(key.name)?;
            let spaced = rest.starts_with(char::is_whitespace) && !self.state[index].1;
            spaced.then_some((index, name.at, rest.trim()))
        });
        let Some((index, at, rest)) = found else {
            return false;
        };
        self.state[index].1 = true;
        let message = format!("“{}”后面少了冒号", key.name);
        let right = format!("{}: {rest}", key.name);
        let hint = format!("写成“{}”", values::shown(&right));
        let fix = self.faults.edit(at, &right).map(Fix::likely);
        self.faults.say_with(REQUIRED, at, (message, hint), fix);
        true
    }

    /// True when a field that nobody took looks like this one under another name.
    fn mistaken_for(&self, key: FieldName) -> bool {
        self.pairs.iter().zip(&self.state).any(|((name, _), (_, taken))| {
            !taken
                && name
                    .text()
                    .is_some_and(|name| suggest::nearest_key(name, &[key]).is_some())
        })
    }

    /// Complains about the missing fields for which, after all, no other name was typed.
    pub(crate) fn finish_required(&mut self, unknown_is_said: bool) {
        for (key, example) in std::mem::take(&mut self.misnamed) {
            if !(unknown_is_said && self.mistaken_for(key)) {
                self.say_missing(key, &example);
            }
        }
    }

    fn say_missing(&self, key: FieldName, example: &str) {
        let (message, at) = if self.has(key) {
            (format!("字段“{}”没有填写", key.name), self.key_at(key))
        } else {
            (format!("缺少字段“{}”", key.name), self.at)
        };
        self.faults.say(REQUIRED, at, message, format!("例如“{example}”"));
    }

    /// A text of one line.
    pub(crate) fn line(&mut self, key: FieldName) -> Option<String> {
        self.read(key, values::line)
    }

    /// One of a vocabulary's words.
    pub(crate) fn word<T: Copy>(&mut self, key: FieldName, words: &TermTable<T>) -> Option<T> {
        self.read(key, |faults, field| words.read(faults, field))
    }

    /// One of a vocabulary's words, which must be there.
    pub(crate) fn required_word<T: Copy>(
        &mut self,
        key: FieldName,
        words: &TermTable<T>,
        example: &str,
    ) -> Option<T> {
        let read = |faults: &Faults<'_>, field: &Field<'_, '_>| match field.node.text() {
            // The last is the least definite.
            Some(WORD_TO_FILL_IN) => words.all.last().copied(),
            _ => words.read(faults, field),
        };
        self.required(key, read, example).map(|spot| spot.value)
    }

    /// The items of a list; a single value is a list of one.
    pub(crate) fn list(&mut self, key: FieldName) -> Vec<Field<'n, 't>> {
        self.take(key).map_or(Vec::new(), |field| values::items(&field))
    }

    /// Short texts of one line each.
    pub(crate) fn lines(&mut self, key: FieldName) -> Vec<TypedValue<String>> {
        let Some(field) = self.take(key) else {
            return Vec::new();
        };
        values::lines(self.faults, &field)
    }

    /// A map; the form is an example of it.
    pub(crate) fn map(&mut self, key: FieldName, form: &str) -> Option<Fields<'n, 't, 'f>> {
        let field = self.take(key)?;
        Self::of_field(self.faults, &field, form)
    }

    /// The fields of a value that must be a map; the form is an example of it.
    pub(crate) fn of_field(faults: &'f Faults<'f>, field: &Field<'n, 't>, form: &str) -> Option<Self> {
        if let Value::Map(pairs) = &field.node.value {
            return Some(Self::new(faults, field.at, pairs));
        }
        let message = format!("“{}”要分项填写", field.name);
        faults.say(NOT_MAP, field.node.at, message, format!("写成“{form}”的形式"));
        None
    }

    /// Every field of a value that must be a map, whatever its name.
    pub(crate) fn named(field: &Field<'n, 't>, faults: &'f Faults<'f>) -> Vec<(&'n str, Field<'n, 't>)> {
        let Value::Map(pairs) = &field.node.value else {
            let _ = Self::of_field(faults, field, &format!("[{}]", field.name));
            return Vec::new();
        };
        let named = |(name, node): &'n (Node<'t>, Node<'t>)| {
            let at = name.at;
            let name = name.text()?;
            Some((name, Field { name, at, node }))
        };
        pairs.iter().filter_map(named).collect()
    }

    /// Complains about every field that nobody took.
    pub(crate) fn finish(mut self) {
        self.finish_required(true);
        // What is typed already was not meant a second time.
        let is_open = |key: &FieldName| !self.pairs.iter().any(|(name, _)| is_named(name, *key));
        let open =
            LazyCell::new(|| -> Vec<FieldName> { self.asked.iter().copied().filter(is_open).collect() });
        for (index, ((key, _), (_, taken))) in self.pairs.iter().zip(&self.state).enumerate() {
            let (false, Some(name)) = (*taken, key.text()) else {
                continue;
            };
            match self.before_comma(index, name) {
                Some((field, text)) => {
                    let message = format!("“{field}”里的逗号把后面的“{}”断开了", values::shown(name));
                    let whole = format!("{field}: \"{text}, {name}\"");
                    let hint = format!(
                        "逗号是文字里的，整句用英文引号括起来，写成“{}”",
                        values::shown(&whole)
                    );
                    self.faults.say(suggest::UNKNOWN_KEY, key.at, message, hint);
                }
                None => suggest::unknown_key(self.faults, key.at, name, (&self.asked, &open)),
            }
        }
    }

    /// The field and the text before `{事项: 通过方案, 并报总支备案}`, whose last words are taken for a field's name.
    fn before_comma(&self, index: usize, name: &str) -> Option<(&'n str, &'n str)> {
        let (key, value) = &self.pairs[index];
        let (before, text) = self.pairs.get(index.checked_sub(1)?)?;
        let is_part = value.is_blank() && before.at.line == key.at.line;
        let is_plain = matches!(text.value, Value::Scalar { quoted: false, .. });
        let is_known = suggest::nearest_key(name, &self.asked).is_some();
        let text = text.text().filter(|text| text.contains(is_han))?;
        (is_part && is_plain && !is_known).then_some((before.text()?, text))
    }
}

/// The nearest field above that is empty and has a field of this name inside it.
fn empty_above<'n>(above: &'n [(Node<'_>, Node<'_>)], key: FieldName) -> Option<&'n str> {
    let empty = above.iter().rev().filter(|(_, node)| node.is_blank());
    let mut names = empty.filter_map(|(name, _)| name.text());
    names.find(|name| is_inside(name, key.name))
}

fn is_named(name: &Node<'_>, key: FieldName) -> bool {
    name.text().is_some_and(|text| key.is_named(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{front, keys};
    use crate::words::SourceText;

    #[test]
    fn a_field_of_an_empty_one_above_is_not_one_too_many() {
        let hint = |text: &str| {
            let source = SourceText::of("content/meetings/a.yaml", text);
            let faults = Faults::new(&source);
            let root = front::read_data(&faults).expect("fields");
            let mut fields = Fields::of_root(&faults, &root).expect("a map");
            let _ = fields.take(keys::EXPECTED);
            drop(fields);
            faults.finish().sorted()[0].hints.join("")
        };
        let inside = hint("应到: 21\n有表决权:\n应到: 20\n");
        assert!(inside.starts_with("上面的“有表决权”是空的：这一行是它里面的一项的，行首加两个空格"));
        assert_eq!(hint("应到: 21\n摘要:\n应到: 20\n"), "只保留其中一个");
    }
}
