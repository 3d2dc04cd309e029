//! What a generation was made from and what it made, so that the next one need do nothing where nothing changed.
//!
//! A stamp is kept in the user's cache folder, never beside the crate: it is of this machine.

use crate::{
    command::Job,
    disk::{self, Files},
    emit::TextFile,
    write::own_files,
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// The files of this machine, with a note of each that was read.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    read: Mutex<BTreeMap<PathBuf, String>>,
}

/// In place of the digest of a file that is not there.
const ABSENT: &str = "absent";

impl Files for Noted {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let found = disk::Disk.canonical(path);
        if found.is_err() {
            self.note(path, ABSENT.to_owned());
        }
        found
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = disk::Disk.read(path);
        self.note(path, bytes.as_ref().map_or_else(|_| ABSENT.to_owned(), |bytes| digest(bytes)));
        bytes
    }
}

impl Noted {
    fn note(&self, path: &Path, digest: String) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(path, digest);
    }
}

/// Keeps what a job read and wrote, and what it said. Where there is no place to keep it, the next job just does its
/// work again.
pub(crate) fn keep(job: &Job, noted: &Noted, files: &[TextFile], messages: &str) {
    let Some(place) = place(job) else { return };
    let read = noted.read.lock().unwrap_or_else(PoisonError::into_inner);
    let read: BTreeMap<&str, &String> =
        read.iter().filter_map(|(path, digest)| Some((path.to_str()?, digest))).collect();
    let wrote: BTreeMap<&str, String> =
        files.iter().map(|file| (file.path.as_str(), digest(file.text.as_bytes()))).collect();
    let stamp = json!({ "job": of_job(job), "read": read, "wrote": wrote, "messages": messages });
    let _ = disk::replace(&place, &stamp.to_string());
}

/// What a job said when it was last done, and how many files it made, if nothing has changed since.
pub(crate) fn unchanged(job: &Job) -> Option<(String, usize)> {
    let stamp = disk::read_text(&place(job)?).ok()??;
    let stamp: Value = serde_json::from_str(&stamp).ok()?;
    if stamp["job"].as_str()? != of_job(job) {
        return None;
    }
    let is_same = |path: &Path, known: &Value| match disk::Disk.read(path) {
        Ok(bytes) => known.as_str() == Some(digest(&bytes).as_str()),
        Err(_) => known == ABSENT,
    };
    let read = stamp["read"].as_object()?;
    let wrote = stamp["wrote"].as_object()?;
    let same = own_files(&job.out).ok()?.len() == wrote.len()
        && read.iter().all(|(path, digest)| is_same(Path::new(path), digest))
        && wrote.iter().all(|(path, digest)| is_same(&job.out.join(path), digest));
    same.then(|| Some((stamp["messages"].as_str()?.to_owned(), wrote.len())))?
}

fn place(job: &Job) -> Option<PathBuf> {
    let out = disk::absolute_new(&job.out)?;
    let name = format!("{}.json", digest(out.to_string_lossy().as_bytes()));
    Some(dirs::cache_dir()?.join("armrest").join(name))
}

/// What a job is asked to do, and by which program.
fn of_job(job: &Job) -> String {
    let program = std::env::current_exe().ok().and_then(|path| disk::age(&path));
    let folder = disk::absolute(Path::new("."));
    digest(format!("{program:?} {folder:?} {:?} {:?} {}", job.input, job.settings, job.color).as_bytes())
}

fn digest(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
