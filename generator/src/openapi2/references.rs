//! Which files a description refers to.

use crate::load::{Cursor, Dialect, Reference, Value};

/// OpenAPI's keywords that name other files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpenApi {
    /// Examples of operations are read.
    pub(crate) examples: bool,
}

impl Dialect for OpenApi {
    fn is_description(&self, root: Cursor<'_>) -> bool {
        root.get("swagger").or_else(|| root.get("openapi")).is_some()
    }

    fn references<'d>(&self, root: Cursor<'d>, is_input: bool) -> Vec<Reference<'d>> {
        let mut found = Vec::new();
        collect(root, is_input, &mut found);
        found.retain(|reference| self.examples || !reference.to_data);
        found
    }
}

/// Collects a description's references. Data in it (`example`, `default`, `enum`) is not looked into; a property that
/// is *called* so is. Only an input's operations count.
fn collect<'d>(root: Cursor<'d>, operations: bool, found: &mut Vec<Reference<'d>>) {
    if operations {
        return walk(root, Names::Keywords, false, found);
    }
    for (name, _, part) in root.entries() {
        match name {
            "paths" | "x-ms-paths" => {}
            "definitions" | "parameters" | "responses" => {
                walk(part, Names::Free, false, found);
            }
            _ => walk(part, Names::Keywords, false, found),
        }
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Names {
    /// The object's names are keywords of OpenAPI.
    Keywords,
    /// The object's names are free: properties, definitions, paths.
    Free,
}

fn walk<'d>(cursor: Cursor<'d>, names: Names, example: bool, found: &mut Vec<Reference<'d>>) {
    if let Value::Array(_) = cursor.node.value {
        for item in cursor.items() {
            walk(item, Names::Keywords, example, found);
        }
        return;
    }
    for (name, _, value) in cursor.entries() {
        let (names, example) = match (names, name) {
            (Names::Free, _) => (Names::Keywords, example),
            (_, "$ref") => {
                if let Some(text) = value.text() {
                    found.push(Reference { text, at: value, to_data: example });
                }
                continue;
            }
            (_, "example" | "examples" | "default" | "enum" | "x-ms-enum") => continue,
            (_, "x-ms-examples") => (Names::Free, true),
            (_, "properties" | "definitions" | "responses" | "parameters" | "paths") => (Names::Free, example),
            _ => (Names::Keywords, example),
        };
        walk(value, names, example, found);
    }
}
