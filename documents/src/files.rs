//! Where documents are read from: the disk, or memory.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Read as _},
    path::{Component, Path, PathBuf},
    sync::{Mutex, PoisonError},
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

/// How many bytes a file may have. What is read of it takes many times its memory.
pub const LARGEST: u64 = 64 << 20;

/// The files of this machine. One that has more than [`LARGEST`] bytes, or is no regular file, is not read.
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
        let mut bytes = Vec::new();
        // It may have become longer.
        fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(io::Error::other(format!("this file has more than {} MiB", LARGEST >> 20)));
        }
        Ok(bytes)
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

/// Files whose paths are noted when they are read, or looked for in vain.
pub struct Noted<'f> {
    files: &'f dyn Files,
    paths: Mutex<BTreeSet<PathBuf>>,
}

impl<'f> Noted<'f> {
    /// Notes what is read of these files.
    pub fn new(files: &'f dyn Files) -> Self {
        Self { files, paths: Mutex::default() }
    }

    /// The full paths of all files on which it depends what was read: those that were read, the links that led to them, and
    /// those that are not there.
    pub fn paths(&self) -> BTreeSet<PathBuf> {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, path: PathBuf) {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }
}

impl Files for Noted<'_> {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let found = self.files.canonical(path);
        let path = full(path);
        if found.as_ref().ok() != Some(&path) {
            self.note(path);
        }
        found
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.note(full(path));
        self.files.read(path)
    }
}

/// A full path, without `.` and `..`.
fn full(path: &Path) -> PathBuf {
    let mut full = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir => drop(full.pop()),
            part => full.push(part),
        }
    }
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_noted_and_what_is_not_there_too() {
        let files = Memory(BTreeMap::from([(PathBuf::from("/there"), "text".to_owned())]));
        let noted = Noted::new(&files);
        assert!(noted.canonical(Path::new("/there")).is_ok());
        assert_eq!(noted.paths(), BTreeSet::new(), "it was looked for, and not read");
        assert_eq!(noted.read(Path::new("/there")).ok(), Some(b"text".to_vec()));
        assert!(noted.canonical(Path::new("/gone")).is_err() && noted.read(Path::new("/also/gone")).is_err());
        assert_eq!(noted.paths(), ["/also/gone", "/gone", "/there"].map(PathBuf::from).into());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_noted_beside_what_it_leads_to() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let folder = folder.path().canonicalize()?;
        let (file, link) = (folder.join("file"), folder.join("link"));
        fs::create_dir(folder.join("none"))?;
        fs::write(&file, "text")?;
        std::os::unix::fs::symlink(&file, &link)?;
        let noted = Noted::new(&Disk);
        noted.read(&noted.canonical(&folder.join("./none/../link"))?)?;
        noted.read(&noted.canonical(&folder.join("./file"))?)?;
        assert_eq!(noted.paths(), [file, link].into());
        Ok(())
    }
}
