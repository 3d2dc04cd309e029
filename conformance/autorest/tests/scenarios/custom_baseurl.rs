use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use custom_baseurl::{
    AutoRestParameterizedHostTestClient, AutoRestParameterizedHostTestClientOptions,
    clients::AutoRestParameterizedHostTestPathsClient,
};

fn client() -> Result<AutoRestParameterizedHostTestPathsClient> {
    let options = AutoRestParameterizedHostTestClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
        ..Default::default()
    };
    Ok(AutoRestParameterizedHostTestClient::new("local", credential(), Some(options))?.get_paths_client())
}

#[tokio::test]
async fn get_empty() -> Result<()> {
    assert_eq!(code(&client()?.get_empty(None).await?), 200);
    Ok(())
}
