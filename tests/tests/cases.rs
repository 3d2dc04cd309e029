//! Every folder of `tests/cases` as a crate: generated, compiled with warnings denied, linted, documented and tested.
//! `tests/cases/README.md` says how a case is made and how one case is run.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod harness;

use harness::{Case, Workspace};

/// What a generated crate must withstand. One test, because each step builds on what the step before it compiled.
#[test]
fn generated_crates_compile_and_run() {
    let mut failures = Vec::new();
    let mut members = Vec::new();
    for case in Case::all() {
        match case.generate() {
            Ok(true) => members.push(case),
            Ok(false) => {}
            Err(failure) => failures.push(failure),
        }
    }
    let workspace = Workspace::new(members);
    // What does not compile would fail in each step.
    failures.extend(Workspace::STEPS.iter().find_map(|step| step(&workspace).err()));
    assert!(failures.is_empty(), "{} failure(s)\n\n{}", failures.len(), failures.join("\n\n"));
}
