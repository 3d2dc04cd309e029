//! What answers a request, and what must be decoded of it.

use super::{Answer, Example, OperationReading, request::as_document, xml};
use crate::schema::{Fault, Side, text};
use armrest_documents::load::{Cursor, Value};
use serde_json::Value as Json;

impl<'d> OperationReading<'d, '_> {
    /// Whether the first answer is the whole result: no later answer and no other page follows.
    fn ends_at_once(&self) -> bool {
        let long_running = self.operation.get("x-ms-long-running-operation").and_then(Cursor::bool) == Some(true);
        !long_running && self.operation.get("x-ms-pageable").is_none()
    }

    /// Reads an example's answers.
    pub(super) fn answers(
        &self,
        example: Cursor<'d>,
        request: &mut Example<'d>,
        faults: &mut Vec<(Fault, &'static str)>,
    ) {
        let listed = example.get("responses");
        for (code, place, answer) in listed.into_iter().flat_map(Cursor::entries) {
            let fault = |message: String| Fault { place, pointer: format!("/responses/{code}"), message };
            let responses = self.operation.get("responses");
            let status = match (code, code.parse::<u16>()) {
                (_, Ok(status)) => status,
                // Any status that the operation does not declare.
                ("default", _) => {
                    let declared =
                        |status: &u16| responses.is_some_and(|responses| responses.get(&status.to_string()).is_some());
                    [400u16, 404, 409, 412].into_iter().find(|status| !declared(status)).unwrap_or(418)
                }
                _ => {
                    let message = format!("`{code}` is no status code");
                    faults.push((fault(message), "response"));
                    continue;
                }
            };
            let range = format!("{}xx", status / 100);
            let declared = responses.and_then(|responses| {
                let mut entries = responses.entries();
                let of_range = || entries.find(|(own, ..)| own.eq_ignore_ascii_case(&range)).map(|(.., own)| own);
                let default = || (status >= 400).then(|| responses.get("default")).flatten();
                responses.get(code).or_else(of_range).or_else(default)
            });
            let Some(declared) = declared.and_then(|declared| self.reading.target(declared)) else {
                let message = format!("the operation does not declare the status {code}");
                faults.push((fault(message), "response"));
                continue;
            };
            // HTTP has no body with these.
            let bodiless = matches!(status, 204 | 205 | 304);
            // Null is a body where it is allowed; else it says that there is none.
            let nullable = self.ends_at_once()
                && status < 400
                && declared.get("schema").is_some_and(|schema| {
                    declared.get("x-nullable").and_then(Cursor::bool) == Some(true) || self.reading.is_nullable(schema)
                });
            let body = answer.get("body").filter(|body| nullable || body.node.value != Value::Null);
            let body = body.filter(|_| !bodiless);
            let in_xml = self.is_xml("produces", declared.get("schema"));
            let raw =
                status < 400 && declared.get("schema").is_some() && self.is_raw("produces", declared.get("schema"));
            let decoded = match (declared.get("schema"), body) {
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
            let document = json.as_ref().zip(declared.get("schema")).filter(|_| in_xml);
            let document = document.map(|(json, schema)| xml::document(self.reading, schema, json));
            let (body, text, decoded) = match document {
                Some(document) => (None, Some(document), decoded.map(as_document)),
                None if raw => (None, json.as_ref().map(text), decoded),
                None => (json, None, decoded),
            };
            request.answers.push(Answer { status, body, text, decoded });
        }
    }
}
