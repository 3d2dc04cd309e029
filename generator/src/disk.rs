//! The only module that touches the disk.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// A place to read descriptions from.
pub trait Files: Sync {
    /// The path with links resolved, if there is something.
    ///
    /// # Errors
    ///
    /// Where there is nothing, or it cannot be looked at.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// Where there is none, or it cannot be read.
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

/// The text of a file; `None` where there is none.
///
/// # Errors
///
/// Where the file cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Puts `text` in place of a file at once: a reader sees the old text or the new, never a part.
///
/// # Errors
///
/// Where the folder or the file cannot be written.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    file.persist(path)?;
    Ok(())
}

/// Removes a file, and its folder where that leaves it empty.
///
/// # Errors
///
/// Where the file cannot be removed.
pub fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)?;
    if let Some(folder) = path.parent() {
        // A folder that holds something else stays.
        let _ = fs::remove_dir(folder);
    }
    Ok(())
}

/// All files below a folder, sorted; none where there is no such folder. Build output (`target`) is left out.
///
/// # Errors
///
/// Where a folder cannot be listed.
pub fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            if !entry.file_type()?.is_dir() {
                found.push(entry.path());
            } else if entry.file_name() != "target" {
                folders.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// When a file was last written, and its size: another file has others.
pub fn age(path: &Path) -> Option<(std::time::SystemTime, u64)> {
    let file = fs::metadata(path).ok()?;
    Some((file.modified().ok()?, file.len()))
}

/// The full path of something that exists.
pub fn absolute(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// The full path of something that may not exist yet, through the nearest folder that does.
pub fn absolute_new(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let existing = path.ancestors().find(|ancestor| ancestor.exists())?;
    let rest = path.strip_prefix(existing).ok()?;
    Some(existing.canonicalize().ok()?.join(rest))
}
