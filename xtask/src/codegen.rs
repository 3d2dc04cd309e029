//! The crates under `generated/`: one function makes them and is the check that they are as made.

use anstream::{AutoStream, ColorChoice};
use armrest::{
    command::{End, Report, Update, update},
    diagnostics::Diagnostics,
    disk::{self, Disk},
    project::{PROJECT, Project},
    sources::Sources,
    write::Mode,
};
use std::{io::Write, path::Path, process::ExitCode};

/// Generates the crates of `armrest.toml` and the pages that are made of the code, or says what differs.
pub(crate) fn codegen(workspace: &Path, mode: Mode) -> ExitCode {
    let color = AutoStream::choice(&std::io::stderr()) != ColorChoice::Never;
    let project = workspace.join(PROJECT);
    let checkout = workspace.to_owned();
    let own = Update { project: Some(project.clone()), only: Vec::new(), checkout, mode, color };
    let Report { mut messages, mut summary, mut end, .. } = update(&own, &());
    for (path, made) in PAGES {
        match page(workspace, path, &made(), mode) {
            Ok(differs) if differs => {
                messages.push_str(&format!("{path} differs\n"));
                end = end.max(End::Differs);
            }
            Ok(_) => summary.push_str(&format!("{path}: up to date\n")),
            Err(error) => {
                messages.push_str(&format!("{path}: {error}\n"));
                end = End::Failed;
            }
        }
    }
    if let Some(left_over) = left_over(workspace, &project) {
        messages.push_str(&left_over);
        end = end.max(End::Differs);
    }
    if end == End::Differs {
        messages.push_str("generated files are not up to date: run `cargo xtask codegen`\n");
    }
    // A reader that went away is no error of ours.
    let _ = std::io::stderr().write_all(messages.as_bytes());
    let _ = std::io::stdout().write_all(summary.as_bytes());
    ExitCode::from(end as u8)
}

/// A page's path, and what makes it.
type Page = (&'static str, fn() -> String);

/// The pages of the documentation that are made of the code.
const PAGES: &[Page] = &[
    ("docs/armrest.schema.json", || format!("{:#}\n", armrest::project::schema())),
    ("docs/api.schema.json", || format!("{:#}\n", armrest::api::schema())),
    ("docs/command.schema.json", || format!("{:#}\n", armrest::command::schema())),
    ("docs/diagnostics.md", armrest::command::diagnostics_page),
];

/// Writes a page, or says whether it differs.
fn page(workspace: &Path, path: &str, made: &str, mode: Mode) -> std::io::Result<bool> {
    let path = workspace.join(path);
    let found = disk::read_text(&path)?;
    let is_same = found.is_some_and(|found| found.replace("\r\n", "\n") == made);
    if is_same || mode == Mode::Check {
        return Ok(!is_same);
    }
    disk::replace(&path, made)?;
    Ok(false)
}

/// Folders under `generated/` that no crate of the project has.
fn left_over(workspace: &Path, project: &Path) -> Option<String> {
    let crates = Project::read(project, &Disk, &mut Sources::default(), &mut Diagnostics::default()).ok()?.crates;
    let folder = workspace.join("generated");
    let files = disk::files_below(&folder).ok()?;
    let mut unknown: Vec<String> = files
        .iter()
        .filter_map(|file| {
            let mut inside = file.strip_prefix(&folder).ok()?.components();
            let first = inside.next()?.as_os_str().to_string_lossy().into_owned();
            // A file that is in no folder is the workspace's own.
            inside.next()?;
            let known = crates.iter().any(|own| own.folder() == format!("generated/{first}"));
            (!known).then_some(first)
        })
        .collect();
    unknown.dedup();
    let lines: Vec<String> = unknown
        .iter()
        .map(|folder| {
            format!("generated/{folder}: codegen does not write this crate; remove it, or add it to {PROJECT}\n")
        })
        .collect();
    (!lines.is_empty()).then(|| lines.concat())
}
