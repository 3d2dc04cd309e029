use crate::{
    call::Call,
    credential::{AuthorizationPolicy, Credential, Kind},
    endpoint::{self, SecretQueryTransport},
    transport::{GuardedTransport, default_transport},
    trust::Trust,
    wait::BoundedRetryAfter,
};
use async_lock::Semaphore;
use azure_core::{
    Error, Result,
    cloud::CloudConfiguration,
    credentials::TokenCredential,
    error::ErrorKind,
    http::{ClientOptions, Method, Pipeline, Transport, Url},
    tracing::Tracer,
};
use std::{fmt, sync::Arc};

/// The key of Azure Resource Manager's audience in an [`azure_core::cloud::CustomConfiguration`].
#[derive(Clone, Copy, Debug)]
pub struct ArmAudience;

/// Where a client connects to, and which hosts may receive its token.
#[derive(Clone, Default)]
pub struct ConnectionOptions {
    /// The service's endpoint, such as `https://management.azure.com`; by default the cloud's own. A path is kept. A query,
    /// such as a shared access signature, goes with each request to this endpoint; no log, error or `Debug` shows it.
    pub endpoint: Option<String>,
    /// The scope of the client's access tokens, such as `https://storage.azure.com/.default`; several are separated by
    /// spaces. Default: the scope in the service's description. A client of Azure Resource Manager and of other services
    /// uses it for the others.
    ///
    /// If there is none, the client sends its first request without a token, and over https without its body. The
    /// service responds with 401 and the scope or resource of its tokens in `WWW-Authenticate`. If that is the
    /// endpoint's own host or a parent domain of it, the client sends the request again with a token for it, and later
    /// requests at once.
    pub token_scope: Option<String>,
    /// Hosts beside the endpoint and its sub-domains that links may lead to and that may receive the token:
    /// `host`, or `host:port` for one port only. A transport of your own in `ClientOptions::transport` must not follow
    /// redirects by itself: the token would go where they lead, whatever is listed here.
    pub trusted_hosts: Vec<String>,
    /// Allows plain http for loopback addresses, for tests against a local server. Off by default.
    pub http_on_loopback: bool,
    /// How many pages a list may have. When it has more, its pager ends with an error after these, which has the
    /// continuation. A circle of links is an error as soon as it is seen, after the items of its pages. Default: 1,000,000.
    pub max_pages: Option<u64>,
    /// How long a response may be that is kept in memory, in bytes, after decompression. A longer one is an error.
    /// Results that are streams may be of any length, but not the error responses of their operations.
    /// Default: 128 MiB.
    pub max_response_bytes: Option<u64>,
    /// How many requests the client may have under way at once; further ones wait for their turn. Over HTTP/1.1 it is how
    /// many connections are open, besides those of results that are streams, which their callers read when they like.
    /// Default: 128.
    pub max_concurrent_requests: Option<usize>,
}

impl fmt::Debug for ConnectionOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint = self.endpoint.as_deref().map(endpoint::without_secrets);
        f.debug_struct("ConnectionOptions")
            .field("endpoint", &endpoint)
            .field("token_scope", &self.token_scope)
            .field("trusted_hosts", &self.trusted_hosts)
            .field("http_on_loopback", &self.http_on_loopback)
            .field("max_pages", &self.max_pages)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("max_concurrent_requests", &self.max_concurrent_requests)
            .finish()
    }
}

/// More than the longest lists have: a thousand million items in pages of a thousand.
const MAX_PAGES: u64 = 1_000_000;
/// More than services send in one response that is not a file.
const MAX_RESPONSE_BYTES: u64 = 128 << 20;

/// Fewer than the files that a process may have open on any system (256 on macOS), and enough for what a service allows.
const MAX_CONCURRENT_REQUESTS: usize = 128;

/// A client's pipeline and endpoint: what every operation of a generated client is called through.
#[derive(Clone, Debug)]
pub struct Connection {
    pub(crate) pipeline: Pipeline,
    pub(crate) endpoint: Url,
    pub(crate) trust: Trust,
    pub(crate) tracer: Option<Arc<dyn Tracer>>,
    /// The caller gave a transport.
    pub(crate) own_transport: bool,
    pub(crate) max_pages: u64,
}

impl Connection {
    /// Connects to Azure Resource Manager in the cloud that `client_options` names.
    ///
    /// `package` is the generated crate's name and version, for the user agent and traces.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Other`] where the endpoint is not a URL, or where a custom cloud names no endpoint or no
    /// audience for [`ArmAudience`].
    pub fn arm(
        package: (&'static str, &'static str),
        credential: Arc<dyn TokenCredential>,
        client_options: ClientOptions,
        options: ConnectionOptions,
    ) -> Result<Self> {
        Self::resource_manager(package, Credential::token(credential, None), client_options, options)
    }

