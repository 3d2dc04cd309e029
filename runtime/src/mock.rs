//! A mock of Azure Resource Manager: an HTTP server on loopback that sends scripted responses, faults included, and
//! records the requests.
//!
//! ```
//! # use armrest_runtime::mock::{MockResponse, Server};
//! # use azure_core::http::Method;
//! # async fn script() -> std::io::Result<()> {
//! let server = Server::start().await?;
//! server.on(Method::Post, "/start?api-version=1", [
//!     MockResponse::new(202).header("location", "{endpoint}/result").header("retry-after", "0"),
//! ]);
//! server.on(Method::Get, "/result", [MockResponse::new(202).header("retry-after", "0"), MockResponse::json(200, "{}")]);
//! // … call the client …
//! server.finish();
//! # Ok(())
//! # }
//! ```

mod clock;
mod compare;
mod credential;
mod response;

pub(crate) use clock::timer;
pub use clock::{advance_clock, skip_waits, skipped_waits, stop_clock};
pub use compare::{assert_decoded, assert_items, decode};
pub use credential::RecordingCredential;
pub use response::MockResponse;

#[cfg(feature = "xml")]
use crate::xml::Element;
use crate::{ConnectionOptions, sync::lock};
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    http::{ClientOptions, Method, RetryOptions},
    time::{Duration, OffsetDateTime},
};
use bytes::Bytes;
use compare::assert_same;
use http_body_util::{BodyExt, combinators::BoxBody};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::{
    collections::{BTreeMap, VecDeque},
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{net::TcpListener, task::JoinHandle};

/// The token that [`credential`] provides and the server expects; it is also accepted as a key.
pub const TOKEN: &str = "mock-token";

/// The scope of the tokens of clients that connect by [`Server::connection`].
const SCOPE: &str = "https://mock.example/.default";

/// A request that the server received.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Received {
    /// The HTTP method.
    pub method: String,
    /// Path and query, unchanged.
    pub target: String,
    /// The headers, by lower-case names.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// The body as JSON; `None` where it is empty.
    ///
    /// # Panics
    ///
    /// If the body is not JSON.
    #[allow(clippy::panic, reason = "a mock reports to a test")]
    pub fn json(&self) -> Option<Value> {
        (!self.body.is_empty()).then(|| match serde_json::from_slice(&self.body) {
            Ok(body) => body,
            Err(error) => panic!("the body sent to {} is not JSON: {error}", self.target),
        })
    }
}

/// The responses to one request, in order.
#[derive(Debug)]
struct Route {
    method: String,
    target: String,
    responses: VecDeque<MockResponse>,
}

impl Route {
    fn is_for(&self, method: &str, target: &str) -> bool {
        let (path, mut query) = comparable(target);
        let expected = comparable(&self.target);
        // A key in the query is what the client is made with, not a part of the call.
        query.retain(|pair| pair.1 != TOKEN || expected.1.contains(pair));
        self.method == method && expected == (path, query)
    }
}

#[derive(Debug, Default)]
struct Script {
    routes: Vec<Route>,
    received: Vec<Received>,
    faults: Vec<String>,
    anonymous: Anonymous,
    connections: Connections,
}

/// How many connections clients have with a [`Server`].
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Connections {
    /// As many are open.
    pub open: usize,
    /// As many were open at once.
    pub most: usize,
}

/// What the server does with a request without the token.
#[derive(Debug, Default)]
enum Anonymous {
    /// The test fails.
    #[default]
    Fault,
    /// The response is 401 with this `WWW-Authenticate`.
    Challenged(String),
    /// The response is the scripted one.
    Allowed,
}

/// The variable that names the server which the tests of examples call.
const TEST_SERVER: &str = "ARMREST_TEST_SERVER";

