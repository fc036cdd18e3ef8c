//! The registry held to the readers: each place is read with a field in it that nobody knows, and what the complaint then
//! lists as known there, and what is said to be missing, is what the registry says of the place.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{
    ContentFile, FILES, FieldRow, FieldTable, FieldTables, FileRole, LINK, Scalar, Shape, Takes, shape_of,
};
use crate::read::{FileBytes, Found, Tree, library};
use crate::words::{Day, Report, SourcePath};

/// A name that is like no field's.
const UNKNOWN: &str = "qqqqqqqqqqqqqqqqqqqqqqqq";

/// Fields that must be there, and whose readers say so in words of their own.
const OWN_WORDS: [(&str, &str); 2] = [("promise", "时限"), ("acknowledged", "核对")];

/// A place where fields stand, and a file in which it is reached.
struct Reached {
    file: &'static ContentFile,
    tables: FieldTables,
    whole: Value,
}

#[test]
fn the_readers_take_what_the_registry_says() {
    let spots = spots();
    assert!(spots.len() > 40, "{}", spots.len());
    for spot in spots {
        let said = said(spot.file, &spot.whole);
        let ids: Vec<&str> = spot.tables.iter().map(|table| table.id).collect();
        let known = said
            .iter()
            .find_map(|(_, hint)| hint.strip_prefix("这里可以写的字段："));
        let known: BTreeSet<&str> = known
            .unwrap_or_else(|| panic!("{ids:?} is not reached: {said:#?}"))
            .split('、')
            .collect();
        let rows: BTreeSet<&str> = rows(spot.tables).map(FieldRow::name).collect();
        assert_eq!(
            known, rows,
            "{ids:?}: what the reader takes, what the registry says"
        );

        let missing: BTreeSet<&str> = said
            .iter()
            .filter_map(|(message, _)| message.strip_prefix("缺少字段“")?.strip_suffix('”'))
            .collect();
        let required: BTreeSet<&str> = self::rows(spot.tables)
            .filter(|row| row.required && !OWN_WORDS.contains(&(ids[0], row.name())))
            .map(FieldRow::name)
            .collect();
        assert_eq!(
            missing, required,
            "{ids:?}: what the reader misses, what the registry says"
        );
    }
}

#[test]
fn every_row_explains_itself() {
    for file in &FILES {
        each_table(file.tables, &mut |table| {
            for row in table.rows {
                let says = row.says;
                assert!(
                    !says.is_empty() && !says.ends_with('。'),
                    "{}.{}: {says}",
                    table.id,
                    row.name()
                );
                assert_eq!(says.matches('`').count() % 2, 0, "{says}");
                let alias = row.alias();
                assert!(
                    alias
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
                    "{alias}"
                );
            }
        });
    }
}

#[test]
fn no_place_has_two_fields_of_one_name() {
    for spot in spots() {
        let mut seen = BTreeSet::new();
        for row in rows(spot.tables) {
            for name in [row.name(), row.alias()] {
                assert!(seen.insert(name), "{name} twice in {}", spot.tables[0].id);
            }
        }
    }
}

#[test]
fn of_two_fields_with_one_name_the_outer_counts() {
    for (name, shape) in [
        ("支部", Shape::One),
        ("小组", Shape::Maps),
        ("合计", Shape::Map),
        ("委员", Shape::Maps),
        ("党员", Shape::Words),
        ("scope", Shape::One),
        ("链接", Shape::One),
    ] {
        assert_eq!(shape_of(name), Some(shape), "{name}");
    }
    assert_eq!(shape_of("天气"), None);
}

fn rows(tables: FieldTables) -> impl Iterator<Item = &'static FieldRow> {
    tables.iter().flat_map(|table| table.rows)
}

fn each_table(tables: FieldTables, take: &mut dyn FnMut(&'static FieldTable)) {
    for table in tables {
        take(table);
        for row in table.rows {
            each_table(row.takes.inside(), take);
        }
    }
}

/// Every place of every file.
fn spots() -> Vec<Reached> {
    let mut spots = Vec::new();
    for file in &FILES {
        add(&mut spots, file, file.tables, &|inside| inside);
    }
    let ledger = ContentFile::called("台账").expect("ledgers");
    let cell = json!({"标题": "甲", "台账": "任务清单", "行": [{"任务": "甲", "佐证": {UNKNOWN: "1"}}]});
    spots.push(Reached {
        file: ledger,
        tables: LINK,
        whole: cell,
    });
    spots
}

/// This place and all inside it; `around` puts its map into the whole file.
fn add(
    spots: &mut Vec<Reached>,
    file: &'static ContentFile,
    tables: FieldTables,
    around: &dyn Fn(Value) -> Value,
) {
    spots.push(Reached {
        file,
        tables,
        whole: around(json!({UNKNOWN: "1"})),
    });
    for row in rows(tables).filter(|row| !row.takes.inside().is_empty()) {
        let outer = |inside: Value| {
            let mut map = required(tables);
            map.insert(row.name().to_owned(), inside);
            around(Value::Object(map))
        };
        add(spots, file, row.takes.inside(), &outer);
    }
}

/// The fields that must be there.
fn required(tables: FieldTables) -> Map<String, Value> {
    let rows = rows(tables).filter(|row| row.required);
    rows.map(|row| (row.name().to_owned(), value(row.takes)))
        .collect()
}

fn value(takes: Takes) -> Value {
    match takes {
        Takes::Map(None, tables) | Takes::Maps(None, tables) => Value::Object(required(tables)),
        Takes::One(scalar) | Takes::Map(Some(scalar), _) | Takes::Maps(Some(scalar), _) => match scalar {
            Scalar::Day | Scalar::Time => json!("2026-03-02"),
            Scalar::Count | Scalar::Decimal => json!("2026"),
            Scalar::YesNo => json!("是"),
            Scalar::Word(words) | Scalar::WordOr(words) => json!(words.choices()[0].label),
            Scalar::Line | Scalar::Text => json!("甲乙"),
        },
        Takes::Words | Takes::Texts => json!(["甲乙"]),
        Takes::Rows | Takes::ByColumn => json!({}),
    }
}

/// What is said of a file: messages and hints.
fn said(file: &ContentFile, whole: &Value) -> Vec<(String, String)> {
    let found = |path: &str, text: String| Found {
        path: SourcePath::new(path).expect("a path"),
        content: FileBytes::Memory(text.into_bytes().into()),
    };
    let mut tree = Tree::default();
    match file.role {
        FileRole::Entry(kind) => {
            let path = format!("content/{}/2026-03-02-a.yaml", kind.folder());
            tree.entries.push((kind, found(&path, whole.to_string())));
        }
        FileRole::Register(stem) => {
            let register = Some(found(&format!("content/{stem}.yaml"), whole.to_string()));
            match stem {
                "organization" => tree.organization = register,
                "catalogue" => tree.catalogue = register,
                "calendar" => tree.calendar = register,
                _ => tree.wordings = register,
            }
        }
    }
    let mut report = Report::new();
    library::read(&tree, Day::of("2026-03-31"), &mut report);
    let complaints = report.sorted().into_iter();
    complaints
        .map(|one| (one.message.clone(), one.hints.concat()))
        .collect()
}
