use super::{
    json::MAX_DEPTH,
    node::{Entry, Node, Value},
};
use crate::{
    diagnostics::{Code, Diagnostic},
    sources::{FileId, Location},
};
use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use std::collections::{HashMap, HashSet};

/// How many values a document may have. An alias repeats those of its anchor.
const MAX_NODES: usize = 2_000_000;

/// How many bytes of text the aliases of a document may repeat.
const MAX_REPEATED: usize = 256 << 20;

/// Parses one YAML 1.2 document by the core schema.
pub(super) fn parse(text: &str, file: FileId) -> Result<Node, Diagnostic> {
    let mut builder = Builder {
        parser: Parser::new_from_str(text),
        offsets: Offsets::new(text),
        file,
        anchors: HashMap::new(),
        nodes: 0,
        repeated: 0,
    };
    builder.document()
}

/// The parser counts characters, the project bytes.
struct Offsets {
    /// Empty where they are the same.
    bytes: Vec<u32>,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            let offsets = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
            offsets.map(|byte| u32::try_from(byte).unwrap_or(u32::MAX)).collect()
        };
        Self { bytes }
    }

    fn byte(&self, character: usize) -> u32 {
        let same = u32::try_from(character).unwrap_or(u32::MAX);
        match self.bytes.last() {
            Some(last) => self.bytes.get(character).copied().unwrap_or(*last),
            None => same,
        }
    }
}

struct Builder<'y> {
    parser: Parser<'y, StrInput<'y>>,
    offsets: Offsets,
    file: FileId,
    anchors: HashMap<usize, (Node, Size)>,
    nodes: usize,
    /// The bytes of text that aliases have repeated.
    repeated: usize,
}

/// What a value adds wherever an alias repeats it.
#[derive(Clone, Copy, Default)]
struct Size {
    nodes: usize,
    /// The bytes of its strings and names.
    text: usize,
    /// How deep it is: a scalar is not.
    height: usize,
}

impl Size {
    fn of(node: &Node) -> Self {
        let mut size = match &node.value {
            Value::Array(items) => Self::inside(items.iter().map(Self::of)),
            Value::Object(entries) => Self::inside(entries.iter().map(|entry| {
                let size = Self::of(&entry.node);
                Self { text: size.text + entry.name.len(), ..size }
            })),
            Value::String(text) => Self { text: text.len(), ..Self::default() },
            _ => Self::default(),
        };
        size.nodes += 1;
        size
    }

    fn inside(sizes: impl Iterator<Item = Self>) -> Self {
        let sum = sizes.fold(Self::default(), |sum, one| Self {
            nodes: sum.nodes + one.nodes,
            text: sum.text + one.text,
            height: sum.height.max(one.height),
        });
        Self { height: sum.height + 1, ..sum }
    }
}

impl<'y> Builder<'y> {
    fn fail(&self, message: &str, offset: u32) -> Diagnostic {
        let location = Location { file: self.file, offset };
        Diagnostic::error(Code::BrokenYaml, format!("this is not a YAML description: {message}"))
            .at(location)
            .help("correct the file's syntax")
    }

