use armrest::{
    command::{self, DiffFormat, Report, diff},
    diff::Class,
    load::Input,
};
use std::path::PathBuf;

/// Show what differs between two descriptions for users of the generated crates, each change as major, minor or patch.
///
/// The classes are Cargo's rules, applied to the crates. OLD and NEW are description files, `readme.md`s, what
/// `armrest dump` printed, or both an `armrest.toml`: then each crate of the project is compared, with its filters, overrides
/// and names.
///
/// Exit codes: 0 if they were compared, 1 if there is a change of the class of `--fail-on` or a worse one, 2 if the
/// arguments or the input have errors.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest diff 2023-01-01/bastion.json 2024-01-01/bastion.json
  armrest diff readme.md readme.md --old-tag package-2023-01 --new-tag package-2024-01 --format markdown
  armrest diff released.json readme.md --fail-on major
  armrest diff main/armrest.toml armrest.toml --format markdown")]
pub(crate) struct Diff {
    /// What was.
    old: PathBuf,
    /// What is.
    new: PathBuf,
    /// The tag of OLD, where that is a `readme.md`. Default: the tag in it.
    #[arg(long, value_name = "TAG")]
    old_tag: Option<String>,
    /// The tag of NEW, where that is a `readme.md`. Default: the tag in it.
    #[arg(long, value_name = "TAG")]
    new_tag: Option<String>,
    /// The folder outside of which no file is read. Default: the nearest folder named `specification` above each, else
    /// its own folder.
    #[arg(long)]
    root: Option<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,
    /// Exit with 1 if there is a change of this class, or of a worse one.
    #[arg(long, value_enum, value_name = "CLASS")]
    fail_on: Option<Class>,
}

impl Diff {
    pub(crate) fn run(self, color: bool) -> Report {
        let input = |path, tag| Input { paths: vec![path], tag, root: self.root.clone() };
        diff(&command::Diff {
            old: input(self.old, self.old_tag),
            new: input(self.new, self.new_tag),
            format: self.format,
            fail_on: self.fail_on,
            color,
        })
    }
}
