//! The files that are being read, and locations in them.

use std::{
    ops::Range,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

/// A file of the sources that are being read.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FileId(pub(crate) u32);

/// A value's location: its file, and the byte where it starts.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The byte where the value starts.
    pub offset: u32,
}

/// The paths and texts of the files that were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

#[derive(Clone, Debug)]
struct Source {
    path: PathBuf,
    shown: String,
    text: Arc<str>,
}

/// A line of a file, for showing a location in it.
#[derive(Debug)]
pub(crate) struct Line<'s> {
    pub(crate) path: &'s str,
    /// From 1.
    pub(crate) number: usize,
    pub(crate) text: &'s str,
    /// What the location's value takes of the line, in bytes.
    pub(crate) span: Range<usize>,
}

impl Sources {
    pub(crate) fn add(&mut self, path: &Path, text: String) -> FileId {
        // A byte order mark is no part of the text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source {
            path: path.to_owned(),
            shown: path.to_string_lossy().replace('\\', "/"),
            text: text.into(),
        });
        id
    }

    fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.0 as usize)
    }

    /// The paths of all files, from the root.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|source| source.shown.as_str())
    }

    /// A file's path from the root, with `/`.
    pub fn path(&self, file: FileId) -> &str {
        self.get(file).map_or("", |source| &source.shown)
    }

    /// A file's text.
    pub fn text(&self, file: FileId) -> &str {
        self.get(file).map_or("", |source| &source.text)
    }

    /// A path that a file contains, made relative to the root. It may lead out of the root: then it starts with `..`.
    pub(crate) fn beside(&self, file: FileId, path: &str) -> PathBuf {
        let own = self.get(file).map_or(Path::new(""), |source| &source.path);
        let joined = own.parent().unwrap_or(Path::new("")).join(path);
        let mut clean = PathBuf::new();
        for part in joined.components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir
                    if clean.components().next_back().is_some_and(|last| last != Component::ParentDir) =>
                {
                    clean.pop();
                }
                part => clean.push(part),
            }
        }
        clean
    }

    /// Where a location is, as `file:line:column`, counted from 1 in characters.
    pub fn position(&self, location: Location) -> String {
        let line = self.line(location);
        let before = line.text.get(..line.span.start).unwrap_or_default();
        format!("{}:{}:{}", line.path, line.number, before.chars().count() + 1)
    }

    pub(crate) fn line(&self, location: Location) -> Line<'_> {
        let text = self.text(location.file);
        let offset = floor_boundary(text, location.offset as usize);
        let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[offset..].find('\n').map_or(text.len(), |len| offset + len);
        let line = text[start..end].trim_end_matches('\r');
        let from = (offset - start).min(line.len());
        Line {
            path: self.path(location.file),
            number: text[..start].matches('\n').count() + 1,
            text: line,
            span: from..from + token_len(&line[from..]),
        }
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// How much of a line to underline: a string with its quotes, a word, or one character.
fn token_len(rest: &str) -> usize {
    let mut characters = rest.char_indices();
    match characters.next() {
        None => 0,
        Some((_, quote @ ('"' | '\''))) => {
            let mut escaped = false;
            let end = characters.find(|(_, character)| {
                let ends = *character == quote && !escaped;
                escaped = *character == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |(index, _)| index + 1)
        }
        Some((_, first)) => {
            let word = rest
                .find(|character: char| !character.is_alphanumeric() && !"-_.#/".contains(character))
                .unwrap_or(rest.len());
            word.max(first.len_utf8())
        }
    }
}
