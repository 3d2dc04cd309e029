//! armrest's own commands: `cargo xtask codegen`, `corpus`, `conformance`, `diff-check`, `fuzz` and `bench`.

mod bench;
mod build;
mod codegen;
mod conformance;
mod corpus;
mod cpu;
mod diff_check;
mod fuzz;

use armrest::write::Mode;
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// armrest's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Regenerate every crate under `generated/`.
    Codegen {
        /// Write nothing; print the differences, and exit with 1 if there are any.
        #[arg(long)]
        check: bool,
        /// Move files that block generated ones to `.armrest/replaced` in their crate.
        #[arg(long, conflicts_with = "check")]
        force: bool,
    },
    /// Generate, compile or test every package of a checkout of Azure's descriptions.
    Corpus(corpus::Corpus),
    /// Run the scenarios of the AutoRest test server.
    Conformance(conformance::Conformance),
    /// Compare `armrest diff` with cargo-semver-checks and rustdoc, on pairs of api-versions.
    DiffCheck(diff_check::DiffCheck),
    /// Change descriptions at random, and look whether anything panics, hangs, or does not hold.
    Fuzz(fuzz::Fuzz),
    /// Measure the cost of generating, compiling and decoding.
    Bench(bench::Bench),
    /// Run a command and print what it cost.
    #[command(hide = true)]
    Measure {
        #[arg(last = true)]
        command: Vec<String>,
    },
    /// Generate and write packages, to be measured.
    #[command(hide = true)]
    BenchGenerate(bench::Generate),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Codegen { check: true, .. } => codegen::codegen(&workspace(), Mode::Check),
        Command::Codegen { force: true, .. } => codegen::codegen(&workspace(), Mode::Force),
        Command::Codegen { .. } => codegen::codegen(&workspace(), Mode::Write),
        Command::Conformance(arguments) => exit_code(conformance::conformance(&workspace(), &arguments)),
        Command::DiffCheck(arguments) => exit_code(diff_check::diff_check(&workspace(), &arguments)),
        Command::Fuzz(arguments) => exit_code(fuzz::fuzz(&workspace(), &arguments)),
        Command::Bench(arguments) => bench::bench(&workspace(), &arguments),
        Command::Measure { command } => bench::measure(&command),
        Command::BenchGenerate(arguments) => bench::generate(&workspace(), &arguments),
        Command::Corpus(arguments) => exit_code(corpus::corpus(&workspace(), &arguments)),
    }
}

/// The exit code of what says whether all is well, or why it could not be done.
fn exit_code(outcome: Result<bool, String>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// The folder of the workspace.
fn workspace() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map(PathBuf::from).unwrap_or(own)
}
