use crate::{
    error::{is_result, refusal},
    target::without_query,
};
use async_lock::{Semaphore, SemaphoreGuardArc};
use azure_core::{
    Bytes, Error, Result,
    error::ErrorKind,
    http::{
        AsyncRawResponse, Context, HttpClient, HttpClientOptions, Request, StatusCode, Transport, Url, new_http_client,
        policies::{Policy, PolicyResult},
    },
};
use futures::{Stream, StreamExt};
use std::{
    panic,
    sync::{Arc, OnceLock},
};

/// In a call's context: the body must arrive as it is stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AsStored;

/// In a call's context: its result is a stream, of which azure_core keeps nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Streamed {
    /// The status codes of results.
    pub(crate) success: &'static [u16],
}

/// azure_core's transport, which decompresses bodies that have a `content-encoding`. A file that is stored compressed
/// must come as it is: its length, checksum and ranges are those of what is stored. So files have a transport of their
/// own, made when the first one is asked for.
#[derive(Debug)]
struct DefaultTransport {
    decompressing: Arc<dyn HttpClient>,
    as_stored: OnceLock<Arc<dyn HttpClient>>,
}

/// The transport of a client whose options name no other.
///
/// # Errors
///
/// [`ErrorKind::Other`] where azure_core has no HTTP client, because it was compiled without its feature `reqwest`.
pub(crate) fn default_transport() -> Result<Transport> {
    // azure_core reports that only by a panic, and which of its features are on cannot be seen from here.
    let decompressing = panic::catch_unwind(|| new_http_client(None)).map_err(|_| {
        Error::with_message(
            ErrorKind::Other,
            "there is no HTTP transport: enable azure_core's feature `reqwest`, which is among the default features of \
             the generated crate, or set `ClientOptions::transport`",
        )
    })?;
    Ok(Transport::with_policy(Arc::new(DefaultTransport { decompressing, as_stored: OnceLock::new() })))
}

#[async_trait::async_trait]
impl Policy for DefaultTransport {
    async fn send(&self, context: &Context, request: &mut Request, _next: &[Arc<dyn Policy>]) -> PolicyResult {
        let client = match context.value::<AsStored>() {
            Some(AsStored) => self
                .as_stored
                .get_or_init(|| new_http_client(Some(HttpClientOptions { automatic_decompression: false }))),
            None => &self.decompressing,
        };
        client.execute_request(request).await
    }
}

/// A transport that keeps no response that is too long, and whose errors show no query: HTTP clients show the URL, and a
/// query may hold a key or a shared access signature. It has so many requests under way at once, since azure_core's own
/// opens as many connections as there are requests (`reqwest` bounds only how many of them it keeps).
#[derive(Debug)]
pub(crate) struct GuardedTransport {
    pub(crate) inner: Transport,
    /// How many bytes of a response may be kept in memory.
    pub(crate) max_bytes: u64,
    /// One for each request that may be under way.
    pub(crate) slots: Arc<Semaphore>,
}

#[async_trait::async_trait]
impl Policy for GuardedTransport {
    async fn send(&self, context: &Context, request: &mut Request, _next: &[Arc<dyn Policy>]) -> PolicyResult {
        let slot = self.slots.acquire_arc().await;
        let response = self.inner.send(context, request).await;
        let (status, headers, body) = response.map_err(|error| redacted(error, request.url()))?.deconstruct();
        let streamed = context.value::<Streamed>();
        let is_stream = streamed.is_some_and(|own| is_result(status, own.success));
        // A stream is read when its caller likes, who may want to send others meanwhile.
        let (max_bytes, slot) = if is_stream { (u64::MAX, None) } else { (self.max_bytes, Some(slot)) };
        let body = guarded(body, status, request.url().clone(), max_bytes, slot);
        let response = AsyncRawResponse::new(status, headers, Box::pin(body));
        if is_stream || streamed.is_none() {
            return Ok(response);
        }
        // azure_core reads all other responses at once, but not those of streams: what is not a result may lead to another
        // request, such as one with a token, which would wait for this one's slot.
        let (status, headers, body) = response.try_into_raw_response().await?.deconstruct();
        Ok(AsyncRawResponse::from_bytes(status, headers, body))
    }
}

/// A body that ends with an error where it is longer than `max_bytes`, and keeps its request's slot until it is dropped.
fn guarded(
    body: impl Stream<Item = Result<Bytes>>,
    status: StatusCode,
    url: Url,
    max_bytes: u64,
    slot: Option<SemaphoreGuardArc>,
) -> impl Stream<Item = Result<Bytes>> {
    let mut left = max_bytes;
    body.map(move |part| {
        let _slot = &slot;
        let part = part.map_err(|error| redacted(error, &url))?;
        left = left.checked_sub(part.len() as u64).ok_or_else(|| {
            let message = format!(
                "the response of `{}`, which has status {}, is longer than {max_bytes} bytes: it was not read to its \
                 end; `ConnectionOptions::max_response_bytes` allows longer ones",
                without_query(&url),
                u16::from(status)
            );
            // A kind that azure_core's retry policy does not send again.
            refusal(ErrorKind::HttpResponse { status, error_code: None, raw_response: None }, message)
        })?;
        Ok(part)
    })
}

/// The error without the query of the URL that was sent.
fn redacted(error: Error, url: &Url) -> Error {
    let query = url.query().unwrap_or_default();
    let mut text = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(inner) = source {
        text.push_str(&format!(": {inner}"));
        source = inner.source();
    }
    if query.is_empty() || !(text.contains(query) || format!("{error:?}").contains(query)) {
        return error;
    }
    Error::with_message(error.kind().clone(), text.replace(query, "REDACTED"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_does_not_show_the_query() {
        let inner = std::io::Error::other("no route to https://a.example/?sv=1&sig=secret");
        let url = "https://a.example/?sv=1&sig=secret".parse().unwrap();
        let error = redacted(Error::with_error(ErrorKind::Io, inner, "failed"), &url);
        assert_eq!(error.to_string(), "failed: no route to https://a.example/?REDACTED");
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
        assert_eq!(*error.kind(), ErrorKind::Io);
    }
}
