//! Scripted responses and their faults.

use bytes::Bytes;
use futures::stream;
use http_body_util::{BodyExt, StreamBody, combinators::BoxBody};
use hyper::{body::Frame, header::CONTENT_LENGTH};
use std::{io, iter, time::Duration};

/// One scripted response. `{endpoint}` in a header or the body is replaced by the server's own URL, and
/// `{{endpoint}}` by `{endpoint}`.
#[derive(Clone, Debug)]
pub struct MockResponse {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    fault: Option<Fault>,
    pub(super) delay: Duration,
}

/// What goes wrong with a response.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// There is none.
    Dropped,
    /// The connection is closed after this many bytes of the body.
    Cut(usize),
    /// The body comes this many times, one after the other.
    Repeated(usize),
}

impl MockResponse {
    /// A response without a body.
    pub fn new(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), fault: None, delay: Duration::ZERO }
    }

    /// A response with a JSON body.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::new(status).header("content-type", "application/json").body(body)
    }

    /// No response: the connection is closed once the request is read.
    pub fn dropped() -> Self {
        Self { fault: Some(Fault::Dropped), ..Self::new(500) }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = body.into().into_bytes();
        self
    }

    /// Sets a body that is not text.
    #[must_use]
    pub fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Closes the connection after this many bytes of the body, whose length was announced.
    #[must_use]
    pub fn cut(self, after: usize) -> Self {
        Self { fault: Some(Fault::Cut(after)), ..self }
    }

    /// Sends the body this many times, one after the other, without keeping it so often: for bodies that are too long.
    #[must_use]
    pub fn repeated(self, times: usize) -> Self {
        Self { fault: Some(Fault::Repeated(times)), ..self }
    }

    /// Sends the response only after a while.
    #[must_use]
    pub fn late(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// The response of a server with this URL.
    pub(super) fn play(self, endpoint: &str) -> io::Result<hyper::Response<BoxBody<Bytes, io::Error>>> {
        let broken = || io::Error::other("scripted: the connection is closed");
        if let Some(Fault::Dropped) = self.fault {
            return Err(broken());
        }
        let fill = |text: &str| {
            let parts = text.split("{{endpoint}}").map(|part| part.replace("{endpoint}", endpoint));
            parts.collect::<Vec<_>>().join("{endpoint}")
        };
        let mut response = hyper::Response::builder().status(self.status);
        for (name, value) in &self.headers {
            response = response.header(name, fill(value));
        }
        let body =
            String::from_utf8(self.body).map_or_else(|bytes| bytes.into_bytes(), |text| fill(&text).into_bytes());
        let body = Bytes::from(body);
        let frame = |bytes| Ok(Frame::data(bytes));
        let body = match self.fault {
            Some(Fault::Cut(after)) => {
                response = response.header(CONTENT_LENGTH, body.len());
                let start = body.slice(..after.min(body.len()));
                StreamBody::new(stream::iter([frame(start), Err(broken())])).boxed()
            }
            Some(Fault::Repeated(times)) => {
                StreamBody::new(stream::iter(iter::repeat_n(body, times).map(frame))).boxed()
            }
            Some(Fault::Dropped) | None => http_body_util::Full::new(body).map_err(|never| match never {}).boxed(),
        };
        response.body(body).map_err(io::Error::other)
    }
}
