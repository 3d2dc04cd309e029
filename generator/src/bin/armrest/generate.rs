use crate::{
    arguments::{Filters, Nullable, Source, checkout, mode},
    print,
};
use armrest::{
    command::{self, Bar, Job, Report, run, runtime_path, watch_job},
    plan::Settings,
};
use std::path::PathBuf;

/// Generate a crate from description files, or from a package's readme.md.
///
/// Only files that armrest wrote, and that are unchanged since, are replaced or removed. It records them in
/// `.armrest/manifest.json` in the crate's folder: commit that file with the crate.
///
/// With `--all`, the input is a folder, such as a checkout of azure-rest-api-specs, and each package below it becomes a
/// crate of its own in the folder of `--out`, by the package's default tag. `--include` and `--exclude` are then compared
/// with the packages' folders. A package that cannot be generated does not stop the others; warnings are only counted.
///
/// Exit codes: 0 if the crate is up to date, 1 if `--check` found a difference, 2 if the arguments or the input have
/// errors, or the folder holds files that armrest must not replace; then nothing was written. With `--all`: 2 if this is
/// so of any package, after all others were written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest generate bastion.json --out bastion
  armrest generate network/resource-manager/readme.md --tag package-2024-01 --out network
  armrest generate network/resource-manager/readme.md --out bastion --include 'BastionHosts_*' --exclude '*_Delete'
  armrest generate bastion.json --out bastion --watch
  armrest generate --all azure-rest-api-specs --out crates --include 'network/**'")]
pub(crate) struct Generate {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    nullable: Nullable,
    /// The crate's folder: a new or empty one, or one that armrest wrote before. With `--all`, the folder of the crates.
    #[arg(long)]
    out: PathBuf,
    /// The package's name. Default: from the description's title; with `--all`, from the package's folder.
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
    /// Generate a crate of each package below a folder.
    #[arg(long, conflicts_with_all = ["tag", "root", "nullable", "package_name", "token_scope", "watch"])]
    all: bool,
    /// Write nothing; print the differences, and exit with 1 if there are any.
    #[arg(long)]
    check: bool,
    /// Write the crate even if the folder holds other files. A file with the name of a generated one is moved to
    /// `.armrest/replaced`; all others stay.
    #[arg(long, conflicts_with = "check")]
    force: bool,
    /// Stay, and generate the crate again each time when a file changes that was read for it. Ctrl-C ends it.
    #[arg(long, conflicts_with = "check")]
    watch: bool,
}

impl Generate {
    pub(crate) fn run(self, color: bool) -> Report {
        if self.all {
            return self.run_all(color);
        }
        let is_watch = self.watch;
        let job = Job {
            input: self.source.input(),
            settings: Settings {
                package: self.package_name,
                token_scope: self.token_scope,
                nullable: self.nullable.nullable,
                filter: self.filters.filter(),
                tests: self.tests,
                runtime: self.runtime.or_else(|| runtime_path(&self.out, &checkout())),
                ..Settings::default()
            },
            out: self.out,
            mode: mode(self.check, self.force),
            brief: false,
            color,
        };
        if is_watch { watch_job(&job, &mut print) } else { run(&job) }
    }

    fn run_all(self, color: bool) -> Report {
        let all = command::GenerateAll {
            folders: self.source.input().paths,
            out: self.out,
            filter: self.filters.filter(),
            tests: self.tests,
            runtime: self.runtime,
            checkout: checkout(),
            mode: mode(self.check, self.force),
            color,
        };
        command::generate_all(&all, &Bar::stderr())
    }
}