/// The mock server. It stops when dropped.
#[derive(Debug)]
pub struct Server {
    endpoint: String,
    script: Arc<Mutex<Script>>,
    /// None where the server is another process.
    accepting: Option<JoinHandle<()>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(accepting) = &self.accepting {
            accepting.abort();
        }
    }
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1, with nothing scripted.
    ///
    /// # Errors
    ///
    /// If there is no free port.
    pub async fn start() -> io::Result<Self> {
        clock::install();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let script = Arc::<Mutex<Script>>::default();
        let accepting = tokio::spawn(accept(listener, script.clone(), address));
        Ok(Self { endpoint: endpoint(address), script, accepting: Some(accepting) })
    }

    /// A server in another process, such as that of a conformance suite, by its URL without a trailing slash. It
    /// responds as it will and checks the requests itself: what is scripted here has no effect, and what is asserted of
    /// requests holds.
    pub fn at(endpoint: impl Into<String>) -> Self {
        clock::install();
        Self { endpoint: endpoint.into(), script: Arc::default(), accepting: None }
    }

    /// The server of an example's test: a new mock server, or [the one](Self::at) at the URL in the environment variable
    /// `ARMREST_TEST_SERVER`. What the server returns is decoded and compared with the example in any case.
    ///
    /// # Errors
    ///
    /// If there is no free port.
    pub async fn of_example() -> io::Result<Self> {
        match std::env::var(TEST_SERVER) {
            Ok(endpoint) => Ok(Self::at(endpoint)),
            Err(_) => Self::start().await,
        }
    }

    /// Whether requests are checked by the server, and not here.
    fn checks_itself(&self) -> bool {
        self.accepting.is_none()
    }

    /// The first request, of which something is asserted; none where the server checks it.
    #[allow(clippy::panic, reason = "a mock reports to a test")]
    fn first(&self) -> Option<Received> {
        if self.checks_itself() {
            return None;
        }
        let first = lock(&self.script).received.first().cloned();
        Some(first.unwrap_or_else(|| panic!("nothing was sent")))
    }

    /// The server's URL, without a trailing slash.
    pub fn endpoint(&self) -> String {
        self.endpoint.clone()
    }

    /// Scripts the responses to requests for a path and query, in their order.
    pub fn on(&self, method: Method, target: &str, responses: impl IntoIterator<Item = MockResponse>) {
        let mut script = lock(&self.script);
        let known = script.routes.iter_mut().find(|route| route.is_for(method.as_str(), target));
        match known {
            Some(route) => route.responses.extend(responses),
            None => script.routes.push(Route {
                method: method.as_str().to_owned(),
                target: target.to_owned(),
                responses: responses.into_iter().collect(),
            }),
        }
    }

    /// Makes the response to requests without the token 401 with this `WWW-Authenticate`, in which `{endpoint}` is
    /// replaced by the server's own URL.
    pub fn challenge(&self, header: &str) {
        lock(&self.script).anonymous = Anonymous::Challenged(header.to_owned());
    }

    /// Accepts requests without the token like those that have it.
    pub fn allow_anonymous(&self) {
        lock(&self.script).anonymous = Anonymous::Allowed;
    }

    /// The requests that the server received so far, in order.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.script).received.clone()
    }

    /// The connections that clients have with the server.
    pub fn connections(&self) -> Connections {
        lock(&self.script).connections
    }

    /// Asserts the content of the first request: its body as JSON, and headers.
    ///
    /// # Panics
    ///
    /// If there was no request, or something differs.
    #[allow(clippy::panic, reason = "a mock reports to a test")]
    pub fn assert_sent(&self, body: Option<&str>, headers: &[(&str, &str)]) {
        let Some(first) = self.first() else { return };
        self.assert_headers(headers);
        match (first.json(), body.map(decode::<Value>)) {
            (None, None) => {}
            (Some(sent), Some(Ok(expected))) => assert_same(&sent, &expected),
            (sent, expected) => panic!("sent {sent:?}, expected {expected:?}"),
        }
    }

    /// Asserts headers of the first request.
    ///
    /// # Panics
    ///
    /// If there was no request, or one differs.
    pub fn assert_headers(&self, headers: &[(&str, &str)]) {
        let Some(first) = self.first() else { return };
        for (name, text) in headers {
            let sent = first.headers.get(*name).map(String::as_str);
            // A form's media type has a boundary of its own each time.
            let bare = sent.and_then(|sent| sent.split(';').next());
            let sent = if text.starts_with("multipart/") { bare } else { sent };
            assert!(sent == Some(*text), "the header `{name}` is {sent:?}, expected {text:?}");
        }
    }

    /// Asserts that the first request's body was a form with these fields, whatever its media type.
    ///
    /// # Panics
    ///
    /// If there was no request, or a field differs.
    pub fn assert_form(&self, fields: &[(&str, &str)]) {
        let Some(first) = self.first() else { return };
        let kind = first.headers.get("content-type").map_or("", String::as_str);
        let body = String::from_utf8_lossy(&first.body);
        let sent = match kind.split_once("boundary=") {
            Some((_, boundary)) => parts_of(&body, boundary),
            None => {
                let mut pairs: Vec<_> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
                pairs.sort();
                pairs
            }
        };
        let mut expected: Vec<(String, String)> =
            fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        expected.sort();
        assert_eq!(sent, expected);
    }

    /// Asserts that the first request's body was this text.
    ///
    /// # Panics
    ///
    /// If there was no request, or the body differs.
    pub fn assert_sent_text(&self, text: &str) {
        let Some(first) = self.first() else { return };
        assert_eq!(String::from_utf8_lossy(&first.body), text);
    }

    /// Asserts that the first request's body was this document, in any notation.
    ///
    /// # Panics
    ///
    /// If there was no request, or the body is not XML, or differs.
    #[cfg(feature = "xml")]
    #[allow(clippy::panic, reason = "a mock reports to a test")]
    pub fn assert_sent_xml(&self, document: &str) {
        let Some(first) = self.first() else { return };
        match (Element::parse(&first.body), Element::parse(document.as_bytes())) {
            (Ok(sent), Ok(expected)) => assert_eq!(in_order(sent), in_order(expected)),
            (Err(error), _) | (_, Err(error)) => panic!("{error}"),
        }
    }

    /// Ends the test.
    ///
    /// # Panics
    ///
    /// If there was a request that is not scripted, or a scripted response was not requested.
    #[allow(clippy::panic, reason = "a mock reports to a test")]
    pub fn finish(&self) {
        if self.checks_itself() {
            return;
        }
        let script = lock(&self.script);
        let left = script.routes.iter().filter(|route| !route.responses.is_empty());
        let left = left.map(|route| {
            let count = route.responses.len();
            format!("{count} of {} {} not fetched", route.method, route.target)
        });
        let faults: Vec<String> = script.faults.iter().cloned().chain(left).collect();
        if !faults.is_empty() {
            panic!("the conversation is not as scripted:\n{}", faults.join("\n"));
        }
    }

    /// Connects a client to this server.
    pub fn connection(&self) -> ConnectionOptions {
        ConnectionOptions {
            endpoint: Some(self.endpoint()),
            token_scope: Some(SCOPE.to_owned()),
            http_on_loopback: true,
            ..ConnectionOptions::default()
        }
    }
}

