//! The files that are being read, and locations in them.

use std::{
    ops::Range,
    path::{Component, Path, PathBuf},
    sync::{Arc, OnceLock},
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
    index: Arc<OnceLock<Index>>,
}

/// Where lines and columns are in a text, so that a location is found without reading all that is before it.
#[derive(Debug)]
struct Index {
    /// Where each line starts.
    lines: Vec<u32>,
    /// How many characters there are in front of each of [`Index::STEP`] bytes; none where all are of one byte.
    characters: Vec<u32>,
}

impl Index {
    const STEP: usize = 4096;

    fn new(text: &str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(after).filter_map(|at| u32::try_from(at).ok()).collect();
        let mut characters = Vec::new();
        if !text.is_ascii() {
            let (mut count, mut from) = (0, 0);
            for at in (0..=text.len()).step_by(Self::STEP).map(|at| floor_boundary(text, at)) {
                count += text[from..at].chars().count();
                from = at;
                characters.push(u32::try_from(count).unwrap_or(u32::MAX));
            }
        }
        Self { lines, characters }
    }

    /// The number of the line that a byte is in, from 0.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }

    /// How many characters there are in front of a byte.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let Some(known) = self.characters.get(offset / Self::STEP) else {
            return offset;
        };
        let from = floor_boundary(text, offset / Self::STEP * Self::STEP);
        *known as usize + text[from..offset].chars().count()
    }
}

/// A line of a file, for showing a location in it.
#[derive(Debug)]
pub(crate) struct Line<'s> {
    pub(crate) path: &'s str,
    /// From 1.
    pub(crate) number: usize,
    pub(crate) text: &'s str,
    /// What the location's value takes of the text, in bytes.
    pub(crate) span: Range<usize>,
}

/// How many bytes of a line are shown at most on either side of a location.
const AROUND: usize = 400;

impl Sources {
    /// Adds a file.
    pub fn add(&mut self, path: &Path, text: String) -> FileId {
        let text = without_mark(&text);
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source {
            path: path.to_owned(),
            shown: path.to_string_lossy().replace('\\', "/"),
            text: text.into(),
            index: Arc::default(),
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

    /// All files: the path from the root and the text of each.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|source| (source.shown.as_str(), &*source.text))
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
        let Some(Found { source, index, offset, number, start }) = self.find(location) else {
            return ":1:1".to_owned();
        };
        let column = index.characters(&source.text, offset) - index.characters(&source.text, start);
        format!("{}:{}:{}", source.shown, number + 1, column + 1)
    }

    /// The line of a location, or what is around the location where the line is long.
    pub(crate) fn line(&self, location: Location) -> Line<'_> {
        let Some(Found { source, index, offset, number, start }) = self.find(location) else {
            return Line { path: "", number: 1, text: "", span: 0..0 };
        };
        let text = &source.text;
        let end = index.lines.get(number + 1).map_or(text.len(), |next| *next as usize - 1);
        let from = floor_boundary(text, start.max(offset.saturating_sub(AROUND)));
        let to = floor_boundary(text, end.min(offset + AROUND));
        let shown = text[from..to.max(from)].trim_end_matches('\r');
        let at = (offset - from).min(shown.len());
        Line { path: &source.shown, number: number + 1, text: shown, span: at..at + token_len(&shown[at..]) }
    }

    fn find(&self, location: Location) -> Option<Found<'_>> {
        let source = self.get(location.file)?;
        let index = source.index.get_or_init(|| Index::new(&source.text));
        let offset = floor_boundary(&source.text, location.offset as usize);
        let number = index.line(offset);
        let start = index.lines.get(number).map_or(0, |start| *start as usize);
        Some(Found { source, index, offset, number, start })
    }
}

/// A location in its file.
struct Found<'s> {
    source: &'s Source,
    index: &'s Index,
    offset: usize,
    /// The line's, from 0.
    number: usize,
    /// Where the line starts.
    start: usize,
}

/// A text without the byte order mark that a file may begin with, which is no part of it.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The start of the character that a byte is in.
pub(crate) fn floor_boundary(text: &str, offset: usize) -> usize {
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
