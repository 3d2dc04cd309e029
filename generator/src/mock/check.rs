//! Whether a value is what the description says: the kinds of JSON, what is required, enumerations, discriminators,
//! limits and patterns.

mod text;

use super::refusal::Finding;
use crate::api::{Annotations, Api, Discriminator, Enumeration, Kind, Limits, Object, Parameter, Type, Union, as_text};
use armrest_documents::{load::escaped, near::suggestion};
use regress::Regex;
use serde_json::{Number, Value as Json};
use std::collections::HashMap;

/// The regular expressions of descriptions (ECMA 262). One that is none is not checked.
pub(super) type Patterns = HashMap<String, Option<Regex>>;

/// Checks values against an API.
pub(super) struct Checker<'c> {
    pub(super) api: &'c Api,
    pub(super) patterns: &'c mut Patterns,
    pub(super) findings: Vec<Finding>,
    /// Who wrote the value.
    pub(super) side: Side,
    /// Where the value's type is described: a file, and the JSON pointer in it.
    pub(super) source: String,
}

/// Who wrote a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Side {
    /// A client: what is read-only is ignored, and names that no schema has are wrong.
    Sent,
    /// A client, as a change of what is there: null removes.
    Patched,
    /// A client that may know more than the description: names that no schema has are ignored.
    SentByOthers,
    /// The service.
    #[cfg_attr(not(test), allow(dead_code, reason = "the mock's own responses are checked by its tests"))]
    Received,
}

