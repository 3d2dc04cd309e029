//! armrest's own commands: `cargo xtask codegen`.

mod codegen;

use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// armrest's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate every crate under `generated/` anew.
    Codegen {
        /// Change nothing; print what differs and exit with 1.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let Command::Codegen { check } = Arguments::parse().command;
    codegen::codegen(&workspace(), check)
}

/// The folder of the workspace.
fn workspace() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map(PathBuf::from).unwrap_or(own)
}
