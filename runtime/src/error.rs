mod told;

use crate::{
    continuation::Continuation,
    model::{Wire, from_json},
    sealed::Sealed,
};
use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{RawResponse, StatusCode, headers::ERROR_CODE},
};
use serde_json::Value;
use std::fmt;

/// The service's error response in an [`azure_core::Error`]. Implemented only for it.
pub trait ErrorExt: Sealed {
    /// The response of the service, if it sent an error response.
    fn raw_response(&self) -> Option<&RawResponse>;

    /// The typed error body that the operation's description declares, such as `CloudError`.
    ///
    /// `None` if the error is not a response of the service.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DataConversion`] if the body is not of type `T`; the message names the property.
    fn body<T: Wire>(&self) -> Option<Result<T>>;

    /// The typed error body of a service that sends XML.
    ///
    /// `None` if the error is not a response of the service.
    ///
    /// # Errors
    ///
    /// As [`body`](Self::body).
    #[cfg(feature = "xml")]
    fn xml_body<T: Wire>(&self) -> Option<Result<T>>;

    /// From where to take up the operation or list again that this error has interrupted: its next status, result or page
    /// was not received in the end, the caller's timeout has passed, or the list has more pages than its bound.
    ///
    /// `None` where nothing goes on: an operation that has failed, or one that was not started for all that is known.
    fn continuation(&self) -> Option<&Continuation>;
}

impl ErrorExt for Error {
    fn raw_response(&self) -> Option<&RawResponse> {
        match self.kind() {
            ErrorKind::HttpResponse { raw_response, .. } => raw_response.as_deref(),
            _ => None,
        }
    }

    fn body<T: Wire>(&self) -> Option<Result<T>> {
        self.raw_response().map(|raw| from_json(raw.body()))
    }

    #[cfg(feature = "xml")]
    fn xml_body<T: Wire>(&self) -> Option<Result<T>> {
        self.raw_response().map(|raw| crate::xml::from_xml(raw.body()))
    }

    fn continuation(&self) -> Option<&Continuation> {
        self.downcast_ref::<Interrupted>().map(|interrupted| &interrupted.continuation)
    }
}

/// In an error after which an operation or a list can be taken up again.
#[derive(Debug)]
struct Interrupted {
    continuation: Continuation,
    error: Error,
}

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it can be taken up again from its continuation")
    }
}

impl std::error::Error for Interrupted {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// The same error, with the continuation.
pub(crate) fn interrupted(error: Error, continuation: Continuation) -> Error {
    let message = error.to_string();
    Error::with_error(error.kind().clone(), Interrupted { continuation, error }, message)
}

/// An error of the same kind and text, for one who was not given the first.
pub(crate) fn once_more(error: &Error) -> Error {
    let copy = Error::with_message(error.kind().clone(), error.to_string());
    match error.continuation() {
        Some(continuation) => interrupted(copy, continuation.clone()),
        None => copy,
    }
}

/// Marks the errors of this crate's own policies.
#[derive(Debug)]
struct Refusal;

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the client refused it")
    }
}

impl std::error::Error for Refusal {}

/// An error of this crate's own policies.
pub(crate) fn refusal(kind: ErrorKind, message: String) -> Error {
    Error::with_error(kind, Refusal, message)
}

/// The error of this crate's own policies where azure_core's retry policy has put it into one that only says that it was
/// not retried; all others as they are.
pub(crate) fn own(error: Error) -> Error {
    let is_own = |inner: &Error| inner.downcast_ref::<Refusal>().is_some();
    if error.downcast_ref::<Error>().is_some_and(is_own) {
        error.into_downcast().unwrap_or_else(|error| error)
    } else {
        error
    }
}

/// Whether a status code is among those of an operation's results; without any, whether it is a success.
pub(crate) fn is_result(status: StatusCode, success: &[u16]) -> bool {
    if success.is_empty() { status.is_success() } else { success.contains(&status) }
}

/// The error for a response that is no result. azure_core's own shows the whole body where it does not understand it, such
/// as one whose message has a quotation mark.
pub(crate) fn of_response(response: &RawResponse) -> Error {
    let status = response.status();
    // A success that the description does not have is no error response, and what is in it may be secret.
    let told = if status.is_success() { told::Told::default() } else { told::Told::by(response.body()) };
    let header = response.headers().get_optional_str(&ERROR_CODE).map(str::to_owned);
    let code = header.or(told.code);
    let message = match (told.message, &code) {
        (Some(message), _) => message,
        (None, Some(code)) => format!("{status}: {code}"),
        (None, None) if response.body().is_empty() => status.to_string(),
        (None, None) => {
            format!(
                "{status}: the response has no message in a known form; `ErrorExt::raw_response` is the whole of it"
            )
        }
    };
    failed(response, code, message)
}

/// The error for an operation that the service reports as `status` in the body of a successful response.
///
/// It looks like any other error of the service: status code, the service's code and message, and the body, whose
/// `error` is what a typed error such as `CloudError` reads.
pub(crate) fn operation_failed(status: &str, response: &RawResponse) -> Error {
    let body: Option<Value> = response.body().json().ok();
    let error = body.as_ref().and_then(|body| {
        ["/error", "/properties/error", "/properties/provisioningError"]
            .iter()
            .find_map(|pointer| body.pointer(pointer))
            .filter(|error| error.is_object())
    });
    let text = |name| error?.get(name)?.as_str().map(str::to_owned);
    let code = text("code");
    let message = match (&code, text("message")) {
        (Some(code), Some(message)) => {
            format!("the operation ended as {status}: {code}: {message}")
        }
        (Some(code), None) => format!("the operation ended as {status}: {code}"),
        (None, Some(message)) => format!("the operation ended as {status}: {message}"),
        (None, None) => format!("the operation ended as {status}"),
    };
    failed(response, Some(code.unwrap_or_else(|| status.to_owned())), message)
}

/// A response that breaks the protocol of long-running operations, as an error that keeps it.
pub(crate) fn protocol_broken(response: &RawResponse, message: String) -> Error {
    failed(response, None, message)
}

fn failed(response: &RawResponse, error_code: Option<String>, message: String) -> Error {
    let status: StatusCode = response.status();
    Error::with_message(
        ErrorKind::HttpResponse { status, error_code, raw_response: Some(Box::new(response.clone())) },
        message,
    )
}
