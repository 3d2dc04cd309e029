//! Media types as the examples' tests expect them, apart from what the generator makes of them.

use super::OperationReading;
use armrest_documents::load::Cursor;

impl<'d> OperationReading<'d, '_> {
    /// Whether the operation's media types, or else the description's, have JSON among them.
    pub(super) fn is_json(&self, keyword: &str) -> bool {
        let mut types = self.media_types(keyword).peekable();
        types.peek().is_none() || types.any(|kind| allows_json(&kind))
    }

    /// Whether bodies are bytes or text as they are: the schema is a file, or the media types are neither JSON nor XML.
    pub(super) fn is_raw(&self, keyword: &str, schema: Option<Cursor<'d>>) -> bool {
        let target = schema.map(|schema| self.reading.meant(schema));
        let is_file = target.is_some_and(|schema| {
            let text = |keyword| schema.get(keyword).and_then(Cursor::text);
            let by_format = matches!(text("format"), Some("file" | "binary"));
            match text("type") {
                Some("file") => true,
                Some("string" | "object") | None => by_format,
                Some(_) => false,
            }
        });
        is_file || !self.is_json(keyword) && !self.is_xml(keyword, schema)
    }

    /// Whether bodies that are as they are are one text to decode: all media types are texts, and the schema is a string
    /// of any text.
    pub(super) fn is_text(&self, keyword: &str, schema: Option<Cursor<'d>>) -> bool {
        let any_text = schema.is_some_and(|schema| {
            let meant = self.reading.meant(schema);
            let narrows =
                |own: Cursor<'d>| ["enum", "format", "x-ms-secret"].iter().any(|word| own.get(word).is_some());
            let is_string = meant.get("type").and_then(Cursor::text) == Some("string");
            is_string && ![schema, meant].into_iter().any(narrows) && !self.reading.is_nullable(schema)
        });
        let mut types = self.media_types(keyword).peekable();
        let given = types.peek().is_some();
        given && any_text && self.is_raw(keyword, schema) && types.all(|kind| is_text(&kind) && !is_xml(&kind))
    }

    /// Whether bodies are XML: no media type is JSON, one is XML, and the schema has a structure to show.
    pub(super) fn is_xml(&self, keyword: &str, schema: Option<Cursor<'d>>) -> bool {
        let structured = |schema: Cursor<'d>| {
            ["properties", "items", "additionalProperties", "allOf"].iter().any(|keyword| schema.get(keyword).is_some())
        };
        let has_structure = schema.map(|schema| self.reading.meant(schema)).is_some_and(structured);
        has_structure && !self.is_json(keyword) && self.media_types(keyword).any(|kind| is_xml(&kind))
    }

    pub(super) fn media_types(&self, keyword: &str) -> impl Iterator<Item = String> {
        let own = self.operation.get(keyword).filter(|own| own.items().next().is_some());
        let listed = own.or_else(|| self.root.get(keyword)).into_iter().flat_map(Cursor::items);
        let in_a_header = |kind: &&str| kind.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
        listed.filter_map(Cursor::text).filter(in_a_header).map(str::to_owned)
    }
}

/// Whether a media type is JSON's, or a range that has it.
fn allows_json(kind: &str) -> bool {
    is_json(kind) || matches!(name(kind).as_str(), "*/*" | "application/*" | "*")
}

fn is_json(kind: &str) -> bool {
    let name = name(kind);
    let exact = ["json", "application/json", "text/json", "application/x-json", "text/x-json"];
    exact.contains(&name.as_str()) || name.ends_with("+json")
}

fn is_xml(kind: &str) -> bool {
    let name = name(kind);
    name == "application/xml" || name == "text/xml" || name.ends_with("+xml")
}

/// Whether a media type is a text's that comes to an end.
fn is_text(kind: &str) -> bool {
    name(kind).strip_prefix("text/").is_some_and(|subtype| subtype != "event-stream")
}

/// A media type without its parameters.
fn name(kind: &str) -> String {
    let end = kind.find(';').unwrap_or(kind.len());
    kind[..end].trim().to_ascii_lowercase()
}

/// The `Accept` header that must be sent, if it is not just JSON's: all media types, JSON or else XML first.
pub(super) fn accept(produces: &[String]) -> Option<String> {
    let json = produces.iter().any(|kind| allows_json(kind));
    let leads = |kind: &str| if json { is_json(kind) } else { is_xml(kind) };
    let mut listed: Vec<&str> = produces.iter().map(|kind| kind.trim()).filter(|kind| leads(kind)).collect();
    listed.extend(produces.iter().map(|kind| kind.trim()).filter(|kind| !leads(kind)));
    let spelled = listed.into_iter().map(|kind| if name(kind) == "json" { "application/json" } else { kind });
    let mut once: Vec<&str> = Vec::new();
    for kind in spelled {
        if !once.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
            once.push(kind);
        }
    }
    Some(once.join(", ")).filter(|accept| !accept.is_empty() && accept != "application/json")
}

/// The media type that a JSON body must be sent with, if it is another than `application/json`.
pub(super) fn json_sent(consumes: &[String]) -> Option<String> {
    let first = consumes.iter().map(|kind| kind.trim()).find(|kind| is_json(kind))?;
    (!matches!(name(first).as_str(), "json") && first != "application/json").then(|| first.to_owned())
}
