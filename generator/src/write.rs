//! Room six: files in, a crate on disk out, or a list of what differs.

use crate::{disk, emit::TextFile};
use similar::TextDiff;
use std::{
    collections::BTreeSet,
    fmt, io,
    path::{Path, PathBuf},
};

/// A file that is not as it should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The path from the crate's folder, with `/`.
    pub path: String,
    /// What is wrong with it.
    pub kind: DifferenceKind,
}

/// How a file differs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DifferenceKind {
    /// It is not there.
    Missing,
    /// It is there and should not be.
    LeftOver,
    /// Its text is another; the difference as a unified diff.
    Stale(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            DifferenceKind::Missing => write!(f, "{}: missing", self.path),
            DifferenceKind::LeftOver => write!(f, "{}: left over", self.path),
            DifferenceKind::Stale(diff) => write!(f, "{}: stale\n{diff}", self.path),
        }
    }
}

/// Whether to write, or only to look.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Make the folder as it should be.
    Write,
    /// Change nothing.
    Check,
}

/// Makes a folder hold just these files, but for `Cargo.lock` and build output; a file that is right is not touched.
/// Gives what differed.
///
/// # Errors
///
/// Where the folder cannot be read or written.
pub fn write(folder: &Path, files: &[TextFile], mode: Mode) -> io::Result<Vec<Difference>> {
    let mut differences = Vec::new();
    for file in files {
        let path = folder.join(&file.path);
        let kind = match disk::read_text(&path)? {
            Some(text) if text == file.text => continue,
            Some(text) => DifferenceKind::Stale(diff(&text, &file.text)),
            None => DifferenceKind::Missing,
        };
        if mode == Mode::Write {
            disk::replace(&path, &file.text)?;
        }
        differences.push(Difference { path: file.path.clone(), kind });
    }
    let wanted: BTreeSet<_> = files.iter().map(|file| folder.join(&file.path)).collect();
    for path in own_files(folder)?.into_iter().filter(|path| !wanted.contains(path)) {
        if mode == Mode::Write {
            disk::remove(&path)?;
        }
        let shown = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy();
        differences.push(Difference { path: shown.replace('\\', "/"), kind: DifferenceKind::LeftOver });
    }
    Ok(differences)
}

/// The files in a crate's folder that a generation answers for: all but `Cargo.lock` and build output.
pub(crate) fn own_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = disk::files_below(folder)?;
    files.retain(|path| path.file_name().is_none_or(|name| name != "Cargo.lock"));
    Ok(files)
}

fn diff(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(2).header("on disk", "generated").to_string()
}
