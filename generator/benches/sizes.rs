//! How the time of a generation grows with the size of a description: `cargo bench -p armrest --bench sizes`. It is in
//! proportion to the size where the throughput, in items a second, stays the same from one size to the next.

#![allow(clippy::panic, reason = "a benchmark fails by panicking")]

use armrest::{
    diagnostics::{few, render},
    disk::Memory,
    generate,
    load::Input,
    plan::Settings,
};
use divan::{Bencher, counter::ItemsCount};
use std::{fmt::Write as _, path::PathBuf};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Generates a crate of a description, and shows what is found.
fn bench(bencher: Bencher<'_, '_>, count: usize, name: &str, text: String) {
    let path = PathBuf::from(format!("/specification/{name}"));
    let input = Input { paths: vec![path.clone()], ..Input::default() };
    let files = Memory([(path, text)].into());
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        let outcome = generate(&input, &Settings::default(), &files);
        let shown: usize =
            few(outcome.diagnostics.iter()).iter().map(|finding| render(finding, &outcome.sources, false).len()).sum();
        (outcome.files, shown)
    });
}

/// A description in JSON with these definitions, of which an operation uses `D`.
fn json(definitions: &str) -> String {
    let response = r##"{"description":"","schema":{"$ref":"#/definitions/D"}}"##;
    let paths = format!(r#""/a":{{"get":{{"operationId":"A_Get","responses":{{"200":{response}}}}}}}"#);
    let head = r#""swagger":"2.0","info":{"title":"T","version":"1"},"host":"management.azure.com""#;
    format!(r#"{{{head},"paths":{{{paths}}},"definitions":{{{definitions}}}}}"#)
}

fn listed(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn definitions_in_yaml(bencher: Bencher<'_, '_>, count: usize) {
    let mut text =
        "swagger: '2.0'\ninfo: {title: T, version: '1'}\nhost: management.azure.com\npaths:\n  /a:\n    get:\n      \
                    operationId: A_Get\n      responses:\n        '200': {description: '', schema: {$ref: \
                    '#/definitions/D0'}}\ndefinitions:\n"
            .to_owned();
    for number in 0..count {
        let next = (number + 1) % count;
        let _ = writeln!(
            text,
            "  D{number}:\n    type: object\n    properties:\n      name: {{type: string}}\n      next: {{$ref: \
             '#/definitions/D{next}'}}"
        );
    }
    bench(bencher, count, "a.yaml", text);
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn properties(bencher: Bencher<'_, '_>, count: usize) {
    let properties = listed(count, |number| format!(r#""p{number}":{{"type":"string"}}"#));
    bench(bencher, count, "a.json", json(&format!(r#""D":{{"type":"object","properties":{{{properties}}}}}"#)));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn values_of_an_enumeration(bencher: Bencher<'_, '_>, count: usize) {
    let values = listed(count, |number| format!(r#""value{number}""#));
    bench(bencher, count, "a.json", json(&format!(r#""D":{{"type":"string","enum":[{values}]}}"#)));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn names_that_are_alike(bencher: Bencher<'_, '_>, count: usize) {
    let signs = |number: usize| format!("{number:b}").replace('0', "-").replace('1', "_");
    let properties = listed(count, |number| format!(r#""a{}b":{{"type":"string"}}"#, signs(number)));
    bench(bencher, count, "a.json", json(&format!(r#""D":{{"type":"object","properties":{{{properties}}}}}"#)));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn findings_in_one_line(bencher: Bencher<'_, '_>, count: usize) {
    let properties = listed(count, |number| format!(r#""p{number}":{{"type":"strin"}}"#));
    bench(bencher, count, "a.json", json(&format!(r#""D":{{"type":"object","properties":{{{properties}}}}}"#)));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn repeated_names(bencher: Bencher<'_, '_>, count: usize) {
    bench(bencher, count, "a.json", json(&vec![r#""D":{"type":"object"}"#; count].join(",\n")));
}
