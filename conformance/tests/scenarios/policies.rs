//! What a user of azure_core adds to it where the server wants more than it does by itself.

use azure_core::http::{
    AsyncRawResponse, ClientOptions, Context, Request, Transport,
    headers::HeaderName,
    policies::{Policy, PolicyResult},
};
use std::sync::{Arc, Mutex, PoisonError};

const COOKIE: HeaderName = HeaderName::from_static("cookie");
const SET_COOKIE: HeaderName = HeaderName::from_static("set-cookie");

/// Options of a client that follows redirects: azure_core's own transport follows none
/// (`typespec_client_core`, `src/http/clients/reqwest.rs`), so the user brings one that does.
pub(crate) fn following_redirects() -> ClientOptions {
    let client = reqwest::Client::builder().build().expect("a client");
    ClientOptions { transport: Some(Transport::new(Arc::new(client))), ..super::client_options() }
}

/// Options of a client that gives back the cookies it got: by them the server tells a retry from a first try.
pub(crate) fn keeping_cookies() -> ClientOptions {
    ClientOptions { per_try_policies: vec![Arc::new(Cookies::default())], ..super::client_options() }
}

/// Options of a client that sends an api-version with every request. A link to a next page is followed as it came (it is
/// the service's own, and in Azure Resource Manager whole); this server wants the client's version in it.
pub(crate) fn sending_api_version(version: &'static str) -> ClientOptions {
    ClientOptions { per_call_policies: vec![Arc::new(ApiVersion(version))], ..super::client_options() }
}

#[derive(Debug)]
struct ApiVersion(&'static str);

#[async_trait::async_trait]
impl Policy for ApiVersion {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let is_version = |name: &str| name.eq_ignore_ascii_case("api-version");
        let url = request.url_mut();
        let others: Vec<(String, String)> =
            url.query_pairs().filter(|(name, _)| !is_version(name)).map(|pair| (pair.0.into(), pair.1.into())).collect();
        url.query_pairs_mut().clear().extend_pairs(others).append_pair("api-version", self.0);
        next[0].send(context, request, &next[1..]).await
    }
}

#[derive(Debug, Default)]
struct Cookies(Mutex<Option<String>>);

#[async_trait::async_trait]
impl Policy for Cookies {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(cookie) = kept {
            request.insert_header(COOKIE, cookie);
        }
        let answer: AsyncRawResponse = next[0].send(context, request, &next[1..]).await?;
        if let Some(cookie) = answer.headers().get_optional_str(&SET_COOKIE) {
            let pair = cookie.split(';').next().unwrap_or_default().to_owned();
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(pair);
        }
        Ok(answer)
    }
}
