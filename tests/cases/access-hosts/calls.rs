//! Each host gets the credential that its own description names, and no other.

use access_hosts::{LibraryClient, LibraryClientOptions};
use armrest_runtime::{
    ConnectionOptions,
    mock::{self, MockResponse, Server},
};
use azure_core::{Result, http::Method};

#[tokio::test]
async fn each_host_gets_its_own_credential() -> Result<()> {
    call_each_host(None, "https://films.example.com/.default").await
}

/// Azure Resource Manager takes tokens for itself only.
#[tokio::test]
async fn an_own_scope_is_not_for_resource_manager() -> Result<()> {
    call_each_host(Some("https://other.example.com/.default"), "https://other.example.com/.default").await
}

async fn call_each_host(scope: Option<&str>, of_films: &str) -> Result<()> {
    let servers = [Server::start().await?, Server::start().await?, Server::start().await?, Server::start().await?];
    let [books, films, maps, libraries] = &servers;
    for (server, target) in servers.iter().zip(["/books", "/films", "/maps?code=maps%20key", "/libraries"]) {
        server.allow_anonymous();
        server.on(Method::Get, target, [MockResponse::json(200, "[]")]);
    }
    let options = LibraryClientOptions {
        client_options: mock::client_options(),
        // The server's own has a scope for all.
        connection_options: ConnectionOptions { token_scope: scope.map(str::to_owned), ..books.connection() },
        films_endpoint: Some(films.endpoint()),
        maps_endpoint: Some(maps.endpoint()),
        libraries_endpoint: Some(libraries.endpoint()),
    };
    let client = LibraryClient::new(mock::scoped_credential(), "books key", "maps key", Some(options))?;
    client.get_books_client().list(None).await?;
    client.get_films_client().list(None).await?;
    client.get_maps_client().list(None).await?;
    client.get_libraries_client().list(None).await?;

    let sent = servers.each_ref().map(|server| {
        let first = server.received().remove(0);
        let header = |name: &str| first.headers.get(name).cloned();
        (first.target.clone(), header("x-books-key"), header("authorization"))
    });
    let expected = [
        ("/books", Some("books key"), None),
        ("/films", None, Some(of_films)),
        ("/maps?code=maps%20key", None, None),
        ("/libraries", None, Some("https://management.azure.com/.default")),
    ];
    let token = |scope: &str| format!("Bearer mock-token {scope}");
    assert_eq!(sent, expected.map(|(target, key, scope)| (target.into(), key.map(Into::into), scope.map(token))));
    Ok(())
}
