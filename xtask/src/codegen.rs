//! The crates under `generated/`: one function makes them and is the check that they are as made.

use armrest::{
    command::{End, Job, run, runtime_path},
    disk,
    load::Input,
    plan::Settings,
    write::Mode,
};
use std::{
    io::{IsTerminal, Write},
    path::Path,
    process::ExitCode,
};

/// A crate under `generated/`.
struct Generated {
    folder: &'static str,
    package: &'static str,
    /// Description files, or a `readme.md`.
    input: &'static [&'static str],
    /// Programs that are taken along as the package's examples.
    programs: &'static [&'static str],
}

const CRATES: &[Generated] = &[Generated {
    folder: "bastion",
    package: "armrest-bastion",
    input: &["spec/bastion.yaml"],
    programs: &["spec/programs/active_sessions.rs"],
}];

/// Generates every crate, or says what differs.
pub(crate) fn codegen(workspace: &Path, mode: Mode) -> ExitCode {
    let mut end = End::Done;
    let mut messages = String::new();
    let mut summary = String::new();
    for generated in CRATES {
        let job = match job(workspace, generated, mode) {
            Ok(job) => job,
            Err(message) => {
                messages.push_str(&message);
                end = End::Failed;
                continue;
            }
        };
        let report = run(&job);
        messages.push_str(&report.messages);
        summary.push_str(&report.summary);
        end = end.max(report.end);
    }
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
    if let Some(left_over) = left_over(workspace) {
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

fn job(workspace: &Path, generated: &Generated, mode: Mode) -> Result<Job, String> {
    let out = workspace.join("generated").join(generated.folder);
    let mut programs = Vec::new();
    for path in generated.programs {
        let text = disk::read_text(&workspace.join(path)).ok().flatten();
        let text = text.ok_or_else(|| format!("cannot read {path}\n"))?;
        let name = path.rsplit('/').next().unwrap_or(path);
        programs.push((name.to_owned(), text));
    }
    Ok(Job {
        settings: Settings {
            package: Some(generated.package.to_owned()),
            runtime: runtime_path(&out, workspace),
            tests: true,
            examples: programs,
            ..Settings::default()
        },
        input: Input { paths: generated.input.iter().map(|path| workspace.join(path)).collect(), ..Input::default() },
        out,
        mode,
        color: std::io::stderr().is_terminal(),
    })
}

/// A page's path, and what makes it.
type Page = (&'static str, fn() -> String);

/// The pages of the documentation that are made of the code.
const PAGES: &[Page] = &[
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

/// Folders under `generated/` that no crate of the list has.
fn left_over(workspace: &Path) -> Option<String> {
    let folder = workspace.join("generated");
    let files = disk::files_below(&folder).ok()?;
    let mut unknown: Vec<String> = files
        .iter()
        .filter_map(|file| {
            let mut inside = file.strip_prefix(&folder).ok()?.components();
            let first = inside.next()?.as_os_str().to_string_lossy().into_owned();
            // A file that is in no folder is the workspace's own.
            inside.next()?;
            let known = CRATES.iter().any(|generated| generated.folder == first);
            (!known).then_some(first)
        })
        .collect();
    unknown.dedup();
    let lines: Vec<String> = unknown
        .iter()
        .map(|folder| format!("generated/{folder}: codegen does not write this crate; remove it, or add it to `CRATES` in xtask/src/codegen.rs\n"))
        .collect();
    (!lines.is_empty()).then(|| lines.concat())
}
