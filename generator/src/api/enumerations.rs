//! Enumerations: which type their values have, and what becomes of a value of another type.

use super::{
    EnumValue, Enumeration, Kind, Origin, Type,
    scalars::{literal, number},
    types::Types,
};
use crate::{
    api::builder::{self, JsonType, Literal, Schema},
    diagnostics::{self, Code, Diagnostic},
};
use serde_json::Value;
use std::collections::HashSet;

impl<'d> Types<'d, '_> {
    /// The type of a schema with `enum`; none where the values do not make a type of their own.
    pub(super) fn enumeration(&mut self, schema: &Schema<'d>, origin: &Origin) -> Option<Type> {
        let enumeration = schema.enumeration.as_ref()?;
        let value = self.value_type(schema, &enumeration.values)?;
        let values = self.values(&value, schema, &enumeration.values);
        if values.is_empty() {
            return None;
        }
        let origin = enumeration.name.map_or_else(|| origin.clone(), |name| Origin::Name(name.to_owned()));
        // One name and the same values are one type, wherever it is.
        let key = match &origin {
            Origin::Name(name) => {
                let listed = values.iter().map(|value| value.value.to_string());
                Some((name.clone(), listed.collect::<Vec<_>>().join(",")))
            }
            _ => None,
        };
        if let Some(known) = key.as_ref().and_then(|key| self.enumerations.get(key)) {
            return Some(Type::Named(known.clone()));
        }
        let kind = Kind::Enumeration(Enumeration { value, values, extensible: enumeration.extensible });
        let id = self.add(origin, schema, kind, "");
        if let Some(key) = key {
            self.enumerations.insert(key, id.clone());
        }
        Some(Type::Named(id))
    }

    /// The type of the values: the schema's, or a wider one where a value does not fit it. A schema without `type` has
    /// that of its values.
    fn value_type(&mut self, schema: &Schema<'d>, listed: &[builder::EnumValue<'d>]) -> Option<Type> {
        let named = match schema.json_type {
            Some(JsonType::String) => Type::String,
            Some(kind @ (JsonType::Integer | JsonType::Number)) => number(kind, schema.format),
            None => self.common_type(listed)?,
            Some(JsonType::Boolean) => return None,
            Some(JsonType::Array | JsonType::Object | JsonType::File) => {
                let message = "ignoring `enum`: only strings and numbers are supported";
                let finding = Diagnostic::warning(Code::IgnoredKeyword, message).at(schema.location);
                self.diagnostics.push(finding.help("for a list, put the `enum` into its `items`"));
                return None;
            }
        };
        if !matches!(named, Type::String | Type::Int32 | Type::Int64 | Type::UInt64 | Type::Float) {
            return None;
        }
        let fits = |value: &Type, listed: &builder::EnumValue<'d>| literal(value, &listed.value).is_some();
        let wider = match named {
            Type::Int32 => &[Type::Int64, Type::UInt64][..],
            Type::Int64 => &[Type::UInt64],
            _ => &[],
        };
        // What fits none of them is no integer, and reported with the values.
        let integers: Vec<_> =
            listed.iter().filter(|own| fits(&Type::Int64, own) || fits(&Type::UInt64, own)).collect();
        let Some(outside) = integers.iter().find(|own| !fits(&named, own)) else {
            return Some(named);
        };
        let Some(chosen) = wider.iter().find(|wider| integers.iter().all(|own| fits(wider, own))) else {
            return Some(named);
        };
        let message = format!(
            "`{}` is too large for the format `{}`: a wider integer is used",
            outside.value.written,
            schema.format.unwrap_or("int64")
        );
        let finding = Diagnostic::warning(Code::OutOfRange, message).at(outside.value.location);
        self.diagnostics.push(finding.help("correct the value, or the format"));
        Some(chosen.clone())
    }

    fn common_type(&self, listed: &[builder::EnumValue<'d>]) -> Option<Type> {
        let all = |is: fn(&Value) -> bool| listed.iter().all(|own| is(&own.value.value));
        if all(|value| matches!(value, Value::Bool(_))) {
            None
        } else if all(|value| matches!(value, Value::Number(number) if !number.is_f64())) {
            Some(Type::Int64)
        } else if all(|value| matches!(value, Value::Number(_))) {
            Some(Type::Float)
        } else {
            Some(Type::String)
        }
    }

    /// The values as literals of their type. What is said in another JSON type is converted, with a warning.
    fn values(&mut self, value: &Type, schema: &Schema<'d>, listed: &[builder::EnumValue<'d>]) -> Vec<EnumValue> {
        let mut values: Vec<EnumValue> = Vec::new();
        let mut known: HashSet<Value> = HashSet::new();
        let (mut converted, mut ignored) = (Vec::new(), Vec::new());
        for own in listed {
            if own.value.value.is_null() && schema.nullable == Some(true) {
                continue;
            }
            let Some(json) = literal(value, &own.value) else {
                ignored.push(&own.value);
                continue;
            };
            if json.is_string() != own.value.value.is_string() {
                converted.push(&own.value);
            }
            if known.insert(json.clone()) {
                values.push(EnumValue {
                    value: json,
                    name: own.name.map(str::to_owned),
                    description: own.description.map(str::to_owned),
                    deprecated: own.deprecated,
                });
            }
        }
        let several = match value {
            Type::String => "strings",
            Type::Float => "numbers",
            _ => "integers",
        };
        let shown = |literals: &[&Literal<'d>]| {
            let texts = literals.iter().map(|own| match &own.value {
                Value::Array(_) => "a list".to_owned(),
                Value::Object(_) => "an object".to_owned(),
                _ => format!("`{}`", own.written),
            });
            diagnostics::listed(texts.collect::<Vec<_>>().iter().map(String::as_str))
        };
        let report = |found: &[&Literal<'d>], end: &str| {
            let first = found.first()?;
            let verb = if found.len() == 1 { "is" } else { "are" };
            let message = format!("in this `enum` of {several}, {} {verb} of another type: {end}", shown(found));
            let finding = Diagnostic::warning(Code::EnumValueOfAnotherType, message).at(first.location);
            Some(finding.help("correct the values, or the `type`"))
        };
        let findings = [report(&converted, &format!("read as {several}")), report(&ignored, "ignored")];
        for finding in findings.into_iter().flatten() {
            self.diagnostics.push(finding);
        }
        values
    }
}
