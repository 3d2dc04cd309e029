//! What the command `armrest` and `cargo xtask codegen` do, without printing it.

mod add;
mod all;
mod diff;
mod explain;
mod list;
#[cfg(feature = "mock")]
mod mock;
mod progress;
mod search;
mod show;
mod table;
mod update;
#[cfg(feature = "cli")]
mod watch;

pub use add::{Add, add};
pub use all::{GenerateAll, generate_all};
pub use diff::{Diff, DiffFormat, diff};
pub use explain::{explain, page as diagnostics_page};
pub use list::{List, ListedOperation, Package, Tag, list};
#[cfg(feature = "mock")]
pub use mock::{MockServer, mock, packages};
#[cfg(feature = "cli")]
pub use progress::Bar;
pub use progress::{Progress, Steps};
pub use search::{FoundOperation, Search, search};
pub use show::{RustMethod, Show, ShownOperation, show};
#[cfg(feature = "cli")]
pub use update::watch_update;
pub use update::{Update, update};

use crate::{
    Corrections, Load,
    api::{Filter, Resolved, Selection},
    describe,
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported, Severity, few, render},
    diff::Change,
    disk::{self, Noted},
    emit::TextFile,
    generate,
    load::{Documents, Input},
    ownership::Refusal,
    plan::{self, Crate, Settings},
    read,
    sources::Sources,
    write::{Before, Difference, Mode, WriteError, before, write_since},
};
use serde::Serialize;
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// One crate to generate.
#[derive(Clone, Debug)]
pub struct Job {
    /// What to read.
    pub input: Input,
    /// Where to write.
    pub out: PathBuf,
    /// The caller's settings of the crate.
    pub settings: Settings,
    /// Whether to write, or only to compare.
    pub mode: Mode,
    /// Whether warnings are not shown, and differences only counted.
    pub brief: bool,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// The result of a job.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// For the error stream: findings and differences.
    pub messages: String,
    /// For the output stream: what was done.
    pub summary: String,
    /// How it ended.
    pub end: End,
}

/// How a job ended, by its exit code.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum End {
    /// The crate is up to date.
    #[default]
    Done = 0,
    /// [`Mode::Check`] found a difference, or a search found nothing.
    Differs = 1,
    /// The input has errors, or the folder is not armrest's to write; nothing was written.
    Failed = 2,
}

/// Does a job.
pub fn run(job: &Job) -> Report {
    run_and_read(job).report
}

/// Does a job, and does it again each time when a file changes that was read. It ends only where nothing can be watched.
#[cfg(feature = "cli")]
pub fn watch_job(job: &Job, print: &mut dyn FnMut(&Report)) -> Report {
    let run = |_: &BTreeSet<PathBuf>| {
        let Ran { report, read, .. } = run_and_read(job);
        watch::Run { report, read }
    };
    watch::watch(run, job.color, print)
}

/// What came of a job.
#[derive(Default)]
struct Ran {
    report: Report,
    /// The files that were read, with their texts.
    sources: Sources,
    /// The files on which it depends: their full paths.
    read: BTreeSet<PathBuf>,
    /// How many warnings there are.
    warnings: usize,
}

fn run_and_read(job: &Job) -> Ran {
    if let Some(finding) = unusable(&job.out) {
        return Ran { report: Report::failed(&[finding], job.color), ..Ran::default() };
    }
    let mut report = Report::default();
    let before = before(&job.out);
    let files = Noted::new(&disk::Disk);
    let outcome = generate(&job.input, &job.settings, &files);
    let shown = outcome.diagnostics.iter().filter(|finding| !job.brief || finding.severity == Severity::Error);
    report.show(shown, &outcome.sources, job.color);
    let report = match outcome.files {
        Some(files) => written(job, &before, &files, report),
        None => {
            let count = outcome.diagnostics.count(Severity::Error);
            // Writing to a string does not fail, here and below.
            let _ = writeln!(report.messages, "{count} error(s): nothing was written");
            Report { end: End::Failed, ..report }
        }
    };
    let warnings = outcome.diagnostics.count(Severity::Warning);
    Ran { report, sources: outcome.sources, read: files.paths(), warnings }
}

