use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Result,
    http::Method,
    time::{OffsetDateTime, parse_rfc3339},
};
use barometers::{
    BarometerClient, BarometerClientOptions,
    clients::BarometerStationsClient,
    from_headers,
    models::{
        BarometerStationsClientPutOptions, Sensor, Station, StationLevel, StationsPutHeaders, StationsPutStep, Weather,
    },
};
use std::collections::HashMap;

fn client(server: &Server) -> Result<BarometerStationsClient> {
    let options = BarometerClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..BarometerClientOptions::default()
    };
    Ok(BarometerClient::new(mock::credential(), Some(options))?.get_stations_client())
}

const STATION: &str = "/stations/s";

fn date(text: &str) -> Option<OffsetDateTime> {
    parse_rfc3339(text).ok()
}

#[tokio::test]
async fn numbers_and_dates_are_sent_exactly() -> Result<()> {
    let server = Server::start().await?;
    let query = "rank=5&serial=9007199254740993&ratio=0.85&step=10&since=2023-05-01T12%3A00%3A00%2B02%3A00";
    let days = "days=2023-05-01T10%3A00%3A00Z,2023-05-01T10%3A00%3A00.5Z";
    let target = format!("{STATION}?api-version=2026-02-01&{query}&{days}");
    server.on(Method::Put, &target, [MockResponse::json(200, "{}")]);
    let noon = date("2023-05-01T12:00:00+02:00");
    let station = Station {
        bytes: Some(9_007_199_254_740_993),
        serial: Some(u64::MAX),
        pressure: Some(5.0),
        load: Some(0.85),
        built: noon,
        seen: noon,
        read: noon,
        marks: Some(HashMap::from([("a".to_owned(), parse_rfc3339("2023-05-01T10:00:00Z")?)])),
        level: Some(StationLevel::N99999999999),
        ..Station::default()
    };
    let options = BarometerStationsClientPutOptions {
        rank: Some(5),
        serial: Some(9_007_199_254_740_993),
        ratio: Some(0.85),
        since: noon,
        days: Some(vec![parse_rfc3339("2023-05-01T10:00:00Z")?, parse_rfc3339("2023-05-01T10:00:00.50Z")?]),
        if_modified_since: noon,
        x_seen: noon,
        ..BarometerStationsClientPutOptions::default()
    };
    client(&server)?.put("s", station.try_into()?, Some(options)).await?;
    let body = r#"{
        "bytes": 9007199254740993, "serial": 18446744073709551615, "pressure": 5, "load": 0.85,
        "built": "2023-05-01T12:00:00+02:00", "seen": "Mon, 01 May 2023 10:00:00 GMT", "read": 1682935200,
        "marks": { "a": "2023-05-01T10:00:00Z" }, "level": 99999999999
    }"#;
    let headers = [("if-modified-since", "Mon, 01 May 2023 10:00:00 GMT"), ("x-seen", "Mon, 01 May 2023 10:00:00 GMT")];
    server.assert_sent(Some(body), &headers);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn what_has_no_form_is_not_sent() -> Result<()> {
    let server = Server::start().await?;
    let put = async |station: Station, options| {
        let error = client(&server)?.put("s", station.try_into()?, Some(options)).await.unwrap_err();
        Ok::<_, azure_core::Error>(error.to_string())
    };
    let options = BarometerStationsClientPutOptions::default;
    for ratio in [f64::NAN, f64::INFINITY] {
        let error =
            put(Station::default(), BarometerStationsClientPutOptions { ratio: Some(ratio), ..options() }).await?;
        assert!(error.contains("`ratio`") && error.contains("not a finite number"), "{error}");
        let station = Station { pressure: Some(ratio), ..Station::default() };
        let error = put(station, options()).await.unwrap_err().to_string();
        assert!(error.starts_with("`pressure`: not a finite number"), "{error}");
    }
    let ancient = date("2023-05-01T12:00:00Z").and_then(|date| date.replace_year(-1).ok());
    let error = put(Station::default(), BarometerStationsClientPutOptions { since: ancient, ..options() }).await?;
    assert!(error.contains("`since`") && error.contains("cannot be written by RFC 3339"), "{error}");
    // In UTC it is in the year 10000.
    let last = date("9999-12-31T23:59:59-14:00");
    let error = put(Station::default(), BarometerStationsClientPutOptions { x_seen: last, ..options() }).await?;
    assert!(error.contains("`x-seen`") && error.contains("cannot be written by RFC 1123"), "{error}");
    let station = Station { seen: last, ..Station::default() };
    let error = put(station, options()).await.unwrap_err().to_string();
    assert!(error.starts_with("`seen`: ") && error.contains("cannot be written by RFC 1123"), "{error}");
    assert!(server.received().is_empty());
    Ok(())
}

