use azure_core::{
    Error, Result,
    credentials::{Secret, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
    http::{
        Context, Request, Url, UrlExt as _,
        headers::{AUTHORIZATION, HeaderName},
        policies::{Policy, PolicyResult, auth::BearerTokenAuthorizationPolicy},
    },
};
use std::sync::Arc;

/// The hosts that may get this client's bearer token: the endpoint's own, its sub-domains, and those that the
/// caller added.
#[derive(Clone, Debug)]
pub(crate) struct Trust {
    endpoint: Url,
    added: Vec<String>,
    http_on_loopback: bool,
}

impl Trust {
    pub(crate) fn new(endpoint: Url, added: Vec<String>, http_on_loopback: bool) -> Self {
        Self { endpoint, added, http_on_loopback }
    }

    /// Fails, naming the host, where a token must not go to `url`.
    pub(crate) fn check(&self, url: &Url) -> Result<()> {
        let host = url.host_str().unwrap_or_default();
        let secure = match url.scheme() {
            "https" => true,
            "http" => self.http_on_loopback && is_loopback(url),
            _ => false,
        };
        if !secure {
            return Err(refused(format!(
                "a token goes only over https, and the link to `{host}` is {}: nothing was sent",
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
    Error::with_message(ErrorKind::Credential, message)
}

/// How a client proves who it is.
#[derive(Clone, Debug)]
pub struct Credential(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Token { credential: Arc<dyn TokenCredential>, scope: Option<String> },
    KeyHeader(&'static str, Secret),
    KeyQuery(&'static str, Secret),
}

impl Credential {
    /// A bearer token for `scope`; by default that of the endpoint itself.
    pub fn token(credential: Arc<dyn TokenCredential>, scope: Option<&str>) -> Self {
        Self(Kind::Token { credential, scope: scope.map(str::to_owned) })
    }

    /// The same with this scope, if it is a token.
    pub(crate) fn with_scope(self, scope: String) -> Self {
        match self.0 {
            Kind::Token { credential, .. } => Self(Kind::Token { credential, scope: Some(scope) }),
            other => Self(other),
        }
    }

    /// A key in a header.
    pub fn key_header(name: &'static str, key: impl Into<Secret>) -> Self {
        Self(Kind::KeyHeader(name, key.into()))
    }

    /// A user's name and password (RFC 7617).
    pub fn basic(user: &str, password: &Secret) -> Self {
        let pair = azure_core::base64::encode(format!("{user}:{}", password.secret()));
        Self::key_header("authorization", format!("Basic {pair}"))
    }

    /// A key in the query.
    pub fn key_query(name: &'static str, key: impl Into<Secret>) -> Self {
        Self(Kind::KeyQuery(name, key.into()))
    }
}

/// Adds the credential to requests whose host is trusted, and stops all others.
///
/// It stands behind the retry policy, so that no request of any kind, retried or redirected by a policy of the
/// caller's, passes it unseen.
#[derive(Debug)]
pub(crate) struct AuthorizationPolicy {
    trust: Trust,
    credential: Kind,
    scope: String,
    bearer: Option<BearerTokenAuthorizationPolicy>,
}

impl AuthorizationPolicy {
    pub(crate) fn new(trust: Trust, Credential(credential): Credential) -> Self {
        let own = format!("https://{}/.default", trust.endpoint.host_str().unwrap_or_default());
        let (scope, bearer) = match &credential {
            Kind::Token { credential, scope } => {
                let scope = scope.clone().unwrap_or(own);
                let bearer = BearerTokenAuthorizationPolicy::new(credential.clone(), [scope.clone()]);
                (scope, Some(bearer))
            }
            _ => (String::new(), None),
        };
        Self { trust, credential, scope, bearer }
    }
}

#[async_trait::async_trait]
impl Policy for AuthorizationPolicy {
    async fn send(&self, ctx: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        self.trust.check(request.url())?;
        if let (Some(bearer), "https") = (&self.bearer, request.url().scheme()) {
            return bearer.send(ctx, request, next).await;
        }
        match &self.credential {
            // azure_core's policy refuses http outright; this is the loopback of tests, which `check` let pass.
            Kind::Token { credential, .. } => {
                let options = Some(TokenRequestOptions::default());
                let token = credential.get_token(&[self.scope.as_str()], options).await?;
                request.insert_header(AUTHORIZATION, format!("Bearer {}", token.token.secret()));
            }
            Kind::KeyHeader(name, key) => {
                request.insert_header(HeaderName::from(name.to_ascii_lowercase()), key.secret().to_owned());
            }
            Kind::KeyQuery(name, key) => {
                let mut query = request.url_mut().query_builder();
                query.set_pair(*name, key.secret().to_owned());
                query.build();
            }
        }
        match next {
            [policy, rest @ ..] => policy.send(ctx, request, rest).await,
            [] => Err(Error::with_message(ErrorKind::Other, "the pipeline has no transport")),
        }
    }
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
