//! armrest reads Azure's published descriptions (OpenAPI 2.0 with `x-ms-*`) and generates Rust crates: models, clients
//! and tests.
//!
//! Six stages, in one direction. Each is a pure function of the results before it; only [`disk`] touches the disk.
//!
//! | stage | input | output |
//! |---|---|---|
//! | [`load`] | paths | parsed documents; each value knows its location |
//! | [`openapi2`] | documents | an [`api::builder::Builder`], from OpenAPI 2.0 with `x-ms-*` |
//! | [`api`] | builder | one resolved, language-neutral API |
//! | [`plan`] | API | the Rust crate as data: every name and type |
//! | [`emit`] | plan | the text of each file |
//! | [`mod@write`] | files | a crate on disk, or a list of differences |
//!
//! Beside them, [`oracle`] reads the documents a second time, for the tests that are generated from examples if
//! [`Settings::tests`] asks for them.
//!
//! In a `build.rs`, use [`Builder`].

pub mod api;
mod builder;
pub mod command;
pub mod diff;
pub mod disk;
pub mod emit;
pub mod load;
#[cfg(feature = "mock")]
pub mod mock;
pub mod openapi2;
pub mod ownership;
pub mod plan;
pub mod project;
pub mod write;

use api::{Api, Filter, Resolved, Selection};
pub use armrest_documents::{diagnostics, sources};
pub use armrest_oracle as oracle;
pub use builder::{BuildError, Builder, Built};
use diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported, Severity};
use disk::Files;
use emit::TextFile;
use load::{Documents, Input, Override};
use plan::{ExampleTest, Settings};
use sources::Sources;
use std::collections::HashSet;

/// The result of a generation.
#[derive(Debug)]
pub struct Outcome {
    /// The crate's files; `None` if the description has errors.
    pub files: Option<Vec<TextFile>>,
    /// What the crate has; `None` if there is no crate.
    pub summary: Option<Summary>,
    /// The errors and warnings.
    pub diagnostics: Diagnostics,
    /// The files that the findings refer to.
    pub sources: Sources,
}

/// What a generated crate has.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// The tag that was read, if the input was a `readme.md`.
    pub tag: Option<String>,
    /// How many operations have a method.
    pub operations: usize,
    /// How many models there are.
    pub models: usize,
    /// How many examples the description has; zero if no tests are generated.
    pub examples: oracle::Count,
    /// The tests.
    pub tests: Vec<GeneratedTest>,
}

/// A test of a generated crate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GeneratedTest {
    /// The function's name.
    pub name: String,
    /// The index of its example: an example with several responses has several tests.
    pub example: usize,
    /// The example's file, by its path from the root.
    pub file: String,
}

fn generated(test: &ExampleTest, examples: &[oracle::Example<'_>]) -> GeneratedTest {
    let file = examples.get(test.example).map_or("", |example| example.file);
    GeneratedTest { name: test.name.clone(), example: test.example, file: file.to_owned() }
}

/// Removes the warnings that are known, and reports those that are no longer there.
fn allow(codes: &[Code], diagnostics: &mut Diagnostics) {
    let found: HashSet<Code> = diagnostics.iter().map(|finding| finding.code).collect();
    diagnostics.retain(|finding| finding.severity == Severity::Error || !codes.contains(&finding.code));
    let has_errors = diagnostics.finish(()).is_err();
    for code in codes.iter().filter(|code| !found.contains(code) && !has_errors) {
        let message = format!("there is no warning `{code}`, which is allowed");
        diagnostics.push(Diagnostic::warning(Code::UnusedAllow, message).help("remove it from `allow`"));
    }
}

/// Whether a warning is about an operation that is left out.
fn is_left_out(finding: &Diagnostic, documents: &Documents, selection: &Selection<'_>) -> bool {
    let Some(location) = finding.location.filter(|_| finding.severity == Severity::Warning) else { return false };
    let mut others = selection.others().peekable();
    if others.peek().is_none() {
        return false;
    }
    let pointer = documents.pointer(location);
    let is_inside =
        |source: &str| pointer.strip_prefix(source).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    others.any(|operation| is_inside(&operation.source))
}

/// The result of reading descriptions.
#[derive(Debug)]
pub struct Described {
    /// The API; `None` if the descriptions have errors.
    pub api: Option<Api>,
    /// The errors and warnings.
    pub diagnostics: Diagnostics,
    /// The files that the findings refer to.
    pub sources: Sources,
}

/// Reads descriptions as one API: the operations that a filter selects, and the types that they need. `nullable` has
/// locations where null is allowed, as in [`Settings::nullable`].
pub fn describe(input: &Input, nullable: &[String], filter: &Filter, files: &dyn Files) -> Described {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::default();
    let corrections = Corrections { nullable, ..Corrections::default() };
    let read = read(input, load::load, corrections, files, &mut sources, &mut diagnostics, &mut |_| {});
    let api = read.and_then(|(documents, resolved)| {
        if filter.is_empty() {
            return Ok(resolved.api);
        }
        let selection = resolved.api.select(filter, &mut diagnostics)?;
        diagnostics.retain(|finding| !is_left_out(finding, &documents, &selection));
        Ok(selection.api())
    });
    Described { api: api.ok(), diagnostics, sources }
}

/// [`load::load`] or [`load::load_without_examples`].
type Load = fn(&Input, &dyn Files, &mut Sources, &mut Diagnostics) -> Result<Documents, ErrorReported>;

/// What descriptions should say, and do not.
#[derive(Clone, Copy, Debug, Default)]
struct Corrections<'c> {
    /// [`Settings::nullable`].
    nullable: &'c [String],
    /// [`Settings::overrides`].
    overrides: &'c [Override],
}

