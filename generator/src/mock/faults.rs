//! What goes wrong on demand: as a request's header says, or a script.

mod script;

use super::{
    refusal::Refusal,
    request::{Request, Response},
};
use crate::api::Operation;
use globset::GlobMatcher;
use serde_json::{Value as Json, json};
use std::{collections::HashMap, time::Duration};

pub use script::BadFaults;

/// The header by which a request asks for a fault.
pub(super) const HEADER: &str = "x-armrest-fault";

/// A script of faults: each for some operations, from one call on, for a number of calls.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Scripted>);

/// A fault of a script.
#[derive(Clone, Debug)]
struct Scripted {
    /// Which operations; none for all.
    operation: Option<GlobMatcher>,
    /// Which of their requests.
    on: Moment,
    /// The first of them that it is for, from 1.
    first: u64,
    fault: Fault,
}

/// A request of an operation.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Moment {
    /// The operation's own.
    #[default]
    Call,
    /// A poll of what it started.
    Poll,
    /// A page that is not the first.
    Page,
}

/// What goes wrong.
#[derive(Clone, Debug, Default, PartialEq)]
struct Fault {
    /// For how many requests; none for all.
    times: Option<u64>,
    /// The response has this status.
    status: Option<u16>,
    /// Its error code.
    code: Option<String>,
    /// Its message.
    message: Option<String>,
    /// Its `Retry-After`.
    retry_after: Option<String>,
    /// The response is late.
    delay: Duration,
    /// There is no response: the connection is closed.
    reset: bool,
    /// The operation fails: one that runs long when it ends.
    failed: bool,
}

/// How often each fault was met.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    scripted: HashMap<usize, u64>,
    by_header: HashMap<String, u64>,
}

/// What goes wrong with one request.
#[derive(Clone, Debug, Default)]
pub(super) struct Effect {
    /// The response instead of the operation's own.
    pub(super) response: Option<Response>,
    /// How late the response is.
    pub(super) delay: Duration,
    /// The error that the operation ends with.
    pub(super) failure: Option<Json>,
}

impl Counts {
    /// What goes wrong with a request: its header's fault, or else the script's first that is for it.
    pub(super) fn next(
        &mut self,
        faults: &Faults,
        request: &Request,
        operation: &Operation,
        moment: Moment,
    ) -> Result<Effect, Refusal> {
        if let Some(text) = request.header_value(HEADER) {
            let fault = Fault::parse(text).map_err(|reason| {
                Refusal::new(400, "InvalidHeaderValue", format!("`{HEADER}: {text}`: {reason}")).target(HEADER)
            })?;
            let path = request.target.split('?').next().unwrap_or_default();
            let met = self.by_header.entry(format!("{} {path} {text}", request.method)).or_default();
            *met += 1;
            return Ok(if fault.is_for(*met) { fault.effect() } else { Effect::default() });
        }
        let mut effect = Effect::default();
        let mut found = false;
        for (index, scripted) in faults.0.iter().enumerate() {
            let is_its = scripted.operation.as_ref().is_none_or(|glob| scripted_for(glob, operation));
            if !is_its || scripted.on != moment {
                continue;
            }
            let met = self.scripted.entry(index).or_default();
            *met += 1;
            let behind = met.checked_sub(scripted.first - 1).filter(|behind| *behind > 0);
            if behind.is_some_and(|behind| scripted.fault.is_for(behind)) && !found {
                effect = scripted.fault.effect();
                found = true;
            }
        }
        Ok(effect)
    }
}

fn scripted_for(glob: &GlobMatcher, operation: &Operation) -> bool {
    glob.is_match(&operation.id) || operation.group.as_ref().is_some_and(|group| glob.is_match(group))
}

impl Fault {
    /// Whether it is for a request, by how many of its requests there were.
    fn is_for(&self, met: u64) -> bool {
        self.times.is_none_or(|times| met <= times)
    }

