use crate::trust::authority;
use azure_core::{Error, Result, error::ErrorKind, http::Url};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::collections::BTreeMap;

/// RFC 3986, 2.3: all but the unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// A query value that comes encoded (`x-ms-skip-url-encoding`): only what no query may hold is encoded (RFC 3986, 3.4).
const ENCODED_QUERY: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
/// Path segments that come encoded: a `?` would end the path.
const ENCODED_PATH: &AsciiSet = &ENCODED_QUERY.add(b'?');
/// The name of a query parameter: `$` stays, for `$filter` and its kin.
const QUERY_NAME: &AsciiSet = &SEGMENT.remove(b'$');

/// Percent-encodes a text as one path segment, or as one value in a query.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// What a call addresses: a path with holes, what fills them, and the query.
#[derive(Clone)]
pub(crate) struct Target {
    path: &'static str,
    /// What fills each hole, encoded; none where the hole is left out together with the slash behind it.
    values: BTreeMap<&'static str, Option<String>>,
    /// Names and `name=value`, both encoded.
    query: Vec<(String, String)>,
}

/// Where a hole is in its path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Hole {
    /// Part of a segment: `name-{hole}`.
    Part,
    /// One or more whole segments, with others after it: `/{hole}/rest`.
    Segments,
    /// The last segment.
    Last,
}

