use crate::arguments::{Filters, Source, checkout};
use armrest::command::{self, Report, add};
use std::path::PathBuf;

/// Add a crate to a project's `armrest.toml`, and generate it.
///
/// If the crate cannot be generated, `armrest.toml` stays as it is. docs/project.md describes all that can be set in it.
///
/// Exit codes: 0 if the crate was added, 2 if the arguments or the input have errors, or the project has such a crate already.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest add contoso-bastion bastion.json --out clients/bastion
  armrest add contoso-bastion network/resource-manager/readme.md --out clients/bastion --include 'BastionHosts_*'")]
pub(crate) struct Add {
    /// The package's name.
    name: String,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    filters: Filters,
    /// The crate's folder: a new or empty one, or one that armrest wrote before.
    #[arg(long)]
    out: PathBuf,
    /// The project's file. Default: the nearest `armrest.toml` in this folder or above it; if there is none, a new one here.
    #[arg(long, value_name = "FILE")]
    project: Option<PathBuf>,
}

impl Add {
    pub(crate) fn run(self, color: bool) -> Report {
        add(&command::Add {
            project: self.project,
            name: self.name,
            input: self.source.input(),
            out: self.out,
            filter: self.filters.filter(),
            checkout: checkout(),
            color,
        })
    }
}
