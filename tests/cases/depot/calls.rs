//! A service beyond Azure Resource Manager: which token it wants is in its challenge, and its version in a header.

use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};
use depot::{ConnectionOptions, DepotClient, DepotClientOptions, models::Parcel};
use futures::TryStreamExt as _;

fn options(connection_options: ConnectionOptions) -> Option<DepotClientOptions> {
    Some(DepotClientOptions { client_options: mock::client_options(), connection_options, ..Default::default() })
}

#[tokio::test]
async fn a_challenge_says_which_token_is_wanted() -> Result<()> {
    let server = Server::start().await?;
    server.challenge(r#"Bearer authorization="https://login.example/t", resource="{endpoint}""#);
    server.on(Method::Put, "/parcels/p", [MockResponse::json(200, r#"{"content":"books"}"#)]);
    server.on(Method::Delete, "/parcels/p", [MockResponse::new(204)]);
    let recorder = mock::RecordingCredential::new();
    let unknown = ConnectionOptions { token_scope: None, ..server.connection() };
    let parcels = DepotClient::new("d", recorder.clone(), options(unknown))?.get_parcels_client();
    let parcel = Parcel { content: Some("books".to_owned()) };
    let parcel = parcels.put("p", parcel.try_into()?, None).await?.into_model()?;
    assert_eq!(parcel.content.as_deref(), Some("books"));
    parcels.delete("p", None).await?;
    let of_challenge = vec![format!("{}/.default", server.endpoint())];
    let of_delete = ["take", "read"].map(|what| format!("https://gate.contoso.example/parcels.{what}")).to_vec();
    assert_eq!(recorder.scopes(), [of_challenge, of_delete]);
    assert!(server.received().iter().all(|received| received.headers["x-ms-version"] == "2024-02-01"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_shared_access_signature_needs_no_credential() -> Result<()> {
    let server = Server::start().await?;
    let first = r#"{"value":[{}],"nextLink":"{endpoint}/parcels?page=2"}"#;
    server.on(Method::Get, "/shed/parcels?sig=mock-token", [MockResponse::json(200, first)]);
    server.on(Method::Get, "/parcels?page=2&sig=mock-token", [MockResponse::json(200, r#"{"value":[{}]}"#)]);
    let endpoint = Some(format!("{}/shed?sig={}", server.endpoint(), mock::TOKEN));
    let signed = DepotClientOptions {
        version: Some("2025-01-01".to_owned()),
        ..options(ConnectionOptions { endpoint, ..server.connection() }).unwrap_or_default()
    };
    let client = DepotClient::without_credential("d", Some(signed.clone()))?;
    let parcels: Vec<Parcel> = client.get_parcels_client().list(None)?.try_collect().await?;
    assert_eq!(parcels.len(), 2);
    let received = server.received();
    assert!(received.iter().all(|received| !received.headers.contains_key("authorization")));
    assert_eq!(received[0].headers["x-ms-version"], "2025-01-01");
    assert!(!format!("{client:?} {signed:?} {}", client.endpoint()).contains(mock::TOKEN));
    server.finish();
    Ok(())
}

#[test]
fn a_part_of_the_host_has_a_default() -> Result<()> {
    let client = DepotClient::without_credential("north", None)?;
    assert_eq!(client.endpoint().as_str(), "https://north.depots.contoso.example/");
    let elsewhere = DepotClientOptions { suffix: Some("contoso.test".to_owned()), ..Default::default() };
    let client = DepotClient::without_credential("north", Some(elsewhere))?;
    assert_eq!(client.endpoint().as_str(), "https://north.depots.contoso.test/");
    Ok(())
}
