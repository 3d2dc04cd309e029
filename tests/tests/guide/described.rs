//! docs/mock.md: a client against a mock of its description.

use armrest::{
    disk::Disk,
    load::Input,
    mock::{Mock, Options, Server, describe},
};
use armrest_bastion::{BastionClient, BastionClientOptions, ConnectionOptions};
use armrest_runtime::mock::credential;
use futures::TryStreamExt as _;
use std::error::Error;

#[tokio::test]
async fn a_client_calls_a_mock_of_its_description() -> Result<(), Box<dyn Error>> {
    let input = Input { paths: vec!["../spec/bastion.yaml".into()], ..Input::default() };
    let service = describe(&input, &Disk).service.expect("the description has no errors");
    let mock = Mock::new([service], Options { polls: 2, ..Options::default() });
    let server = Server::start(mock).await?;

    let connection =
        ConnectionOptions { endpoint: Some(server.endpoint()), http_on_loopback: true, ..Default::default() };
    let options = BastionClientOptions { connection_options: connection, ..BastionClientOptions::default() };
    let client = BastionClient::new("subscription", credential(), Some(options))?;

    let sessions = client.begin_get_active_sessions("group", "bastion", None)?.await?;
    let sessions: Vec<_> = sessions.try_collect().await?;
    let users: Vec<_> = sessions.iter().map(|session| session.user_name.as_deref()).collect();
    assert_eq!(users, [Some("user")]);

    let statuses: Vec<u16> = server.received().iter().map(|exchange| exchange.status).collect();
    assert_eq!(statuses, [202, 202, 202, 200]);
    Ok(())
}
