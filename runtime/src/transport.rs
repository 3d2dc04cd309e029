use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{
        Context, HttpClient, HttpClientOptions, Request, Transport, new_http_client,
        policies::{Policy, PolicyResult},
    },
};
use std::{
    panic,
    sync::{Arc, OnceLock},
};

/// In a call's context: the body must arrive as it is stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AsStored;

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
