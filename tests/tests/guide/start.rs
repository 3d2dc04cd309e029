#![allow(dead_code, reason = "it calls Azure: it is compiled, and not run")]

use armrest_bastion::BastionClient;
use azure_identity::DeveloperToolsCredential;
use futures::TryStreamExt as _;

#[tokio::main]
async fn main() -> azure_core::Result<()> {
    let client = BastionClient::new("<subscription id>", DeveloperToolsCredential::new(None)?, None)?;
    let mut sessions = client.begin_get_active_sessions("<resource group>", "<bastion>", None)?.await?;
    while let Some(session) = sessions.try_next().await? {
        println!("{:?} {:?}", session.user_name, session.protocol);
    }
    Ok(())
}
