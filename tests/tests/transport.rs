//! What a client says where azure_core was compiled without an HTTP client.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod program;

use program::Program;

const PROGRAM: &str = r#"
use armrest_runtime::{
    ConnectionOptions,
    codegen::{Connection, Credential},
};
use azure_core::http::ClientOptions;

fn main() {
    let package = ("no-transport", "0.1.0");
    let (client_options, options) = (ClientOptions::default(), ConnectionOptions::default());
    let made = Connection::service(package, "a.example", Credential::none(), client_options, options);
    println!("{}", made.err().map(|error| error.to_string()).unwrap_or_default());
}
"#;

#[test]
fn a_client_without_a_transport_is_an_error() {
    let output = Program::new("no-transport", PROGRAM).run();
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{errors}");
    assert!(said.contains("feature `reqwest`") && said.contains("`ClientOptions::transport`"), "{said}{errors}");
}
