//! The mock over HTTP, and as a command.

use crate::*;
use armrest::mock::Server;
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

/// What a server sends back for a request, on a connection of its own.
fn fetch(endpoint: &str, method: &str, target: &str, headers: &str, body: &str) -> String {
    let address = endpoint.strip_prefix("http://").expect("a URL");
    let mut stream = TcpStream::connect(address).expect("a connection");
    let length = body.len();
    let head = format!("{method} {target} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}");
    write!(stream, "{head}content-length: {length}\r\n\r\n{body}").expect("sent");
    let mut text = String::new();
    // A connection that is reset ends what is read.
    let _ = stream.read_to_string(&mut text);
    text
}

const TOKEN: &str = "authorization: Bearer secret\r\ncontent-type: application/json\r\n";

#[tokio::test]
async fn a_server_answers_and_keeps_what_it_received() {
    let server = Server::start(mock()).await.expect("a port");
    let endpoint = server.endpoint();
    let target = format!("{THEATRE}?{VERSION}");
    let (created, reset) = tokio::task::spawn_blocking({
        let endpoint = endpoint.clone();
        move || {
            let created = fetch(&endpoint, "PUT", &target, TOKEN, &theatre().to_string());
            let headers = format!("{TOKEN}x-armrest-fault: reset\r\n");
            (created, fetch(&endpoint, "GET", &target, &headers, ""))
        }
    })
    .await
    .expect("no panic");
    assert!(created.starts_with("HTTP/1.1 201 Created\r\n"), "{created}");
    assert!(created.contains(&format!("azure-asyncoperation: {endpoint}{THEATRE}/operationStatuses/")), "{created}");
    assert_eq!(reset, "");
    let received: Vec<Value> = server.received().iter().map(|own| serde_json::to_value(own).expect("JSON")).collect();
    assert_eq!((&received[0]["operation"], &received[0]["body"]), (&json!("Theatres_Create"), &theatre()));
    assert_eq!((&received[1]["status"], &received[1]["response_body"]), (&json!(0), &Value::Null));
    assert!(!json!(received).to_string().contains("secret"));
}

#[test]
fn the_command_prints_its_endpoint_and_records() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("record.jsonl");
    let served = Served::start("--record", &record);
    let endpoint = served.endpoint.as_str();
    let answered = fetch(endpoint, "POST", &format!("{THEATRE}/count?{VERSION}"), TOKEN, "");
    let refused = fetch(endpoint, "GET", THEATRE, "", "");
    let words = served.end();
    assert!(answered.starts_with("HTTP/1.1 202 Accepted\r\n"), "{answered}");
    assert!(refused.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{refused}");
    assert!(words.starts_with("Stage: 33 operations, api-version 2024-05-01\n"), "{words}");
    let record = std::fs::read_to_string(record).expect("a file");
    let lines: Vec<Value> = record.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let told: Vec<_> = lines.iter().map(|own| (own["operation"].clone(), own["status"].clone())).collect();
    assert_eq!(told, [(json!("Theatres_Count"), json!(202)), (json!("Theatres_Get"), json!(401))]);
}

#[test]
fn what_cannot_be_served_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let faults = folder.path().join("faults.toml");
    std::fs::write(&faults, "[[fault]]\noperation = 'Theatre_Get'\nreset = true\n").expect("a file");
    let description = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mock/stage.yaml");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let said = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_armrest"));
        let output = command.arg("mock").arg(&description).args(arguments).output().expect("the command");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, words) = said(&["--port", "0", "--faults", &faults.to_string_lossy()]);
    assert!(code == Some(2) && words.contains("error[bad-faults]") && words.contains("`Theatres_Get`"), "{words}");
    let record = folder.path().join("record.jsonl");
    let (code, words) = said(&["--port", &port, "--record", &record.to_string_lossy()]);
    assert!(!record.exists(), "nothing was served");
    assert!(code == Some(2) && words.contains("error[not-served]") && words.contains("`--port`"), "{words}");
    let (code, words) = said(&["--port", "0", "--record", &folder.path().to_string_lossy()]);
    assert!(code == Some(2) && words.contains("error[not-written]"), "{words}");
    let (code, words) = said(&["--tag", "one"]);
    assert!(code == Some(2) && words.contains("expected a `--tag` for each `readme.md`, found 1 for 0"), "{words}");
}
