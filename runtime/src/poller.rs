mod pageable;

pub use pageable::PageablePoller;

use crate::{
    continuation::{At, Continuation, refused},
    error::{interrupted, once_more},
    lro::{FinalState, MonitorResult, Next, Outcome, Run},
    prepared::Prepared,
    stop::{Progress, Stops},
    sync::lock,
    transport::AsStored,
    wait::wait,
};
use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{
        Context, Format, JsonFormat, RawResponse, Response, Url,
        headers::ACCEPT,
        poller::{
            Poller as CorePoller, PollerContinuation, PollerOptions, PollerResult, PollerResultFuture, PollerStatus,
            StatusMonitor,
        },
    },
    time::{Duration, OffsetDateTime},
};
use futures::{Stream, TryStreamExt};
use serde::{Deserialize, Deserializer};
use std::{
    fmt,
    future::{Future, IntoFuture, poll_fn},
    marker::PhantomData,
    pin::Pin,
    sync::{Arc, Mutex, OnceLock},
    task::{Context as TaskContext, Poll},
};

/// The status of a long-running operation whose result is a `T` in the format `F`.
#[non_exhaustive]
pub struct OperationStatus<T, F = JsonFormat> {
    /// The status.
    pub status: PollerStatus,
    /// How much of it is done, in percent, if the service says so.
    pub percent_complete: Option<f64>,
    result: PhantomData<fn() -> (T, F)>,
}

impl<T, F> fmt::Debug for OperationStatus<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperationStatus")
            .field("status", &self.status)
            .field("percent_complete", &self.percent_complete)
            .finish()
    }
}

impl<T, F: Format + Send> StatusMonitor for OperationStatus<T, F> {
    type Output = T;
    type Format = F;

    fn status(&self) -> PollerStatus {
        self.status.clone()
    }
}

impl<'de, T, F> Deserialize<'de> for OperationStatus<T, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire {
            status: PollerStatus,
            #[serde(rename = "percentComplete")]
            percent_complete: Option<f64>,
        }
        let wire = Wire::deserialize(deserializer)?;
        Ok(Self { status: wire.status, percent_complete: wire.percent_complete, result: PhantomData })
    }
}

/// A long-running operation.
///
/// Awaited, it polls to the end and returns the result; as a [`Stream`] it returns each status. Both can be used: the
/// stream may be read to its end, and the poller awaited after it, or at any time before. If the stream ended with an
/// error, awaiting the poller returns that error once more. Nothing is sent before it is awaited or polled.
///
/// It can be given up at any time by dropping it, or the future of its next status, after which it goes on where it was:
/// the operation itself goes on at the service. [`continuation`](Self::continuation) and [`resume`](Self::resume) take it
/// up again, also in another process; [`timeout`](Self::timeout) and [`cancel_on`](Self::cancel_on) end the polling.
///
/// It is azure_core's [`Poller`](azure_core::http::Poller), which panics if it is read or awaited after the end of its
/// stream, and logs the URLs that it polls.
#[must_use = "a poller does nothing unless it is awaited or polled"]
pub struct Poller<M: StatusMonitor> {
    core: CorePoller<M>,
    polling: Polling,
    stops: Stops,
    /// It was polled, and not stopped before.
    begun: bool,
    /// The error that the stream ended with.
    failure: Option<Error>,
}

impl<M: StatusMonitor> Poller<M> {
    /// From where the operation can be taken up again: after its first response, and before its end, as often as is
    /// wanted. `None` before the first response, or if that was the result.
    ///
    /// While the first request is on its way there is none: if the process ends then, whether the service has started the
    /// operation is not known.
    pub fn continuation(&self) -> Option<Continuation> {
        self.polling.continuation()
    }

    /// Goes on from where another poller of the same call had come to, instead of starting the operation: what is sent
    /// first asks for its status. The call's path must be the same; its body is not sent, and may be empty.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Other`] if the continuation was made by another method, by a call with other arguments in its path, at
    /// another endpoint, or by a pager; and if this poller was already polled. [`ErrorKind::Credential`] if it leads to a
    /// host that is not trusted.
    pub fn resume(self, continuation: &Continuation) -> Result<Self> {
        let At::Operation(standing) = self.read(continuation)? else {
            let message = format!("it is a page's, and `{}` has none", self.polling.call.name);
            return Err(refused(message));
        };
        self.polling.run().resume(standing.clone());
        Ok(self)
    }

