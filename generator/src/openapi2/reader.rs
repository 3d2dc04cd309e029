use crate::{
    api::builder::Literal,
    diagnostics::{Code, Diagnostic, Diagnostics},
    load::{Cursor, Documents, Value},
    sources::Location,
};
use serde_json::Number;
use std::collections::{BTreeMap, HashSet};

/// Reads keywords of the types that OpenAPI gives them, and notes those that nobody knows.
#[derive(Debug)]
pub(super) struct Reader<'d, 'r> {
    pub(super) documents: &'d Documents,
    pub(super) diagnostics: &'r mut Diagnostics,
    /// References whose targets are not read yet.
    pub(super) references: Vec<Cursor<'d>>,
    unknown: BTreeMap<(String, &'static str), (Location, usize)>,
}

impl<'d, 'r> Reader<'d, 'r> {
    pub(super) fn new(documents: &'d Documents, diagnostics: &'r mut Diagnostics) -> Self {
        Self { documents, diagnostics, references: Vec::new(), unknown: BTreeMap::new() }
    }

    /// A keyword that must be a string. Of a number or boolean the text counts, as the file writes it: YAML reads `1.10`
    /// as a number. Another value is ignored with a warning.
    pub(super) fn text(&mut self, object: Cursor<'d>, name: &str) -> Option<&'d str> {
        let value = object.get(name)?;
        self.text_of(value, name, "a string")
    }

    fn text_of(&mut self, value: Cursor<'d>, name: &str, expected: &str) -> Option<&'d str> {
        match value.node.value {
            Value::String(_) => {
                let text = value.text()?;
                if text.contains('\0') {
                    let message = format!("`{name}` contains the character NUL, which is not supported");
                    self.error(Code::Nul, value, message, "remove it");
                }
                Some(text)
            }
            Value::Number(_) | Value::Bool(_) => {
                let text = self.documents.written(value);
                let kind = value.node.value.kind();
                let message = format!("expected {expected} for `{name}`, found {kind}: using its text `{text}`");
                let finding = Diagnostic::warning(Code::UnquotedText, message).at(value.location());
                self.diagnostics.push(finding.help(format!("quote it: `\"{text}\"`")));
                Some(text)
            }
            _ => {
                self.ignored(value, name, expected);
                None
            }
        }
    }

    /// A keyword that must be true or false.
    pub(super) fn flag(&mut self, object: Cursor<'d>, name: &str) -> Option<bool> {
        self.typed(object, name, "true or false", Cursor::flag)
    }

    /// A keyword that must be a number; some descriptions quote it.
    pub(super) fn number(&mut self, object: Cursor<'d>, name: &str) -> Option<Number> {
        self.typed(object, name, "a number", |value| match &value.node.value {
            Value::Number(number) => Some(number.clone()),
            Value::String(text) => {
                let float = || Number::from_f64(text.trim().parse().ok()?);
                text.trim().parse().ok().or_else(float)
            }
            _ => None,
        })
    }

    /// A keyword that must be a list of texts.
    pub(super) fn texts(&mut self, object: Cursor<'d>, name: &str) -> Vec<&'d str> {
        let items: Vec<Cursor<'d>> = object.get(name).into_iter().flat_map(Cursor::items).collect();
        let mut texts = Vec::new();
        for item in items {
            texts.extend(self.text_of(item, name, "a list of strings"));
        }
        texts
    }

    fn typed<T>(
        &mut self,
        object: Cursor<'d>,
        name: &str,
        expected: &str,
        read: fn(Cursor<'d>) -> Option<T>,
    ) -> Option<T> {
        let value = object.get(name)?;
        let read = read(value);
        if read.is_none() {
            self.ignored(value, name, expected);
        }
        read
    }

    fn ignored(&mut self, value: Cursor<'d>, name: &str, expected: &str) {
        let kind = value.node.value.kind();
        self.diagnostics.push(
            Diagnostic::warning(Code::IgnoredKeyword, format!("ignoring `{name}`: expected {expected}, found {kind}"))
                .at(value.location())
                .help("correct the description"),
        );
    }

    pub(super) fn error(&mut self, code: Code, at: Cursor<'_>, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::error(code, message).at(at.location()).help(help));
    }

    /// The value that a `$ref` in this object names, at the end of a chain of references.
    pub(super) fn reference(&mut self, object: Cursor<'d>) -> Option<Cursor<'d>> {
        let mut seen = HashSet::new();
        let mut at = object;
        while let Some(resolved) = self.resolve(at) {
            at = match resolved {
                Ok(target) => target,
                Err(finding) => {
                    self.diagnostics.push(finding);
                    return None;
                }
            };
            if !seen.insert(at.location()) {
                let message = "this refers only to itself".to_owned();
                self.error(Code::ReferenceCycle, at, message, "say here what it is, instead of the `$ref`");
                return None;
            }
        }
        Some(at).filter(|_| !seen.is_empty())
    }

    /// The value that a `$ref` in this object names, or why there is none.
    pub(super) fn resolve(&self, object: Cursor<'d>) -> Option<Result<Cursor<'d>, Diagnostic>> {
        let value = object.get("$ref")?;
        Some(self.documents.resolve(value, value.text()?))
    }

    /// Notes names of an object that are not among the known ones.
    pub(super) fn check_known(&mut self, object: Cursor<'d>, what: &'static str, known: &[&str]) {
        for (name, location, _) in object.entries() {
            if known.binary_search(&name).is_err() {
                self.unknown(name, location, what);
            }
        }
    }

    /// Notes a name that nobody knows.
    pub(super) fn unknown(&mut self, name: &str, location: Location, what: &'static str) {
        self.unknown.entry((name.to_owned(), what)).or_insert((location, 0)).1 += 1;
    }

    /// One warning for each unknown keyword, however often it occurs.
    pub(super) fn report_unknown(&mut self) {
        for ((name, what), (location, count)) in std::mem::take(&mut self.unknown) {
            let message = if count == 1 {
                format!("ignoring unsupported keyword `{name}` in {what}")
            } else {
                format!("ignoring unsupported keyword `{name}` in {what} ({count} times, first here)")
            };
            self.diagnostics.push(Diagnostic::warning(Code::UnknownKeyword, message).at(location));
        }
    }
}

/// A value of a description as it is.
pub(super) fn literal<'d>(value: Cursor<'d>, documents: &'d Documents) -> Literal<'d> {
    Literal { value: value.node.to_json(), written: documents.written(value), location: value.location() }
}
