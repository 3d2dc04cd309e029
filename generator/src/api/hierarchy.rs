use crate::{
    load::Cursor,
    swagger::{Schema, SchemaId, Swagger},
};
use std::collections::{HashMap, HashSet};

/// Which definitions extend which, and which of them a discriminator tells apart.
#[derive(Debug)]
pub(super) struct Hierarchy {
    children: HashMap<SchemaId, Vec<SchemaId>>,
    /// Definitions of one name and content in several files, each with the first of them.
    same: HashMap<SchemaId, SchemaId>,
}

impl Hierarchy {
    pub(super) fn new(swagger: &Swagger<'_>) -> Self {
        let mut hierarchy = Self { children: HashMap::new(), same: same_definitions(swagger) };
        for definition in &swagger.definitions {
            if hierarchy.one(*definition) != *definition {
                continue;
            }
            for parent in &swagger.schema(*definition).all_of {
                let parent = hierarchy.target(swagger, *parent);
                let children = hierarchy.children.entry(parent).or_default();
                if !children.contains(definition) {
                    children.push(*definition);
                }
            }
        }
        hierarchy
    }

    /// The definition that stands for all of its name and content.
    pub(super) fn one(&self, id: SchemaId) -> SchemaId {
        self.same.get(&id).copied().unwrap_or(id)
    }

    /// What a schema refers to, at the end of a chain of references.
    pub(super) fn target(&self, swagger: &Swagger<'_>, id: SchemaId) -> SchemaId {
        let mut id = id;
        let mut seen = HashSet::new();
        while seen.insert(id) {
            let Some(place) = swagger.schema(id).reference else {
                break;
            };
            let Some(target) = swagger.schema_at(place) else {
                break;
            };
            id = target;
        }
        self.one(id)
    }

    /// The discriminator of a definition: its own, or the nearest that it inherits.
    pub(super) fn discriminator<'d>(&self, swagger: &Swagger<'d>, id: SchemaId) -> Option<&'d str> {
        let mut seen = HashSet::new();
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = swagger.schema(id);
            if let Some(discriminator) = schema.discriminator {
                return Some(discriminator);
            }
            let parents = schema.all_of.iter();
            next.extend(parents.map(|parent| self.target(swagger, *parent)));
        }
        None
    }

    /// Whether values of a definition may be of others that extend it.
    pub(super) fn is_union(&self, swagger: &Swagger<'_>, id: SchemaId) -> bool {
        swagger.schema(id).name.is_some()
            && self.children.contains_key(&id)
            && self.discriminator(swagger, id).is_some()
    }

    /// Whether a definition that extends others brings a discriminator of its own, by which those that extend it are
    /// told apart in turn.
    pub(super) fn begins_level(&self, swagger: &Swagger<'_>, id: SchemaId) -> bool {
        let schema = swagger.schema(id);
        let inherited =
            || schema.all_of.iter().filter_map(|parent| self.discriminator(swagger, self.target(swagger, *parent)));
        schema.discriminator.is_some_and(|own| inherited().next().is_some() && inherited().all(|name| name != own))
    }

    /// The definitions that a union's discriminator tells apart, near ones first. Those below one that begins a level
    /// are its own.
    pub(super) fn variants(&self, swagger: &Swagger<'_>, id: SchemaId) -> Vec<SchemaId> {
        let mut found = Vec::new();
        let mut next = vec![id];
        while let Some(parent) = next.pop() {
            for child in self.children.get(&parent).into_iter().flatten() {
                if *child != id && !found.contains(child) {
                    found.push(*child);
                    next.extend((!self.begins_level(swagger, *child)).then_some(*child));
                }
            }
        }
        found
    }

    /// The discriminators that tell a definition from others, with its values, outer ones first.
    pub(super) fn kinds<'d>(&self, swagger: &Swagger<'d>, id: SchemaId) -> Vec<(&'d str, &'d str)> {
        let own = swagger.schema(id);
        let mut kinds: Vec<(&'d str, &'d str)> = Vec::new();
        let mut seen = HashSet::new();
        // Each with the definition below it whose value counts at its level.
        let mut next = vec![(id, id)];
        while let Some((ancestor, counts)) = next.pop() {
            if !seen.insert(ancestor) {
                continue;
            }
            let schema = swagger.schema(ancestor);
            let name =
                schema.discriminator.filter(|name| ancestor != id && kinds.iter().all(|(known, _)| known != name));
            kinds.extend(name.map(|name| (name, Self::value(swagger.schema(counts)))));
            let counts = if name.is_some() && self.begins_level(swagger, ancestor) { ancestor } else { counts };
            next.extend(schema.all_of.iter().map(|parent| (self.target(swagger, *parent), counts)));
        }
        if kinds.is_empty() {
            let root = own.discriminator.zip(own.discriminator_value);
            kinds.extend(root);
        }
        kinds.reverse();
        kinds
    }

    /// The value of the discriminator for a definition.
    pub(super) fn value<'d>(schema: &Schema<'d>) -> &'d str {
        schema.discriminator_value.or(schema.name).unwrap_or_default()
    }
}

/// Definitions of one name in several files that say the same, each with the first of them.
fn same_definitions(swagger: &Swagger<'_>) -> HashMap<SchemaId, SchemaId> {
    let mut by_name: HashMap<&str, Vec<SchemaId>> = HashMap::new();
    for id in &swagger.definitions {
        if let Some(name) = swagger.schema(*id).name {
            by_name.entry(name).or_default().push(*id);
        }
    }
    let mut same = HashMap::new();
    for ids in by_name.values().filter(|ids| ids.len() > 1) {
        let mut seen: HashMap<String, SchemaId> = HashMap::new();
        for id in ids {
            let mut print = String::new();
            fingerprint(swagger, swagger.schema(*id).cursor, 0, &mut print);
            let first = *seen.entry(print).or_insert(*id);
            if first != *id {
                same.insert(*id, first);
            }
        }
    }
    same
}

/// How far references are followed to tell whether two definitions are the same.
const DEPTH: usize = 4;

/// What a schema says, without its words: two schemas of one fingerprint make one type.
fn fingerprint(swagger: &Swagger<'_>, cursor: Cursor<'_>, depth: usize, print: &mut String) {
    use std::fmt::Write;
    if let Some(reference) = cursor.get("$ref").and_then(Cursor::text) {
        let name = reference.rsplit('/').next().unwrap_or_default();
        // Writing to a string does not fail.
        let _ = write!(print, "&{name}");
        let target = swagger.documents.resolve(cursor, reference);
        if let (Ok(target), true) = (target, depth < DEPTH) {
            fingerprint(swagger, target, depth + 1, print);
        }
    }
    if cursor.is_object() {
        let mut entries: Vec<_> = cursor.entries().filter(|(name, _, value)| !is_words(name, *value)).collect();
        entries.sort_by_key(|(name, _, _)| *name);
        print.push('{');
        for (name, _, value) in entries {
            let _ = write!(print, "{name}:");
            fingerprint(swagger, value, depth, print);
        }
        print.push('}');
    } else if cursor.items().next().is_some() {
        print.push('[');
        for item in cursor.items() {
            fingerprint(swagger, item, depth, print);
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
