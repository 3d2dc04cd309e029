use crate::{
    clock::{Timer, timer},
    continuation::Continuation,
    error::interrupted,
};
use azure_core::{Error, error::ErrorKind, time::Duration};
use std::{
    future::Future,
    task::{Context, Poll},
};

/// What ends a poller before its operation has ended.
#[derive(Default)]
pub(crate) struct Stops {
    timeout: Option<Duration>,
    /// Starts when the poller is first polled.
    deadline: Option<Timer>,
    cancellation: Option<Timer>,
}

/// Why a poller was stopped.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stopped {
    After(Duration),
    Canceled,
}

impl Stops {
    pub(crate) fn set_timeout(&mut self, timeout: Duration) {
        (self.timeout, self.deadline) = (Some(timeout), None);
    }

    pub(crate) fn set_cancellation(&mut self, cancellation: impl Future<Output = ()> + Send + 'static) {
        self.cancellation = Some(Box::pin(cancellation));
    }

    /// Not to be called again once it has stopped.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Stopped> {
        if let Some(cancellation) = &mut self.cancellation
            && cancellation.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(Stopped::Canceled);
        }
        if let Some(timeout) = self.timeout {
            let deadline = self.deadline.get_or_insert_with(|| timer(timeout));
            if deadline.as_mut().poll(cx).is_ready() {
                return Poll::Ready(Stopped::After(timeout));
            }
        }
        Poll::Pending
    }
}

/// How far an operation has come for all that its poller knows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Progress {
    /// Its request was not begun.
    NotSent,
    /// Its request was begun, and perhaps responded to.
    Begun,
    /// It has ended with a result that is to be read elsewhere.
    Succeeded,
}

impl Stopped {
    /// The error for a poller of `operation` that was stopped.
    pub(crate) fn error(self, operation: &str, progress: Progress, continuation: Option<Continuation>) -> Error {
        let why = match self {
            Self::After(timeout) => format!("the timeout of {timeout} has passed"),
            Self::Canceled => "it was canceled by the caller".to_owned(),
        };
        let message = match (progress, &continuation) {
            (Progress::NotSent, None) => format!("`{operation}` was not sent: {why}"),
            (Progress::Begun, None) => format!(
                "`{operation}` was given up before its first response: {why}. Whether the service has started it is not \
                 known"
            ),
            (Progress::NotSent | Progress::Begun, Some(_)) => format!(
                "`{operation}` is no longer polled: {why}. The operation goes on at the service; \
                 `ErrorExt::continuation` is where to take it up again"
            ),
            (Progress::Succeeded, _) => format!(
                "the result of `{operation}` was not received: {why}. The operation has succeeded; \
                 `ErrorExt::continuation` is where to take it up again"
            ),
        };
        let error = Error::with_message(ErrorKind::Other, message);
        match continuation {
            Some(continuation) => interrupted(error, continuation),
            None => error,
        }
    }
}
