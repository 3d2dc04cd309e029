use armrest_bastion::{BastionClient, BastionClientOptions};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, credentials::TokenCredential, http::Method};
use futures::TryStreamExt as _;
use std::sync::Arc;

async fn sessions(
    subscription: &str,
    credential: Arc<dyn TokenCredential>,
    options: Option<BastionClientOptions>,
) -> Result<()> {
    let client = BastionClient::new(subscription, credential, options)?;
    let mut sessions = client.begin_get_active_sessions("group", "bastion", None)?.await?;
    while let Some(session) = sessions.try_next().await? {
        println!("{:?}", session.user_name);
    }
    Ok(())
}

#[tokio::test]
async fn the_new_way() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, super::SESSIONS, [MockResponse::json(200, r#"{"value":[{"userName":"alex"}]}"#)]);
    let options = BastionClientOptions { connection_options: server.connection(), ..BastionClientOptions::default() };
    sessions("subscription", mock::credential(), Some(options)).await?;
    server.finish();
    Ok(())
}