fn read(
    input: &Input,
    load: Load,
    corrections: Corrections<'_>,
    files: &dyn Files,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
    ended: &mut dyn FnMut(Stage),
) -> Result<(Documents, Resolved), ErrorReported> {
    let mut documents = load(input, files, sources, diagnostics)?;
    // Where a file is missing, so is what should be corrected in it.
    let mut ignored = Diagnostics::default();
    let of_corrections = if diagnostics.finish(()).is_ok() { &mut *diagnostics } else { &mut ignored };
    load::change(&mut documents, corrections.overrides, of_corrections);
    documents.allow_null(corrections.nullable, of_corrections);
    ended(Stage::Load);
    let described = openapi2::read(&documents, diagnostics);
    ended(Stage::OpenApi2);
    let resolved = described.resolve(diagnostics)?;
    ended(Stage::Api);
    Ok((documents, resolved))
}

/// A stage of a generation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stage {
    /// [`load`].
    Load,
    /// [`openapi2`].
    OpenApi2,
    /// [`api`].
    Api,
    /// [`oracle`].
    Oracle,
    /// [`plan`].
    Plan,
    /// [`emit`].
    Emit,
}

/// Generates a crate from descriptions. Nothing is written: [`write::write`] does that.
pub fn generate(input: &Input, settings: &Settings, files: &dyn Files) -> Outcome {
    generate_in_stages(input, settings, files, &mut |_| {})
}

/// Like [`generate`], and calls `ended` at the end of each stage.
pub fn generate_in_stages(
    input: &Input,
    settings: &Settings,
    files: &dyn Files,
    ended: &mut dyn FnMut(Stage),
) -> Outcome {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::default();
    let made = run_stages(input, settings, files, &mut sources, &mut diagnostics, ended);
    allow(&settings.allow, &mut diagnostics);
    let (files, summary) = made.map(|(files, summary)| (Some(files), Some(summary))).unwrap_or_default();
    Outcome { files, summary, diagnostics, sources }
}

fn run_stages(
    input: &Input,
    settings: &Settings,
    files: &dyn Files,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
    ended: &mut dyn FnMut(Stage),
) -> Result<(Vec<TextFile>, Summary), ErrorReported> {
    let load = if settings.tests { load::load } else { load::load_without_examples };
    let corrections = Corrections { nullable: &settings.nullable, overrides: &settings.overrides };
    // Whoever corrects the description or the filter should know of a wrong name too, which `plan` would find.
    let misnamed = |failed: ErrorReported, diagnostics: &mut Diagnostics| {
        settings.package.iter().for_each(|name| plan::check_package_name(name, diagnostics));
        failed
    };
    let read = read(input, load, corrections, files, sources, diagnostics, ended);
    let (documents, resolved) = read.map_err(|failed| misnamed(failed, diagnostics))?;
    let selected = resolved.api.select(&settings.filter, diagnostics);
    let selection = selected.map_err(|failed| misnamed(failed, diagnostics))?;
    let (examples, count) = if settings.tests { oracle::read(&documents, diagnostics) } else { Default::default() };
    ended(Stage::Oracle);
    let settings = Settings { title: settings.title.clone().or_else(|| documents.title.clone()), ..settings.clone() };
    let plan = plan::plan(&resolved, &selection, &examples, &settings, diagnostics)?;
    ended(Stage::Plan);
    diagnostics.retain(|finding| !is_left_out(finding, &documents, &selection));
    let summary = Summary {
        tag: documents.tag.clone(),
        operations: plan.clients.iter().map(|client| client.methods.len()).sum(),
        models: plan.models.len(),
        examples: count,
        tests: plan.tests.iter().map(|test| generated(test, &examples)).collect(),
    };
    let files = emit::emit(&plan, diagnostics)?;
    ended(Stage::Emit);
    Ok((files, summary))
}
