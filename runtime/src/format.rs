//! Forms of values on the wire, other than their type's usual one, by the names of OpenAPI 2.0's and AutoRest's formats.

use azure_core::{
    base64 as core_base64,
    time::{OffsetDateTime, to_rfc7231},
};

/// How a date, or bytes, stand on the wire.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
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

/// A date for a URL or header, as `date-time-rfc1123`.
pub fn rfc1123(date: &OffsetDateTime) -> String {
    to_rfc7231(date)
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
