use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method, time::parse_rfc3339};
use futures::TryStreamExt as _;
use std::collections::HashMap;
use xml_shapes::{
    XmlShapesClient, XmlShapesClientOptions,
    models::{self, Book, Color, Names, Shelf},
};

async fn server(method: Method, path: &str, response: MockResponse) -> Result<Server> {
    let server = Server::start().await?;
    server.allow_anonymous();
    server.on(method, path, [response]);
    Ok(server)
}

fn xml(document: &str) -> MockResponse {
    MockResponse::new(200).header("content-type", "application/xml").body(document)
}

fn client(server: &Server) -> Result<XmlShapesClient> {
    let options = XmlShapesClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..XmlShapesClientOptions::default()
    };
    XmlShapesClient::without_credential(Some(options))
}

const SHELF: &str = r#"<s:shelf xmlns:s="https://example.com/shelf" nr="7" full="true">
    <made>2026-01-02T03:04:05Z</made>
    <since>Fri, 02 Jan 2026 03:04:05 GMT</since>
    <picture>//79</picture>
    <Books><book ISBN="1">A &amp; B</book><book/></Books>
    <leaf>one</leaf><leaf>two</leaf>
    <labels><k>v</k></labels>
    <color>blue</color>
    <shelf nr="8"/>
</s:shelf>"#;

fn book(title: &str, isbn: &str) -> Book {
    Book { title: Some(title.to_owned()), isbn: Some(isbn.to_owned()) }
}

#[tokio::test]
async fn a_document_has_every_shape() -> Result<()> {
    let server = server(Method::Put, "/shelf", xml(SHELF)).await?;
    let date = parse_rfc3339("2026-01-02T03:04:05Z").ok();
    let shelf = Shelf {
        id: Some(7),
        full: Some(true),
        made: date,
        since: date,
        picture: Some(vec![255, 254, 253]),
        books: Some(vec![book("A & B", "1"), Book::default()]),
        loose: Some(vec!["one".to_owned(), "two".to_owned()]),
        labels: Some(HashMap::from([("k".to_owned(), "v".to_owned())])),
        color: Some(Color::Blue),
        inner: Some(Box::new(Shelf { id: Some(8), ..Shelf::default() })),
    };
    let read = client(&server)?.put_shelf(shelf.try_into()?, None).await?.into_model()?;
    let asked = server.received();
    assert_eq!(asked[0].headers["content-type"], "application/xml");
    assert_eq!(asked[0].headers["accept"], "application/xml");
    server.assert_sent_xml(SHELF);
    assert_eq!((read.id, read.full, read.made, read.since), (Some(7), Some(true), date, date));
    assert_eq!(read.picture, Some(vec![255, 254, 253]));
    let books: Vec<_> = read.books.iter().flatten().map(|book| (book.title.as_deref(), book.isbn.as_deref())).collect();
    assert_eq!(books[0], (Some("A & B"), Some("1")));
    assert_eq!(books.len(), 2);
    assert_eq!(read.loose, Some(vec!["one".to_owned(), "two".to_owned()]));
    assert_eq!(read.labels.as_ref().map(|labels| labels["k"].as_str()), Some("v"));
    assert_eq!(read.color, Some(Color::Blue));
    assert_eq!(read.inner.and_then(|inner| inner.id), Some(8));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn what_is_not_of_its_type_names_its_place() -> Result<()> {
    for (document, place) in [
        (r#"<shelf nr="x"/>"#, "nr"),
        ("<shelf><made>soon</made></shelf>", "made"),
        ("<shelf><inner full='perhaps'/></shelf>", "inner"),
    ] {
        let server = server(Method::Put, "/shelf", xml(document)).await?;
        let response = client(&server)?.put_shelf(Shelf::default().try_into()?, None).await?;
        let error = response.into_model().unwrap_err().to_string();
        assert!(error.contains(place), "{document}: {error}");
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_list_is_a_document() -> Result<()> {
    let document = "<names><name>a</name><name>b</name></names>";
    let server = server(Method::Put, "/names", xml(document)).await?;
    let names = Names { items: Some(vec!["a".to_owned(), "b".to_owned()]) };
    let options = models::XmlShapesClientPutNamesOptions { names: Some(names.try_into()?), ..Default::default() };
    let read = client(&server)?.put_names(Some(options)).await?.into_model()?;
    server.assert_sent_xml(document);
    assert_eq!(read.items, Some(vec!["a".to_owned(), "b".to_owned()]));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn json_comes_before_xml_where_both_are_described() -> Result<()> {
    let server = server(Method::Put, "/both", MockResponse::json(200, r#"{"title":"B","isbn":"2"}"#)).await?;
    let read = client(&server)?.put_both(book("A", "1").try_into()?, None).await?.into_model()?;
    assert_eq!((read.title.as_deref(), read.isbn.as_deref()), (Some("B"), Some("2")));
    server.assert_sent(
        Some(r#"{"title":"A","isbn":"1"}"#),
        &[("content-type", "application/json"), ("accept", "application/json, application/xml")],
    );
    server.finish();
    Ok(())
}

#[tokio::test]
async fn pages_and_texts_in_xml() -> Result<()> {
    let first = r#"<list><book ISBN="1">A</book><NextMarker>/books-2</NextMarker></list>"#;
    let server = server(Method::Get, "/books", xml(first)).await?;
    server.on(Method::Get, "/books-2", [xml("<list><book>B</book><NextMarker/></list>")]);
    let books: Vec<Book> = client(&server)?.list_books(None)?.try_collect().await?;
    let titles: Vec<_> = books.iter().map(|book| (book.title.as_deref(), book.isbn.as_deref())).collect();
    assert_eq!(titles, [(Some("A"), Some("1")), (Some("B"), None)]);
    assert!(server.received().iter().all(|asked| asked.headers["accept"] == "application/xml"));
    server.on(Method::Get, "/text", [xml("<string>as it came</string>")]);
    let text = client(&server)?.get_text(None).await?.into_body().collect_string().await?;
    assert_eq!(text, "<string>as it came</string>");
    server.finish();
    Ok(())
}
