//! Each kind of call against the mock server, as generated methods make them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    ErrorExt as _,
    codegen::{Connection, Credential, NextLink},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Bytes, Result, Value,
    error::ErrorKind,
    http::{Body, ClientMethodOptions, JsonFormat, Method, NoFormat, RequestContent, Response, headers::HeaderName},
    stream::{BytesStream, SeekableStream},
};
use futures::{TryStreamExt as _, io::AsyncRead};
use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

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
    server.on(Method::Put, "/widgets/w?api-version=1", [MockResponse::json(201, r#"{"name":"w"}"#)]);
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
    server.on(Method::Get, "/widgets", [MockResponse::json(203, "{}")]);
    let connection = connection(&server)?;
    let call = connection.call("Test.get", Method::Get, "/widgets").success(&[200]);
    let error = call.send::<Value, JsonFormat>(options()).await.expect_err("203");
    assert_eq!(error.http_status().map(u16::from), Some(203));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_error_has_the_services_words_and_nothing_else_of_the_body() -> Result<()> {
    let quoted = r#"{"error":{"code":"Full","message":"no \"room\" at\n\u00e9","x":"canary"},"y":"canary"}"#;
    let old = r#"{"Code":"Full","Message":"no room","x":"canary"}"#;
    for (response, code, message) in [
        (MockResponse::json(409, quoted), Some("Full"), "no \"room\" at\n\u{e9}"),
        (MockResponse::json(409, old), Some("Full"), "no room"),
        (MockResponse::json(409, old).header("x-ms-error-code", "Fuller"), Some("Fuller"), "no room"),
        (MockResponse::json(409, r#"{"x":"canary"}"#), None, "409: the response has no message in a known form"),
        (MockResponse::new(502).body("<html>canary</html>"), None, "502: the response has no message in a known form"),
        (MockResponse::new(502).bytes([0xff]), None, "502: the response has no message in a known form"),
        (MockResponse::new(404), None, "404"),
        (MockResponse::new(404).header("x-ms-error-code", "Gone"), Some("Gone"), "404: Gone"),
        // No error response: what is in it is not for messages.
        (
            MockResponse::json(202, r#"{"code":"canary","message":"canary"}"#),
            None,
            "202: the response has no message in a known form",
        ),
    ] {
        let server = Server::start().await?;
        server.on(Method::Get, "/widgets", [response.clone(), response]);
        let connection = connection(&server)?;
        let call = || connection.call("Test.get", Method::Get, "/widgets").success(&[200]);
        let sent = call().send::<Value, JsonFormat>(options()).await.expect_err("an error");
        let streamed = call().stream(options()).await.expect_err("an error");
        for error in [sent, streamed] {
            let text = error.to_string();
            assert!(text.starts_with(message) && !text.contains("canary"), "{text}");
            let ErrorKind::HttpResponse { error_code, .. } = error.kind() else { panic!("{error:?}") };
            assert_eq!(error_code.as_deref(), code, "{text}");
            assert!(error.raw_response().is_some());
        }
        server.finish();
    }
    Ok(())
}

/// The server of a conformance suite says itself what is wrong with a request.
#[tokio::test]
async fn a_server_in_another_process_checks_itself() -> Result<()> {
    let other = Server::start().await?;
    other.on(Method::Get, "/things", [MockResponse::json(200, "{}")]);
    let server = Server::at(other.endpoint());
    server.on(Method::Get, "/never", [MockResponse::new(500)]);
    let connection = connection(&server)?;
    let call = connection.call("Test.get", Method::Get, "/things");
    let response: Response<Value, JsonFormat> = call.send(options()).await?;
    assert_eq!(u16::from(response.status()), 200);
    server.assert_sent(Some("{}"), &[("never", "sent")]);
    server.finish();
    other.finish();
    Ok(())
}

#[tokio::test]
async fn a_head_returns_whether_something_exists() -> Result<()> {
    let server = Server::start().await?;
    let responses = [200, 204, 299, 404, 403, 304].map(MockResponse::new);
    server.on(Method::Head, "/widgets/w", responses);
    let connection = connection(&server)?;
    let call = || connection.call("Test.exists", Method::Head, "/widgets/w");
    for expected in [Some(true), Some(true), Some(true), Some(false), None, None] {
        assert_eq!(call().exists(options()).await.ok(), expected);
    }
    server.finish();
    Ok(())
}

#[tokio::test]
async fn bodies_as_they_are() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/convert", [MockResponse::new(200).body("out")]);
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

/// A stream that knows no length, as one that is made while it is read.
#[derive(Clone, Debug)]
struct Unmeasured(BytesStream);

impl AsyncRead for Unmeasured {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut [u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_read(cx, buffer)
    }
}

#[async_trait::async_trait]
impl SeekableStream for Unmeasured {
    async fn reset(&mut self) -> Result<()> {
        self.0.reset().await
    }

    fn len(&self) -> Option<u64> {
        None
    }
}

/// The `content-length` and `transfer-encoding` that were sent with each body, and the bodies.
fn framed(server: &Server) -> Vec<(Option<String>, Option<String>, Vec<u8>)> {
    let received = server.received().into_iter();
    let framed = received.map(|own| {
        let header = |name: &str| own.headers.get(name).cloned();
        (header("content-length"), header("transfer-encoding"), own.body)
    });
    framed.collect()
}

#[tokio::test]
async fn a_stream_is_sent_with_its_length() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Put, "/file", [MockResponse::new(201), MockResponse::new(201)]);
    let connection = connection(&server)?;
    let bytes = BytesStream::new(b"12345".as_slice());
    let bodies = [Body::from(bytes.clone()), Body::SeekableStream(Box::new(Unmeasured(bytes)))];
    for body in bodies {
        let body: RequestContent<Bytes, NoFormat> = body.into();
        let call = connection.call("Test.put", Method::Put, "/file").body("application/octet-stream", body);
        call.send::<(), NoFormat>(options()).await?;
    }
    let (length, chunked) = (Some("5".to_owned()), Some("chunked".to_owned()));
    let body = b"12345".to_vec();
    assert_eq!(framed(&server), [(length, None, body.clone()), (None, chunked, body)]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_stream_in_a_form_is_sent_with_the_forms_length() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/form", [MockResponse::new(200), MockResponse::new(200)]);
    let connection = connection(&server)?;
    let bytes = BytesStream::new(b"12345".as_slice());
    for body in [Body::from(bytes.clone()), Body::SeekableStream(Box::new(Unmeasured(bytes)))] {
        let file: RequestContent<Bytes, NoFormat> = body.into();
        let call = connection.call("Test.post", Method::Post, "/form").form("name", "n").form_file("file", file);
        call.send::<(), NoFormat>(options()).await?;
    }
    let framed = framed(&server);
    assert_eq!(framed[0].0, Some(framed[0].2.len().to_string()));
    assert_eq!(framed[0].1, None);
    assert_eq!(framed[1].1.as_deref(), Some("chunked"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_file_arrives_as_it_is_stored() -> Result<()> {
    let compressed: &[u8] = &[
        0x1f, 0x8b, 0x8, 0x0, 0x0, 0x0, 0x0, 0x0, 0x2, 0x3, 0x2b, 0x2e, 0xc9, 0x2f, 0x4a, 0x4d, 0x51, 0x48, 0x2c, 0x56,
        0xc8, 0x2c, 0x51, 0xc8, 0x2c, 0x6, 0x0, 0x65, 0x78, 0xd1, 0x5a, 0xf, 0x0, 0x0, 0x0,
    ];
    let server = Server::start().await?;
    let response = MockResponse::new(200).header("content-encoding", "gzip").bytes(compressed);
    server.on(Method::Get, "/file", [response.clone(), response]);
    let connection = connection(&server)?;
    let call = || connection.call("Test.get", Method::Get, "/file");
    let response = call().stream(options()).await?;
    let header = response.headers().get_optional_str(&HeaderName::from_static("content-encoding"));
    assert_eq!(header, Some("gzip"));
    assert_eq!(response.into_body().collect().await?.as_ref(), compressed);
    // What is no file is read, whatever it is compressed with.
    let response: Response<(), NoFormat> = call().send(options()).await?;
    assert_eq!(response.into_body().as_ref(), b"stored as it is");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn forms() -> Result<()> {
    for multipart in [false, true] {
        let server = Server::start().await?;
        server.on(Method::Post, "/form", [MockResponse::new(200)]);
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
    server.on(Method::Get, "/widgets", [MockResponse::json(200, "{}")]);
    let key = Credential::key_header("x-key", mock::TOKEN);
    let by_header = Connection::service(PACKAGE, "unused.example", key, mock::client_options(), server.connection())?;
    by_header.call("Test.get", Method::Get, "/widgets").send::<Value, JsonFormat>(options()).await?;
    server.assert_headers(&[("x-key", mock::TOKEN)]);
    assert!(!server.received()[0].headers.contains_key("authorization"));

    let target = format!("/widgets?code={}&top=1", mock::TOKEN);
    server.on(Method::Get, &target, [MockResponse::json(200, "{}")]);
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
    server.on(Method::Get, "/widgets", [MockResponse::json(200, next)]);
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

armrest_runtime::codegen::model! { Page fields { "value" => value } xml "Page" { "value" = "Items/Item" } }
armrest_runtime::codegen::page! { Page of Value { value } }
armrest_runtime::codegen::response_content! { Page }

#[tokio::test]
async fn a_next_page_by_a_token_is_the_same_call_again() -> Result<()> {
    let server = Server::start().await?;
    let page = |next: &str| [MockResponse::json(200, format!(r#"{{"value":["{next}"],"next":"{next}"}}"#))];
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
    let page = |next: &str| [MockResponse::json(200, format!(r#"{{"value":[1],"nextLink":"{next}"}}"#))];
    server.on(Method::Get, "/t/widgets?v=1&top=1", page("pages/2?token=x"));
    server.on(Method::Post, "/t/pages/2?token=x&v=1", page("{endpoint}/elsewhere"));
    server.on(Method::Post, "/elsewhere?v=1", page("{endpoint}/last?v=2"));
    server.on(Method::Post, "/last?v=2", page(""));
    let connection = connection(&server)?;
    let call = connection.call("Test.list", Method::Get, "/{tenant}/widgets").path("tenant", "t");
    let call = call.query("v", 1).query("top", 1).next_page_by(
        Method::Post,
        "/{tenant}/{link}",
        NextLink::PathEncoded("link"),
        &["v"],
    );
    let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?.try_collect().await?;
    assert_eq!(items.len(), 4);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_token_goes_where_the_next_operation_takes_it() -> Result<()> {
    let server = Server::start().await?;
    let page = |next: &str| [MockResponse::json(200, format!(r#"{{"value":[1],"next":"{next}"}}"#))];
    let places = [
        (NextLink::Path("token"), "/next/{token}", "/next/a%3Ab%2F%3Fc?v=1"),
        (NextLink::Query("token"), "/next", "/next?v=1&token=a%3Ab%2F%3Fc"),
        (NextLink::Header("x-ms-Token"), "/next", "/next?v=1"),
    ];
    for (place, path, target) in places {
        server.on(Method::Get, "/widgets?v=1&top=1", page("a:b/?c"));
        server.on(Method::Get, target, page(""));
        let connection = connection(&server)?;
        let call = connection.call("Test.list", Method::Get, "/widgets").query("v", 1).query("top", 1);
        let call = call.header("x-ms-mark", "m").next_page_by(Method::Get, path, place, &["v"]);
        let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("next"), Default::default())?.try_collect().await?;
        assert_eq!(items.len(), 2);
        let asked = server.received();
        let last = asked.last().expect("a request");
        assert_eq!((last.target.as_str(), last.headers["x-ms-mark"].as_str()), (target, "m"));
        let token = last.headers.get("x-ms-token").map(String::as_str);
        assert_eq!(token, matches!(place, NextLink::Header(_)).then_some("a:b/?c"));
    }
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_token_in_a_header_ends_and_never_repeats() -> Result<()> {
    let server = Server::start().await?;
    let page = |next: &str| MockResponse::json(200, format!(r#"{{"value":[1],"next":"{next}"}}"#));
    server.on(Method::Get, "/widgets", [page("a"), page("b"), page(""), page("a"), page("a"), page("x\\ny")]);
    let connection = connection(&server)?;
    let list = || {
        let call = connection.call("Test.list", Method::Get, "/widgets").next_page_by_header("x-ms-token");
        call.pager::<Page, JsonFormat>(Some("next"), Default::default())
    };
    assert_eq!(list()?.try_collect::<Vec<Value>>().await?.len(), 3);
    let tokens: Vec<Option<String>> =
        server.received().iter().map(|asked| asked.headers.get("x-ms-token").cloned()).collect();
    assert_eq!(tokens, [None, Some("a".to_owned()), Some("b".to_owned())]);
    let error = list()?.try_collect::<Vec<Value>>().await.unwrap_err().to_string();
    assert!(error.contains("would never end"), "{error}");
    let error = list()?.try_collect::<Vec<Value>>().await.unwrap_err().to_string();
    assert!(error.contains("is not allowed in the header `x-ms-token`"), "{error}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_linked_page_gets_the_headers_of_the_operation_but_not_of_its_body() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/widgets", [MockResponse::json(200, r#"{"value":[1],"next":"/2"}"#)]);
    server.on(Method::Get, "/2", [MockResponse::json(200, r#"{"value":[2]}"#)]);
    let connection = connection(&server)?;
    let body: RequestContent<Value> = serde_json::json!({}).try_into()?;
    let call = connection.call("Test.list", Method::Post, "/widgets").header("x-ms-mark", "m");
    let call = call.body("application/json", body);
    let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("next"), Default::default())?.try_collect().await?;
    assert_eq!(items, [1, 2]);
    let asked = server.received();
    assert_eq!(asked[1].headers["x-ms-mark"], "m");
    assert!(!asked[1].headers.contains_key("content-type"));
    server.finish();
    Ok(())
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn pages_in_xml() -> Result<()> {
    use armrest_runtime::XmlFormat;

    let server = Server::start().await?;
    let page = "<Page><Items><Item>a</Item><Item>b</Item></Items><Next>m</Next></Page>";
    server.on(Method::Get, "/widgets", [MockResponse::new(200).body(page)]);
    server.on(Method::Get, "/widgets?marker=m", [MockResponse::new(200).body("<Page><Items/><Next/></Page>")]);
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
armrest_runtime::codegen::xml_content! { Page }
