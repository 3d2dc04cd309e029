//! What it costs to generate, to compile, to decode and to mock; side by side where two things are compared.

mod builds;
mod figures;
mod generation;
mod measure;
mod mock;

pub(crate) use generation::{Generate, generate};
pub(crate) use measure::measure;

use armrest::api::Filter;
use figures::Figures;
use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Bench {
    /// The checkout: the folder that holds `specification`.
    #[arg(long)]
    specs: PathBuf,
    /// Only these parts; all by default.
    #[arg(long, value_enum)]
    part: Vec<Part>,
    /// How often each thing is measured; the median counts.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Where to write the figures as JSON.
    #[arg(long)]
    report: Option<PathBuf>,
}

/// A part of the measurements.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Part {
    /// Generating all packages, and Microsoft.Network alone.
    Generation,
    /// Where the time of a generation goes, stage by stage.
    Stages,
    /// 1, 10 and 100 copies of a package.
    Growth,
    /// A page of 1,000 sessions.
    Decode,
    /// `cargo check` of Microsoft.Network, beside the old crate.
    Check,
    /// The crate of some of its operations, beside the whole one with their feature.
    Filtered,
    /// Debug and release builds of it and of an application, beside the old crate.
    Build,
    /// Requests to a mock of Microsoft.Network, on one core.
    Mock,
}

const PARTS: &[Part] =
    &[Part::Generation, Part::Stages, Part::Growth, Part::Decode, Part::Check, Part::Filtered, Part::Build, Part::Mock];

/// Measures, and prints a table.
pub(crate) fn bench(workspace: &Path, arguments: &Bench) -> ExitCode {
    if cfg!(debug_assertions) {
        return in_release(workspace);
    }
    if crate::cpu::thread_seconds().is_nan() {
        eprintln!("bench measures processor time, which this system does not provide");
        return ExitCode::from(2);
    }
    let mut figures = Figures::default();
    let parts = if arguments.part.is_empty() { PARTS } else { &arguments.part };
    for part in parts {
        let measured = match part {
            Part::Generation => generation::generation(workspace, arguments, &mut figures),
            Part::Stages => generation::stages(workspace, arguments, &mut figures),
            Part::Growth => generation::growth(workspace, arguments, &mut figures),
            Part::Decode => builds::decode(workspace, &mut figures),
            Part::Check => builds::check(workspace, arguments, &mut figures),
            Part::Filtered => builds::filtered(workspace, arguments, &mut figures),
            Part::Build => builds::build(workspace, arguments, &mut figures),
            Part::Mock => mock::mock(arguments, &mut figures),
        };
        if let Err(message) = measured {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    }
    if let Err(message) = generation::tidy(workspace) {
        eprintln!("{message}");
    }
    println!("{}", figures.table());
    let report = arguments.report.clone().unwrap_or_else(|| workspace.join("target/bench/figures.json"));
    if let Err(error) = armrest::disk::replace(&report, &figures.json()) {
        eprintln!("{}: {error}", report.display());
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

/// The same command, built for release: what is measured is this program too.
fn in_release(workspace: &Path) -> ExitCode {
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--release", "--package", "xtask", "--manifest-path"]);
    command.arg(workspace.join("Cargo.toml")).arg("--").args(std::env::args_os().skip(1));
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(2),
        Err(error) => {
            eprintln!("cannot run cargo: {error}");
            ExitCode::from(2)
        }
    }
}

/// The operations of Bastion.
fn bastion() -> Filter {
    let include = ["BastionHosts_*", "GetActiveSessions"].map(str::to_owned);
    Filter { include: include.to_vec(), exclude: Vec::new() }
}

/// Where everything is made.
fn folder(workspace: &Path) -> PathBuf {
    workspace.join("target/bench")
}
