//! Definitions of one name in several files that say the same.

use crate::{
    api::builder::{Builder, SchemaId},
    load::{Cursor, Documents},
    sources::Location,
};
use std::{collections::HashMap, fmt::Write, hash::Hash};

/// Says of definitions of one name which are the same: their texts are, without the words for people, and so are those
/// of all that they refer to.
pub(super) fn mark<'d>(
    documents: &'d Documents,
    definitions: &[(&'d str, SchemaId, Cursor<'d>)],
    api: &mut Builder<'d>,
) {
    let mut by_name: HashMap<&str, Vec<(SchemaId, Cursor<'d>)>> = HashMap::new();
    for (name, id, cursor) in definitions {
        by_name.entry(name).or_default().push((*id, *cursor));
    }
    by_name.retain(|_, all| all.len() > 1);
    let classes = classes(documents, by_name.values().flatten().map(|(_, cursor)| *cursor));
    for all in by_name.values() {
        let mut seen: HashMap<usize, SchemaId> = HashMap::new();
        for (id, cursor) in all {
            let first = *seen.entry(classes[&cursor.location()]).or_insert(*id);
            if first != *id {
                api.same(*id, first);
            }
        }
    }
}

/// What a schema says, and where what it refers to is, in order.
struct Said {
    text: String,
    targets: Vec<Location>,
}

/// The class of each schema and of all that they refer to: two are of one class if they say the same, as far as
/// references lead. Classes by the texts alone are divided by the classes of what is referred to, until none is.
fn classes<'d>(documents: &'d Documents, schemas: impl Iterator<Item = Cursor<'d>>) -> HashMap<Location, usize> {
    let mut said: HashMap<Location, Said> = HashMap::new();
    let mut next: Vec<Cursor<'d>> = schemas.collect();
    while let Some(schema) = next.pop() {
        if said.contains_key(&schema.location()) {
            continue;
        }
        let (mut text, mut targets) = (String::new(), Vec::new());
        read(documents, schema, &mut text, &mut targets);
        said.insert(schema.location(), Said { text, targets: targets.iter().map(|own| own.location()).collect() });
        next.extend(targets);
    }
    let (mut classes, mut count) = numbered(said.iter().map(|(location, own)| (*location, own.text.as_str())));
    loop {
        let divided = said.iter().map(|(location, own)| {
            let targets: Vec<usize> = own.targets.iter().map(|target| classes[target]).collect();
            (*location, (classes[location], targets))
        });
        let (divided, more) = numbered(divided);
        if more == count {
            return classes;
        }
        (classes, count) = (divided, more);
    }
}

/// A number for each, the same for those of one key, and how many there are.
fn numbered<K: Eq + Hash>(keys: impl Iterator<Item = (Location, K)>) -> (HashMap<Location, usize>, usize) {
    let mut numbers: HashMap<K, usize> = HashMap::new();
    let numbered = keys.map(|(location, key)| {
        let next = numbers.len();
        (location, *numbers.entry(key).or_insert(next))
    });
    let numbered = numbered.collect();
    (numbered, numbers.len())
}

/// A schema's text without its words for people, and what it refers to.
fn read<'d>(documents: &'d Documents, cursor: Cursor<'d>, text: &mut String, targets: &mut Vec<Cursor<'d>>) {
    if let Some(reference) = cursor.get("$ref").and_then(Cursor::text) {
        let name = reference.rsplit('/').next().unwrap_or_default();
        let target = documents.resolve(cursor, reference).ok();
        // Writing to a string does not fail.
        let _ = write!(text, "&{name}{}", if target.is_some() { "" } else { "!" });
        targets.extend(target);
    }
    if cursor.is_object() {
        let mut entries: Vec<_> = cursor.entries().filter(|(name, _, value)| !is_words(name, *value)).collect();
        entries.sort_by_key(|(name, _, _)| *name);
        text.push('{');
        for (name, _, value) in entries {
            let _ = write!(text, "{name}:");
            read(documents, value, text, targets);
        }
        text.push('}');
    } else if cursor.items().next().is_some() {
        text.push('[');
        for item in cursor.items() {
            read(documents, item, text, targets);
        }
        text.push(']');
    } else {
        let _ = write!(text, "{},", cursor.node.to_json());
    }
}

fn is_words(name: &str, value: Cursor<'_>) -> bool {
    let of_text = matches!(name, "description" | "title" | "pattern" | "$ref");
    of_text && value.text().is_some()
        || matches!(name, "example" | "x-ms-identifiers" | "x-ms-azure-resource")
        || matches!(name, "maxLength" | "minLength" | "maximum" | "minimum") && !value.is_object()
}
