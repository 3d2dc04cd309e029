//! The only module that writes to the disk. Descriptions are read through [`Files`].

mod exchange;

pub(crate) use exchange::{Changes, clean, exchange, lock};

use crate::ownership::{Found, OWN_FOLDER, OnDisk, REPLACED};
pub use armrest_documents::files::{Disk, Files, Memory, Noted};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

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

/// Puts `text` in place of a file at once: a reader sees the old text or the new, never a part. A link is replaced, not
/// followed.
///
/// # Errors
///
/// Where the folder or the file cannot be written.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = fs::create_dir_all(folder).and_then(|()| {
        let mut file = tempfile::Builder::new().prefix(".armrest-").tempfile_in(folder)?;
        io::Write::write_all(&mut file, text.as_bytes())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
        }
        file.persist(path).map(drop).map_err(|error| error.error)
    });
    written.map_err(|error| at(path, &error))
}

/// A file of lines, which others can read while it grows.
#[cfg(feature = "cli")]
#[derive(Debug)]
pub(crate) struct Lines(io::LineWriter<fs::File>);

#[cfg(feature = "cli")]
impl Lines {
    /// An empty file; what was there is lost.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        fs::File::create(path).map(|file| Self(io::LineWriter::new(file)))
    }

    /// Adds a line.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(crate) fn add(&mut self, line: &str) -> io::Result<()> {
        io::Write::write_all(&mut self.0, format!("{line}\n").as_bytes())
    }
}

/// Removes a file.
///
/// # Errors
///
/// Where it is not there, or cannot be removed.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// A place in [`REPLACED`] of a crate's folder for a file that must make room, under a name that is free. git ignores that
/// folder.
///
/// # Errors
///
/// Where there can be no such folder.
fn free_place(root: &Path, path: &str) -> io::Result<PathBuf> {
    let name = path.strip_prefix(OWN_FOLDER).map_or(path, |name| name.trim_start_matches('/'));
    let numbered = (1..).map(|number| format!("{name}.{number}"));
    let names = std::iter::once(name.to_owned()).chain(numbered).map(|name| root.join(REPLACED).join(name));
    let place = names.into_iter().find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| root.join(path));
    let ignored = root.join(REPLACED).join(".gitignore");
    if ignored.symlink_metadata().is_err() {
        replace(&ignored, "*\n")?;
    }
    let folder = place.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
    Ok(place)
}

/// What is at a path of a crate. No link is followed.
///
/// # Errors
///
/// Where it cannot be looked at.
pub(crate) fn look(root: &Path, path: &str) -> io::Result<Found> {
    let mut here = root.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        here.push(part);
        let metadata = match here.symlink_metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(at(&here, &error)),
        };
        match parts.peek() {
            Some(_) if metadata.is_dir() => {}
            Some(_) => return Ok(Found::Blocked),
            None if metadata.is_symlink() => return Ok(Found::Link),
            None if !metadata.is_file() => return Ok(Found::NoFile),
            None => {
                let bytes = fs::read(&here).map_err(|error| at(&here, &error))?;
                return Ok(Found::File(OnDisk { bytes, read_only: metadata.permissions().readonly() }));
            }
        }
    }
    Ok(Found::NoFile)
}

/// The names of all that is in a folder, sorted; none where there is no such folder.
///
/// # Errors
///
/// Where it cannot be listed, or is no folder.
pub(crate) fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(_) if folder.symlink_metadata().is_ok_and(|found| found.is_file()) => {
            return Err(io::Error::other("this is a file; name a folder"));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return match folder.symlink_metadata() {
                Ok(_) => Err(io::Error::other("this is a link to nothing; name a folder")),
                Err(_) => Ok(Vec::new()),
            };
        }
        Err(error) => return Err(error),
    };
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}

/// The files in some folders of a crate, by their paths in it. No link is followed.
///
/// # Errors
///
/// Where a folder cannot be listed.
pub(crate) fn files_in(root: &Path, folders: &[&str]) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let folders = folders.iter().map(|folder| root.join(folder));
    for folder in folders.filter(|folder| folder.symlink_metadata().is_ok_and(|found| found.is_dir())) {
        let files = files_below(&folder)?.into_iter();
        let names = files.filter_map(|file| Some(with_slashes(file.strip_prefix(root).ok()?)));
        found.extend(names);
    }
    Ok(found)
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// All files below a folder, sorted; none where there is no such folder. Build output (`target`) is left out.
///
/// # Errors
///
/// Where a folder cannot be listed.
pub fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    files_below_but(folder, &["target"])
}

/// All files below a folder, sorted, without folders of these names.
fn files_below_but(folder: &Path, names: &[&str]) -> io::Result<Vec<PathBuf>> {
    // What is no folder cannot be looked through; a walk would find nothing in it.
    if let Some(error) = fs::read_dir(folder).err().filter(|error| error.kind() != io::ErrorKind::NotFound) {
        return Err(error);
    }
    let is_kept =
        |entry: &DirEntry| !(entry.file_type().is_dir() && names.iter().any(|name| entry.file_name() == *name));
    let files = below(folder, is_kept).filter(|entry| !entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir()));
    let mut files: Vec<PathBuf> = files.map(|entry| entry.map(DirEntry::into_path)).collect::<io::Result<_>>()?;
    files.sort();
    Ok(files)
}

/// All that is below a folder, if there is one, each folder before what is in it; not what is in folders that are not kept.
/// No link is followed.
fn below(folder: &Path, is_kept: impl Fn(&DirEntry) -> bool) -> impl Iterator<Item = io::Result<DirEntry>> {
    let entries = WalkDir::new(folder).min_depth(1).into_iter().filter_entry(is_kept);
    let is_gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    entries.map(|entry| entry.map_err(io::Error::from)).filter(move |entry| !entry.as_ref().is_err_and(is_gone))
}

/// The files called `readme.md` in a folder and below it, sorted; folders of examples have none.
///
/// # Errors
///
/// Where a folder cannot be listed.
pub fn readmes_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    // A crate's folder need not be there, but a checkout must.
    fs::metadata(folder)?;
    let is_readme = |path: &PathBuf| path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("readme.md"));
    Ok(files_below_but(folder, &["examples", "target"])?.into_iter().filter(is_readme).collect())
}

/// The path to something from a folder, with `/`; neither needs to exist.
pub fn relative(folder: &Path, path: &Path) -> Option<String> {
    let relative = pathdiff::diff_paths(absolute_new(path)?, absolute_new(folder)?)?;
    Some(with_slashes(&relative))
}

/// A path as armrest's own are written. But for Windows, `\` is a character like others.
fn with_slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
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
