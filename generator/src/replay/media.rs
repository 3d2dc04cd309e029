//! Media types as the examples' tests expect them, apart from what [`crate::api`] makes of them.

/// Whether a media type is JSON's, or a range that has it.
pub(super) fn allows_json(kind: &str) -> bool {
    is_json(kind) || matches!(name(kind).as_str(), "*/*" | "application/*" | "*")
}

fn is_json(kind: &str) -> bool {
    let name = name(kind);
    let exact = ["json", "application/json", "text/json", "application/x-json", "text/x-json"];
    exact.contains(&name.as_str()) || name.ends_with("+json")
}

pub(super) fn is_xml(kind: &str) -> bool {
    let name = name(kind);
    name == "application/xml" || name == "text/xml" || name.ends_with("+xml")
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
