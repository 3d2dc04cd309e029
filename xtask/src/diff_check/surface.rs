//! What a crate's users see of it, by rustdoc: each public item with what its users depend on.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The items of a crate by their paths from its root, each with its kind, types and attributes as text.
pub(super) type Surface = BTreeMap<String, String>;

/// Reads what rustdoc prints with `--output-format json`.
pub(super) fn surface(rustdoc: &Value) -> Result<Surface, String> {
    let root = key(&rustdoc["root"]).ok_or("rustdoc's JSON has no root")?;
    let index = rustdoc["index"].as_object().ok_or("rustdoc's JSON has no index")?;
    let mut walk = Walk { index, surface: Surface::new(), inside: BTreeSet::new() };
    walk.children(&root, "");
    walk.implementations();
    Ok(walk.surface)
}

struct Walk<'j> {
    index: &'j Map<String, Value>,
    surface: Surface,
    /// The modules that are being walked: one may re-export what is above it.
    inside: BTreeSet<String>,
}

impl<'j> Walk<'j> {
    /// What is inside of an item.
    fn children(&mut self, id: &str, path: &str) {
        let Some(item) = self.index.get(id) else { return };
        let inner = &item["inner"];
        if let Some(module) = inner.get("module") {
            if self.inside.insert(id.to_owned()) {
                self.all(&module["items"], path);
                self.inside.remove(id);
            }
        } else if let Some(own) = inner.get("struct") {
            self.all(&own["kind"]["plain"]["fields"], path);
            self.all(&own["kind"]["tuple"], path);
            self.methods(&own["impls"], path);
        } else if let Some(own) = inner.get("enum") {
            self.all(&own["variants"], path);
            self.methods(&own["impls"], path);
        } else if let Some(own) = inner.get("variant") {
            self.all(&own["kind"]["tuple"], path);
            self.all(&own["kind"]["struct"]["fields"], path);
        } else if let Some(own) = inner.get("trait") {
            self.all(&own["items"], path);
        }
    }

    fn all(&mut self, ids: &Value, path: &str) {
        for id in ids.as_array().into_iter().flatten().filter_map(key) {
            self.item(&id, path);
        }
    }

    /// The methods of the type's own implementations.
    fn methods(&mut self, ids: &Value, path: &str) {
        for id in ids.as_array().into_iter().flatten().filter_map(key) {
            let Some(own) = self.index.get(&id).map(|item| &item["inner"]["impl"]) else { continue };
            if own["trait"].is_null() {
                self.all(&own["items"], path);
            }
        }
    }

    fn item(&mut self, id: &str, path: &str) {
        let Some(item) = self.index.get(id) else { return };
        let inner = &item["inner"];
        if let Some(re_export) = inner.get("use") {
            let Some(target) = key(&re_export["id"]) else { return };
            if re_export["is_glob"] == true {
                self.children(&target, path);
            } else if let Some(name) = re_export["name"].as_str() {
                self.named(&target, &join(path, name));
            }
            return;
        }
        // Variants and what is in them have no visibility of their own.
        if item["visibility"] != "public" && item["visibility"] != "default" {
            return;
        }
        if let Some(name) = item["name"].as_str() {
            self.named(id, &join(path, name));
        }
    }

    fn named(&mut self, id: &str, path: &str) {
        let Some(item) = self.index.get(id) else { return };
        self.surface.insert(path.to_owned(), text(item));
        self.children(id, path);
    }

