//! The registry of fields → a JSON Schema (draft-07) for each kind of file, by which an editor such as VS Code offers fields,
//! explains them and marks what is wrong while it is typed. It takes what the readers take, but for the case of English
//! words; whether days exist, sums add up and names are names is for `check` to say. Pure: nothing is read or written here.

use serde_json::{Map, Value, json};

use crate::read::ledger::{ColumnKind, Preset, PresetField};
use crate::read::registry::{ContentFile, FieldRow, FieldTables, FileRole, LINK, Scalar, Takes, Vocabulary};
use crate::read::values::{COUNT_UNITS, DAY_HINT, HOUR_UNITS, MOST};
use crate::words::{Kind, Labelled};

/// A day as it may be typed.
const DAY: &str = r"^\s*[0-9０-９]{4}\s*([-－/／.]\s*[0-9０-９]{1,2}\s*[-－/／.]\s*[0-9０-９]{1,2}|年\s*[0-9０-９]{1,2}\s*月\s*[0-9０-９]{1,2}\s*日)";

/// The schema of a file, as text.
#[must_use]
pub fn text(file: &ContentFile) -> String {
    format!("{:#}\n", of(file))
}

/// The schema of a file.
#[must_use]
pub fn of(file: &ContentFile) -> Value {
    let mut parts = Map::new();
    let mut schema = fields(file.tables, &mut parts);
    if file.role == FileRole::Entry(Kind::Ledger) {
        by_preset(&mut schema, &mut parts);
    }
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("title".to_owned(), json!(file.name()));
    schema.insert("type".to_owned(), json!(["object", "null"]));
    schema.insert("definitions".to_owned(), Value::Object(parts));
    Value::Object(schema)
}

/// What a map of these fields may hold. It says nothing of what is no map, so that it can be asked of a map and of the items
/// of a list at once. What stands inside them is put among the parts.
fn fields(tables: FieldTables, parts: &mut Map<String, Value>) -> Map<String, Value> {
    let rows = || tables.iter().flat_map(|table| table.rows);
    let property = |row: &'static FieldRow| (row.name(), row.alias(), described(row, parts));
    let properties: Vec<_> = rows().map(property).collect();
    closed(
        properties,
        rows()
            .filter(|row| row.required)
            .map(|row| (row.name(), row.alias())),
    )
}

/// A map with these properties by either name and no others. The English names are not offered.
fn closed<'r>(
    properties: impl IntoIterator<Item = (&'r str, &'r str, Map<String, Value>)>,
    required: impl Iterator<Item = (&'r str, &'r str)>,
) -> Map<String, Value> {
    let mut both = Map::new();
    for (name, alias, mut schema) in properties {
        both.insert(name.to_owned(), Value::Object(schema.clone()));
        schema.insert("doNotSuggest".to_owned(), json!(true));
        both.insert(alias.to_owned(), Value::Object(schema));
    }
    let either = |(name, alias)| json!({"anyOf": [{"required": [name]}, {"required": [alias]}]});
    let required: Vec<Value> = required.map(either).collect();
    let mut map = Map::new();
    map.insert("properties".to_owned(), Value::Object(both));
    map.insert("additionalProperties".to_owned(), json!(false));
    if !required.is_empty() {
        map.insert("allOf".to_owned(), json!(required));
    }
    map
}

/// A field's value, with what it is for.
fn described(row: &'static FieldRow, parts: &mut Map<String, Value>) -> Map<String, Value> {
    let mut schema = takes(row.takes, parts);
    let says = row.says.replace('`', "");
    schema.insert("description".to_owned(), json!(format!("{says}。")));
    if !row.example.is_empty() {
        schema.insert("examples".to_owned(), json!([row.example]));
    }
    // What must be there must not be left empty either.
    if row.required {
        for words in ["type", "enum"].map(|key| schema.remove(key).map(|value| (key, value))) {
            if let Some((key, Value::Array(mut words))) = words {
                words.retain(|word| *word != json!("null") && !word.is_null());
                schema.insert(key.to_owned(), Value::Array(words));
            }
        }
    }
    schema
}

fn takes(takes: Takes, parts: &mut Map<String, Value>) -> Map<String, Value> {
    let schema = match takes {
        Takes::One(scalar) => self::scalar(scalar),
        Takes::Words | Takes::Texts => json!({
            "type": ["array", "string", "number", "boolean", "null"],
            "items": scalar(Scalar::Text),
            "errorMessage": "应当是一项，或者几项的列表",
        }),
        Takes::Map(other, tables) => {
            let mut map = map(tables, parts);
            match other {
                None => map,
                Some(Scalar::Line | Scalar::Text) => {
                    map["type"] = json!(["object", "string", "number", "boolean", "null"]);
                    map
                }
                Some(other) => json!({"anyOf": [scalar(other), map]}),
            }
        }
        Takes::Maps(other, tables) => {
            let map = map(tables, parts);
            let mut types = vec!["object", "null"];
            if other.is_some() {
                types.extend(["string", "number", "boolean"]);
            }
            let item = json!({"type": types, "allOf": [map["allOf"][0]], "errorMessage": FORM});
            types.push("array");
            json!({"type": types, "allOf": [map["allOf"][0]], "items": item, "errorMessage": FORM})
        }
        Takes::Rows => json!({
            "type": ["array", "object", "null"],
            "items": {"type": ["array", "object", "null"]},
            "errorMessage": "一行一项，每行按列名写，或者按列的次序写",
        }),
        Takes::ByColumn => json!({"type": ["object", "null"], "errorMessage": FORM}),
    };
    object(schema)
}

