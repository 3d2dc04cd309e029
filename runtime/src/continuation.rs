//! From where an operation or a list is taken up again, as a text that another process reads.

use crate::{lro::Standing, prepared::Prepared, target::without_query};
use azure_core::{
    Error, Result,
    base64::{decode_url_safe, encode_url_safe},
    error::ErrorKind,
    http::Url,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What the text begins with, before the version.
const PREFIX: &str = "armrest";
/// Counted up whenever another text is written or read.
const VERSION: &str = "1";
/// Two links of the greatest length that HTTP clients send (64 KiB), in base64.
const LONGEST: usize = 256 << 10;

/// From where a long-running operation or a list is taken up again, in this process or another one.
///
/// A [`Poller`](crate::Poller), a [`PageablePoller`](crate::PageablePoller) and a [`Pager`](crate::Pager) give it by
/// `continuation`, and the same method of a client with the same settings takes it by `resume`: the request that started
/// the operation is not sent again.
///
/// Its text holds a version, the names of client and method, a digest of the URL that was called, and the links that the
/// service gave; no credential and no body. **A link may be signed** (a shared access signature in its query), so the text
/// is to be kept as secret as what it leads to: `Debug` does not show it, and there is no `Display`. It is not protected
/// against changes: who can change it can make a client GET other URLs of hosts that are trusted
/// ([`ConnectionOptions::trusted_hosts`](crate::ConnectionOptions::trusted_hosts)), and of no others.
#[derive(Clone, Eq, PartialEq)]
pub struct Continuation(Content);

#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct Content {
    /// `Client.method`.
    operation: String,
    /// A digest of the URL that the operation was called at, without its query.
    called: String,
    at: At,
}

/// How far it has come.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(crate) enum At {
    /// A long-running operation goes on.
    Operation(Standing),
    /// A page is to be read next.
    Page(Place),
}

/// A page of a list that is not the first one of its call.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    pub(crate) position: Position,
    /// How many pages come before it.
    pub(crate) before: u64,
}

/// Where a page is.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(crate) enum Position {
    Link(#[serde(with = "link_text")] Url),
    /// At the URL of the call, with this value in a header.
    Header(String),
}

impl Position {
    /// What tells it apart from the positions of other pages.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Link(link) => link.as_str(),
            Self::Header(text) => text,
        }
    }
}

impl Continuation {
    pub(crate) fn new(call: &Prepared, at: At) -> Self {
        Self(Content { operation: call.name.to_owned(), called: called(call), at })
    }

    /// The text, to be kept and read again by [`FromStr`]: ASCII letters, digits and `.-_=`. See above for what it holds.
    pub fn secret(&self) -> String {
        // Texts, numbers and URLs are written as JSON without fail.
        let content = serde_json::to_vec(&self.0).unwrap_or_default();
        format!("{PREFIX}{VERSION}.{}", encode_url_safe(content))
    }

    /// How far a call of the same operation at the same URL had come.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Other`] if it was made by another operation or call, [`ErrorKind::Credential`] where it leads to a host
    /// that is not trusted.
    pub(crate) fn of(&self, call: &Prepared) -> Result<&At> {
        let Content { operation, called: at, .. } = &self.0;
        if operation != call.name {
            let shown: String = operation.chars().take(100).collect();
            return Err(refused(format!("it was made by {shown:?}, and given to `{}`", call.name)));
        }
        if *at != called(call) {
            return Err(refused(format!(
                "`{}` was called with other arguments or at another endpoint than now, which is `{}`",
                call.name,
                without_query(call.request.url())
            )));
        }
        let link = match &self.0.at {
            At::Operation(standing) => standing.link(),
            At::Page(Place { position: Position::Link(link), .. }) => Some(link),
            At::Page(Place { position: Position::Header(_), .. }) => None,
        };
        if let Some(link) = link {
            call.connection.trust.check(link).map_err(|error| refused_as(error.kind().clone(), error))?;
        }
        Ok(&self.0.at)
    }
}

impl FromStr for Continuation {
    type Err = Error;

    /// Reads what [`secret`](Self::secret) wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DataConversion`] if it did not write this text, or wrote it in another version.
    fn from_str(text: &str) -> Result<Self> {
        if text.len() > LONGEST {
            return Err(unreadable(format!("it is longer than {LONGEST} bytes")));
        }
        let text = text.trim();
        let parts = text.strip_prefix(PREFIX).and_then(|rest| rest.split_once('.'));
        let Some((version, content)) = parts.filter(|(version, _)| is_number(version)) else {
            return Err(unreadable(format!("expected a text that begins with `{PREFIX}{VERSION}.`")));
        };
        if version != VERSION {
            return Err(unreadable(format!(
                "it has version {version}, and this armrest-runtime reads version {VERSION}"
            )));
        }
        // What serde says of it could repeat it.
        decode_url_safe(content)
            .ok()
            .and_then(|content| serde_json::from_slice(&content).ok())
            .map(Self)
            .ok_or_else(|| unreadable("it was changed, or is not whole".to_owned()))
    }
}

/// Without the links.
impl fmt::Debug for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Continuation").finish_non_exhaustive()
    }
}

fn is_number(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells calls of one operation apart. Not for secrecy: it notices a mistake.
fn called(call: &Prepared) -> String {
    // FNV-1a, the same in each process.
    let url = without_query(call.request.url());
    let hash = url
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

pub(crate) fn refused(reason: impl fmt::Display) -> Error {
    refused_as(ErrorKind::Other, reason)
}

fn refused_as(kind: ErrorKind, reason: impl fmt::Display) -> Error {
    Error::with_message(kind, format!("the continuation is refused: {reason}"))
}

fn unreadable(reason: String) -> Error {
    Error::with_message(ErrorKind::DataConversion, format!("the continuation cannot be read: {reason}"))
}

/// A URL as text: `url` itself reads and writes it by serde only with a feature.
pub(crate) mod link_text {
    use azure_core::http::Url;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(link: &Url, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(link.as_str())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }

    /// The same where there may be none, which is not written.
    pub(crate) mod optional {
        use super::{Deserializer, Serializer, Url};
        use serde::Serialize;

        pub(crate) fn serialize<S: Serializer>(link: &Option<Url>, serializer: S) -> Result<S::Ok, S::Error> {
            link.as_ref().map(Url::as_str).serialize(serializer)
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
            super::deserialize(deserializer).map(Some)
        }
    }
}