    /// The traits that are implemented, but for those that the compiler adds.
    fn implementations(&mut self) {
        for item in self.index.values() {
            let own = &item["inner"]["impl"];
            let is_own = own["trait"].is_object() && own["blanket_impl"].is_null() && own["is_synthetic"] == false;
            if is_own {
                let (of, on) = (shown(&own["trait"]), shown(&own["for"]));
                self.surface.insert(format!("impl {of} for {on}"), String::new());
            }
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

/// An item's number, as the index has it.
fn key(id: &Value) -> Option<String> {
    id.as_u64().map(|id| id.to_string())
}

/// What users of an item depend on: for functions the types, for others the kind; in any case whether it is
/// `#[non_exhaustive]` or deprecated.
fn text(item: &Value) -> String {
    let inner = &item["inner"];
    let kind = inner.as_object().and_then(|inner| inner.keys().next()).map(String::as_str).unwrap_or_default();
    let types = match kind {
        "function" => {
            let (signature, header) = (&inner[kind]["sig"], &inner[kind]["header"]);
            // The names of arguments are nothing that callers write.
            let inputs = signature["inputs"].as_array().into_iter().flatten().map(|input| shown(&input[1]));
            let inputs = inputs.collect::<Vec<_>>().join(", ");
            format!("({inputs}) -> {} async {}", shown(&signature["output"]), header["is_async"])
        }
        "struct_field" | "constant" | "assoc_const" | "type_alias" => shown(&inner[kind]),
        _ => String::new(),
    };
    let is_open = item["attrs"].to_string().contains("non_exhaustive");
    let open = if is_open { " non_exhaustive" } else { "" };
    let deprecated = if item["deprecation"].is_null() { "" } else { " deprecated" };
    format!("{kind} {types}{open}{deprecated}")
}

/// A type as text: its JSON without the numbers of items, which differ from crate to crate.
fn shown(value: &Value) -> String {
    fn without_ids(value: &Value) -> Value {
        match value {
            Value::Object(object) => {
                let kept = object.iter().filter(|(name, _)| *name != "id" && *name != "span");
                Value::Object(kept.map(|(name, value)| (name.clone(), without_ids(value))).collect())
            }
            Value::Array(list) => list.iter().map(without_ids).collect(),
            other => other.clone(),
        }
    }
    without_ids(value).to_string()
}

/// What differs between two surfaces: the items that are gone, that are new, and that are other than before.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Differences {
    pub(super) gone: Vec<(String, String)>,
    pub(super) new: Vec<(String, String)>,
    pub(super) other: Vec<(String, String)>,
}

impl Differences {
    pub(super) fn of(old: &Surface, new: &Surface) -> Self {
        let missing = |from: &Surface, to: &Surface| -> Vec<(String, String)> {
            let missing = from.iter().filter(|(path, _)| !to.contains_key(*path));
            missing.map(|(path, text)| (path.clone(), text.clone())).collect()
        };
        let other = old.iter().filter_map(|(path, text)| {
            let after = new.get(path)?;
            (after != text).then(|| (path.clone(), format!("{text}; now {after}")))
        });
        Self { gone: missing(old, new), new: missing(new, old), other: other.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn item(name: &str, visibility: &str, inner: Value) -> Value {
        json!({ "name": name, "visibility": visibility, "attrs": [], "deprecation": null, "inner": inner })
    }

    /// A crate with a client, whose method takes an argument, and models: a struct with a field of a type, and an enum. The
    /// items have other numbers in each version.
    fn crate_of(first: u64, argument: &str, taken: &str, field: &str, attribute: Value) -> Value {
        let id = |offset: u64| first + offset;
        let named = |path: &str, number: u64| json!({ "resolved_path": { "path": path, "id": number, "args": null } });
        let signature =
            json!({ "inputs": [["self", { "generic": "Self" }], [argument, named(taken, id(7))]], "output": null });
        let own = json!({ "trait": null, "items": [id(4)], "blanket_impl": null, "is_synthetic": false });
        let of_trait = json!({
            "trait": { "path": "Clone", "id": 9, "args": null }, "for": named("Pen", id(6)), "items": [],
            "blanket_impl": null, "is_synthetic": false
        });
        let method = json!({ "function": { "sig": signature, "header": { "is_async": true } } });
        let mut state = item("State", "public", json!({ "enum": { "variants": [id(9)], "impls": [] } }));
        state["attrs"] = attribute;
        let items = [
            (0, item("zoo", "public", json!({ "module": { "items": [id(1), id(5), id(11)] } }))),
            (1, item("", "public", json!({ "use": { "name": "Client", "id": id(2), "is_glob": false } }))),
            (2, item("Client", "public", json!({ "struct": { "kind": "unit", "impls": [id(3)] } }))),
            (3, item("", "default", json!({ "impl": own }))),
            (4, item("get", "public", method)),
            (5, item("models", "public", json!({ "module": { "items": [id(6), id(8), id(5)] } }))),
            (
                6,
                item(
                    "Pen",
                    "public",
                    json!({ "struct": { "kind": { "plain": { "fields": [id(7)] } }, "impls": [id(10)] } }),
                ),
            ),
            (7, item("size", "public", json!({ "struct_field": named(field, id(99)) }))),
            (8, state),
            (9, item("Open", "default", json!({ "variant": { "kind": "plain" } }))),
            (10, item("", "default", json!({ "impl": of_trait }))),
            (11, item("hidden", "crate", json!({ "module": { "items": [id(8)] } }))),
        ];
        let index: Map<String, Value> =
            items.into_iter().map(|(offset, item)| (id(offset).to_string(), item)).collect();
        json!({ "root": first, "index": index })
    }

    fn read(rustdoc: &Value) -> Surface {
        surface(rustdoc).expect("a surface")
    }

    #[test]
    fn what_users_name_is_there_with_its_types() {
        let surface = read(&crate_of(100, "name", "String", "i32", json!([])));
        let on = shown(&json!({ "resolved_path": { "path": "Pen", "args": null } }));
        let of = shown(&json!({ "path": "Clone", "args": null }));
        let implementation = format!("impl {of} for {on}");
        let paths: Vec<&str> = surface.keys().map(String::as_str).collect();
        assert_eq!(
            paths,
            [
                "Client",
                "Client::get",
                &implementation,
                "models",
                "models::Pen",
                "models::Pen::size",
                "models::State",
                "models::State::Open",
                "models::models",
            ]
        );
    }

    #[test]
    fn types_and_attributes_differ_and_numbers_and_names_of_arguments_do_not() {
        let old = read(&crate_of(100, "name", "String", "i32", json!([])));
        assert_eq!(
            Differences::of(&old, &read(&crate_of(500, "id", "String", "i32", json!([])))),
            Differences::default()
        );
        let changed = |new: &Value| -> Vec<String> {
            let differences = Differences::of(&old, &read(new));
            assert_eq!((&differences.gone, &differences.new), (&Vec::new(), &Vec::new()));
            differences.other.into_iter().map(|(path, _)| path).collect()
        };
        assert_eq!(changed(&crate_of(100, "name", "Id", "i32", json!([]))), ["Client::get"]);
        assert_eq!(changed(&crate_of(100, "name", "String", "String", json!([]))), ["models::Pen::size"]);
        assert_eq!(changed(&crate_of(100, "name", "String", "i32", json!(["non_exhaustive"]))), ["models::State"]);
    }

    #[test]
    fn another_json_is_an_error() {
        assert!(surface(&json!({ "index": {} })).is_err());
        assert!(surface(&json!({ "root": 0 })).is_err());
    }
}
