//! armrest reads Azure's published descriptions (OpenAPI 2.0 with `x-ms-*`) and writes Rust crates: models, clients
//! and tests.
//!
//! Six stages, in one direction. Each is a pure function of what came before; only [`disk`] touches the disk.
//!
//! | stage | takes | gives |
//! |---|---|---|
//! | [`load`] | paths | parsed documents; each value knows its location |
//! | [`openapi2`] | documents | what they say of an API, by OpenAPI 2.0 with `x-ms-*` |
//! | [`api`] | that | one resolved, language-neutral API |
//! | [`plan`] | API | the Rust crate as data: every name and type |
//! | [`emit`] | plan | the text of each file |
//! | [`mod@write`] | files | a crate on disk, or a list of differences |
//!
//! Beside them, [`oracle`] reads the documents a second time, for the tests that are made from their examples where
//! [`Settings::tests`] asks for them.

pub mod api;
pub mod command;
pub mod disk;
pub mod emit;
pub mod load;
pub mod openapi2;
pub mod ownership;
pub mod plan;
pub mod write;

use api::{Api, Resolved};
pub use armrest_documents::{diagnostics, sources};
pub use armrest_oracle as oracle;
use diagnostics::{Diagnostics, ErrorReported};
use disk::Files;
use emit::TextFile;
use load::{Documents, Input};
use plan::Settings;
use sources::Sources;

/// What came of a generation.
#[derive(Debug)]
pub struct Outcome {
    /// The crate's files; none where the description has errors.
    pub files: Option<Vec<TextFile>>,
    /// What the crate has; none where there is no crate.
    pub summary: Option<Summary>,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
    /// The texts that the findings point into.
    pub sources: Sources,
}

/// What a generated crate has.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// The tag that was read, where the input was a `readme.md`.
    pub tag: Option<String>,
    /// How many operations have a method.
    pub operations: usize,
    /// How many models there are.
    pub models: usize,
    /// How many examples the description has; none are counted where no tests are made.
    pub examples: oracle::Count,
    /// The tests, each with the number of the example that it is made from.
    pub tests: Vec<(String, usize)>,
}

/// What came of reading descriptions.
#[derive(Debug)]
pub struct Described {
    /// The API; none where the descriptions have errors.
    pub api: Option<Api>,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
    /// The texts that the findings point into.
    pub sources: Sources,
}

/// Reads descriptions as one API. `nullable` names locations where null is allowed, as [`Settings::nullable`] does.
pub fn describe(input: &Input, nullable: &[String], files: &dyn Files) -> Described {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::default();
    let read = read(input, load::load, nullable, files, &mut sources, &mut diagnostics);
    Described { api: read.ok().map(|(_, resolved)| resolved.api), diagnostics, sources }
}

/// [`load::load`], or what reads less.
type Load = fn(&Input, &dyn Files, &mut Sources, &mut Diagnostics) -> Result<Documents, ErrorReported>;

fn read(
    input: &Input,
    load: Load,
    nullable: &[String],
    files: &dyn Files,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(Documents, Resolved), ErrorReported> {
    let mut documents = load(input, files, sources, diagnostics)?;
    documents.allow_null(nullable, diagnostics);
    let resolved = openapi2::read(&documents, diagnostics)?.resolve(diagnostics)?;
    Ok((documents, resolved))
}

/// Generates a crate from descriptions. Nothing is written: [`write::write`] does that.
pub fn generate(input: &Input, settings: &Settings, files: &dyn Files) -> Outcome {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::default();
    let made = run_stages(input, settings, files, &mut sources, &mut diagnostics);
    let (files, summary) = made.map(|(files, summary)| (Some(files), Some(summary))).unwrap_or_default();
    Outcome { files, summary, diagnostics, sources }
}

fn run_stages(
    input: &Input,
    settings: &Settings,
    files: &dyn Files,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(Vec<TextFile>, Summary), ErrorReported> {
    let load = if settings.tests { load::load } else { load::load_without_examples };
    let (documents, resolved) = read(input, load, &settings.nullable, files, sources, diagnostics)?;
    let (examples, count) = if settings.tests { oracle::read(&documents, diagnostics) } else { Default::default() };
    let settings = Settings { title: settings.title.clone().or_else(|| documents.title.clone()), ..settings.clone() };
    let plan = plan::plan(&resolved, &examples, &settings, diagnostics)?;
    let summary = Summary {
        tag: documents.tag.clone(),
        operations: plan.clients.iter().map(|client| client.methods.len()).sum(),
        models: plan.models.len(),
        examples: count,
        tests: plan.tests.iter().map(|test| (test.name.clone(), test.example)).collect(),
    };
    Ok((emit::emit(&plan, diagnostics)?, summary))
}
