//! Prints who is connected through a Bastion.
//!
//! With no arguments it asks a mock of Azure on this machine. To call Azure, run `az login` and give all three:
//!
//! ```sh
//! cargo run -p armrest-bastion --example active_sessions -- \
//!     --subscription ID --resource-group NAME --bastion NAME
//! ```
//!
//! With `--endpoint URL` it asks the server there, such as the one that `armrest mock spec/bastion.yaml` starts.

use armrest_bastion::{BastionClient, BastionClientOptions, models::BastionActiveSession};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::http::Method;
use azure_identity::DeveloperToolsCredential;
use futures::TryStreamExt as _;
use std::{collections::HashMap, error::Error};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let settings = settings()?;
    let setting = |name: &str| settings.get(name).cloned();
    if let Some(endpoint) = setting("--endpoint") {
        let or = |name: &str, other: &str| setting(name).unwrap_or_else(|| other.to_owned());
        let (subscription, group) = (or("--subscription", "subid"), or("--resource-group", "rg1"));
        return print_sessions(&client(&Server::at(endpoint), subscription)?, &group, &or("--bastion", "bastion1")).await;
    }
    match (setting("--subscription"), setting("--resource-group"), setting("--bastion")) {
        (Some(subscription), Some(group), Some(bastion)) => {
            let client = BastionClient::new(subscription, DeveloperToolsCredential::new(None)?, None)?;
            print_sessions(&client, &group, &bastion).await
        }
        (None, None, None) => {
            println!("No Azure settings are given: these sessions are a mock server's.\n");
            let server = mock_azure().await?;
            print_sessions(&client(&server, "subid".to_owned())?, "rg1", "bastionhosttenant").await
        }
        _ => Err("give --subscription, --resource-group and --bastion, or none of them".into()),
    }
}

/// A client of a mock server.
fn client(server: &Server, subscription: String) -> azure_core::Result<BastionClient> {
    let options = BastionClientOptions { connection_options: server.connection(), ..BastionClientOptions::default() };
    BastionClient::new(subscription, mock::credential(), Some(options))
}

async fn print_sessions(client: &BastionClient, group: &str, bastion: &str) -> Result<(), Box<dyn Error>> {
    let mut sessions = client.begin_get_active_sessions(group, bastion, None)?.await?;
    print_row(["USER", "PROTOCOL", "HOST", "ADDRESS", "MINUTES"]);
    while let Some(session) = sessions.try_next().await? {
        print_session(&session);
    }
    Ok(())
}

fn print_session(session: &BastionActiveSession) {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let protocol = session.protocol.as_ref().map(ToString::to_string);
    let minutes = session.session_duration_in_mins.map(|minutes| minutes.to_string());
    print_row([
        &text(&session.user_name),
        &text(&protocol),
        &text(&session.target_host_name),
        &text(&session.target_ip_address),
        &text(&minutes),
    ]);
}

fn print_row([user, protocol, host, address, minutes]: [&str; 5]) {
    println!("{user:<16}{protocol:<10}{host:<12}{address:<16}{minutes:>7}");
}

/// The arguments: pairs of a name and a value.
fn settings() -> Result<HashMap<String, String>, Box<dyn Error>> {
    let mut settings = HashMap::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        if !["--subscription", "--resource-group", "--bastion", "--endpoint"].contains(&name.as_str()) {
            let known = "--subscription, --resource-group, --bastion, --endpoint";
            return Err(format!("`{name}` is not known: use {known}").into());
        }
        let value = arguments.next().ok_or_else(|| format!("`{name}` needs a value"))?;
        settings.insert(name, value);
    }
    Ok(settings)
}

/// A server that responds as Azure does: it accepts the operation, makes the caller poll, and returns two pages.
async fn mock_azure() -> std::io::Result<Server> {
    let server = Server::start().await?;
    let operation = "/subscriptions/subid/resourceGroups/rg1/providers/Microsoft.Network/bastionHosts\
        /bastionhosttenant/getActiveSessions?api-version=2024-05-01";
    let accepted = MockResponse::new(202).header("location", "{endpoint}/result?api-version=2024-05-01").header("retry-after", "0");
    server.on(Method::Post, operation, [accepted.clone()]);
    server.on(
        Method::Get,
        "/result?api-version=2024-05-01",
        [
            accepted,
            MockResponse::json(
                200,
                r#"{
                    "value": [{
                        "userName": "alex", "protocol": "SSH", "targetHostName": "vm01",
                        "targetIpAddress": "10.0.0.4", "sessionDurationInMins": 12.5
                    }],
                    "nextLink": "{endpoint}/page/2?api-version=2024-05-01"
                }"#,
            ),
        ],
    );
    server.on(
        Method::Get,
        "/page/2?api-version=2024-05-01",
        [MockResponse::json(
            200,
            r#"{"value": [{
                "userName": "sam", "protocol": "RDP", "targetHostName": "vm02",
                "targetIpAddress": "10.0.0.5", "sessionDurationInMins": 3
            }]}"#,
        )],
    );
    Ok(server)
}
