use azure_core::http::{
    Context, HttpClient, HttpClientOptions, Request, Transport, new_http_client,
    policies::{Policy, PolicyResult},
};
use std::sync::{Arc, OnceLock};

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
pub(crate) fn default_transport() -> Transport {
    Transport::with_policy(Arc::new(DefaultTransport {
        decompressing: new_http_client(None),
        as_stored: OnceLock::new(),
    }))
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
