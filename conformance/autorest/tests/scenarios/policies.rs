//! What a user of azure_core adds to it where the server wants more than it does by itself.

use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{
        AsyncRawResponse, ClientOptions, Context, HttpClient, Request, Transport,
        headers::{HeaderName, Headers, USER_AGENT},
        policies::{Policy, PolicyResult},
    },
};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

const METHOD_OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");
const COOKIE: HeaderName = HeaderName::from_static("cookie");
const SET_COOKIE: HeaderName = HeaderName::from_static("set-cookie");

/// Options of a client that follows redirects: azure_core's own transport follows none
/// (`typespec_client_core`, `src/http/clients/reqwest.rs`), so the user brings one that does.
pub(crate) fn following_redirects() -> ClientOptions {
    sending_by(reqwest())
}

/// A client of reqwest's own making, which azure_core takes as a transport.
fn reqwest() -> reqwest::Client {
    reqwest::Client::builder().build().expect("a client")
}

fn sending_by(transport: impl HttpClient + 'static) -> ClientOptions {
    ClientOptions { transport: Some(Transport::new(Arc::new(transport))), ..super::client_options() }
}

/// Options of a client that goes by another name: azure_core writes its own `User-Agent` over what a call says.
pub(crate) fn called(user_agent: &'static str) -> ClientOptions {
    changing(move |request| request.insert_header(USER_AGENT, user_agent))
}

/// Options of a client whose requests are changed before each try.
pub(crate) fn changing(change: impl Fn(&mut Request) + Send + Sync + 'static) -> ClientOptions {
    ClientOptions { per_try_policies: vec![Arc::new(Changing(Box::new(change)))], ..super::client_options() }
}

struct Changing(Box<dyn Fn(&mut Request) + Send + Sync>);

impl fmt::Debug for Changing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Changing")
    }
}

#[async_trait::async_trait]
impl Policy for Changing {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        (self.0)(request);
        next[0].send(context, request, &next[1..]).await
    }
}

/// Options of a client that gives back the cookies it got: by them the server tells a retry from a first try.
pub(crate) fn keeping_cookies() -> ClientOptions {
    ClientOptions { per_try_policies: vec![Arc::new(Cookies::default())], ..super::client_options() }
}

/// Options of a client that sends an api-version with every request. A link to a next page that has one is followed as it
/// came; this server wants the client's version in place of it.
pub(crate) fn sending_api_version(version: &'static str) -> ClientOptions {
    changing(move |request| {
        let is_version = |name: &str| name.eq_ignore_ascii_case("api-version");
        let url = request.url_mut();
        let others: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !is_version(name))
            .map(|pair| (pair.0.into(), pair.1.into()))
            .collect();
        url.query_pairs_mut().clear().extend_pairs(others).append_pair("api-version", version);
    })
}

/// Options of a client that leaves out a header, which azure_core's requests cannot: theirs may be replaced only.
pub(crate) fn without_header(name: &'static str) -> ClientOptions {
    sending_by(WithoutHeader(reqwest(), name))
}

#[derive(Debug)]
struct WithoutHeader(reqwest::Client, &'static str);

#[async_trait::async_trait]
impl HttpClient for WithoutHeader {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let mut without = Request::new(request.url().clone(), request.method());
        for (name, value) in request.headers().iter().filter(|(name, _)| name.as_str() != self.1) {
            without.insert_header(name.clone(), value.clone());
        }
        without.set_body(request.body().clone());
        self.0.execute_request(&without).await
    }
}

/// Options of a client that sends OPTIONS, which azure_core has no method for (`typespec_client_core`,
/// `src/http/method.rs`): the runtime marks such a request, and a transport of the user's own sends it.
pub(crate) fn sending_options() -> ClientOptions {
    ClientOptions { per_try_policies: vec![Arc::new(Cookies::default())], ..sending_by(SendingOptions(reqwest())) }
}

#[derive(Debug)]
struct SendingOptions(reqwest::Client);

#[async_trait::async_trait]
impl HttpClient for SendingOptions {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        if request.headers().get_optional_str(&METHOD_OVERRIDE) != Some("OPTIONS") {
            return self.0.execute_request(request).await;
        }
        let mut options = self.0.request(reqwest::Method::OPTIONS, request.url().clone());
        for (name, value) in request.headers().iter().filter(|(name, _)| **name != METHOD_OVERRIDE) {
            options = options.header(name.as_str(), value.as_str());
        }
        let response = options.send().await.map_err(|error| Error::new(ErrorKind::Io, error))?;
        let mut headers = Headers::new();
        for (name, value) in response.headers() {
            headers.insert(name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned());
        }
        let status = response.status().as_u16().into();
        let body = response.bytes().await.map_err(|error| Error::new(ErrorKind::Io, error))?;
        Ok(AsyncRawResponse::from_bytes(status, headers, body))
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
        let response: AsyncRawResponse = next[0].send(context, request, &next[1..]).await?;
        if let Some(cookie) = response.headers().get_optional_str(&SET_COOKIE) {
            let pair = cookie.split(';').next().unwrap_or_default().to_owned();
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(pair);
        }
        Ok(response)
    }
}