    /// What a continuation says to this poller.
    fn read<'c>(&self, continuation: &'c Continuation) -> Result<&'c At> {
        let call = &self.polling.call;
        if self.begun || self.failure.is_some() {
            let name = call.name;
            return Err(refused(format!("this poller of `{name}` was already used, and a new one takes it up")));
        }
        continuation.of(call)
    }

    /// Ends with an error when this time has passed since the poller was first polled, whatever it does then: waiting for
    /// the next poll, a response, or for sending a request again. The operation goes on at the service, and the error's
    /// [`continuation`](crate::ErrorExt::continuation) is from where to take it up again.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.stops.set_timeout(timeout);
        self
    }

    /// Ends with an error when a future ends, as by [`timeout`](Self::timeout):
    /// `poller.cancel_on(cancellation_token.cancelled_owned())`.
    pub fn cancel_on(mut self, cancellation: impl Future<Output = ()> + Send + 'static) -> Self {
        self.stops.set_cancellation(cancellation);
        self
    }

    /// The error of a poller that is stopped.
    fn stopped(&mut self, cx: &mut TaskContext<'_>) -> Option<Error> {
        let Poll::Ready(why) = self.stops.poll(cx) else {
            return None;
        };
        let progress = if self.begun { Progress::Begun } else { Progress::NotSent };
        Some(why.error(self.polling.call.name, progress, self.polling.continuation()))
    }
}

impl<M> Stream for Poller<M>
where
    M: StatusMonitor,
{
    type Item = Result<Response<M>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        if self.failure.is_some() || self.polling.ended.get().is_some() {
            return Poll::Ready(None);
        }
        // What is there is given, however late it is; what was stopped before is not begun.
        let item = if self.begun { self.core.try_poll_next_unpin(cx) } else { Poll::Pending };
        let item = match item {
            Poll::Pending => match self.stopped(cx) {
                Some(error) => Poll::Ready(Some(Err(error))),
                None if self.begun => Poll::Pending,
                None => {
                    self.begun = true;
                    self.core.try_poll_next_unpin(cx)
                }
            },
            item => item,
        };
        if let Poll::Ready(Some(Err(error))) = &item {
            self.failure = Some(once_more(error));
        }
        item
    }
}

impl<M> IntoFuture for Poller<M>
where
    M: StatusMonitor + 'static,
    M::Output: Send + 'static,
    M::Format: Send + 'static,
{
    type Output = Result<Response<M::Output, M::Format>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move {
            while self.try_next().await?.is_some() {}
            if let Some(error) = self.failure {
                return Err(error);
            }
            let Self { core, polling, mut stops, .. } = self;
            let mut result = core.into_future();
            let mut stopped = |cx: &mut TaskContext<'_>| {
                let why = stops.poll(cx);
                why.map(|why| Err(why.error(polling.call.name, Progress::Succeeded, polling.continuation())))
            };
            // Nothing is asked for any more if it was stopped before.
            let is_here = polling.ended.get() == Some(&Ended::Here);
            if !is_here && let Poll::Ready(error) = poll_fn(|cx| Poll::Ready(stopped(cx))).await {
                return error;
            }
            poll_fn(|cx| match result.as_mut().poll(cx) {
                Poll::Pending => stopped(cx),
                result => result,
            })
            .await
        })
    }
}

impl<M: StatusMonitor> fmt::Debug for Poller<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller").finish_non_exhaustive()
    }
}

/// Polls an operation to its end; the result is where its description says.
pub(crate) fn poller<T, F>(
    call: Prepared,
    final_state: FinalState,
    monitor_result: MonitorResult,
    options: PollerOptions<'static>,
) -> Result<Poller<OperationStatus<T, F>>>
where
    T: Send + 'static,
    F: Format + Send + 'static,
{
    let polling = Polling::new(call, final_state, monitor_result, &options)?;
    Ok(polling.into_poller(options))
}

/// Sends what a [`Run`] asks for.
#[derive(Clone)]
struct Polling {
    call: Arc<Prepared>,
    run: Arc<Mutex<Run>>,
    /// Where the result came from: the base of a relative link in it.
    result_url: Arc<Mutex<Option<Url>>>,
    /// There is no status after the last one that was given.
    ended: Arc<OnceLock<Ended>>,
}

/// How polling has ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ended {
    /// With the result.
    Here,
    /// With where the result is.
    Elsewhere,
    Failed,
}

impl Ended {
    fn of(asked: &Result<(RawResponse, Next)>) -> Option<Self> {
        Some(match asked {
            Ok((_, Next::Poll(..))) => return None,
            Ok((_, Next::Done(Outcome::Here(..)))) => Self::Here,
            Ok((_, Next::Done(Outcome::At(_)))) => Self::Elsewhere,
            Err(_) => Self::Failed,
        })
    }
}

/// What may come first, whichever of them a description names.
const FIRST_RESPONSES: &[u16] = &[200, 201, 202, 204];

