//! Long-running operations as Azure Resource Manager runs them: where to poll, what an answer means, and where the
//! result is. Pure: answers come in, the next step comes out; [`crate::poller`] sends and waits.

use crate::error::{operation_failed, protocol_broken};
use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{
        Method, RawResponse, StatusCode, Url,
        headers::{HeaderName, Headers},
        poller::PollerStatus,
    },
};
use serde_json::Value;

/// Where the result of a long-running operation is found once it succeeded
/// (`x-ms-long-running-operation-options`, `final-state-via`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FinalState {
    /// The description does not say: PUT and PATCH read the original URI, POST its `Location`.
    Unsaid,
    /// In the status monitor that `Azure-AsyncOperation` names.
    AzureAsyncOperation,
    /// At the last `Location`.
    Location,
    /// At the URI that was first called.
    OriginalUri,
    /// In the status monitor that `Operation-Location` names.
    OperationLocation,
    /// The operation has no result.
    Nothing,
}

const OPERATION_LOCATION: HeaderName = HeaderName::from_static("operation-location");
const AZURE_ASYNC_OPERATION: HeaderName = HeaderName::from_static("azure-asyncoperation");
const LOCATION: HeaderName = HeaderName::from_static("location");

/// One run of a long-running operation.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    method: Method,
    original: Url,
    final_state: FinalState,
    monitor: Option<Monitor>,
    location: Option<Url>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Monitor {
    /// `Operation-Location` or `Azure-AsyncOperation`: answers with a status.
    Status(Url),
    /// `Location`: answers 202, and then with the result.
    Location(Url),
    /// The resource itself, by its `provisioningState`.
    Resource,
}

/// What comes after an answer.
#[derive(Debug)]
pub(crate) enum Next {
    /// Wait, then GET this.
    Poll(Url, PollerStatus),
    /// The operation succeeded.
    Done(Outcome),
}

/// Where the result of an operation that succeeded is.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It is this answer, which came from this URL.
    Here(Url, RawResponse),
    /// GET this.
    At(Url),
}

impl Run {
    pub(crate) fn new(method: Method, original: Url, final_state: FinalState) -> Self {
        Self { method, original, final_state, monitor: None, location: None }
    }

    /// Takes the answer to the operation's own request.
    pub(crate) fn start(&mut self, answer: &RawResponse) -> Result<Next> {
        let original = self.original.clone();
        self.read_links(answer.headers(), &original)?;
        if self.monitor.is_none() && matches!(self.method, Method::Put | Method::Patch) {
            self.monitor = Some(Monitor::Resource);
        }
        match &self.monitor {
            Some(Monitor::Status(url) | Monitor::Location(url)) => {
                Ok(Next::Poll(url.clone(), PollerStatus::InProgress))
            }
            Some(Monitor::Resource) => match provisioning_state(answer)? {
                State::Going(status) => Ok(Next::Poll(original, status)),
                State::Ended => Ok(Next::Done(Outcome::Here(original, answer.clone()))),
            },
            None => Ok(Next::Done(Outcome::Here(original, answer.clone()))),
        }
    }

    /// Takes the answer to a poll of `url`.
    pub(crate) fn poll(&mut self, answer: &RawResponse, url: Url) -> Result<Next> {
        if !matches!(u16::from(answer.status()), 200 | 201 | 202 | 204) {
            return Err(protocol_broken(answer, format!("polling was answered with status {}", answer.status())));
        }
        self.read_links(answer.headers(), &url)?;
        match self.monitor.clone() {
            Some(Monitor::Status(monitor)) => self.read_status(answer, url, monitor),
            Some(Monitor::Location(monitor)) => self.read_location(answer, url, monitor),
            Some(Monitor::Resource) | None => self.read_resource(answer, url),
        }
    }

    /// Takes the links of an answer from `base`. A later answer's links replace the earlier ones, but a `Location`
    /// does not replace a status monitor: it names where the result will be.
    fn read_links(&mut self, headers: &Headers, base: &Url) -> Result<()> {
        let link = |name: &HeaderName| {
            headers
                .get_optional_str(name)
                .filter(|link| !link.is_empty())
                .map(|link| {
                    base.join(link).map_err(|error| {
                        Error::with_message(
                            ErrorKind::DataConversion,
                            format!("the header `{}` is not a URL: {error}", name.as_str()),
                        )
                    })
                })
                .transpose()
        };
        let monitor = match link(&OPERATION_LOCATION)? {
            Some(url) => Some(url),
            None => link(&AZURE_ASYNC_OPERATION)?,
        };
        let location = link(&LOCATION)?;
        if let Some(url) = monitor {
            self.monitor = Some(Monitor::Status(url));
        } else if let (Some(url), None | Some(Monitor::Location(_))) = (&location, &self.monitor) {
            self.monitor = Some(Monitor::Location(url.clone()));
        }
        if location.is_some() {
            self.location = location;
        }
        Ok(())
    }

