//! The `armrest` command.

use armrest::{
    api::Filter,
    command::{Job, Report, dump, run, runtime_path},
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
    /// Only files that armrest wrote, and that are unchanged since, are replaced or removed. It records them in
    /// `.armrest/manifest.json` in the crate's folder: commit that file with the crate.
    ///
    /// Exit codes: 0 if the crate is up to date, 1 if `--check` found a difference, 2 if the arguments or the input have
    /// errors, or the folder holds files that armrest must not replace; then nothing was written.
    Generate(Generate),
    /// Print the API of descriptions as JSON: operations, parameters and types, with all references resolved.
    ///
    /// The JSON Schema is docs/api.schema.json. Exit codes: 0 if it was printed, 2 if the input has errors.
    Dump(Source),
}

/// What to read.
#[derive(Debug, clap::Args)]
struct Source {
    /// Description files (JSON or YAML), or one `readme.md`.
    #[arg(required = true)]
    input: Vec<PathBuf>,
    /// The tag of the `readme.md`. Default: the tag in the `readme.md` itself.
    #[arg(long)]
    tag: Option<String>,
    /// The folder outside of which no file is read. Default: the nearest folder named `specification` above the input,
    /// else the input's own folder.
    #[arg(long)]
    root: Option<PathBuf>,
    /// A location where services send null although the description does not allow it, such as
    /// `file.json#/definitions/Series/properties/values/items`; its type becomes an `Option`. May be repeated.
    #[arg(long, value_name = "FILE#/POINTER")]
    nullable: Vec<String>,
}

impl Source {
    fn input(&self) -> Input {
        Input { paths: self.input.clone(), tag: self.tag.clone(), root: self.root.clone() }
    }
}

/// Which operations.
#[derive(Debug, clap::Args)]
struct Filters {
    /// Only the operations that this glob matches: it is compared with operation ids, groups, tags and paths, without
    /// regard to case. In a path (`/…`), `*` is a part of one segment, and `**` is any number of segments. May be repeated.
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// Not the operations that this glob matches, even if `--include` does. May be repeated.
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
}

impl Filters {
    fn filter(self) -> Filter {
        Filter { include: self.include, exclude: self.exclude }
    }
}

#[derive(Debug, clap::Args)]
struct Generate {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    filters: Filters,
    /// The crate's folder: a new or empty one, or one that armrest wrote before.
    #[arg(long)]
    out: PathBuf,
    /// The package's name. Default: from the description's title.
    #[arg(long)]
    package_name: Option<String>,
    /// The path to armrest-runtime in the generated `Cargo.toml`. Default: its path in the checkout that this command was
    /// built from; if it does not exist, the version on crates.io.
    #[arg(long)]
    runtime: Option<String>,
    /// The scope of the clients' access tokens, such as `https://storage.azure.com/.default`, instead of the
    /// descriptions' scopes. Azure Resource Manager has its own.
    #[arg(long, value_name = "SCOPE")]
    token_scope: Option<String>,
    /// Also write `tests/examples.rs`: tests that run the description's examples against a mock server.
    #[arg(long)]
    tests: bool,
    /// Write nothing; print the differences, and exit with 1 if there are any.
    #[arg(long)]
    check: bool,
    /// Write the crate even if the folder holds other files. A file with the name of a generated one is moved to
    /// `.armrest/replaced`; all others stay.
    #[arg(long, conflicts_with = "check")]
    force: bool,
}

fn main() -> ExitCode {
    let color = std::io::stderr().is_terminal();
    let report = match Arguments::parse().command {
        Command::Generate(arguments) => generate(arguments, color),
        Command::Dump(source) => dump(&source.input(), &source.nullable, color),
    };
    // A reader that went away is no error of ours.
    let _ = std::io::stderr().write_all(report.messages.as_bytes());
    let _ = std::io::stdout().write_all(report.summary.as_bytes());
    ExitCode::from(report.end as u8)
}

fn generate(arguments: Generate, color: bool) -> Report {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    run(&Job {
        input: arguments.source.input(),
        settings: Settings {
            package: arguments.package_name,
            token_scope: arguments.token_scope,
            nullable: arguments.source.nullable,
            filter: arguments.filters.filter(),
            tests: arguments.tests,
            runtime: arguments.runtime.or_else(|| runtime_path(&arguments.out, &checkout)),
            ..Settings::default()
        },
        out: arguments.out,
        mode: match (arguments.check, arguments.force) {
            (true, _) => Mode::Check,
            (false, true) => Mode::Force,
            (false, false) => Mode::Write,
        },
        color,
    })
}
