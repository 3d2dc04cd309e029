use armrest_bastion::{ArmAudience, BastionClient, BastionClientOptions, ConnectionOptions};
use armrest_runtime::mock;
use azure_core::{
    Result,
    cloud::{Audiences, CloudConfiguration, CustomConfiguration},
    credentials::TokenCredential,
    http::ClientOptions,
};
use std::sync::Arc;

fn government(subscription: &str, credential: Arc<dyn TokenCredential>) -> Result<BastionClient> {
    let cloud = Arc::new(CloudConfiguration::AzureGovernment);
    let options = BastionClientOptions {
        client_options: ClientOptions { cloud: Some(cloud), ..ClientOptions::default() },
        ..BastionClientOptions::default()
    };
    BastionClient::new(subscription, credential, Some(options))
}

fn own_cloud(subscription: &str, credential: Arc<dyn TokenCredential>) -> Result<BastionClient> {
    let audience = "https://management.contoso.example".to_owned();
    let mut cloud = CustomConfiguration::default();
    cloud.authority_host = "https://login.contoso.example".to_owned();
    cloud.audiences = Audiences::new().with::<ArmAudience>(audience.clone());
    let options = BastionClientOptions {
        client_options: ClientOptions { cloud: Some(Arc::new(cloud.into())), ..ClientOptions::default() },
        connection_options: ConnectionOptions { endpoint: Some(audience), ..ConnectionOptions::default() },
        ..BastionClientOptions::default()
    };
    BastionClient::new(subscription, credential, Some(options))
}

#[test]
fn clouds() -> Result<()> {
    let client = government("subscription", mock::credential())?;
    assert_eq!(client.endpoint().as_str(), "https://management.usgovcloudapi.net/");
    let client = own_cloud("subscription", mock::credential())?;
    assert_eq!(client.endpoint().as_str(), "https://management.contoso.example/");
    Ok(())
}

fn behind_a_gateway() -> ConnectionOptions {
    ConnectionOptions {
        endpoint: Some("https://gateway.contoso.example/azure".to_owned()),
        trusted_hosts: vec!["management.azure.com".to_owned()],
        ..ConnectionOptions::default()
    }
}

#[test]
fn gateway() -> Result<()> {
    let options = BastionClientOptions { connection_options: behind_a_gateway(), ..BastionClientOptions::default() };
    let client = BastionClient::new("subscription", mock::credential(), Some(options))?;
    assert_eq!(client.endpoint().path(), "/azure");
    Ok(())
}
