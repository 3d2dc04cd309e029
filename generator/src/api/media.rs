//! Media types: what a body is, and what is asked for and sent (RFC 9110, 8.3.1 and 12.5.1).

use super::{BodyFormat, types::Types};
use crate::api::builder::{JsonType, Schema, SchemaId};

/// The format of a body of these media types and this schema: a file is what it is in any, and a text or number has no
/// structure that XML would show.
pub(super) fn format_of(media_types: &[&str], schema: SchemaId, types: &Types<'_, '_>) -> BodyFormat {
    match format(media_types) {
        _ if types.is_file(schema) => BodyFormat::Raw,
        BodyFormat::Xml if types.is_plain(schema) => BodyFormat::Raw,
        BodyFormat::Text if !is_any_text(schema, types) => BodyFormat::Raw,
        form => form,
    }
}

/// The format of bodies of these media types: JSON if it is one of them, or if there are none.
pub(super) fn format(types: &[&str]) -> BodyFormat {
    if types.is_empty() || types.iter().any(|kind| is_json(kind) || allows_json(kind)) {
        BodyFormat::Json
    } else if types.iter().any(|kind| is_xml(kind)) {
        BodyFormat::Xml
    } else if types.iter().all(|kind| is_text(kind)) {
        BodyFormat::Text
    } else {
        BodyFormat::Raw
    }
}

/// What to ask for: all media types, those of the format first. None if that is JSON only, as in most operations.
pub(super) fn accept(types: &[&str], result: Option<BodyFormat>) -> Option<String> {
    if types.is_empty() {
        return (result == Some(BodyFormat::Raw)).then(|| "*/*".to_owned());
    }
    let (first, others): (Vec<&str>, Vec<&str>) = match format(types) {
        BodyFormat::Xml => types.iter().partition(|kind| is_xml(kind)),
        _ => types.iter().partition(|kind| is_json(kind)),
    };
    let mut listed: Vec<&str> = Vec::new();
    for kind in first.into_iter().chain(others).map(usable) {
        if !listed.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
            listed.push(kind);
        }
    }
    let joined = listed.join(", ");
    (joined != "application/json").then_some(joined)
}

/// The media type that a body is sent with. A range such as `*/*` is none.
pub(super) fn content_type<'d>(types: &[&'d str], format: BodyFormat) -> &'d str {
    let exact = || types.iter().copied().map(usable).filter(|kind| !is_range(kind));
    match format {
        BodyFormat::Json => exact().find(|kind| is_json(kind)).unwrap_or("application/json"),
        BodyFormat::Xml => exact().find(|kind| is_xml(kind)).unwrap_or("application/xml"),
        BodyFormat::Text => exact().next().unwrap_or("text/plain"),
        BodyFormat::Raw => {
            // Bytes are rather what another media type says than JSON or XML.
            let other = exact().find(|kind| !is_json(kind) && !is_xml(kind));
            let first = exact().next().filter(|_| !types.iter().any(|kind| is_range(kind)));
            other.or(first).unwrap_or("application/octet-stream")
        }
    }
}

/// The media types among which the caller of a body of this format chooses.
pub(super) fn choices<'d>(types: &[&'d str], format: BodyFormat) -> Vec<&'d str> {
    let chosen = match format {
        BodyFormat::Json => types.len() > 1 && !types.iter().all(|kind| is_json(kind)),
        BodyFormat::Xml => false,
        BodyFormat::Text | BodyFormat::Raw => true,
    };
    match types {
        _ if !chosen => Vec::new(),
        [] => vec!["*/*"],
        types => types.to_vec(),
    }
}

/// JSON: `application/json`, `text/json`, or with the suffix `+json` (RFC 6839, 3.1), whatever the parameters.
pub(super) fn is_json(kind: &str) -> bool {
    let kind = essence(usable(kind));
    matches!(kind.as_str(), "application/json" | "text/json" | "application/x-json" | "text/x-json")
        || kind.ends_with("+json")
}

/// XML: `application/xml`, `text/xml`, or with the suffix `+xml` (RFC 7303).
pub(super) fn is_xml(kind: &str) -> bool {
    let kind = essence(kind);
    matches!(kind.as_str(), "application/xml" | "text/xml") || kind.ends_with("+xml")
}

/// A text that ends: the events of a stream may go on for ever.
fn is_text(kind: &str) -> bool {
    let kind = essence(kind);
    kind.starts_with("text/") && kind != "text/event-stream"
}