    fn effect(&self) -> Effect {
        let error = |code: &str| {
            let code = self.code.as_deref().unwrap_or(code);
            let message = self.message.as_deref().unwrap_or("a fault that was asked for");
            json!({ "code": code, "message": message })
        };
        if self.reset {
            let response = Response { reset: true, delay: self.delay, ..Response::new(0) };
            return Effect { response: Some(response), ..Effect::default() };
        }
        let response = self.status.map(|status| {
            let body = json!({ "error": error(code_of(status)) });
            let response = Response { delay: self.delay, ..Response::with_json(status, &body) };
            match &self.retry_after {
                Some(after) => response.header("retry-after", after),
                None => response,
            }
        });
        let failure = self.failed.then(|| error("OperationFailed"));
        Effect { response, delay: self.delay, failure }
    }

    /// A fault as a header has it: `status=503; times=2; retry-after=1`.
    fn parse(text: &str) -> Result<Self, String> {
        let mut fault = Self::default();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            fault.set(name.trim(), value.trim())?;
        }
        fault.checked()
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let number = || value.parse::<u64>().map_err(|_| format!("`{name}`: expected a number, found `{value}`"));
        match name {
            "times" => self.times = Some(number()?),
            "status" => self.status = Some(status(number()?)?),
            "code" => self.code = Some(value.to_owned()),
            "message" => self.message = Some(value.to_owned()),
            "retry-after" => self.retry_after = Some(value.to_owned()),
            "delay" => self.delay = duration(value)?,
            "reset" => self.reset = true,
            "failed" => self.failed = true,
            "throttle" => self.throttle(),
            _ => {
                let known = "status, throttle, retry-after, code, message, times, delay, reset or failed";
                return Err(format!("`{name}` is not known; expected {known}"));
            }
        }
        Ok(())
    }

    fn throttle(&mut self) {
        self.status.get_or_insert(429);
        self.retry_after.get_or_insert_with(|| "1".to_owned());
    }

    fn checked(self) -> Result<Self, String> {
        if self.status.is_none() && !self.reset && !self.failed && self.delay.is_zero() {
            return Err("nothing goes wrong; expected status, throttle, delay, reset or failed".to_owned());
        }
        Ok(self)
    }
}

fn status(number: u64) -> Result<u16, String> {
    let status = u16::try_from(number).ok().filter(|status| (200..600).contains(status));
    status.ok_or_else(|| format!("`status`: expected a number from 200 to 599, found {number}"))
}

/// `250ms` or `2s`.
fn duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1),
        None => (text.strip_suffix('s').unwrap_or_default(), 1000),
    };
    let number: Option<u64> = number.parse().ok();
    let number = number.and_then(|number| number.checked_mul(unit));
    number.map(Duration::from_millis).ok_or_else(|| format!("`delay`: expected `250ms` or `2s`, found `{text}`"))
}

/// The usual error code of a status.
fn code_of(status: u16) -> &'static str {
    match status {
        401 => "AuthenticationFailed",
        403 => "AuthorizationFailed",
        404 => "ResourceNotFound",
        408 => "RequestTimeout",
        409 => "Conflict",
        412 => "PreconditionFailed",
        429 => "TooManyRequests",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        500.. => "InternalServerError",
        _ => "BadRequest",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_goes_wrong() {
        let expected =
            Fault { times: Some(2), status: Some(503), retry_after: Some("1".to_owned()), ..Fault::default() };
        assert_eq!(Fault::parse("status=503; times=2; retry-after=1"), Ok(expected));
        let throttled = Fault { status: Some(429), retry_after: Some("7".to_owned()), ..Fault::default() };
        assert_eq!(Fault::parse("throttle; retry-after=7"), Ok(throttled));
        let late = Fault { delay: Duration::from_millis(1500), failed: true, ..Fault::default() };
        assert_eq!(Fault::parse("delay=1500ms;failed"), Ok(late));
        for (text, reason) in [
            ("status=99", "`status`: expected a number from 200 to 599, found 99"),
            ("delay=5", "`delay`: expected `250ms` or `2s`, found `5`"),
            ("times=x", "`times`: expected a number, found `x`"),
            ("times=1", "nothing goes wrong; expected status, throttle, delay, reset or failed"),
            (
                "stauts=5",
                "`stauts` is not known; expected status, throttle, retry-after, code, message, times, delay, reset or failed",
            ),
        ] {
            assert_eq!(Fault::parse(text), Err(reason.to_owned()), "{text}");
        }
    }
}
