//! The responses to a request, and what must be decoded of them.

use super::{OperationReading, request::as_document, xml};
use crate::schema::{Fault, Side, text};
use armrest_documents::load::{Cursor, Value, escaped};
use serde_json::Value as Json;

/// Headers that the server's HTTP stack sets itself, or that say how the body is to be read.
const HTTP_OWNED: &[&str] = &[
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "keep-alive",
    "server",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The headers of a response: as they come, and decoded.
type Headers = (Vec<(String, String)>, Option<Json>);

/// One response of an example.
#[derive(Debug)]
pub(super) struct ExampleResponse<'d> {
    /// The status code.
    pub(super) status: u16,
    /// The description says that it is an error.
    pub(super) is_error: bool,
    /// The body's schema.
    pub(super) schema: Option<Cursor<'d>>,
    /// The body as it comes.
    pub(super) body: Option<Json>,
    /// The body as it comes, where it is not JSON.
    pub(super) text: Option<String>,
    /// What of it the schema names: what must be decoded. None where the response has no schema.
    pub(super) decoded: Option<Json>,
    /// The headers that the response declares and the example has.
    pub(super) headers: Vec<(String, String)>,
    /// What must be decoded of all headers.
    pub(super) decoded_headers: Option<Json>,
}

impl<'d> OperationReading<'d, '_> {
    /// Whether the first response is the whole result: no later response and no other page follows.
    fn ends_at_once(&self) -> bool {
        !self.runs_long() && self.operation.get("x-ms-pageable").is_none()
    }

    /// Whether a status that a response of this code describes is no error.
    pub(super) fn is_success(&self, code: &str, response: Cursor<'d>, status: u16) -> bool {
        if code == "default" {
            return (200..300).contains(&status);
        }
        let is_error = response.get("x-ms-error-response").and_then(Cursor::flag);
        !is_error.unwrap_or(status >= 400 && !(status == 404 && self.method == "head"))
    }

    /// Reads an example's responses.
    pub(super) fn responses(
        &self,
        example: Cursor<'d>,
        faults: &mut Vec<(Fault, &'static str)>,
    ) -> Vec<ExampleResponse<'d>> {
        let mut responses = Vec::new();
        let listed = example.get("responses");
        for (code, location, response) in listed.into_iter().flat_map(Cursor::entries) {
            let fault = |message: String| Fault { location, pointer: format!("/responses/{code}"), message };
            let all_declared = self.operation.get("responses");
            let status = match (code, code.parse::<u16>()) {
                (_, Ok(status)) => status,
                // Any status that the operation does not declare.
                ("default", _) => {
                    let declared =
                        |status: &u16| all_declared.is_some_and(|all| all.get(&status.to_string()).is_some());
                    [400u16, 404, 409, 412].into_iter().find(|status| !declared(status)).unwrap_or(418)
                }
                _ => {
                    let message = format!("`{code}` is not a status code");
                    faults.push((fault(message), "response"));
                    continue;
                }
            };
            let range = format!("{}xx", status / 100);
            let declared = all_declared.and_then(|all| {
                let of = |wanted: &str| {
                    let mut entries = all.entries();
                    entries.find(|(own, ..)| own.eq_ignore_ascii_case(wanted)).map(|(own, _, response)| (own, response))
                };
                of(code).or_else(|| of(&range)).or_else(|| (status >= 400).then(|| of("default")).flatten())
            });
            let declared = declared.and_then(|(own, response)| Some((own, self.reading.target(response)?)));
            let Some((own, declared)) = declared else {
                let message = format!("the operation does not declare the status {code}");
                faults.push((fault(message), "response"));
                continue;
            };
            let is_error = !self.is_success(own, declared, status);
            let schema = declared.get("schema");
            // HTTP has no body with these.
            let bodiless = matches!(status, 204 | 205 | 304);
            // Null is a body where it is allowed; else it says that there is none.
            let nullable = self.ends_at_once()
                && !is_error
                && schema.is_some_and(|schema| {
                    declared.get("x-nullable").and_then(Cursor::flag) == Some(true) || self.reading.is_nullable(schema)
                });
            let body = response.get("body").filter(|body| nullable || body.node.value != Value::Null);
            let body = body.filter(|_| !bodiless);
            let in_xml = self.is_xml("produces", schema);
            let raw = !is_error && schema.is_some() && self.is_raw("produces", schema);
            let decoded = match (schema, body) {
                (_, Some(body)) if raw && self.is_text("produces", schema) => Some(text(&body.node.to_json()).into()),
                _ if raw => None,
                (Some(_), Some(body)) if body.node.value == Value::Null => Some(Json::Null),
                (Some(schema), Some(body)) => {
                    let at = format!("/responses/{code}/body");
                    match self.reading.project_item(schema, body, Side::Received, &at) {
                        Ok(decoded) => Some(decoded),
                        Err(fault) => {
                            faults.push((fault, "response"));
                            continue;
                        }
                    }
                }
                _ => None,
            };
            let json = body.map(|body| body.node.to_json());
            let document = json.as_ref().zip(schema).filter(|_| in_xml);
            let document = document.map(|(json, schema)| xml::document(self.reading, schema, json));
            let (body, text, decoded) = match document {
                Some(document) => (None, Some(document), decoded.map(as_document)),
                None if raw => (None, json.as_ref().map(text), decoded),
                None => (json, None, decoded),
            };
            let (headers, decoded_headers) = match self.example_headers(declared, response, code) {
                Ok(headers) => headers,
                Err(fault) => {
                    faults.push((fault, "response"));
                    continue;
                }
            };
            let (body, text) = (body.map(as_it_is), text.map(|text| without_markers(&text)));
            responses.push(ExampleResponse { status, is_error, schema, body, text, decoded, headers, decoded_headers });
        }
        responses
    }

    /// The headers of an example's response that the description declares.
    fn example_headers(&self, declared: Cursor<'d>, response: Cursor<'d>, code: &str) -> Result<Headers, Fault> {
        let described = declared.get("headers").into_iter().flat_map(Cursor::entries);
        let described: Vec<(&str, Cursor<'d>)> =
            described.filter_map(|(name, _, header)| Some((name, self.reading.target(header)?))).collect();
        let is_owned = |name: &str| HTTP_OWNED.iter().any(|own| own.eq_ignore_ascii_case(name));
        let mut headers = Vec::new();
        let mut decoded = serde_json::Map::new();
        for (name, _, value) in response.get("headers").into_iter().flat_map(Cursor::entries) {
            let own = described.iter().find(|(own, _)| own.eq_ignore_ascii_case(name) && !is_owned(own));
            let Some((_, own)) = own.filter(|(_, own)| own.get("x-ms-header-collection-prefix").is_none()) else {
                continue;
            };
            let at = format!("/responses/{code}/headers/{}", escaped(name));
            let (text, json) = self.reading.header(*own, value, &at)?;
            headers.push((name.to_ascii_lowercase(), without_markers(&text)));
            decoded.insert(name.to_ascii_lowercase(), json);
        }
        // What the server sets itself is decoded too, and no example says what it is.
        let is_whole = !self.response_headers().iter().any(|name| is_owned(name));
        Ok((headers, (is_whole && !decoded.is_empty()).then_some(Json::Object(decoded))))
    }
}

/// A text of an example in which the mock server replaces nothing: its marker is written in two pairs of braces.
fn without_markers(text: &str) -> String {
    text.replace("{endpoint}", "{{endpoint}}")
}

fn as_it_is(body: Json) -> Json {
    match body {
        Json::String(text) => without_markers(&text).into(),
        Json::Array(items) => items.into_iter().map(as_it_is).collect(),
        Json::Object(entries) => entries.into_iter().map(|(name, value)| (name, as_it_is(value))).collect(),
        other => other,
    }
}
