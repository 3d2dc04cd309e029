//! Prints who is connected through a Bastion, by a client that `build.rs` generates. A mock server stands in for Azure.

/// What `build.rs` generated.
mod bastion {
    include!(concat!(env!("OUT_DIR"), "/bastion/mod.rs"));
}

use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::http::Method;
use bastion::{BastionClient, BastionClientOptions};
use futures::TryStreamExt as _;
use std::error::Error;

const OPERATION: &str = "/subscriptions/subid/resourceGroups/rg1/providers/Microsoft.Network/bastionHosts/bastion1\
                         /getActiveSessions?api-version=2024-05-01";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::start().await?;
    let page = r#"{ "value": [{ "userName": "alex", "protocol": "SSH" }, { "userName": "sam", "protocol": "RDP" }] }"#;
    server.on(Method::Post, OPERATION, [MockResponse::json(200, page)]);

    let options = BastionClientOptions { connection_options: server.connection(), ..BastionClientOptions::default() };
    let client = BastionClient::new("subid", mock::credential(), Some(options))?;
    let mut sessions = client.begin_get_active_sessions("rg1", "bastion1", None)?.await?;
    while let Some(session) = sessions.try_next().await? {
        println!(
            "{} {}",
            session.user_name.unwrap_or_default(),
            session.protocol.map(|own| own.to_string()).unwrap_or_default()
        );
    }
    Ok(())
}
