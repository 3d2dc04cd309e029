//! What a client says where azure_core was compiled without an HTTP client.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::disk;
use std::{path::Path, process::Command};

const MANIFEST: &str = r#"[package]
name = "no-transport"
edition = "2024"

[workspace]

[dependencies]
armrest-runtime = { path = "RUNTIME" }
azure_core = { version = "1.1", default-features = false }
"#;

const PROGRAM: &str = r#"
use armrest_runtime::{Connection, ConnectionOptions, Credential};
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
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the checkout");
    let build = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = build.join("no-transport");
    let lock = disk::read_text(&checkout.join("Cargo.lock")).expect("Cargo.lock").expect("Cargo.lock");
    let manifest = MANIFEST.replace("RUNTIME", &checkout.join("runtime").to_string_lossy());
    for (name, text) in [("Cargo.toml", manifest.as_str()), ("Cargo.lock", &lock), ("src/main.rs", PROGRAM)] {
        disk::replace(&folder.join(name), text).expect("the program");
    }
    let target = build.parent().expect("the build folder");
    let output = Command::new("cargo")
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target)
        .args(["run", "--quiet"])
        .output()
        .expect("cargo");
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{errors}");
    assert!(said.contains("feature `reqwest`") && said.contains("`ClientOptions::transport`"), "{said}{errors}");
}
