//! Replaces the files of a crate together. All that is new is written beside the crate first, so that a full disk or a
//! process that is killed leaves the crate as it was; then it is moved into place.
//!
//! A crate's folder is replaced as a whole, by one step of the file system ([`whole`]). Where it cannot be, its files are
//! replaced in it, one after the other ([`one_by_one`]). What was prepared and never moved is removed by the next run.

mod made;
mod one_by_one;
mod whole;

use super::at;
use made::Made;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// What is to be done to a crate's folder. Paths are from the folder, with `/`.
#[derive(Debug, Default)]
pub(crate) struct Changes<'c> {
    /// Files that are moved to `.armrest/replaced`.
    pub(crate) set_aside: Vec<&'c str>,
    /// Files that are removed.
    pub(crate) remove: Vec<&'c str>,
    /// Files that are written, each with its text.
    pub(crate) write: BTreeMap<&'c str, &'c str>,
    /// All files that armrest has in the folder when all is done, without the manifest.
    pub(crate) all: BTreeSet<&'c str>,
    /// The manifest while files are replaced one after the other.
    pub(crate) manifest_meanwhile: String,
    /// The manifest when all is done.
    pub(crate) manifest: String,
}

/// As long as this is there, no other run writes to the folder.
#[derive(Debug)]
pub(crate) struct Lock {
    _parent: Option<File>,
    /// Folders that were created for it.
    created: Vec<PathBuf>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Those in which nothing was written are left by nobody.
        let _ = self.created.iter().rev().try_for_each(fs::remove_dir);
    }
}

/// Waits until no other run writes to a folder. The folder's parent is locked, as there is nothing else yet if the crate
/// is new, and created if need be; no file is left of that.
///
/// # Errors
///
/// Where there can be no parent.
pub(crate) fn lock(folder: &Path) -> io::Result<Lock> {
    let parent = parent(folder);
    loop {
        let mut made = Made::default();
        made.folder(&parent)?;
        let lock = Lock { _parent: hold(&parent)?, created: made.folders() };
        // Another run that failed may have removed it meanwhile.
        if parent.exists() {
            return Ok(lock);
        }
    }
}

#[cfg(unix)]
fn hold(folder: &Path) -> io::Result<Option<File>> {
    let file = File::open(folder).map_err(|error| at(folder, &error))?;
    // Some file systems have no locks.
    let _ = rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive);
    Ok(Some(file))
}

/// Elsewhere a folder is not opened like a file.
#[cfg(not(unix))]
fn hold(_: &Path) -> io::Result<Option<File>> {
    Ok(None)
}

fn parent(folder: &Path) -> PathBuf {
    match folder.parent() {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) => parent.to_owned(),
        None => folder.to_owned(),
    }
}

/// Removes what a run that was killed has left.
///
/// # Errors
///
/// Where it cannot be removed.
pub(crate) fn clean(folder: &Path) -> io::Result<()> {
    whole::clean(folder)?;
    one_by_one::clean(folder).map_err(|error| at(folder, &error))
}

fn remove_all(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The same file under another name, or a copy where the file system has only one name for each.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

/// Makes the changes, all or none.
///
/// # Errors
///
/// Where the folder cannot be read or written. Then it is as it was.
pub(crate) fn exchange(folder: &Path, changes: &Changes<'_>) -> io::Result<()> {
    match whole::exchange(folder, changes) {
        Ok(true) => Ok(()),
        Err(error) if !folder.exists() => Err(error),
        // Such as a folder beside which nothing may be written.
        Ok(false) | Err(_) => one_by_one::exchange(folder, changes),
    }
}