/// Writes the files of a job, or compares them.
fn written(job: &Job, before: &Before, files: &[TextFile], mut report: Report) -> Report {
    match write_since(before, &job.out, files, job.mode) {
        Ok(written) => {
            for note in &written.notes {
                let _ = writeln!(report.messages, "note: {}: {note}", job.out.display());
            }
            // The manifest is a file of the crate too.
            differing(job, &written.differences, files.len() + 1, &mut report);
            report
        }
        Err(error) => {
            report.show(&[not_written(&error, job)], &Sources::default(), job.color);
            Report { end: End::Failed, ..report }
        }
    }
}

/// Prints the API of descriptions as JSON, in the summary.
pub fn dump(input: &Input, nullable: &[String], filter: &Filter, color: bool) -> Report {
    let mut report = Report::default();
    let described = describe(input, nullable, filter, &disk::Disk);
    report.show(described.diagnostics.iter(), &described.sources, color);
    match described.api.as_ref().map(json) {
        Some(Ok(json)) => report.summary = json,
        _ => report.end = End::Failed,
    }
    report
}

/// How a result is printed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: docs/command.schema.json is its JSON Schema.
    Json,
}

/// What commands find, and programs may read: one of these, by the command.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Output {
    /// `armrest list FOLDER`.
    Packages(Vec<Package>),
    /// `armrest list README --tags`.
    Tags(Vec<Tag>),
    /// `armrest list INPUT…`.
    Operations(Vec<ListedOperation>),
    /// `armrest show`.
    Shown(Vec<ShownOperation>),
    /// `armrest search`.
    Found(Vec<FoundOperation>),
    /// `armrest diff`.
    Changes(Vec<Change>),
}

/// The JSON Schema of what commands print with `--format json`.
#[cfg(feature = "schema")]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Output).into()
}

/// JSON in which the characters are escaped that a terminal obeys, of which JSON itself allows some. They are in texts only.
fn json(found: &impl Serialize) -> serde_json::Result<String> {
    let json = serde_json::to_string_pretty(found)?;
    let escaped = |character: char| match character {
        '\u{7f}'..='\u{9f}' => format!("\\u{:04x}", u32::from(character)),
        other => other.to_string(),
    };
    let json = if json.contains(|one| matches!(one, '\u{7f}'..='\u{9f}')) {
        json.chars().map(escaped).collect()
    } else {
        json
    };
    Ok(json + "\n")
}

/// What was found, in its format.
fn print(format: Format, text: impl FnOnce() -> String, found: &Output) -> Report {
    let summary = match format {
        Format::Text => Ok(text()),
        Format::Json => json(found),
    };
    match summary {
        Ok(summary) => Report { summary, ..Report::default() },
        Err(error) => Report { messages: format!("{error}\n"), end: End::Failed, ..Report::default() },
    }
}

impl Report {
    /// Adds what another one says, and ends as the worse of them.
    fn add(&mut self, other: Self) {
        self.messages.push_str(&other.messages);
        self.summary.push_str(&other.summary);
        self.end = self.end.max(other.end);
    }

    /// There is no result: these findings say why.
    fn failed<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>, color: bool) -> Self {
        let mut report = Self { end: End::Failed, ..Self::default() };
        report.show(findings, &Sources::default(), color);
        report
    }

    /// There is no result: the errors among these findings say why.
    fn with_errors(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> Self {
        let mut report = Self { end: End::Failed, ..Self::default() };
        report.show(diagnostics.iter().filter(|finding| finding.severity == Severity::Error), sources, color);
        report
    }

    fn show<'d>(&mut self, findings: impl IntoIterator<Item = &'d Diagnostic>, sources: &Sources, color: bool) {
        for finding in few(findings) {
            let _ = writeln!(self.messages, "{}\n", render(&finding, sources, color));
        }
    }
}