#[tokio::test]
async fn dates_are_read_as_services_write_them() -> Result<()> {
    let server = Server::start().await?;
    let target = format!("{STATION}?api-version=2026-02-01&step=5");
    let body =
        r#"{"built":"2023-05-01T10:00:00","seen":"2023-05-01 10:00:00z","read":1682935200.0,"bytes":5.0,"load":1}"#;
    let response = MockResponse::json(200, body)
        .header("last-modified", "MON, 01 may 2023 10:00:00 gmt")
        .header("x-checked", "2023-05-01T10:00:00+0000")
        .header("x-count", "9007199254740993");
    server.on(Method::Put, &target, [response]);
    let options = BarometerStationsClientPutOptions {
        step: Some(StationsPutStep::N5),
        ..BarometerStationsClientPutOptions::default()
    };
    let response = client(&server)?.put("s", Station::default().try_into()?, Some(options)).await?;
    let headers: StationsPutHeaders = from_headers(response.headers())?;
    let expected = date("2023-05-01T10:00:00Z");
    assert_eq!((headers.last_modified, headers.x_checked), (expected, expected));
    assert_eq!(headers.x_count, Some(9_007_199_254_740_993));
    let station = response.into_model()?;
    assert_eq!((station.built, station.seen, station.read), (expected, expected, expected));
    assert_eq!((station.bytes, station.load), (Some(5), Some(1.0)));

    let target = format!("{STATION}/readings?api-version=2026-02-01");
    server.on(Method::Get, &target, [MockResponse::json(200, r#"["2023-05-01T10:00:00","2023-05-01T11:00:00+01"]"#)]);
    let dates = client(&server)?.readings("s", None).await?.into_model()?;
    assert_eq!(dates.into_iter().map(Some).collect::<Vec<_>>(), [expected, expected]);
    server.finish();
    Ok(())
}

#[test]
fn an_enumeration_is_made_of_texts_and_gives_them() {
    let known = HashMap::from([(Weather::Sun, 1), (Weather::from("hail".to_owned()), 2)]);
    assert_eq!(known.get(&Weather::UnknownValue("hail".to_owned())), Some(&2));
    assert_eq!("rain".parse(), Ok(Weather::Rain));
    assert_eq!((Weather::Rain.as_ref(), Weather::Rain.to_string()), ("rain", "rain".to_owned()));
    assert_eq!("1".parse(), Ok(StationLevel::N1));
    assert_eq!(StationLevel::from(7).to_string(), "7");
    assert!("high".parse::<StationLevel>().is_err());
}

#[test]
fn with_serde_nothing_is_lost() -> std::result::Result<(), serde_json::Error> {
    let stored = r#"{"id":"7","bytes":9007199254740993,"built":"2023-05-01T10:00:00Z","weather":"hail","level":7,"key":"k","settings":{"a":[1,null]},"sensor":{"kind":"Vane","price":5,"password":"p"}}"#;
    let station: Station = serde_json::from_str(stored)?;
    assert!(matches!(station.sensor, Some(Sensor::Vane(_))));
    let again = serde_json::to_value(&station)?;
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(stored)?);
    let unknown: Sensor = serde_json::from_str(r#"{"kind":"Drone","wings":[4]}"#)?;
    assert_eq!(serde_json::to_string(&unknown)?, r#"{"kind":"Drone","wings":[4]}"#);
    Ok(())
}

#[test]
fn without_the_feature_debug_only_names_are_shown() {
    let station = Station { weather: Some(Weather::Sun), ..Station::default() };
    assert_eq!(format!("{station:?}"), "Station { .. }");
}
