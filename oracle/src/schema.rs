use super::scalar;
use armrest_documents::{
    load::{Cursor, Documents, Value, escaped},
    sources::Location,
};
use serde_json::{Map, Value as Json};
use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

/// References in a row, and schemas in each other, beyond which a description goes in a circle.
const MAX_STEPS: usize = 100;

/// Definitions that extend one, beyond which no more are looked at.
const MAX_EXTENSIONS: usize = 10_000;

/// An example's contradiction.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) location: Location,
    /// A JSON pointer into the example.
    pub(super) pointer: String,
    pub(super) message: String,
}

/// Which way a body goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Side {
    Sent,
    Received,
}

/// Reads values by their schemas, on the documents as they are.
#[derive(Debug)]
pub(super) struct Reading<'d> {
    pub(super) documents: &'d Documents,
    /// For each definition, those that extend it.
    extended_by: HashMap<Location, Vec<Cursor<'d>>>,
    /// The definitions' names.
    names: HashMap<Location, &'d str>,
    /// What the bodies that were read have and their closed schemas do not.
    pub(super) surplus: RefCell<Vec<(Fault, Side)>>,
}

impl<'d> Reading<'d> {
    pub(super) fn new(documents: &'d Documents) -> Self {
        let mut reading =
            Self { documents, extended_by: HashMap::new(), names: HashMap::new(), surplus: RefCell::default() };
        for root in documents.files().filter_map(|file| documents.root(file)) {
            let definitions = root.get("definitions");
            for (name, _, definition) in definitions.into_iter().flat_map(Cursor::entries) {
                reading.names.insert(definition.location(), name);
                for parent in definition.get("allOf").into_iter().flat_map(Cursor::items) {
                    if let Some(parent) = reading.target(parent) {
                        let children = reading.extended_by.entry(parent.location()).or_default();
                        children.push(definition);
                    }
                }
            }
        }
        reading
    }

    /// What a value refers to, at the end of its references; the value itself if it refers to nothing.
    pub(super) fn target(&self, cursor: Cursor<'d>) -> Option<Cursor<'d>> {
        let mut cursor = cursor;
        for _ in 0..MAX_STEPS {
            let Some(reference) = cursor.get("$ref").and_then(Cursor::text) else {
                return Some(cursor);
            };
            cursor = self.documents.resolve(cursor, reference).ok()?;
        }
        None
    }

    /// What of a property its schema names, in one direction. None for null, which counts as absent, but where anything
    /// may be or where it is sent and allowed.
    pub(super) fn project(
        &self,
        schema: Cursor<'d>,
        value: Cursor<'d>,
        side: Side,
        at: &str,
    ) -> Result<Option<Json>, Fault> {
        if value.node.value == Value::Null {
            let kept = self.is_anything(schema) || side == Side::Sent && self.is_nullable(schema);
            return Ok(kept.then_some(Json::Null));
        }
        self.project_value(schema, value, side, at).map(Some)
    }

    /// What of an item of a list, an entry of a map or a whole body its schema names. Null keeps its position: as null
    /// where it is allowed, else as something empty; among values that cannot be empty it contradicts the schema.
    pub(super) fn project_item(
        &self,
        schema: Cursor<'d>,
        value: Cursor<'d>,
        side: Side,
        at: &str,
    ) -> Result<Json, Fault> {
        if value.node.value != Value::Null {
            return self.project_value(schema, value, side, at);
        }
        if self.is_nullable(schema) || self.is_anything(schema) {
            return Ok(Json::Null);
        }
        let schema = self.meant(schema);
        let extended = self.discriminator(schema).is_some() && self.extended_by.contains_key(&schema.location());
        match scalar::kind(schema) {
            Some(kind @ ("string" | "integer" | "number" | "boolean")) => {
                Err(mistyped(value, at, &format!("a {kind}")))
            }
            Some("array") => Ok(Json::Array(Vec::new())),
            _ if schema.get("items").is_some() => Ok(Json::Array(Vec::new())),
            _ if schema.get("enum").is_some() && !self.has_members(schema) => Err(mistyped(value, at, "a string")),
            // It is of no known kind.
            _ if extended => Ok(Json::Null),
            _ => {
                let mut properties = Vec::new();
                self.members(schema, &mut properties, &mut None);
                let kinds = self.kinds(schema).into_iter();
                let kinds = kinds.map(|(name, value)| (name.to_owned(), self.kind_value(&properties, name, value)));
                Ok(Json::Object(kinds.collect()))
            }
        }
    }

    fn project_value(&self, schema: Cursor<'d>, value: Cursor<'d>, side: Side, at: &str) -> Result<Json, Fault> {
        if self.target(schema).is_none() {
            return Ok(value.node.to_json());
        }
        let format = self.chain(schema).find_map(scalar::format);
        let schema = self.meant(schema);
        match scalar::kind(schema) {
            Some("string" | "integer" | "number" | "boolean") => self.scalar(schema, format.as_deref(), value, at),
            Some("array") => self.project_items(schema, value, side, at),
            Some(other) if !matches!(other, "object" | "file") => Err(Fault {
                location: schema.location(),
                pointer: at.to_owned(),
                message: format!("`{other}` is no type of OpenAPI 2.0"),
            }),
            _ if schema.get("items").is_some() => self.project_items(schema, value, side, at),
            _ if (schema.get("enum").is_some() || scalar::is_text_by_format(schema)) && !self.has_members(schema) => {
                self.scalar(schema, format.as_deref(), value, at)
            }
            _ => self.project_object(schema, value, side, at),
        }
    }

    /// Whether a schema says nothing that a value could contradict: it has no structure, or is any object.
    fn is_anything(&self, schema: Cursor<'d>) -> bool {
        let Some(schema) = self.target(schema) else {
            return true;
        };
        let says_nothing = |schema: &Cursor<'d>| {
            let closed = schema.get("additionalProperties").is_none_or(|schema| schema.bool() == Some(false));
            let kind = scalar::kind(*schema);
            let of_object = kind == Some("object") || kind.is_none() && !scalar::is_text_by_format(*schema);
            let others = ["enum", "items", "discriminator"];
            let has_properties = schema.get("properties").is_some_and(|own| own.entries().next().is_some());
            of_object && closed && !has_properties && others.iter().all(|keyword| schema.get(keyword).is_none())
        };
        self.lineage(schema).iter().all(says_nothing)
    }