impl Target {
    /// The path with its holes.
    pub(crate) fn path(&self) -> &'static str {
        self.path
    }

    pub(crate) fn new(path: &'static str) -> Self {
        Self { path, values: BTreeMap::new(), query: Vec::new() }
    }

    /// Fills a hole with a text that is percent-encoded already.
    pub(crate) fn fill(&mut self, name: &'static str, encoded: String) {
        self.values.insert(name, Some(encoded));
    }

    /// Fills a hole with one segment.
    pub(crate) fn segment(&mut self, name: &'static str, text: &str) {
        self.fill(name, encode(text));
    }

    /// Fills a hole with a text that comes encoded and may hold several segments.
    ///
    /// # Errors
    ///
    /// If the text has a `.` or `..` segment, encoded or not, or if it is empty and may not be: only whole segments in
    /// front of others may be left out, at the start of the path or by their name.
    pub(crate) fn encoded(&mut self, name: &'static str, text: &str) -> Result<()> {
        let hole = self.hole(name);
        let kept = match hole {
            Hole::Part => text,
            // The path has the slash itself.
            Hole::Segments => text.trim_matches('/'),
            Hole::Last => text.trim_start_matches('/'),
        };
        if kept.bytes().all(|byte| byte == b'/') {
            if hole != Hole::Segments || !self.may_be_left_out(name) {
                return Err(refused(format!("the path parameter `{name}` is empty")));
            }
            self.values.insert(name, None);
            return Ok(());
        }
        let decoded = percent_decode_str(kept).decode_utf8_lossy();
        if let Some(segment) = decoded.split(['/', '\\']).find(|segment| is_dots(segment)) {
            return Err(refused(format!("the path segment `{segment}` would address another resource")));
        }
        self.fill(name, encode_stray(kept, ENCODED_PATH));
        Ok(())
    }

    /// Whether there may be no segments in a hole: at the start of the path is the scope, which may be the tenant, and
    /// some names say that a parameter holds any number of segments. Without others the path has another meaning.
    fn may_be_left_out(&self, name: &str) -> bool {
        let is_first = self.path.trim_start_matches('/').starts_with(&format!("{{{name}}}"));
        let name = name.to_ascii_lowercase();
        is_first || ["path", "scope", "uri", "url", "resourceid"].iter().any(|end| name.ends_with(end))
    }

    fn hole(&self, name: &str) -> Hole {
        let path = self.path.split('?').next().unwrap_or_default();
        let whole =
            path.split_once(&format!("{{{name}}}")).filter(|(before, _)| before.is_empty() || before.ends_with('/'));
        match whole {
            Some((_, "")) => Hole::Last,
            Some((_, after)) if after.starts_with('/') => Hole::Segments,
            _ => Hole::Part,
        }
    }

    /// Adds a query parameter whose value is percent-encoded already.
    pub(crate) fn query_pair(&mut self, name: &str, encoded: &str) {
        let name = utf8_percent_encode(name, QUERY_NAME).to_string();
        let pair = format!("{name}={encoded}");
        self.query.push((name, pair));
    }

    pub(crate) fn query(&mut self, name: &str, text: &str) {
        self.query_pair(name, &encode(text));
    }

    /// Adds to the query what comes encoded.
    pub(crate) fn query_encoded(&mut self, name: &str, text: &str) {
        self.query_pair(name, &encode_stray(text, ENCODED_QUERY));
    }

    /// A query parameter, by its name without regard to case: name and value, both encoded.
    pub(crate) fn in_query(&self, name: &str) -> Option<(String, String)> {
        let (own, pair) = self.query.iter().find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        let value = pair.strip_prefix(own.as_str())?.strip_prefix('=')?;
        Some((own.clone(), value.to_owned()))
    }

    /// The same values for another path, with only those of the query that are named.
    pub(crate) fn with_path(&self, path: &'static str, query: &[&str]) -> Self {
        let query = self.query.iter().filter(|(name, _)| query.contains(&name.as_str())).cloned();
        Self { path, values: self.values.clone(), query: query.collect() }
    }

    /// The URL at an endpoint.
    ///
    /// # Errors
    ///
    /// Where a hole has no value, or a segment would address another resource. `.` and `..` cannot be encoded (a URL
    /// treats `%2e` as `.`), so a segment that would be one of them is refused.
    pub(crate) fn url(&self, endpoint: &Url) -> Result<Url> {
        self.check_query()?;
        let (path, own_query) = self.path.split_once('?').unwrap_or((self.path, ""));
        let (path, own_query) = (self.filled(path)?, self.filled(own_query)?);
        if let Some(segment) = path.split('/').find(|segment| is_dots(&percent_decode_str(segment).decode_utf8_lossy()))
        {
            return Err(refused(format!("the path segment `{segment}` would address another resource")));
        }
        let mut url = endpoint.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        let slash = if path.starts_with('/') { "" } else { "/" };
        url.set_path(&format!("{base}{slash}{path}"));
        set_query(&mut url, &own_query, &self.query);
        Ok(url)
    }

    /// Checks that no value of the query that comes encoded, and may hold other parameters, holds one that the call
    /// has itself.
    fn check_query(&self) -> Result<()> {
        for (index, (owner, pair)) in self.query.iter().enumerate() {
            for added in pair.split('&').skip(1) {
                let added = added.split('=').next().unwrap_or_default();
                let added = percent_decode_str(added).decode_utf8_lossy();
                let mut others = self.query.iter().enumerate().filter(|(other, _)| *other != index);
                let is_added = |name: &str| percent_decode_str(name).decode_utf8_lossy().eq_ignore_ascii_case(&added);
                if others.any(|(_, (name, _))| is_added(name)) {
                    return Err(refused(format!("the query parameter `{owner}` has another `{added}` in its value")));
                }
            }
        }
        Ok(())
    }

    /// The URL at an endpoint where a link, which may have a query, fills the hole `name`.
    pub(crate) fn url_of_link(&self, endpoint: &Url, name: &'static str, link: &str) -> Result<Url> {
        let mut target = self.clone();
        let after_slash = self.hole(name) != Hole::Part;
        let kept = if after_slash { link.trim_start_matches('/') } else { link };
        target.fill(name, encode_stray(kept, ENCODED_QUERY));
        let filled = target.filled(self.path)?;
        let base = endpoint.as_str().trim_end_matches('/');
        let slash = if filled.starts_with('/') { "" } else { "/" };
        let url = format!("{base}{slash}{filled}").parse();
        Ok(self.add_query(url.map_err(|error| refused(format!("the link to the next page is not a URL: {error}")))?))
    }

    /// A link with what it does not say itself of the query.
    pub(crate) fn add_query(&self, mut link: Url) -> Url {
        let own = link.query().unwrap_or_default().to_owned();
        set_query(&mut link, &own, &self.query);
        link
    }

    /// A part of the path with its holes filled.
    fn filled(&self, path: &'static str) -> Result<String> {
        let mut filled = String::new();
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(&encode_stray(before, ENCODED_QUERY));
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let value = self.values.get(name);
            let value = value.ok_or_else(|| refused(format!("the path parameter `{name}` has no value")))?;
            rest = match value {
                Some(value) => {
                    filled.push_str(value);
                    after
                }
                None => after.strip_prefix('/').unwrap_or(after),
            };
        }
        filled.push_str(&encode_stray(rest, ENCODED_QUERY));
        Ok(filled)
    }
}

