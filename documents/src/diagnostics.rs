//! Errors and warnings about descriptions: stages collect them, and only a command prints them.

pub use crate::code::Code;
use crate::sources::{Location, Sources, floor_boundary};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet, renderer::DecorStyle};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    fmt,
    hash::{BuildHasher, RandomState},
};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// Whether the generation goes on.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Part of the description is ignored; the rest is generated.
    Warning,
    /// Nothing can be written.
    Error,
}

/// One finding about a description.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Diagnostic {
    /// Whether the generation goes on.
    pub severity: Severity,
    /// The kind of finding.
    pub code: Code,
    /// What was found.
    pub message: String,
    /// Where, if it is in a file that was read.
    pub location: Option<Location>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding that stops the generation.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), location: None, help: None }
    }

    /// A finding that does not stop the generation.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Sets the location.
    #[must_use]
    pub fn at(mut self, location: impl Into<Option<Location>>) -> Self {
        self.location = location.into();
        self
    }

    /// Sets the help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// How many bytes of a message are kept, which may quote a description.
const LONGEST: usize = 4000;

/// The findings of all stages so far.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    /// The hashes of all findings.
    seen: HashSet<u64>,
    hasher: RandomState,
}

/// A stage reported errors and has no result; they are in its [`Diagnostics`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ErrorReported;

impl fmt::Display for ErrorReported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the description has errors")
    }
}

impl std::error::Error for ErrorReported {}

impl Diagnostics {
    /// Adds a finding, unless it was made before.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.seen.insert(self.hasher.hash_one(&diagnostic)) {
            self.all.push(Diagnostic { message: bounded(diagnostic.message), ..diagnostic });
        }
    }

    /// The findings in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.all.iter()
    }

    /// Keeps the findings for which `keep` holds.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.all.retain(keep);
    }

    /// How many findings are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Ends a stage: `value` where no finding so far is an error.
    ///
    /// # Errors
    ///
    /// [`ErrorReported`] where one is.
    pub fn finish<T>(&self, value: T) -> Result<T, ErrorReported> {
        if self.count(Severity::Error) == 0 { Ok(value) } else { Err(ErrorReported) }
    }
}

/// As many findings of one kind are shown.
const SHOWN: usize = 300;

/// The findings as a person reads them: of very many of one kind the first, and at the end how many more there are.
pub fn few<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Cow<'d, Diagnostic>> {
    let mut shown = Vec::new();
    let mut counts: HashMap<(Severity, Code), usize> = HashMap::new();
    for finding in findings {
        let count = counts.entry((finding.severity, finding.code)).or_default();
        *count += 1;
        if *count <= SHOWN {
            shown.push(Cow::Borrowed(finding));
        }
    }
    counts.retain(|_, count| *count > SHOWN);
    let mut more: Vec<_> = counts.into_iter().collect();
    more.sort_unstable();
    shown.extend(more.into_iter().map(|((severity, code), count)| {
        let message = format!("{} more findings of this kind are not shown", count - SHOWN);
        Cow::Owned(Diagnostic { severity, ..Diagnostic::error(code, message) })
    }));
    shown
}

/// The start of a text that is too long.
fn bounded(text: String) -> String {
    if text.len() <= LONGEST {
        return text;
    }
    format!("{}…", &text[..floor_boundary(&text, LONGEST)])
}

/// Some names, and how many more there are.
pub fn listed<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    const LISTED: usize = 10;
    let more = names.len().saturating_sub(LISTED);
    let shown: Vec<&str> = names.take(LISTED).collect();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// Shows a finding as compilers do: the location as `file:line:column`, the line underlined, and what to do. Of a long
/// line, the part around the location is shown. Control characters of a description are escaped.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(escaped(&diagnostic.message)).id(diagnostic.code.as_str());
    let line = diagnostic.location.map(|location| sources.line(location));
    let snippet = line.map(|line| {
        let part = |end: usize| replaced(line.text.get(..end).unwrap_or_default()).len();
        Snippet::source(replaced(line.text))
            .line_start(line.number)
            .path(escaped(line.path))
            .annotation(AnnotationKind::Primary.span(part(line.span.start)..part(line.span.end)))
    });
    let mut group = title.elements(snippet);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(escaped(help)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// A character as it may be printed: line ends are, and what is not shown or turns around what follows is not.
pub fn shown(character: char) -> Option<char> {
    match character {
        ' '..='~' | '\n' => Some(character),
        '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some(' '),
        other if other.is_control() => None,
        other => (other.general_category() != GeneralCategory::Format).then_some(other),
    }
}

/// Whether a character is printed as it is.
pub fn is_shown(character: char) -> bool {
    shown(character) == Some(character)
}

/// A text in which characters that a terminal obeys or does not show are escaped.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if character != '\n' && is_shown(character) {
            escaped.push(character);
        } else {
            escaped.extend(character.escape_default());
        }
    }
    escaped
}

/// A line in which each such character is replaced by a mark, so that columns stay the same as in the file.
fn replaced(line: &str) -> String {
    let shown = |character: char| is_shown(character) || character == '\t';
    line.chars().map(|character| if shown(character) { character } else { char::REPLACEMENT_CHARACTER }).collect()
}
