//! Replaces a crate's folder as a whole, by one step of the file system. The new folder is made beside it, of the new files
//! and of all others under another name (hard links): what a process writes to these meanwhile is in both. What else
//! appears in the old folder before it is replaced is moved to the new one.

use super::{Changes, link, parent, remove_all};
use crate::{
    disk::{at, below, free_place},
    ownership::{Digest, MANIFEST, OWN_FOLDER, Recorded},
};
use std::{
    collections::BTreeSet,
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
};

/// As many files of the user's have other names made for them; where there are more, files are replaced one by one.
const MOST: usize = 20_000;

/// Where a whole crate is prepared.
struct Beside<'f> {
    folder: &'f Path,
    /// It is in a folder of its own, so that a workspace with the members `crates/*` does not take it for one.
    outer: PathBuf,
    /// The new crate, and once it is in place, the old one.
    inner: PathBuf,
}

/// What is in a crate's folder and not armrest's. Paths are from the folder.
#[derive(Default)]
struct Others {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

/// Makes the changes, unless something in the folder cannot be in another: then it is as it was.
///
/// # Errors
///
/// Where the folder cannot be read, or none made beside it. Then it is as it was.
pub(super) fn exchange(folder: &Path, changes: &Changes<'_>) -> io::Result<bool> {
    let is_new = is_empty(folder)?;
    if !is_new && is_entered(folder) {
        return Ok(false);
    }
    let beside = Beside::of(folder);
    let is_done = beside.prepare(changes).and_then(|is_made| Ok(is_made && beside.move_in(is_new)?));
    // What is left here, the next run removes.
    let _ = match is_done {
        Ok(true) if !is_new => beside.settle(|path| changes.has(path)),
        _ => remove_all(&beside.outer),
    };
    is_done.map_err(|error| at(folder, &error))
}

/// Removes what a run that was killed has left. A file of the user's that only the old folder has is moved to the new one.
///
/// # Errors
///
/// Where it cannot be moved or removed.
pub(super) fn clean(folder: &Path) -> io::Result<()> {
    let beside = Beside::of(folder);
    if beside.holds_the_old() && folder.exists() {
        let manifest = fs::read(beside.inner.join(MANIFEST)).map(|text| Recorded::parse(&text)).unwrap_or_default();
        let is_ours = |path: &str| match &manifest {
            _ if path == MANIFEST => true,
            Recorded::Known(known) if known.has_path(path) => {
                fs::read(beside.inner.join(path)).is_ok_and(|bytes| known.has(path, &Digest::of(&bytes)))
            }
            _ => false,
        };
        return beside.settle(is_ours);
    }
    remove_all(&beside.outer)
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// A folder that a process is in would be gone for it.
fn is_entered(folder: &Path) -> bool {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let entered = std::env::current_dir().into_iter().chain(entered_by_others());
    entered.into_iter().any(|entered| entered.starts_with(&folder))
}

/// The folders that processes are in, as far as they may be known.
#[cfg(target_os = "linux")]
fn entered_by_others() -> Vec<PathBuf> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes.filter_map(|process| fs::read_link(process.path().join("cwd")).ok()).collect()
}

#[cfg(not(target_os = "linux"))]
fn entered_by_others() -> Vec<PathBuf> {
    Vec::new()
}

impl Changes<'_> {
    /// Whether there is a file at this path that armrest has made or will make.
    fn has(&self, path: &str) -> bool {
        path == MANIFEST || self.all.contains(path) || self.remove.contains(&path)
    }
}

impl<'f> Beside<'f> {
    fn of(folder: &'f Path) -> Self {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let outer = parent(folder).join(format!(".armrest-{name}"));
        Self { folder, inner: outer.join("crate"), outer }
    }

    /// Holds the number of the folder that was prepared, by which it is known wherever it is.
    fn note(&self) -> PathBuf {
        self.outer.join("prepared")
    }

    /// Makes the new crate; not where something in the old one cannot be in it.
    fn prepare(&self, changes: &Changes<'_>) -> io::Result<bool> {
        fs::create_dir_all(&self.inner)?;
        fs::write(self.outer.join(".gitignore"), "*\n")?;
        fs::write(self.note(), number(&self.inner.symlink_metadata()?))?;
        let Some(others) = self.others(changes)? else { return Ok(false) };
        // What all else is known by is there first.
        fs::create_dir_all(self.inner.join(OWN_FOLDER))?;
        fs::write(self.inner.join(MANIFEST), &changes.manifest)?;
        for path in &changes.all {
            let target = self.inner.join(path);
            fs::create_dir_all(target.parent().unwrap_or(&self.inner))?;
            match changes.write.get(path) {
                Some(text) => fs::write(&target, text)?,
                None => link(&self.folder.join(path), &target)?,
            }
        }
        for folder in &others.folders {
            fs::create_dir_all(self.inner.join(folder))?;
        }
        for file in &others.files {
            let target = self.inner.join(file);
            fs::create_dir_all(target.parent().unwrap_or(&self.inner))?;
            fs::hard_link(self.folder.join(file), target)?;
        }
        for path in &changes.set_aside {
            fs::hard_link(self.folder.join(path), free_place(&self.inner, path)?)?;
        }
        self.keep_permissions()?;
        Ok(true)
    }

