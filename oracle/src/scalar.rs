//! How one value is written by its `type` and `format`: the oracle's own reading of them, which shares nothing with
//! the generator's.

use super::schema::{Fault, Reading, mistyped};
use armrest_documents::load::{Cursor, Value};
use serde_json::{Number, Value as Json};

/// Headers that RFC 9110 and 9111 and Repeatable Requests 1.0 define as HTTP dates.
const HTTP_DATES: [&str; 8] = [
    "date",
    "expires",
    "if-modified-since",
    "if-range",
    "if-unmodified-since",
    "last-modified",
    "repeatability-first-sent",
    "retry-after",
];

impl<'d> Reading<'d> {
    /// A value that is no list or object, as a client writes it that knows its schema.
    pub(super) fn scalar(
        &self,
        schema: Cursor<'d>,
        format: Option<&str>,
        value: Cursor<'d>,
        at: &str,
    ) -> Result<Json, Fault> {
        let kind = kind(schema);
        match (kind, &value.node.value) {
            (Some("string") | None, Value::String(text)) => {
                let written = written(format, text);
                written.map(Json::from).map_err(|expected| unlike(value, at, text, expected))
            }
            (Some(kind @ ("integer" | "number")), Value::Number(found)) => number(kind, format, found)
                .map(Json::Number)
                .ok_or_else(|| mistyped(value, at, &format!("an integer of {}", format.unwrap_or("int64")))),
            (None, Value::Number(found)) if enumerates_numbers(schema) => {
                Ok(number("number", format, found).map_or(Json::Null, Json::Number))
            }
            // A service may send `1` where the description has the string enum `[1, 2]`.
            (Some("string") | None, Value::Number(_) | Value::Bool(_)) if schema.get("enum").is_some() => {
                Ok(self.documents.written(value).into())
            }
            (Some("boolean"), Value::Bool(flag)) => Ok(Json::Bool(*flag)),
            (kind, _) => Err(mistyped(value, at, &format!("a {}", kind.unwrap_or("string")))),
        }
    }

    /// The value of a parameter in a URL or header. There, numbers and booleans are texts anyway.
    pub(super) fn parameter(&self, parameter: Cursor<'d>, value: Cursor<'d>, at: &str) -> Result<Json, Fault> {
        let wrong = |kind: &str| mistyped(value, at, &format!("a {kind}"));
        match (kind(parameter), &value.node.value) {
            (Some("boolean"), Value::String(text)) => text.parse().map(Json::Bool).map_err(|_| wrong("boolean")),
            (Some(kind @ ("integer" | "number")), Value::String(text)) => {
                let found = serde_json::from_str::<Number>(text).ok();
                let number = found.and_then(|found| number(kind, format(parameter).as_deref(), &found));
                number.map(Json::Number).ok_or_else(|| wrong(kind))
            }
            (Some("string"), Value::Number(_) | Value::Bool(_)) if !is_date(parameter) => {
                Ok(self.documents.written(value).into())
            }
            (Some("string"), Value::String(text)) if is_http_date_header(parameter) && is_date(parameter) => {
                http_date(text).map(Json::from).ok_or_else(|| unlike(value, at, text, "a date and time"))
            }
            (Some("file"), _) => Ok(value.node.to_json()),
            (Some("array"), Value::Array(_)) => self.parameters(parameter, value, at),
            (Some("array"), _) => Err(mistyped(value, at, "a list")),
            _ => self.scalar(parameter, format(parameter).as_deref(), value, at),
        }
    }

