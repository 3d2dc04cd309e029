//! How long a generation takes, whole and by stage: `cargo bench -p armrest`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::{
    api::Selection,
    diagnostics::Diagnostics,
    disk::Disk,
    emit, generate,
    load::{Documents, Input, load},
    openapi2, oracle,
    plan::{self, Settings},
    sources::Sources,
};
use divan::{Bencher, black_box};
use std::path::Path;

fn main() {
    divan::main();
}

fn input() -> Input {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/bastion.yaml");
    Input { paths: vec![path], ..Input::default() }
}

fn documents() -> Documents {
    load(&input(), &Disk, &mut Sources::default(), &mut Diagnostics::default()).expect("spec/ has no errors")
}

#[divan::bench]
fn all_of_spec() {
    let outcome = generate(black_box(&input()), &Settings { tests: true, ..Settings::default() }, &Disk);
    assert!(outcome.files.is_some());
}

#[divan::bench]
fn stage_1_load() -> Documents {
    documents()
}

#[divan::bench]
fn stage_2_openapi2(bencher: Bencher<'_, '_>) {
    let documents = documents();
    bencher.bench_local(|| openapi2::read(&documents, &mut Diagnostics::default()).descriptions().len());
}

#[divan::bench]
fn stage_3_api(bencher: Bencher<'_, '_>) {
    let documents = documents();
    let described = openapi2::read(&documents, &mut Diagnostics::default());
    bencher.bench_local(|| described.resolve(&mut Diagnostics::default()).is_ok());
}

#[divan::bench]
fn stage_4_plan(bencher: Bencher<'_, '_>) {
    let documents = documents();
    let mut diagnostics = Diagnostics::default();
    let described = openapi2::read(&documents, &mut diagnostics);
    let api = described.resolve(&mut diagnostics).expect("resolved");
    let selection = Selection::all(&api.api);
    let examples = oracle::read(&documents, &mut diagnostics).0;
    let settings = Settings::default();
    bencher.bench_local(|| plan::plan(&api, &selection, &examples, &settings, &mut Diagnostics::default()).is_ok());
}

#[divan::bench]
fn stage_5_emit(bencher: Bencher<'_, '_>) {
    let documents = documents();
    let mut diagnostics = Diagnostics::default();
    let described = openapi2::read(&documents, &mut diagnostics);
    let api = described.resolve(&mut diagnostics).expect("resolved");
    let selection = Selection::all(&api.api);
    let examples = oracle::read(&documents, &mut diagnostics).0;
    let plan = plan::plan(&api, &selection, &examples, &Settings::default(), &mut diagnostics).expect("planned");
    bencher.bench_local(|| emit::emit(&plan, &mut Diagnostics::default()).is_ok());
}
