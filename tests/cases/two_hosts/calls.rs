//! Operations of several hosts in one client.

use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};
use two_hosts::{LibraryClient, LibraryClientOptions};

#[tokio::test]
async fn each_operation_goes_to_the_host_of_its_description() -> Result<()> {
    let (library, management) = (Server::start().await?, Server::start().await?);
    library.on(Method::Get, "/books('b')/pages/3", [MockResponse::json(200, "\"page\"")]);
    library.on(Method::Get, "/catalog/books", [MockResponse::json(200, "[]")]);
    management.on(Method::Get, "/subscriptions/s/libraries?api-version=2024-05-01", [MockResponse::json(200, "[]")]);
    let options = LibraryClientOptions {
        client_options: mock::client_options(),
        connection_options: library.connection(),
        management_endpoint: Some(management.endpoint()),
        ..Default::default()
    };
    let client = LibraryClient::new("https://unused.example", "s", "b", mock::credential(), Some(options))?;
    client.get_pages_client().get(3, None).await?;
    client.get_books_client().list(None).await?;
    client.get_libraries_client().list(None).await?;
    library.finish();
    management.finish();
    Ok(())
}