    fn project_items(&self, schema: Cursor<'d>, value: Cursor<'d>, side: Side, at: &str) -> Result<Json, Fault> {
        if !matches!(value.node.value, Value::Array(_)) {
            return Err(mistyped(value, at, "a list"));
        }
        let mut items = Vec::new();
        for (index, item) in value.items().enumerate() {
            items.push(match schema.get("items") {
                Some(schema) => self.project_item(schema, item, side, &format!("{at}/{index}"))?,
                None => item.node.to_json(),
            });
        }
        Ok(Json::Array(items))
    }

    fn project_object(&self, schema: Cursor<'d>, value: Cursor<'d>, side: Side, at: &str) -> Result<Json, Fault> {
        let own = match self.of_its_kind(schema, |name| self.kind_text(value.get(name)?)) {
            Some(own) => own,
            // An unknown kind is kept whole.
            None if value.is_object() => {
                self.check_kind(schema, value, at)?;
                return Ok(value.node.to_json());
            }
            None => return Err(mistyped(value, at, "an object")),
        };
        let mut properties = Vec::new();
        let mut additional = None;
        self.members(own, &mut properties, &mut additional);
        let free = additional.filter(|schema| schema.bool() != Some(false));
        if properties.is_empty() && free.is_none() && self.kinds(own).is_empty() {
            return Ok(value.node.to_json());
        }
        if !value.is_object() {
            return Err(mistyped(value, at, "an object"));
        }
        let mut object = Map::new();
        for (discriminator, called) in self.kinds(own) {
            if let Some(kind) = value.get(discriminator)
                && self.kind_text(kind).as_deref() != Some(called)
            {
                return Err(Fault {
                    location: kind.location(),
                    pointer: format!("{at}/{discriminator}"),
                    message: format!("expected the discriminator value `{called}`"),
                });
            }
            // A client knows the type, and says it whether or not the example does.
            object.insert(discriminator.to_owned(), self.kind_value(&properties, discriminator, called));
        }
        for (name, location, property) in value.entries() {
            let at = format!("{at}/{}", escaped(name));
            let known = properties.iter().rev().find(|(known, _)| *known == name);
            let kept = match (known, free) {
                (Some((_, schema)), _) if side == Side::Sent && self.is_read_only(*schema) => None,
                (Some((_, schema)), _) => self.project(*schema, property, side, &at)?,
                (None, Some(schema)) if schema.is_object() => Some(self.project_item(schema, property, side, &at)?),
                (None, Some(_)) => Some(property.node.to_json()),
                // A discriminator is there already.
                (None, None) if object.contains_key(name) => None,
                (None, None) => {
                    if property.node.value != Value::Null {
                        let message = format!("the schema has no property `{name}`");
                        self.surplus.borrow_mut().push((Fault { location, pointer: at, message }, side));
                    }
                    None
                }
            };
            if let Some(kept) = kept {
                object.insert(name.to_owned(), kept);
            }
        }
        Ok(Json::Object(object))
    }

