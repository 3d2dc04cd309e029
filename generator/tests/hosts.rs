//! Where operations are sent, and how clients authenticate there.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use armrest::{
    Outcome,
    disk::{Disk, Memory},
    generate,
    load::Input,
    plan::Settings,
};
use common::description;
use insta::assert_snapshot;
use std::{collections::BTreeMap, path::PathBuf};

/// The findings, a line each: location, severity, code, message.
fn findings(outcome: &Outcome) -> String {
    let lines = outcome.diagnostics.iter().map(|finding| {
        let location = finding.location.map(|location| outcome.sources.position(location)).unwrap_or_default();
        format!("{location} {:?} {}: {}\n", finding.severity, finding.code, finding.message)
    });
    lines.collect()
}

fn text_of(outcome: &Outcome, path: &str) -> String {
    let mut files = outcome.files.iter().flatten();
    files.find(|file| file.path == path).map(|file| file.text.clone()).expect("the file")
}

#[test]
fn each_operation_goes_to_the_host_of_its_own_description() {
    let paths = ["pages", "library", "management"].map(|name| description(&format!("hosts/{name}.yaml")));
    let input = Input { paths: paths.to_vec(), ..Input::default() };
    let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &Disk);
    assert_snapshot!("hosts_findings", findings(&outcome));
    for (snapshot, file) in [
        ("hosts_client", "src/clients/library_client.rs"),
        ("hosts_group", "src/clients/library_pages_client.rs"),
        ("hosts_tests", "tests/examples.rs"),
    ] {
        assert_snapshot!(snapshot, text_of(&outcome, file));
    }
}

/// What comes of a description with this `x-ms-parameterized-host`.
fn parcels(host: &str) -> Outcome {
    let text = format!(
        r#"{{
  "swagger": "2.0",
  "info": {{ "title": "Parcels", "version": "1" }},
  "x-ms-parameterized-host": {host},
  "paths": {{ "/all": {{ "get": {{ "operationId": "List", "responses": {{ "200": {{ "description": "All." }} }} }} }} }}
}}"#
    );
    let files = Memory(BTreeMap::from([(PathBuf::from("/d/a.json"), text)]));
    let input = Input { paths: vec!["/d/a.json".into()], ..Input::default() };
    let settings = Settings { token_scope: Some("https://parcels.example/.default".to_owned()), ..Settings::default() };
    generate(&input, &settings, &files)
}

#[test]
fn a_name_in_a_host_may_differ_in_case_from_its_parameter() {
    let outcome = parcels(
        r#"{
    "hostTemplate": "{Endpoint}/parcels",
    "useSchemePrefix": false,
    "parameters": [{ "name": "endpoint", "in": "path", "required": true, "type": "string" }]
  }"#,
    );
    assert_eq!(
        findings(&outcome),
        "a.json:4:30 Warning undeclared-parameter: `{Endpoint}` in the host is declared as `endpoint`: treating them as \
         the same parameter\n"
    );
    let client = text_of(&outcome, "src/clients/parcels_client.rs");
    assert!(client.contains("endpoint: impl Into<String>") && client.contains("\"/parcels/all\""), "{client}");
}

#[test]
fn a_slash_in_the_name_of_a_parameter_does_not_end_the_host() {
    let outcome = parcels(
        r#"{
    "hostTemplate": "{our://place}.example/{a/b}",
    "parameters": [
      { "name": "our://place", "in": "path", "required": true, "type": "string" },
      { "name": "a/b", "in": "path", "required": true, "type": "string" }
    ]
  }"#,
    );
    assert_eq!(findings(&outcome), "");
    let client = text_of(&outcome, "src/clients/parcels_client.rs");
    for part in ["\"https://{our_place}.example\"", "\"/{a/b}/all\"", "a_b: impl Into<String>"] {
        assert!(client.contains(part), "{client}");
    }
}
