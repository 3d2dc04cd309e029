//! `armrest::mock`: a case for each rule of docs/mock.md.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod faults;
mod inner;
mod long_running;
mod over_http;
mod over_tls;
mod requirements;
mod resources;

use armrest::{
    disk::Disk,
    load::Input,
    mock::{Mock, Options, Request, Response, Service, describe},
};
use serde_json::{Value, json};
use std::path::Path;
use time::OffsetDateTime;

const VERSION: &str = "api-version=2024-05-01";
const GROUP: &str = "/subscriptions/s/resourceGroups/g";
const THEATRE: &str = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Stage/theatres/old";

fn service() -> Service {
    service_of("stage.yaml")
}

fn service_of(file: &str) -> Service {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mock").join(file);
    let described = describe(&Input { paths: vec![path], ..Input::default() }, &Disk);
    described.service.expect("the description has no errors")
}

fn mock_with(options: Options) -> Mock {
    Mock::new([service()], options)
}

fn mock() -> Mock {
    mock_with(Options::default())
}

fn at_once() -> Mock {
    mock_with(Options { polls: 0, ..Options::default() })
}

/// Sends a request of the description's api-version, without a body.
fn send(mock: &mut Mock, method: &str, path: &str) -> Response {
    let mark = if path.contains('?') { '&' } else { '?' };
    ask(mock, Request::new(method, &format!("{path}{mark}{VERSION}")))
}

fn send_json(mock: &mut Mock, method: &str, path: &str, body: &Value) -> Response {
    ask(mock, Request::new(method, &format!("{path}?{VERSION}")).json(body))
}

fn ask(mock: &mut Mock, request: Request) -> Response {
    mock.respond(&request, OffsetDateTime::UNIX_EPOCH)
}

/// Follows a link of a response.
fn follow(mock: &mut Mock, link: &str) -> Response {
    let target = link.strip_prefix("http://localhost").expect("a link to the mock");
    ask(mock, Request::new("GET", target))
}

fn theatre() -> Value {
    json!({ "location": "West", "tags": { "a": "1" }, "properties": { "seats": 9 } })
}

fn json_of(response: &Response) -> Value {
    response.json().unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&response.body)))
}

fn error(response: &Response) -> (u16, String, String) {
    let body = json_of(response);
    let text = |name: &str| body["error"][name].as_str().unwrap_or_default().to_owned();
    (response.status, text("code"), text("message"))
}
