use crate::Arguments;
use armrest::command::Report;
use clap::CommandFactory as _;
use clap_complete::Shell;

/// Print the completions of this command for a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest completions bash > ~/.local/share/bash-completion/completions/armrest
  armrest completions zsh > ~/.zfunc/_armrest
  armrest completions fish > ~/.config/fish/completions/armrest.fish")]
pub(crate) struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> Report {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "armrest", &mut text);
        Report { summary: String::from_utf8_lossy(&text).into_owned(), ..Report::default() }
    }
}
