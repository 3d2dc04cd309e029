use super::{client_options, connection_options, credential};
use azure_core::Result;
use subscriptionid_apiversion::{
    MicrosoftAzureTestUrlClient, MicrosoftAzureTestUrlClientOptions, clients::MicrosoftAzureTestUrlGroupClient,
};

fn client() -> Result<MicrosoftAzureTestUrlGroupClient> {
    let options = MicrosoftAzureTestUrlClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
        ..Default::default()
    };
    Ok(MicrosoftAzureTestUrlClient::new("1234", credential(), Some(options))?.get_group_client())
}

#[tokio::test]
async fn get_sample_resource_group() -> Result<()> {
    let group = client()?.get_sample_resource_group("testgroup101", None).await?.into_model()?;
    assert_eq!((group.name.as_deref(), group.location.as_deref()), (Some("testgroup101"), Some("West US")));
    Ok(())
}
