//! The result of each stage for one small description, as snapshots: a review shows which stage changed what.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use armrest::{
    api::{Api, Filter, Resolved, Selection},
    describe,
    diagnostics::Diagnostics,
    disk::{Disk, Memory},
    emit::{TextFile, emit},
    generate,
    load::{self, Cursor, Documents, Input},
    openapi2, oracle,
    plan::{self, Crate, Settings},
    sources::Sources,
};
use common::description;
use insta::{assert_snapshot, assert_yaml_snapshot};
use std::{
    collections::BTreeMap,
    fmt::{Debug, Write},
    path::PathBuf,
};

fn documents(name: &str) -> Documents {
    let input = Input { paths: vec![description(name)], ..Input::default() };
    load::load(&input, &Disk, &mut Sources::default(), &mut Diagnostics::default())
        .expect("a description without errors")
}

/// The findings, a line each: location, severity, code, message.
fn listed(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let lines = diagnostics.iter().map(|finding| {
        let location = finding.location.map(|location| sources.position(location)).unwrap_or_default();
        format!("{location} {:?} {}: {}\n", finding.severity, finding.code, finding.message)
    });
    lines.collect()
}

fn with_api<T>(look: impl FnOnce(&Resolved, &mut Diagnostics) -> T) -> T {
    let documents = documents("widgets.json");
    let mut diagnostics = Diagnostics::default();
    let described = openapi2::read(&documents, &mut diagnostics);
    let api = described.resolve(&mut diagnostics).expect("resolved");
    look(&api, &mut diagnostics)
}

fn planned() -> Crate {
    let documents = documents("widgets.json");
    with_api(|api, diagnostics| {
        let examples = oracle::read(&documents, diagnostics).0;
        plan::plan(api, &Selection::all(&api.api), &examples, &Settings::default(), diagnostics).expect("planned")
    })
}

fn text_of(files: &[TextFile], path: &str) -> String {
    let file = files.iter().find(|file| file.path == path);
    file.map(|file| file.text.clone()).expect("the file")
}

/// A whole value, but for what it does not say (`None`, `false`, empty lists) and positions.
fn said(value: &impl Debug) -> String {
    let whole = format!("{value:#?}");
    let mut lines = whole.lines();
    let mut said = String::new();
    while let Some(line) = lines.next() {
        if line.ends_with("ocation: Location {") {
            let end = format!("{}}},", &line[..line.len() - line.trim_start().len()]);
            lines.by_ref().find(|line| *line == end);
        } else if ![": None,", ": false,", ": [],", ": {},"].iter().any(|nothing| line.ends_with(nothing)) {
            let _ = writeln!(said, "{line}");
        }
    }
    said
}

#[test]
fn load_locates_every_value() {
    let documents = documents("widgets.json");
    let mut shown = String::new();
    for file in documents.files() {
        let root = documents.root(file).expect("parsed");
        let parts =
            root.entries().map(|(name, location, _)| format!("{name} {}", documents.sources.position(location)));
        let _ = writeln!(shown, "{}", parts.collect::<Vec<_>>().join(", "));
    }
    assert_snapshot!(shown);
}

#[test]
fn openapi2_fills_the_builder() {
    let documents = documents("widgets.json");
    let described = openapi2::read(&documents, &mut Diagnostics::default());
    assert_snapshot!(said(&(described.descriptions(), described.schemas())));
}

#[test]
fn api_is_resolved() {
    with_api(|resolved, _| assert_yaml_snapshot!(resolved.api));
}

#[test]
fn an_api_survives_serialization() {
    with_api(|resolved, _| {
        let stored = serde_json::to_string(&resolved.api).expect("JSON");
        let read: Api = serde_json::from_str(&stored).expect("an API");
        assert_eq!(read, resolved.api);
    });
}

