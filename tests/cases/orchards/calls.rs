use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};
use futures::TryStreamExt as _;
use orchards::{
    OrchardClient, OrchardClientOptions,
    clients::OrchardOrchardsClient,
    models::{Fruit, Orchard},
};

fn client(server: &Server) -> Result<OrchardOrchardsClient> {
    let options = OrchardClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..OrchardClientOptions::default()
    };
    Ok(OrchardClient::new("sub", mock::credential(), Some(options))?.get_orchards_client())
}

const ORCHARDS: &str = "/subscriptions/sub/providers/Contoso.Orchards/orchards";

#[tokio::test]
async fn a_model_is_sent_and_read() -> Result<()> {
    let server = Server::start().await?;
    let target = format!("{ORCHARDS}/south?api-version=2026-01-01");
    server.on(Method::Put, &target, [MockResponse::json(200, r#"{"name":"south","fruit":"Quince","trees":12}"#)]);
    let orchard = Orchard { fruit: Some(Fruit::Pear), trees: Some(12), ..Orchard::default() };
    let orchard = client(&server)?.create_or_update("south", orchard.try_into()?, None).await?.into_model()?;
    assert_eq!(orchard.name.as_deref(), Some("south"));
    assert_eq!(orchard.fruit, Some(Fruit::UnknownValue("Quince".to_owned())));
    server.assert_sent(Some(r#"{"fruit":"Pear","trees":12}"#), &[("content-type", "application/json")]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn all_pages_are_fetched() -> Result<()> {
    let server = Server::start().await?;
    let first = r#"{"value":[{"name":"a"},{"name":"b"}],"nextLink":"{endpoint}/more?api-version=2026-01-01"}"#;
    server.on(Method::Get, &format!("{ORCHARDS}?api-version=2026-01-01"), [MockResponse::json(200, first)]);
    server.on(Method::Get, "/more?api-version=2026-01-01", [MockResponse::json(200, r#"{"value":[{"name":"c"}]}"#)]);
    let orchards: Vec<Orchard> = client(&server)?.list(None)?.try_collect().await?;
    let names: Vec<_> = orchards.into_iter().filter_map(|orchard| orchard.name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    server.finish();
    Ok(())
}
