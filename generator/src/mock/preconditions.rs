//! `If-Match` and `If-None-Match` (RFC 9110, 13.1).

use super::{call::Call, refusal::Refusal, store::Stored};
use serde_json::Value as Json;

impl Call<'_> {
    /// Whether the conditions of a request hold for what is there.
    pub(super) fn check_preconditions(&self, stored: Option<&Stored>) -> Result<(), Refusal> {
        let etag = stored.and_then(|stored| etag(&stored.value));
        let failed = |name: &str, value: &str| {
            let found = etag.map_or_else(|| "none".to_owned(), |etag| format!("`{etag}`"));
            let message = format!("`{name}: {value}` does not hold: the etag of what is there is {found}");
            Err(Refusal::new(412, "PreconditionFailed", message).target(name))
        };
        let is_one = |values: &str, etag: Option<&str>| {
            values.split(',').any(|value| value.trim() == "*" || Some(value.trim()) == etag)
        };
        if let Some(values) = self.request.header_value("if-match") {
            let holds = stored.is_some() && (etag.is_none() || is_one(values, etag));
            if !holds {
                return failed("If-Match", values);
            }
        }
        match self.request.header_value("if-none-match") {
            Some(values) if stored.is_some() && is_one(values, etag) => failed("If-None-Match", values),
            _ => Ok(()),
        }
    }
}

/// The etag of a resource.
pub(super) fn etag(value: &Json) -> Option<&str> {
    ["etag", "eTag"].into_iter().find_map(|name| value[name].as_str())
}
