use super::{client_options, connection_options};
use azure_core::Result;
use security_key::{AutorestSecurityKeyClient, AutorestSecurityKeyClientOptions};

fn client() -> Result<AutorestSecurityKeyClient> {
    let options =
        AutorestSecurityKeyClientOptions { client_options: client_options(), connection_options: connection_options() };
    AutorestSecurityKeyClient::with_key("123456789", Some(options))
}

#[tokio::test]
async fn head() -> Result<()> {
    assert_eq!(u16::from(client()?.head(None).await?.status()), 200);
    Ok(())
}
