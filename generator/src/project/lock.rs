use crate::{disk, ownership::Digest, sources::Sources};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt, io, path::Path};
use toml_edit::{DocumentMut, Item, Table, value};

/// The name of the file with the digests.
pub const LOCK: &str = "armrest.lock";

/// The files that were read for each crate, by the crate's folder: their paths and digests.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    #[serde(default)]
    read: BTreeMap<String, BTreeMap<String, String>>,
}

/// How a file differs from what was read before.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Change {
    /// It was not read before.
    New(String),
    /// It has another text.
    Changed(String),
    /// It is no longer read.
    Gone(String),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New(path) => write!(f, "{path} is new"),
            Self::Changed(path) => write!(f, "{path} changed"),
            Self::Gone(path) => write!(f, "{path} is no longer read"),
        }
    }
}

impl Lock {
    /// The lock of the project in a folder; an empty one where there is none that can be read.
    pub fn of(folder: &Path) -> Self {
        let text = disk::read_text(&folder.join(LOCK)).ok().flatten();
        text.and_then(|text| toml::from_str(&text).ok()).unwrap_or_default()
    }

    /// Notes what was read for a crate, and says how it differs from before: of a new crate, nothing.
    pub fn note(&mut self, out: &str, sources: &Sources) -> Vec<Change> {
        let now: BTreeMap<String, String> =
            sources.iter().map(|(path, text)| (path.to_owned(), Digest::of(text.as_bytes()).to_string())).collect();
        let Some(before) = self.read.insert(out.to_owned(), now.clone()) else { return Vec::new() };
        let read = now.iter().filter_map(|(path, digest)| match before.get(path) {
            None => Some(Change::New(path.clone())),
            Some(known) => (known != digest).then(|| Change::Changed(path.clone())),
        });
        let gone = before.keys().filter(|path| !now.contains_key(*path)).map(|path| Change::Gone(path.clone()));
        read.chain(gone).collect()
    }

    /// Forgets the crates that are not among these.
    pub fn keep(&mut self, outs: &[String]) {
        self.read.retain(|out, _| outs.contains(out));
    }

    /// Its text.
    pub fn text(&self) -> String {
        let mut crates = Table::new();
        crates.set_implicit(true);
        for (out, files) in &self.read {
            let files = files.iter().map(|(path, digest)| (path.as_str(), value(digest)));
            crates.insert(out, Item::Table(Table::from_iter(files)));
        }
        let mut document = DocumentMut::new();
        document.insert("read", Item::Table(crates));
        format!("# Written by `armrest update`: the files that each crate was made of. Commit it.\n\n{document}")
    }

    /// Writes it to the folder of the project, if that has another one.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let (path, text) = (folder.join(LOCK), self.text());
        if disk::read_text(&path)?.as_ref() == Some(&text) {
            return Ok(());
        }
        disk::replace(&path, &text)
    }
}