    fn next(&mut self) -> Result<(Event<'y>, u32), Diagnostic> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let span: Span = span;
                Ok((event, self.offsets.byte(span.start.index())))
            }
            Some(Err(error)) => {
                let offset = self.offsets.byte(error.marker().index());
                Err(self.fail(error.info(), offset))
            }
            None => Ok((Event::StreamEnd, self.offsets.byte(usize::MAX))),
        }
    }

    fn document(&mut self) -> Result<Node, Diagnostic> {
        let mut document = None;
        loop {
            let (event, offset) = self.next()?;
            match event {
                Event::StreamEnd => {
                    return document.ok_or_else(|| self.fail("the file is empty", offset));
                }
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                _ if document.is_some() => {
                    return Err(self.fail("there is more than one document", offset));
                }
                event => document = Some(self.node(event, offset, 0)?),
            }
        }
    }

    fn node(&mut self, event: Event<'y>, offset: u32, depth: usize) -> Result<Node, Diagnostic> {
        self.nodes += 1;
        if depth > MAX_DEPTH {
            return Err(self.fail(&format!("nested deeper than {MAX_DEPTH} levels"), offset));
        }
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = matches!(style, ScalarStyle::Plain) && tag.is_none();
                let value = if plain { scalar(&text) } else { Value::String(text.into()) };
                (value, anchor)
            }
            Event::SequenceStart(anchor, _) => (Value::Array(self.items(depth)?), anchor),
            Event::MappingStart(anchor, _) => (Value::Object(self.entries(depth)?), anchor),
            Event::Alias(anchor) => return self.alias(anchor, offset, depth),
            _ => return Err(self.fail("a value is missing", offset)),
        };
        let node = Node { offset, value };
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), Size::of(&node)));
        }
        Ok(node)
    }

    fn alias(&mut self, anchor: usize, offset: u32, depth: usize) -> Result<Node, Diagnostic> {
        let Some((node, size)) = self.anchors.get(&anchor) else {
            return Err(self.fail("this alias has no anchor before it", offset));
        };
        self.nodes += size.nodes;
        self.repeated += size.text;
        if self.nodes > MAX_NODES {
            return Err(self.fail("the aliases expand to too many values", offset));
        }
        if self.repeated > MAX_REPEATED {
            return Err(self.fail("the aliases expand to too much text", offset));
        }
        if depth + size.height > MAX_DEPTH {
            return Err(self.fail(&format!("the aliases nest deeper than {MAX_DEPTH} levels"), offset));
        }
        // A scalar's text is that of its anchor.
        let offset = if matches!(node.value, Value::Array(_) | Value::Object(_)) { offset } else { node.offset };
        Ok(Node { offset, value: node.value.clone() })
    }

    fn items(&mut self, depth: usize) -> Result<Vec<Node>, Diagnostic> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event, offset) => items.push(self.node(event, offset, depth + 1)?),
            }
        }
    }

    /// Reads the value of a merge key, which most tools for YAML support.
    fn merge(&mut self, offset: u32, depth: usize, merged: &mut Vec<Entry>) -> Result<(), Diagnostic> {
        let (event, value_offset) = self.next()?;
        let node = self.node(event, value_offset, depth + 1)?;
        let Some(entries) = mergeable(node) else {
            return Err(self.fail("`<<` expects an object or a list of objects", offset));
        };
        for entry in entries {
            if !merged.iter().any(|known| known.name == entry.name) {
                merged.push(entry);
            }
        }
        Ok(())
    }

    fn entries(&mut self, depth: usize) -> Result<Vec<Entry>, Diagnostic> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut names: HashSet<Box<str>> = HashSet::new();
        let mut merged: Vec<Entry> = Vec::new();
        loop {
            let (name, offset) = match self.next()? {
                (Event::MappingEnd, _) => {
                    // What the object says itself counts, wherever it says it.
                    merged.retain(|entry| !names.contains(&entry.name));
                    merged.append(&mut entries);
                    return Ok(merged);
                }
                (Event::Scalar(name, ScalarStyle::Plain, ..), offset) if name == "<<" => {
                    self.merge(offset, depth, &mut merged)?;
                    continue;
                }
                (Event::Scalar(name, ..), offset) => (Box::<str>::from(name), offset),
                (_, offset) => return Err(self.fail("a name must be a string", offset)),
            };
            if !names.insert(name.clone()) {
                return Err(self.fail(&format!("duplicate name `{name}` in an object"), offset));
            }
            let (event, value_offset) = self.next()?;
            let node = self.node(event, value_offset, depth + 1)?;
            entries.push(Entry { name, offset, node });
        }
    }
}

/// The entries of an object, or of several, the first of which count (YAML's merge keys, `<<`).
fn mergeable(node: Node) -> Option<Vec<Entry>> {
    match node.value {
        Value::Object(entries) => Some(entries),
        Value::Array(items) => {
            let objects: Option<Vec<_>> = items.into_iter().map(mergeable).collect();
            objects.map(|objects| objects.into_iter().flatten().collect())
        }
        _ => None,
    }
}

/// A plain scalar by the core schema (YAML 1.2.2, 10.3.2).
fn scalar(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let number = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0o")) {
        Some(digits) => {
            let radix = if text.starts_with("0x") { 16 } else { 8 };
            let unsigned = !digits.starts_with(['+', '-']);
            u64::from_str_radix(digits, radix).ok().filter(|_| unsigned).map(serde_json::Number::from)
        }
        None => decimal(text),
    };
    match number {
        Some(number) => Value::Number(number),
        None => Value::String(text.into()),
    }
}

fn decimal(text: &str) -> Option<serde_json::Number> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let begins = digits.strip_prefix('.').unwrap_or(digits).starts_with(|first: char| first.is_ascii_digit());
    if !begins || !digits.chars().all(|character| character.is_ascii_digit() || "eE.+-".contains(character)) {
        return None;
    }
    let integer = text.parse::<i64>().map(serde_json::Number::from);
    let integer = integer.or_else(|_| text.parse::<u64>().map(serde_json::Number::from)).ok();
    integer.or_else(|| serde_json::Number::from_f64(text.parse().ok()?))
}
