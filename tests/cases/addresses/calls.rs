use addresses::{AddressesClient, AddressesClientOptions, from_headers, models};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};

fn client(server: &Server) -> Result<AddressesClient> {
    let options = AddressesClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..AddressesClientOptions::default()
    };
    AddressesClient::new(mock::credential(), Some(options))
}

/// What was asked last, as it came.
fn target(server: &Server) -> String {
    server.received().last().map(|last| last.target.clone()).unwrap_or_default()
}

#[tokio::test]
async fn whole_segments_are_joined_with_one_slash() -> Result<()> {
    let server = Server::start().await?;
    let table = [
        ("", "/providers/Contoso.Locks/locks/l"),
        ("/", "/providers/Contoso.Locks/locks/l"),
        ("subscriptions/1/", "/subscriptions/1/providers/Contoso.Locks/locks/l"),
        ("/subscriptions/1", "/subscriptions/1/providers/Contoso.Locks/locks/l"),
        ("a?x=1", "/a%3Fx=1/providers/Contoso.Locks/locks/l"),
        ("a#b", "/a%23b/providers/Contoso.Locks/locks/l"),
    ];
    for (owner, path) in table {
        let expected = format!("{path}?api-version=2026-01-01");
        server.on(Method::Delete, &expected, [MockResponse::new(204)]);
        client(&server)?.delete_lock(owner, "l", None).await?;
        assert_eq!(target(&server), expected, "{owner}");
    }
    let sent = server.received().len();
    for owner in ["..", "a/../b", "%2e%2E", "a/..%2fb", "..%5C", "a\\..\\b"] {
        let error = client(&server)?.delete_lock(owner, "l", None).await.unwrap_err();
        assert!(error.to_string().contains("was not sent"), "{owner}: {error}");
    }
    assert_eq!(server.received().len(), sent);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn no_value_changes_the_rest_of_the_url() -> Result<()> {
    let server = Server::start().await?;
    let values =
        ["a?b", "a#b", "a&api-version=1", "a/b", "a%2Fb", "a;b", "%", "%zz", "é", "a b", "=", "\\", "{rack}", "a\tb"];
    for value in values {
        for place in 0..4 {
            let given = |number| if place == number { value } else { "v" };
            let filter = (place == 3).then(|| value.to_owned());
            let options = models::AddressesClientGetPlaceOptions { filter, ..Default::default() };
            // The response does not matter: the server recorded the request.
            let _ = client(&server)?.get_place(given(0), given(1), given(2), Some(options)).await;
            let Some(asked) = server.received().last().map(|last| last.target.clone()) else {
                continue;
            };
            let (path, query) = asked.split_once('?').unwrap_or((&asked, ""));
            let segments: Vec<&str> = path.split('/').collect();
            let context = format!("{place} {value}: {asked}");
            assert_eq!(segments[..2], ["", "racks"], "{context}");
            assert_eq!(segments[3], "shelves", "{context}");
            assert!(segments[4].starts_with('s'), "{context}");
            assert_eq!(segments.last(), Some(&"end"), "{context}");
            let versions = query.split('&').filter(|pair| pair.starts_with("api-version"));
            assert_eq!(versions.collect::<Vec<_>>(), ["api-version=2026-01-01"], "{context}");
        }
    }
    assert!(server.received().len() > 40);
    Ok(())
}

#[tokio::test]
async fn only_a_segment_that_is_optional_may_be_empty() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/keys/k/?api-version=2026-01-01", [MockResponse::new(200)]);
    server.on(Method::Get, "/keys/k/1?api-version=2026-01-01", [MockResponse::new(200)]);
    client(&server)?.get_key("k", "", None).await?;
    assert_eq!(target(&server), "/keys/k/?api-version=2026-01-01");
    client(&server)?.get_key("k", "1", None).await?;
    assert!(client(&server)?.get_key("", "1", None).await.is_err());
    assert!(client(&server)?.update_key("k", "", None).await.is_err());
    assert_eq!(server.received().len(), 2);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn segments_may_be_left_out_by_their_name() -> Result<()> {
    let server = Server::start().await?;
    for (parent, path) in [("", "/zones/z/things"), ("/", "/zones/z/things"), ("a/b", "/zones/z/a/b/things")] {
        let expected = format!("{path}?api-version=2026-01-01");
        server.on(Method::Get, &expected, [MockResponse::new(200)]);
        client(&server)?.list_things("z", parent, None).await?;
        assert_eq!(target(&server), expected);
    }
    for zone in ["", "/", "//"] {
        let error = client(&server)?.list_things(zone, "a", None).await.unwrap_err().to_string();
        assert!(error.contains("`zone` is empty"), "{error}");
        assert!(client(&server)?.get_place("r", zone, "p", None).await.is_err());
        assert!(client(&server)?.get_place("r", "s", zone, None).await.is_err());
    }
    assert_eq!(server.received().len(), 3);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_items_of_a_list_are_distinguished() -> Result<()> {
    let server = Server::start().await?;
    let expected = "/sets/a,b%2Cc?pipes=a%7Cb%2Cc&spaces=d%20e%2Cf&raw=a%2Fb,c%20d&api-version=2026-01-01";
    server.on(Method::Get, expected, [MockResponse::new(200)]);
    let texts = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect());
    let options = models::AddressesClientGetSetOptions {
        pipes: texts(&["a", "b,c"]),
        spaces: texts(&["d", "e,f"]),
        raw: texts(&["a%2Fb", "c d"]),
        ..Default::default()
    };
    client(&server)?.get_set(&["a".to_owned(), "b,c".to_owned()], Some(options)).await?;
    assert_eq!(target(&server), expected);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_query_of_a_paths_key_gives_way_to_what_is_declared() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/exports?kind=short&api-version=2026-01-01", [MockResponse::new(200)]);
    server.on(Method::Post, "/exports?api-version=2026-01-01", [MockResponse::new(200)]);
    server.on(Method::Get, "/exports?api-version=2026-01-01&as=table", [MockResponse::new(200)]);
    client(&server)?.export_kind("short", None).await?;
    assert_eq!(target(&server), "/exports?kind=short&api-version=2026-01-01");
    client(&server)?.export_again(None).await?;
    assert_eq!(target(&server), "/exports?api-version=2026-01-01");
    client(&server)?.export_table(None).await?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn what_is_declared_is_sent_once_and_what_is_in_braces_is_filled_in() -> Result<()> {
    let server = Server::start().await?;
    let format = "/exports?format=short&api-version=2026-01-01";
    let part = "/exports?part=a%20b%2Fc&api-version=2026-01-01";
    server.on(Method::Get, format, [MockResponse::new(200)]);
    server.on(Method::Get, part, [MockResponse::new(200)]);
    client(&server)?.export_format("short", None).await?;
    assert_eq!(target(&server), format);
    client(&server)?.export_part("a b/c", None).await?;
    assert_eq!(target(&server), part);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_prefix_of_headers_may_be_without_hyphen_and_in_any_case() -> Result<()> {
    let server = Server::start().await?;
    let response =
        MockResponse::new(204).header("x-label-color", "red").header("X-LABEL2", "two").header("x-label", "?");
    server.on(Method::Get, "/labels?api-version=2026-01-01", [response]);
    let response = client(&server)?.get_labels(None).await?;
    let headers: models::GetLabelsHeaders = from_headers(response.headers())?;
    let labels = headers.labels.unwrap_or_default();
    assert_eq!(labels.get("-color").map(String::as_str), Some("red"));
    assert_eq!(labels.get("2").map(String::as_str), Some("two"));
    assert_eq!(labels.len(), 2);
    server.finish();
    Ok(())
}
