use armrest::command::{self, Bar, Format, Report};
use std::path::PathBuf;

/// Search the operations of all packages below a folder, each by its default tag.
///
/// All words must occur in an operation's ID, path, tags, package or summary, without regard to case. Those that are
/// named by the words come first.
///
/// Exit codes: 0 if something was found, 1 if nothing was, 2 if the arguments or the input have errors.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest search bastion sessions azure-rest-api-specs
  armrest search 'virtual machine restart' azure-rest-api-specs/specification/compute --limit 5
  armrest search keyvault secret azure-rest-api-specs --format json | jq -r '.[].readme' | sort -u")]
pub(crate) struct Search {
    /// The words.
    #[arg(required = true)]
    words: Vec<String>,
    /// A checkout of azure-rest-api-specs, or a folder of it.
    #[arg(required = true)]
    checkout: PathBuf,
    /// How many operations to show at most.
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// How to print them.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Search {
    pub(crate) fn run(self, color: bool) -> Report {
        let search = command::Search {
            words: self.words,
            checkout: self.checkout,
            limit: self.limit,
            format: self.format,
            color,
        };
        command::search(&search, &Bar::stderr())
    }
}