    /// A header of a response: its text, and what must be decoded of it.
    pub(super) fn header(&self, header: Cursor<'d>, value: Cursor<'d>, at: &str) -> Result<(String, Json), Fault> {
        let is_scalar = matches!(value.node.value, Value::String(_) | Value::Number(_) | Value::Bool(_));
        let text = is_scalar.then(|| self.documents.written(value)).ok_or_else(|| mistyped(value, at, "a string"))?;
        if !text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            return Err(unlike(value, at, text, "a header's value"));
        }
        let format = format(header);
        let decoded = match kind(header) {
            Some("boolean") => text.to_ascii_lowercase().parse().map(Json::Bool).map_err(|_| "a boolean"),
            Some(kind @ ("integer" | "number")) => {
                let found = serde_json::from_str::<Number>(text).ok();
                let number = found.and_then(|found| number(kind, format.as_deref(), &found));
                number.map(Json::Number).ok_or("a number of its format")
            }
            Some("string") | None => match format.as_deref() {
                Some("date-time") => {
                    let date = rfc3339(text).or_else(|| date_of_rfc1123(&capitalized(text)));
                    date.map(Json::from).ok_or("a date and time")
                }
                Some("date-time-rfc1123" | "date-time-rfc7231") => {
                    http_date(text).map(Json::from).ok_or("a date and time")
                }
                format => written(format, text).map(Json::from),
            },
            _ => Ok(text.into()),
        };
        decoded.map(|decoded| (text.to_owned(), decoded)).map_err(|expected| unlike(value, at, text, expected))
    }

    fn parameters(&self, list: Cursor<'d>, value: Cursor<'d>, at: &str) -> Result<Json, Fault> {
        let Some(schema) = list.get("items").and_then(|items| self.target(items)) else {
            return Ok(value.node.to_json());
        };
        let items = value.items().enumerate();
        items.map(|(index, item)| self.parameter(schema, item, &format!("{at}/{index}"))).collect()
    }
}

/// The one type that a schema names; beside it there may be `null`.
pub(super) fn kind(schema: Cursor<'_>) -> Option<&str> {
    let listed = schema.get("type")?;
    listed.text().or_else(|| {
        let mut names = listed.items().filter_map(Cursor::text).filter(|name| *name != "null");
        names.next().filter(|_| names.next().is_none())
    })
}

pub(super) fn format(schema: Cursor<'_>) -> Option<String> {
    let format = schema.get("format").and_then(Cursor::text);
    format.or_else(|| schema.get("x-ms-format")?.text()).map(str::to_ascii_lowercase)
}

fn is_date(schema: Cursor<'_>) -> bool {
    format(schema).is_some_and(|format| format.starts_with("date-time"))
}

/// Whether all values of an `enum` are numbers.
fn enumerates_numbers(schema: Cursor<'_>) -> bool {
    let mut values = schema.get("enum").into_iter().flat_map(Cursor::items);
    values.all(|value| matches!(value.node.value, Value::Number(_)))
}

/// Whether a schema without a type is a text by its format.
pub(super) fn is_text_by_format(schema: Cursor<'_>) -> bool {
    is_date(schema) || matches!(format(schema).as_deref(), Some("byte" | "base64url"))
}

fn is_http_date_header(parameter: Cursor<'_>) -> bool {
    let text = |name| parameter.get(name).and_then(Cursor::text).unwrap_or_default();
    text("in") == "header" && HTTP_DATES.iter().any(|name| name.eq_ignore_ascii_case(text("name")))
}

fn unlike(value: Cursor<'_>, at: &str, text: &str, expected: &str) -> Fault {
    Fault { location: value.location(), pointer: at.to_owned(), message: format!("`{text}` is not {expected}") }
}

