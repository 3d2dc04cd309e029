//! Links to next pages against the mock server.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    codegen::Connection,
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Result, Value,
    http::{JsonFormat, Method},
};
use futures::TryStreamExt as _;

#[derive(Default)]
struct Page {
    value: Option<Vec<Value>>,
}

armrest_runtime::codegen::model! { Page fields { "value" => value } xml "Page" { "value" = "Item" } }
armrest_runtime::codegen::page! { Page of Value { value } }
armrest_runtime::codegen::response_content! { Page }

fn connect(server: &Server, trusted: Option<&Server>) -> Result<Connection> {
    let mut options = server.connection();
    options.trusted_hosts = trusted.iter().map(|trusted| trusted.endpoint().replace("http://", "")).collect();
    Connection::arm(("armrest-runtime", "0.1.0"), mock::credential(), mock::client_options(), options)
}

fn page(next: &str) -> [MockResponse; 1] {
    [MockResponse::json(200, format!(r#"{{"value":[1],"nextLink":"{next}"}}"#))]
}

#[tokio::test]
async fn links_to_the_service_get_the_operations_api_version() -> Result<()> {
    let (server, partner) = (Server::start().await?, Server::start().await?);
    server.on(Method::Get, "/widgets?api-version=1&top=5", page("/widgets?$skip=a%2Fb"));
    server.on(Method::Get, "/widgets?$skip=a%2Fb&api-version=1", page("/widgets?Api-Version=2"));
    server.on(Method::Get, "/widgets?Api-Version=2", page("/widgets?api-version="));
    server.on(Method::Get, "/widgets?api-version=", page(&format!("{}/widgets", partner.endpoint())));
    partner.on(Method::Get, "/widgets", page(""));
    let connection = connect(&server, Some(&partner))?;
    let call = connection.call("Test.list", Method::Get, "/widgets").query("api-version", "1").query("top", 5);
    let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?.try_collect().await?;
    assert_eq!(items.len(), 5);
    server.finish();
    partner.finish();
    Ok(())
}

#[tokio::test]
async fn an_api_version_by_another_name() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/widgets?v=1", page("/2"));
    server.on(Method::Get, "/2?v=1", page(""));
    let connection = connect(&server, None)?;
    let call = connection.call("Test.list", Method::Get, "/widgets").query("v", "1").api_version("v");
    let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?.try_collect().await?;
    assert_eq!(items.len(), 2);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_operation_without_an_api_version_adds_none() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/widgets?top=5", page("/2"));
    server.on(Method::Get, "/2", page(""));
    let connection = connect(&server, None)?;
    let call = connection.call("Test.list", Method::Get, "/widgets").query("top", 5);
    let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?.try_collect().await?;
    assert_eq!(items.len(), 2);
    assert_eq!(server.received()[1].target, "/2");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn pages_that_are_empty_or_lack_items_do_not_end_the_list() -> Result<()> {
    let server = Server::start().await?;
    let paged = |body: &str| [MockResponse::json(200, body)];
    server.on(Method::Get, "/1", paged(r#"{"paging":{"next":"/2"}}"#));
    server.on(Method::Get, "/2", paged(r#"{"value":[],"paging":{"next":"/3"}}"#));
    server.on(Method::Get, "/3", paged(r#"{"value":null,"paging":{"next":"/4"}}"#));
    server.on(Method::Get, "/4", paged(r#"{"value":[1],"paging":{"next":null}}"#));
    let connection = connect(&server, None)?;
    let call = connection.call("Test.list", Method::Get, "/1");
    let pager = call.pager::<Page, JsonFormat>(Some("paging/next"), Default::default())?;
    assert_eq!(pager.try_collect::<Vec<Value>>().await?.len(), 1);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn pages_that_lead_in_a_circle_are_an_error() -> Result<()> {
    for circle in [&["/1"][..], &["/2", "/1"], &["/2", "/3", "/2"], &["/2", "/2"]] {
        let server = Server::start().await?;
        let mut from = "/1";
        for next in circle {
            server.on(Method::Get, from, page(next));
            from = next;
        }
        let connection = connect(&server, None)?;
        let call = connection.call("Test.list", Method::Get, "/1");
        let pager = call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?;
        let error = pager.try_collect::<Vec<Value>>().await.expect_err("a circle");
        assert!(error.to_string().contains("was already read"), "{circle:?}: {error}");
        server.finish();
    }
    Ok(())
}

#[cfg(feature = "xml")]
armrest_runtime::codegen::xml_content! { Page }

#[cfg(feature = "xml")]
#[tokio::test]
async fn links_in_xml_are_found_by_their_paths() -> Result<()> {
    use armrest_runtime::XmlFormat;

    for (path, link) in [
        ("Next", "<Next>/2</Next>"),
        ("Old|Next", "<Next>/2</Next>"),
        ("p:Next", "<q:Next xmlns:q='u'>/2</q:Next>"),
        ("Links/Next", "<Next>/no</Next><Links><Next>/2</Next></Links>"),
        ("Links/@next", "<Links next='/2'/>"),
    ] {
        let server = Server::start().await?;
        server.on(Method::Get, "/1", [MockResponse::new(200).body(format!("<Page><Item>a</Item>{link}</Page>"))]);
        server.on(Method::Get, "/2", [MockResponse::new(200).body("<Page><Item>b</Item></Page>")]);
        let connection = connect(&server, None)?;
        let call = connection.call("Test.list", Method::Get, "/1").accept("application/xml");
        let items: Vec<Value> = call.pager::<Page, XmlFormat>(Some(path), Default::default())?.try_collect().await?;
        assert_eq!(items, ["a", "b"], "{path}");
        server.finish();
    }
    Ok(())
}
