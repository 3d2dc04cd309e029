//! How an example of a long-running operation runs: by the way that its description names (`final-state-via`, the headers
//! of its responses), or else as ARM's services do.

use super::OperationReading;
use armrest_documents::load::Cursor;
use serde_json::{Value as Json, json};

/// How an operation runs after its first response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct LongRunning {
    /// The header of the first response that links to a status monitor, if there is one.
    pub(super) monitor: Option<&'static str>,
    /// The first response has a `location`.
    pub(super) location: bool,
    /// Where the result is at the end.
    pub(super) result: ResultAt,
}

/// Where the result of a long-running operation is at its end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ResultAt {
    /// The status monitor.
    Monitor(MonitorSchema),
    /// The `location`.
    Location,
    /// The URL first called.
    Original,
}

/// What the schema of a result says of the status monitor that has it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum MonitorSchema {
    /// It describes the monitor: it has `status`.
    Monitor,
    /// It has `properties` (or `result`), as the monitor has.
    Overlapping,
    /// It has neither.
    Other,
}

impl LongRunning {
    /// The last response of the status monitor with this result, and what must be decoded of it.
    pub(super) fn monitor_response(&self, schema: MonitorSchema, body: Json, decoded: Json) -> (Json, Json) {
        let with_status = |mut json: Json| {
            if let Some(object) = json.as_object_mut() {
                object.insert("status".to_owned(), "Succeeded".into());
            }
            json
        };
        let is_whole = body.is_object() && body.pointer("/properties/properties").is_none();
        let wrapper = if self.monitor == Some("operation-location") { "result" } else { "properties" };
        match schema {
            MonitorSchema::Monitor => (with_status(body), with_status(decoded)),
            MonitorSchema::Overlapping if is_whole => (with_status(body), decoded),
            _ => (json!({ "status": "Succeeded", wrapper: body }), decoded),
        }
    }
}

impl<'d> OperationReading<'d, '_> {
    /// Whether the operation goes on after its first response.
    pub(super) fn runs_long(&self) -> bool {
        self.operation.get("x-ms-long-running-operation").and_then(Cursor::flag) == Some(true)
    }

    /// How the operation runs, if it runs long.
    pub(super) fn long_running(&self) -> LongRunning {
        let options = self.operation.get("x-ms-long-running-operation-options");
        let via = options.and_then(|options| options.get("final-state-via")?.text()).map(str::to_ascii_lowercase);
        let headers = self.response_headers();
        let has = |name: &str| headers.iter().any(|own| own == name);
        let writes = matches!(self.method, "put" | "patch");
        let monitor = match via.as_deref() {
            Some("azure-async-operation") => Some("azure-asyncoperation"),
            Some("operation-location") => Some("operation-location"),
            _ => ["operation-location", "azure-asyncoperation"].into_iter().find(|name| has(name)),
        };
        let location = has("location") || via.as_deref() == Some("location") || monitor.is_none() && !writes;
        let schema = self.monitor_schema();
        let result = match via.as_deref() {
            Some("location") => ResultAt::Location,
            Some("original-uri") => ResultAt::Original,
            Some("azure-async-operation" | "operation-location") if !writes || schema == MonitorSchema::Monitor => {
                ResultAt::Monitor(schema)
            }
            _ if writes => ResultAt::Original,
            _ if monitor.is_some() && !(location && self.method == "post") => ResultAt::Monitor(schema),
            _ => ResultAt::Location,
        };
        LongRunning { monitor, location, result }
    }

    /// The responses that are no errors, in the order of their codes.
    fn successes(&self) -> impl Iterator<Item = Cursor<'d>> {
        let responses = self.operation.get("responses").into_iter().flat_map(Cursor::entries);
        let responses = responses.filter_map(|(code, _, response)| Some((code, self.reading.target(response)?)));
        let mut successes: Vec<(&str, Cursor<'d>)> = responses
            .filter(|(code, response)| {
                // A range stands for its first code.
                let status = code.replace(['x', 'X'], "0").parse();
                status.is_ok_and(|status| self.is_success(code, *response, status))
            })
            .collect();
        successes.sort_by_key(|(code, _)| *code);
        successes.into_iter().map(|(_, response)| response)
    }

    /// The result's schema: what the description says of the final state, else that of the first response that is no
    /// error and has one.
    pub(super) fn result_schema(&self) -> Option<Cursor<'d>> {
        let options = self.operation.get("x-ms-long-running-operation-options");
        let named = options.filter(|_| self.runs_long()).and_then(|options| options.get("final-state-schema"));
        let named = named.and_then(|named| {
            let reference = named.text().or_else(|| named.get("$ref")?.text())?;
            self.reading.documents.resolve(named, reference).ok()
        });
        let own = || self.successes().find_map(|response| response.get("schema"));
        named.or_else(own).filter(|_| self.method != "head")
    }

    /// The names of the headers of successful responses, in small letters.
    pub(super) fn response_headers(&self) -> Vec<String> {
        let headers = self.successes().filter_map(|response| response.get("headers"));
        headers.flat_map(Cursor::entries).map(|(name, _, _)| name.to_ascii_lowercase()).collect()
    }

    fn monitor_schema(&self) -> MonitorSchema {
        let Some(schema) = self.result_schema() else {
            return MonitorSchema::Other;
        };
        let properties = self.reading.properties(schema, &Json::Null);
        let has = |name: &str| properties.iter().any(|(own, _)| *own == name);
        if has("status") {
            MonitorSchema::Monitor
        } else if has("properties") || has("result") {
            MonitorSchema::Overlapping
        } else {
            MonitorSchema::Other
        }
    }
}
