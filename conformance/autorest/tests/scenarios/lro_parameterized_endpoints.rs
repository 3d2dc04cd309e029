use super::{client_options, connection_options, credential};
use azure_core::{Result, http::poller::PollerOptions, time::Duration};
use lro_parameterized_endpoints::{
    LroWithParamaterizedEndpointsClient, LroWithParamaterizedEndpointsClientOptions,
    models::{
        LroWithParamaterizedEndpointsClientPollWithConstantParameterizedEndpointsOptions,
        LroWithParamaterizedEndpointsClientPollWithParameterizedEndpointsOptions,
    },
};

fn client() -> Result<LroWithParamaterizedEndpointsClient> {
    let options = LroWithParamaterizedEndpointsClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
        ..Default::default()
    };
    LroWithParamaterizedEndpointsClient::new("local", credential(), Some(options))
}

#[tokio::test]
async fn poll_with_parameterized_endpoints() -> Result<()> {
    let method_options = PollerOptions { frequency: Duration::seconds(1), ..Default::default() };
    let options = LroWithParamaterizedEndpointsClientPollWithParameterizedEndpointsOptions { method_options };
    let response = client()?.begin_poll_with_parameterized_endpoints(Some(options))?.await?;
    assert_eq!(response.into_model()?, "success");
    Ok(())
}

#[tokio::test]
async fn poll_with_constant_parameterized_endpoints() -> Result<()> {
    let method_options = PollerOptions { frequency: Duration::seconds(1), ..Default::default() };
    let options = LroWithParamaterizedEndpointsClientPollWithConstantParameterizedEndpointsOptions { method_options };
    let response = client()?.begin_poll_with_constant_parameterized_endpoints(Some(options))?.await?;
    assert_eq!(response.into_model()?, "success");
    Ok(())
}
