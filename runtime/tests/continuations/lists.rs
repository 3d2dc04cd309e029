//! Lists: where their items and pages go on.

use super::{Page, begin_list, connect, content, list, of_content, page, passed_on};
use armrest_runtime::{
    ConnectionOptions, ErrorExt as _, Pager, Pages,
    codegen::{Connection, NextLink},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Result, Value,
    http::{
        AsyncRawResponse, ClientOptions, HttpClient, Method, Request, StatusCode, Transport,
        headers::Headers,
        pager::{PagerContinuation, PagerOptions},
    },
};
use futures::TryStreamExt as _;
use std::{
    iter,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

#[tokio::test]
async fn a_list_is_taken_up_at_the_page_of_the_last_item() -> Result<()> {
    for read in 2..=4 {
        let server = Server::start().await?;
        server.on(Method::Get, "/1", [page(1, Some(2))]);
        for number in 2..=4 {
            let response = page(number, (number < 4).then_some(number + 1));
            let times = if number == read { 2 } else { 1 };
            server.on(Method::Get, &format!("/{number}?sig=s%2F{number}"), iter::repeat_n(response, times));
        }
        let mut items = list(&server)?;
        for number in 1..=read {
            assert_eq!(items.try_next().await?, Some(Value::from(number)));
            assert_eq!(items.continuation().is_some(), number > 1);
        }
        let continuation = passed_on(items.continuation())?;
        drop(items);
        let items = list(&server)?.resume(&continuation)?;
        assert_eq!(items.try_collect::<Vec<Value>>().await?, (read..=4).map(Value::from).collect::<Vec<_>>());
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn pages_are_taken_up_at_the_next_one() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/1", [page(1, Some(2))]);
    server.on(Method::Get, "/2?sig=s%2F2", [page(2, Some(3))]);
    server.on(Method::Get, "/3?sig=s%2F3", [page(3, None)]);
    let mut pages = list(&server)?.into_pages();
    assert!(pages.continuation().is_none());
    pages.try_next().await?.expect("a page");
    let continuation = passed_on(pages.continuation())?;
    let mut items = list(&server)?.resume(&continuation)?;
    assert_eq!(items.try_next().await?, Some(Value::from(2)));
    assert_eq!(items.try_next().await?, Some(Value::from(3)));
    assert!(items.continuation().is_some());
    assert_eq!(items.try_next().await?, None);
    assert!(items.continuation().is_none());
    server.finish();
    Ok(())
}

#[tokio::test]
async fn azure_cores_own_continuation_begins_a_list_too() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/2", [page(2, None)]);
    let link = format!("{}/2", server.endpoint()).parse().expect("a URL");
    let options = PagerOptions { continuation: Some(PagerContinuation::Link(link)), ..Default::default() };
    let connection = connect(server.connection())?;
    let items: Pager<Page> = connection.call("Test.list", Method::Get, "/1").pager(Some("nextLink"), options)?;
    assert_eq!(items.try_collect::<Vec<Value>>().await?, [2]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn pages_that_are_told_apart_by_a_header_or_a_query_are_taken_up() -> Result<()> {
    for in_header in [true, false] {
        let server = Server::start().await?;
        let pager = || -> Result<Pager<Page>> {
            let connection = connect(server.connection())?;
            let call = connection.call("Test.list", Method::Get, "/1");
            let call = if in_header { call.next_page_by_header("x-next") } else { call.next_page_by_query("next") };
            call.pager(Some("nextLink"), Default::default())
        };
        let first = MockResponse::json(200, r#"{"value":[1],"nextLink":"a b"}"#);
        if in_header {
            server.on(Method::Get, "/1", [first, page(2, None), page(2, None)]);
        } else {
            server.on(Method::Get, "/1", [first]);
            server.on(Method::Get, "/1?next=a%20b", [page(2, None), page(2, None)]);
        }
        let mut items = pager()?;
        for number in 1..=2 {
            assert_eq!(items.try_next().await?, Some(Value::from(number)));
        }
        let items = pager()?.resume(&passed_on(items.continuation())?)?;
        assert_eq!(items.try_collect::<Vec<Value>>().await?, [2]);
        let sent = server.received().pop().expect("a request");
        assert_eq!(sent.headers.get("x-next").map(String::as_str), in_header.then_some("a b"));
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_is_not_received_is_asked_for_again_from_the_error() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/1", [page(1, Some(2))]);
    server.on(Method::Get, "/2?sig=s%2F2", [MockResponse::dropped(), page(2, None)]);
    let error = list(&server)?.try_collect::<Vec<Value>>().await.expect_err("the connection is closed");
    let continuation = passed_on(error.continuation().cloned())?;
    let items = list(&server)?.resume(&continuation)?;
    assert_eq!(items.try_collect::<Vec<Value>>().await?, [2]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_bound_of_pages_holds_over_all_processes() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/1", [page(1, Some(2))]);
    for number in 2..=4 {
        let link = format!("/{number}?sig=s%2F{number}");
        server.on(Method::Get, &link, iter::repeat_n(page(number, Some(number + 1)), 2));
    }
    let pager = || -> Result<Pager<Page>> {
        let connection = connect(ConnectionOptions { max_pages: Some(4), ..server.connection() })?;
        connection.call("Test.list", Method::Get, "/1").pager(Some("nextLink"), Default::default())
    };
    let mut pages = pager()?.into_pages();
    for _ in 0..3 {
        pages.try_next().await?.expect("a page");
        let continuation = passed_on(pages.continuation())?;
        pages = pager()?.resume(&continuation)?.into_pages();
    }
    pages.try_next().await?.expect("the fourth page");
    let error = pages.try_next().await.expect_err("the fifth page").to_string();
    assert!(error.contains("`ConnectionOptions::max_pages`"), "{error}");
    Ok(())
}

/// The first item of each page.
async fn first_items(pages: Pages<Page>) -> Result<Vec<Option<Value>>> {
    pages
        .map_ok(|page| page.into_model().map(|page| page.value?.into_iter().next()))
        .try_collect::<Vec<_>>()
        .await?
        .into_iter()
        .collect()
}

/// An operation whose result is the first of three pages: each is got as often as it is wanted.
async fn three_pages() -> Result<Server> {
    let server = Server::start().await?;
    server.on(Method::Post, "/list", [page(1, Some(2))]);
    server.on(Method::Get, "/1", iter::repeat_n(page(1, Some(2)), 5));
    server.on(Method::Get, "/2?sig=s%2F2", iter::repeat_n(page(2, Some(3)), 5));
    server.on(Method::Get, "/3?sig=s%2F3", iter::repeat_n(page(3, None), 5));
    Ok(server)
}

#[tokio::test]
async fn pages_begin_with_that_of_the_last_item_and_end_with_the_items() -> Result<()> {
    for of_operation in [false, true] {
        for read in 0..=4 {
            let server = three_pages().await?;
            let mut items = if of_operation { begin_list(&server)?.await? } else { list(&server)? };
            for number in 1..=read {
                let expected = (number < 4).then(|| Value::from(number));
                assert_eq!(items.try_next().await?, expected);
            }
            let continuation = items.continuation();
            let sent = server.received().len();
            let pages = items.into_pages();
            assert_eq!(pages.continuation(), continuation, "after {read}");
            let expected: Vec<_> = (read.max(1)..=3).map(|number| Some(Value::from(number))).collect();
            assert_eq!(first_items(pages).await?, expected, "after {read}");
            if read == 4 {
                assert_eq!(server.received().len(), sent);
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_failed_is_not_lost_when_the_items_end_with_it() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/1", [page(1, Some(2))]);
    server.on(Method::Get, "/2?sig=s%2F2", [MockResponse::dropped(), MockResponse::dropped(), page(2, None)]);
    let mut items = list(&server)?;
    assert_eq!(items.try_next().await?, Some(Value::from(1)));
    let error = items.try_next().await.expect_err("the connection is closed");
    for _ in 0..2 {
        assert_eq!(items.continuation().as_ref(), error.continuation());
        assert_eq!(items.try_next().await?, None);
    }
    let mut pages = items.into_pages();
    let error = pages.try_next().await.expect_err("the connection is closed");
    assert!(pages.try_next().await?.is_none());
    assert_eq!(pages.continuation().as_ref(), error.continuation());
    let again = list(&server)?.resume(&pages.continuation().expect("a page"))?;
    assert_eq!(again.try_collect::<Vec<Value>>().await?, [2]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_items_of_a_page_come_before_the_error_of_its_link() -> Result<()> {
    for link in ["/2?sig=s%2F2", "http://[canary", "https://evil.example/?sig=canary"] {
        for in_pages in [false, true] {
            let server = Server::start().await?;
            server.on(Method::Get, "/1", [page(1, Some(2))]);
            let last = || MockResponse::json(200, format!(r#"{{"value":[2],"nextLink":"{link}"}}"#));
            server.on(Method::Get, "/2?sig=s%2F2", [last(), last()]);
            let mut items = list(&server)?;
            assert_eq!(items.try_next().await?, Some(Value::from(1)));
            assert_eq!(items.try_next().await?, Some(Value::from(2)), "{link}");
            let error = if in_pages {
                let mut pages = items.into_pages();
                pages.try_next().await?.expect("the last page, once more");
                let error = pages.try_next().await.expect_err("the link");
                assert!(pages.try_next().await?.is_none());
                error
            } else {
                let continuation = items.continuation();
                let error = items.try_next().await.expect_err("the link");
                assert_eq!(items.try_next().await?, None);
                // A link that is not trusted is where the list goes on for a client that trusts it.
                let is_known =
                    items.continuation() == continuation || items.continuation().as_ref() == error.continuation();
                assert!(is_known && items.continuation().is_some(), "{link}");
                error
            };
            assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_is_read_again_counts_once() -> Result<()> {
    let server = three_pages().await?;
    let connection = connect(ConnectionOptions { max_pages: Some(3), ..server.connection() })?;
    let mut items: Pager<Page> =
        connection.call("Test.list", Method::Get, "/1").pager(Some("nextLink"), Default::default())?;
    assert_eq!(items.try_next().await?, Some(Value::from(1)));
    assert_eq!(items.try_next().await?, Some(Value::from(2)));
    assert_eq!(first_items(items.into_pages()).await?, [Some(Value::from(2)), Some(Value::from(3))]);
    Ok(())
}

/// Pages in a circle, without a network.
#[derive(Debug)]
struct Circle {
    length: u64,
    left: AtomicU64,
}

#[async_trait::async_trait]
impl HttpClient for Circle {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let left = self.left.fetch_sub(1, Ordering::SeqCst);
        assert!(left > 0, "the circle is not seen");
        let number: u64 = request.url().path().trim_start_matches('/').parse().expect("a number");
        let page = format!(r#"{{"value":[],"nextLink":"/{}"}}"#, number % self.length + 1);
        Ok(AsyncRawResponse::from_bytes(StatusCode::Ok, Headers::new(), page))
    }
}

#[tokio::test]
async fn a_long_circle_is_seen_after_a_list_was_taken_up_late_too() -> Result<()> {
    const LENGTH: u64 = 1500;
    let circle = Arc::new(Circle { length: LENGTH, left: AtomicU64::new(3 * LENGTH) });
    let client_options = ClientOptions { transport: Some(Transport::new(circle)), ..mock::client_options() };
    let connection =
        Connection::arm(("armrest-runtime", "0.1.0"), mock::credential(), client_options, Default::default())?;
    let list = || -> Result<Pager<Page>> {
        connection.call("Test.list", Method::Get, "/1").pager(Some("nextLink"), Default::default())
    };
    let mut pages = list()?.into_pages();
    pages.try_next().await?.expect("a page");
    let continuation = content(&passed_on(pages.continuation())?)?;
    let late = continuation.replace(r#""before":1"#, r#""before":600000"#);
    assert_ne!(late, continuation);
    let pages = list()?.resume(&of_content(&late)?)?.into_pages();
    let error = pages.try_collect::<Vec<_>>().await.expect_err("a circle").to_string();
    assert!(error.contains("was already read"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_page_of_another_operation_is_taken_up() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/1", [MockResponse::json(200, r#"{"value":[1],"nextLink":"a/b"}"#)]);
    server.on(Method::Get, "/next/a%2Fb", [page(2, None), page(2, None)]);
    let pager = || -> Result<Pager<Page>> {
        let connection = connect(server.connection())?;
        let call = connection.call("Test.list", Method::Get, "/1");
        let call = call.next_page_by(Method::Get, "/next/{link}", NextLink::Path("link"), &[]);
        call.pager(Some("nextLink"), Default::default())
    };
    let mut items = pager()?;
    for number in 1..=2 {
        assert_eq!(items.try_next().await?, Some(Value::from(number)));
    }
    let items = pager()?.resume(&passed_on(items.continuation())?)?;
    assert_eq!(items.try_collect::<Vec<Value>>().await?, [2]);
    server.finish();
    Ok(())
}