/// Whether the values of a schema are any texts, with no form, list of values or null among them.
fn is_any_text(schema: SchemaId, types: &Types<'_, '_>) -> bool {
    let narrows = |own: &Schema<'_>| own.format.is_some() || own.enumeration.is_some() || own.secret;
    let is_string = types.builder.schema(types.meant(schema)).json_type == Some(JsonType::String);
    let mut chain = types.chain(schema).map(|id| types.builder.schema(id));
    is_string && !types.is_nullable(schema) && !chain.any(narrows)
}

/// A form that is sent in parts (RFC 7578).
pub(super) fn is_multipart(kind: &str) -> bool {
    essence(kind).starts_with("multipart/")
}

/// A range that JSON is in.
fn allows_json(kind: &str) -> bool {
    matches!(essence(kind).as_str(), "*/*" | "application/*" | "*")
}

/// A range of media types, which can be asked for but not sent.
pub(super) fn is_range(kind: &str) -> bool {
    essence(kind).contains('*')
}

/// Type and subtype without parameters.
fn essence(kind: &str) -> String {
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A media type as it can be sent: some descriptions write `JSON` for JSON's.
fn usable(kind: &str) -> &str {
    let kind = kind.trim();
    if kind.eq_ignore_ascii_case("json") { "application/json" } else { kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_is_json_by_its_name_and_not_by_a_part_of_it() {
        for kind in
            ["application/json", "Application/JSON; odata=none", "text/json", "application/problem+json", "JSON"]
        {
            assert!(is_json(kind), "{kind}");
        }
        for kind in ["application/jsonlines", "application/json-seq", "application/x-ndjson", "text/plain; of=json"] {
            assert!(!is_json(kind), "{kind}");
        }
        for kind in ["text/xml", "application/xml; charset=utf-8", "application/atom+xml"] {
            assert!(is_xml(kind), "{kind}");
        }
        for kind in ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/xml-dtd"] {
            assert!(!is_xml(kind), "{kind}");
        }
    }

    #[test]
    fn a_body_is_a_text_if_it_can_be_nothing_else() {
        let table: &[(&[&str], BodyFormat)] = &[
            (&["text/plain"], BodyFormat::Text),
            (&["Text/CSV; charset=utf-8", "text/markdown"], BodyFormat::Text),
            (&["text/plain", "application/octet-stream"], BodyFormat::Raw),
            (&["text/event-stream"], BodyFormat::Raw),
            (&["text/plain", "text/xml"], BodyFormat::Xml),
            (&["text/plain", "application/json"], BodyFormat::Json),
            (&["textual/plain"], BodyFormat::Raw),
        ];
        for (types, expected) in table {
            assert_eq!(format(types), *expected, "{types:?}");
        }
    }

    #[test]
    fn all_that_may_come_is_asked_for_and_json_or_xml_first() {
        let table: &[(&[&str], Option<BodyFormat>, Option<&str>)] = &[
            (&[], None, None),
            (&[], Some(BodyFormat::Raw), Some("*/*")),
            (&["application/json"], None, None),
            (&["JSON"], None, None),
            (&["text/plain", "application/json", "Text/Plain"], None, Some("application/json, text/plain")),
            (&["application/json; odata=min"], None, Some("application/json; odata=min")),
            (&["text/plain", "application/xml"], None, Some("application/xml, text/plain")),
            (&["image/*", "application/problem+json"], None, Some("application/problem+json, image/*")),
            (&["image/png", "image/gif"], Some(BodyFormat::Raw), Some("image/png, image/gif")),
        ];
        for (types, result, expected) in table {
            assert_eq!(accept(types, *result).as_deref(), *expected, "{types:?}");
        }
    }

    #[test]
    fn a_range_is_never_sent() {
        let table: &[(&[&str], BodyFormat, &str)] = &[
            (&["*/*"], BodyFormat::Raw, "application/octet-stream"),
            (&["image/*"], BodyFormat::Raw, "application/octet-stream"),
            (&["*/*", "application/json"], BodyFormat::Raw, "application/octet-stream"),
            (&["application/json", "application/octet-stream"], BodyFormat::Raw, "application/octet-stream"),
            (&["application/json"], BodyFormat::Raw, "application/json"),
            (&["image/*", "image/png"], BodyFormat::Raw, "image/png"),
            (&["application/*"], BodyFormat::Json, "application/json"),
            (&["*/*", "text/json; a=b"], BodyFormat::Json, "text/json; a=b"),
            (&["text/*"], BodyFormat::Text, "text/plain"),
            (&["text/*", "text/csv; charset=utf-8"], BodyFormat::Text, "text/csv; charset=utf-8"),
        ];
        for (types, format, expected) in table {
            assert_eq!(content_type(types, *format), *expected, "{types:?}");
        }
    }
}