/// Reads descriptions as they are.
fn described(
    input: &Input,
    load: Load,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(Documents, Resolved), ErrorReported> {
    read(input, load, Corrections::default(), &disk::Disk, sources, diagnostics, &mut |_| {})
}

/// The crate of all operations of an API. `title` is that of the package, if it has one.
fn whole_crate(
    resolved: &Resolved,
    title: Option<String>,
    diagnostics: &mut Diagnostics,
) -> Result<Crate, ErrorReported> {
    let settings = Settings { title, ..Settings::default() };
    plan::plan(resolved, &Selection::all(&resolved.api), &[], &settings, diagnostics)
}

/// A file of the project that cannot be written.
fn unwritable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(Code::NotWritten, format!("cannot write {}: {error}", path.display()))
        .help("check that the folder is writable")
}

/// Why a path cannot be the folder of any crate.
fn unusable(out: &Path) -> Option<Diagnostic> {
    let is_root = disk::absolute_new(out).is_some_and(|out| out.parent().is_none());
    let message = || format!("{} is the root of the file system", out.display());
    is_root.then(|| Diagnostic::error(Code::BadFolder, message()).help("name a folder for the crate with `--out`"))
}

fn not_written(error: &WriteError, job: &Job) -> Diagnostic {
    let code = match error {
        WriteError::Disk(_) | WriteError::Meanwhile => Code::NotWritten,
        WriteError::Refused(Refusal::NotOurs(_)) => Code::FolderNotEmpty,
        WriteError::Refused(Refusal::InTheWay(_)) => Code::FilesInTheWay,
        WriteError::Refused(Refusal::Manifest(_)) => Code::BadManifest,
    };
    let out = disk::absolute(&job.out);
    let of_input = |path: &&PathBuf| disk::absolute(path).is_some_and(|path| path.parent() == out.as_deref());
    let description = job.input.paths.iter().find(of_input);
    let description = description.filter(|_| code == Code::FolderNotEmpty);
    let help = match description {
        Some(path) => format!("this is the folder of the input {}; {}", path.display(), error.help()),
        None => error.help(),
    };
    Diagnostic::error(code, format!("nothing was written to {}: {error}", job.out.display())).help(help)
}

fn differing(job: &Job, differences: &[Difference], files: usize, report: &mut Report) {
    let out = job.out.display();
    match (job.mode, differences.len()) {
        (_, 0) if job.brief => {}
        (_, 0) => {
            let _ = writeln!(report.summary, "{out}: {files} files, up to date");
        }
        (Mode::Check, count) => {
            for difference in differences.iter().filter(|_| !job.brief) {
                let _ = writeln!(report.messages, "{out}/{difference}");
            }
            let _ = writeln!(report.messages, "{out}: {count} file(s) differ");
            report.end = End::Differs;
        }
        (_, count) => {
            let _ = writeln!(report.summary, "{out}: {files} files, {count} changed");
        }
    }
}

/// How a crate at `out` finds the runtime: by a path from there if both are in one checkout, else by its full path;
/// none where there is no runtime in `checkout`.
pub fn runtime_path(out: &Path, checkout: &Path) -> Option<String> {
    let runtime = disk::absolute(&checkout.join("runtime"))?;
    let checkout = disk::absolute(checkout)?;
    let out = disk::absolute_new(out)?;
    let path = match out.strip_prefix(&checkout) {
        Ok(inside) => {
            let up = inside.components().map(|_| "..");
            let up: Vec<&str> = up.collect();
            format!("{}/runtime", up.join("/"))
        }
        Err(_) => runtime.to_string_lossy().into_owned(),
    };
    Some(path.replace('\\', "/"))
}
