//! Responses that are described by no code of their own, and what may be empty.

use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};
use responses::{ErrorExt as _, ResponsesClient, ResponsesClientOptions, models};

fn client(server: &Server) -> Result<ResponsesClient> {
    let options =
        ResponsesClientOptions { client_options: mock::client_options(), connection_options: server.connection() };
    ResponsesClient::with_key(mock::TOKEN, Some(options))
}

#[tokio::test]
async fn files_are_streams_whatever_their_status() -> Result<()> {
    let server = Server::start().await?;
    let file = |status| [MockResponse::new(status).bytes([0, 255])];
    server.on(Method::Get, "/default-file", file(200));
    server.on(Method::Get, "/default-binary", file(201));
    server.on(Method::Get, "/file", file(203));
    let client = client(&server)?;
    let bodies = [
        client.get_default_file(None).await?.into_body(),
        client.get_default_binary(None).await?.into_body(),
        client.get_file(None).await?.into_body(),
    ];
    for body in bodies {
        assert_eq!(body.collect().await?.as_ref(), [0, 255]);
    }
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_range_is_for_each_of_its_codes() -> Result<()> {
    let server = Server::start().await?;
    for (status, body) in [(200, r#"{"name":"one"}"#), (226, r#"{"name":"two"}"#), (418, r#"{"code":"tea"}"#)] {
        server.on(Method::Get, "/items", [MockResponse::json(status, body)]);
    }
    let client = client(&server)?;
    for name in ["one", "two"] {
        assert_eq!(client.get_items(None).await?.into_model()?.name.as_deref(), Some(name));
    }
    let error = client.get_items(None).await.unwrap_err();
    let fault: models::Fault = error.body().expect("a body")?;
    assert_eq!(fault.code.as_deref(), Some("tea"));

    server.on(Method::Get, "/moved", [MockResponse::new(304), MockResponse::new(204), MockResponse::new(404)]);
    client.get_moved(None).await?;
    client.get_moved(None).await?;
    assert!(client.get_moved(None).await.is_err());
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_root_is_asked_where_there_is_no_path() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/", [MockResponse::new(202)]);
    client(&server)?.start(None).await?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_last_segment_that_is_a_list_may_be_empty() -> Result<()> {
    let server = Server::start().await?;
    let targets = ["/lists/", "/lists/a,b", "/encoded/", "/encoded/a/b,c"];
    for target in targets {
        server.on(Method::Get, target, [MockResponse::new(204)]);
    }
    let client = client(&server)?;
    client.get_list(&[], None).await?;
    client.get_list(&["a".to_owned(), "b".to_owned()], None).await?;
    client.get_encoded(&[], None).await?;
    client.get_encoded(&["a/b".to_owned(), "c".to_owned()], None).await?;
    let sent: Vec<String> = server.received().into_iter().map(|request| request.target).collect();
    assert_eq!(sent, targets);
    server.finish();
    Ok(())
}
