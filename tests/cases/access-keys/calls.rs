//! Two hosts with a key each, and with nothing else in common.

use access_keys::{LibraryClient, LibraryClientOptions};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};

#[tokio::test]
async fn each_host_gets_its_own_key() -> Result<()> {
    let (books, films) = (Server::start().await?, Server::start().await?);
    for (server, target) in [(&books, "/books"), (&films, "/films")] {
        server.allow_anonymous();
        server.on(Method::Get, target, [MockResponse::json(200, "[]")]);
    }
    let options = LibraryClientOptions {
        client_options: mock::client_options(),
        connection_options: books.connection(),
        films_endpoint: Some(films.endpoint()),
    };
    let client = LibraryClient::with_key("one", "two", Some(options))?;
    client.get_books_client().list(None).await?;
    client.get_films_client().list(None).await?;
    let keys = [books, films].map(|server| {
        let headers = server.received().remove(0).headers;
        let key = |name: &str| headers.get(name).cloned();
        assert_eq!(key("authorization"), None);
        (key("x-books-key"), key("x-films-key"))
    });
    assert_eq!(keys, [(Some("one".to_owned()), None), (None, Some("two".to_owned()))]);
    Ok(())
}