/// Where a text stands, and in which notation, is no part of what it says.
#[test]
fn equivalent_descriptions_have_equal_apis() {
    let json = std::fs::read_to_string(description("widgets.json")).expect("the description");
    let shared = std::fs::read_to_string(description("shared.json")).expect("what it refers to");
    let said: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let api = |text: String| {
        let files = [("/d/widgets.json", text), ("/d/shared.json", shared.clone())];
        let mut files: BTreeMap<_, _> = files.map(|(path, text)| (PathBuf::from(path), text)).into();
        for name in ["list", "put"] {
            files.insert(format!("/d/examples/{name}.json").into(), "{}".to_owned());
        }
        let input = Input { paths: vec!["/d/widgets.json".into()], ..Input::default() };
        describe(&input, &[], &Filter::default(), &Memory(files)).api
    };
    let (pretty, dense) = (serde_json::to_string_pretty(&said).expect("JSON"), said.to_string());
    let first = api(format!("\n\n{pretty}"));
    assert!(first.is_some());
    assert_eq!(first, api(dense));
}

#[test]
fn plan_is_the_whole_crate() {
    assert_snapshot!(said(&planned()));
}

#[test]
fn emit_prints_rust() {
    let files = emit(&planned(), &mut Diagnostics::default()).expect("printed");
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_snapshot!("emit_paths", paths.join("\n"));
    assert_snapshot!("emit_client", text_of(&files, "src/clients/widget_management_widgets_client.rs"));
    assert_snapshot!("emit_models", text_of(&files, "src/models.rs"));
    assert_snapshot!("emit_wire", text_of(&files, "src/models/wire.rs"));
}

#[test]
fn emit_prints_what_is_rare() {
    let input = Input { paths: vec![description("rare.yaml")], ..Input::default() };
    let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &Disk);
    let files = outcome.files.expect("a crate");
    assert_snapshot!("rare_client", text_of(&files, "src/clients/rarities_stones_client.rs"));
    assert_snapshot!("rare_wire", text_of(&files, "src/models/wire.rs"));
}

#[test]
fn the_oracle_knows_what_a_client_must_send_and_decode() {
    let documents = documents("widgets.json");
    let mut diagnostics = Diagnostics::default();
    let examples = oracle::read(&documents, &mut diagnostics).0;
    assert_snapshot!(said(&examples) + &listed(&diagnostics, &documents.sources));
}

#[test]
fn unsupported_keywords_are_reported() {
    let input = Input { paths: vec![description("left_out.yaml")], ..Input::default() };
    let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &Disk);
    assert!(outcome.files.is_some());
    assert_snapshot!(listed(&outcome.diagnostics, &outcome.sources));
}

#[test]
fn a_reference_reaches_any_value() {
    let documents = documents("widgets.json");
    let root = documents.root(documents.inputs[0]).expect("parsed");
    let path = "#/paths/~1subscriptions~1{subscriptionId}~1widgets/get/parameters/2/name";
    let found = documents.resolve(root, path).map(Cursor::text);
    assert_eq!(found.ok().flatten(), Some("$filter"));
    let found = documents.resolve(root, "./x/../shared%2Ejson#/definitions/Resource").map(Cursor::is_object);
    assert_eq!(found.ok(), Some(true));
}

/// What is sent, from the keyword to the example: URLs, media types and statuses.
#[test]
fn requests_are_as_described() {
    let documents = documents("requests.yaml");
    let mut diagnostics = Diagnostics::default();
    let described = openapi2::read(&documents, &mut diagnostics);
    let api = described.resolve(&mut diagnostics).expect("resolved");
    let examples = oracle::read(&documents, &mut diagnostics).0;
    let plan = plan::plan(&api, &Selection::all(&api.api), &examples, &Settings::default(), &mut diagnostics)
        .expect("planned");
    let mut shown = String::new();
    for method in plan.clients.iter().flat_map(|client| &client.methods) {
        let parameters = method.parameters.iter().map(|own| format!("{} as {:?}", own.wire, own.placement));
        let _ = writeln!(
            shown,
            "{} {:?} {}\n  with {}\n  sends {:?}, accepts {:?}, success {:?}, {:?}",
            method.trace,
            method.http,
            method.path,
            parameters.collect::<Vec<_>>().join(", "),
            method.body.as_ref().map(|body| (&body.content_type, &body.choice)),
            method.accept,
            method.success,
            method.ending
        );
    }
    for example in &examples {
        let _ = writeln!(
            shown,
            "`{}` must call {} with {:?} and {:?} or {:?}",
            example.title, example.target, example.headers, example.body, example.text
        );
    }
    shown.push_str(&listed(&diagnostics, &documents.sources));
    assert_snapshot!(shown);
}
