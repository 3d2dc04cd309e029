//! What the server has in its lists and dictionaries alike.

use azure_core::{
    Result,
    time::{OffsetDateTime, parse_rfc3339},
};

pub(crate) fn bytes() -> Vec<Vec<u8>> {
    vec![vec![255, 255, 255, 250], vec![1, 2, 3], vec![37, 41, 67]]
}

pub(crate) fn sentences() -> Vec<Vec<u8>> {
    ["a string that gets encoded with base64url", "test string", "Lorem ipsum"]
        .map(|text| text.as_bytes().to_vec())
        .to_vec()
}

pub(crate) fn times(texts: [&str; 3]) -> Result<Vec<OffsetDateTime>> {
    texts.into_iter().map(parse_rfc3339).collect()
}

/// What stands in the service's list in RFC 3339, with offsets.
pub(crate) fn dates() -> Result<Vec<OffsetDateTime>> {
    times(["2000-12-01T00:00:01Z", "1980-01-02T00:11:35+01:00", "1492-10-12T10:15:01-08:00"])
}

pub(crate) fn utc_dates() -> Result<Vec<OffsetDateTime>> {
    times(["2000-12-01T00:00:01Z", "1980-01-02T00:11:35Z", "1492-10-12T10:15:01Z"])
}
