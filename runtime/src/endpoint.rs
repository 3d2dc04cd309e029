use crate::{target::with_query, trust::has_user};
use azure_core::{
    Error, Result,
    credentials::Secret,
    error::ErrorKind,
    http::{
        Context, Request, Transport, Url,
        policies::{Policy, PolicyResult},
    },
};
use std::{fmt, sync::Arc};

/// Reads an endpoint: its URL without a query, and the query if there is one, such as a shared access signature.
///
/// # Errors
///
/// [`ErrorKind::Other`] where it is not a URL with a host, or where it holds a user name or password. The message never
/// shows the query.
pub(crate) fn parse(endpoint: &str) -> Result<(Url, Option<EndpointQuery>)> {
    let fault = |reason: &dyn fmt::Display| {
        Error::with_message(ErrorKind::Other, format!("the endpoint `{}`: {reason}", without_secrets(endpoint)))
    };
    let trimmed = endpoint.trim();
    // A host template's `https://{endpoint}` may have been given a URL.
    let doubled = ["https://", "http://"].iter().find_map(|scheme| {
        let rest = trimmed.strip_prefix(scheme)?;
        (rest.starts_with("https://") || rest.starts_with("http://")).then_some(rest)
    });
    let trimmed = doubled.unwrap_or(trimmed);
    let before_query = trimmed.split(['?', '#']).next().unwrap_or_default();
    let text = if before_query.contains("://") { trimmed.to_owned() } else { format!("https://{trimmed}") };
    let mut url: Url = text.parse().map_err(|error| fault(&error))?;
    if url.host_str().is_none_or(str::is_empty) {
        return Err(fault(&"it has no host"));
    }
    if has_user(&url) {
        return Err(fault(&"it must not have a user name or password"));
    }
    url.set_fragment(None);
    let query = url.query().filter(|query| !query.is_empty()).map(EndpointQuery::new);
    url.set_query(None);
    Ok((url, query))
}

/// An endpoint without its query, and without a user name and password.
pub(crate) fn without_secrets(endpoint: &str) -> &str {
    let shown = endpoint.split(['?', '#']).next().unwrap_or_default();
    shown.rsplit('@').next().unwrap_or_default()
}

/// The query that an endpoint was given with, byte for byte, because a signature in it is of its text: it goes with each
/// request to that endpoint, and is a secret.
#[derive(Clone)]
pub(crate) struct EndpointQuery {
    pairs: Vec<Secret>,
}

impl EndpointQuery {
    fn new(query: &str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self { pairs: pairs.map(|pair| Secret::new(pair.to_owned())).collect() }
    }

    /// Adds to a URL what it does not have itself.
    fn add_to(&self, url: &mut Url) {
        let own = url.query().unwrap_or_default().to_owned();
        let own: Vec<&str> = own.split('&').filter(|pair| !pair.is_empty()).collect();
        let has = |name: &str| own.iter().any(|pair| name_of(pair) == name);
        let added = self.pairs.iter().map(Secret::secret).filter(|pair| !has(name_of(pair)));
        let all: Vec<&str> = own.iter().copied().chain(added).collect();
        url.set_query(Some(&all.join("&")));
    }
}

fn name_of(pair: &str) -> &str {
    pair.split('=').next().unwrap_or_default()
}

impl fmt::Debug for EndpointQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EndpointQuery")
    }
}

/// A key in the query.
#[derive(Clone, Debug)]
pub(crate) struct QueryKey {
    pub(crate) name: &'static str,
    pub(crate) key: Secret,
}

/// A transport that adds secrets to the query of each request, behind everything that logs or traces it.
#[derive(Debug)]
pub(crate) struct SecretQueryTransport {
    pub(crate) inner: Transport,
    pub(crate) query: Option<EndpointQuery>,
    pub(crate) key: Option<QueryKey>,
    pub(crate) trust: crate::trust::Trust,
}

#[async_trait::async_trait]
impl Policy for SecretQueryTransport {
    async fn send(&self, ctx: &Context, request: &mut Request, _: &[Arc<dyn Policy>]) -> PolicyResult {
        // A policy of the caller's may have changed the URL since it was checked.
        if self.trust.check(request.url()).is_err() {
            return self.inner.send(ctx, request).await;
        }
        let plain = request.url().clone();
        if let Some(query) = self.query.as_ref().filter(|_| self.trust.takes_query(&plain)) {
            query.add_to(request.url_mut());
        }
        if let Some(QueryKey { name, key }) = &self.key {
            *request.url_mut() = with_query(request.url(), name, key.secret());
        }
        let response = self.inner.send(ctx, request).await;
        *request.url_mut() = plain;
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(endpoint: &str) -> String {
        match parse(endpoint) {
            Ok((url, query)) => format!("{url} {}", if query.is_some() { "with a query" } else { "" }),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn endpoints_are_urls_or_hosts() {
        for (endpoint, expected) in [
            ("a.example", "https://a.example/ "),
            ("https://a.example/p/", "https://a.example/p/ "),
            ("https://https://a.example/p", "https://a.example/p "),
            ("https://http://127.0.0.1:80/p", "http://127.0.0.1/p "),
            ("https://a.example?sv=1&sig=x#f", "https://a.example/ with a query"),
            ("a.example/c?next=https://b.example", "https://a.example/c with a query"),
            ("", "error: the endpoint ``: empty host"),
            (
                "https://u:secret@a.example?sig=x",
                "error: the endpoint `a.example`: it must not have a user name or password",
            ),
            ("https://[bad?sig=secret", "error: the endpoint `https://[bad`: invalid IPv6 address"),
            ("mailto://?sig=secret", "error: the endpoint `mailto://`: it has no host"),
        ] {
            assert_eq!(parsed(endpoint), expected, "{endpoint}");
        }
    }

    #[test]
    fn a_query_is_added_and_never_twice() {
        let (_, query) = parse("https://a.example/c?sv=1&sig=a%2Bb%3D").unwrap();
        let query = query.unwrap();
        for (url, expected) in [
            ("https://a.example/c/x", "https://a.example/c/x?sv=1&sig=a%2Bb%3D"),
            ("https://a.example/c/x?comp=list", "https://a.example/c/x?comp=list&sv=1&sig=a%2Bb%3D"),
            ("https://a.example/?sig=own", "https://a.example/?sig=own&sv=1"),
        ] {
            let mut url: Url = url.parse().unwrap();
            query.add_to(&mut url);
            assert_eq!(url.as_str(), expected);
        }
        assert_eq!(format!("{query:?}"), "EndpointQuery");
    }
}
