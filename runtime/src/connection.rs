use crate::{
    Call,
    transport::default_transport,
    trust::{AuthorizationPolicy, Credential, Trust},
};
use azure_core::{
    Error, Result,
    cloud::CloudConfiguration,
    credentials::TokenCredential,
    error::ErrorKind,
    http::{ClientOptions, Method, Pipeline, Url},
    tracing::Tracer,
};
use std::sync::Arc;

/// Names Azure Resource Manager's audience in an [`azure_core::cloud::CustomConfiguration`].
#[derive(Clone, Copy, Debug)]
pub struct ArmAudience;

/// Where a client connects to, and who may get its token.
#[derive(Clone, Debug, Default)]
pub struct ConnectionOptions {
    /// The service's endpoint, such as `https://management.azure.com`; by default the cloud's own.
    pub endpoint: Option<String>,
    /// Hosts beside the endpoint and its sub-domains that links may lead to and that may get the bearer token:
    /// `host`, or `host:port` for one port only.
    pub trusted_hosts: Vec<String>,
    /// Allows plain http for loopback addresses, for tests against a local server. Off by default.
    pub http_on_loopback: bool,
}

/// A client's pipeline and endpoint: what every operation of a generated client is called through.
#[derive(Clone, Debug)]
pub struct Connection {
    pub(crate) pipeline: Pipeline,
    pub(crate) endpoint: Url,
    pub(crate) trust: Trust,
    pub(crate) tracer: Option<Arc<dyn Tracer>>,
    /// The caller gave a transport.
    pub(crate) own_transport: bool,
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
        Self::arm_by(package, Credential::token(credential, None), client_options, options)
    }

    /// As [`arm`](Self::arm), for a client that connects to other services too.
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
        let (endpoint, audience) = match client_options.cloud.as_deref() {
            None | Some(CloudConfiguration::AzurePublic) => home("https://management.azure.com"),
            Some(CloudConfiguration::AzureGovernment) => home("https://management.usgovcloudapi.net"),
            Some(CloudConfiguration::AzureChina) => home("https://management.chinacloudapi.cn"),
            Some(CloudConfiguration::Custom(custom)) => {
                (None, custom.audiences.get::<ArmAudience>().map(str::to_owned))
            }
            Some(other) => {
                return Err(misconfigured(format!("the cloud {other:?} is not known")));
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
    /// [`ErrorKind::Other`] where the endpoint is not a URL.
    pub fn service(
        package: (&'static str, &'static str),
        endpoint: &str,
        credential: Credential,
        client_options: ClientOptions,
        options: ConnectionOptions,
    ) -> Result<Self> {
        let endpoint = options.endpoint.as_deref().unwrap_or(endpoint);
        let with_scheme = if endpoint.contains("://") { endpoint.to_owned() } else { format!("https://{endpoint}") };
        let endpoint: Url =
            with_scheme.parse().map_err(|error| misconfigured(format!("the endpoint `{endpoint}`: {error}")))?;
        let trust = Trust::new(endpoint.clone(), options.trusted_hosts, options.http_on_loopback);
        let authorization = AuthorizationPolicy::new(trust.clone(), credential);
        let (name, version) = package;
        let tracer = client_options
            .instrumentation
            .tracer_provider
            .as_ref()
            .map(|provider| provider.get_tracer(None, name, Some(version)));
        let own_transport = client_options.transport.is_some();
        let transport = client_options.transport.or_else(|| Some(default_transport()));
        let client_options = ClientOptions { transport, ..client_options };
        Ok(Self {
            pipeline: Pipeline::new(
                Some(name),
                Some(version),
                client_options,
                Vec::new(),
                vec![Arc::new(authorization)],
                None,
            ),
            endpoint,
            trust,
            tracer,
            own_transport,
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
