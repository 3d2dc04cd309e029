use crate::error::refusal;
use azure_core::{Error, Result, error::ErrorKind, http::Url};

/// What a host is to the endpoint's own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Relation {
    Own,
    SubDomain,
    ParentDomain,
    Other,
}

/// The one comparison of hosts: whatever decides which host may receive the token, or for which one a token may be asked
/// for, decides by it.
fn relation(host: &str, endpoint: &Url) -> Relation {
    let own = endpoint.host_str().unwrap_or_default();
    // An IP address has no domains above or below it, whatever its text looks like.
    let is_domain = endpoint.domain().is_some();
    let is_below =
        |host: &str, domain: &str| is_domain && host.strip_suffix(domain).is_some_and(|front| front.ends_with('.'));
    match host {
        "" => Relation::Other,
        _ if host == own => Relation::Own,
        _ if is_below(host, own) => Relation::SubDomain,
        // No token is for a whole top-level domain.
        _ if host.contains('.') && is_below(own, host) => Relation::ParentDomain,
        _ => Relation::Other,
    }
}

/// Which hosts may receive this client's credential: the endpoint's own, its sub-domains, and those that the
/// caller added.
#[derive(Clone, Debug)]
pub(crate) struct Trust {
    endpoint: Url,
    added: Vec<String>,
    http_on_loopback: bool,
    /// There is no credential, nor a query of the endpoint's: nothing that must stay secret is sent.
    is_public: bool,
}

impl Trust {
    pub(crate) fn new(endpoint: Url, added: Vec<String>, http_on_loopback: bool) -> Self {
        Self { endpoint, added, http_on_loopback, is_public: false }
    }

    /// The same for a client without a credential: plain http is allowed where the endpoint itself has it.
    pub(crate) fn public(self) -> Self {
        Self { is_public: true, ..self }
    }

    pub(crate) fn endpoint(&self) -> &Url {
        &self.endpoint
    }

    /// Fails, naming the host, where a token must not go to `url`.
    pub(crate) fn check(&self, url: &Url) -> Result<()> {
        let host = url.host_str().unwrap_or_default();
        // An HTTP client would send them as a second `Authorization`.
        if has_user(url) {
            return Err(refused(format!("the URL at `{host}` has a user name or password: nothing was sent")));
        }
        let secure = match url.scheme() {
            "https" => true,
            "http" if self.is_public => self.endpoint.scheme() == "http",
            "http" => self.http_on_loopback && is_loopback(url),
            _ => false,
        };
        if !secure {
            return Err(refused(format!(
                "credentials are sent only over https, and the URL at `{host}` has the scheme {}: nothing was sent",
                url.scheme()
            )));
        }
        if self.is_endpoint(url) || self.is_added(url) {
            return Ok(());
        }
        Err(refused(format!(
            "the service linked to the host `{host}`, which is not its endpoint `{}`: nothing was sent; \
             add the host to `ConnectionOptions::trusted_hosts` if it may receive the token",
            authority(&self.endpoint)
        )))
    }

    /// Whether a URL leads to the endpoint's own host or a sub-domain of it.
    pub(crate) fn is_endpoint(&self, url: &Url) -> bool {
        matches!(self.relation(url), Relation::Own | Relation::SubDomain)
    }

    /// Whether a URL leads to the endpoint itself, which gets the query that it was given with.
    pub(crate) fn takes_query(&self, url: &Url) -> bool {
        self.relation(url) == Relation::Own && url.scheme() == self.endpoint.scheme()
    }

    /// Whether the client gets a token for a resource at this host because the service asks for it.
    pub(crate) fn may_ask_for(&self, resource: &str) -> bool {
        matches!(relation(resource, &self.endpoint), Relation::Own | Relation::ParentDomain)
    }

    /// What a URL's host is to the endpoint's, where their ports are the same.
    fn relation(&self, url: &Url) -> Relation {
        match url.port_or_known_default() == self.endpoint.port_or_known_default() {
            true => relation(url.host_str().unwrap_or_default(), &self.endpoint),
            false => Relation::Other,
        }
    }

