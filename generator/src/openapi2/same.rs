//! Definitions of one name in several files that say the same.

use crate::{
    api::builder::{Builder, SchemaId},
    load::{Cursor, Documents},
};
use std::collections::HashMap;

/// Says of definitions of one name which are the same.
pub(super) fn mark<'d>(
    documents: &'d Documents,
    definitions: &[(&'d str, SchemaId, Cursor<'d>)],
    api: &mut Builder<'d>,
) {
    let mut by_name: HashMap<&str, Vec<(SchemaId, Cursor<'d>)>> = HashMap::new();
    for (name, id, cursor) in definitions {
        by_name.entry(name).or_default().push((*id, *cursor));
    }
    for all in by_name.values().filter(|all| all.len() > 1) {
        let mut seen: HashMap<String, SchemaId> = HashMap::new();
        for (id, cursor) in all {
            let mut print = String::new();
            fingerprint(documents, *cursor, 0, &mut print);
            let first = *seen.entry(print).or_insert(*id);
            if first != *id {
                api.same(*id, first);
            }
        }
    }
}

/// How far references are followed to tell whether two definitions are the same.
const DEPTH: usize = 4;

/// What a schema says, without its words: two schemas of one fingerprint make one type.
fn fingerprint(documents: &Documents, cursor: Cursor<'_>, depth: usize, print: &mut String) {
    use std::fmt::Write;
    if let Some(reference) = cursor.get("$ref").and_then(Cursor::text) {
        let name = reference.rsplit('/').next().unwrap_or_default();
        // Writing to a string does not fail.
        let _ = write!(print, "&{name}");
        let target = documents.resolve(cursor, reference);
        if let (Ok(target), true) = (target, depth < DEPTH) {
            fingerprint(documents, target, depth + 1, print);
        }
    }
    if cursor.is_object() {
        let mut entries: Vec<_> = cursor.entries().filter(|(name, _, value)| !is_words(name, *value)).collect();
        entries.sort_by_key(|(name, _, _)| *name);
        print.push('{');
        for (name, _, value) in entries {
            let _ = write!(print, "{name}:");
            fingerprint(documents, value, depth, print);
        }
        print.push('}');
    } else if cursor.items().next().is_some() {
        print.push('[');
        for item in cursor.items() {
            fingerprint(documents, item, depth, print);
        }
        print.push(']');
    } else {
        let _ = write!(print, "{},", cursor.node.to_json());
    }
}

fn is_words(name: &str, value: Cursor<'_>) -> bool {
    let of_text = matches!(name, "description" | "title" | "pattern" | "$ref");
    of_text && value.text().is_some()
        || matches!(name, "example" | "x-ms-identifiers" | "x-ms-azure-resource")
        || matches!(name, "maxLength" | "minLength" | "maximum" | "minimum") && !value.is_object()
}
