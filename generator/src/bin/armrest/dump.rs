use crate::arguments::{Filters, Nullable, Source};
use armrest::command::{Report, dump};

/// Print the API of descriptions as JSON: operations, parameters and types, with all references resolved.
///
/// The JSON Schema is docs/api.schema.json. Exit codes: 0 if it was printed, 2 if the input has errors.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest dump bastion.json > bastion.api.json
  armrest dump network/resource-manager/readme.md --tag package-2024-01 | jq '.operations[].id'
  armrest dump bastion.json --include 'BastionHosts_*' > hosts.api.json")]
pub(crate) struct Dump {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    nullable: Nullable,
}

impl Dump {
    pub(crate) fn run(self, color: bool) -> Report {
        dump(&self.source.input(), &self.nullable.nullable, &self.filters.filter(), color)
    }
}
