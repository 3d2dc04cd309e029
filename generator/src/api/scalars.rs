//! Which type a scalar has: OpenAPI's `type`, narrowed by its `format` (OpenAPI 2.0, Data Types; AutoRest's own formats;
//! the OpenAPI Format Registry). Formats are compared without regard to case, as descriptions write `Int64` too.

use super::{In, Type};
use crate::api::builder::{JsonType, Literal};
use serde_json::{Number, Value as Json};

/// A string by its format.
pub(super) fn string(format: Option<&str>) -> Type {
    match format.map(str::to_ascii_lowercase).as_deref() {
        Some("date-time") => Type::DateTime,
        Some("date-time-rfc1123" | "date-time-rfc7231") => Type::DateTimeRfc1123,
        Some("byte") => Type::Base64,
        Some("base64url") => Type::Base64Url,
        _ => Type::String,
    }
}

/// A number or an integer: the format decides, whichever of the two `type` says. Types are as wide as the format needs.
pub(super) fn number(json_type: JsonType, format: Option<&str>) -> Type {
    match format.map(str::to_ascii_lowercase).as_deref() {
        Some("int8" | "int16" | "int32" | "uint8" | "uint16") => Type::Int32,
        Some("int64" | "long" | "uint32") => Type::Int64,
        Some("uint64") => Type::UInt64,
        Some("unixtime") => Type::UnixTime,
        Some("float" | "float32" | "float64" | "single" | "double" | "decimal" | "decimal128") => Type::Float,
        _ if json_type == JsonType::Integer => Type::Int64,
        _ => Type::Float,
    }
}

/// Headers that are HTTP dates by definition: RFC 9110 and 9111, and OASIS Repeatable Requests 1.0.
const HTTP_DATE_HEADERS: &[&str] = &[
    "date",
    "expires",
    "if-modified-since",
    "if-range",
    "if-unmodified-since",
    "last-modified",
    "repeatability-first-sent",
    "retry-after",
];

/// The type of a parameter where it is: the header `If-Modified-Since` is an HTTP date, whatever its format says.
pub(super) fn in_place(value: Type, sent_in: In, name: &str) -> Type {
    let is_http_date = sent_in == In::Header && HTTP_DATE_HEADERS.iter().any(|own| own.eq_ignore_ascii_case(name));
    if is_http_date && value == Type::DateTime { Type::DateTimeRfc1123 } else { value }
}

/// A literal of a type, from a value and its text in the description. A number or boolean may be quoted, and a string
/// not. None where the value is not of the type, or does not fit it.
pub(super) fn literal(value: &Type, found: &Literal<'_>) -> Option<Json> {
    let number = || match &found.value {
        Json::Number(number) => Some(number.clone()),
        Json::String(text) => serde_json::from_str::<Number>(text.trim()).ok(),
        _ => None,
    };
    let integer = |least: i128, most: i128| {
        let whole = whole(&number()?)?;
        let whole = (least..=most).contains(&whole).then_some(whole)?;
        Number::from_i128(whole).map(Json::Number)
    };
    match value {
        Type::String => {
            let is_scalar = !(found.value.is_array() || found.value.is_object());
            is_scalar.then(|| found.written.into())
        }
        Type::Boolean => match found.written.to_ascii_lowercase().as_str() {
            "true" => Some(true.into()),
            "false" => Some(false.into()),
            _ => None,
        },
        Type::Int32 => integer(i32::MIN.into(), i32::MAX.into()),
        Type::Int64 => integer(i64::MIN.into(), i64::MAX.into()),
        Type::UInt64 => integer(0, u64::MAX.into()),
        Type::Float => Number::from_f64(number()?.as_f64()?).map(Json::Number),
        _ => None,
    }
}

/// The value of a number without a fraction, which may be written `5.0`.
fn whole(number: &Number) -> Option<i128> {
    let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    integer.or_else(|| {
        let float = number.as_f64()?;
        // Beyond 2^53, not every integer is a floating-point number.
        (float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0).then_some(float as i128)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_decides_which_number_it_is() {
        let (number, integer) = (JsonType::Number, JsonType::Integer);
        let table = [
            (number, None, Type::Float),
            (integer, None, Type::Int64),
            (number, Some("int32"), Type::Int32),
            (number, Some("int64"), Type::Int64),
            (number, Some("Int64"), Type::Int64),
            (number, Some("unixtime"), Type::UnixTime),
            (number, Some("decimal"), Type::Float),
            (integer, Some("decimal"), Type::Float),
            (integer, Some("double"), Type::Float),
            (integer, Some("float"), Type::Float),
            (integer, Some("uint8"), Type::Int32),
            (integer, Some("uint16"), Type::Int32),
            (integer, Some("uint32"), Type::Int64),
            (integer, Some("uint64"), Type::UInt64),
            (number, Some("uint64"), Type::UInt64),
            (integer, Some("of-our-own"), Type::Int64),
            (number, Some("of-our-own"), Type::Float),
        ];
        for (json_type, format, expected) in table {
            assert_eq!(self::number(json_type, format), expected, "{json_type:?} {format:?}");
        }
        assert_eq!(string(Some("int64")), Type::String);
        assert_eq!(string(Some("date-time-rfc7231")), Type::DateTimeRfc1123);
    }

    #[test]
    fn an_http_header_is_an_http_date() {
        let of = |sent_in, name| in_place(Type::DateTime, sent_in, name);
        assert_eq!(of(In::Header, "If-Modified-Since"), Type::DateTimeRfc1123);
        assert_eq!(of(In::Header, "repeatability-first-sent"), Type::DateTimeRfc1123);
        assert_eq!(of(In::Query, "If-Modified-Since"), Type::DateTime);
        assert_eq!(of(In::Header, "x-ms-since"), Type::DateTime);
        assert_eq!(in_place(Type::String, In::Header, "Retry-After"), Type::String);
    }
}
