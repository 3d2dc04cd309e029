use crate::arguments::Source;
use armrest::command::{self, Format, Report, show};

/// Show an operation: request, responses, polling and paging, examples, and the Rust method that it becomes.
///
/// Exit codes: 0 if it was shown, 2 if the arguments or the input have errors, or there is no such operation.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest show BastionHosts_Get network/resource-manager/readme.md
  armrest show 'BastionHosts_*' bastion.json
  armrest show GetActiveSessions bastion.json --format json | jq -r '.[].rust.signature'")]
pub(crate) struct Show {
    /// The operation's ID; or a glob, as for `generate --include`.
    operation: String,
    #[command(flatten)]
    source: Source,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Show {
    pub(crate) fn run(self, color: bool) -> Report {
        show(&command::Show { operation: self.operation, input: self.source.input(), format: self.format, color })
    }
}
