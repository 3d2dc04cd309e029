use super::node::{Entry, Node, Value};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    sources::{FileId, Location},
};
use jiter::{Jiter, JiterError, Peek};
use std::collections::HashSet;

/// Deeper documents are refused, so that no stage runs out of stack.
pub(super) const MAX_DEPTH: usize = 200;

/// Parses JSON. An entry that comes twice is a finding; the last counts.
pub(super) fn parse(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Result<Node, Diagnostic> {
    let mut parser = Parser { jiter: Jiter::new(text.as_bytes()), file, diagnostics };
    parser.document().map_err(|failure| {
        let (message, offset) = match failure {
            Failure::Json(error) => (error.error_type.to_string(), error.index),
            Failure::TooDeep(offset) => (format!("nested deeper than {MAX_DEPTH} levels"), offset),
        };
        Diagnostic::error(Code::BrokenJson, format!("this is not JSON: {message}"))
            .at(location(file, offset))
            .help("correct the file's syntax")
    })
}

enum Failure {
    Json(JiterError),
    TooDeep(usize),
}

impl From<JiterError> for Failure {
    fn from(error: JiterError) -> Self {
        Self::Json(error)
    }
}

struct Parser<'p> {
    jiter: Jiter<'p>,
    file: FileId,
    diagnostics: &'p mut Diagnostics,
}

fn location(file: FileId, offset: usize) -> Location {
    Location { file, offset: u32::try_from(offset).unwrap_or(u32::MAX) }
}

impl Parser<'_> {
    fn document(&mut self) -> Result<Node, Failure> {
        let peek = self.jiter.peek()?;
        let node = self.node(peek, 0)?;
        self.jiter.finish()?;
        Ok(node)
    }

    fn node(&mut self, peek: Peek, depth: usize) -> Result<Node, Failure> {
        let start = self.jiter.current_index();
        if depth > MAX_DEPTH {
            return Err(Failure::TooDeep(start));
        }
        let value = match peek {
            Peek::Null => {
                self.jiter.known_null()?;
                Value::Null
            }
            Peek::True | Peek::False => Value::Bool(self.jiter.known_bool(peek)?),
            Peek::String => Value::String(self.jiter.known_str()?.into()),
            Peek::Array => Value::Array(self.items(depth)?),
            Peek::Object => Value::Object(self.entries(depth)?),
            _ => self.number(peek, start)?,
        };
        let Location { offset, .. } = location(self.file, start);
        Ok(Node { offset, value })
    }

    fn number(&mut self, peek: Peek, start: usize) -> Result<Value, Failure> {
        let digits = self.jiter.known_number_bytes(peek)?;
        serde_json::from_slice(digits).map(Value::Number).map_err(|_| {
            Failure::Json(JiterError {
                error_type: jiter::JiterErrorType::JsonError(jiter::JsonErrorType::NumberOutOfRange),
                index: start,
            })
        })
    }

    fn items(&mut self, depth: usize) -> Result<Vec<Node>, Failure> {
        let mut items = Vec::new();
        let mut next = self.jiter.known_array()?;
        while let Some(peek) = next {
            items.push(self.node(peek, depth + 1)?);
            next = self.jiter.array_step()?;
        }
        Ok(items)
    }

    fn entries(&mut self, depth: usize) -> Result<Vec<Entry>, Failure> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut next = self.jiter.known_object()?.map(Box::<str>::from);
        while let Some(name) = next {
            // The index is behind the colon; the name, in its quotes, ends before it.
            let after = self.jiter.current_index();
            let before = self.jiter.slice_to_current(0);
            let colon = before.iter().rposition(|byte| *byte == b':').unwrap_or(after);
            let quote = before[..colon].iter().rposition(|byte| *byte == b'"').unwrap_or(colon);
            let offset = location(self.file, quote.saturating_sub(name.len() + 1)).offset;
            let peek = self.jiter.peek()?;
            let node = self.node(peek, depth + 1)?;
            entries.push(Entry { name, offset, node });
            next = self.jiter.next_key()?.map(Box::<str>::from);
        }
        self.report_repeated(&entries);
        Ok(entries)
    }

    fn report_repeated(&mut self, entries: &[Entry]) {
        let mut seen = HashSet::with_capacity(entries.len());
        for entry in entries {
            if !seen.insert(&*entry.name) {
                let finding = Diagnostic::warning(
                    Code::RepeatedName,
                    format!("duplicate name `{}` in an object: using the last one", entry.name),
                );
                self.diagnostics
                    .push(finding.at(location(self.file, entry.offset as usize)).help("remove one of them"));
            }
        }
    }
}
