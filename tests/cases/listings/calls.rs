use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Result,
    http::{DeserializeWith, JsonFormat, Method, pager::Page},
};
use futures::TryStreamExt as _;
use listings::{Pager, ShelfClient, ShelfClientOptions, clients::ShelfBooksClient, models::Book};

fn client(server: &Server) -> Result<ShelfBooksClient> {
    let options = ShelfClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..ShelfClientOptions::default()
    };
    Ok(ShelfClient::new(mock::credential(), Some(options))?.get_books_client())
}

/// A server with a first page, and a last one that is linked to without an api-version.
async fn two_pages(target: &str, first: &str, last: &str) -> Result<Server> {
    let server = Server::start().await?;
    server.on(Method::Get, &format!("{target}?api-version=2026-03-01"), [MockResponse::json(200, first)]);
    server.on(Method::Get, "/2?api-version=2026-03-01", [MockResponse::json(200, last)]);
    Ok(server)
}

async fn names<P>(pager: Pager<P>) -> Result<Vec<String>>
where
    P: Page<Item = Book> + DeserializeWith<JsonFormat> + Send + 'static,
    P::IntoIter: Send,
{
    let books: Vec<Book> = pager.try_collect().await?;
    Ok(books.into_iter().filter_map(|book| book.name).collect())
}

#[tokio::test]
async fn items_and_links_inside_of_objects() -> Result<()> {
    let first = r#"{"data":{"books":[{"name":"a"}]},"nextLink":"/no","paging":{"nextLink":"/2"}}"#;
    let server = two_pages("/nested", first, r#"{"data":{"books":[{"name":"b"}]},"paging":{"nextLink":null}}"#).await?;
    assert_eq!(names(client(&server)?.nested(None)?).await?, ["a", "b"]);
    server.finish();

    let server = two_pages("/nested", r#"{"data":null,"paging":{"nextLink":"/2"}}"#, "{}").await?;
    assert!(names(client(&server)?.nested(None)?).await?.is_empty());
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_property_whose_name_has_the_dot_comes_first() -> Result<()> {
    let first = r#"{"value":[{"name":"a"}],"odata":{"nextLink":"/no"},"odata.nextLink":"/2"}"#;
    let server = two_pages("/literal", first, r#"{"value":[{"name":"b"}],"odata":{"nextLink":"/no"}}"#).await?;
    assert_eq!(names(client(&server)?.literal(None)?).await?, ["a", "b"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_name_of_another_case_is_the_propertys() -> Result<()> {
    let first = r#"{"value":[{"name":"a"}],"nextLink":"/2"}"#;
    let server = two_pages("/cased", first, r#"{"value":[{"name":"b"}]}"#).await?;
    assert_eq!(names(client(&server)?.cased(None)?).await?, ["a", "b"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_name_that_no_property_has_is_followed_if_it_comes() -> Result<()> {
    let first = r#"{"value":[{"name":"a"}],"nextPage":"/2"}"#;
    let server = two_pages("/misspelt", first, r#"{"value":[{"name":"b"}]}"#).await?;
    assert_eq!(names(client(&server)?.misspelt(None)?).await?, ["a", "b"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_operation_without_an_api_version_adds_none() -> Result<()> {
    let server = Server::start().await?;
    let first = r#"{"books":[{"name":"a"}],"links":{"next":"/2"}}"#;
    server.on(Method::Get, "/open", [MockResponse::json(200, first)]);
    server.on(Method::Get, "/2", [MockResponse::json(200, r#"{"books":[{"name":"b"}],"links":{}}"#)]);
    assert_eq!(names(client(&server)?.open(None)?).await?, ["a", "b"]);
    server.finish();
    Ok(())
}
