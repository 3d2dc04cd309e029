use super::{client_options, connection_options, credential};
use azure_core::Result;
use body_time::{
    AutoRestTimeTestServiceClient, AutoRestTimeTestServiceClientOptions, clients::AutoRestTimeTestServiceTimeClient,
    to_content,
};

fn client() -> Result<AutoRestTimeTestServiceTimeClient> {
    let options = AutoRestTimeTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestTimeTestServiceClient::new(credential(), Some(options))?.get_time_client())
}

#[tokio::test]
async fn get() -> Result<()> {
    assert_eq!(client()?.get(None).await?.into_model()?, "11:34:56");
    Ok(())
}

#[tokio::test]
async fn put() -> Result<()> {
    let response = client()?.put(to_content(&"08:07:56".to_owned())?, None).await?;
    assert_eq!(response.into_model()?, "Nice job posting time");
    Ok(())
}
