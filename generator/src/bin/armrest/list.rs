use crate::arguments::{Filters, Source};
use armrest::command::{self, Format, Report, list};

/// List the packages below a folder, the tags of a package, or the operations of descriptions.
///
/// A folder, such as a checkout of azure-rest-api-specs, stands for the packages below it: each with its folder, its
/// default tag, and how many tags it has. `--include` and `--exclude` are then compared with the folders; with `--tags`,
/// with the tags.
///
/// Exit codes: 0 if there is a list, 2 if the arguments or the input have errors.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest list azure-rest-api-specs/specification --include 'network/**'
  armrest list network/resource-manager/readme.md --tags
  armrest list network/resource-manager/readme.md --include 'BastionHosts_*'
  armrest list bastion.json --format json | jq -r '.[].id'")]
pub(crate) struct List {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    filters: Filters,
    /// List the tags of a `readme.md`.
    #[arg(long, conflicts_with = "tag")]
    tags: bool,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl List {
    pub(crate) fn run(self, color: bool) -> Report {
        list(&command::List {
            input: self.source.input(),
            tags: self.tags,
            filter: self.filters.filter(),
            format: self.format,
            color,
        })
    }
}
