//! The mock over HTTP.

use super::{
    Mock,
    record::Exchange,
    request::{Request, Response},
    tls::Tls,
};
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use time::OffsetDateTime;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    task::JoinHandle,
};

/// The longest body that is read.
const LONGEST_BODY: usize = 64 * 1024 * 1024;

/// Who is told of each request and its response.
type Listener = Box<dyn FnMut(&Exchange) + Send>;

/// A mock that is served over HTTP. It stops when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    mock: Mutex<Mock>,
    listening: Listening,
    address: SocketAddr,
    tls: Option<Tls>,
}

/// What becomes of exchanges.
enum Listening {
    Kept(Mutex<Vec<Exchange>>),
    Told(Mutex<Listener>),
    Forgotten,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Shared").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Server {
    /// Serves a mock on a free port of 127.0.0.1, and keeps what it received.
    ///
    /// # Errors
    ///
    /// If there is no free port.
    pub async fn start(mock: Mock) -> io::Result<Self> {
        Self::serve(mock, TcpListener::bind("127.0.0.1:0").await?, false, Listening::Kept(Mutex::default()))
    }

    /// As [`Self::start`], by https: [`Self::authority`] is the certificate that a client has to trust.
    ///
    /// # Errors
    ///
    /// If there is no free port, or no certificate can be made.
    pub async fn start_with_tls(mock: Mock) -> io::Result<Self> {
        Self::serve(mock, TcpListener::bind("127.0.0.1:0").await?, true, Listening::Kept(Mutex::default()))
    }

    /// Serves a mock on a socket, by https with `tls`, and tells `listener` of each request and its response, if there is
    /// one: they are not kept.
    ///
    /// # Errors
    ///
    /// If the socket has no address, or no certificate can be made.
    pub fn start_on(
        mock: Mock,
        socket: TcpListener,
        tls: bool,
        listener: Option<impl FnMut(&Exchange) + Send + 'static>,
    ) -> io::Result<Self> {
        let listening = match listener {
            Some(listener) => Listening::Told(Mutex::new(Box::new(listener))),
            None => Listening::Forgotten,
        };
        Self::serve(mock, socket, tls, listening)
    }

    fn serve(mock: Mock, socket: TcpListener, tls: bool, listening: Listening) -> io::Result<Self> {
        let address = socket.local_addr()?;
        let tls = tls.then(|| Tls::generate(address, OffsetDateTime::now_utc())).transpose()?;
        let shared = Arc::new(Shared { mock: Mutex::new(mock), listening, address, tls });
        let accepting = tokio::spawn(accept(socket, shared.clone()));
        Ok(Self { address, shared, accepting })
    }

    /// The server's URL, without a trailing slash.
    pub fn endpoint(&self) -> String {
        format!("{}://{}", self.shared.scheme(), self.address)
    }

    /// The certificate (PEM) of the authority that signed the server's, made for this server alone; `None` without https.
    pub fn authority(&self) -> Option<&str> {
        self.shared.tls.as_ref().map(Tls::authority)
    }

    /// The requests that the server received so far, with its responses, in order; none where a listener is told.
    pub fn received(&self) -> Vec<Exchange> {
        match &self.shared.listening {
            Listening::Kept(received) => lock(received).clone(),
            Listening::Told(_) | Listening::Forgotten => Vec::new(),
        }
    }
}

impl Shared {
    fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves the state as it is.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(socket: TcpListener, shared: Arc<Shared>) {
    loop {
        let Ok((stream, _)) = socket.accept().await else {
            // Too many open files: others end.
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            continue;
        };
        let shared = shared.clone();
        // Small responses are not to wait for each other.
        let _ = stream.set_nodelay(true);
        tokio::spawn(async move {
            match &shared.tls {
                // Who does not trust the certificate goes away.
                Some(tls) => {
                    if let Ok(stream) = tls.accept(stream).await {
                        converse(stream, &shared).await;
                    }
                }
                None => converse(stream, &shared).await,
            }
        });
    }
}

async fn converse(stream: impl AsyncRead + AsyncWrite + Unpin, shared: &Arc<Shared>) {
    let service = service_fn(|request| respond(request, shared.clone()));
    // A closed connection is an error here, as asked for.
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn respond(request: hyper::Request<Incoming>, shared: Arc<Shared>) -> io::Result<hyper::Response<Full<Bytes>>> {
    let (parts, body) = request.into_parts();
    let body = Limited::new(body, LONGEST_BODY).collect().await.map_err(io::Error::other)?.to_bytes();
    let text = |value: &hyper::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let host = parts.headers.get("host").map(text).unwrap_or_else(|| shared.address.to_string());
    let request = Request {
        method: parts.method.to_string(),
        target: parts.uri.to_string(),
        headers: parts.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        body: body.to_vec(),
        endpoint: format!("{}://{host}", shared.scheme()),
    };
    let now = OffsetDateTime::now_utc();
    let response = lock(&shared.mock).respond(&request, now);
    let exchange = || Exchange::new(&request, &response, now);
    match &shared.listening {
        Listening::Kept(received) => lock(received).push(exchange()),
        Listening::Told(listener) => lock(listener)(&exchange()),
        Listening::Forgotten => {}
    }
    if !response.delay.is_zero() {
        tokio::time::sleep(response.delay).await;
    }
    written(response)
}

fn written(response: Response) -> io::Result<hyper::Response<Full<Bytes>>> {
    if response.reset {
        return Err(io::Error::other("asked for: the connection is closed"));
    }
    let mut built = hyper::Response::builder().status(response.status);
    for (name, value) in &response.headers {
        built = built.header(name, value);
    }
    built.body(Full::new(Bytes::from(response.body))).map_err(io::Error::other)
}