/// A number by its format, which alone decides whether it is an integer where there is one. A whole number is written
/// without a point, whatever it is.
fn number(kind: &str, format: Option<&str>, found: &Number) -> Option<Number> {
    let whole = found.as_i64().map(i128::from).or_else(|| found.as_u64().map(i128::from)).or_else(|| {
        let float = found.as_f64()?;
        (float.fract() == 0.0 && float.abs() < 9.0e15).then_some(float as i128)
    });
    let (least, most) = match (format, kind) {
        (Some("int8" | "int16" | "int32" | "uint8" | "uint16"), _) => (i32::MIN.into(), i32::MAX.into()),
        (Some("uint64"), _) => (0, u64::MAX.into()),
        (Some("int64" | "long" | "uint32" | "unixtime"), _) => (i64::MIN.into(), i64::MAX.into()),
        (Some("float" | "float32" | "float64" | "single" | "double" | "decimal" | "decimal128"), _) | (_, "number") => {
            return floating(found.as_f64()?);
        }
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    whole.filter(|whole| (least..=most).contains(whole)).and_then(Number::from_i128)
}

fn floating(number: f64) -> Option<Number> {
    let whole = number.fract() == 0.0 && number.abs() < 2f64.powi(63) && (number != 0.0 || number.is_sign_positive());
    if whole { Number::from_i128(number as i128) } else { Number::from_f64(number) }
}

/// A text of this format as a client writes it.
fn written(format: Option<&str>, text: &str) -> Result<String, &'static str> {
    match format {
        Some("date-time") => rfc3339(text).ok_or("a date and time of RFC 3339"),
        Some("date-time-rfc1123" | "date-time-rfc7231") => {
            Some(capitalized(text)).filter(|text| is_rfc1123(text)).ok_or("a date and time of RFC 1123")
        }
        Some("byte") if !is_base64(text) => Err("base64"),
        Some("base64url") => {
            let body = text.trim_end_matches('=');
            let is_whole = body.len() == text.len() || text.len().is_multiple_of(4) && text.len() - body.len() <= 2;
            Some(body).filter(|body| is_whole && has_digits(body, b"-_")).map(str::to_owned).ok_or("base64url")
        }
        _ => Ok(text.to_owned()),
    }
}

/// `2019-10-12T07:20:50.52Z`, in the bounds of a calendar: without an offset it is UTC, and what does not change its
/// meaning is not written.
fn rfc3339(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let punctuated =
        [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')].iter().all(|(index, mark)| bytes.get(*index) == Some(mark));
    let separated = matches!(bytes.get(10), Some(b'T' | b't' | b' '));
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    let bounded = (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60;
    if !(punctuated && separated && bounded) {
        return None;
    }
    let rest = text.get(19..)?;
    let (fraction, zone) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(rest.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(rest.len())),
        None => ("0", rest),
    };
    if fraction.is_empty() {
        return None;
    }
    // Nanoseconds are as fine as it gets.
    let fraction = fraction.get(..9).unwrap_or(fraction).trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{}T{}{point}{fraction}{}", &text[..10], &text[11..19], self::zone(zone)?))
}

fn zone(zone: &str) -> Option<String> {
    if matches!(zone, "" | "Z" | "z") {
        return Some("Z".to_owned());
    }
    let digits = zone.strip_prefix(['+', '-'])?;
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 2 => (digits, "00"),
        None => (digits.get(..2)?, digits.get(2..)?),
    };
    let below = |digits: &str, limit: u32| digits.len() == 2 && digits.parse().is_ok_and(|number: u32| number < limit);
    let fits = below(hours, 24) && below(minutes, 60);
    let utc = hours == "00" && minutes == "00";
    fits.then(|| if utc { "Z".to_owned() } else { format!("{}{hours}:{minutes}", &zone[..1]) })
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/// An HTTP date with its names as RFC 9110 writes them: `sun, 06 NOV …gmt` is the same date.
fn capitalized(date: &str) -> String {
    let mut capitalized = date.to_ascii_lowercase().replace("gmt", "GMT");
    for start in [0, "Fri, 31 ".len()] {
        if let Some(letter) = capitalized.get_mut(start..=start) {
            letter.make_ascii_uppercase();
        }
    }
    capitalized
}

/// Whether a text is `Sun, 06 Nov 1994 08:49:37 GMT`, on the right day of the week.
fn is_rfc1123(text: &str) -> bool {
    date_of_rfc1123(text).is_some()
}

/// The date of RFC 3339 that is an HTTP date.
fn date_of_rfc1123(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(' ').collect();
    let [week_day, day, month, year, time, "GMT"] = parts.as_slice() else {
        return None;
    };
    let month = MONTHS.iter().position(|name| name == month)?;
    let (day, year) = (day.parse::<usize>().ok()?, year.parse::<usize>().ok()?);
    let date = rfc3339(&format!("{year:04}-{:02}-{day:02}T{time}Z", month + 1))?;
    (week_day.strip_suffix(',') == Some(DAYS[day_of_week(year, month, day)])).then_some(date)
}

/// The number of a day in its week, from Sunday. Months count from 0.
fn day_of_week(year: usize, month: usize, day: usize) -> usize {
    // Sakamoto's rule.
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    // 400 years are whole weeks.
    let year = year + 400 - usize::from(month < 2);
    (year + year / 4 - year / 100 + year / 400 + shifts[month] + day) % 7
}

/// A date in either form, as an HTTP date. None where it has another offset than UTC's: no example does.
fn http_date(text: &str) -> Option<String> {
    let capitalized = capitalized(text);
    if is_rfc1123(&capitalized) {
        return Some(capitalized);
    }
    let date = rfc3339(text).filter(|date| date.ends_with('Z'))?;
    let number = |from: usize, to: usize| date.get(from..to)?.parse::<usize>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?.checked_sub(1)?, number(8, 10)?);
    let week_day = DAYS[day_of_week(year, month, day)];
    Some(format!("{week_day}, {day:02} {} {year:04} {} GMT", MONTHS[month], &date[11..19]))
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len().is_multiple_of(4) && text.len() - body.len() <= 2 && has_digits(body, b"+/")
}

