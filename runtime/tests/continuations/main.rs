//! Operations and lists are taken up again by another process: here by another client, from the text of a continuation.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod lists;

use armrest_runtime::{
    ConnectionOptions, Continuation, ErrorExt as _, OperationStatus, PageablePoller, Pager, Poller,
    codegen::{Connection, FinalState},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Result, Value,
    base64::{decode_url_safe, encode_url_safe},
    error::ErrorKind,
    http::{Method, RequestContent, StatusCode, poller::PollerOptions},
};
use futures::{StreamExt as _, TryStreamExt as _};
use std::iter;

#[derive(Default)]
struct Widget {
    name: Option<String>,
}

armrest_runtime::codegen::model! { Widget fields { "name" => name } }
armrest_runtime::codegen::response_content! { Widget }

#[derive(Default)]
struct Page {
    value: Option<Vec<Value>>,
}

armrest_runtime::codegen::model! { Page fields { "value" => value } }
armrest_runtime::codegen::page! { Page of Value { value } }
armrest_runtime::codegen::response_content! { Page }

fn connect(options: ConnectionOptions) -> Result<Connection> {
    mock::skip_waits();
    Connection::arm(("armrest-runtime", "0.1.0"), mock::credential(), mock::client_options(), options)
}

fn begin(server: &Server, method: Method, state: FinalState) -> Result<Poller<OperationStatus<Widget>>> {
    let connection = connect(server.connection())?;
    let call = connection.call("Test.begin", method, "/widgets/{name}").path("name", "w").query("api-version", "1");
    call.body("application/json", RequestContent::<()>::from(b"{}".to_vec())).poller(state, PollerOptions::default())
}

fn begin_list(server: &Server) -> Result<PageablePoller<Page>> {
    let call = connect(server.connection())?;
    let call = call.call("Test.begin_list", Method::Post, "/list");
    call.pageable_poller(FinalState::Location, Some("nextLink"), PollerOptions::default())
}

fn list(server: &Server) -> Result<Pager<Page>> {
    connect(server.connection())?.call("Test.list", Method::Get, "/1").pager(Some("nextLink"), Default::default())
}

/// What another process reads of a continuation.
fn passed_on(continuation: Option<Continuation>) -> Result<Continuation> {
    continuation.expect("a continuation").secret().parse()
}

