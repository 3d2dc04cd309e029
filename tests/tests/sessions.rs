//! The operation as it goes well: at once or after polling, on one page or several.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_bastion::models::{BastionClientGetActiveSessionsOptions, BastionConnectProtocol};
use armrest_runtime::mock::{MockResponse, Server};
use armrest_tests::{OPERATION, accepted, client, page, session, waited, waits_between};
use azure_core::{
    Result, Value,
    http::{
        Method,
        poller::{PollerOptions, PollerStatus, StatusMonitor as _},
    },
    time::{Duration, OffsetDateTime, to_rfc7231},
};
use futures::TryStreamExt as _;

/// The ids of all sessions that come out.
async fn ids(server: &Server) -> Result<Vec<String>> {
    let mut sessions = client(server)?.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.await?;
    let mut ids = Vec::new();
    while let Some(session) = sessions.try_next().await? {
        ids.extend(session.session_id);
    }
    Ok(ids)
}

#[tokio::test]
async fn a_page_at_once() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [page(&["a", "b"], None)]);
    assert_eq!(ids(&server).await?, ["a", "b"]);
    server.assert_sent(None, &[("accept", "application/json"), ("content-length", "0")]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn polled_twice() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/result", "17")]);
    server.on(Method::Get, "/result?api-version=2024-05-01", [accepted("{endpoint}/result", "17"), page(&["a"], None)]);
    assert_eq!(ids(&server).await?, ["a"]);
    assert_eq!(waited(Duration::seconds(17)), 2);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_location_that_changes_and_is_relative() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/first?x=1", "0")]);
    server.on(Method::Get, "/first?x=1&api-version=2024-05-01", [accepted("/second", "0")]);
    server.on(
        Method::Get,
        "/second?api-version=2024-05-01",
        [MockResponse::new(202).header("retry-after", "0"), page(&["a"], None)],
    );
    assert_eq!(ids(&server).await?, ["a"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_retry_after_that_is_a_date() -> Result<()> {
    let server = Server::start().await?;
    let date = to_rfc7231(&(OffsetDateTime::now_utc() + Duration::seconds(400)));
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/result", &date)]);
    server.on(Method::Get, "/result?api-version=2024-05-01", [page(&["a"], None)]);
    assert_eq!(ids(&server).await?, ["a"]);
    assert_eq!(waits_between(Duration::seconds(380), Duration::seconds(401)), 1);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_absurd_retry_after_is_bounded() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/result", "99999999")]);
    server.on(Method::Get, "/result?api-version=2024-05-01", [accepted("{endpoint}/result", "-5"), page(&["a"], None)]);
    assert_eq!(ids(&server).await?, ["a"]);
    assert_eq!(waited(Duration::minutes(10)), 1);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn without_retry_after_the_callers_frequency_holds() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [MockResponse::new(202).header("location", "{endpoint}/result")]);
    server.on(Method::Get, "/result?api-version=2024-05-01", [page(&["a"], None)]);
    let options = BastionClientGetActiveSessionsOptions {
        method_options: PollerOptions { frequency: Duration::seconds(23), ..PollerOptions::default() },
    };
    let client = client(&server)?;
    let sessions = client.begin_get_active_sessions("rg1", "bastionhosttenant", Some(options))?.into_items();
    assert_eq!(sessions.try_collect::<Vec<_>>().await?.len(), 1);
    assert_eq!(waited(Duration::seconds(23)), 1);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn three_pages_after_polling() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/result", "0")]);
    server.on(Method::Get, "/result?api-version=2024-05-01", [page(&["a"], Some("{endpoint}/page?token=b%2F2"))]);
    server.on(Method::Get, "/page?token=b%2F2&api-version=2024-05-01", [page(&[], Some("/page/3"))]);
    server.on(Method::Get, "/page/3?api-version=2024-05-01", [page(&["c"], Some(""))]);
    assert_eq!(ids(&server).await?, ["a", "c"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn pages_one_by_one() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [page(&["a"], Some("{endpoint}/2"))]);
    server.on(Method::Get, "/2?api-version=2024-05-01", [page(&["b", "c"], None)]);
    let client = client(&server)?;
    let pager = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.await?;
    let pages: Vec<_> = pager.into_pages().try_collect().await?;
    let mut sizes = Vec::new();
    for page in pages {
        sizes.push(page.into_model()?.value.map(|sessions| sessions.len()));
    }
    assert_eq!(sizes, [Some(1), Some(2)]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn each_status_and_then_the_sessions() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/result", "0")]);
    server.on(Method::Get, "/result?api-version=2024-05-01", [accepted("{endpoint}/result", "0"), page(&["a"], None)]);
    let client = client(&server)?;
    let mut poller = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?;
    let mut statuses = Vec::new();
    while let Some(status) = poller.try_next().await? {
        statuses.push(status.into_model()?.status());
    }
    assert_eq!(statuses, [PollerStatus::InProgress, PollerStatus::InProgress, PollerStatus::Succeeded]);
    let sessions: Vec<_> = poller.await?.try_collect().await?;
    assert_eq!(sessions.len(), 1);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn no_sessions() -> Result<()> {
    for body in ["{}", r#"{"value":[]}"#, r#"{"value":null,"nextLink":null}"#] {
        let server = Server::start().await?;
        server.on(Method::Post, OPERATION, [accepted("{endpoint}/result", "0")]);
        server.on(Method::Get, "/result?api-version=2024-05-01", [MockResponse::json(200, body)]);
        assert!(ids(&server).await?.is_empty(), "{body}");
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_session_as_it_came() -> Result<()> {
    let server = Server::start().await?;
    let mut odd = session("b");
    odd["protocol"] = "VNC".into();
    odd["sessionDurationInMins"] = Value::from(12.25);
    odd["startTime"] = serde_json::json!({ "seconds": 5 });
    let body = serde_json::json!({ "value": [session("a"), odd] });
    server.on(Method::Post, OPERATION, [MockResponse::json(200, body.to_string())]);
    let client = client(&server)?;
    let sessions = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.into_items();
    let sessions: Vec<_> = sessions.try_collect().await?;
    let [sample, odd] = sessions.as_slice() else { panic!("{} sessions", sessions.len()) };
    assert_eq!(sample.start_time, Some(Value::from("2019-1-1T12:00:00.0000Z")));
    assert_eq!(sample.protocol, Some(BastionConnectProtocol::Ssh));
    assert_eq!(sample.session_duration_in_mins, Some(0.0));
    assert_eq!(odd.protocol, Some(BastionConnectProtocol::UnknownValue("VNC".to_owned())));
    assert_eq!(odd.session_duration_in_mins, Some(12.25));
    assert_eq!(odd.start_time, Some(serde_json::json!({ "seconds": 5 })));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_session_shows_nothing_of_itself_and_sends_nothing() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [page(&["a"], None)]);
    let client = client(&server)?;
    let sessions = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.into_items();
    let sessions: Vec<_> = sessions.try_collect().await?;
    assert_eq!(format!("{sessions:?}"), "[BastionActiveSession { .. }]");
    assert_eq!(armrest_bastion::to_json(&sessions)?, "[{}]", "all of a session is read-only");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_poller_dropped_in_the_middle() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/result", "0"), page(&["a"], None)]);
    let client = client(&server)?;
    let mut poller = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?;
    assert!(poller.try_next().await?.is_some());
    drop(poller);
    // The client is as good as before, and the dropped operation is polled no more.
    let sessions = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.into_items();
    assert_eq!(sessions.try_collect::<Vec<_>>().await?.len(), 1);
    assert_eq!(server.received().len(), 2);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn two_operations_at_once_on_one_client() -> Result<()> {
    let server = Server::start().await?;
    let other = OPERATION.replace("bastionhosttenant", "other");
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/result/1", "0")]);
    server.on(Method::Post, &other, [accepted("{endpoint}/result/2", "0")]);
    server.on(
        Method::Get,
        "/result/1?api-version=2024-05-01",
        [accepted("{endpoint}/result/1", "0"), page(&["a"], None)],
    );
    server.on(Method::Get, "/result/2?api-version=2024-05-01", [page(&["b"], Some("{endpoint}/page"))]);
    server.on(Method::Get, "/page?api-version=2024-05-01", [page(&["c"], None)]);
    let client = client(&server)?;
    let one = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.into_items();
    let two = client.begin_get_active_sessions("rg1", "other", None)?.into_items();
    let (one, two) = futures::try_join!(one.try_collect::<Vec<_>>(), two.try_collect::<Vec<_>>())?;
    let ids = |sessions: Vec<armrest_bastion::models::BastionActiveSession>| {
        sessions.into_iter().filter_map(|session| session.session_id).collect::<Vec<_>>()
    };
    assert_eq!((ids(one), ids(two)), (vec!["a".to_owned()], vec!["b".to_owned(), "c".to_owned()]));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn names_are_encoded_as_one_segment() -> Result<()> {
    for (name, segment) in
        [("my bastion", "my%20bastion"), ("a/b", "a%2Fb"), ("50%", "50%25"), ("..x", "..x"), ("bürö", "b%C3%BCr%C3%B6")]
    {
        let server = Server::start().await?;
        let target = OPERATION.replace("bastionhosttenant", segment);
        server.on(Method::Post, &target, [page(&[], None)]);
        let client = client(&server)?;
        let sessions = client.begin_get_active_sessions("rg1", name, None)?.into_items();
        sessions.try_collect::<Vec<_>>().await?;
        assert_eq!(server.received()[0].target, target, "{name}");
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_name_that_would_address_another_resource_is_not_sent() -> Result<()> {
    let server = Server::start().await?;
    let client = client(&server)?;
    for name in ["", ".", ".."] {
        let error = client.begin_get_active_sessions("rg1", name, None).expect_err(name);
        assert!(error.to_string().contains("was not sent"), "{error}");
    }
    assert!(server.received().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_frequency_under_a_second_is_refused() -> Result<()> {
    let server = Server::start().await?;
    let options = BastionClientGetActiveSessionsOptions {
        method_options: PollerOptions { frequency: Duration::milliseconds(10), ..PollerOptions::default() },
    };
    let result = client(&server)?.begin_get_active_sessions("rg1", "bastionhosttenant", Some(options));
    assert!(result.expect_err("an error").to_string().contains("at least one second"));
    Ok(())
}
