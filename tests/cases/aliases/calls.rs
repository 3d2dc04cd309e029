use aliases::{AliasesClient, AliasesClientOptions, models};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Bytes, Result, http::Method, time::OffsetDateTime};

fn client(server: &Server) -> Result<AliasesClient> {
    let options = AliasesClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..AliasesClientOptions::default()
    };
    AliasesClient::new(mock::credential(), Some(options))
}

const SHELF: &str = "<person><name>Ada</name></person><titles><title>a</title><title>b</title></titles>\
    <Grid><Row><Cell>1</Cell><Cell>2</Cell></Row><Row><Cell>3</Cell></Row></Grid>\
    <Line><Word>c</Word></Line><Line><Word>d</Word><Word>e</Word></Line>";

#[tokio::test]
async fn the_names_and_lists_of_a_definition_count_behind_all_of() -> Result<()> {
    let server = Server::start().await?;
    let body = format!("<?xml version=\"1.0\"?><shelf nr=\"7\">{SHELF}</shelf>");
    server.on(Method::Put, "/shelf", [MockResponse::new(200).body(body)]);
    let shelf = models::Shelf {
        owner: Some(models::Person { name: Some("Ada".to_owned()) }),
        titles: Some(vec!["a".to_owned(), "b".to_owned()]),
        grid: Some(vec![vec![1, 2], vec![3]]),
        rows: Some(vec![vec!["c".to_owned()], vec!["d".to_owned(), "e".to_owned()]]),
        number: Some(8),
    };
    let response = client(&server)?.put_shelf(shelf.clone().try_into()?, None).await?.into_model()?;
    let sent = String::from_utf8(server.received()[0].body.clone()).expect("XML is UTF-8");
    assert!(sent.ends_with(&format!("<shelf>{SHELF}</shelf>")), "{sent}");
    assert_eq!(response.titles, shelf.titles);
    assert_eq!(response.grid, shelf.grid);
    assert_eq!(response.rows, shelf.rows);
    assert_eq!(response.number, Some(7));
    assert_eq!(response.owner.and_then(|owner| owner.name).as_deref(), Some("Ada"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_list_behind_all_of_is_a_document() -> Result<()> {
    let server = Server::start().await?;
    server.on(
        Method::Get,
        "/titles",
        [MockResponse::new(200).body("<titles><title>a</title><title>b</title></titles>")],
    );
    let titles = client(&server)?.get_titles(None).await?.into_model()?;
    assert_eq!(titles.items, Some(vec!["a".to_owned(), "b".to_owned()]));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_file_behind_all_of_is_bytes() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Put, "/picture", [MockResponse::new(200).bytes([0xff, 0x7b])]);
    let response = client(&server)?.put_picture(Bytes::from_static(&[1, 2]).into(), None).await?;
    assert_eq!(server.received()[0].body, [1, 2]);
    assert_eq!(response.into_body().collect().await?.as_ref(), [0xff, 0x7b]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_format_beside_a_reference_counts() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Put, "/event", [MockResponse::new(200).body(r#"{"time":"1970-01-01T00:00:01"}"#)]);
    let event = models::Event { time: Some(OffsetDateTime::UNIX_EPOCH), place: Some("here".to_owned()) };
    let response = client(&server)?.put_event(event.try_into()?, None).await?.into_model()?;
    assert_eq!(server.received()[0].body, br#"{"time":"1970-01-01T00:00:00Z","place":"here"}"#);
    assert_eq!(response.time.map(OffsetDateTime::unix_timestamp), Some(1));
    server.finish();
    Ok(())
}
