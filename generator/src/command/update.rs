//! `armrest update`: all crates of a project.

#[cfg(feature = "cli")]
use super::watch;
use super::{End, Job, Progress, Report, progress::Steps, run_and_read, unwritable};
use crate::{
    api::Filter,
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported},
    disk::{self, Disk, Noted},
    project::{LOCK, Lock, PROJECT, Project, ProjectCrate},
    sources::Sources,
    write::Mode,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// What to update.
#[derive(Clone, Debug)]
pub struct Update {
    /// The project's file; the nearest one above the current folder where this is empty.
    pub project: Option<PathBuf>,
    /// Only the crates with these names or folders, as globs.
    pub only: Vec<String>,
    /// The checkout that has the runtime, unless the project names it.
    pub checkout: PathBuf,
    /// Whether to write, or only to compare.
    pub mode: Mode,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// Generates the crates of a project, and notes in `armrest.lock` what was read for them.
pub fn update(update: &Update, progress: &dyn Progress) -> Report {
    updated(update, progress, &mut Reads::default(), &BTreeSet::new())
}

/// Generates the crates of a project, and again each time when a file changes that was read for them. It ends only where
/// nothing can be watched.
#[cfg(feature = "cli")]
pub fn watch_update(update: &Update, progress: &dyn Progress, print: &mut dyn FnMut(&Report)) -> Report {
    let mut reads = Reads::default();
    let run = |changed: &BTreeSet<PathBuf>| {
        let report = updated(update, progress, &mut reads, changed);
        watch::Run { report, read: reads.project.iter().chain(reads.crates.values().flatten()).cloned().collect() }
    };
    watch::watch(run, update.color, print)
}

/// The files on which a project depends: its own, and those of each crate by its folder.
#[derive(Default)]
struct Reads {
    project: BTreeSet<PathBuf>,
    crates: BTreeMap<String, BTreeSet<PathBuf>>,
}

impl Reads {
    /// Whether a crate depends on one of the files that changed; each does if it is not known which did.
    fn concern(&self, out: &str, changed: &BTreeSet<PathBuf>) -> bool {
        let own = self.crates.get(out);
        changed.is_empty() || own.is_none_or(|own| !own.is_disjoint(changed)) || !self.project.is_disjoint(changed)
    }
}

fn updated(update: &Update, progress: &dyn Progress, reads: &mut Reads, changed: &BTreeSet<PathBuf>) -> Report {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let files = Noted::new(&Disk);
    let read = find(update.project.as_deref(), &mut diagnostics).and_then(|path| {
        let project = Project::read(&path, &files, &mut sources, &mut diagnostics)?;
        Ok((path, project))
    });
    reads.project = files.paths();
    let Ok((path, project)) = read else {
        return Report::with_errors(&diagnostics, &sources, update.color);
    };
    let filter = Filter { include: update.only.clone(), exclude: Vec::new() };
    let names = |own: &ProjectCrate| vec![own.folder().into(), own.name.clone().into()];
    match filter.choose(&project.crates, "crate of the project", names, &mut diagnostics) {
        Ok(mut chosen) => {
            chosen.retain(|own| reads.concern(&own.folder(), changed));
            reads.crates.retain(|out, _| project.crates.iter().any(|own| own.folder() == *out));
            crates(update, progress, path.parent().unwrap_or(Path::new("")), &project, &chosen, reads)
        }
        Err(ErrorReported) => Report::with_errors(&diagnostics, &sources, update.color),
    }
}

/// The project's file: the one that is named, or the nearest.
pub(super) fn find(named: Option<&Path>, diagnostics: &mut Diagnostics) -> Result<PathBuf, ErrorReported> {
    if let Some(path) = named {
        return Ok(path.to_owned());
    }
    let here = disk::absolute(Path::new("."));
    let found =
        here.iter().flat_map(|here| here.ancestors()).map(|folder| folder.join(PROJECT)).find(|path| path.is_file());
    found.ok_or_else(|| {
        let message = format!("there is no `{PROJECT}` in this folder or above it");
        let help = "write one (docs/project.md), or name one with `--project`";
        diagnostics.push(Diagnostic::error(Code::NoProject, message).help(help));
        ErrorReported
    })
}

fn crates(
    update: &Update,
    progress: &dyn Progress,
    folder: &Path,
    project: &Project,
    chosen: &[&ProjectCrate],
    reads: &mut Reads,
) -> Report {
    let mut report = Report::default();
    let before = Lock::of(folder);
    let mut lock = before.clone();
    let steps = Steps::new(chosen.len(), progress);
    for own in chosen {
        let out = own.folder();
        let files = Noted::new(&Disk);
        let settings = own.settings(folder, Some(&update.checkout), &files);
        let mut read = files.paths();
        match settings {
            Ok(settings) => {
                let job = Job {
                    input: own.input(folder),
                    out: folder.join(&own.out),
                    settings,
                    mode: update.mode,
                    brief: false,
                    color: update.color,
                };
                let ran = run_and_read(&job);
                let is_done = ran.report.end != End::Failed;
                report.add(ran.report);
                read.extend(ran.read);
                let changes = if is_done { lock.note(&out, &ran.sources) } else { Vec::new() };
                for change in changes {
                    // Writing to a string does not fail.
                    let _ = writeln!(report.messages, "{out}: {change}");
                }
            }
            Err(finding) => report.add(Report::failed(&[finding], update.color)),
        }
        reads.crates.insert(out, read);
        steps.done(&own.name);
    }
    lock.keep(&project.crates.iter().map(ProjectCrate::folder).collect::<Vec<_>>());
    report.add(locked(update, folder, &lock, lock == before));
    report
}

/// Writes the lock, or says that it is not up to date.
fn locked(update: &Update, folder: &Path, lock: &Lock, is_same: bool) -> Report {
    let path = folder.join(LOCK);
    if update.mode == Mode::Check {
        let messages = format!("{}: other files than these were read\n", path.display());
        let differs = Report { messages, end: End::Differs, ..Report::default() };
        return if is_same { Report::default() } else { differs };
    }
    match lock.write(folder) {
        Ok(()) => Report::default(),
        Err(error) => Report::failed(&[unwritable(&path, &error)], update.color),
    }
}