impl Polling {
    fn new(
        mut call: Prepared,
        final_state: FinalState,
        monitor_result: MonitorResult,
        options: &PollerOptions<'_>,
    ) -> Result<Self> {
        if options.frequency < Duration::seconds(1) {
            return Err(Error::with_message(
                ErrorKind::Other,
                format!("the polling frequency must be at least one second: {} was not sent", call.name),
            ));
        }
        if call.success.iter().all(|code| FIRST_RESPONSES.contains(code)) {
            call.success = FIRST_RESPONSES;
        }
        // A file is of any format, whatever was asked for.
        let is_file = options.context.value::<AsStored>().is_some();
        let accept = call.request.headers().get_optional_str(&ACCEPT).filter(|_| !is_file).unwrap_or_default();
        let run = Run::new(call.request.method(), call.request.url().clone(), accept, final_state, monitor_result);
        Ok(Self {
            call: Arc::new(call),
            run: Arc::new(Mutex::new(run)),
            result_url: Arc::default(),
            ended: Arc::default(),
        })
    }

    fn into_poller<T, F>(self, mut options: PollerOptions<'static>) -> Poller<OperationStatus<T, F>>
    where
        T: Send + 'static,
        F: Format + Send + 'static,
    {
        options.context = self.call.context(options.context);
        let polling = self.clone();
        let make_request = move |_, options: PollerOptions<'static>| {
            let polling = polling.clone();
            Box::pin(async move {
                let asked = polling.ask(&options).await;
                if let Some(ended) = Ended::of(&asked) {
                    polling.ended.get_or_init(|| ended);
                }
                Ok(match asked? {
                    (response, Next::Poll(link, status)) => PollerResult::InProgress {
                        retry_after: wait(response.headers(), OffsetDateTime::now_utc(), options.frequency),
                        response: status_response(response, &status).into(),
                        continuation: shown(&link),
                    },
                    (response, Next::Done(outcome)) => PollerResult::Succeeded {
                        response: status_response(response, &PollerStatus::Succeeded).into(),
                        target: Box::new(move || {
                            Box::pin(async move { Ok(polling.result(outcome, options.context).await?.into()) })
                        }),
                    },
                })
            }) as PollerResultFuture<_, _>
        };
        let core = CorePoller::new(make_request, Some(options));
        Poller { core, polling: self, stops: Stops::default(), begun: false, failure: None }
    }

    fn continuation(&self) -> Option<Continuation> {
        let standing = self.run().standing()?;
        Some(Continuation::new(&self.call, At::Operation(standing)))
    }

    /// Asks for the status. It knows no result's type, so that it is compiled once.
    async fn ask(&self, options: &PollerOptions<'static>) -> Result<(RawResponse, Next)> {
        let next = self.run().next();
        let (response, next) = match next {
            None => {
                let mut call = (*self.call).clone();
                let response = call.send(&options.context).await?;
                let next = self.run().start(&response)?;
                (response, next)
            }
            Some(link) => {
                let url = self.call.with_api_version(link);
                let response = self.follow(&options.context, &url).await?;
                let next = self.run().poll(&response, url)?;
                (response, next)
            }
        };
        if let Next::Poll(link, _) = &next {
            // Waiting before a link is known to be good would only put off the error.
            self.call.connection.trust.check(link)?;
        }
        Ok((response, next))
    }

    async fn result(self, outcome: Outcome, context: Context<'static>) -> Result<RawResponse> {
        let (url, response) = match outcome {
            Outcome::Here(url, response) => (url, response),
            Outcome::At(link) => {
                let url = self.call.with_api_version(link);
                let response = self.follow(&context, &url).await?;
                (url, response)
            }
        };
        *lock(&self.result_url) = Some(url);
        Ok(response)
    }

    /// GETs a link of the operation's. Without a response, it can be taken up again.
    async fn follow(&self, context: &Context<'static>, url: &Url) -> Result<RawResponse> {
        self.call.follow(context, url, &[]).await.map_err(|error| match self.continuation() {
            Some(continuation) => interrupted(error, continuation),
            None => error,
        })
    }

    fn run(&self) -> std::sync::MutexGuard<'_, Run> {
        lock(&self.run)
    }
}

/// What azure_core logs of a link. It keeps the link itself no longer: [`Run`] does.
fn shown(link: &Url) -> PollerContinuation {
    let mut next_link = link.clone();
    next_link.set_query(None);
    PollerContinuation::Links { next_link, final_link: None }
}

/// The response as one that reads as an [`OperationStatus`]: as it came where it is a status monitor's, else with the
/// status instead of its body.
fn status_response(response: RawResponse, status: &PollerStatus) -> RawResponse {
    let reads = response.body().json::<OperationStatus<()>>().is_ok_and(|body| body.status == *status);
    if reads {
        return response;
    }
    let status = match status {
        PollerStatus::InProgress => "InProgress",
        PollerStatus::Succeeded => "Succeeded",
        PollerStatus::Failed => "Failed",
        PollerStatus::Canceled => "Canceled",
        PollerStatus::UnknownValue(status) => status,
    };
    let body = serde_json::json!({ "status": status }).to_string();
    RawResponse::from_bytes(response.status(), response.headers().clone(), body)
}
