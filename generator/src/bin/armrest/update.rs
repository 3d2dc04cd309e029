use crate::{
    arguments::{checkout, mode},
    print,
};
use armrest::command::{self, Bar, Report, watch_update};
use std::path::PathBuf;

/// Generate the crates of a project, as its `armrest.toml` says.
///
/// What was read for each crate is noted in `armrest.lock`, beside `armrest.toml`: commit both. docs/project.md describes
/// them.
///
/// Exit codes: 0 if the crates are up to date, 1 if `--check` found a difference in them or in what was read, 2 if a file
/// has errors, or a folder holds files that armrest must not replace; then that crate was not written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest update
  armrest update --check
  armrest update --watch
  armrest update armrest-bastion --project clients/armrest.toml")]
pub(crate) struct Update {
    /// Only the crates of these names or folders, which may be globs. Default: all.
    #[arg(value_name = "CRATE")]
    only: Vec<String>,
    /// The project's file. Default: the nearest `armrest.toml` in this folder or above it.
    #[arg(long, value_name = "FILE")]
    project: Option<PathBuf>,
    /// Write nothing; print the differences, and which of the files that were read changed. Exit with 1 if there are any.
    #[arg(long)]
    check: bool,
    /// Write a crate even if its folder holds other files. A file with the name of a generated one is moved to
    /// `.armrest/replaced`; all others stay.
    #[arg(long, conflicts_with = "check")]
    force: bool,
    /// Stay, and generate a crate again each time when a file changes that was read for it. Ctrl-C ends it.
    #[arg(long, conflicts_with = "check")]
    watch: bool,
}

impl Update {
    pub(crate) fn run(self, color: bool) -> Report {
        let update = command::Update {
            project: self.project,
            only: self.only,
            checkout: checkout(),
            mode: mode(self.check, self.force),
            color,
        };
        if self.watch {
            watch_update(&update, &Bar::stderr(), &mut print)
        } else {
            command::update(&update, &Bar::stderr())
        }
    }
}
