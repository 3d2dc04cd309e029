use super::{OperationReading, request::joined, schema::Fault};
use armrest_documents::load::Cursor;
use serde_json::Value as Json;

impl<'d> OperationReading<'d, '_> {
    /// The names and values in the query of the path's key. A name without a value only tells keys apart.
    fn key_query(&self) -> impl Iterator<Item = (&'d str, &'d str)> + use<'d> {
        let key = self.path.split('#').next().unwrap_or_default();
        let query = key.split_once('?').map_or("", |(_, query)| query);
        query.split('&').filter_map(|pair| pair.split_once('='))
    }

    /// Whether a path parameter is a value in the query of the path's key: `?name={name}`.
    pub(super) fn is_filled_in_query(&self, name: &str) -> bool {
        let hole = format!("{{{name}}}");
        let in_path =
            self.base_path().contains(&hole) || self.path.split('?').next().unwrap_or_default().contains(&hole);
        !in_path && self.key_query().any(|(own, value)| own == name && value == hole)
    }

    /// What the query of the path's key says and no parameter declares. The names of parameters do not differ by case.
    pub(super) fn undeclared_query(&self) -> Vec<String> {
        let is_declared = |name: &str| {
            self.parameters().into_iter().any(|own| {
                let text = |keyword| own.get(keyword).and_then(Cursor::text);
                let is_named = text("name").is_some_and(|own| own.eq_ignore_ascii_case(name));
                is_named && (text("in") == Some("query") || self.is_filled_in_query(name))
            })
        };
        let pairs = self.key_query().filter(|(name, _)| !is_declared(name));
        pairs.map(|(name, value)| format!("{name}={value}")).collect()
    }

    /// Fills a hole with text that comes encoded and may be several segments, each joined with one slash. There may be
    /// none in front of others, of a scope with which the path starts or of what is called a path, scope, URL or resource id.
    pub(super) fn fill_whole(&self, target: &str, name: &str, text: &str, at: Cursor<'d>) -> Result<String, Fault> {
        let hole = format!("{{{name}}}");
        let in_front = format!("/{hole}/");
        let stays = if target.contains(&in_front) {
            let text = text.trim_matches('/');
            let starts = format!("{}{}", self.base_path(), self.path).starts_with(&in_front);
            if text.is_empty() && (starts || holds_segments(name)) {
                return Ok(target.replace(&in_front, "/"));
            }
            text
        } else if target.ends_with(&format!("/{hole}")) {
            text.trim_start_matches('/')
        } else {
            text
        };
        let stays = if stays.trim_matches('/').is_empty() { "" } else { stays };
        let decoded = ["%2F", "%2f", "%5C", "%5c"].iter().fold(stays.to_owned(), |text, code| text.replace(code, "/"));
        self.check_segment(name, &decoded.replace("%2E", ".").replace("%2e", "."), at)?;
        Ok(target.replace(&hole, &stays.replace('?', "%3F")))
    }

    /// Whether a path parameter is the last segment and its description says that there may be none.
    pub(super) fn may_be_empty(&self, parameter: Cursor<'d>, name: &str) -> bool {
        let path = self.path.split(['?', '#']).next().unwrap_or_default();
        let flag = |keyword: &str| parameter.get(keyword).and_then(Cursor::flag);
        let words = parameter.get("description").and_then(Cursor::text).unwrap_or_default().to_lowercase();
        let in_words = ["is optional", "(optional)", "optional.", "be omitted", "if not specified", "if omitted"];
        path.ends_with(&format!("/{{{name}}}"))
            && (flag("required") == Some(false)
                || flag("allowEmptyValue") == Some(true)
                || in_words.iter().any(|phrase| words.contains(phrase)))
    }
}

fn holds_segments(name: &str) -> bool {
    let name = name.to_lowercase();
    ["path", "scope", "uri", "url", "resourceid"].into_iter().any(|word| name.ends_with(word))
}

/// How a value is written in a URL: its items are encoded, and their separators only where no URL may hold them.
pub(super) fn url_texts(parameter: Cursor<'_>, json: &Json, skips: bool) -> Vec<String> {
    joined(parameter, json, if skips { encode_illegal } else { encode }, ["%20", "%09", "%7C"])
}

/// RFC 3986: all but the unreserved characters.
pub(super) fn encode(text: &str) -> String {
    encode_all_but(text, |byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// What no query may hold, in a text that comes encoded.
fn encode_illegal(text: &str) -> String {
    encode_all_but(text, |byte| byte.is_ascii_graphic() && !b"\"#<>[\\]^`{|}".contains(&byte))
}

fn encode_all_but(text: &str, is_kept: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if is_kept(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