/// azure_core's default options, but without retries, so that each failure shows at once.
pub fn client_options() -> ClientOptions {
    clock::install();
    ClientOptions { retry: RetryOptions::none(), ..ClientOptions::default() }
}

/// A credential whose token the server accepts.
pub fn credential() -> Arc<dyn TokenCredential> {
    clock::install();
    Arc::new(MockCredential { shows_scopes: false })
}

/// A credential whose token the server accepts, and which names the scopes that it was asked for: `mock-token SCOPES`.
pub fn scoped_credential() -> Arc<dyn TokenCredential> {
    clock::install();
    Arc::new(MockCredential { shows_scopes: true })
}

#[derive(Debug)]
struct MockCredential {
    shows_scopes: bool,
}

#[async_trait::async_trait]
impl TokenCredential for MockCredential {
    async fn get_token(
        &self,
        scopes: &[&str],
        _options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let expires = OffsetDateTime::now_utc() + Duration::hours(1);
        let token = if self.shows_scopes { format!("{TOKEN} {}", scopes.join(" ")) } else { TOKEN.to_owned() };
        Ok(AccessToken::new(token, expires))
    }
}

fn endpoint(address: SocketAddr) -> String {
    format!("http://{address}")
}

async fn accept(listener: TcpListener, script: Arc<Mutex<Script>>, address: SocketAddr) {
    while let Ok((stream, _)) = listener.accept().await {
        let script = script.clone();
        tokio::spawn(async move {
            {
                let connections = &mut lock(&script).connections;
                connections.open += 1;
                connections.most = connections.most.max(connections.open);
            }
            let service = service_fn(|request| respond(request, script.clone(), address));
            // A dropped connection is an error here, as scripted.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            lock(&script).connections.open -= 1;
        });
    }
}

