mod client_failures;
mod failures;
mod redirected;
mod responses_by_status;
mod retried;
mod server_failures;
mod successes;

use super::{
    client_options, code, connection_options, credential, following_redirects, keeping_cookies, sending_options, status,
};
use azure_core::{Result, http::ClientOptions};
use httpinfrastructure::{
    AutoRestHttpInfrastructureTestServiceClient, AutoRestHttpInfrastructureTestServiceClientOptions, ErrorExt,
    clients::{
        AutoRestHttpInfrastructureTestServiceHttpClientFailureClient,
        AutoRestHttpInfrastructureTestServiceHttpFailureClient,
        AutoRestHttpInfrastructureTestServiceHttpRedirectsClient, AutoRestHttpInfrastructureTestServiceHttpRetryClient,
        AutoRestHttpInfrastructureTestServiceHttpServerFailureClient,
        AutoRestHttpInfrastructureTestServiceHttpSuccessClient,
        AutoRestHttpInfrastructureTestServiceMultipleResponsesClient,
    },
    from_headers, from_json,
    models::{B, C, D, Error, HttpRedirectsHead300Headers, HttpRedirectsPatch302Headers, HttpRedirectsPut301Headers},
};

fn service(client_options: ClientOptions) -> Result<AutoRestHttpInfrastructureTestServiceClient> {
    let options =
        AutoRestHttpInfrastructureTestServiceClientOptions { client_options, connection_options: connection_options() };
    AutoRestHttpInfrastructureTestServiceClient::new(credential(), Some(options))
}

fn success() -> Result<AutoRestHttpInfrastructureTestServiceHttpSuccessClient> {
    Ok(service(client_options())?.get_http_success_client())
}

fn client_failure() -> Result<AutoRestHttpInfrastructureTestServiceHttpClientFailureClient> {
    Ok(service(client_options())?.get_http_client_failure_client())
}

fn server_failure() -> Result<AutoRestHttpInfrastructureTestServiceHttpServerFailureClient> {
    Ok(service(client_options())?.get_http_server_failure_client())
}

fn retry() -> Result<AutoRestHttpInfrastructureTestServiceHttpRetryClient> {
    Ok(service(keeping_cookies())?.get_http_retry_client())
}

fn redirects() -> Result<AutoRestHttpInfrastructureTestServiceHttpRedirectsClient> {
    Ok(service(following_redirects())?.get_http_redirects_client())
}

fn plain_redirects() -> Result<AutoRestHttpInfrastructureTestServiceHttpRedirectsClient> {
    Ok(service(client_options())?.get_http_redirects_client())
}

fn client_failure_options() -> Result<AutoRestHttpInfrastructureTestServiceHttpClientFailureClient> {
    Ok(service(sending_options())?.get_http_client_failure_client())
}

fn retry_options() -> Result<AutoRestHttpInfrastructureTestServiceHttpRetryClient> {
    Ok(service(sending_options())?.get_http_retry_client())
}

fn redirect_options() -> Result<AutoRestHttpInfrastructureTestServiceHttpRedirectsClient> {
    Ok(service(sending_options())?.get_http_redirects_client())
}

fn failure() -> Result<AutoRestHttpInfrastructureTestServiceHttpFailureClient> {
    Ok(service(client_options())?.get_http_failure_client())
}

fn responses() -> Result<AutoRestHttpInfrastructureTestServiceMultipleResponsesClient> {
    Ok(service(client_options())?.get_multiple_responses_client())
}

fn message<T>(result: Result<T>) -> Option<String> {
    let error = result.err()?;
    error.body::<Error>()?.ok()?.message
}
