//! The descriptions' own examples against the mock: each request is accepted, and what is answered is as described.

use super::{
    Mock, Options, Request, Service,
    check::{Checker, Patterns, Side},
};
use crate::{
    Corrections,
    api::{Api, BodyFormat, Method, Resolved},
    diagnostics::Diagnostics,
    disk::Disk,
    load::{self, Input},
    oracle,
    sources::Sources,
};
use std::path::{Path, PathBuf};
use time::OffsetDateTime;

/// What is not as described, and how many examples there are.
fn run(input: &Input) -> (Vec<String>, usize) {
    let (mut diagnostics, mut sources) = (Diagnostics::default(), Sources::default());
    let corrections = Corrections::default();
    let read = crate::read(input, load::load, corrections, &Disk, &mut sources, &mut diagnostics, &mut |_| {});
    let Ok((documents, Resolved { api, positions })) = read else { return Default::default() };
    let (examples, _) = oracle::read(&documents, &mut Diagnostics::default());
    let service = Service::with_examples(api.clone(), &positions, examples.clone());
    let mut mock = Mock::new([service], Options { anonymous: true, ..Options::default() });
    let mut wrong = Vec::new();
    let in_order = |example: &&oracle::Example<'_>| {
        let operation = api.operations.iter().find(|own| positions.get(&own.source) == Some(example.location));
        operation.map(|own| match own.method {
            Method::Put => 0,
            Method::Delete => 2,
            _ => 1,
        })
    };
    // What is created first can be read then, and what is deleted last.
    let mut ordered: Vec<&oracle::Example<'_>> = examples.iter().collect();
    ordered.sort_by_key(in_order);
    for example in ordered {
        let operation = api.operations.iter().find(|own| positions.get(&own.source) == Some(example.location));
        let Some(operation) = operation else { continue };
        let mut request = Request::new(operation.method.as_str(), &example.target);
        request.headers.extend(example.headers.iter().cloned());
        if let Some(body) = &example.body {
            request.headers.retain(|(name, _)| name != "content-type");
            request = request.json(body);
        } else if let Some(text) = example.text.as_ref().or(example.xml.as_ref()) {
            request.body = text.clone().into_bytes();
        }
        let response = mock.respond(&request, OffsetDateTime::UNIX_EPOCH);
        let said = || String::from_utf8_lossy(&response.body).chars().take(400).collect::<String>();
        let place = format!("{} {} ({})", operation.id, example.title, example.file);
        if response.operation.as_deref() != Some(operation.id.as_str()) {
            wrong.push(format!("{place}: another operation: {:?} {}", response.operation, said()));
        } else if response.status >= 400 && ![404, 412].contains(&response.status) {
            wrong.push(format!("{place}: {} {}", response.status, said()));
        } else if response.status < 300 {
            let described = operation.success();
            if !described.is_empty() && !described.contains(&response.status) {
                wrong.push(format!("{place}: {} is not described", response.status));
            }
            wrong.extend(undescribed(&api, operation, &response).map(|what| format!("{place}: {what}")));
        }
    }
    (wrong, examples.len())
}

/// What a response's body has that is not as described.
fn undescribed(api: &Api, operation: &crate::api::Operation, response: &super::Response) -> Option<String> {
    let expected = operation.result_for(response.status)?;
    if operation.response_format != BodyFormat::Json || response.body.is_empty() {
        return None;
    }
    let value = response.json()?;
    let mut patterns = Patterns::new();
    let mut checker =
        Checker { api, patterns: &mut patterns, findings: Vec::new(), side: Side::Received, source: String::new() };
    checker.value(&value, expected, "");
    let findings: Vec<String> = checker.findings.into_iter().map(|own| own.message).collect();
    (!findings.is_empty()).then(|| findings.join("; "))
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn examples_of_this_project_are_answered_as_described() {
    for (path, least) in [("spec/bastion.yaml", 1), ("generator/tests/mock/stage.yaml", 2)] {
        let (wrong, examples) = run(&Input { paths: vec![repository().join(path)], ..Input::default() });
        assert_eq!(wrong, [""; 0], "{path}");
        assert!(examples >= least, "{path}: {examples} examples");
    }
}

/// The examples of all packages below a folder:
/// `ARMREST_MOCK_SPECS=../azure-rest-api-specs cargo test -p armrest --lib of_a_checkout -- --ignored`.
#[test]
#[ignore = "ARMREST_MOCK_SPECS names the checkout"]
fn examples_of_a_checkout_are_answered_as_described() {
    let specs = std::env::var("ARMREST_MOCK_SPECS").expect("ARMREST_MOCK_SPECS names the checkout");
    let readmes = crate::disk::readmes_below(Path::new(&specs)).expect("a folder");
    let (mut total, mut failed) = (0, 0);
    for readme in readmes {
        let (wrong, examples) = run(&Input { paths: vec![readme.clone()], ..Input::default() });
        total += examples;
        failed += wrong.len();
        for what in wrong {
            println!("{}: {what}", readme.display());
        }
    }
    println!("{total} examples, {failed} not answered as described");
    // Some contradict their own operation, and are not served or refused for it.
    assert!(failed * 20 < total, "{failed} of {total} examples below {specs}");
}
