//! Each kind of call against the mock server, as generated methods make them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    Connection, Credential, FinalState, OperationStatus,
    mock::{self, Answer, Server},
};
use azure_core::{
    Bytes, Result, Value,
    http::{
        ClientMethodOptions, JsonFormat, Method, NoFormat, Poller, RequestContent, Response,
        poller::{PollerOptions, PollerStatus, StatusMonitor as _},
    },
};
use futures::TryStreamExt as _;

const PACKAGE: (&str, &str) = ("armrest-runtime", "0.1.0");

fn connection(server: &Server) -> Result<Connection> {
    Connection::arm(PACKAGE, mock::credential(), mock::client_options(), server.connection())
}

fn options() -> ClientMethodOptions<'static> {
    ClientMethodOptions::default()
}

#[tokio::test]
async fn a_plain_call() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Put, "/widgets/w?api-version=1", [Answer::json(201, r#"{"name":"w"}"#)]);
    let connection = connection(&server)?;
    let body: RequestContent<Value> = serde_json::json!({ "size": 3 }).try_into()?;
    let call = connection.call("Test.put", Method::Put, "/widgets/{name}").path("name", "w");
    let call = call.query("api-version", "1").body("application/json", body).success(&[200, 201]);
    let response: Response<Value, JsonFormat> = call.send(options()).await?;
    assert_eq!(u16::from(response.status()), 201);
    assert_eq!(response.into_model()?["name"], "w");
    server.assert_sent(Some(r#"{"size":3}"#), &[("content-type", "application/json")]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_status_that_is_not_declared_is_an_error() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/widgets", [Answer::json(203, "{}")]);
    let connection = connection(&server)?;
    let call = connection.call("Test.get", Method::Get, "/widgets").success(&[200]);
    let error = call.send::<Value, JsonFormat>(options()).await.expect_err("203");
    assert_eq!(error.http_status().map(u16::from), Some(203));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_head_answers_yes_or_no() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Head, "/widgets/w", [Answer::new(204), Answer::new(404), Answer::new(403)]);
    let connection = connection(&server)?;
    let call = || connection.call("Test.exists", Method::Head, "/widgets/w").success(&[204, 404]);
    assert!(call().exists(options()).await?);
    assert!(!call().exists(options()).await?);
    assert!(call().exists(options()).await.is_err());
    server.finish();
    Ok(())
}

#[tokio::test]
async fn bodies_as_they_are() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/convert", [Answer::new(200).body("out")]);
    let connection = connection(&server)?;
    let body: RequestContent<Bytes, NoFormat> = RequestContent::from_static(b"in");
    let call = connection.call("Test.convert", Method::Post, "/convert").body("image/png", body);
    let response = call.accept("image/jpeg").success(&[200]).stream(options()).await?;
    assert_eq!(response.into_body().collect_string().await?, "out");
    server.assert_sent_text("in");
    server.assert_headers(&[("content-type", "image/png"), ("accept", "image/jpeg")]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn forms() -> Result<()> {
    for multipart in [false, true] {
        let server = Server::start().await?;
        server.on(Method::Post, "/form", [Answer::new(200)]);
        let connection = connection(&server)?;
        let mut call = connection.call("Test.form", Method::Post, "/form").form("name", "a b").form("count", 3);
        if multipart {
            let file: RequestContent<Bytes, NoFormat> = RequestContent::from_static(b"content");
            call = call.form_file("file", file).multipart();
        }
        call.optional_form("none", None::<i32>).send::<(), NoFormat>(options()).await?;
        let mut fields = vec![("count", "3"), ("name", "a b")];
        fields.extend(multipart.then_some(("file", "content")));
        server.assert_form(&fields);
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn keys_go_where_the_description_says() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/widgets", [Answer::json(200, "{}")]);
    let key = Credential::key_header("x-key", mock::TOKEN);
    let by_header = Connection::service(PACKAGE, "unused.example", key, mock::client_options(), server.connection())?;
    by_header.call("Test.get", Method::Get, "/widgets").send::<Value, JsonFormat>(options()).await?;
    server.assert_headers(&[("x-key", mock::TOKEN)]);
    assert!(!server.received()[0].headers.contains_key("authorization"));

    let target = format!("/widgets?code={}&top=1", mock::TOKEN);
    server.on(Method::Get, &target, [Answer::json(200, "{}")]);
    let key = Credential::key_query("code", mock::TOKEN);
    let by_query = Connection::service(PACKAGE, "unused.example", key, mock::client_options(), server.connection())?;
    let call = by_query.call("Test.get", Method::Get, "/widgets").query("top", 1);
    call.send::<Value, JsonFormat>(options()).await?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_key_goes_to_no_other_host() -> Result<()> {
    let (server, foreign) = (Server::start().await?, Server::start().await?);
    let next = format!(r#"{{"value":[],"nextLink":"{}/page"}}"#, foreign.endpoint());
    server.on(Method::Get, "/widgets", [Answer::json(200, next)]);
    let key = Credential::key_header("x-key", mock::TOKEN);
    let connection = Connection::service(PACKAGE, "unused.example", key, mock::client_options(), server.connection())?;
    let call = connection.call("Test.list", Method::Get, "/widgets");
    let error =
        call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?.try_next().await.expect_err("refused");
    assert!(error.to_string().contains("nothing was sent"), "{error}");
    assert!(foreign.received().is_empty());
    server.finish();
    Ok(())
}

#[derive(Default)]
struct Page {
    value: Option<Vec<Value>>,
}

armrest_runtime::model! { Page fields { "value" => value } xml "Page" { "value" = "Items/Item" } }
armrest_runtime::page! { Page of Value { value } }
armrest_runtime::response_content! { Page }

#[tokio::test]
async fn a_next_page_by_a_token_is_the_same_call_again() -> Result<()> {
    let server = Server::start().await?;
    let page = |next: &str| [Answer::json(200, format!(r#"{{"value":["{next}"],"next":"{next}"}}"#))];
    server.on(Method::Post, "/widgets?top=1", page("a b"));
    server.on(Method::Post, "/widgets?top=1&marker=a%20b", page("c"));
    server.on(Method::Post, "/widgets?top=1&marker=c", page(""));
    let connection = connection(&server)?;
    let body: RequestContent<Value> = serde_json::json!({ "size": 3 }).try_into()?;
    let call = connection.call("Test.list", Method::Post, "/widgets").query("top", 1).next_page_by_query("marker");
    let call = call.body("application/json", body);
    let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("next"), Default::default())?.try_collect().await?;
    assert_eq!(items, ["a b", "c", ""]);
    assert!(server.received().iter().all(|received| received.body == br#"{"size":3}"#));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_next_page_by_another_operation() -> Result<()> {
    let server = Server::start().await?;
    let page = |next: &str| [Answer::json(200, format!(r#"{{"value":[1],"nextLink":"{next}"}}"#))];
    server.on(Method::Get, "/t/widgets?v=1&top=1", page("pages/2?token=x"));
    server.on(Method::Post, "/t/pages/2?token=x&v=1", page("{endpoint}/elsewhere"));
    server.on(Method::Post, "/elsewhere?v=1", page(""));
    let connection = connection(&server)?;
    let call = connection.call("Test.list", Method::Get, "/{tenant}/widgets").path("tenant", "t");
    let call = call.query("v", 1).query("top", 1).next_page_by(Method::Post, "/{tenant}/{link}", "link", &["v"]);
    let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?.try_collect().await?;
    assert_eq!(items.len(), 3);
    server.finish();
    Ok(())
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn pages_in_xml() -> Result<()> {
    use armrest_runtime::XmlFormat;

    let server = Server::start().await?;
    let page = "<Page><Items><Item>a</Item><Item>b</Item></Items><Next>m</Next></Page>";
    server.on(Method::Get, "/widgets", [Answer::new(200).body(page)]);
    server.on(Method::Get, "/widgets?marker=m", [Answer::new(200).body("<Page><Items/><Next/></Page>")]);
    let connection = connection(&server)?;
    let call = connection.call("Test.list", Method::Get, "/widgets").accept("application/xml");
    let call = call.next_page_by_query("marker");
    let items: Vec<Value> = call.pager::<Page, XmlFormat>(Some("Next"), Default::default())?.try_collect().await?;
    assert_eq!(items, ["a", "b"]);
    assert!(server.received().iter().all(|received| received.headers["accept"] == "application/xml"));
    server.finish();
    Ok(())
}

#[cfg(feature = "xml")]
armrest_runtime::xml_content! { Page }

#[tokio::test]
async fn a_put_that_runs_long_gives_the_resource() -> Result<()> {
    let server = Server::start().await?;
    let started = Answer::json(201, r#"{"properties":{"provisioningState":"Creating"}}"#)
        .header("azure-asyncoperation", "{endpoint}/status")
        .header("retry-after-ms", "1");
    server.on(Method::Put, "/widgets/w", [started]);
    let going = Answer::json(200, r#"{"status":"InProgress","percentComplete":40}"#).header("retry-after-ms", "1");
    server.on(Method::Get, "/status", [going, Answer::json(200, r#"{"status":"Succeeded"}"#)]);
    server.on(Method::Get, "/widgets/w", [Answer::json(200, r#"{"name":"w"}"#)]);
    let connection = connection(&server)?;
    let call = connection.call("Test.begin_put", Method::Put, "/widgets/w").success(&[200, 201]);
    let mut poller: Poller<OperationStatus<Value>> =
        call.poller(FinalState::AzureAsyncOperation, PollerOptions::default())?;
    let mut seen = Vec::new();
    // azure_core's stream must not be polled past its last status, so the loop ends with it.
    while let Some(status) = poller.try_next().await? {
        let status = status.into_model()?;
        seen.push((status.status(), status.percent_complete));
        if status.status() == PollerStatus::Succeeded {
            break;
        }
    }
    let expected =
        [(PollerStatus::InProgress, None), (PollerStatus::InProgress, Some(40.0)), (PollerStatus::Succeeded, None)];
    assert_eq!(seen, expected);
    assert_eq!(poller.await?.into_model()?["name"], "w");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn any_first_answer_of_the_protocol_will_do() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/widgets/w/spin", [Answer::json(200, r#"{"name":"w"}"#)]);
    let connection = connection(&server)?;
    let call = connection.call("Test.begin_spin", Method::Post, "/widgets/w/spin").success(&[202]);
    let poller: Poller<OperationStatus<Value>> = call.poller(FinalState::Location, PollerOptions::default())?;
    assert_eq!(poller.await?.into_model()?["name"], "w");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_delete_that_runs_long_ends_without_a_result() -> Result<()> {
    let server = Server::start().await?;
    let started = Answer::new(202).header("location", "{endpoint}/result").header("retry-after-ms", "1");
    server.on(Method::Delete, "/widgets/w", [started]);
    server.on(Method::Get, "/result", [Answer::new(204)]);
    let connection = connection(&server)?;
    let call = connection.call("Test.begin_delete", Method::Delete, "/widgets/w").success(&[202, 204]);
    let poller: Poller<OperationStatus<(), NoFormat>> = call.poller(FinalState::Nothing, PollerOptions::default())?;
    assert_eq!(u16::from(poller.await?.status()), 204);
    server.finish();
    Ok(())
}
