//! What was changed on the disk, to be taken back if it does not come to its end.

use crate::disk::at;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What was changed, in order.
#[derive(Default)]
pub(super) struct Made(Vec<Step>);

enum Step {
    /// A folder was created.
    Folder(PathBuf),
    /// A file is new.
    File(PathBuf),
    /// A file was replaced, removed or moved; this is the old one, and where it was.
    Replaced(PathBuf, PathBuf),
}

impl Made {
    /// Takes back what was changed.
    pub(super) fn undo(self) {
        for step in self.0.into_iter().rev() {
            // What cannot be taken back, the next run completes.
            let _ = match step {
                Step::Folder(path) => fs::remove_dir(path),
                Step::File(path) => fs::remove_file(path),
                Step::Replaced(old, path) => fs::rename(old, path),
            };
        }
    }

    pub(super) fn folders(self) -> Vec<PathBuf> {
        let folder = |step| if let Step::Folder(path) = step { Some(path) } else { None };
        self.0.into_iter().filter_map(folder).collect()
    }

    /// Creates a folder, and those that it is in.
    pub(super) fn folder(&mut self, path: &Path) -> io::Result<()> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let missing: Vec<&Path> = path.ancestors().take_while(is_missing).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.0.push(Step::Folder(folder.to_owned())),
                // Another run has done it.
                Err(_) if folder.is_dir() => {}
                Err(error) => return Err(at(folder, &error)),
            }
        }
        Ok(())
    }

    /// What was at a path is now `old`.
    pub(super) fn moved(&mut self, path: PathBuf, old: PathBuf) {
        self.0.push(Step::Replaced(old, path));
    }

    /// Moves a file to its place, of which `old` keeps what was there.
    pub(super) fn replace(&mut self, new: &Path, path: &Path, old: PathBuf) -> io::Result<()> {
        fs::rename(new, path).map_err(|error| at(path, &error))?;
        let is_kept = old.symlink_metadata().is_ok();
        self.0.push(if is_kept { Step::Replaced(old, path.to_owned()) } else { Step::File(path.to_owned()) });
        Ok(())
    }
}
