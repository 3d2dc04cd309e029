use super::{FirstPage, LinkPath, Listing, NO_PAGE, PageFormat};
use crate::continuation::{At, Continuation, Place, refused};
use azure_core::{
    Result,
    http::{
        Context, DeserializeWith, Format, JsonFormat, Pager as CorePager, Response,
        pager::{Page, PageIterator, PagerContinuation, PagerOptions, PagerResult, PagerResultFuture},
    },
};
use futures::{Stream, TryStreamExt};
use std::{
    fmt,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context as TaskContext, Poll},
};

/// The items of a list, whose pages are read when they are wanted: a [`Stream`], to be read by `try_next`.
/// [`into_pages`](Self::into_pages) gives whole pages. Nothing is sent before it is polled.
///
/// It can be given up at any time by dropping it, or the future of its next item, after which it goes on where it was.
/// [`continuation`](Self::continuation) and [`resume`](Self::resume) take it up again at a page, also in another process.
///
/// It is azure_core's [`Pager`](azure_core::http::Pager), which shows links to pages by `Debug` and in logs, where a
/// link may be signed.
#[must_use = "a pager does nothing unless it is polled"]
pub struct Pager<P, F = JsonFormat>
where
    P: DeserializeWith<F> + Page + Send,
    F: Format + Send,
{
    items: CorePager<P, F>,
    listing: Arc<Listing>,
    context: Context<'static>,
}

/// The pages from the first on, or from `start`; `next_link` is the path to what says where the next one is.
pub(crate) fn pager<P, F>(
    first: FirstPage,
    next_link: Option<&'static str>,
    context: Context<'static>,
    start: Option<Place>,
) -> Pager<P, F>
where
    P: DeserializeWith<F> + Page + Send + 'static,
    F: PageFormat,
{
    let next_link = next_link.map(LinkPath::new);
    let listing = Arc::new(Listing { first, next_link, read: Mutex::default(), format: &F::IN_PAGES });
    if let Some(place) = start {
        listing.start(place);
    }
    let items = items(&listing, context.clone());
    Pager { items, listing, context }
}

/// The items of a listing from its next page on. Of where the pages are azure_core gets numbers, for it logs and shows what
/// it gets.
fn items<P, F>(listing: &Arc<Listing>, context: Context<'static>) -> CorePager<P, F>
where
    P: DeserializeWith<F> + Page + Send + 'static,
    F: Format + Send + 'static,
{
    let pages = listing.clone();
    let make_request = move |_, options: PagerOptions<'static>| {
        let pages = pages.clone();
        Box::pin(async move {
            let (response, next) = pages.next(options.context).await?;
            let response = response.into();
            Ok(match next {
                Some(number) => {
                    PagerResult::More { response, continuation: PagerContinuation::Token(number.to_string()) }
                }
                None => PagerResult::Done { response },
            })
        }) as PagerResultFuture<_>
    };
    CorePager::new(make_request, Some(PagerOptions { context, continuation: None }))
}

impl<P, F> Pager<P, F>
where
    P: DeserializeWith<F> + Page + Send,
    F: Format + Send,
{
    /// From where the list can be taken up again: the page of the item that was read last, all of whose items come again.
    /// [`Pages`] gives the page after the last one that was read.
    ///
    /// `None` in the first page, which the method itself gives, and at the end. In the first page of the result of a
    /// long-running operation, it is that of the operation.
    pub fn continuation(&self) -> Option<Continuation> {
        self.listing.of_items()
    }

    /// The pages: from the one of the item that was read last, or the first. After the end there are none.
    pub fn into_pages(self) -> Pages<P, F> {
        self.listing.go_back();
        Pages { pages: self.items.into_pages(), listing: self.listing }
    }
}

impl<P, F> Pager<P, F>
where
    P: DeserializeWith<F> + Page + Send + 'static,
    F: Format + Send + 'static,
{
    /// Goes on from the page that another pager of the same call had come to. The call's path must be the same.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Other`](azure_core::error::ErrorKind::Other) if the continuation was made by another method, by a call
    /// with other arguments in its path, at another endpoint, or by a poller.
    /// [`ErrorKind::Credential`](azure_core::error::ErrorKind::Credential) if it leads to a host that is not trusted.
    pub fn resume(self, continuation: &Continuation) -> Result<Self> {
        let At::Page(place) = continuation.of(self.listing.first.call())? else {
            return Err(refused(NO_PAGE));
        };
        self.listing.start(place.clone());
        let items = items(&self.listing, self.context.clone());
        Ok(Self { items, ..self })
    }
}

impl<P, F> Stream for Pager<P, F>
where
    P: DeserializeWith<F> + Page + Send,
    F: Format + Send,
{
    type Item = Result<P::Item>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let item = self.items.try_poll_next_unpin(cx);
        if let Poll::Ready(None) = item {
            self.listing.items_ended();
        }
        item
    }
}

impl<P, F> fmt::Debug for Pager<P, F>
where
    P: DeserializeWith<F> + Page + Send,
    F: Format + Send,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager").finish_non_exhaustive()
    }
}

/// The pages of a list: a [`Stream`] of responses.
#[must_use = "pages are not read unless they are polled"]
pub struct Pages<P, F = JsonFormat>
where
    P: DeserializeWith<F> + Page + Send,
    F: Format + Send,
{
    pages: PageIterator<Response<P, F>>,
    listing: Arc<Listing>,
}

impl<P, F> Pages<P, F>
where
    P: DeserializeWith<F> + Page + Send,
    F: Format + Send,
{
    /// From where the list can be taken up again by [`Pager::resume`]: the page after the last one that was read, or the one
    /// that was not received. `None` before the first one, and when there are no more.
    pub fn continuation(&self) -> Option<Continuation> {
        self.listing.of_pages()
    }
}

impl<P, F> Stream for Pages<P, F>
where
    P: DeserializeWith<F> + Page + Send,
    F: Format + Send,
{
    type Item = Result<Response<P, F>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        // azure_core begins again with the first one.
        if self.listing.is_at_end() { Poll::Ready(None) } else { self.pages.try_poll_next_unpin(cx) }
    }
}

impl<P, F> fmt::Debug for Pages<P, F>
where
    P: DeserializeWith<F> + Page + Send,
    F: Format + Send,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}
