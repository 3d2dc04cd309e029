use crate::error::refusal;
use azure_core::{Error, Result, error::ErrorKind, http::Url};

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
             add the host to `ConnectionOptions::trusted_hosts` if it may get the token",
            authority(&self.endpoint)
        )))
    }

    /// Whether a URL leads to the endpoint's own host or a sub-domain of it.
    pub(crate) fn is_endpoint(&self, url: &Url) -> bool {
        let (Some(host), Some(own)) = (url.host_str(), self.endpoint.host_str()) else {
            return false;
        };
        let same_port = url.port_or_known_default() == self.endpoint.port_or_known_default();
        let sub_domain =
            self.endpoint.domain().is_some() && host.strip_suffix(own).is_some_and(|front| front.ends_with('.'));
        same_port && (host == own || sub_domain)
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

fn authority(url: &Url) -> String {
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
    fn tokens_go_to_the_endpoint_its_sub_domains_and_added_hosts() {
        let trust = trust("https://management.azure.com", false);
        for (url, trusted) in [
            ("https://management.azure.com/x", true),
            ("https://MANAGEMENT.azure.com:443/x", true),
            ("https://eastus.management.azure.com/x", true),
            ("https://partner.example/x", true),
            ("https://ported.example:8443/x", true),
            ("https://ported.example/x", false),
            ("https://management.azure.com:8443/x", false),
            ("https://evilmanagement.azure.com/x", false),
            ("https://management.azure.com.evil.example/x", false),
            ("https://azure.com/x", false),
            ("http://management.azure.com/x", false),
            ("http://127.0.0.1/x", false),
            ("ftp://management.azure.com/x", false),
        ] {
            let result = trust.check(&url.parse().unwrap());
            assert_eq!(result.is_ok(), trusted, "{url}: {result:?}");
        }
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
