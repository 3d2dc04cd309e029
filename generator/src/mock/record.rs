//! What was asked and answered.

use super::request::{Request, Response};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// Headers that are never recorded: they are credentials.
const SECRET: &[&str] = &["authorization", "cookie", "proxy-authorization", "x-ms-authorization-auxiliary"];

/// Query parameters that are credentials, as are headers with a key.
const SECRET_QUERY: &[&str] = &["sig", "code", "subscription-key"];

/// A request and its response. As JSON it is one line of `armrest mock --record FILE`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Exchange {
    /// When the request came (RFC 3339).
    pub at: String,
    /// The HTTP method.
    pub method: String,
    /// Path and query, without credentials.
    pub target: String,
    /// The `operationId`, if the request is one of an operation.
    pub operation: Option<String>,
    /// The request's headers, without credentials.
    pub headers: Map<String, Json>,
    /// The request's body: as JSON if it is JSON, else as text; null if there is none.
    pub body: Json,
    /// The status code of the response; 0 if the connection was closed without one.
    pub status: u16,
    /// The response's headers.
    pub response_headers: Map<String, Json>,
    /// The response's body, like the request's.
    pub response_body: Json,
}

impl Exchange {
    pub(super) fn new(request: &Request, response: &Response, at: OffsetDateTime) -> Self {
        let status = if response.reset { 0 } else { response.status };
        Self {
            at: at.format(&Rfc3339).unwrap_or_default(),
            method: request.method.clone(),
            target: without_secrets(&request.target),
            operation: response.operation.clone(),
            headers: headers(&request.headers),
            body: body(&request.body),
            status,
            response_headers: headers(&response.headers),
            response_body: body(&response.body),
        }
    }
}

fn headers(own: &[(String, String)]) -> Map<String, Json> {
    let kept = own.iter().filter(|(name, _)| !is_secret(name));
    kept.map(|(name, value)| (name.to_ascii_lowercase(), Json::from(value.as_str()))).collect()
}

fn is_secret(header: &str) -> bool {
    let name = header.to_ascii_lowercase();
    SECRET.contains(&name.as_str()) || name.ends_with("-key") || name.ends_with("-token")
}

fn without_secrets(target: &str) -> String {
    let Some((path, query)) = target.split_once('?') else { return target.to_owned() };
    let kept = query.split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        !SECRET_QUERY.contains(&name.as_str()) && !name.ends_with("key")
    });
    let kept: Vec<&str> = kept.collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

fn body(bytes: &[u8]) -> Json {
    if bytes.is_empty() {
        return Json::Null;
    }
    serde_json::from_slice(bytes).unwrap_or_else(|_| Json::from(String::from_utf8_lossy(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn credentials_are_not_recorded() {
        let request = Request::new("PUT", "/a?api-version=1&sig=secret&subscription-key=secret")
            .header("Ocp-Apim-Subscription-Key", "secret")
            .header("X-Ms-Client-Request-Id", "7")
            .json(&json!({ "location": "west" }));
        let exchange = Exchange::new(&request, &Response::new(201), OffsetDateTime::UNIX_EPOCH);
        let written = serde_json::to_value(&exchange).unwrap_or_default();
        assert_eq!(
            written,
            json!({
                "at": "1970-01-01T00:00:00Z",
                "method": "PUT",
                "target": "/a?api-version=1",
                "operation": null,
                "headers": { "content-type": "application/json", "x-ms-client-request-id": "7" },
                "body": { "location": "west" },
                "status": 201,
                "response_headers": {},
                "response_body": null,
            })
        );
    }
}