    /// Kinds in other letter case are not those of the description.
    fn check_kind(&self, schema: Cursor<'d>, value: Cursor<'d>, at: &str) -> Result<(), Fault> {
        let mut next = vec![schema];
        let mut seen = Vec::new();
        while let Some(candidate) = next.pop().filter(|_| seen.len() < MAX_EXTENSIONS) {
            if seen.contains(&candidate.location()) {
                continue;
            }
            seen.push(candidate.location());
            next.extend(self.extended_by.get(&candidate.location()).into_iter().flatten());
            let (Some(discriminator), Some(called)) = (self.discriminator(candidate), self.called(candidate)) else {
                continue;
            };
            let Some(kind) = value.get(discriminator) else { continue };
            let text = self.kind_text(kind).unwrap_or_default();
            if text != called && text.eq_ignore_ascii_case(called) {
                return Err(Fault {
                    location: kind.location(),
                    pointer: format!("{at}/{}", escaped(discriminator)),
                    message: format!("`{text}` is `{called}` in other letter case"),
                });
            }
        }
        Ok(())
    }

    /// A discriminator's value as a text: it may be a number or a boolean.
    fn kind_text(&self, value: Cursor<'d>) -> Option<String> {
        let is_scalar = matches!(value.node.value, Value::String(_) | Value::Number(_) | Value::Bool(_));
        is_scalar.then(|| self.documents.written(value).to_owned())
    }

    /// A discriminator's value as its property has it.
    fn kind_value(&self, properties: &[(&'d str, Cursor<'d>)], name: &str, called: &str) -> Json {
        let property = properties.iter().rev().find(|(known, _)| *known == name);
        let kind = property.and_then(|(_, schema)| scalar::kind(self.meant(*schema)));
        let parsed = kind.filter(|kind| *kind != "string").and_then(|_| serde_json::from_str::<Json>(called).ok());
        parsed.filter(|value| value.is_number() || value.is_boolean()).unwrap_or_else(|| called.into())
    }

