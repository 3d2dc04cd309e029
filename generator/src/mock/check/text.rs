//! Texts: of parameters, and of values that are written as text.

use super::Checker;
use crate::api::{CollectionFormat, Kind, Parameter, Type};
use serde_json::Value as Json;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

impl Checker<'_> {
    /// A parameter's texts as JSON of its type; what is of another type stays a text.
    pub(super) fn parsed(&self, parameter: &Parameter, texts: &[&str]) -> Json {
        let first = texts.first().copied().unwrap_or_default();
        let Type::List(item) = &parameter.value else { return self.scalar(first, &parameter.value) };
        let separator = match parameter.collection {
            CollectionFormat::Multi => {
                return texts.iter().map(|text| self.scalar(text, item)).collect();
            }
            CollectionFormat::Csv => ',',
            CollectionFormat::Ssv => ' ',
            CollectionFormat::Tsv => '\t',
            CollectionFormat::Pipes => '|',
        };
        let items = first.split(separator).filter(|_| !first.is_empty());
        items.map(|text| self.scalar(text, item)).collect()
    }

    fn scalar(&self, text: &str, expected: &Type) -> Json {
        let expected = match expected {
            Type::Named(id) => match &self.api.named(id).kind {
                Kind::Enumeration(own) => &own.value,
                Kind::Object(_) | Kind::Union(_) => expected,
            },
            other => other,
        };
        let text = text.trim();
        let parsed = match expected {
            Type::Boolean => text.to_ascii_lowercase().parse().ok().map(Json::Bool),
            Type::Int32 | Type::Int64 | Type::UInt64 | Type::Float | Type::UnixTime => {
                serde_json::from_str(text).ok().filter(Json::is_number)
            }
            Type::Any | Type::Map(_) => serde_json::from_str(text).ok(),
            Type::Nullable(inner) => return self.scalar(text, inner),
            _ => None,
        };
        parsed.unwrap_or_else(|| Json::from(text))
    }

    /// Checks the form of a text that is a date or bytes.
    pub(super) fn form(&mut self, text: &str, expected: &Type, at: &str) {
        let (is_one, what) = match expected {
            Type::DateTime => (is_date_time(text), "a date and time (RFC 3339)"),
            Type::DateTimeRfc1123 => (is_http_date(text), "a date and time (RFC 1123)"),
            Type::Base64 => (is_base64(text, b"+/"), "bytes in base64"),
            Type::Base64Url => (is_base64(text, b"-_"), "bytes in base64url"),
            _ => (true, ""),
        };
        if !is_one {
            self.mismatch(at, what, &Json::from(text));
        }
    }
}

/// A date and time of RFC 3339. Services take one without an offset for UTC.
fn is_date_time(text: &str) -> bool {
    let text = text.replacen(' ', "T", 1).to_ascii_uppercase();
    let with_offset = format!("{text}Z");
    [&text, &with_offset].into_iter().any(|text| OffsetDateTime::parse(text, &Rfc3339).is_ok())
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
fn is_http_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split([' ', ':']).collect();
    let is_number = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts.as_slice(), [day, date, _, year, hour, minute, second, zone]
        if day.len() == 4 && is_number(date, 2) && is_number(year, 4)
            && [hour, minute, second].iter().all(|part| is_number(part, 2)) && zone.eq_ignore_ascii_case("GMT"))
}

fn is_base64(text: &str, others: &[u8; 2]) -> bool {
    let bare = text.trim_end_matches('=');
    bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || others.contains(&byte) || byte.is_ascii_whitespace())
}
