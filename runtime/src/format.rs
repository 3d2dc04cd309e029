//! Forms of values on the wire, other than their type's usual one, by the names of OpenAPI 2.0's and AutoRest's formats.

use crate::parameter::Parameter;
use azure_core::{
    Error, Result, base64 as core_base64,
    error::ErrorKind,
    time::{OffsetDateTime, parse_rfc7231, to_rfc7231},
};
use std::borrow::Cow;
use time::{
    UtcOffset,
    format_description::well_known::{Rfc2822, Rfc3339},
};

/// How a date, or bytes, are written on the wire.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// The usual form: a date by RFC 3339, bytes as base64.
    #[default]
    Usual,
    /// `date-time-rfc1123`: `Sun, 06 Nov 1994 08:49:37 GMT`.
    Rfc1123,
    /// `unixtime`: seconds since 1970.
    UnixTime,
    /// `base64url`: base64 for URLs, without padding.
    Base64Url,
}

/// A date by RFC 3339.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where RFC 3339 has no form for it: a year before 0 or after 9999.
pub(crate) fn rfc3339(date: &OffsetDateTime) -> Result<String> {
    // An offset with seconds has none either, but the same date in UTC does.
    let text = date.format(&Rfc3339).or_else(|error| match date.checked_to_offset(UtcOffset::UTC) {
        Some(utc) => utc.format(&Rfc3339),
        None => Err(error),
    });
    text.map_err(|error| {
        Error::with_message(
            ErrorKind::DataConversion,
            format!("the date `{date}` cannot be written by RFC 3339: {error}"),
        )
    })
}

/// A date by RFC 1123.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where RFC 1123 has no form for it: in UTC, a year before 0 or after 9999.
pub(crate) fn http_date(date: &OffsetDateTime) -> Result<String> {
    // azure_core prints the clock of the date's own offset and calls it GMT.
    match date.checked_to_offset(UtcOffset::UTC) {
        Some(utc) if (0..=9999).contains(&utc.year()) => Ok(to_rfc7231(&utc)),
        _ => Err(Error::with_message(
            ErrorKind::DataConversion,
            format!("the date `{date}` cannot be written by RFC 1123"),
        )),
    }
}

/// A date for a URL or header, as `date-time-rfc1123`. One that has no form there is refused by the call.
pub fn rfc1123(date: &OffsetDateTime) -> HttpDate {
    HttpDate(http_date(date))
}

/// A date by RFC 1123, if it has a form there.
#[derive(Debug)]
pub struct HttpDate(Result<String>);

impl Parameter for HttpDate {
    fn to_text(&self) -> Cow<'_, str> {
        self.0.as_deref().unwrap_or_default().into()
    }

    fn refusal(&self) -> Option<String> {
        self.0.as_ref().err().map(ToString::to_string)
    }
}

/// A date for a URL or header, as `unixtime`.
pub fn unix_time(date: &OffsetDateTime) -> i64 {
    date.unix_timestamp()
}

/// Bytes for a URL or header, as `byte`.
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    core_base64::encode(bytes)
}

/// Bytes for a URL or header, as `base64url`.
pub fn base64_url(bytes: impl AsRef<[u8]>) -> String {
    core_base64::encode_url_safe(bytes)
}

/// Reads a date as services write it: by RFC 3339, also with a space for the `T`, in small letters, with an offset
/// without a colon (`+0000`), or without an offset, which means UTC; or as an HTTP date in any of its forms (RFC 9110,
/// 5.6.7), in any case.
///
/// ```
/// use armrest_runtime::codegen::format::parse_date;
///
/// assert_eq!(parse_date("2024-05-01 10:00:00.25")?, parse_date("2024-05-01T12:00:00.25+0200")?);
/// assert_eq!(parse_date("sun, 06 nov 1994 08:49:37 gmt")?, parse_date("1994-11-06T08:49:37Z")?);
/// # Ok::<(), azure_core::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where the text is no date.
pub fn parse_date(text: &str) -> Result<OffsetDateTime> {
    let trimmed = text.trim();
    let parsed = if trimmed.starts_with(|first: char| first.is_ascii_digit()) {
        OffsetDateTime::parse(&with_offset(trimmed), &Rfc3339)
    } else if let Ok(date) = parse_rfc7231(&capitalized(trimmed)) {
        // The usual form, and the only one in which years before 1900 are read: .NET's least date is of the year 1.
        Ok(date)
    } else {
        OffsetDateTime::parse(&as_mail_date(trimmed), &Rfc2822)
    };
    parsed.map_err(|error| {
        Error::with_message(
            ErrorKind::DataConversion,
            format!("expected a date and time, found `{}`: {error}", form(text)),
        )
    })
}

/// The form of a text that is no date, for messages: its letters as `a` and its digits as `0`, since it may be a secret.
fn form(text: &str) -> String {
    let letter = |letter: char| match letter {
        _ if letter.is_ascii_digit() => '0',
        _ if letter.is_ascii_punctuation() || letter == ' ' => letter,
        _ => 'a',
    };
    text.chars().take(40).map(letter).collect()
}

