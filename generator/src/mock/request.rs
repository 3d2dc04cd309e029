//! What is asked, and what is answered: no socket is needed for either.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde_json::Value as Json;
use std::time::Duration;

/// A request, as it came.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// The HTTP method.
    pub method: String,
    /// Path and query, unchanged.
    pub target: String,
    /// The headers, by lower-case names.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The URL by which the server was called, without a trailing slash: links in responses begin with it.
    pub endpoint: String,
}

impl Request {
    /// A request without a body, with an access token.
    pub fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: vec![("authorization".to_owned(), "Bearer mock-token".to_owned())],
            body: Vec::new(),
            endpoint: "http://localhost".to_owned(),
        }
    }

    /// The request with another header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// The request with a JSON body.
    #[must_use]
    pub fn json(self, body: &Json) -> Self {
        Self { body: body.to_string().into_bytes(), ..self.header("content-type", "application/json") }
    }

    /// The request without its access token.
    #[must_use]
    pub fn without_token(mut self) -> Self {
        self.headers.retain(|(name, _)| name != "authorization");
        self
    }

    /// The value of a header.
    pub(super) fn header_value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// A response.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The headers, by lower-case names.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How long the server waits before it sends this.
    pub delay: Duration,
    /// The server sends nothing, and closes the connection.
    pub reset: bool,
    /// The `operationId` that was called, if the request is one of an operation.
    pub operation: Option<String>,
}

impl Response {
    /// A response without a body.
    pub(super) fn new(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// A response with a JSON body.
    pub(super) fn with_json(status: u16, body: &Json) -> Self {
        let body = body.to_string().into_bytes();
        Self { body, ..Self::new(status).header("content-type", "application/json; charset=utf-8") }
    }

    #[must_use]
    pub(super) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of a header.
    pub fn header_value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as JSON; none where it is not JSON.
    pub fn json(&self) -> Option<Json> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// A request's target, in parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Target {
    /// The segments of the path, decoded.
    pub(super) segments: Vec<String>,
    /// The names and values of the query, decoded.
    pub(super) query: Vec<(String, String)>,
}

impl Target {
    pub(super) fn parse(target: &str) -> Self {
        // A proxy's form of a request has the whole URL.
        let target = match target.split_once("://") {
            Some((scheme, rest)) if !scheme.contains(['/', '?']) => rest.find('/').map_or("/", |slash| &rest[slash..]),
            _ => target,
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " ")))
        });
        Self { segments: segments.map(decoded).collect(), query: pairs.collect() }
    }

    /// The value of a query parameter, by its name without regard to case.
    pub(super) fn query_value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// All values of a query parameter.
    pub(super) fn query_values<'q>(&'q self, name: &'q str) -> impl Iterator<Item = &'q str> {
        self.query.iter().filter(move |(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The target with other values of query parameters: those that have them are replaced, or else they are added.
    pub(super) fn with_query(&self, set: &[(&str, &str)]) -> String {
        let path: String = self.segments.iter().map(|segment| format!("/{}", encoded(segment))).collect();
        let is_set = |name: &str| set.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
        let kept =
            self.query.iter().filter(|(name, _)| !is_set(name)).map(|(name, value)| (name.as_str(), value.as_str()));
        let pairs =
            kept.chain(set.iter().copied()).map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let pairs: Vec<String> = pairs.collect();
        let mark = if pairs.is_empty() { "" } else { "?" };
        format!("{path}{mark}{}", pairs.join("&"))
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What is percent-encoded in a segment or a query value: all but what RFC 3986 allows in both, and `$`.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'/')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The key of a path, by which resources are known: paths of Azure Resource Manager are compared without regard to case.
pub(super) fn key(segments: &[String]) -> String {
    segments.iter().map(|segment| format!("/{}", encoded(segment).to_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_read_and_written() {
        let target = Target::parse("/a%2Fb//c?api-version=1&$filter=a%20eq%20b+c");
        assert_eq!(target.segments, ["a/b", "c"]);
        assert_eq!(target.query_value("API-Version"), Some("1"));
        assert_eq!(target.query_value("$filter"), Some("a eq b c"));
        assert_eq!(
            target.with_query(&[("API-VERSION", "2"), ("x", "&")]),
            "/a%2Fb/c?$filter=a%20eq%20b%20c&API-VERSION=2&x=%26"
        );
        assert_eq!(Target::parse("http://host:1/a?b").segments, ["a"]);
        assert_eq!(key(&["A b".to_owned(), "C/d".to_owned()]), "/a%20b/c%2fd");
    }
}
