use crate::{
    lro::{FinalState, MonitorResult, Next, Outcome, Run},
    pager::{FirstPage, pager},
    prepared::Prepared,
    sync::lock,
    transport::AsStored,
    wait::wait,
};
use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{
        Context, DeserializeWith, Format, JsonFormat, Pager, RawResponse, Response, Url,
        headers::ACCEPT,
        pager::{Page, PagerOptions},
        poller::{
            Poller as CorePoller, PollerContinuation, PollerOptions, PollerResult, PollerResultFuture, PollerState,
            PollerStatus, StatusMonitor,
        },
    },
    time::{Duration, OffsetDateTime},
};
use futures::{Stream, TryStreamExt};
use serde::{Deserialize, Deserializer};
use std::{
    fmt,
    future::{Future, IntoFuture},
    marker::PhantomData,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
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
/// error, awaiting the poller returns that error once more.
///
/// It is azure_core's [`Poller`](azure_core::http::Poller), which panics if it is read or awaited after the end of its
/// stream.
#[must_use = "a poller does nothing unless it is awaited or polled"]
pub struct Poller<M: StatusMonitor> {
    core: CorePoller<M>,
    progress: Progress,
}

impl<M> Stream for Poller<M>
where
    M: StatusMonitor,
{
    type Item = Result<Response<M>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        if self.progress.has_ended() {
            return Poll::Ready(None);
        }
        let item = self.core.try_poll_next_unpin(cx);
        if let Poll::Ready(Some(Err(error))) = &item {
            self.progress.failed(error);
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

    fn into_future(self) -> Self::IntoFuture {
        match self.progress.failure {
            Some(error) => Box::pin(std::future::ready(Err(error))),
            None => self.core.into_future(),
        }
    }
}

impl<M: StatusMonitor> fmt::Debug for Poller<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller").finish_non_exhaustive()
    }
}

/// How far the stream of a poller has been read.
struct Progress {
    /// There is no status after the last one that was given.
    ended: Arc<AtomicBool>,
    failure: Option<Error>,
}

impl Progress {
    fn has_ended(&self) -> bool {
        self.failure.is_some() || self.ended.load(Ordering::Acquire)
    }

    /// Keeps an error that the stream gave, for who awaits the poller afterwards.
    fn failed(&mut self, error: &Error) {
        self.failure = Some(Error::with_message(error.kind().clone(), error.to_string()));
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
    ended: Arc<AtomicBool>,
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
        let progress = Progress { ended: self.ended.clone(), failure: None };
        let make_request = move |state: PollerState, options: PollerOptions<'static>| {
            let polling = self.clone();
            Box::pin(async move {
                let asked = polling.ask(state, &options).await;
                let goes_on = matches!(asked, Ok((_, Next::Poll(..))));
                polling.ended.store(!goes_on, Ordering::Release);
                Ok(match asked? {
                    (response, Next::Poll(next_link, status)) => PollerResult::InProgress {
                        retry_after: wait(response.headers(), OffsetDateTime::now_utc(), options.frequency),
                        response: status_response(response, &status).into(),
                        continuation: PollerContinuation::Links { next_link, final_link: None },
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
        Poller { core: CorePoller::new(make_request, Some(options)), progress }
    }

    /// Asks for the status. It knows no result's type, so that it is compiled once.
    async fn ask(&self, state: PollerState, options: &PollerOptions<'static>) -> Result<(RawResponse, Next)> {
        let (response, next) = match state {
            PollerState::Initial => {
                let mut call = (*self.call).clone();
                let response = call.send(&options.context).await?;
                let next = self.run().start(&response)?;
                (response, next)
            }
            PollerState::More(continuation) => {
                let url = next_link(continuation)?;
                let response = self.call.follow(&options.context, &url, &[]).await?;
                let next = self.run().poll(&response, url)?;
                (response, next)
            }
        };
        let Next::Poll(link, status) = next else {
            return Ok((response, next));
        };
        // Waiting before a link is known to be good would only put off the error.
        self.call.connection.trust.check(&link)?;
        Ok((response, Next::Poll(self.call.with_api_version(link), status)))
    }

    async fn result(self, outcome: Outcome, context: Context<'static>) -> Result<RawResponse> {
        let (url, response) = match outcome {
            Outcome::Here(url, response) => (url, response),
            Outcome::At(link) => {
                let url = self.call.with_api_version(link);
                let response = self.call.follow(&context, &url, &[]).await?;
                (url, response)
            }
        };
        *lock(&self.result_url) = Some(url);
        Ok(response)
    }

    fn run(&self) -> std::sync::MutexGuard<'_, Run> {
        lock(&self.run)
    }
}

fn next_link(continuation: PollerContinuation) -> Result<Url> {
    match continuation {
        PollerContinuation::Links { next_link, .. } => Ok(next_link),
        _ => Err(Error::with_message(ErrorKind::Other, "polling can only continue from a link")),
    }
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

/// A long-running operation whose result is the first of several pages.
///
/// Awaited, it polls to the end and returns the [`Pager`] of the result; as a [`Stream`] it returns each status, as a
/// [`Poller`] does; [`into_items`](Self::into_items) goes straight to the items.
#[must_use = "a poller does nothing unless it is awaited or polled"]
pub struct PageablePoller<P>
where
    P: Send + 'static,
{
    poller: Poller<OperationStatus<P>>,
    call: Arc<Prepared>,
    result_url: Arc<Mutex<Option<Url>>>,
    next_link: Option<&'static str>,
    context: Context<'static>,
}

impl<P> PageablePoller<P>
where
    P: DeserializeWith<JsonFormat> + Page + Send + 'static,
{
    pub(crate) fn new(
        call: Prepared,
        final_state: FinalState,
        monitor_result: MonitorResult,
        next_link: Option<&'static str>,
        options: PollerOptions<'static>,
    ) -> Result<Self> {
        let polling = Polling::new(call, final_state, monitor_result, &options)?;
        Ok(Self {
            call: polling.call.clone(),
            result_url: polling.result_url.clone(),
            next_link,
            context: options.context.clone(),
            poller: polling.into_poller(options),
        })
    }

    /// The items of all pages, once the operation is done: `begin_x(…)?.into_items()`, then `try_next`.
    pub fn into_items(self) -> Pin<Box<dyn Stream<Item = Result<P::Item>> + Send>>
    where
        P::Item: Send,
        P::IntoIter: Send,
    {
        Box::pin(futures::stream::once(self.into_future()).try_flatten())
    }
}

impl<P> Stream for PageablePoller<P>
where
    P: Send + 'static,
{
    type Item = Result<Response<OperationStatus<P>>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.poller.try_poll_next_unpin(cx)
    }
}

impl<P> IntoFuture for PageablePoller<P>
where
    P: DeserializeWith<JsonFormat> + Page + Send + 'static,
{
    type Output = Result<Pager<P>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let result = self.poller.await?;
            let url = lock(&self.result_url).take().unwrap_or_else(|| self.call.request.url().clone());
            let first = FirstPage::Result {
                call: Box::new((*self.call).clone()),
                url,
                response: Arc::new(Mutex::new(Some(result.into()))),
            };
            let options = PagerOptions { context: self.context, continuation: None };
            Ok(pager(first, self.next_link, options))
        })
    }
}

impl<P: Send + 'static> fmt::Debug for PageablePoller<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageablePoller").finish_non_exhaustive()
    }
}
