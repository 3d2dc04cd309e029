use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use custom_baseurl_more_options::{
    AutoRestParameterizedCustomHostTestClient, AutoRestParameterizedCustomHostTestClientOptions,
    clients::AutoRestParameterizedCustomHostTestPathsClient,
    models::AutoRestParameterizedCustomHostTestPathsClientGetEmptyOptions,
};

fn client() -> Result<AutoRestParameterizedCustomHostTestPathsClient> {
    let options = AutoRestParameterizedCustomHostTestClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
        ..Default::default()
    };
    Ok(AutoRestParameterizedCustomHostTestClient::new("http://lo", "cal", "test12", credential(), Some(options))?
        .get_paths_client())
}

#[tokio::test]
async fn get_empty() -> Result<()> {
    let options = AutoRestParameterizedCustomHostTestPathsClientGetEmptyOptions {
        key_version: Some("v1".to_owned()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.get_empty("key1", Some(options)).await?), 200);
    Ok(())
}
