use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Bytes, Result, http::Method};
use spellings::{SpellingsClient, SpellingsClientOptions, models};

fn client(server: &Server) -> Result<SpellingsClient> {
    let options = SpellingsClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..SpellingsClientOptions::default()
    };
    SpellingsClient::new(mock::credential(), Some(options))
}

fn list(items: [&str; 2]) -> Option<Vec<String>> {
    Some(items.map(str::to_owned).to_vec())
}

#[tokio::test]
async fn a_collection_format_in_any_letter_case() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/notes?tag=a&tag=b&kind=c%7Cd&user=e,f", [MockResponse::new(200).body("null")]);
    let options = models::SpellingsClientListNotesOptions {
        tag: list(["a", "b"]),
        kind: list(["c", "d"]),
        user: list(["e", "f"]),
        ..Default::default()
    };
    let response: Option<models::Note> = client(&server)?.list_notes(Some(options)).await?.into_model()?;
    assert!(response.is_none(), "the response is nullable");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn null_among_the_values_is_allowed_and_described_values_are_known() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/notes", [MockResponse::new(200).body(r#"{"colors":["red",null,"dark-blue"]}"#)]);
    let note = client(&server)?.list_notes(None).await?.into_model()?;
    let colors = note.and_then(|note| note.colors);
    assert_eq!(colors, Some(vec![Some(models::Color::Red), None, Some(models::Color::DarkBlue)]));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_form_in_parts_in_any_letter_case() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/notes", [MockResponse::new(204)]);
    client(&server)?.add_note("t", Bytes::from_static(b"p").into(), None).await?;
    let sent = server.received();
    let kind = sent[0].headers.get("content-type").map(String::as_str).unwrap_or_default();
    assert!(kind.starts_with("multipart/form-data; boundary="), "{kind}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_discriminator_that_is_a_number() -> Result<()> {
    let server = Server::start().await?;
    let responses = [r#"{"sides":3,"right":true}"#, r#"{"sides":5}"#].map(|body| MockResponse::new(200).body(body));
    server.on(Method::Put, "/shapes", responses);
    let client = client(&server)?;
    let circle = models::Shape::Circle(models::Circle { radius: Some(2) });
    let response = client.put_shape(circle.clone().try_into()?, None).await?.into_model()?;
    assert_eq!(server.received()[0].body, br#"{"sides":0,"radius":2}"#);
    assert!(matches!(response, models::Shape::Triangle(models::Triangle { right: Some(true), .. })));
    let response = client.put_shape(circle.try_into()?, None).await?.into_model()?;
    assert!(matches!(response, models::Shape::UnknownValue(object) if object["sides"] == 5));
    server.finish();
    Ok(())
}
