//! `armrest update`: all crates of a project.

use super::{End, Job, Report, run_and_read, unwritable};
use crate::{
    api::Filter,
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported},
    disk::{self, Disk},
    project::{LOCK, Lock, PROJECT, Project, ProjectCrate},
    sources::Sources,
    write::Mode,
};
use std::{
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
pub fn update(update: &Update) -> Report {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let read = find(update.project.as_deref(), &mut diagnostics).and_then(|path| {
        let project = Project::read(&path, &Disk, &mut sources, &mut diagnostics)?;
        Ok((path, project))
    });
    let Ok((path, project)) = read else {
        return Report::with_errors(&diagnostics, &sources, update.color);
    };
    let filter = Filter { include: update.only.clone(), exclude: Vec::new() };
    let names = |own: &ProjectCrate| vec![own.folder().into(), own.name.clone().into()];
    match filter.choose(&project.crates, "crate of the project", names, &mut diagnostics) {
        Ok(chosen) => crates(update, path.parent().unwrap_or(Path::new("")), &project, &chosen),
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

fn crates(update: &Update, folder: &Path, project: &Project, chosen: &[&ProjectCrate]) -> Report {
    let mut report = Report::default();
    let before = Lock::of(folder);
    let mut lock = before.clone();
    for own in chosen {
        let out = own.folder();
        let settings = match own.settings(folder, Some(&update.checkout), &Disk) {
            Ok(settings) => settings,
            Err(finding) => {
                report.add(Report::failed(&[finding], update.color));
                continue;
            }
        };
        let job = Job {
            input: own.input(folder),
            out: folder.join(&own.out),
            settings,
            mode: update.mode,
            color: update.color,
        };
        let (done, read) = run_and_read(&job);
        let is_done = done.end != End::Failed;
        report.add(done);
        if is_done {
            for change in lock.note(&out, &read) {
                // Writing to a string does not fail.
                let _ = writeln!(report.messages, "{out}: {change}");
            }
        }
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
