//! Where documents are read from: the disk, or memory.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// Where documents are read from.
pub trait Files: Sync {
    /// The path with links resolved, if there is something.
    ///
    /// # Errors
    ///
    /// If there is nothing, or it cannot be accessed.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// If there is none, or it cannot be read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// The files of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // A pipe or a device may never end, or never begin.
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("this is not a regular file"));
        }
        fs::read(path)
    }
}

/// Files that are only in memory, by absolute paths.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub BTreeMap<PathBuf, String>);

impl Files for Memory {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.read(path).map(|_| path.to_owned())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.0.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}
