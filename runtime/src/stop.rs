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

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Stopped> {
        if let Some(cancellation) = &mut self.cancellation
            && cancellation.as_mut().poll(cx).is_ready()
        {
            // A future is not polled after its end.
            self.cancellation = None;
            return Poll::Ready(Stopped::Canceled);
        }
        if let Some(timeout) = self.timeout {
            let deadline = self.deadline.get_or_insert_with(|| timer(timeout));
            if deadline.as_mut().poll(cx).is_ready() {
                (self.timeout, self.deadline) = (None, None);
                return Poll::Ready(Stopped::After(timeout));
            }
        }
        Poll::Pending
    }
}

impl Stopped {
    /// The error for a poller of `operation` that was stopped.
    pub(crate) fn error(self, operation: &str, was_sent: bool, continuation: Option<Continuation>) -> Error {
        let why = match self {
            Self::After(timeout) => format!("the timeout of {timeout} has passed"),
            Self::Canceled => "it was canceled by the caller".to_owned(),
        };
        match continuation {
            Some(continuation) => {
                let message = format!(
                    "`{operation}` is no longer polled: {why}. The operation goes on at the service; \
                     `ErrorExt::continuation` is where to take it up again"
                );
                interrupted(Error::with_message(ErrorKind::Other, message), continuation)
            }
            None if was_sent => {
                let message = format!(
                    "`{operation}` was given up before its first response: {why}. Whether the service has started it is \
                     not known"
                );
                Error::with_message(ErrorKind::Other, message)
            }
            None => Error::with_message(ErrorKind::Other, format!("`{operation}` was not sent: {why}")),
        }
    }
}
