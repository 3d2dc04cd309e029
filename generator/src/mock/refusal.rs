//! Errors, in CloudError's form.

use super::Response;
use serde_json::json;

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    /// The error code, for programs.
    pub(super) code: &'static str,
    /// A parameter, or the JSON pointer of a value in the body.
    pub(super) target: String,
    /// What was expected, what was found, and where that is described.
    pub(super) message: String,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    status: u16,
    error: Box<CloudError>,
}

#[derive(Clone, Debug, PartialEq)]
struct CloudError {
    code: String,
    message: String,
    target: Option<String>,
    details: Vec<Finding>,
    headers: Vec<(String, String)>,
}

impl Refusal {
    pub(super) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        let (code, message) = (code.to_owned(), message.into());
        let error = CloudError { code, message, target: None, details: Vec::new(), headers: Vec::new() };
        Self { status, error: Box::new(error) }
    }

    #[must_use]
    pub(super) fn target(mut self, target: &str) -> Self {
        self.error.target = Some(target.to_owned());
        self
    }

    #[must_use]
    pub(super) fn header(mut self, name: &str, value: &str) -> Self {
        self.error.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// 400 for these findings: the only one is the error itself; of several each is a detail.
    pub(super) fn of_findings(operation: &str, findings: Vec<Finding>) -> Self {
        match <[Finding; 1]>::try_from(findings) {
            Ok([only]) => Self::new(400, only.code, only.message).target(&only.target),
            Err(findings) => {
                let message = format!("{} things are wrong with this request of `{operation}`", findings.len());
                let mut refusal = Self::new(400, "MultipleErrorsOccurred", message);
                refusal.error.details = findings;
                refusal
            }
        }
    }

    /// `{"error": {"code", "message", "target", "details"}}`.
    pub(super) fn response(&self) -> Response {
        let own = &self.error;
        let mut error = json!({ "code": own.code, "message": own.message });
        if let Some(target) = &own.target {
            error["target"] = json!(target);
        }
        if !own.details.is_empty() {
            let details = own.details.iter();
            let details = details.map(|own| json!({ "code": own.code, "message": own.message, "target": own.target }));
            error["details"] = details.collect();
        }
        let response = Response::with_json(self.status, &json!({ "error": error }));
        let response = response.header("x-ms-error-code", &own.code);
        own.headers.iter().fold(response, |response, (name, value)| response.header(name, value))
    }
}