fn page(item: u64, next: Option<u64>) -> MockResponse {
    let next = next.map(|next| format!(r#","nextLink":"/{next}?sig=s%2F{next}""#)).unwrap_or_default();
    MockResponse::json(200, format!(r#"{{"value":[{item}]{next}}}"#))
}

fn widget() -> MockResponse {
    MockResponse::json(200, r#"{"name":"w","properties":{"provisioningState":"Succeeded"}}"#)
}

/// How an operation starts, how it is polled, and what the result is read from in the end.
struct Kind {
    method: Method,
    state: FinalState,
    first: MockResponse,
    polled: &'static str,
    going: MockResponse,
    done: MockResponse,
    result: Option<&'static str>,
}

const OWN: &str = "/widgets/w?api-version=1";

/// Operations of all kinds, by where they are polled and where their result is.
fn kinds() -> Vec<Kind> {
    let creating = || MockResponse::json(201, r#"{"properties":{"provisioningState":"Creating"}}"#);
    let running = || MockResponse::json(200, r#"{"status":"Running"}"#);
    let succeeded = || MockResponse::json(200, r#"{"status":"Succeeded"}"#);
    let accepted = || MockResponse::new(202).header("location", "/polls?api-version=1&sig=a%2Fb");
    let (status, location) = ("/status?api-version=1", "/polls?api-version=1&sig=a%2Fb");
    let status_and_location = || accepted().header("azure-asyncoperation", status);
    vec![
        Kind {
            method: Method::Put,
            state: FinalState::Unspecified,
            first: creating(),
            polled: OWN,
            going: creating(),
            done: widget(),
            result: None,
        },
        Kind {
            method: Method::Put,
            state: FinalState::AzureAsyncOperation,
            first: creating().header("azure-asyncoperation", status),
            polled: status,
            going: running(),
            done: succeeded(),
            result: Some(OWN),
        },
        Kind {
            method: Method::Post,
            state: FinalState::Location,
            first: accepted(),
            polled: location,
            going: MockResponse::new(202),
            done: widget(),
            result: None,
        },
        Kind {
            method: Method::Post,
            state: FinalState::Location,
            first: status_and_location(),
            polled: status,
            going: running(),
            done: succeeded(),
            result: Some(location),
        },
        Kind {
            method: Method::Post,
            state: FinalState::OriginalUri,
            first: status_and_location(),
            polled: status,
            going: running(),
            done: succeeded(),
            result: Some(OWN),
        },
        Kind {
            method: Method::Patch,
            state: FinalState::OperationLocation,
            first: MockResponse::new(202).header("operation-location", status),
            polled: status,
            going: running(),
            done: MockResponse::json(200, r#"{"status":"Succeeded","resourceLocation":"/made?api-version=1"}"#),
            result: Some("/made?api-version=1"),
        },
    ]
}

#[tokio::test]
async fn an_operation_of_any_kind_is_taken_up_after_each_of_its_statuses() -> Result<()> {
    for kind in kinds() {
        for read in 1..=3 {
            let server = Server::start().await?;
            server.on(kind.method, OWN, [kind.first.clone()]);
            // It is taken up by a poll that has been there before, if it had ended: nothing but statuses is read twice.
            let polls = [kind.going.clone(), kind.done.clone(), kind.done.clone()];
            server.on(Method::Get, kind.polled, polls.into_iter().take(if read == 3 { 3 } else { 2 }));
            if let Some(result) = kind.result {
                server.on(Method::Get, result, [widget()]);
            }
            let mut poller = begin(&server, kind.method, kind.state)?;
            assert!(poller.continuation().is_none());
            for _ in 0..read {
                poller.try_next().await?.expect("a status");
            }
            let continuation = passed_on(poller.continuation())?;
            drop(poller);
            let poller = begin(&server, kind.method, kind.state)?.resume(&continuation)?;
            assert_eq!(poller.continuation(), Some(continuation));
            assert_eq!(poller.await?.into_model()?.name.as_deref(), Some("w"), "{} after {read}", kind.polled);
            server.finish();
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_goes_wrong_while_polling_has_the_continuation() -> Result<()> {
    for awaited in [false, true] {
        let server = Server::start().await?;
        server.on(Method::Post, OWN, [MockResponse::new(202).header("location", "/polls?api-version=1")]);
        server.on(Method::Get, "/polls?api-version=1", [MockResponse::dropped(), widget()]);
        let mut poller = begin(&server, Method::Post, FinalState::Location)?;
        let error = if awaited {
            poller.await.expect_err("the connection is closed")
        } else {
            poller.try_next().await?.expect("a status");
            let first = poller.next().await.expect("an error").expect_err("the connection is closed");
            let again = poller.await.expect_err("once more");
            assert_eq!(again.to_string(), first.to_string());
            assert_eq!(again.continuation(), first.continuation());
            first
        };
        assert_eq!(*error.kind(), ErrorKind::Io);
        let continuation = passed_on(error.continuation().cloned())?;
        let poller = begin(&server, Method::Post, FinalState::Location)?.resume(&continuation)?;
        assert_eq!(poller.await?.into_model()?.name.as_deref(), Some("w"));
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn what_has_failed_or_was_not_started_has_no_continuation() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OWN, [MockResponse::new(409), MockResponse::new(202).header("location", "/polls")]);
    server.on(
        Method::Get,
        "/polls?api-version=1",
        [MockResponse::json(200, r#"{"properties":{"provisioningState":"Failed"}}"#)],
    );
    let refused = begin(&server, Method::Post, FinalState::Location)?.await.expect_err("409");
    let failed = begin(&server, Method::Post, FinalState::Location)?.await.expect_err("it failed");
    assert_eq!(refused.http_status(), Some(StatusCode::Conflict));
    assert!(failed.to_string().contains("Failed"), "{failed}");
    assert!(refused.continuation().is_none() && failed.continuation().is_none());
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_operation_whose_result_has_pages_is_taken_up_at_any_point() -> Result<()> {
    // Before the result is there, in its first page, and in a later one.
    for read in 0..=2 {
        let server = Server::start().await?;
        server.on(Method::Post, "/list", [MockResponse::new(202).header("location", "/result")]);
        let first = iter::repeat_n(page(1, Some(2)), if read == 1 { 2 } else { 1 });
        server.on(Method::Get, "/result", [MockResponse::new(202)].into_iter().chain(first));
        server.on(Method::Get, "/2?sig=s%2F2", iter::repeat_n(page(2, None), if read == 2 { 2 } else { 1 }));
        let mut poller = begin_list(&server)?;
        poller.try_next().await?.expect("a status");
        let continuation = if read == 0 {
            passed_on(poller.continuation())?
        } else {
            let mut items = poller.await?;
            for number in 1..=read {
                assert_eq!(items.try_next().await?, Some(Value::from(number)));
            }
            passed_on(items.continuation())?
        };
        let poller = begin_list(&server)?.resume(&continuation)?;
        assert_eq!(poller.continuation(), Some(continuation));
        let items = poller.await?.try_collect::<Vec<Value>>().await?;
        assert_eq!(items, (read.max(1)..=2).map(Value::from).collect::<Vec<_>>(), "after {read}");
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_poller_that_was_used_is_not_taken_up() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OWN, [MockResponse::new(202).header("location", "/polls")]);
    let mut poller = begin(&server, Method::Post, FinalState::Location)?;
    poller.try_next().await?.expect("a status");
    let continuation = passed_on(poller.continuation())?;
    let refused = poller.resume(&continuation).expect_err("it was used").to_string();
    server.on(Method::Post, "/list", iter::repeat_n(page(1, Some(2)), 2));
    let mut pages = begin_list(&server)?.await?.into_pages();
    pages.try_next().await?.expect("a page");
    let of_page = passed_on(pages.continuation())?;
    let mut poller = begin_list(&server)?;
    poller.try_next().await?.expect("a status");
    let refused_list = poller.resume(&of_page).expect_err("it was used").to_string();
    for (error, name) in [(refused, "`Test.begin`"), (refused_list, "`Test.begin_list`")] {
        assert!(error.contains("the continuation is refused") && error.contains("already used"), "{error}");
        assert!(error.contains(name), "{error}");
    }
    server.finish();
    Ok(())
}

/// The JSON in a continuation's text.
fn content(continuation: &Continuation) -> Result<String> {
    let text = continuation.secret();
    let (_, content) = text.split_once('.').expect("a version");
    Ok(String::from_utf8(decode_url_safe(content)?).expect("UTF-8"))
}

fn of_content(content: &str) -> Result<Continuation> {
    format!("armrest1.{}", encode_url_safe(content)).parse()
}

/// Continuations of an operation, of its pages, and of a list.
async fn continuations(server: &Server) -> Result<[Continuation; 2]> {
    server.on(Method::Post, OWN, [MockResponse::new(202).header("location", "/polls?sig=a%2Fb")]);
    let mut poller = begin(server, Method::Post, FinalState::Location)?;
    poller.try_next().await?;
    server.on(Method::Get, "/1", [page(1, Some(2))]);
    let mut pages = list(server)?.into_pages();
    pages.try_next().await?;
    Ok([passed_on(poller.continuation())?, passed_on(pages.continuation())?])
}

#[tokio::test]
async fn a_continuation_holds_links_and_no_credential_or_body() -> Result<()> {
    let server = Server::start().await?;
    let [operation, of_list] = continuations(&server).await?;
    let endpoint = server.endpoint();
    let (operation, of_list) = (content(&operation)?, content(&of_list)?);
    assert!(operation.contains(&format!("{endpoint}/polls?sig=a%2Fb")), "{operation}");
    assert!(of_list.contains(&format!("{endpoint}/2?sig=s%2F2")), "{of_list}");
    for content in [operation, of_list] {
        assert!(!content.contains(mock::TOKEN) && !content.contains("{}") && content.len() < 300, "{content}");
    }
    Ok(())
}

#[tokio::test]
async fn a_continuation_that_was_changed_leads_to_no_other_host() -> Result<()> {
    let server = Server::start().await?;
    let continuations = continuations(&server).await?;
    let sent = server.received().len();
    let own = server.endpoint();
    let host = own.strip_prefix("http://").expect("http");
    for link in [
        "https://evil.example",
        &format!("ftp://{host}"),
        &format!("http://user@{host}"),
        &format!("http://user:password@{host}"),
        "http://127.0.0.1:1",
        "http://127.0.0.1.evil.example",
        "http://[::1]:1",
        "file:///etc/passwd",
    ] {
        for (continuation, is_list) in continuations.iter().zip([false, true]) {
            let changed = of_content(&content(continuation)?.replace(&own, link))?;
            let error = match is_list {
                true => list(&server)?.resume(&changed).expect_err("another host"),
                false => {
                    begin(&server, Method::Post, FinalState::Location)?.resume(&changed).expect_err("another host")
                }
            };
            let text = error.to_string();
            assert_eq!(*error.kind(), ErrorKind::Credential, "{link}: {text}");
            assert!(
                text.contains("the continuation is refused") && text.contains("nothing was sent"),
                "{link}: {text}"
            );
            assert!(!text.contains("sig=") && !text.contains("password@"), "{link}: {text}");
        }
    }
    assert_eq!(server.received().len(), sent);
    Ok(())
}

#[tokio::test]
async fn the_link_to_the_result_may_not_lead_to_another_host_either() -> Result<()> {
    let server = Server::start().await?;
    let first = MockResponse::new(202).header("location", "/result").header("azure-asyncoperation", "/status");
    server.on(Method::Post, OWN, [first]);
    let mut poller = begin(&server, Method::Post, FinalState::Location)?;
    poller.try_next().await?;
    let continuation = passed_on(poller.continuation())?;
    let foreign = content(&continuation)?.replace(&format!("{}/result", server.endpoint()), "https://evil.example/x");
    server.on(Method::Get, "/status?api-version=1", [MockResponse::json(200, r#"{"status":"Succeeded"}"#)]);
    let poller = begin(&server, Method::Post, FinalState::Location)?.resume(&of_content(&foreign)?)?;
    let error = poller.await.expect_err("another host").to_string();
    assert!(error.contains("`evil.example`") && error.contains("nothing was sent"), "{error}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_continuation_is_for_the_call_that_made_it() -> Result<()> {
    let server = Server::start().await?;
    let [operation, of_list] = continuations(&server).await?;
    let connection = connect(server.connection())?;
    let other = |name, path| -> Result<Poller<OperationStatus<Widget>>> {
        let call = connection.call(name, Method::Post, path);
        call.poller(FinalState::Location, PollerOptions::default())
    };
    let method = other("Test.other", "/widgets/w")?.resume(&operation).expect_err("another method").to_string();
    assert!(method.contains("made by \"Test.begin\"") && method.contains("given to `Test.other`"), "{method}");
    let path = other("Test.begin", "/widgets/x")?.resume(&operation).expect_err("another path").to_string();
    assert!(path.contains("other arguments") && path.contains("/widgets/x"), "{path}");
    let elsewhere = Server::start().await?;
    let endpoint = begin(&elsewhere, Method::Post, FinalState::Location)?.resume(&operation).expect_err("elsewhere");
    assert!(endpoint.to_string().contains(&elsewhere.endpoint()), "{endpoint}");
    let page = content(&of_list)?.replace("Test.list", "Test.begin");
    let called = |continuation: &str| continuation.split('"').nth(7).expect("a digest").to_owned();
    let page = page.replace(&called(&content(&of_list)?), &called(&content(&operation)?));
    let error = begin(&server, Method::Post, FinalState::Location)?.resume(&of_content(&page)?).expect_err("a page");
    assert!(error.to_string().contains("it is a page's"), "{error}");
    let of_operation = content(&operation)?.replace("Test.begin", "Test.list");
    let of_operation = of_operation.replace(&called(&content(&operation)?), &called(&content(&of_list)?));
    let error = list(&server)?.resume(&of_content(&of_operation)?).expect_err("an operation");
    assert!(error.to_string().contains("it is not of a page"), "{error}");
    Ok(())
}

#[tokio::test]
async fn what_is_no_continuation_is_an_error_that_says_why() -> Result<()> {
    let server = Server::start().await?;
    let [operation, _] = continuations(&server).await?;
    let text = operation.secret();
    assert_eq!(format!(" {text}\n").parse::<Continuation>()?, operation);
    let (_, encoded) = text.split_once('.').expect("a version");
    let not_a_url = content(&operation)?.replace("http://", "canary://[");
    let more = content(&operation)?.replacen('{', r#"{"canary":1,"#, 1);
    for (changed, expected) in [
        (String::new(), "`armrest1.`"),
        ("canary".to_owned(), "`armrest1.`"),
        (format!("armrest.{encoded}"), "`armrest1.`"),
        (format!("armrest1x.{encoded}"), "`armrest1.`"),
        (encoded.to_owned(), "`armrest1.`"),
        (format!("armrest2.{encoded}"), "version 2, and this armrest-runtime reads version 1"),
        (format!("armrest0.{encoded}"), "version 0"),
        (text[..text.len() / 2].to_owned(), "not whole"),
        (format!("{text}canary"), "not whole"),
        ("armrest1.".to_owned(), "not whole"),
        (format!("armrest1.{}", encode_url_safe("[]")), "not whole"),
        (format!("armrest1.{}", encode_url_safe(r#"{"canary":"canary"}"#)), "not whole"),
        (format!("armrest1.{}", encode_url_safe("[".repeat(100_000))), "not whole"),
        (format!("armrest1.{}", encode_url_safe(&not_a_url)), "not whole"),
        (format!("armrest1.{}", encode_url_safe(&more)), "not whole"),
        (format!("armrest1.{}", "a".repeat(1 << 20)), "longer than 262144 bytes"),
    ] {
        let error = changed.parse::<Continuation>().expect_err("no continuation");
        let shown = format!("{error} {error:?}");
        assert_eq!(*error.kind(), ErrorKind::DataConversion);
        assert!(shown.contains(expected) && !shown.contains("canary"), "{changed:.40}: {shown}");
        assert!(error.to_string().len() < 200, "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn nothing_that_can_be_taken_up_shows_its_links() -> Result<()> {
    let server = Server::start().await?;
    let [operation, of_list] = continuations(&server).await?;
    let poller = begin(&server, Method::Post, FinalState::Location)?.resume(&operation)?;
    let items = list(&server)?.resume(&of_list)?;
    let pages = list(&server)?.resume(&of_list)?.into_pages();
    let shown = format!("{operation:?} {of_list:#?} {poller:?} {items:?} {items:#?} {pages:?} {pages:#?}");
    assert_eq!(
        shown,
        format!(
            "Continuation {{ .. }} {of_list:#?} Poller {{ .. }} Pager {{ .. }} {items:#?} Pages {{ .. }} {pages:#?}"
        )
    );
    assert!(!shown.contains("sig") && !shown.contains("http"), "{shown}");
    Ok(())
}
