use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Result, Value,
    http::{Method, Response},
    time::parse_rfc3339,
};
use std::collections::HashMap;
use tides::{
    TidesClient, TidesClientOptions,
    models::{Gauge, Wave},
    to_content,
    value::CollectionJson,
    with_nulls,
};

fn client(server: &Server) -> Result<TidesClient> {
    mock::skip_waits();
    let options = TidesClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..TidesClientOptions::default()
    };
    TidesClient::new(mock::credential(), Some(options))
}

async fn server(path: &str, body: &str) -> Result<Server> {
    let server = Server::start().await?;
    server.on(Method::Get, path, [MockResponse::json(200, body)]);
    Ok(server)
}

#[tokio::test]
async fn null_keeps_its_position_in_a_model() -> Result<()> {
    let body = r#"{
        "levels": [1.5, null, 2],
        "series": { "2025": [null, 7], "2026": null },
        "notes": { "a": null, "b": "c" },
        "waves": [null, { "height": 2, "crest": null }, { "crest": { "foam": [1] } }],
        "cells": [null, [null, "x", 1]],
        "extra": null,
        "name": null,
        "dry": null,
        "wet": true
    }"#;
    let server = server("/gauges/g", body).await?;
    let gauge = client(&server)?.get_gauge("g", None).await?.into_model()?;
    assert_eq!(gauge.levels, Some(vec![Some(1.5), None, Some(2.0)]));
    let series = gauge.series.as_ref().expect("series");
    assert_eq!((&series["2025"], &series["2026"]), (&vec![None, Some(7)], &vec![]));
    assert_eq!(gauge.notes.as_ref().expect("notes")["a"], None);
    let waves = gauge.waves.as_ref().expect("waves");
    assert_eq!(waves.iter().map(|wave| wave.height).collect::<Vec<_>>(), [None, Some(2.0), None]);
    assert_eq!(waves[2].crest.as_ref().and_then(|crest| crest.foam.clone()), Some(vec![1]));
    assert_eq!(gauge.cells, Some(vec![vec![], vec![Value::Null, "x".into(), 1.into()]]));
    assert_eq!((&gauge.extra, &gauge.name), (&Some(Value::Null), &None));
    let rest = gauge.additional_properties.as_ref().expect("others");
    assert_eq!((rest["dry"], rest["wet"]), (None, Some(true)));

    server.on(Method::Put, "/gauges/g", [MockResponse::new(204)]);
    client(&server)?.put_gauge("g", gauge.try_into()?, None).await?;
    let sent = r#"{
        "levels": [1.5, null, 2],
        "series": { "2025": [null, 7], "2026": [] },
        "notes": { "a": null, "b": "c" },
        "waves": [{}, { "height": 2 }, { "crest": { "foam": [1] } }],
        "cells": [[], [null, "x", 1]],
        "extra": null,
        "dry": null,
        "wet": true
    }"#;
    let asked = server.received();
    let body: Value = serde_json::from_slice(&asked.last().expect("a request").body).expect("JSON");
    assert_eq!(body, serde_json::from_str::<Value>(sent).expect("JSON"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn null_is_sent_where_it_is_put() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Put, "/gauges/g", [MockResponse::new(204)]);
    let gauge = Gauge { levels: Some(vec![Some(1.0), None]), waves: Some(vec![Wave::default()]), ..Gauge::default() };
    client(&server)?.put_gauge("g", with_nulls(&gauge, &["/name", "/waves/0/crest"])?, None).await?;
    server.assert_sent(Some(r#"{"levels":[1,null],"waves":[{"crest":null}],"name":null}"#), &[]);
    server.on(Method::Put, "/levels", [MockResponse::json(200, "[null,1]")]);
    let response: Response<Vec<Option<i32>>, CollectionJson> =
        client(&server)?.put_levels(to_content(&vec![Some(1), None])?, None).await?;
    let levels = response.into_model()?;
    assert_eq!(server.received().last().map(|last| last.body.clone()).as_deref(), Some(b"[1,null]".as_slice()));
    assert_eq!(levels, [None, Some(1)]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_null_that_is_not_allowed_is_an_error_with_its_location() -> Result<()> {
    for (body, place) in [
        (r#"{"strict":[1,null]}"#, "`strict[1]`: invalid type: null, expected a number"),
        (r#"{"codes":{"a":null}}"#, "`codes.a`: invalid type: null, expected a string"),
        (r#"{"waves":[{"crest":{"foam":[null]}}]}"#, "`waves[0].crest.foam[0]`: invalid type: null"),
    ] {
        let server = server("/gauges/g", body).await?;
        let error = client(&server)?.get_gauge("g", None).await?.into_model().unwrap_err().to_string();
        assert!(error.starts_with(place), "{body}: {error}");
        server.finish();
    }
    let server = server("/levels", "[1,null]").await?;
    let error = client(&server)?.list_levels(None).await?.into_model().unwrap_err().to_string();
    assert!(error.starts_with("`[1]`: invalid type: null, expected an integer"), "{error}");
    server.on(Method::Get, "/names", [MockResponse::json(200, r#"{"a":"b","c":null}"#)]);
    let error = client(&server)?.map_names(None).await?.into_model().unwrap_err().to_string();
    assert!(error.starts_with("`c`: invalid type: null, expected a string"), "{error}");
    server.on(Method::Get, "/tables", [MockResponse::json(200, r#"{"a":[["b"],[null,7]]}"#)]);
    let error = client(&server)?.list_tables(None).await?.into_model().unwrap_err().to_string();
    assert!(error.starts_with("`a[1][1]`: invalid type: integer `7`, expected a string"), "{error}");
    server.on(Method::Get, "/waves", [MockResponse::json(200, r#"[{},{"crest":{"foam":["x"]}}]"#)]);
    let error = client(&server)?.list_waves(None).await?.into_model().unwrap_err().to_string();
    assert!(error.starts_with("`[1].crest.foam[0]`: invalid type: string"), "{error}");
    let started = MockResponse::new(202).header("location", "{endpoint}/scan").header("retry-after", "0");
    server.on(Method::Post, "/scans", [started]);
    server.on(Method::Get, "/scan", [MockResponse::json(200, r#"["a",null]"#)]);
    let error = client(&server)?.begin_scan(None)?.await?.into_model().unwrap_err().to_string();
    assert!(error.starts_with("`[1]`: invalid type: null, expected a string"), "{error}");
    server.on(Method::Get, "/sum", [MockResponse::json(200, "null")]);
    let error = client(&server)?.get_sum(None).await?.into_model().unwrap_err().to_string();
    assert!(error.contains("invalid type: null"), "{error}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn whole_responses_follow_the_same_rule() -> Result<()> {
    let server = server("/waves", r#"[null,{"height":1}]"#).await?;
    let waves = client(&server)?.list_waves(None).await?.into_model()?;
    assert_eq!(waves.iter().map(|wave| wave.height).collect::<Vec<_>>(), [None, Some(1.0)]);
    for path in ["/gauges/g", "/levels", "/names", "/last"] {
        server.on(Method::Get, path, [MockResponse::json(200, "null")]);
    }
    assert!(client(&server)?.get_gauge("g", None).await?.into_model()?.levels.is_none());
    assert!(client(&server)?.list_levels(None).await?.into_model()?.is_empty());
    assert_eq!(client(&server)?.map_names(None).await?.into_model()?, HashMap::new());
    assert_eq!(client(&server)?.get_last(None).await?.into_model()?, None);
    server.on(Method::Get, "/times", [MockResponse::json(200, r#"[["Fri, 01 Jan 2010 12:34:56 GMT",null],null]"#)]);
    let times = client(&server)?.list_times(None).await?.into_model()?;
    assert_eq!(times, [vec![Some(parse_rfc3339("2010-01-01T12:34:56Z")?), None], vec![]]);
    server.finish();
    Ok(())
}
