use azure_core::{Error, Result, error::ErrorKind, http::Url};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;

/// RFC 3986, 2.3: all but the unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// What comes encoded (`x-ms-skip-url-encoding`), a path perhaps with a query: only what no URL may hold is encoded.
const ENCODED: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
/// The name of a query parameter: `$` stays, for `$filter` and its kin.
const QUERY_NAME: &AsciiSet = &SEGMENT.remove(b'$');

/// What a call addresses: a path with holes, what fills them, and the query.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    path: &'static str,
    values: BTreeMap<&'static str, String>,
    /// Names and `name=value`, both encoded.
    query: Vec<(String, String)>,
}

impl Target {
    pub(crate) fn new(path: &'static str) -> Self {
        Self { path, values: BTreeMap::new(), query: Vec::new() }
    }

    /// Fills a hole with one segment.
    pub(crate) fn segment(&mut self, name: &'static str, text: &str) {
        self.values.insert(name, utf8_percent_encode(text, SEGMENT).to_string());
    }

    /// Fills a hole with a text that comes encoded and may hold several segments.
    pub(crate) fn encoded(&mut self, name: &'static str, text: &str) {
        // A value that brings its own slash does not double that of the path.
        let after_slash = self.path.contains(&format!("/{{{name}}}"));
        let kept = if after_slash { text.trim_start_matches('/') } else { text };
        self.values.insert(name, utf8_percent_encode(kept, ENCODED).to_string());
    }

    pub(crate) fn query(&mut self, name: &str, text: &str) {
        self.add_to_query(name, text, SEGMENT);
    }

    /// Adds to the query what comes encoded.
    pub(crate) fn query_encoded(&mut self, name: &str, text: &str) {
        self.add_to_query(name, text, ENCODED);
    }

    fn add_to_query(&mut self, name: &str, text: &str, encoded: &'static AsciiSet) {
        let name = utf8_percent_encode(name, QUERY_NAME).to_string();
        let pair = format!("{name}={}", utf8_percent_encode(text, encoded));
        self.query.push((name, pair));
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
        let filled = self.filled()?;
        let (path, path_query) = filled.split_once('?').unwrap_or((&filled, ""));
        let is_dots = |segment: &&str| {
            let segment = segment.to_ascii_lowercase().replace("%2e", ".");
            matches!(segment.as_str(), "." | "..")
        };
        if let Some(segment) = path.split('/').find(is_dots) {
            return Err(refused(format!("the path segment `{segment}` would address another resource")));
        }
        let mut url = endpoint.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}{path}"));
        set_query(&mut url, path_query, &self.query);
        Ok(url)
    }

    /// The URL at an endpoint where a link fills the hole `name`: the link itself, where it is absolute. Of the query
    /// only what the link does not say itself is added.
    pub(crate) fn url_of_link(&self, endpoint: &Url, name: &'static str, link: &str) -> Result<Url> {
        let mut url = if let Ok(url) = link.parse::<Url>() {
            url
        } else {
            let mut target = self.clone();
            target.encoded(name, link);
            let filled = target.filled()?;
            let base = endpoint.as_str().trim_end_matches('/');
            let slash = if filled.starts_with('/') { "" } else { "/" };
            format!("{base}{slash}{filled}")
                .parse()
                .map_err(|error| refused(format!("the link to the next page is not a URL: {error}")))?
        };
        let own = url.query().unwrap_or_default().to_owned();
        set_query(&mut url, &own, &self.query);
        Ok(url)
    }

    fn filled(&self) -> Result<String> {
        let mut filled = String::new();
        let mut rest = self.path;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let value = self.values.get(name);
            filled.push_str(value.ok_or_else(|| refused(format!("the path parameter `{name}` has no value")))?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

/// Sets a URL's query to what a path has itself (`x-ms-paths`), and all else that it does not say.
fn set_query(url: &mut Url, own: &str, query: &[(String, String)]) {
    let own: Vec<&str> = own.split('&').filter(|pair| !pair.is_empty()).collect();
    let says = |name: &str| own.iter().any(|pair| pair.split('=').next() == Some(name));
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
        let url = next.url_of_link(&endpoint(), "nextLink", "https://x.example/a?b=c").unwrap();
        assert_eq!(url.as_str(), "https://x.example/a?b=c&api-version=1.6");
    }

    #[test]
    fn a_query_parameter_is_replaced() {
        let url: Url = "https://a.example/?comp=list&marker=x&marker-2=y".parse().unwrap();
        let next = with_query(&url, "marker", "a/b c");
        assert_eq!(next.as_str(), "https://a.example/?comp=list&marker-2=y&marker=a%2Fb%20c");
    }
}