    /// A schema behind all that it extends, each once.
    fn lineage(&self, schema: Cursor<'d>) -> Vec<Cursor<'d>> {
        let (mut lineage, mut seen) = (Vec::new(), HashSet::new());
        let mut next = vec![(schema, false)];
        while let Some((schema, parents_are_done)) = next.pop() {
            let Some(schema) = self.target(schema) else { continue };
            if parents_are_done {
                lineage.push(schema);
            } else if seen.insert(schema.location()) {
                next.push((schema, true));
                let parents: Vec<Cursor<'d>> = schema.get("allOf").into_iter().flat_map(Cursor::items).collect();
                next.extend(parents.into_iter().rev().map(|parent| (parent, false)));
            }
        }
        lineage
    }

    /// The properties of a schema and of all that it extends, later ones above earlier ones of the same name.
    fn members(
        &self,
        schema: Cursor<'d>,
        properties: &mut Vec<(&'d str, Cursor<'d>)>,
        additional: &mut Option<Cursor<'d>>,
    ) {
        for schema in self.lineage(schema) {
            let own = schema.get("properties").into_iter().flat_map(Cursor::entries);
            properties.extend(own.map(|(name, _, property)| (name, property)));
            *additional = schema.get("additionalProperties").or(*additional);
        }
    }

    /// The name of a definition, or of the one that is referred to.
    pub(super) fn name(&self, schema: Cursor<'d>) -> Option<String> {
        let target = self.target(schema)?;
        self.names.get(&target.location()).map(|name| (*name).to_owned())
    }

    /// The properties that a value of a schema may have, those of its own kind included.
    pub(super) fn properties(&self, schema: Cursor<'d>, value: &Json) -> Vec<(&'d str, Cursor<'d>)> {
        let own = self.of_its_kind(schema, |name| value.get(name).map(text)).unwrap_or(schema);
        let mut properties = Vec::new();
        self.members(own, &mut properties, &mut None);
        properties
    }

    fn has_members(&self, schema: Cursor<'d>) -> bool {
        let mut properties = Vec::new();
        self.members(schema, &mut properties, &mut None);
        !properties.is_empty()
    }

    fn is_read_only(&self, property: Cursor<'d>) -> bool {
        let says = |schema: Cursor<'d>| {
            let read_only = schema.get("readOnly").and_then(Cursor::flag) == Some(true);
            let mutability = schema.get("x-ms-mutability").map(|listed| {
                let listed: Vec<&str> = listed.items().filter_map(Cursor::text).collect();
                !listed.is_empty() && listed.iter().all(|when| *when == "read")
            });
            read_only || mutability == Some(true)
        };
        says(property) || self.target(property).is_some_and(says)
    }

    /// A schema and all that it only refers to or decorates with words, in that order: what an earlier one says counts.
    pub(super) fn chain(&self, schema: Cursor<'d>) -> impl Iterator<Item = Cursor<'d>> {
        let next = |schema: &Cursor<'d>| {
            let target = schema.get("$ref").and_then(Cursor::text);
            let target = target.and_then(|reference| self.documents.resolve(*schema, reference).ok());
            target.or_else(|| self.decorated(*schema))
        };
        std::iter::successors(Some(schema), next).take(MAX_STEPS)
    }

