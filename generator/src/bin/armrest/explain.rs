use armrest::command::{Report, explain};

/// Explain an error or warning by its code: what it means, and what to do.
///
/// Exit codes: 0 if there is such a code, 2 if there is not.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest explain no-token-scope
  armrest explain")]
pub(crate) struct Explain {
    /// The code, which is in brackets in the message. Default: list all.
    code: Option<String>,
}

impl Explain {
    pub(crate) fn run(self, color: bool) -> Report {
        explain(self.code.as_deref(), color)
    }
}
