//! Long-running operations as Azure Resource Manager runs them: where to poll, what a response means, and where the
//! result is. Pure: it takes responses and returns the next step; [`crate::poller`] sends and waits.

use crate::{
    continuation::link_text,
    error::{operation_failed, protocol_broken},
    target::without_query,
};
use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{
        Method, RawResponse, StatusCode, Url,
        headers::{HeaderName, Headers},
        poller::PollerStatus,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where the result of a long-running operation is found once it succeeded
/// (`x-ms-long-running-operation-options`, `final-state-via`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum FinalState {
    /// The description does not say: the status monitor's `resourceLocation`; without one, PUT and PATCH read the
    /// original URI, and POST its `Location`.
    Unspecified,
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

/// What the last response of a status monitor is to an operation whose result is found there. The schema of the result
/// decides.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum MonitorResult {
    /// It holds the result in `result` or `properties`.
    #[default]
    Inside,
    /// The schema has a property `properties`, as a resource has: what is in `result` or `properties` is the result only
    /// if it has `properties` too. Otherwise the whole response is.
    Resource,
    /// It is the result: the schema has the property `status`.
    Whole,
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
    monitor_result: MonitorResult,
    /// The operation asks for JSON: a body in another format is no result.
    is_json: bool,
    monitor: Option<Monitor>,
    location: Option<Url>,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Monitor {
    /// `Operation-Location` or `Azure-AsyncOperation`: its responses contain a status.
    Status(#[serde(with = "link_text")] Url),
    /// `Location`: its responses are 202, and then the result.
    Location(#[serde(with = "link_text")] Url),
    /// The resource itself, by its `provisioningState`.
    Resource,
}

/// What the service has said so far of an operation that goes on: with the description, all that polling needs.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Standing {
    monitor: Monitor,
    /// The last `Location`, which may name the result.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "link_text::optional")]
    location: Option<Url>,
}

impl Standing {
    /// Where the operation is polled; none where that is the resource that it writes.
    pub(crate) fn link(&self) -> Option<&Url> {
        match &self.monitor {
            Monitor::Status(url) | Monitor::Location(url) => Some(url),
            Monitor::Resource => None,
        }
    }
}

/// What comes after a response.
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
    /// It is this response, which came from this URL.
    Here(Url, RawResponse),
    /// GET this.
    At(Url),
}

impl Run {
    /// `accept` is the header of the operation's request; empty for a result of any format.
    pub(crate) fn new(
        method: Method,
        original: Url,
        accept: &str,
        final_state: FinalState,
        monitor_result: MonitorResult,
    ) -> Self {
        let is_json = accept.split(',').all(|media_type| media_type.to_ascii_lowercase().contains("json"));
        Self { method, original, final_state, monitor_result, is_json, monitor: None, location: None }
    }

    /// How the operation stands; none before its first response, or if that was all.
    pub(crate) fn standing(&self) -> Option<Standing> {
        let (monitor, location) = (self.monitor.clone()?, self.location.clone());
        Some(Standing { monitor, location })
    }

    /// Goes on from where another run has come to.
    pub(crate) fn resume(&mut self, standing: Standing) {
        (self.monitor, self.location) = (Some(standing.monitor), standing.location);
    }

    /// What to GET next; none before the first response.
    pub(crate) fn next(&self) -> Option<Url> {
        Some(match self.monitor.as_ref()? {
            Monitor::Status(url) | Monitor::Location(url) => url.clone(),
            Monitor::Resource => self.original.clone(),
        })
    }

    /// PUT and PATCH: the result is the resource that they write.
    fn writes(&self) -> bool {
        matches!(self.method, Method::Put | Method::Patch)
    }

    /// Takes the response to the operation's own request.
    pub(crate) fn start(&mut self, response: &RawResponse) -> Result<Next> {
        let original = self.original.clone();
        self.read_links(response.headers(), &original)?;
        if self.monitor.is_none() && self.writes() {
            self.monitor = Some(Monitor::Resource);
        }
        match &self.monitor {
            Some(Monitor::Status(url) | Monitor::Location(url)) => {
                Ok(Next::Poll(url.clone(), PollerStatus::InProgress))
            }
            Some(Monitor::Resource) => match (self.provisioning_state(response, &original)?, response.status()) {
                (State::Going(status), _) => Ok(Next::Poll(original, status)),
                (_, StatusCode::Accepted) | (State::Missing, StatusCode::Created) => {
                    Ok(Next::Poll(original, PollerStatus::InProgress))
                }
                _ => Ok(Next::Done(Outcome::Here(original, response.clone()))),
            },
            None => Ok(Next::Done(Outcome::Here(original, response.clone()))),
        }
    }

    /// Takes the response to a poll of `url`.
    pub(crate) fn poll(&mut self, response: &RawResponse, url: Url) -> Result<Next> {
        if !matches!(u16::from(response.status()), 200 | 201 | 202 | 204) {
            return Err(protocol_broken(response, format!("the response to polling has status {}", response.status())));
        }
        self.read_links(response.headers(), &url)?;
        match self.monitor.clone() {
            Some(Monitor::Status(monitor)) => self.read_status(response, url, monitor),
            Some(Monitor::Location(monitor)) => self.read_location(response, url, monitor),
            Some(Monitor::Resource) | None => self.read_resource(response, url),
        }
    }

    /// Takes the links of a response from `base`. A later response's links replace the earlier ones, but a `Location`
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

    fn read_status(&self, response: &RawResponse, url: Url, monitor: Url) -> Result<Next> {
        let body: Option<Value> = response.body().json().ok();
        let status = body.as_ref().and_then(|body| body.get("status")).and_then(Value::as_str);
        let Some(status) = status else {
            let monitor = without_query(&url);
            let message = format!("the response of the status monitor `{monitor}` has no `status` that is a string");
            return Err(protocol_broken(response, message));
        };
        match PollerStatus::from(status) {
            PollerStatus::Succeeded => Ok(Next::Done(self.outcome(response, body.as_ref(), url)?)),
            PollerStatus::Failed | PollerStatus::Canceled => Err(operation_failed(status, response)),
            status => Ok(Next::Poll(monitor, status)),
        }
    }

    fn read_location(&self, response: &RawResponse, url: Url, monitor: Url) -> Result<Next> {
        if response.status() == StatusCode::Accepted {
            return Ok(Next::Poll(monitor, PollerStatus::InProgress));
        }
        if let State::Going(status) = self.provisioning_state(response, &url)? {
            return Ok(Next::Poll(monitor, status));
        }
        // The last `Location` returns the result itself, unless the description says otherwise or it is empty.
        let reread = match self.final_state {
            FinalState::OriginalUri => true,
            FinalState::Location | FinalState::Nothing => false,
            FinalState::Unspecified | FinalState::AzureAsyncOperation | FinalState::OperationLocation => {
                self.writes() && response.body().is_empty()
            }
        };
        Ok(Next::Done(if reread { Outcome::At(self.original.clone()) } else { Outcome::Here(url, response.clone()) }))
    }

    fn read_resource(&self, response: &RawResponse, url: Url) -> Result<Next> {
        match self.provisioning_state(response, &url)? {
            State::Going(status) => Ok(Next::Poll(self.original.clone(), status)),
            _ if response.status() == StatusCode::Accepted => {
                Ok(Next::Poll(self.original.clone(), PollerStatus::InProgress))
            }
            _ if response.body().is_empty() && response.status() != StatusCode::NoContent => {
                let message = format!("the response to polling `{}` has no body", without_query(&url));
                Err(protocol_broken(response, message))
            }
            _ => Ok(Next::Done(Outcome::Here(url, response.clone()))),
        }
    }

    /// Where the result is once a status monitor, whose last response came from `url`, says that all is done.
    fn outcome(&self, response: &RawResponse, body: Option<&Value>, url: Url) -> Result<Outcome> {
        let in_monitor = matches!(self.final_state, FinalState::AzureAsyncOperation | FinalState::OperationLocation);
        match (self.final_state, &self.location) {
            (FinalState::Nothing, _) => return Ok(Outcome::Here(url, response.clone())),
            (FinalState::Location, Some(location)) => return Ok(Outcome::At(location.clone())),
            (FinalState::OriginalUri, _) if !self.writes() => return Ok(Outcome::At(self.original.clone())),
            // What a status monitor of a PUT or PATCH holds is not the resource, whatever `final-state-via` says; but the
            // result may be the monitor itself (Key Vault's backups).
            _ if in_monitor && (!self.writes() || self.monitor_result == MonitorResult::Whole) => {
                return Ok(Outcome::Here(url, self.result_in_monitor(response, body)));
            }
            _ => {}
        }
        // What is deleted is not read again.
        if self.method != Method::Delete
            && let Some(link) = resource_location(body, &url)?
        {
            return Ok(Outcome::At(link));
        }
        Ok(match &self.location {
            _ if self.writes() => Outcome::At(self.original.clone()),
            Some(location) if self.method == Method::Post => Outcome::At(location.clone()),
            _ => Outcome::Here(url, self.result_in_monitor(response, body)),
        })
    }

    /// Reads `properties.provisioningState` of a response from `url`. A response that should be JSON and is not, such as a
    /// page of a proxy's, says nothing of the operation.
    fn provisioning_state(&self, response: &RawResponse, url: &Url) -> Result<State> {
        let broken =
            |fault: &str| protocol_broken(response, format!("the response of `{}` {fault}", without_query(url)));
        if response.body().is_empty() {
            return Ok(State::Missing);
        }
        let body: Value = match response.body().json() {
            Ok(body) => body,
            // The body is the result in the operation's own format, or only says that it goes on.
            Err(_) if !self.is_json || response.status() == StatusCode::Accepted => return Ok(State::Missing),
            Err(error) => return Err(broken(&format!("is not JSON: {error}"))),
        };
        let state = match body.pointer("/properties/provisioningState") {
            None | Some(Value::Null) => return Ok(State::Missing),
            Some(Value::String(state)) => state,
            Some(_) if response.status() == StatusCode::Accepted => return Ok(State::Missing),
            Some(_) => return Err(broken("has a `provisioningState` that is not a string")),
        };
        match PollerStatus::from(state.as_str()) {
            PollerStatus::Succeeded => Ok(State::Succeeded),
            PollerStatus::Failed | PollerStatus::Canceled => Err(operation_failed(state, response)),
            status => Ok(State::Going(status)),
        }
    }

    /// The result that a status monitor holds: its `result` or `properties`, or the whole response.
    fn result_in_monitor(&self, response: &RawResponse, body: Option<&Value>) -> RawResponse {
        let mut held = ["result", "properties"].iter().filter_map(|name| body?.get(*name));
        let held = match self.monitor_result {
            MonitorResult::Inside => held.find(|held| !held.is_null()),
            MonitorResult::Resource => held.find(|held| held.get("properties").is_some()),
            MonitorResult::Whole => None,
        };
        match held {
            Some(held) => RawResponse::from_bytes(response.status(), response.headers().clone(), held.to_string()),
            None => response.clone(),
        }
    }
}

/// The link to the result that a status monitor may carry (Azure REST API guidelines, "Long-running operations";
/// azure-core of Python, `OperationResourcePolling`).
fn resource_location(monitor: Option<&Value>, base: &Url) -> Result<Option<Url>> {
    let link = monitor.and_then(|monitor| monitor.get("resourceLocation")).and_then(Value::as_str);
    let link = link.filter(|link| !link.is_empty()).map(|link| base.join(link));
    link.transpose().map_err(|error| {
        Error::with_message(
            ErrorKind::DataConversion,
            format!("`resourceLocation` in the response of the status monitor is not a URL: {error}"),
        )
    })
}

enum State {
    Going(PollerStatus),
    Succeeded,
    /// The response has no state: what that means depends on its status code.
    Missing,
}

#[cfg(test)]
mod tests;
