//! What `armrest generate` and `cargo xtask codegen` do, up to the printing: that is theirs.

use crate::{
    diagnostics::{Severity, render},
    disk, generate,
    load::Input,
    plan::Settings,
    stamp::{self, Noted},
    write::{Difference, Mode, write},
};
use std::{
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
    /// What the caller decides of the crate.
    pub settings: Settings,
    /// Whether to write, or only to look.
    pub mode: Mode,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// What came of a job.
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
    /// All is as it should be.
    #[default]
    Done = 0,
    /// Something differs, and was only to be looked at.
    Differs = 1,
    /// The description or the disk does not allow it; nothing was written.
    Failed = 2,
}

/// Does a job.
pub fn run(job: &Job) -> Report {
    let mut report = Report::default();
    if job.mode == Mode::Write
        && let Some((messages, count)) = stamp::unchanged(job)
    {
        report.messages = messages;
        differing(job, &[], count, &mut report);
        return report;
    }
    let noted = Noted::default();
    let outcome = generate(&job.input, &job.settings, &noted);
    for finding in outcome.diagnostics.iter() {
        let shown = render(finding, &outcome.sources, job.color);
        // Writing to a string does not fail, here and below.
        let _ = writeln!(report.messages, "{shown}\n");
    }
    let Some(files) = outcome.files else {
        let count = outcome.diagnostics.count(Severity::Error);
        let _ = writeln!(report.messages, "{count} error(s): nothing was written");
        report.end = End::Failed;
        return report;
    };
    match write(&job.out, &files, job.mode) {
        Ok(differences) => {
            if job.mode == Mode::Write {
                stamp::keep(job, &noted, &files, &report.messages);
            }
            differing(job, &differences, files.len(), &mut report);
        }
        Err(error) => {
            let _ = writeln!(report.messages, "{}: {error}", job.out.display());
            report.end = End::Failed;
        }
    }
    report
}

fn differing(job: &Job, differences: &[Difference], files: usize, report: &mut Report) {
    let out = job.out.display();
    match (job.mode, differences.len()) {
        (_, 0) => {
            let _ = writeln!(report.summary, "{out}: {files} files, all as they should be");
        }
        (Mode::Write, count) => {
            let _ = writeln!(report.summary, "{out}: {files} files, {count} changed");
        }
        (Mode::Check, count) => {
            for difference in differences {
                let _ = writeln!(report.messages, "{out}/{difference}");
            }
            let _ = writeln!(report.messages, "{out}: {count} file(s) differ");
            report.end = End::Differs;
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
