//! The AutoRest test server: every generator of clients for Azure is held to it. A crate is generated for each of its
//! descriptions, the scenarios of `conformance/` call them, and the server says what it saw.

mod server;

use crate::build;
use armrest::{
    command::runtime_path,
    diagnostics::{Severity, render},
    disk::{self, Disk},
    load::Input,
    plan::Settings,
    write::{Mode, write},
};
use rayon::prelude::*;
use serde_json::json;
use server::{Coverage, Server};
use std::{
    io,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// How long the scenarios may take: they need some 40 s.
const LIMIT: Duration = Duration::from_secs(600);

/// What to run.
#[derive(Debug, clap::Args)]
pub(crate) struct Conformance {
    /// Only scenarios whose path (description and function, such as `body_boolean::get_true`) has this in it. What is
    /// not covered is then shown and counts for nothing.
    #[arg(long)]
    filter: Option<String>,
    /// Where to write what was covered as JSON: each report's scenarios with how often the server saw them.
    #[arg(long)]
    report: Option<PathBuf>,
}

/// Runs the scenarios.
pub(crate) fn conformance(workspace: &Path, arguments: &Conformance) -> Result<bool, String> {
    let folder = workspace.join("target/conformance");
    let package = server::install(&folder.join("server"))?;
    let names = generate(workspace, &folder, &package.join("swagger"))?;
    let mut members: Vec<String> = names.iter().map(|name| format!("crates/{name}")).collect();
    members.push("../../conformance".to_owned());
    build::workspace(workspace, &folder, &members)?;
    let program = build::test_program(&folder, "armrest-conformance")?;

    let server = Server::start(&package)?;
    let mut scenarios = Command::new(program);
    scenarios.env("ARMREST_TEST_SERVER", server.endpoint()).args(&arguments.filter);
    let passed = run_scenarios(&mut scenarios).map_err(|error| format!("cannot run the scenarios: {error}"))?;
    let reports = server.reports()?;
    drop(server);

    if let Some(path) = &arguments.report {
        let report: serde_json::Value = reports.iter().map(|report| (report.name, json!(report.scenarios))).collect();
        disk::replace(path, &format!("{report:#}\n")).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    for report in &reports {
        println!("{report}");
    }
    let complete = arguments.filter.is_some() || reports.iter().all(Coverage::is_complete);
    Ok(passed && complete)
}

/// Runs the scenarios; whether all pass. One that polls for ever is stopped.
fn run_scenarios(command: &mut Command) -> io::Result<bool> {
    let mut process = command.spawn()?;
    let begun = Instant::now();
    while begun.elapsed() < LIMIT {
        if let Some(status) = process.try_wait()? {
            return Ok(status.success());
        }
        thread::sleep(Duration::from_millis(100));
    }
    process.kill()?;
    process.wait()?;
    Err(io::Error::new(io::ErrorKind::TimedOut, format!("they take longer than {} s", LIMIT.as_secs())))
}

/// Generates a crate for each description; their names.
fn generate(workspace: &Path, folder: &Path, descriptions: &Path) -> Result<Vec<String>, String> {
    let files = disk::files_below(descriptions).map_err(|error| format!("{}: {error}", descriptions.display()))?;
    let is_description = |file: &PathBuf| {
        file.parent() == Some(descriptions) && file.extension().is_some_and(|extension| extension == "json")
    };
    let files: Vec<PathBuf> = files.into_iter().filter(is_description).collect();
    files.par_iter().map(|file| generate_one(workspace, folder, file)).collect()
}

fn generate_one(workspace: &Path, folder: &Path, file: &Path) -> Result<String, String> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = stem.to_lowercase().replace(['.', '_'], "-");
    let out = folder.join("crates").join(&name);
    let settings = Settings {
        package: Some(name.clone()),
        runtime: runtime_path(&out, workspace),
        tests: true,
        ..Settings::default()
    };
    let input = Input { paths: vec![file.to_owned()], ..Input::default() };
    let outcome = armrest::generate(&input, &settings, &Disk);
    let Some(files) = outcome.files else {
        let errors = outcome.diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
        return Err(errors.map(|finding| render(finding, &outcome.sources, false)).collect());
    };
    write(&out, &files, Mode::Write).map_err(|error| format!("{}: {error}", out.display()))?;
    Ok(name)
}