    /// What is the user's; `None` where some of it is no file or folder of this file system and this user, or where it is
    /// very much.
    fn others(&self, changes: &Changes<'_>) -> io::Result<Option<Others>> {
        let ours = |path: &&str| Path::new(*path).ancestors().map(Path::to_owned).collect::<Vec<_>>();
        let paths = changes.remove.iter().chain(&changes.all).chain([&MANIFEST]);
        let of_ours: BTreeSet<PathBuf> = paths.flat_map(ours).collect();
        let made = self.inner.symlink_metadata()?;
        if self.folder.metadata().is_ok_and(|folder| !is_alike(&folder, &made)) {
            return Ok(None);
        }
        let mut others = Others::default();
        for entry in below(self.folder, |_| true) {
            let (path, metadata) = inside(self.folder, &entry?)?;
            if metadata.is_dir() {
                let is_repository = path.file_name().is_some_and(|name| name == ".git");
                if is_repository || !is_alike(&metadata, &made) {
                    return Ok(None);
                }
                others.folders.extend((!of_ours.contains(&path)).then_some(path));
            } else if !(metadata.is_file() || metadata.is_symlink()) || others.files.len() == MOST {
                return Ok(None);
            } else if !changes.has(&name(&path)) {
                others.files.push(path);
            }
        }
        let is_nothing = others.files.is_empty() && others.folders.is_empty() && changes.set_aside.is_empty();
        // Elsewhere nobody knows who is in the folder.
        let may_be = is_nothing || cfg!(target_os = "linux");
        Ok(may_be.then_some(others))
    }

    /// Folders may be entered by whom the old ones may.
    fn keep_permissions(&self) -> io::Result<()> {
        let Ok(metadata) = self.folder.metadata() else { return Ok(()) };
        fs::set_permissions(&self.inner, metadata.permissions())?;
        for entry in below(&self.inner, |entry| entry.file_type().is_dir()) {
            let (path, _) = inside(&self.inner, &entry?)?;
            if let Ok(old) = self.folder.join(&path).metadata() {
                fs::set_permissions(self.inner.join(path), old.permissions())?;
            }
        }
        Ok(())
    }

    fn move_in(&self, is_new: bool) -> io::Result<bool> {
        if is_new {
            // Not every system replaces an empty folder.
            let _ = fs::remove_dir(self.folder);
            return fs::rename(&self.inner, self.folder).map(|()| true);
        }
        exchange_folders(&self.inner, self.folder)
    }

    /// Whether the crate was moved into place, and the old one is here.
    fn holds_the_old(&self) -> bool {
        let Ok(inner) = self.inner.symlink_metadata() else { return false };
        inner.is_dir() && fs::read_to_string(self.note()).ok() != Some(number(&inner))
    }

    /// Moves each file to the new folder that only the old one has, or has anew; then removes the old one.
    fn settle(&self, is_ours: impl Fn(&str) -> bool) -> io::Result<()> {
        let entries = below(&self.inner, |_| true).map(|entry| inside(&self.inner, &entry?));
        let entries: Vec<(PathBuf, Metadata)> = entries.collect::<io::Result<_>>()?;
        let (folders, files): (Vec<_>, Vec<_>) = entries.iter().partition(|(_, metadata)| metadata.is_dir());
        let (mut ours, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| is_ours(&name(path)));
        others.into_iter().try_for_each(|(path, metadata)| self.keep(path, metadata))?;
        // The others are known by the manifest, and what appears even now is in nobody's list.
        ours.sort_by_key(|(path, _)| name(path) == MANIFEST);
        ours.into_iter().try_for_each(|(path, _)| fs::remove_file(self.inner.join(path)))?;
        folders.into_iter().rev().try_for_each(|(path, _)| fs::remove_dir(self.inner.join(path)))?;
        fs::remove_dir(&self.inner).and_then(|()| remove_all(&self.outer))
    }

    /// Takes a file out of the old folder: it is in the new one too, or is moved there. Of two that differ the later one is
    /// at its path, and the other is set aside.
    fn keep(&self, path: &Path, old: &Metadata) -> io::Result<()> {
        let (from, to) = (self.inner.join(path), self.folder.join(path));
        let set_aside = |file: &Path| fs::rename(file, free_place(self.folder, &name(path))?);
        let is_free = match to.symlink_metadata() {
            Ok(new) if id(&new).is_some() && id(&new) == id(old) => return fs::remove_file(from),
            Ok(new) if new.modified().ok() > old.modified().ok() => false,
            Ok(_) => set_aside(&to).is_ok(),
            Err(_) => fs::create_dir_all(to.parent().unwrap_or(self.folder)).is_ok(),
        };
        if is_free { fs::rename(&from, &to) } else { set_aside(&from) }
    }
}

/// The path of an entry from a folder, and what it is.
fn inside(folder: &Path, entry: &walkdir::DirEntry) -> io::Result<(PathBuf, Metadata)> {
    let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
    Ok((path.to_owned(), entry.metadata()?))
}

/// The path as armrest's own are written.
fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The number that a file system has for a folder.
fn number(folder: &Metadata) -> String {
    id(folder).map(|(_, number)| number.to_string()).unwrap_or_default()
}

/// What is the same for all names of a file; `None` where the system does not say.
#[cfg(unix)]
fn id(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;

    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn id(_: &Metadata) -> Option<(u64, u64)> {
    None
}

/// Whether a folder can be made anew: it has the file system and the owner of one that was, and its owner may change it.
#[cfg(unix)]
fn is_alike(folder: &Metadata, made: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let of = |own: &Metadata| (own.dev(), own.uid(), own.gid());
    of(folder) == of(made) && folder.permissions().mode() & 0o700 == 0o700
}

#[cfg(not(unix))]
fn is_alike(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange_folders(built: &Path, folder: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, built, CWD, folder, RenameFlags::EXCHANGE).is_ok())
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange_folders(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}
