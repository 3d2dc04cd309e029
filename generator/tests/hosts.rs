//! Where operations are sent, and how clients authenticate there.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use armrest::{Outcome, disk::Disk, generate, load::Input, plan::Settings};
use common::description;
use insta::assert_snapshot;

/// The findings, a line each: place, severity, code, message.
fn findings(outcome: &Outcome) -> String {
    let lines = outcome.diagnostics.iter().map(|finding| {
        let place = finding.place.map(|place| outcome.sources.position(place)).unwrap_or_default();
        format!("{place} {:?} {}: {}\n", finding.severity, finding.code, finding.message)
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
    let outcome = generate(&input, &Settings::default(), &Disk);
    assert_snapshot!("hosts_findings", findings(&outcome));
    for (snapshot, file) in [
        ("hosts_client", "src/clients/library_client.rs"),
        ("hosts_group", "src/clients/library_pages_client.rs"),
        ("hosts_tests", "tests/examples.rs"),
    ] {
        assert_snapshot!(snapshot, text_of(&outcome, file));
    }
}