async fn respond(
    request: hyper::Request<Incoming>,
    script: Arc<Mutex<Script>>,
    address: SocketAddr,
) -> Result<hyper::Response<BoxBody<Bytes, io::Error>>, io::Error> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let text = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let received = Received {
        method: parts.method.to_string(),
        target: parts.uri.to_string(),
        headers: parts.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        body: body.to_vec(),
    };
    let scripted = next_response(&mut lock(&script), received);
    tokio::time::sleep(scripted.delay).await;
    scripted.play(&endpoint(address))
}

/// The response to a request: 401 without the token, like Azure Resource Manager, otherwise the scripted one.
fn next_response(script: &mut Script, received: Received) -> MockResponse {
    let password = received.headers.get("authorization").and_then(|text| text.strip_prefix("Basic "));
    let password = password.and_then(|pair| azure_core::base64::decode(pair).ok());
    let password = password.map(|pair| String::from_utf8_lossy(&pair).into_owned());
    let texts = received.headers.values().chain([&received.target]).chain(&password);
    let authorized = texts.into_iter().any(|text| text.contains(TOKEN));
    let (method, target) = (received.method.clone(), received.target.clone());
    script.received.push(received);
    if !authorized {
        match &script.anonymous {
            Anonymous::Allowed => {}
            Anonymous::Challenged(header) => return MockResponse::new(401).header("www-authenticate", header),
            Anonymous::Fault => {
                script.faults.push(format!("{method} {target} was sent without the access token"));
                return MockResponse::json(401, r#"{"error":{"code":"AuthenticationFailed"}}"#);
            }
        }
    }
    let mut routes = script.routes.iter_mut();
    let scripted = routes.find(|route| route.is_for(&method, &target)).and_then(|route| route.responses.pop_front());
    scripted.unwrap_or_else(|| {
        script.faults.push(format!("{method} {target} is not scripted"));
        MockResponse::json(404, r#"{"error":{"code":"NotScripted","message":"not scripted"}}"#)
    })
}

/// A target as it is compared: the path's segments decoded, and the query decoded and sorted. A comma
/// is one that separates the items of a list, an encoded one is part of an item.
fn comparable(target: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let segments = path.split('/').map(decode_items);
    (segments.collect(), pairs(query))
}

/// The names and values of a query, sorted.
fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode_items(name), decode_items(value))
    });
    let mut pairs: Vec<(String, String)> = pairs.collect();
    pairs.sort();
    pairs
}

fn decode_text(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Decodes all but commas.
fn decode_items(text: &str) -> String {
    text.split(',').map(|item| decode_text(item).replace(',', "%2C")).collect::<Vec<_>>().join(",")
}

/// The fields of a form in parts: their names and texts, sorted.
fn parts_of(body: &str, boundary: &str) -> Vec<(String, String)> {
    let mark = format!("--{boundary}");
    let parts = body.split(&mark).filter_map(|part| {
        let (head, text) = part.split_once("\r\n\r\n")?;
        let (_, name) = head.split_once("name=\"")?;
        let (name, _) = name.split_once('"')?;
        Some((name.to_owned(), text.trim_end_matches("\r\n").to_owned()))
    });
    let mut parts: Vec<(String, String)> = parts.collect();
    parts.sort();
    parts
}

/// An element with its attributes and children in the order of their names.
#[cfg(feature = "xml")]
fn in_order(mut element: Element) -> Element {
    element.attributes.sort();
    element.children = element.children.into_iter().map(in_order).collect();
    element.children.sort_by(|one, other| one.name.cmp(&other.name));
    element
}