/// Whether a text is digits of base 64 (RFC 4648), `last` being the last two, and no bit is left over.
fn has_digits(text: &str, last: &[u8; 2]) -> bool {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        _ => last.iter().position(|own| *own == byte).and_then(|index| u8::try_from(62 + index).ok()),
    };
    let Some(digits) = text.bytes().map(digit).collect::<Option<Vec<u8>>>() else {
        return false;
    };
    let left_over = match digits.len() % 4 {
        0 => 0,
        2 => 0b1111,
        3 => 0b11,
        _ => return false,
    };
    digits.last().is_none_or(|digit| digit & left_over == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_with_its_offset() {
        let table = [
            ("2023-05-01T10:00:00", Some("2023-05-01T10:00:00Z")),
            ("2023-05-01 10:00:00.500z", Some("2023-05-01T10:00:00.5Z")),
            ("2023-05-01T10:00:00.12345678949+0000", Some("2023-05-01T10:00:00.123456789Z")),
            ("2023-05-01T10:00:00.0-0730", Some("2023-05-01T10:00:00-07:30")),
            ("2023-02-29T10:00:00Z", None),
            ("2023-05-01T10:00:00.Z", None),
            ("2023-05-01", None),
        ];
        for (text, expected) in table {
            assert_eq!(rfc3339(text).as_deref(), expected, "{text}");
        }
        assert_eq!(http_date("1994-11-06T08:49:37").as_deref(), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert_eq!(http_date("sun, 06 nov 1994 08:49:37 gmt").as_deref(), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert_eq!(http_date("Mon, 06 Nov 1994 08:49:37 GMT"), None);
        assert_eq!(http_date("0001-01-01T00:00:00Z").as_deref(), Some("Mon, 01 Jan 0001 00:00:00 GMT"));
        assert_eq!(http_date("0000-01-01T00:00:00Z").as_deref(), Some("Sat, 01 Jan 0000 00:00:00 GMT"));
    }

    #[test]
    fn a_number_is_written_as_its_format_has_it() {
        let number = |kind, format, text: &str| {
            let found = serde_json::from_str(text).ok()?;
            number(kind, format, &found).map(|number| number.to_string())
        };
        assert_eq!(number("number", Some("int64"), "9007199254740993").as_deref(), Some("9007199254740993"));
        assert_eq!(number("number", Some("int32"), "5.0").as_deref(), Some("5"));
        assert_eq!(number("number", None, "5.0").as_deref(), Some("5"));
        assert_eq!(number("number", None, "0.85").as_deref(), Some("0.85"));
        assert_eq!(number("integer", Some("double"), "0.85").as_deref(), Some("0.85"));
        assert_eq!(number("integer", Some("uint64"), "18446744073709551615").as_deref(), Some("18446744073709551615"));
        assert_eq!(number("integer", Some("int32"), "3000000000"), None);
        assert_eq!(number("integer", None, "0.85"), None);
    }
}
