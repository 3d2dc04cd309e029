//! The `armrest` command.

use armrest::{
    command::{Job, run, runtime_path},
    load::Input,
    plan::Settings,
    write::Mode,
};
use clap::{Parser, Subcommand};
use std::{
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads Azure's OpenAPI 2.0 descriptions and writes Rust crates.
#[derive(Debug, Parser)]
#[command(name = "armrest", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate a crate from description files, or from a package's readme.md.
    ///
    /// Exit codes: 0 all is well, 1 `--check` found a difference, 2 the input has errors and nothing was written.
    Generate(Generate),
}

#[derive(Debug, clap::Args)]
struct Generate {
    /// Description files (JSON or YAML), or one readme.md.
    #[arg(required = true)]
    input: Vec<PathBuf>,
    /// The crate's folder.
    #[arg(long)]
    out: PathBuf,
    /// The tag of the readme.md; by default the one that it names itself.
    #[arg(long)]
    tag: Option<String>,
    /// The package's name; by default made from the description's title.
    #[arg(long)]
    package_name: Option<String>,
    /// The folder that references may not leave; by default the nearest `specification` above the input, or the
    /// input's own folder.
    #[arg(long)]
    root: Option<PathBuf>,
    /// The path to armrest-runtime in the generated Cargo.toml; by default that of the checkout that this command was
    /// built in, or else the version on crates.io.
    #[arg(long)]
    runtime: Option<String>,
    /// Change nothing; print what differs.
    #[arg(long)]
    check: bool,
}

fn main() -> ExitCode {
    let Command::Generate(arguments) = Arguments::parse().command;
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let job = Job {
        settings: Settings {
            package: arguments.package_name,
            runtime: arguments.runtime.or_else(|| runtime_path(&arguments.out, &checkout)),
            ..Settings::default()
        },
        input: Input { paths: arguments.input, tag: arguments.tag, root: arguments.root },
        out: arguments.out,
        mode: if arguments.check { Mode::Check } else { Mode::Write },
        color: std::io::stderr().is_terminal(),
    };
    let report = run(&job);
    // A reader that went away is no error of ours.
    let _ = std::io::stderr().write_all(report.messages.as_bytes());
    let _ = std::io::stdout().write_all(report.summary.as_bytes());
    ExitCode::from(report.end as u8)
}
