use aisles::{
    AislesClient, AislesClientOptions,
    models::{self, Item},
};
use armrest_runtime::mock::{self, MockResponse, Received, Server};
use azure_core::{Result, http::Method};
use futures::TryStreamExt as _;

fn client(server: &Server) -> Result<AislesClient> {
    let options = AislesClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..AislesClientOptions::default()
    };
    AislesClient::new(mock::credential(), Some(options))
}

const VERSION: &str = "api-version=2026-01-01";

/// A server with a page that says this, and a last one at another target, below the base path.
async fn two_pages(first: &str, says: &str, method: Method, last: &str) -> Result<Server> {
    let server = Server::start().await?;
    let page = format!(r#"{{"value":[{{"name":"a"}}],{says}}}"#);
    server.on(Method::Get, &format!("/depot/v1/aisles/x%20y/{first}"), [MockResponse::json(200, page)]);
    server.on(method, last, [MockResponse::json(200, r#"{"value":[{"name":"b"}]}"#)]);
    Ok(server)
}

fn assert_both(items: &[Item], server: &Server) -> Received {
    let names: Vec<Option<&str>> = items.iter().map(|item| item.name.as_deref()).collect();
    assert_eq!(names, [Some("a"), Some("b")]);
    let asked = server.received();
    assert_eq!(asked.len(), 2);
    asked[1].clone()
}

fn header<'a>(asked: &'a Received, name: &str) -> Option<&'a str> {
    asked.headers.get(name).map(String::as_str)
}

#[tokio::test]
async fn a_linked_page_gets_the_operations_headers() -> Result<()> {
    for link in ["{endpoint}/2", "/2"] {
        let says = format!(r#""nextLink":"{link}""#);
        let first = format!("linked?top=1&{VERSION}");
        let server = two_pages(&first, &says, Method::Get, &format!("/2?{VERSION}")).await?;
        let options = models::AislesClientListLinkedOptions {
            x_ms_language: Some("de".to_owned()),
            top: Some(1),
            ..Default::default()
        };
        let items: Vec<Item> = client(&server)?.list_linked("x y", Some(options))?.try_collect().await?;
        assert_eq!(header(&assert_both(&items, &server), "x-ms-language"), Some("de"));
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn another_operation_takes_a_link_below_the_base_path() -> Result<()> {
    let last = format!("/depot/v1/aisles/x%20y/next/a/b?c=d&{VERSION}");
    let first = format!("by-operation?{VERSION}");
    let server = two_pages(&first, r#""nextLink":"a/b?c=d""#, Method::Post, &last).await?;
    let items: Vec<Item> = client(&server)?.list_by_operation("x y", None)?.try_collect().await?;
    assert_both(&items, &server);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn another_operation_takes_a_token_as_one_segment() -> Result<()> {
    let last = format!("/depot/v1/tokens/a%2Fb%3Fc%3Ad?{VERSION}");
    let first = format!("by-segment?{VERSION}");
    let server = two_pages(&first, r#""token":"a/b?c:d""#, Method::Get, &last).await?;
    let items: Vec<Item> = client(&server)?.list_by_segment("x y", None)?.try_collect().await?;
    assert_both(&items, &server);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn another_operation_takes_a_token_in_its_query() -> Result<()> {
    let last = format!("/depot/v1/aisles/x%20y/by-query/next?{VERSION}&$skipToken=a%3Ab%26c");
    let first = format!("by-query?top=1&{VERSION}");
    let server = two_pages(&first, r#""token":"a:b&c""#, Method::Get, &last).await?;
    let options = models::AislesClientListByQueryOptions {
        x_ms_language: Some("de".to_owned()),
        top: Some(1),
        ..Default::default()
    };
    let items: Vec<Item> = client(&server)?.list_by_query("x y", Some(options))?.try_collect().await?;
    assert_eq!(header(&assert_both(&items, &server), "x-ms-language"), Some("de"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_token_for_a_header_is_not_followed() -> Result<()> {
    let last = format!("/depot/v1/aisles/x%20y/by-header/next?top=1&{VERSION}");
    let first = format!("by-header?top=1&{VERSION}");
    let server = two_pages(&first, r#""token":"/2?a=b""#, Method::Get, &last).await?;
    let options = models::AislesClientListByHeaderOptions { top: Some(1), ..Default::default() };
    let items: Vec<Item> = client(&server)?.list_by_header("x y", Some(options))?.try_collect().await?;
    assert_eq!(header(&assert_both(&items, &server), "x-page"), Some("/2?a=b"));
    server.finish();

    let target = format!("same-header?{VERSION}");
    let says = r#""paging":{"continuationToken":"/2"}"#;
    let server = two_pages(&target, says, Method::Get, &format!("/depot/v1/aisles/x%20y/{target}")).await?;
    let options =
        models::AislesClientListSameHeaderOptions { x_ms_language: Some("de".to_owned()), ..Default::default() };
    let items: Vec<Item> = client(&server)?.list_same_header("x y", Some(options))?.try_collect().await?;
    let last = assert_both(&items, &server);
    assert_eq!(header(&last, "x-ms-continuation"), Some("/2"));
    assert_eq!(header(&last, "x-ms-language"), Some("de"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_same_operation_takes_a_token_in_its_query() -> Result<()> {
    let last = format!("/depot/v1/aisles/x%20y/same-query?{VERSION}&token=%2F2");
    let server = two_pages(&format!("same-query?{VERSION}"), r#""token":"/2""#, Method::Get, &last).await?;
    let items: Vec<Item> = client(&server)?.list_same_query("x y", None)?.try_collect().await?;
    assert_both(&items, &server);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn names_of_another_case_are_found() -> Result<()> {
    let server =
        two_pages(&format!("cased?{VERSION}"), r#""nextLink":"/2""#, Method::Get, &format!("/2?{VERSION}")).await?;
    let items: Vec<Item> = client(&server)?.list_cased("x y", None)?.try_collect().await?;
    assert_both(&items, &server);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn without_an_operation_for_it_the_link_is_followed() -> Result<()> {
    let says = r#""nextLink":"/2""#;
    let server = two_pages(&format!("nobody?{VERSION}"), says, Method::Get, &format!("/2?{VERSION}")).await?;
    let items: Vec<Item> = client(&server)?.list_by_nobody("x y", None)?.try_collect().await?;
    assert_both(&items, &server);
    let server = two_pages(&format!("open?{VERSION}"), says, Method::Get, &format!("/2?{VERSION}")).await?;
    let items: Vec<Item> = client(&server)?.list_open("x y", None)?.try_collect().await?;
    assert_both(&items, &server);
    Ok(())
}