/// Whether a decoded segment is one that a URL resolves.
fn is_dots(segment: &str) -> bool {
    matches!(segment, "." | "..")
}

/// Encodes what is not encoded though it must be: the characters of `set`, and each `%` that is not part of an
/// encoded octet.
fn encode_stray(text: &str, set: &'static AsciiSet) -> String {
    let mut encoded = String::new();
    for (index, part) in text.split('%').enumerate() {
        if index > 0 {
            let is_octet = part.len() >= 2 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
            encoded.push_str(if is_octet { "%" } else { "%25" });
        }
        encoded.extend(utf8_percent_encode(part, set));
    }
    encoded
}

/// Sets a URL's query to what a path has itself (`x-ms-paths`), and all else that it does not say. By hand, because
/// `Url::query_pairs_mut` encodes by the rules of forms.
fn set_query(url: &mut Url, own: &str, query: &[(String, String)]) {
    let own: Vec<&str> = own.split('&').filter(|pair| !pair.is_empty()).collect();
    let is = |own: &str, name: &str| {
        own == name || own.eq_ignore_ascii_case(name) && name.eq_ignore_ascii_case("api-version")
    };
    let says = |name: &str| own.iter().any(|pair| pair.split('=').next().is_some_and(|own| is(own, name)));
    let added = query.iter().filter(|(name, _)| !says(name)).map(|(_, pair)| pair.as_str());
    let all: Vec<&str> = own.iter().copied().chain(added).collect();
    url.set_query((!all.is_empty()).then(|| all.join("&")).as_deref());
}

/// A URL with another value of a query parameter.
pub(crate) fn with_query(url: &Url, name: &str, text: &str) -> Url {
    let encoded = utf8_percent_encode(name, QUERY_NAME).to_string();
    let pairs = url.query().unwrap_or_default().split('&');
    let others: Vec<&str> =
        pairs.filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(encoded.as_str())).collect();
    let value = utf8_percent_encode(text, SEGMENT);
    let mut url = url.clone();
    let pair = format!("{encoded}={value}");
    url.set_query(Some(&others.into_iter().chain([pair.as_str()]).collect::<Vec<_>>().join("&")));
    url
}

/// A URL as messages show it: a query may hold a signature, a user name a password.
pub(crate) fn without_query(url: &Url) -> String {
    format!("{}://{}{}", url.scheme(), authority(url), url.path())
}

pub(crate) fn refused(reason: String) -> Error {
    Error::with_message(ErrorKind::Other, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint() -> Url {
        "https://management.azure.com/base/".parse().unwrap()
    }

    #[test]
    fn what_the_path_says_is_not_said_twice() {
        let mut target = Target::new("/?restype=service&comp=list");
        target.query("restype", "service");
        target.query("$top", "5");
        let url = target.url(&endpoint()).unwrap();
        assert_eq!(url.as_str(), "https://management.azure.com/base/?restype=service&comp=list&$top=5");
    }

    #[test]
    fn a_link_fills_its_hole() {
        let mut target = Target::new("/{tenant}/groups");
        target.segment("tenant", "t 1");
        target.query("api-version", "1.6");
        target.query("$top", "5");
        let next = target.with_path("/{tenant}/{nextLink}", &["api-version"]);
        let table = [
            ("directory/$/Groups?$skiptoken=a%20b", "/base/t%201/directory/$/Groups?$skiptoken=a%20b&api-version=1.6"),
            ("/next?api-version=2", "/base/t%201/next?api-version=2"),
        ];
        for (link, expected) in table {
            let url = next.url_of_link(&endpoint(), "nextLink", link).unwrap();
            assert_eq!(url.as_str(), format!("https://management.azure.com{expected}"));
        }
        let url = next.add_query("https://x.example/a?b=c".parse().unwrap());
        assert_eq!(url.as_str(), "https://x.example/a?b=c&api-version=1.6");
    }

    #[test]
    fn a_query_parameter_is_replaced() {
        let url: Url = "https://a.example/?comp=list&marker=x&marker-2=y".parse().unwrap();
        let next = with_query(&url, "marker", "a/b c");
        assert_eq!(next.as_str(), "https://a.example/?comp=list&marker-2=y&marker=a%2Fb%20c");
    }
}