    /// As [`arm`](Self::arm), for a client that connects to other services too. Resource Manager takes tokens for itself
    /// only, so that `ConnectionOptions::token_scope` is for the others.
    ///
    /// # Errors
    ///
    /// As [`arm`](Self::arm).
    pub fn arm_by(
        package: (&'static str, &'static str),
        credential: Credential,
        client_options: ClientOptions,
        options: ConnectionOptions,
    ) -> Result<Self> {
        let options = ConnectionOptions { token_scope: None, ..options };
        Self::resource_manager(package, credential, client_options, options)
    }

    fn resource_manager(
        package: (&'static str, &'static str),
        credential: Credential,
        client_options: ClientOptions,
        options: ConnectionOptions,
    ) -> Result<Self> {
        let (endpoint, audience) = match client_options.cloud.as_deref() {
            None | Some(CloudConfiguration::AzurePublic) => home("https://management.azure.com"),
            Some(CloudConfiguration::AzureGovernment) => home("https://management.usgovcloudapi.net"),
            Some(CloudConfiguration::AzureChina) => home("https://management.chinacloudapi.cn"),
            Some(CloudConfiguration::Custom(custom)) => {
                (None, custom.audiences.get::<ArmAudience>().map(str::to_owned))
            }
            Some(other) => {
                return Err(misconfigured(format!("unknown cloud {other:?}")));
            }
        };
        let endpoint = options
            .endpoint
            .clone()
            .or(endpoint)
            .ok_or_else(|| misconfigured("a custom cloud needs `ConnectionOptions::endpoint`".to_owned()))?;
        let audience =
            audience.ok_or_else(|| misconfigured("the custom cloud has no audience for `ArmAudience`".to_owned()))?;
        let scope = format!("{}/.default", audience.trim_end_matches('/'));
        let credential = credential.with_scope(scope);
        Self::service(package, &endpoint, credential, client_options, options)
    }

    /// Connects to another service, at `endpoint` where the options name no other.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Other`] where the endpoint is not a URL, or where azure_core has no HTTP transport.
    pub fn service(
        package: (&'static str, &'static str),
        endpoint: &str,
        credential: Credential,
        client_options: ClientOptions,
        options: ConnectionOptions,
    ) -> Result<Self> {
        let (endpoint, query) = endpoint::parse(options.endpoint.as_deref().unwrap_or(endpoint))?;
        let trust = Trust::new(endpoint.clone(), options.trusted_hosts, options.http_on_loopback);
        let is_public = query.is_none() && matches!(credential.0, Kind::Nothing);
        let trust = if is_public { trust.public() } else { trust };
        let (name, version) = package;
        let tracer = client_options
            .instrumentation
            .tracer_provider
            .as_ref()
            .map(|provider| provider.get_tracer(None, name, Some(version)));
        let own_transport = client_options.transport.is_some();
        let inner = client_options.transport.map_or_else(default_transport, Ok)?;
        let max_bytes = options.max_response_bytes.unwrap_or(MAX_RESPONSE_BYTES);
        let requests = options.max_concurrent_requests.unwrap_or(MAX_CONCURRENT_REQUESTS);
        if requests == 0 {
            return Err(misconfigured("`ConnectionOptions::max_concurrent_requests` must be at least 1".to_owned()));
        }
        let slots = Arc::new(Semaphore::new(requests));
        let transport = Transport::with_policy(Arc::new(GuardedTransport { inner, max_bytes, slots }));
        let key = match &credential.0 {
            Kind::KeyQuery(key) => Some(key.clone()),
            _ => None,
        };
        let transport = if query.is_some() || key.is_some() {
            let trust = trust.clone();
            Transport::with_policy(Arc::new(SecretQueryTransport { inner: transport, query, key, trust }))
        } else {
            transport
        };
        let client_options = ClientOptions { transport: Some(transport), ..client_options };
        let scope = options.token_scope.filter(|scope| !scope.trim().is_empty());
        let authorization = AuthorizationPolicy::new(trust.clone(), credential, scope);
        Ok(Self {
            pipeline: Pipeline::new(
                Some(name),
                Some(version),
                client_options,
                Vec::new(),
                vec![Arc::new(BoundedRetryAfter), Arc::new(authorization)],
                None,
            ),
            endpoint,
            trust,
            tracer,
            own_transport,
            max_pages: options.max_pages.unwrap_or(MAX_PAGES),
        })
    }

    /// The service's endpoint.
    pub fn endpoint(&self) -> &Url {
        &self.endpoint
    }

    /// Starts the call of one operation.
    ///
    /// `name` is `Client.method`, for traces; `path` is the description's path with its `{parameters}`.
    pub fn call(&self, name: &'static str, method: Method, path: &'static str) -> Call<'_> {
        Call::new(self, name, method, path)
    }
}

/// A public cloud, whose endpoint is its audience too.
fn home(endpoint: &str) -> (Option<String>, Option<String>) {
    (Some(endpoint.to_owned()), Some(endpoint.to_owned()))
}

fn misconfigured(message: String) -> Error {
    Error::with_message(ErrorKind::Other, message)
}