    fn read_status(&self, answer: &RawResponse, url: Url, monitor: Url) -> Result<Next> {
        let body: Option<Value> = answer.body().json().ok();
        let status = body.as_ref().and_then(|body| body.get("status")).and_then(Value::as_str);
        let Some(status) = status else {
            return Err(protocol_broken(
                answer,
                "the status monitor answered without a `status` that is a string".to_owned(),
            ));
        };
        match PollerStatus::from(status) {
            PollerStatus::Succeeded => Ok(Next::Done(self.outcome(answer, url))),
            PollerStatus::Failed | PollerStatus::Canceled => Err(operation_failed(status, answer)),
            status => Ok(Next::Poll(monitor, status)),
        }
    }

    fn read_location(&self, answer: &RawResponse, url: Url, monitor: Url) -> Result<Next> {
        if answer.status() == StatusCode::Accepted {
            return Ok(Next::Poll(monitor, PollerStatus::InProgress));
        }
        match provisioning_state(answer)? {
            State::Going(status) => return Ok(Next::Poll(monitor, status)),
            State::Ended => {}
        }
        // Where nothing says otherwise the last `Location` answers with the result itself, unless it is empty.
        let reread = match self.final_state {
            FinalState::OriginalUri => true,
            FinalState::Unsaid => matches!(self.method, Method::Put | Method::Patch) && answer.body().is_empty(),
            _ => false,
        };
        Ok(Next::Done(if reread { Outcome::At(self.original.clone()) } else { Outcome::Here(url, answer.clone()) }))
    }

    fn read_resource(&self, answer: &RawResponse, url: Url) -> Result<Next> {
        match provisioning_state(answer)? {
            State::Going(status) => Ok(Next::Poll(self.original.clone(), status)),
            State::Ended if answer.status() == StatusCode::Accepted => {
                Ok(Next::Poll(self.original.clone(), PollerStatus::InProgress))
            }
            State::Ended => Ok(Next::Done(Outcome::Here(url, answer.clone()))),
        }
    }

    /// Where the result is once a status monitor, whose last answer came from `url`, says that all is done.
    fn outcome(&self, answer: &RawResponse, url: Url) -> Outcome {
        let writes = matches!(self.method, Method::Put | Method::Patch);
        match self.final_state {
            FinalState::Nothing => Outcome::Here(url, answer.clone()),
            FinalState::OriginalUri => Outcome::At(self.original.clone()),
            FinalState::Location if self.location.is_some() => self.at_location(answer, url),
            // What a status monitor of a PUT or PATCH holds is not the resource, whatever the description says.
            _ if writes => Outcome::At(self.original.clone()),
            FinalState::Unsaid if self.method == Method::Post => self.at_location(answer, url),
            FinalState::Unsaid
            | FinalState::Location
            | FinalState::AzureAsyncOperation
            | FinalState::OperationLocation => Outcome::Here(url, result_in_status(answer)),
        }
    }

    fn at_location(&self, answer: &RawResponse, url: Url) -> Outcome {
        match &self.location {
            Some(location) => Outcome::At(location.clone()),
            None => Outcome::Here(url, result_in_status(answer)),
        }
    }
}

/// The result that a status monitor carries: its `result` or `properties`, else the whole.
fn result_in_status(answer: &RawResponse) -> RawResponse {
    let body: Option<Value> = answer.body().json().ok();
    let result = body.and_then(|mut body| {
        ["result", "properties"]
            .iter()
            .map(|name| body.get_mut(*name).map(Value::take).unwrap_or_default())
            .find(|result| !result.is_null())
    });
    match result {
        Some(result) => RawResponse::from_bytes(answer.status(), answer.headers().clone(), result.to_string()),
        None => answer.clone(),
    }
}

enum State {
    Going(PollerStatus),
    Ended,
}

/// Reads `properties.provisioningState`: absent or null in a body, or no body at all, means that it is done.
fn provisioning_state(answer: &RawResponse) -> Result<State> {
    let body: Option<Value> = answer.body().json().ok();
    let state = body.as_ref().and_then(|body| body.pointer("/properties/provisioningState")).and_then(Value::as_str);
    let Some(state) = state else {
        return Ok(State::Ended);
    };
    match PollerStatus::from(state) {
        PollerStatus::Succeeded => Ok(State::Ended),
        PollerStatus::Failed | PollerStatus::Canceled => Err(operation_failed(state, answer)),
        status => Ok(State::Going(status)),
    }
}

#[cfg(test)]
mod tests;