/// A date with the offset that RFC 3339 wants: `+hh:mm`, and UTC where there is none.
fn with_offset(text: &str) -> String {
    // The date before the time has hyphens too.
    let time = text.get("2024-05-01T".len()..).unwrap_or_default();
    let Some(sign) = time.rfind(['+', '-']) else {
        return if time.ends_with(['Z', 'z']) { text.to_owned() } else { format!("{text}Z") };
    };
    match &time.as_bytes()[sign + 1..] {
        [h1, h2] if h1.is_ascii_digit() && h2.is_ascii_digit() => format!("{text}:00"),
        [_, _, m1, m2] if m1.is_ascii_digit() && m2.is_ascii_digit() => {
            let minutes = text.len() - 2;
            format!("{}:{}", &text[..minutes], &text[minutes..])
        }
        _ => text.to_owned(),
    }
}

/// An HTTP date with its names as RFC 9110 writes them, which some services do not: `fri, 31 DEC …gmt`.
fn capitalized(date: &str) -> String {
    let mut capitalized = date.to_ascii_lowercase().replace("gmt", "GMT");
    for start in [0, "Fri, 31 ".len()] {
        if let Some(letter) = capitalized.get_mut(start..=start) {
            letter.make_ascii_uppercase();
        }
    }
    capitalized
}

/// An HTTP date in the one form that mail has (RFC 5322): without the day of the week, which says nothing that the date
/// does not, and with the zone that asctime's form leaves out.
fn as_mail_date(text: &str) -> String {
    if let Some((_, date)) = text.split_once(',') {
        return date.trim().replace('-', " ");
    }
    match text.split_whitespace().collect::<Vec<_>>().as_slice() {
        [_, month, day, time, year] => format!("{day} {month} {year} {time} GMT"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure_core::time::{parse_rfc3339, to_rfc3339};

    #[test]
    fn dates_are_read_as_services_write_them() {
        let table = [
            ("2023-05-01T10:00:00Z", "2023-05-01T10:00:00Z"),
            ("2023-05-01T10:00:00", "2023-05-01T10:00:00Z"),
            ("2023-05-01t10:00:00z", "2023-05-01T10:00:00Z"),
            ("2023-05-01 10:00:00", "2023-05-01T10:00:00Z"),
            ("2023-05-01T10:00:00+0000", "2023-05-01T10:00:00Z"),
            ("2023-05-01T10:00:00-0330", "2023-05-01T10:00:00-03:30"),
            ("2023-05-01T10:00:00+02", "2023-05-01T10:00:00+02:00"),
            ("2023-05-01T10:00:00.5", "2023-05-01T10:00:00.5Z"),
            ("2023-05-01T10:00:00.1234567+00:00", "2023-05-01T10:00:00.1234567Z"),
            ("2023-05-01T10:00:00.12345678901234-0100", "2023-05-01T10:00:00.123456789-01:00"),
            (" 2023-05-01T10:00:00.000Z ", "2023-05-01T10:00:00Z"),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
            ("SUN, 06 NOV 1994 08:49:37 gmt", "1994-11-06T08:49:37Z"),
            ("mon, 01 jan 0001 00:00:00 GMT", "0001-01-01T00:00:00Z"),
            ("Sun, 6 Nov 1994 08:49:37 +0000", "1994-11-06T08:49:37Z"),
            ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
            ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
        ];
        for (text, expected) in table {
            assert_eq!(to_rfc3339(&parse_date(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn a_date_without_a_form_is_an_error_and_no_panic() {
        let date = parse_rfc3339("2023-05-01T10:00:00Z").unwrap();
        let odd = date.to_offset(UtcOffset::from_hms(1, 1, 1).unwrap());
        assert_eq!(rfc3339(&odd).unwrap(), "2023-05-01T10:00:00Z");
        let ancient = date.replace_year(-5).unwrap();
        assert!(rfc3339(&ancient).unwrap_err().to_string().contains("cannot be written by RFC 3339"));
        assert!(ancient.refusal().unwrap().contains("cannot be written by RFC 3339"));
        assert!(rfc1123(&ancient).refusal().unwrap().contains("cannot be written by RFC 1123"));
        // In UTC it is in the year 10000.
        let last = parse_date("9999-12-31T23:59:59-14:00").unwrap();
        assert_eq!(last.to_text(), "9999-12-31T23:59:59-14:00");
        assert!(rfc1123(&last).refusal().unwrap().contains("cannot be written by RFC 1123"));
        let odd = last.replace_offset(UtcOffset::from_hms(-1, 0, -1).unwrap());
        assert!(odd.refusal().unwrap().contains("cannot be written by RFC 3339"));
        let first = parse_date("0000-01-01T00:00:00+14:00").unwrap();
        assert_eq!(first.to_text(), "0000-01-01T00:00:00+14:00");
        assert!(rfc1123(&first).refusal().is_some());
    }

    #[test]
    fn an_invalid_date_is_an_error_that_shows_its_form() {
        for (text, form) in [
            ("", ""),
            ("2023-05-01", "0000-00-00"),
            ("2019-1-1T12:00:00.0000Z", "0000-0-0a00:00:00.0000a"),
            ("2023-13-01T10:00:00", "0000-00-00a00:00:00"),
            ("tomorrow", "aaaaaaaa"),
            ("ä", "a"),
            ("2023-05-01T1ä", "0000-00-00a0a"),
        ] {
            let error = parse_date(text).unwrap_err().to_string();
            assert!(error.contains(&format!("`{form}`")) && !error.contains("tomorrow"), "{error}");
        }
    }

    #[test]
    fn an_http_date_is_in_gmt_whatever_the_offset() {
        let date = parse_rfc3339("1994-11-06T09:49:37+01:00").unwrap();
        assert_eq!(rfc1123(&date).to_text(), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(unix_time(&date), 784_111_777);
    }
}
