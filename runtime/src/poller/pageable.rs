use super::{OperationStatus, Poller, Polling};
use crate::{
    continuation::{At, Continuation, Place},
    lro::{FinalState, MonitorResult},
    pager::{FirstPage, Pager, ResultPage, pager},
    prepared::Prepared,
    sync::lock,
};
use azure_core::{
    Result,
    http::{Context, DeserializeWith, JsonFormat, RawResponse, Response, pager::Page, poller::PollerOptions},
    time::Duration,
};
use futures::{Stream, TryStreamExt};
use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    task::{Context as TaskContext, Poll},
};

/// A long-running operation whose result is the first of several pages.
///
/// Awaited, it polls to the end and returns the [`Pager`] of the result; as a [`Stream`] it returns each status, as a
/// [`Poller`] does; [`into_items`](Self::into_items) goes straight to the items. It is given up, taken up again and ended
/// like a [`Poller`].
#[must_use = "a poller does nothing unless it is awaited or polled"]
pub struct PageablePoller<P>
where
    P: Send + 'static,
{
    poller: Poller<OperationStatus<P>>,
    next_link: Option<&'static str>,
    context: Context<'static>,
    /// The page that it goes on from: the operation has ended.
    page: Option<Place>,
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
        let context = options.context.clone();
        Ok(Self { next_link, context, poller: polling.into_poller(options), page: None })
    }

    /// From where the operation can be taken up again: see [`Poller::continuation`]. Once the result is there, its
    /// [`Pager`] gives it.
    pub fn continuation(&self) -> Option<Continuation> {
        match &self.page {
            Some(place) => Some(Continuation::new(&self.poller.polling.call, At::Page(place.clone()))),
            None => self.poller.continuation(),
        }
    }

    /// Goes on from where another poller of the same call had come to, or the [`Pager`] of its result: see
    /// [`Poller::resume`]. From a page, there are no more statuses, and the pager begins with that page.
    ///
    /// # Errors
    ///
    /// As [`Poller::resume`].
    pub fn resume(mut self, continuation: &Continuation) -> Result<Self> {
        self.page = match self.poller.read(continuation)? {
            At::Page(place) => Some(place.clone()),
            At::Operation(standing) => {
                self.poller.polling.run().resume(standing.clone());
                None
            }
        };
        Ok(self)
    }

    /// Ends with an error when this time has passed before the result is there: see [`Poller::timeout`]. It does not hold
    /// for the pages after the first.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.poller = self.poller.timeout(timeout);
        self
    }

    /// Ends with an error when a future ends before the result is there: see [`Poller::cancel_on`].
    pub fn cancel_on(mut self, cancellation: impl Future<Output = ()> + Send + 'static) -> Self {
        self.poller = self.poller.cancel_on(cancellation);
        self
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
        match self.page {
            Some(_) => Poll::Ready(None),
            None => self.poller.try_poll_next_unpin(cx),
        }
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
            let polling = self.poller.polling.clone();
            let call = (*polling.call).clone();
            if self.page.is_some() {
                return Ok(pager(FirstPage::Call(Box::new(call)), self.next_link, self.context, self.page));
            }
            let response: RawResponse = self.poller.await?.into();
            let url = lock(&polling.result_url).take().unwrap_or_else(|| call.request.url().clone());
            let continuation = polling.continuation();
            let first = FirstPage::Result(Box::new(ResultPage { call, url, response, continuation }));
            Ok(pager(first, self.next_link, self.context, None))
        })
    }
}

impl<P: Send + 'static> fmt::Debug for PageablePoller<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageablePoller").finish_non_exhaustive()
    }
}
