use armrest_runtime::mock::{MockResponse, Server};
use azure_core::http::Method;
use std::{error::Error, process::Command};

#[tokio::test]
async fn the_first_program() -> Result<(), Box<dyn Error>> {
    let server = Server::start().await?;
    let sessions = "/subscriptions/my-subscription/resourceGroups/my-group/providers/Microsoft.Network/bastionHosts\
        /my-bastion/getActiveSessions?api-version=2024-05-01";
    let page = r#"{"value": [{"userName": "alex", "protocol": "SSH"}]}"#;
    server.on(Method::Post, sessions, [MockResponse::json(200, page)]);
    let mut program = Command::new(env!("CARGO_BIN_EXE_sessions"));
    program.arg(server.endpoint());
    let output = tokio::task::spawn_blocking(move || program.output()).await??;
    assert_eq!(String::from_utf8(output.stdout)?, "Some(\"alex\") Some(Ssh)\n");
    server.finish();
    Ok(())
}

/// The program of the README.
#[allow(dead_code, reason = "it calls Azure: it is compiled, and not run")]
mod azure {
    use armrest_bastion::BastionClient;
    use azure_identity::DeveloperToolsCredential;
    use futures::TryStreamExt as _;

    async fn print_sessions() -> azure_core::Result<()> {
        let client = BastionClient::new("<subscription id>", DeveloperToolsCredential::new(None)?, None)?;
        let mut sessions = client.begin_get_active_sessions("<resource group>", "<bastion>", None)?.await?;
        while let Some(session) = sessions.try_next().await? {
            println!("{:?} {:?}", session.user_name, session.protocol);
        }
        Ok(())
    }
}
