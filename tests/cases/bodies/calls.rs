use armrest_runtime::{
    ErrorExt as _,
    mock::{self, MockResponse, Received, Server},
};
use azure_core::{
    Bytes, Result,
    http::{Body, Method, RequestContent, Response},
    stream::BytesStream,
    time::parse_rfc3339,
};
use bodies::{
    BodiesClient, BodiesClientOptions, FormFile,
    models::{self, Letter, PutScalar12Value, PutScalar13ValueItem},
    to_content, value,
};
use serde_json::json;
use std::collections::HashMap;

async fn server(method: Method, path: &str, response: MockResponse) -> Result<Server> {
    let server = Server::start().await?;
    server.allow_anonymous();
    server.on(method, path, [response]);
    Ok(server)
}

fn client(server: &Server) -> Result<BodiesClient> {
    let options = BodiesClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..BodiesClientOptions::default()
    };
    BodiesClient::without_credential(Some(options))
}

fn last(server: &Server) -> Received {
    server.received().last().cloned().expect("a request")
}

/// The body and media type of what was sent last.
fn sent(server: &Server) -> (String, Option<String>) {
    let last = last(server);
    (String::from_utf8_lossy(&last.body).into_owned(), last.headers.get("content-type").cloned())
}

#[tokio::test]
async fn a_form_in_parts_has_files_texts_and_a_constant() -> Result<()> {
    let server = server(Method::Post, "/multipart", MockResponse::new(204)).await?;
    let options = models::BodiesClientSendMultipartOptions {
        more: Some(vec![Bytes::from_static(b"two").into(), Body::from(BytesStream::new(b"three".as_slice())).into()]),
        count: Some(3),
        tags: Some(vec!["a".to_owned(), "b".to_owned()]),
        ..Default::default()
    };
    let file = FormFile::from(Bytes::from_static(b"one")).with_name("one.png").with_media_type("image/png");
    client(&server)?.send_multipart(file, Some(options)).await?;
    let fields = [
        ("file", "one"),
        ("more", "two"),
        ("more", "three"),
        ("count", "3"),
        ("tags", "a"),
        ("tags", "b"),
        ("kind", "only"),
    ];
    server.assert_form(&fields);
    let (body, kind) = sent(&server);
    assert!(kind.is_some_and(|kind| kind.starts_with("multipart/form-data; boundary=")));
    assert!(body.contains("name=\"file\"; filename=\"one.png\"\r\ncontent-type: image/png\r\n\r\none"), "{body}");
    assert!(body.contains("name=\"more\"; filename=\"more\"\r\ncontent-type: application/octet-stream\r\n"), "{body}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_form_is_url_encoded() -> Result<()> {
    let server = server(Method::Post, "/urlencoded", MockResponse::json(200, r#"{"token":"t"}"#)).await?;
    let options = models::BodiesClientSendUrlencodedOptions {
        expires: parse_rfc3339("2026-01-02T03:04:05Z").ok(),
        scope: Some(vec!["a b".to_owned(), "c&d".to_owned()]),
        ..Default::default()
    };
    let response = client(&server)?.send_urlencoded("client credentials", Some(options)).await?.into_model()?;
    assert_eq!(response, json!({ "token": "t" }));
    let (body, kind) = sent(&server);
    assert_eq!(body, "grant_type=client+credentials&expires=2026-01-02T03%3A04%3A05Z&scope=a+b%2Cc%26d");
    assert_eq!(kind.as_deref(), Some("application/x-www-form-urlencoded"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_stream_goes_out_and_comes_back_as_it_is() -> Result<()> {
    let bytes = [0u8, 255, 10];
    let server = server(Method::Put, "/stream", MockResponse::new(200).bytes(bytes)).await?;
    let stream = Body::from(BytesStream::new(bytes.to_vec()));
    let response = client(&server)?.put_stream(stream.into(), None).await?;
    assert_eq!(response.into_body().collect().await?.as_ref(), bytes);
    let asked = last(&server);
    assert_eq!(asked.body, bytes);
    assert_eq!(asked.headers["content-type"], "application/octet-stream");
    assert_eq!(asked.headers["accept"], "application/octet-stream");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_text_is_a_string_and_not_json() -> Result<()> {
    let server = server(Method::Put, "/text", MockResponse::new(200).body("\"größer\"\n")).await?;
    let response: Response<String, value::TextFormat> =
        client(&server)?.put_text(RequestContent::from_str("größe"), None).await?;
    assert_eq!(response.into_model()?, "\"größer\"\n");
    assert_eq!(sent(&server), ("größe".to_owned(), Some("text/plain".to_owned())));
    assert_eq!(last(&server).headers["accept"], "text/plain");
    server.on(Method::Put, "/text", [MockResponse::new(200)]);
    assert_eq!(client(&server)?.put_text(Bytes::new().into(), None).await?.into_model()?, "");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_text_may_be_left_out_and_be_of_another_media_type() -> Result<()> {
    let server = server(Method::Put, "/note", MockResponse::new(200).body("a,b")).await?;
    let options = models::BodiesClientPutNoteOptions {
        note: Some(Body::from(BytesStream::new(b"# a".as_slice())).into()),
        content_type: Some("text/markdown".to_owned()),
        ..Default::default()
    };
    assert_eq!(client(&server)?.put_note(Some(options)).await?.into_model()?, "a,b");
    assert_eq!(sent(&server), ("# a".to_owned(), Some("text/markdown".to_owned())));
    assert_eq!(last(&server).headers["accept"], "text/csv");
    server.on(Method::Put, "/note", [MockResponse::new(200).body("")]);
    assert_eq!(client(&server)?.put_note(None).await?.into_model()?, "");
    assert_eq!(sent(&server).0, "");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_broken_text_says_where_and_an_error_is_still_json() -> Result<()> {
    let server = server(Method::Put, "/note", MockResponse::new(200).bytes(*b"one\ntw\xf6")).await?;
    let error = client(&server)?.put_note(None).await?.into_model().expect_err("no text");
    assert_eq!(error.to_string(), "the text is not UTF-8: see byte 6, on line 2");
    server.on(Method::Put, "/note", [MockResponse::json(400, r#"{"reason":"full"}"#)]);
    let error = client(&server)?.put_note(None).await.expect_err("an error");
    let problem = error.body::<models::Problem>().expect("a body")?;
    assert_eq!(problem.reason.as_deref(), Some("full"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn what_may_never_end_or_is_no_text_of_any_kind_is_a_stream() -> Result<()> {
    let server = server(Method::Get, "/events", MockResponse::new(200).body("data: 1\n\n")).await?;
    assert_eq!(client(&server)?.get_events(None).await?.into_body().collect_string().await?, "data: 1\n\n");
    server.on(Method::Get, "/letter", [MockResponse::new(200).body("a")]);
    assert_eq!(client(&server)?.get_letter(None).await?.into_body().collect_string().await?, "a");
    server.finish();
    Ok(())
}

/// What was sent as the body, and the same as a response.
async fn echo(number: usize, body: &str) -> Result<Server> {
    server(Method::Put, &format!("/scalar/{number}"), MockResponse::json(200, body)).await
}

fn assert_body(server: Server, body: &str) {
    assert_eq!(sent(&server), (body.to_owned(), Some("application/json".to_owned())));
    server.finish();
}

#[tokio::test]
async fn one_value_is_a_body() -> Result<()> {
    let server = echo(0, r#""a\"b""#).await?;
    assert_eq!(client(&server)?.put_scalar0(to_content(&"a\"b".to_owned())?, None).await?.into_model()?, "a\"b");
    assert_body(server, r#""a\"b""#);

    let server = echo(1, "-7").await?;
    let options = models::BodiesClientPutScalar1Options { value: Some(to_content(&-7)?), ..Default::default() };
    assert_eq!(client(&server)?.put_scalar1(Some(options)).await?.into_model()?, -7);
    assert_body(server, "-7");

    let server = echo(2, "5").await?;
    assert_eq!(client(&server)?.put_scalar2(to_content(&5.0)?, None).await?.into_model()?, 5.0);
    assert_body(server, "5");
    assert!(to_content::<f64, azure_core::http::JsonFormat>(&f64::NAN).is_err());

    let server = echo(3, "false").await?;
    let options = models::BodiesClientPutScalar3Options { value: Some(to_content(&false)?), ..Default::default() };
    assert!(!client(&server)?.put_scalar3(Some(options)).await?.into_model()?);
    assert_body(server, "false");

    let date = parse_rfc3339("2026-01-02T03:04:05Z")?;
    let server = echo(4, r#""2026-01-02T03:04:05Z""#).await?;
    assert_eq!(client(&server)?.put_scalar4(to_content(&date)?, None).await?.into_model()?, date);
    assert_body(server, r#""2026-01-02T03:04:05Z""#);

    let server = echo(5, r#""//79""#).await?;
    let options =
        models::BodiesClientPutScalar5Options { value: Some(to_content(&vec![255, 254, 253])?), ..Default::default() };
    assert_eq!(client(&server)?.put_scalar5(Some(options)).await?.into_model()?, [255, 254, 253]);
    assert_body(server, r#""//79""#);

    let server = echo(11, r#""c""#).await?;
    let options = models::BodiesClientPutScalar11Options { value: Some(to_content(&Letter::B)?), ..Default::default() };
    assert_eq!(client(&server)?.put_scalar11(Some(options)).await?.into_model()?, Letter::from("c"));
    assert_body(server, r#""b""#);
    Ok(())
}

#[tokio::test]
async fn lists_maps_and_objects_are_bodies() -> Result<()> {
    let list = vec!["a".to_owned(), String::new()];
    let server = echo(6, r#"["a",""]"#).await?;
    assert_eq!(client(&server)?.put_scalar6(to_content(&list)?, None).await?.into_model()?, list);
    assert_body(server, r#"["a",""]"#);

    let map = HashMap::from([("b".to_owned(), i64::MAX), ("a".to_owned(), 1)]);
    let server = echo(7, r#"{"a":1.0,"b":9223372036854775807}"#).await?;
    let options = models::BodiesClientPutScalar7Options { value: Some(to_content(&map)?), ..Default::default() };
    assert_eq!(client(&server)?.put_scalar7(Some(options)).await?.into_model()?, map);
    assert_body(server, r#"{"a":1,"b":9223372036854775807}"#);

    let rows = vec![vec!["2026-01-02".to_owned()], vec![]];
    let server = echo(8, r#"[["2026-01-02"],null]"#).await?;
    assert_eq!(client(&server)?.put_scalar8(to_content(&rows)?, None).await?.into_model()?, rows);
    assert_body(server, r#"[["2026-01-02"],[]]"#);

    let any = json!([1, { "a": null }]);
    let server = echo(9, "null").await?;
    let options = models::BodiesClientPutScalar9Options { value: Some(to_content(&any)?), ..Default::default() };
    assert!(client(&server)?.put_scalar9(Some(options)).await?.into_model()?.is_null());
    assert_body(server, r#"[1,{"a":null}]"#);

    let server = echo(10, r#"{"b":2}"#).await?;
    let object: RequestContent<_> = json!({ "a": 1 }).try_into()?;
    assert_eq!(client(&server)?.put_scalar10(object, None).await?.into_model()?, json!({ "b": 2 }));
    assert_body(server, r#"{"a":1}"#);

    let server = echo(12, r#"{"inline":"y"}"#).await?;
    let value = PutScalar12Value { inline: Some("x".to_owned()) };
    let response = client(&server)?.put_scalar12(value.try_into()?, None).await?.into_model()?;
    assert_eq!(response.inline.as_deref(), Some("y"));
    assert_body(server, r#"{"inline":"x"}"#);

    let server = echo(13, r#"[{"inline":true},{}]"#).await?;
    let items = vec![PutScalar13ValueItem { inline: Some(true) }, PutScalar13ValueItem::default()];
    let options = models::BodiesClientPutScalar13Options { value: Some(to_content(&items)?), ..Default::default() };
    let response = client(&server)?.put_scalar13(Some(options)).await?.into_model()?;
    assert_eq!(response.iter().map(|item| item.inline).collect::<Vec<_>>(), [Some(true), None]);
    assert_body(server, r#"[{"inline":true},{}]"#);
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_not_given_is_not_sent() -> Result<()> {
    let server = echo(1, "1").await?;
    assert_eq!(client(&server)?.put_scalar1(None).await?.into_model()?, 1);
    assert_eq!(sent(&server), (String::new(), None));
    server.on(Method::Post, "/none", [MockResponse::new(202)]);
    assert_eq!(u16::from(client(&server)?.post_nothing(None).await?.status()), 202);
    assert_eq!(sent(&server), (String::new(), None));
    server.on(Method::Head, "/none", [MockResponse::new(200), MockResponse::new(404)]);
    assert!(client(&server)?.ask(None).await?);
    assert!(!client(&server)?.ask(None).await?);
    assert!(client(&server)?.options(None).await.unwrap_err().to_string().contains("`transport`"));
    server.on(Method::Patch, "/none", [MockResponse::json(200, r#"{"a":1}"#)]);
    let value = Some(to_content(&json!({ "a": null }))?);
    let options = models::BodiesClientPatchOptions { value, ..Default::default() };
    assert_eq!(client(&server)?.patch(Some(options)).await?.into_model()?, json!({ "a": 1 }));
    assert_eq!(sent(&server), (r#"{"a":null}"#.to_owned(), Some("application/merge-patch+json".to_owned())));
    server.finish();
    Ok(())
}
