//! Arguments that several subcommands have.

use armrest::{api::Filter, load::Input, write::Mode};
use std::path::{Path, PathBuf};

/// The checkout that this command was built from, which has the runtime.
pub(crate) fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What `--check` and `--force` ask for.
pub(crate) fn mode(check: bool, force: bool) -> Mode {
    match (check, force) {
        (true, _) => Mode::Check,
        (false, true) => Mode::Force,
        (false, false) => Mode::Write,
    }
}

/// What to read.
#[derive(Debug, clap::Args)]
pub(crate) struct Source {
    /// Description files (JSON or YAML), or one `readme.md`.
    #[arg(required = true)]
    input: Vec<PathBuf>,
    /// The tag of the `readme.md`. Default: the tag in the `readme.md` itself.
    #[arg(long)]
    tag: Option<String>,
    /// The folder outside of which no file is read. Default: the nearest folder named `specification` above the input,
    /// else the input's own folder.
    #[arg(long)]
    root: Option<PathBuf>,
}

impl Source {
    pub(crate) fn input(self) -> Input {
        Input { paths: self.input, tag: self.tag, root: self.root }
    }
}

/// Where null is allowed.
#[derive(Debug, clap::Args)]
pub(crate) struct Nullable {
    /// A location where services send null although the description does not allow it, such as
    /// `file.json#/definitions/Series/properties/values/items`; its type becomes an `Option`. May be repeated.
    #[arg(long, value_name = "FILE#/POINTER")]
    pub(crate) nullable: Vec<String>,
}

/// Which operations.
#[derive(Debug, clap::Args)]
pub(crate) struct Filters {
    /// Only what this glob matches, without regard to case: it is compared with operation IDs, groups, tags and paths. In a
    /// glob with `/`, `*` is a part of one segment, and `**` is any number of segments. May be repeated.
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// Not what this glob matches, even if `--include` does. May be repeated.
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
}

impl Filters {
    pub(crate) fn filter(self) -> Filter {
        Filter { include: self.include, exclude: self.exclude }
    }
}