    fn is_added(&self, url: &Url) -> bool {
        let (host, authority) = (url.host_str().unwrap_or_default(), authority(url));
        self.added.iter().any(|added| added.eq_ignore_ascii_case(host) || added.eq_ignore_ascii_case(&authority))
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost" | "[::1]") => true,
        Some(host) => host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback()),
        None => false,
    }
}

/// Whether a URL has a user name or password.
pub(crate) fn has_user(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// A URL's host, and its port if that is not the usual one.
pub(crate) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn refused(message: String) -> Error {
    refusal(ErrorKind::Credential, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trust(endpoint: &str, http_on_loopback: bool) -> Trust {
        Trust::new(
            endpoint.parse().unwrap(),
            vec!["partner.example".into(), "ported.example:8443".into()],
            http_on_loopback,
        )
    }

    #[test]
    fn each_host_gets_what_is_meant_for_it() {
        const ARM: &str = "https://management.azure.com";
        const VAULT: &str = "https://mine.vault.azure.net/base";
        const LOCAL: &str = "http://127.0.0.1:8080";
        // Whether the URL receives the credential and the endpoint's query, and whether a token may be for its host.
        for (endpoint, url, credential, query, resource) in [
            (ARM, "https://management.azure.com/x", true, true, true),
            (ARM, "https://MANAGEMENT.azure.com:443/x", true, true, true),
            (ARM, "https://eastus.management.azure.com/x", true, false, false),
            (ARM, "https://partner.example/x", true, false, false),
            (ARM, "https://ported.example:8443/x", true, false, false),
            (ARM, "https://ported.example/x", false, false, false),
            (ARM, "https://management.azure.com:8443/x", false, false, true),
            (ARM, "https://evilmanagement.azure.com/x", false, false, false),
            (ARM, "https://management.azure.com.evil.example/x", false, false, false),
            (ARM, "https://azure.com/x", false, false, true),
            (ARM, "https://com/x", false, false, false),
            (ARM, "https://anagement.azure.com/x", false, false, false),
            (ARM, "https://other.azure.com/x", false, false, false),
            (ARM, "http://management.azure.com/x", false, false, true),
            (ARM, "http://127.0.0.1/x", false, false, false),
            (ARM, "ftp://management.azure.com/x", false, false, true),
            (VAULT, "https://mine.vault.azure.net/x", true, true, true),
            (VAULT, "https://vault.azure.net/x", false, false, true),
            (VAULT, "https://other.vault.azure.net/x", false, false, false),
            (LOCAL, "http://127.0.0.1:8080/x", true, true, true),
            (LOCAL, "http://127.0.0.1:9090/x", false, false, true),
            (LOCAL, "http://localhost:8080/x", false, false, false),
            (LOCAL, "http://0.0.1:8080/x", false, false, false),
            ("http://localhost:8080", "http://localhost:8080/x", true, true, true),
            ("http://localhost:8080", "https://localhost:8080/x", true, false, true),
        ] {
            let (trust, url): (Trust, Url) = (trust(endpoint, true), url.parse().unwrap());
            let host = url.host_str().unwrap();
            let result = trust.check(&url);
            assert_eq!(result.is_ok(), credential, "{url} at {endpoint}: {result:?}");
            assert_eq!(trust.takes_query(&url), query, "{url} at {endpoint}");
            assert_eq!(trust.may_ask_for(host), resource, "{host} at {endpoint}");
        }
        assert!(!trust(LOCAL, true).may_ask_for("0.0.1"));
        assert!(!trust(LOCAL, true).may_ask_for(""));
    }

    #[test]
    fn http_is_for_loopback_and_only_by_option() {
        let url = "http://127.0.0.1:8080/x".parse().unwrap();
        assert!(trust("http://127.0.0.1:8080", true).check(&url).is_ok());
        assert!(trust("http://127.0.0.1:8080", false).check(&url).is_err());
        assert!(trust("http://127.0.0.1:9090", true).check(&url).is_err());
        let open = "http://example.com/x".parse().unwrap();
        assert!(trust("http://example.com", true).check(&open).is_err());
    }

    #[test]
    fn a_refusal_names_the_host() {
        let error = trust("https://management.azure.com", false)
            .check(&"https://evil.example/x?token=1".parse().unwrap())
            .unwrap_err();
        assert!(error.to_string().contains("`evil.example`"), "{error}");
    }
}