/// What is said of something that is no map.
const FORM: &str = "要分项填写，写成“{名称: 内容}”的形式";

/// A map, by a reference to its part.
fn map(tables: FieldTables, parts: &mut Map<String, Value>) -> Value {
    let id = tables.first().map_or("", |table| table.id);
    if !parts.contains_key(id) {
        // First its name, so that a part that stood inside itself would end.
        parts.insert(id.to_owned(), Value::Null);
        let part = fields(tables, parts);
        parts.insert(id.to_owned(), Value::Object(part));
    }
    let reference = json!({"$ref": format!("#/definitions/{id}")});
    json!({"type": ["object", "null"], "allOf": [reference], "errorMessage": FORM})
}

fn scalar(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Line | Scalar::Text => json!({
            "type": ["string", "number", "boolean", "null"],
            "errorMessage": "应当是一段文字",
        }),
        Scalar::Day => json!({
            "type": ["string", "null"],
            "pattern": format!(r"{DAY}\s*$"),
            "errorMessage": DAY_HINT,
        }),
        Scalar::Time => json!({
            "type": ["string", "null"],
            "pattern": DAY,
            "errorMessage": "写成 2026-03-12 14:30 或 2026年3月12日14时30分",
        }),
        Scalar::Count => json!({
            "type": ["integer", "string", "null"],
            "minimum": 0,
            "maximum": MOST,
            "pattern": format!(r"^\s*[0-9０-９]+\s*({})?\s*$", COUNT_UNITS.join("|")),
            "errorMessage": "应当是一个整数，例如 12",
        }),
        Scalar::Decimal => json!({
            "type": ["number", "string", "null"],
            "exclusiveMinimum": 0,
            "maximum": 1000,
            "pattern": format!(r"^\s*[0-9０-９.．]+\s*({})?\s*$", HOUR_UNITS.join("|")),
            "errorMessage": "应当是大于 0 的数，例如 2 或 1.5",
        }),
        Scalar::YesNo => words(&crate::read::values::YES_NO),
        Scalar::Word(vocabulary) => words(vocabulary),
        Scalar::WordOr(vocabulary) => json!({"anyOf": [words(vocabulary), self::scalar(Scalar::Line)]}),
    }
}

/// One of some words: the Chinese ones first, as they are offered in this order.
fn words(vocabulary: &dyn Vocabulary) -> Value {
    let choices = vocabulary.choices();
    let labels = choices.iter().map(|choice| choice.label);
    let ids = choices.iter().map(|choice| choice.id);
    let also = choices.iter().flat_map(|choice| choice.also.iter().copied());
    let mut all: Vec<Value> = labels.chain(ids).chain(also).map(Value::from).collect();
    // What YAML takes for a truth value.
    let truths = [("true", true), ("false", false)];
    let truths: Vec<Value> = truths
        .into_iter()
        .filter(|(word, _)| all.contains(&json!(word)))
        .map(|(_, truth)| json!(truth))
        .collect();
    all.extend(truths);
    all.push(Value::Null);
    let labels: Vec<&str> = choices.iter().map(|choice| choice.label).collect();
    json!({"enum": all, "errorMessage": format!("可以填：{}", labels.join("、"))})
}

/// The rows of a ledger that is of a kind we know, and has the columns of its kind.
fn by_preset(schema: &mut Map<String, Value>, parts: &mut Map<String, Value>) {
    let rule = |preset: Preset| {
        let id = format!("row_{}", preset.id());
        let row = row(preset, parts);
        parts.insert(id.clone(), row);
        let row = json!([{"$ref": format!("#/definitions/{id}")}]);
        let rows = json!({"allOf": row, "items": {"allOf": row}});
        let names = [preset.label(), preset.id()];
        let is = |key: &str| json!({"properties": {key: {"enum": names}}, "required": [key]});
        let own = json!({"anyOf": [{"required": ["列"]}, {"required": ["columns"]}]});
        json!({
            "if": {"allOf": [{"anyOf": [is("台账"), is("ledger")]}, {"not": own}]},
            "then": {"properties": {"行": rows, "rows": rows}},
        })
    };
    let rules = Preset::ALL.into_iter().map(rule);
    if let Some(Value::Array(all)) = schema.get_mut("allOf") {
        all.extend(rules);
    }
}

/// One row with a preset's columns, by their names.
fn row(preset: Preset, parts: &mut Map<String, Value>) -> Value {
    let columns = preset.fields();
    let cells: Vec<_> = columns
        .iter()
        .map(|column| (column.name, column.alias, cell(column, parts)))
        .collect();
    let required = columns.iter().filter(|column| column.required);
    Value::Object(closed(cells, required.map(|column| (column.name, column.alias))))
}

/// A cell. A stroke stands where nothing is to be written, and words may stand in place of a number or a day.
fn cell(column: &PresetField, parts: &mut Map<String, Value>) -> Map<String, Value> {
    let mut cell = match column.kind {
        ColumnKind::Link => takes(Takes::Map(Some(Scalar::Line), LINK), parts),
        ColumnKind::Date => object(json!({
            "type": ["string", "null"],
            "pattern": format!(r"{DAY}\s*$|^\s*[^\s0-9０-９]"),
            "errorMessage": DAY_HINT,
        })),
        _ => object(scalar(Scalar::Line)),
    };
    cell.insert(
        "description".to_owned(),
        json!(format!("{}。", column.kind.label())),
    );
    cell
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
