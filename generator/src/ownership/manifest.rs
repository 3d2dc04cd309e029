use super::MARKER;
use crate::emit::TextFile;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Write as _},
};

/// The manifest's form that this armrest reads and writes.
const VERSION: u64 = 1;

/// The SHA-256 of a file, in hexadecimal. Line ends count as `\n`: a checkout may have changed them.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Digest(String);

impl Digest {
    /// The digest of a file's content.
    pub fn of(bytes: &[u8]) -> Self {
        let mut text = String::new();
        for byte in Sha256::digest(with_plain_line_ends(bytes)) {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text with `\n` at the end of each line.
pub(super) fn with_plain_line_ends(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let ends_line = |index: usize| bytes.get(index + 1) == Some(&b'\n');
    let kept = bytes.iter().enumerate().filter(|(index, byte)| **byte != b'\r' || !ends_line(*index));
    kept.map(|(_, byte)| *byte).collect()
}

/// The files of a crate that armrest wrote. While they are being replaced each has the old digest and the new: a run
/// that is interrupted leaves either text, and both are armrest's.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Manifest(BTreeMap<String, BTreeSet<Digest>>);

/// What is known of the files that armrest wrote.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Recorded {
    /// There is no manifest.
    #[default]
    None,
    /// There is one that cannot be read, for this reason.
    Broken(String),
    /// There is one that must be left alone, for this reason.
    Unusable(String),
    /// These files.
    Known(Manifest),
}

impl Recorded {
    /// Reads a manifest.
    pub fn parse(text: &[u8]) -> Self {
        let value: Value = match serde_json::from_slice(text) {
            Ok(value) => value,
            Err(error) => return Self::Broken(error.to_string()),
        };
        match value["version"].as_u64() {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => {
                return Self::Unusable(format!("a newer armrest wrote it (version {newer}): use that one"));
            }
            _ => return Self::Broken("it has no known `version`".to_owned()),
        }
        match files(&value["files"]) {
            Ok(files) => Self::Known(Manifest(files)),
            Err(reason) => Self::Broken(reason),
        }
    }
}

fn files(value: &Value) -> Result<BTreeMap<String, BTreeSet<Digest>>, String> {
    let entries = value.as_object().ok_or("its `files` is not an object")?;
    let entry = |(path, digests): (&String, &Value)| {
        if !is_inside(path) {
            return Err(format!("`{}` cannot be the path of a generated file", path.escape_debug()));
        }
        let several = digests.as_array().map_or(std::slice::from_ref(digests), Vec::as_slice);
        let digests = several.iter().map(|digest| digest.as_str().map(|digest| Digest(digest.to_owned())));
        let digests: Option<BTreeSet<Digest>> = digests.collect();
        Ok((path.clone(), digests.ok_or_else(|| format!("the digest of `{path}` is not a string"))?))
    };
    entries.iter().map(entry).collect()
}

/// Whether a path is one that armrest may have written: below the crate's folder, with nothing hidden on its way.
fn is_inside(path: &str) -> bool {
    let plain = |part: &str| {
        let hidden_or_empty = part.is_empty() || part.starts_with('.');
        !hidden_or_empty && !part.contains(|character: char| character.is_control() || "\\:".contains(character))
    };
    path.split('/').all(plain)
}

impl Manifest {
    /// The manifest of these files.
    pub fn of<'f>(files: impl IntoIterator<Item = &'f TextFile>) -> Self {
        let digests = |file: &TextFile| BTreeSet::from([Digest::of(file.text.as_bytes())]);
        Self(files.into_iter().map(|file| (file.path.clone(), digests(file))).collect())
    }

    /// The manifest while these files are replaced by those of `next`.
    #[must_use]
    pub fn towards(mut self, next: &Self) -> Self {
        for (path, digests) in &next.0 {
            self.0.entry(path.clone()).or_default().extend(digests.iter().cloned());
        }
        self
    }

    /// The recorded paths.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether a file was recorded at a path.
    pub fn has_path(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// Whether a file with this digest was recorded at a path.
    pub fn has(&self, path: &str, digest: &Digest) -> bool {
        self.0.get(path).is_some_and(|digests| digests.contains(digest))
    }

    /// The manifest's text.
    pub fn text(&self) -> String {
        let files = self.0.iter().map(|(path, digests)| {
            let digests: Vec<&str> = digests.iter().map(|digest| digest.0.as_str()).collect();
            (path.clone(), if let [digest] = digests.as_slice() { json!(digest) } else { json!(digests) })
        });
        let files: Map<String, Value> = files.collect();
        let about = format!("{MARKER}. Do not edit. The files that it wrote; keep this one beside them.");
        format!("{:#}\n", json!({ "about": about, "files": files, "version": VERSION }))
    }
}