impl Checker<'_> {
    pub(super) fn find(&mut self, code: &'static str, at: &str, message: String) {
        let message = if self.source.is_empty() { message } else { format!("{message} ({})", self.source) };
        self.findings.push(Finding { code, target: at.to_owned(), message });
    }

    fn wrong(&mut self, at: &str, message: String) {
        let shown = if at.is_empty() { "the body" } else { at };
        self.find("InvalidRequestContent", at, format!("`{shown}`: {message}"));
    }

    fn mismatch(&mut self, at: &str, expected: &str, found: &Json) {
        self.wrong(at, format!("expected {expected}, found {}", in_words(found)));
    }

    /// Checks a value. `at` is its JSON pointer.
    pub(super) fn value(&mut self, value: &Json, expected: &Type, at: &str) {
        match expected {
            Type::Any | Type::Raw => {}
            Type::Nullable(_) if value.is_null() => {}
            Type::Nullable(inner) => self.value(value, inner, at),
            Type::Boolean if value.is_boolean() => {}
            Type::Boolean => self.mismatch(at, "a boolean", value),
            Type::Int32 | Type::Int64 | Type::UInt64 | Type::UnixTime => self.integer(value, expected, at),
            Type::Float if value.is_number() => {}
            Type::Float => self.mismatch(at, "a number", value),
            Type::String | Type::Secret | Type::DateTime | Type::DateTimeRfc1123 | Type::Base64 | Type::Base64Url => {
                match value.as_str() {
                    Some(text) => self.form(text, expected, at),
                    None => self.mismatch(at, "a string", value),
                }
            }
            Type::List(item) => match value.as_array() {
                Some(items) => {
                    for (index, own) in items.iter().enumerate() {
                        self.value(own, item, &format!("{at}/{index}"));
                    }
                }
                None => self.mismatch(at, "a list", value),
            },
            Type::Map(inner) => match value.as_object() {
                Some(entries) => {
                    for (name, own) in entries {
                        if !(own.is_null() && self.side == Side::Patched) {
                            self.value(own, inner, &below(at, name));
                        }
                    }
                }
                None => self.mismatch(at, "an object", value),
            },
            Type::Named(id) => {
                let outer = std::mem::replace(&mut self.source, id.as_str().to_owned());
                let api = self.api;
                match &api.named(id).kind {
                    Kind::Object(object) => self.object(value, object, at),
                    Kind::Union(union) => self.union(value, union, at),
                    Kind::Enumeration(own) => self.enumeration(value, own, at),
                }
                self.source = outer;
            }
        }
    }

    fn integer(&mut self, value: &Json, expected: &Type, at: &str) {
        let whole = value.as_f64().filter(|number| number.fract() == 0.0);
        let fits = match expected {
            Type::Int32 => whole.is_some_and(|own| (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&own)),
            Type::UInt64 => whole.is_some_and(|own| own >= 0.0),
            _ => whole.is_some(),
        };
        if !fits {
            let kind = if *expected == Type::Int32 { "an integer of 32 bits" } else { "an integer" };
            self.mismatch(at, kind, value);
        }
    }

    fn enumeration(&mut self, value: &Json, own: &Enumeration, at: &str) {
        let before = self.findings.len();
        self.value(value, &own.value, at);
        let is_open = own.extensible || self.side == Side::SentByOthers;
        if self.findings.len() > before || is_open || own.values.iter().any(|known| is_same(&known.value, value)) {
            return;
        }
        let known: Vec<String> = own.values.iter().map(|known| as_text(&known.value)).collect();
        self.wrong(at, one_of(&as_text(value), &known));
    }

    fn union(&mut self, value: &Json, union: &Union, at: &str) {
        let Some(entries) = value.as_object() else { return self.mismatch(at, "an object", value) };
        let name = &union.discriminator;
        let given = entries.get(name).filter(|given| !given.is_null());
        let text = given.map(as_text).unwrap_or_default();
        match union.variant(&text) {
            Some(variant) => self.value(value, &Type::Named(variant.object.clone()), at),
            None if given.is_none() && self.side == Side::Patched => {}
            None if given.is_none() => self.wrong(&below(at, name), "required, and missing".to_owned()),
            None => {
                let known: Vec<String> = union.variants.iter().flat_map(|variant| variant.values.clone()).collect();
                self.wrong(&below(at, name), one_of(&text, &known));
            }
        }
    }

    fn object(&mut self, value: &Json, object: &Object, at: &str) {
        let Some(entries) = value.as_object() else { return self.mismatch(at, "an object", value) };
        for property in &object.properties {
            let at = below(at, &property.name);
            let is_sent = property.sent || self.side == Side::Received;
            match entries.get(&property.name) {
                _ if !is_sent => {}
                None if property.required && self.side != Side::Patched => {
                    self.wrong(&at, "required, and missing".to_owned());
                }
                None => {}
                Some(Json::Null) if property.nullable || self.side == Side::Patched => {}
                // Services take null for what is not there.
                Some(Json::Null) if !property.required => {}
                Some(own) => {
                    let items = property.item_annotations.as_deref();
                    self.annotated(own, &property.value, property.annotations.as_deref(), items, &at);
                }
            }
        }
        for (name, own) in entries {
            if object.properties.iter().any(|property| property.name == *name) || is_kind(&object.kinds, name) {
                continue;
            }
            let at = below(at, name);
            match &object.additional {
                Some(_) if own.is_null() && self.side == Side::Patched => {}
                Some(additional) => self.value(own, additional, &at),
                None if matches!(self.side, Side::Sent | Side::Patched) => {
                    let names = object.properties.iter().filter(|property| property.sent);
                    let near = suggestion(name, names.map(|property| property.name.as_str()));
                    self.wrong(&at, format!("there is no property `{name}`{near}"));
                }
                None => {}
            }
        }
    }

    /// Checks a value with its limits, and those of its items.
    fn annotated(
        &mut self,
        value: &Json,
        expected: &Type,
        own: Option<&Annotations>,
        items: Option<&Annotations>,
        at: &str,
    ) {
        self.value(value, expected, at);
        if let Some(annotations) = own {
            self.limits(value, annotations, at);
        }
        if let (Some(annotations), Json::Array(items)) = (items, value) {
            for (index, item) in items.iter().enumerate() {
                self.limits(item, annotations, &format!("{at}/{index}"));
            }
        }
    }

    /// Checks a value's limits and pattern.
    fn limits(&mut self, value: &Json, annotations: &Annotations, at: &str) {
        match value {
            Json::String(text) => {
                let length = text.chars().count();
                self.count(length, &annotations.length, "characters", at);
                if let Some(pattern) = &annotations.pattern
                    && !self.has_pattern(text, pattern)
                {
                    self.wrong(at, format!("`{text}` does not match the pattern `{pattern}`"));
                }
            }
            Json::Array(items) => {
                self.count(items.len(), &annotations.items, "items", at);
                let twice = items.iter().enumerate().find(|(index, item)| items[..*index].contains(item));
                if let Some((index, _)) = twice.filter(|_| annotations.unique_items) {
                    self.wrong(&format!("{at}/{index}"), "the list has this item twice".to_owned());
                }
            }
            Json::Object(entries) => self.count(entries.len(), &annotations.properties, "entries", at),
            Json::Number(number) => self.number(number, annotations, at),
            Json::Null | Json::Bool(_) => {}
        }
    }

    fn has_pattern(&mut self, text: &str, pattern: &str) -> bool {
        if !self.patterns.contains_key(pattern) {
            self.patterns.insert(pattern.to_owned(), Regex::new(pattern).ok());
        }
        let regex = self.patterns.get(pattern).and_then(Option::as_ref);
        regex.is_none_or(|regex| regex.find(text).is_some())
    }

    fn count(&mut self, count: usize, limits: &Limits, what: &str, at: &str) {
        let number = |limit: &Option<Number>| limit.as_ref().and_then(Number::as_f64);
        #[allow(clippy::cast_precision_loss, reason = "no body is so long")]
        let count_as_number = count as f64;
        if let Some(least) = number(&limits.least).filter(|least| count_as_number < *least) {
            self.wrong(at, format!("expected at least {least} {what}, found {count}"));
        }
        if let Some(greatest) = number(&limits.greatest).filter(|greatest| count_as_number > *greatest) {
            self.wrong(at, format!("expected at most {greatest} {what}, found {count}"));
        }
    }

    fn number(&mut self, number: &Number, annotations: &Annotations, at: &str) {
        let Some(own) = number.as_f64() else { return };
        let limit = |limit: &Option<Number>| limit.as_ref().and_then(Number::as_f64);
        let is_below = |least: f64| own < least || annotations.above_minimum && own <= least;
        if let Some(least) = limit(&annotations.value.least).filter(|least| is_below(*least)) {
            let words = if annotations.above_minimum { "more than" } else { "at least" };
            self.wrong(at, format!("expected {words} {least}, found {number}"));
        }
        let is_above = |greatest: f64| own > greatest || annotations.below_maximum && own >= greatest;
        if let Some(greatest) = limit(&annotations.value.greatest).filter(|greatest| is_above(*greatest)) {
            let words = if annotations.below_maximum { "less than" } else { "at most" };
            self.wrong(at, format!("expected {words} {greatest}, found {number}"));
        }
        if let Some(step) = limit(&annotations.multiple_of).filter(|step| *step > 0.0 && (own / step).fract() != 0.0) {
            self.wrong(at, format!("expected a multiple of {step}, found {number}"));
        }
    }

    /// Checks the texts of a parameter, which is not the body.
    pub(super) fn parameter(&mut self, parameter: &Parameter, texts: &[&str]) {
        let before = self.findings.len();
        let value = self.parsed(parameter, texts);
        let items = parameter.item_annotations.as_deref();
        self.annotated(&value, &parameter.value, parameter.annotations.as_deref(), items, &parameter.name);
        for finding in &mut self.findings[before..] {
            finding.code = "InvalidParameter";
        }
    }
}

fn is_kind(kinds: &[Discriminator], name: &str) -> bool {
    kinds.iter().any(|kind| kind.name == name)
}

/// Whether a value is a known one: services do not mind the case of texts.
fn is_same(known: &Json, value: &Json) -> bool {
    match (known, value) {
        (Json::String(known), Json::String(value)) => known.eq_ignore_ascii_case(value),
        (Json::Number(known), Json::Number(value)) => known.as_f64() == value.as_f64(),
        (known, value) => known == value,
    }
}

fn one_of(found: &str, known: &[String]) -> String {
    let near = suggestion(found, known.iter().map(String::as_str));
    let listed: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    format!("expected one of {}, found `{found}`{near}", listed.join(", "))
}

fn in_words(value: &Json) -> String {
    match value {
        Json::Null => "null".to_owned(),
        Json::Bool(own) => format!("the boolean {own}"),
        Json::Number(own) => format!("the number {own}"),
        Json::String(text) => format!("the string `{text}`"),
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "an object".to_owned(),
    }
}

fn below(at: &str, name: &str) -> String {
    format!("{at}/{}", escaped(name))
}
