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
use std::{
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
    process::{Child, Command, Stdio},
};
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

/// `armrest mock` of the description, on a free port.
struct Served {
    process: Child,
    endpoint: String,
}

impl Served {
    /// Starts it with an option that names a file.
    fn start(option: &str, file: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_armrest"));
        let description = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mock/stage.yaml");
        command.arg("mock").arg(description).args(["--port", "0", option]).arg(file);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        Self { process, endpoint: line.trim().to_owned() }
    }

    /// Ends it; what it has said.
    fn end(mut self) -> String {
        self.process.kill().expect("ended");
        let mut words = String::new();
        self.process.stderr.take().expect("its errors").read_to_string(&mut words).expect("text");
        self.process.wait().expect("ended");
        words
    }
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
