use crate::{
    load::{Cursor, Documents, Node, Value},
    sources::Place,
};
use serde_json::{Map, Value as Json};
use std::collections::HashMap;

/// References in a row, and schemas in each other, beyond which a description goes in a circle.
const MAX_STEPS: usize = 100;

/// An example's contradiction.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) place: Place,
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
    extended_by: HashMap<Place, Vec<Cursor<'d>>>,
    /// The definitions' names.
    names: HashMap<Place, &'d str>,
}

impl<'d> Reading<'d> {
    pub(super) fn new(documents: &'d Documents) -> Self {
        let mut reading = Self { documents, extended_by: HashMap::new(), names: HashMap::new() };
        for root in documents.files().filter_map(|file| documents.root(file)) {
            let definitions = root.get("definitions");
            for (name, _, definition) in definitions.into_iter().flat_map(Cursor::entries) {
                reading.names.insert(definition.place(), name);
                for parent in definition.get("allOf").into_iter().flat_map(Cursor::items) {
                    if let Some(parent) = reading.target(parent) {
                        let children = reading.extended_by.entry(parent.place()).or_default();
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

    /// What of a value its schema names, in one direction. None for null, which counts as absent, but where it is sent
    /// and may be (`x-nullable`).
    pub(super) fn project(
        &self,
        schema: Cursor<'d>,
        value: Cursor<'d>,
        side: Side,
        at: &str,
    ) -> Result<Option<Json>, Fault> {
        if value.node.value == Value::Null {
            let kept = side == Side::Sent && self.is_nullable(schema);
            return Ok(kept.then_some(Json::Null));
        }
        let Some(schema) = self.target(schema) else {
            return Ok(Some(value.node.to_json()));
        };
        let kind = schema.get("type").and_then(Cursor::text);
        match kind {
            Some("string" | "integer" | "number" | "boolean") => {
                self.check(schema, value, at)?;
                Ok(Some(value.node.to_json()))
            }
            Some("array") => self.project_items(schema, value, side, at),
            _ if schema.get("items").is_some() => self.project_items(schema, value, side, at),
            _ if schema.get("enum").is_some() && !self.has_members(schema) => {
                self.check(schema, value, at)?;
                Ok(Some(value.node.to_json()))
            }
            _ => self.project_object(schema, value, side, at),
        }
    }

    fn project_items(
        &self,
        schema: Cursor<'d>,
        value: Cursor<'d>,
        side: Side,
        at: &str,
    ) -> Result<Option<Json>, Fault> {
        if !matches!(value.node.value, Value::Array(_)) {
            return Err(mistyped(value, at, "a list"));
        }
        let mut items = Vec::new();
        for (index, item) in value.items().enumerate() {
            let at = format!("{at}/{index}");
            items.extend(match schema.get("items") {
                Some(schema) => self.project(schema, item, side, &at)?.filter(|item| !item.is_null()),
                None => Some(item.node.to_json()).filter(|item| !item.is_null()),
            });
        }
        Ok(Some(Json::Array(items)))
    }

    fn project_object(
        &self,
        schema: Cursor<'d>,
        value: Cursor<'d>,
        side: Side,
        at: &str,
    ) -> Result<Option<Json>, Fault> {
        let mut own = schema;
        if let Some(discriminator) = self.discriminator(schema)
            && self.extended_by.contains_key(&schema.place())
        {
            let kind = value.get(discriminator).and_then(Cursor::text);
            match kind.and_then(|kind| self.of_kind(schema, kind)) {
                Some(found) => own = found,
                // An unknown kind is kept whole.
                None if value.is_object() => return Ok(Some(value.node.to_json())),
                None => return Err(mistyped(value, at, "an object")),
            }
        }
        let mut properties = Vec::new();
        let mut additional = None;
        self.members(own, &mut properties, &mut additional, 0);
        let free = additional.filter(|schema| schema.bool() != Some(false));
        if properties.is_empty() && free.is_none() && !self.is_told_apart(own) {
            return Ok(Some(value.node.to_json()));
        }
        if !value.is_object() {
            return Err(mistyped(value, at, "an object"));
        }
        let mut object = Map::new();
        if let (Some(discriminator), true) = (self.discriminator(own), self.is_told_apart(own))
            && let Some(called) = self.called(own)
        {
            if let Some(kind) = value.get(discriminator)
                && kind.text() != Some(called)
            {
                return Err(Fault {
                    place: kind.place(),
                    pointer: format!("{at}/{discriminator}"),
                    message: format!("this is not `{called}`, which tells the type"),
                });
            }
            // A client knows the type, and says it whether or not the example does.
            object.insert(discriminator.to_owned(), called.into());
        }
        for (name, _, property) in value.entries() {
            let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
            let known = properties.iter().rev().find(|(known, _)| *known == name);
            let kept = match (known, free) {
                (Some((_, schema)), _) if side == Side::Sent && self.is_read_only(*schema) => None,
                (Some((_, schema)), _) => self.project(*schema, property, side, &at)?,
                (None, Some(schema)) if schema.is_object() => self.project(schema, property, side, &at)?,
                (None, Some(_)) => Some(property.node.to_json()).filter(|json| !json.is_null()),
                (None, None) if self.is_kind(own, name) => Some(property.node.to_json()),
                (None, None) => None,
            };
            if let Some(kept) = kept {
                object.insert(name.to_owned(), kept);
            }
        }
        Ok(Some(Json::Object(object)))
    }

    /// The properties of a schema and of all that it extends, later ones above earlier ones of the same name.
    fn members(
        &self,
        schema: Cursor<'d>,
        properties: &mut Vec<(&'d str, Cursor<'d>)>,
        additional: &mut Option<Cursor<'d>>,
        depth: usize,
    ) {
        if depth > MAX_STEPS {
            return;
        }
        let Some(schema) = self.target(schema) else {
            return;
        };
        for parent in schema.get("allOf").into_iter().flat_map(Cursor::items) {
            self.members(parent, properties, additional, depth + 1);
        }
        let own = schema.get("properties").into_iter().flat_map(Cursor::entries);
        properties.extend(own.map(|(name, _, property)| (name, property)));
        *additional = schema.get("additionalProperties").or(*additional);
    }

    /// The name of a definition, or of the one that is referred to.
    pub(super) fn name(&self, schema: Cursor<'d>) -> Option<String> {
        let target = self.target(schema)?;
        self.names.get(&target.place()).map(|name| (*name).to_owned())
    }

    /// The properties that a value of a schema may have, those of its own kind included.
    pub(super) fn properties(&self, schema: Cursor<'d>, value: &Json) -> Vec<(&'d str, Cursor<'d>)> {
        let kind = self.discriminator(schema).and_then(|name| value.get(name)?.as_str());
        let own = kind.and_then(|kind| self.of_kind(schema, kind)).unwrap_or(schema);
        let mut properties = Vec::new();
        self.members(own, &mut properties, &mut None, 0);
        properties
    }

    fn has_members(&self, schema: Cursor<'d>) -> bool {
        let mut properties = Vec::new();
        self.members(schema, &mut properties, &mut None, 0);
        !properties.is_empty()
    }

    fn is_read_only(&self, property: Cursor<'d>) -> bool {
        let says = |schema: Cursor<'d>| {
            let read_only = schema.get("readOnly");
            let read_only = read_only.is_some_and(|flag| flag.bool() == Some(true) || flag.text() == Some("true"));
            let mutability = schema.get("x-ms-mutability").map(|listed| {
                let listed: Vec<&str> = listed.items().filter_map(Cursor::text).collect();
                !listed.is_empty() && listed.iter().all(|when| *when == "read")
            });
            read_only || mutability == Some(true)
        };
        says(property) || self.target(property).is_some_and(says)
    }

    fn is_nullable(&self, schema: Cursor<'d>) -> bool {
        let says = |schema: Cursor<'d>| schema.get("x-nullable").and_then(Cursor::bool) == Some(true);
        says(schema) || self.target(schema).is_some_and(says)
    }

    fn parents(&self, schema: Cursor<'d>) -> impl Iterator<Item = Cursor<'d>> {
        let listed = schema.get("allOf").into_iter().flat_map(Cursor::items);
        listed.filter_map(|parent| self.target(parent))
    }

    /// The discriminator that a schema has or inherits.
    fn discriminator(&self, schema: Cursor<'d>) -> Option<&'d str> {
        self.discriminator_within(schema, 0)
    }

    fn discriminator_within(&self, schema: Cursor<'d>, depth: usize) -> Option<&'d str> {
        if depth > MAX_STEPS {
            return None;
        }
        let own = schema.get("discriminator").and_then(Cursor::text);
        own.or_else(|| self.parents(schema).find_map(|parent| self.discriminator_within(parent, depth + 1)))
    }

    /// Whether a discriminator tells this schema from others.
    fn is_told_apart(&self, schema: Cursor<'d>) -> bool {
        schema.get("x-ms-discriminator-value").is_some() && self.discriminator(schema).is_some()
            || self.parents(schema).any(|parent| self.discriminator(parent).is_some())
    }

    /// The discriminator's value that tells this schema.
    fn called(&self, schema: Cursor<'d>) -> Option<&'d str> {
        let value = schema.get("x-ms-discriminator-value").and_then(Cursor::text);
        value.or_else(|| self.names.get(&schema.place()).copied())
    }

    fn is_kind(&self, schema: Cursor<'d>, name: &str) -> bool {
        self.discriminator(schema) == Some(name)
    }

    /// The schema, of this one and those that extend it, that a discriminator's value tells.
    fn of_kind(&self, schema: Cursor<'d>, kind: &str) -> Option<Cursor<'d>> {
        let mut next = vec![schema];
        let mut seen = Vec::new();
        while let Some(candidate) = next.pop() {
            if seen.contains(&candidate.place()) {
                continue;
            }
            seen.push(candidate.place());
            let told = candidate.place() != schema.place() || self.is_told_apart(candidate);
            if told && self.called(candidate) == Some(kind) {
                return Some(candidate);
            }
            next.extend(self.extended_by.get(&candidate.place()).into_iter().flatten());
        }
        None
    }

    /// Checks a parameter that stands in a URL or header. There, numbers and booleans are texts anyway.
    pub(super) fn check_parameter(&self, parameter: Cursor<'d>, value: Cursor<'d>, at: &str) -> Result<(), Fault> {
        let kind = parameter.get("type").and_then(Cursor::text);
        let fits = match (kind, &value.node.value) {
            (Some("boolean"), Value::String(text)) => text.parse::<bool>().is_ok(),
            (Some("integer"), Value::String(text)) => text.parse::<i64>().is_ok(),
            (Some("number"), Value::String(text)) => text.parse::<f64>().is_ok(),
            (Some("string"), Value::Number(_) | Value::Bool(_)) => {
                parameter.get("format").and_then(Cursor::text) != Some("date-time")
            }
            (Some("file"), _) => true,
            (Some("array"), Value::Array(_)) => return self.check_list(parameter, value, at),
            (Some("array"), _) => return Err(mistyped(value, at, "a list")),
            _ => return self.check(parameter, value, at),
        };
        if fits { Ok(()) } else { Err(mistyped(value, at, &format!("a {}", kind.unwrap_or("value")))) }
    }

    fn check_list(&self, list: Cursor<'d>, value: Cursor<'d>, at: &str) -> Result<(), Fault> {
        let Some(schema) = list.get("items").and_then(|items| self.target(items)) else {
            return Ok(());
        };
        value
            .items()
            .enumerate()
            .try_for_each(|(index, item)| self.check_parameter(schema, item, &format!("{at}/{index}")))
    }

    /// Checks a value that is no list or object.
    fn check(&self, schema: Cursor<'d>, value: Cursor<'d>, at: &str) -> Result<(), Fault> {
        let kind = schema.get("type").and_then(Cursor::text);
        let format = schema.get("format").and_then(Cursor::text);
        let node: &Node = value.node;
        match (kind, &node.value) {
            (Some("string"), Value::String(text)) => check_text(format, text).map_err(|expected| Fault {
                place: value.place(),
                pointer: at.to_owned(),
                message: format!("`{text}` is not {expected}"),
            }),
            (Some("integer"), Value::Number(number)) => {
                let whole = number.as_i64().or_else(|| {
                    let float = number.as_f64()?;
                    (float.fract() == 0.0 && float.abs() < 9.0e15).then_some(float as i64)
                });
                let small = format != Some("int32");
                match whole {
                    Some(whole) if small || i32::try_from(whole).is_ok() => Ok(()),
                    _ => Err(mistyped(value, at, &format!("an integer of {}", format.unwrap_or("int64")))),
                }
            }
            (Some("number"), Value::Number(_)) | (Some("boolean"), Value::Bool(_)) => Ok(()),
            (None, Value::String(_)) => Ok(()),
            (kind, _) => Err(mistyped(value, at, &format!("a {}", kind.unwrap_or("string")))),
        }
    }
}

fn mistyped(value: Cursor<'_>, at: &str, expected: &str) -> Fault {
    Fault {
        place: value.place(),
        pointer: at.to_owned(),
        message: format!("{} stands in place of {expected}", value.node.value.kind()),
    }
}

fn check_text(format: Option<&str>, text: &str) -> Result<(), &'static str> {
    match format {
        Some("date-time") if !is_rfc3339(text) => Err("a date and time of RFC 3339"),
        Some("date-time-rfc1123") if !is_rfc1123(text) => Err("a date and time of RFC 1123"),
        Some("byte") if !is_base64(text) => Err("base64"),
        _ => Ok(()),
    }
}

/// `2019-10-12T07:20:50.52Z`, in the bounds of a calendar.
fn is_rfc3339(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let punctuated =
        [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')].iter().all(|(index, mark)| bytes.get(*index) == Some(mark));
    let separated = matches!(bytes.get(10), Some(b'T' | b't' | b' '));
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else {
        return false;
    };
    let (Some(hour), Some(minute), Some(second)) = (number(11, 13), number(14, 16), number(17, 19)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    let rest = text.get(19..).unwrap_or_default();
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            if zone.len() == fraction.len() {
                return false;
            }
            zone
        }
        None => rest,
    };
    punctuated && separated && (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60 && is_zone(zone)
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, on the right day of the week.
fn is_rfc1123(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    let parts: Vec<&str> = text.split(' ').collect();
    let [week_day, day, month, year, time, "GMT"] = parts.as_slice() else {
        return false;
    };
    let Some(month) = MONTHS.iter().position(|name| name == month) else {
        return false;
    };
    let (Ok(day), Ok(year)) = (day.parse::<usize>(), year.parse::<usize>()) else {
        return false;
    };
    if !is_rfc3339(&format!("{year:04}-{:02}-{day:02}T{time}Z", month + 1)) {
        return false;
    }
    // Sakamoto's rule.
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 2 { year - 1 } else { year };
    let number = (year + year / 4 - year / 100 + year / 400 + shifts[month] + day) % 7;
    week_day.strip_suffix(',') == Some(DAYS[number])
}

fn is_zone(zone: &str) -> bool {
    if matches!(zone, "Z" | "z") {
        return true;
    }
    let Some((hours, minutes)) = zone.strip_prefix(['+', '-']).and_then(|offset| offset.split_once(':')) else {
        return false;
    };
    let below =
        |digits: &str, limit: u32| digits.len() == 2 && digits.parse::<u32>().is_ok_and(|number| number < limit);
    below(hours, 24) && below(minutes, 60)
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
}
