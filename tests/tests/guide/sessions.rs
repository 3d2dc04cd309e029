//! The first program of docs/guide/start.md.

use armrest_bastion::{BastionClient, BastionClientOptions, ConnectionOptions};
use armrest_runtime::mock;
use futures::TryStreamExt as _;

#[tokio::main]
async fn main() -> azure_core::Result<()> {
    let connection_options =
        ConnectionOptions { endpoint: std::env::args().nth(1), http_on_loopback: true, ..ConnectionOptions::default() };
    let options = BastionClientOptions { connection_options, ..BastionClientOptions::default() };
    let client = BastionClient::new("my-subscription", mock::credential(), Some(options))?;
    let mut sessions = client.begin_get_active_sessions("my-group", "my-bastion", None)?.await?;
    while let Some(session) = sessions.try_next().await? {
        println!("{:?} {:?}", session.user_name, session.protocol);
    }
    Ok(())
}