    /// The schema at the end of the chain, which says what values are.
    pub(super) fn meant(&self, schema: Cursor<'d>) -> Cursor<'d> {
        self.chain(schema).last().unwrap_or(schema)
    }

    /// The only schema of an `allOf` with nothing beside it that values could have. A definition of its own that extends
    /// an object is another type.
    fn decorated(&self, schema: Cursor<'d>) -> Option<Cursor<'d>> {
        if ["properties", "additionalProperties"].iter().any(|keyword| schema.get(keyword).is_some()) {
            return None;
        }
        let mut parents = schema.get("allOf")?.items();
        let only = parents.next().filter(|_| parents.next().is_none())?;
        let target = self.target(only)?;
        let of_object = matches!(scalar::kind(target), Some("object") | None) && target.get("enum").is_none();
        (!of_object || !self.names.contains_key(&schema.location())).then_some(only)
    }

    /// Whether null is allowed: what the first of the chain says that says anything.
    pub(super) fn is_nullable(&self, schema: Cursor<'d>) -> bool {
        let said = |schema: Cursor<'d>| {
            if self.documents.nullable.contains_key(&schema.location()) {
                return Some(true);
            }
            let keywords = ["x-nullable", "x-ms-nullable", "x-apim-code-nillable"];
            let listed = |keyword| schema.get(keyword).into_iter().flat_map(Cursor::items);
            let among = || {
                listed("type").any(|name| name.text() == Some("null"))
                    || listed("enum").any(|value| value.node.value == Value::Null)
            };
            keywords.into_iter().find_map(|keyword| schema.get(keyword)?.flag()).or_else(|| among().then_some(true))
        };
        self.chain(schema).find_map(said).unwrap_or(false)
    }

    fn parents(&self, schema: Cursor<'d>) -> impl Iterator<Item = Cursor<'d>> {
        let listed = schema.get("allOf").into_iter().flat_map(Cursor::items);
        listed.filter_map(|parent| self.target(parent))
    }

    /// The discriminator that a schema has or inherits.
    fn discriminator(&self, schema: Cursor<'d>) -> Option<&'d str> {
        let mut seen = HashSet::new();
        let mut next = vec![schema];
        while let Some(schema) = next.pop() {
            if let Some(own) = schema.get("discriminator").and_then(Cursor::text) {
                return Some(own);
            }
            if seen.insert(schema.location()) {
                let parents: Vec<Cursor<'d>> = self.parents(schema).collect();
                next.extend(parents.into_iter().rev());
            }
        }
        None
    }

    /// The discriminator's value that tells this schema.
    fn called(&self, schema: Cursor<'d>) -> Option<&'d str> {
        let value = schema.get("x-ms-discriminator-value").and_then(Cursor::text);
        value.or_else(|| self.names.get(&schema.location()).copied())
    }

    /// The schema that a value's discriminators choose among a schema and those that extend it; none where one of them
    /// is of no known kind.
    fn of_its_kind(&self, schema: Cursor<'d>, text: impl Fn(&str) -> Option<String>) -> Option<Cursor<'d>> {
        let mut own = schema;
        for _ in 0..MAX_STEPS {
            let Some(discriminator) =
                self.discriminator(own).filter(|_| self.extended_by.contains_key(&own.location()))
            else {
                break;
            };
            let kind = text(discriminator);
            if kind.is_none() && self.begins_level(own) {
                break;
            }
            let found = self.of_kind(own, &kind?)?;
            if found.location() == own.location() || !self.begins_level(found) {
                return Some(found);
            }
            own = found;
        }
        Some(own)
    }

    /// The schema, of this one and those that extend it, that a discriminator's value tells. What extends one that
    /// brings another discriminator is told by that.
    fn of_kind(&self, schema: Cursor<'d>, kind: &str) -> Option<Cursor<'d>> {
        let mut next = vec![schema];
        let mut seen = Vec::new();
        let mut own = None;
        while let Some(candidate) = next.pop() {
            if seen.contains(&candidate.location()) {
                continue;
            }
            seen.push(candidate.location());
            let is_first = candidate.location() == schema.location();
            let is_told = self.called(candidate) == Some(kind) && (!is_first || !self.kinds(candidate).is_empty());
            if is_told && is_first && self.begins_level(schema) {
                // One that extends it comes first.
                own = Some(candidate);
            } else if is_told {
                return Some(candidate);
            }
            if is_first || !self.begins_level(candidate) {
                next.extend(self.extended_by.get(&candidate.location()).into_iter().flatten());
            }
        }
        own
    }

    /// Whether a schema has another discriminator than those that it extends.
    fn begins_level(&self, schema: Cursor<'d>) -> bool {
        let own = schema.get("discriminator").and_then(Cursor::text);
        let mut inherited = self.parents(schema).filter_map(|parent| self.discriminator(parent)).peekable();
        own.is_some() && inherited.peek().is_some() && inherited.all(|name| Some(name) != own)
    }

    /// The discriminators that a value of a schema has, with their values.
    fn kinds(&self, schema: Cursor<'d>) -> Vec<(&'d str, &'d str)> {
        let mut kinds = Vec::new();
        self.kinds_above(schema, self.called(schema), &mut kinds, &mut HashSet::new());
        let own = schema.get("discriminator").and_then(Cursor::text);
        let value = schema.get("x-ms-discriminator-value").and_then(Cursor::text);
        if kinds.is_empty() {
            kinds.extend(own.zip(value));
        }
        kinds
    }

    fn kinds_above(
        &self,
        schema: Cursor<'d>,
        called: Option<&'d str>,
        kinds: &mut Vec<(&'d str, &'d str)>,
        seen: &mut HashSet<Location>,
    ) {
        if !seen.insert(schema.location()) {
            return;
        }
        for parent in self.parents(schema) {
            let own = parent.get("discriminator").and_then(Cursor::text);
            let fresh = own.filter(|own| kinds.iter().all(|(known, _)| known != own));
            kinds.extend(fresh.zip(called));
            let above = if fresh.is_some() && self.begins_level(parent) { self.called(parent) } else { called };
            self.kinds_above(parent, above, kinds, seen);
        }
    }
}

/// A value as a text.
pub(super) fn text(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

pub(super) fn mistyped(value: Cursor<'_>, at: &str, expected: &str) -> Fault {
    Fault {
        location: value.location(),
        pointer: at.to_owned(),
        message: format!("expected {expected}, found {}", value.node.value.kind()),
    }
}
