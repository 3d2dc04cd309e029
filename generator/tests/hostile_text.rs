//! What armrest says of a description shows no character of it raw that a terminal would obey.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use armrest::{diagnostics::render, disk::Memory, generate, load::Input, plan::Settings};
use std::collections::BTreeMap;

#[test]
fn a_finding_shows_what_a_terminal_would_obey() {
    let path = "{\u{202e}x}";
    let text = format!(
        "swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\nhost: management.azure.com\npaths:\n  '/a/{path}': {{ get: \
         {{ operationId: A, responses: {{ '204': {{ description: '\u{200b}' }} }} }} }}\n"
    );
    let files = Memory(BTreeMap::from([("/r/a.yaml".into(), text)]));
    let outcome = generate(
        &Input { paths: vec!["/r/a.yaml".into()], ..Input::default() },
        &Settings { tests: true, ..Settings::default() },
        &files,
    );
    let shown: Vec<String> = outcome.diagnostics.iter().map(|own| render(own, &outcome.sources, false)).collect();
    let expected = "error[undeclared-parameter]: `{\\u{202e}x}` in the path is not a parameter of `A`
 --> a.yaml:5:21
  |
5 |   '/a/{\u{fffd}x}': { get: { operationId: A, responses: { '204': { description: '\u{fffd}' } } } }
  |                     ^
  |
  = help: declare it with `\"in\": \"path\"`";
    assert_eq!(shown, [expected]);
}
