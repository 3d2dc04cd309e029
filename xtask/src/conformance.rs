//! Conformance suites: servers that check each request that they receive, and count the scenarios that were done right. A
//! crate is generated for each of a suite's descriptions, the scenarios of `conformance/` call them, and the server says
//! what it saw.

mod autorest;
mod report;
mod server;
mod spector;

use crate::build::{self, put};
use armrest::{disk, load::Input, plan::Settings};
use rayon::prelude::*;
use report::Report;
use serde_json::json;
use std::{
    io,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// How long the scenarios of a suite may take: they need some 40 s.
const LIMIT: Duration = Duration::from_secs(600);

/// What to run.
#[derive(Debug, clap::Args)]
pub(crate) struct Conformance {
    /// Which suite; may be repeated. Default: all
    #[arg(long, value_enum)]
    suite: Vec<Suite>,
    /// Only scenarios whose path (module and function, such as `body_boolean::get_true`) has this in it. What is not
    /// covered is then shown and counts for nothing.
    #[arg(long)]
    filter: Option<String>,
    /// Where to write what was covered as JSON: each report's scenarios, and whether the server saw each.
    #[arg(long)]
    report: Option<PathBuf>,
}

/// A suite.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Suite {
    /// The AutoRest test server, to which Microsoft's generators for OpenAPI 2.0 are held
    Autorest,
    /// Spector, to which Microsoft's generators for TypeSpec are held, compiled to OpenAPI 2.0
    Spector,
}

/// Runs the scenarios; whether all pass that must.
pub(crate) fn conformance(workspace: &Path, arguments: &Conformance) -> Result<bool, String> {
    let suites = if arguments.suite.is_empty() { &[Suite::Autorest, Suite::Spector] } else { &arguments.suite[..] };
    let mut complete = true;
    let mut reports = Vec::new();
    for suite in suites {
        let filter = arguments.filter.as_deref();
        let (passed, seen) = match suite {
            Suite::Autorest => autorest::run(workspace, filter)?,
            Suite::Spector => spector::run(workspace, filter)?,
        };
        for report in &seen {
            println!("{report}");
        }
        complete &= passed && (filter.is_some() || seen.iter().all(Report::is_complete));
        reports.extend(seen);
    }
    if let Some(path) = &arguments.report {
        let report: serde_json::Value =
            reports.iter().map(|report| (report.name.clone(), json!(report.scenarios))).collect();
        put(path, &format!("{report:#}\n"))?;
    }
    Ok(complete)
}

/// Runs a program of scenarios against a server; whether all pass. One that polls for ever is stopped.
fn run_scenarios(program: &Path, endpoint: &str, filter: Option<&str>) -> Result<bool, String> {
    let failed = |error: io::Error| format!("cannot run the scenarios: {error}");
    let mut command = Command::new(program);
    command.env("ARMREST_TEST_SERVER", endpoint).arg("--quiet").args(filter);
    let mut process = command.spawn().map_err(failed)?;
    let begun = Instant::now();
    while begun.elapsed() < LIMIT {
        if let Some(status) = process.try_wait().map_err(failed)? {
            return Ok(status.success());
        }
        thread::sleep(Duration::from_millis(100));
    }
    process.kill().map_err(failed)?;
    process.wait().map_err(failed)?;
    Err(format!("the scenarios take longer than {} s", LIMIT.as_secs()))
}

/// Generates a crate for each description of a folder; their names.
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
    let settings = Settings { tests: true, ..Settings::default() };
    let input = Input { paths: vec![file.to_owned()], ..Input::default() };
    build::generate(workspace, folder, &name, &input, settings)?;
    Ok(name)
}

/// Runs npm in a folder.
pub(crate) fn npm(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let quiet = ["--no-audit", "--no-fund", "--loglevel", "error"];
    let status = Command::new("npm").current_dir(folder).args(arguments).args(quiet).status();
    let status = status.map_err(|error| format!("cannot run npm: {error}; install Node 20 or later"))?;
    if status.success() { Ok(()) } else { Err(format!("npm {} failed", arguments.join(" "))) }
}
