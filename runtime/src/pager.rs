mod items;

pub(crate) use items::pager;
pub use items::{Pager, Pages};

use crate::{
    continuation::{At, Continuation, Position},
    error::interrupted,
    model::NO_BODY,
    prepared::Prepared,
    sealed::Sealed,
    sync::lock,
    target::{Target, with_query},
    visited::Visited,
};
use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{Context, Format, JsonFormat, Method, RawResponse, Request, StatusCode, Url, pager::PagerContinuation},
};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};
use std::{
    fmt,
    sync::{Mutex, MutexGuard},
};

/// How a pager comes by its first page.
pub(crate) enum FirstPage {
    /// By the operation's own call.
    Call(Box<Prepared>),
    /// It is the result of a long-running operation.
    Result(Box<ResultPage>),
}

/// The result of a long-running operation that is a first page.
pub(crate) struct ResultPage {
    pub(crate) call: Prepared,
    /// Where it came from.
    pub(crate) url: Url,
    pub(crate) response: Mutex<Option<RawResponse>>,
    /// The operation's.
    pub(crate) continuation: Option<Continuation>,
}

/// How the next page is got by what a page says of it (`x-ms-pageable`).
#[derive(Clone)]
pub(crate) enum NextPage {
    /// It is a link, to be got as it came.
    Link,
    /// It is the value of this query parameter, for the same call again.
    Query(&'static str),
    /// It is the value of this header, for the same call again.
    Header(&'static str),
    /// Another operation takes it.
    Operation { method: Method, target: Target, link: NextLink },
}

/// Where a request for a next page has what the page before says of it. An absolute URL is followed as it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum NextLink {
    /// It is the request's URL, perhaps relative to the page's.
    Url,
    /// In this path parameter, as one segment.
    Path(&'static str),
    /// In this path parameter; it comes percent-encoded, and may hold several segments and a query.
    PathEncoded(&'static str),
    /// In this query parameter.
    Query(&'static str),
    /// In this header.
    Header(&'static str),
}

/// A format whose pages say where the next page is.
#[diagnostic::on_unimplemented(
    message = "the pages of a list cannot be read in the format `{Self}`",
    note = "pages are read in azure_core's `JsonFormat`, and in armrest-runtime's `XmlFormat` with its feature `xml`"
)]
pub trait PageFormat: Sealed + Format + Send + 'static {
    /// How a page of the format is read.
    const IN_PAGES: InPages;
}

/// How a page of some format is read as far as its pager must.
#[derive(Debug)]
#[non_exhaustive]
pub struct InPages {
    /// The text at a path in a page; none if the page has nothing there.
    pub(crate) text: fn(page: &[u8], path: &[String]) -> Result<Option<String>>,
    /// A page with nothing on it.
    pub(crate) empty_page: &'static str,
}

impl PageFormat for JsonFormat {
    const IN_PAGES: InPages = InPages { text: text_in_json, empty_page: "{}" };
}

#[cfg(feature = "xml")]
impl PageFormat for crate::XmlFormat {
    const IN_PAGES: InPages = InPages { text: crate::xml::text_in, empty_page: "<Empty/>" };
}

fn text_in_json(page: &[u8], path: &[String]) -> Result<Option<String>> {
    let mut json = serde_json::Deserializer::from_slice(page);
    Ok((&mut json).deserialize_any(TextReader { path })?)
}

/// The link to a next page: where it is in a page, and how that is written in messages.
#[derive(Clone, Debug)]
struct LinkPath {
    text: &'static str,
    steps: Vec<String>,
}

impl LinkPath {
    fn new(text: &'static str) -> Self {
        Self { text, steps: text.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect() }
    }
}

/// A list that is being read.
struct Listing {
    first: FirstPage,
    next_link: Option<LinkPath>,
    read: Mutex<Read>,
    format: &'static InPages,
}

/// What has been read of a list.
#[derive(Default)]
struct Read {
    /// The URLs of the pages, or what else told them apart.
    seen: Visited,
    /// Where the page that was read last is, if it is not the first, and the one after it; by their numbers.
    known: Vec<(u64, PageStart)>,
    last_number: u64,
}

/// A page to begin with.
#[derive(Clone)]
pub(crate) struct PageStart {
    position: Position,
    /// How many pages come before it.
    before: u64,
}

impl PageStart {
    /// The page of a continuation; none if it is a long-running operation's that goes on.
    ///
    /// # Errors
    ///
    /// If the continuation is not of this call, or leads to a host that is not trusted.
    pub(crate) fn of(continuation: &Continuation, call: &Prepared) -> Result<Option<Self>> {
        Ok(match continuation.of(call)? {
            At::Page { position, before } => Some(Self { position: position.clone(), before: *before }),
            At::Operation(_) => None,
        })
    }

    /// The page of azure_core's own options: the URL of a page, or what the page before said.
    pub(crate) fn of_core(continuation: PagerContinuation, call: &Prepared) -> Result<Self> {
        let position = match (call.next_page.in_header(), continuation) {
            (Some(_), PagerContinuation::Token(token)) => Position::Header(token),
            (_, link) => Position::Link(link.try_into()?),
        };
        Ok(Self { position, before: 0 })
    }

    fn missing() -> Error {
        Error::with_message(ErrorKind::Other, "the continuation is refused: it is not of a page")
    }

    fn text(&self) -> &str {
        match &self.position {
            Position::Link(link) => link.as_str(),
            Position::Header(text) => text,
        }
    }
}

impl Read {
    /// Begins with a page, and gives its number.
    fn start(&mut self, start: PageStart) -> u64 {
        self.seen = Visited::after(start.before);
        self.known.clear();
        self.goes_on(None, start.position)
    }

    /// Takes up what comes after the page with the number `own`, and gives its number.
    fn goes_on(&mut self, own: Option<u64>, position: Position) -> u64 {
        self.known.retain(|(number, _)| Some(*number) == own);
        self.last_number += 1;
        self.known.push((self.last_number, PageStart { position, before: self.seen.count() }));
        self.last_number
    }

    fn page(&self, number: u64) -> Option<&PageStart> {
        self.known.iter().find(|(own, _)| *own == number).map(|(_, page)| page)
    }

    fn lost() -> Error {
        Error::with_message(ErrorKind::Other, "the page is not known any more")
    }
}

impl Listing {
    fn read(&self) -> MutexGuard<'_, Read> {
        lock(&self.read)
    }

    fn continuation(&self, number: u64) -> Option<Continuation> {
        let PageStart { position, before } = self.read().page(number)?.clone();
        Some(Continuation::new(self.first.call(), At::Page { position, before }))
    }

    /// Gets a page, and the number of the next one. It knows no item's type, so that it is compiled once.
    async fn page(&self, number: Option<u64>, context: Context<'static>) -> Result<(RawResponse, Option<u64>)> {
        let own = match number {
            Some(number) => Some(self.read().page(number).ok_or_else(Read::lost)?.clone()),
            None => None,
        };
        let (url, response) = match &own {
            None => self.first.get(context).await?,
            Some(page) => {
                let max_pages = self.first.call().connection.max_pages;
                if page.before >= max_pages {
                    return Err(Error::with_message(
                        ErrorKind::Other,
                        format!("the list goes on after {max_pages} pages: `ConnectionOptions::max_pages` allows more",),
                    ));
                }
                let followed = self.first.follow(context, page.position.clone()).await;
                followed.map_err(|error| match number.and_then(|number| self.continuation(number)) {
                    Some(continuation) => interrupted(error, continuation),
                    None => error,
                })?
            }
        };
        // There is nothing on this page, and it says so by its status.
        let empty = response.status() == StatusCode::NoContent;
        let response = if empty {
            RawResponse::from_bytes(response.status(), response.headers().clone(), self.format.empty_page)
        } else {
            response
        };
        let Some(path) = &self.next_link else {
            return Ok((response, None));
        };
        let next = next_page(self.format, self.first.call(), response.body(), path, &url)?;
        let mut read = self.read();
        read.seen.add(own.as_ref().map_or(url.as_str(), PageStart::text));
        let Some(next) = next else {
            return Ok((response, None));
        };
        let has_been_read = match &next {
            Position::Link(link) => read.seen.has(link.as_str()),
            Position::Header(text) => read.seen.has(text),
        };
        if has_been_read {
            return Err(Error::with_message(
                ErrorKind::Other,
                format!("`{}`: the page links to a page that was already read: the pages would never end", path.text),
            ));
        }
        let next = read.goes_on(number, next);
        Ok((response, Some(next)))
    }
}

impl FirstPage {
    fn call(&self) -> &Prepared {
        match self {
            Self::Call(call) => call,
            Self::Result(result) => &result.call,
        }
    }

    /// From where it can be got once more, where that is not by the call itself.
    fn continuation(&self) -> Option<Continuation> {
        match self {
            Self::Call(_) => None,
            Self::Result(result) => result.continuation.clone(),
        }
    }

    async fn get(&self, context: Context<'static>) -> Result<(Url, RawResponse)> {
        match self {
            Self::Call(call) => {
                let mut call = call.clone();
                let context = call.context(context);
                let response = call.send(&context).await?;
                Ok((call.request.url().clone(), response))
            }
            Self::Result(result) => {
                let response = lock(&result.response)
                    .take()
                    .ok_or_else(|| Error::with_message(ErrorKind::Other, "the first page was already taken"))?;
                Ok((result.url.clone(), response))
            }
        }
    }

    async fn follow(&self, context: Context<'static>, position: Position) -> Result<(Url, RawResponse)> {
        let call = self.call();
        let context = call.context(context);
        let (header, url) = match (call.next_page.in_header(), position) {
            (_, Position::Link(link)) => (None, link),
            (Some(header), Position::Header(text)) => (Some((header, text)), call.next_url()?),
            (None, Position::Header(_)) => return Err(PageStart::missing()),
        };
        let mut request = match &call.next_page {
            NextPage::Link => call.with_parameters(Request::new(url.clone(), Method::Get)),
            NextPage::Query(_) | NextPage::Header(_) => {
                let mut request = call.request.clone();
                *request.url_mut() = url.clone();
                request
            }
            NextPage::Operation { method, .. } => call.with_parameters(Request::new(url.clone(), *method)),
        };
        if let Some((header, token)) = header {
            request.insert_header(header.to_ascii_lowercase(), token);
        }
        let response = call.send_to_link(&context, request, &[]).await?;
        Ok((url, response))
    }
}

impl NextPage {
    /// The header that what a page says is for.
    fn in_header(&self) -> Option<&'static str> {
        match self {
            Self::Header(name) | Self::Operation { link: NextLink::Header(name), .. } => Some(name),
            _ => None,
        }
    }
}

impl Prepared {
    /// The URL of a next page, to which what the page before says is added.
    fn next_url(&self) -> Result<Url> {
        match &self.next_page {
            NextPage::Operation { target, .. } => target.url(&self.connection.endpoint),
            _ => Ok(self.request.url().clone()),
        }
    }

    /// Where a link leads that is followed as it is.
    fn at_link(&self, link: Url) -> Url {
        match &self.next_page {
            // Nothing of the call is sent to other hosts.
            NextPage::Operation { target, .. } if self.connection.trust.is_endpoint(&link) => target.add_query(link),
            NextPage::Operation { .. } => link,
            _ => self.with_api_version(link),
        }
    }
}

/// A link that is a whole URL, and not a token with a colon in it.
fn absolute(link: &str) -> Option<Url> {
    link.parse::<Url>().ok().filter(|url| matches!(url.scheme(), "https" | "http"))
}

/// What leads to the page after the one that came from `url`; what the page says of it is absent, null or empty at the
/// end.
fn next_page(format: &InPages, call: &Prepared, page: &[u8], path: &LinkPath, url: &Url) -> Result<Option<Position>> {
    if page.is_empty() {
        return Err(Error::with_message(ErrorKind::DataConversion, NO_BODY));
    }
    let text = (format.text)(page, &path.steps).map_err(|error| {
        Error::with_message(error.kind().clone(), format!("`{}`: the link to the next page: {error}", path.text))
    })?;
    let Some(link) = text.filter(|link| !link.is_empty()) else {
        return Ok(None);
    };
    let endpoint = &call.connection.endpoint;
    let next = match (&call.next_page, absolute(&link)) {
        (NextPage::Link | NextPage::Operation { link: NextLink::Url, .. }, _) => {
            call.at_link(url.join(&link).map_err(|error| {
                Error::with_message(
                    ErrorKind::DataConversion,
                    format!("`{}`: the link to the next page is not a URL: {error}", path.text),
                )
            })?)
        }
        (_, Some(whole)) => call.at_link(whole),
        (NextPage::Query(parameter) | NextPage::Operation { link: NextLink::Query(parameter), .. }, None) => {
            with_query(&call.next_url()?, parameter, &link)
        }
        (NextPage::Operation { target, link: NextLink::Path(hole), .. }, None) => {
            let mut target = target.clone();
            target.segment(hole, &link);
            target.url(endpoint)?
        }
        (NextPage::Operation { target, link: NextLink::PathEncoded(hole), .. }, None) => {
            target.url_of_link(endpoint, hole, &link)?
        }
        (NextPage::Header(name) | NextPage::Operation { link: NextLink::Header(name), .. }, None) => {
            if link.contains(['\r', '\n', '\0']) {
                return Err(Error::with_message(
                    ErrorKind::DataConversion,
                    format!("`{}`: the link to the next page is not allowed in the header `{name}`", path.text),
                ));
            }
            return Ok(Some(Position::Header(link)));
        }
    };
    Ok(Some(Position::Link(without_fragment(next))))
}

/// A link as it is sent, so that two that are sent alike are the same.
fn without_fragment(mut link: Url) -> Url {
    link.set_fragment(None);
    link
}

/// Reads one text of a page and skips the rest, so that the items are decoded only once, by whoever wants them.
struct TextReader<'p> {
    /// The names of properties that lead to it.
    path: &'p [String],
}

impl<'de> DeserializeSeed<'de> for TextReader<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Self::Value, D::Error> {
        match self.path {
            [] => Option::<String>::deserialize(deserializer),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for TextReader<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a link to the next page")
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> std::result::Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_unit<E>(self) -> std::result::Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
        let mut text = None;
        let Some((name, rest)) = self.path.split_first() else {
            return Ok(None);
        };
        while let Some(found) = map.next_key_seed(NameIs(name))? {
            if found {
                text = map.next_value_seed(TextReader { path: rest })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(text)
    }
}

struct NameIs<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for NameIs<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameIs<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property's name")
    }

    fn visit_str<E>(self, name: &str) -> std::result::Result<bool, E> {
        Ok(name == self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next_at(path: &'static str, body: &str) -> Result<Option<String>> {
        let connection = crate::call::tests::connection("https://management.azure.com");
        let call = connection.call("Test.list", Method::Get, "/a/b").query("page", 1).prepare().unwrap();
        let url = call.request.url().clone();
        let path = LinkPath::new(path);
        let next = next_page(&JsonFormat::IN_PAGES, &call, body.as_bytes(), &path, &url)?;
        Ok(next.map(|next| PageStart { position: next, before: 0 }.text().to_owned()))
    }

    #[test]
    fn links_are_absolute_relative_or_absent() {
        for (body, expected) in [
            (r#"{"value":[{"nextLink":"no"}],"nextLink":"https://x.example/2"}"#, Some("https://x.example/2")),
            (r#"{"nextLink":"/a/b?page=2"}"#, Some("https://management.azure.com/a/b?page=2")),
            (r#"{"nextLink":"?page=2"}"#, Some("https://management.azure.com/a/b?page=2")),
            (r#"{"nextLink":""}"#, None),
            (r#"{"nextLink":null}"#, None),
            (r#"{"value":[]}"#, None),
            (r#"[1,2]"#, None),
        ] {
            assert_eq!(next_at("nextLink", body).unwrap().as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn links_are_found_by_their_paths() {
        let link = "https://x.example/2";
        for (path, body, expected) in [
            ("paging/next", r#"{"value":[],"paging":{"other":{},"next":"https://x.example/2"}}"#, Some(link)),
            ("paging/next", r#"{"next":"https://x.example/2","paging":{"next":""}}"#, None),
            ("paging/next", r#"{"paging":{"next":null}}"#, None),
            ("paging/next", r#"{"paging":null}"#, None),
            ("paging/next", r#"{"paging":{}}"#, None),
            ("paging/next", r#"{}"#, None),
            ("odata.nextLink", r#"{"odata":{"nextLink":"no"},"odata.nextLink":"https://x.example/2"}"#, Some(link)),
            ("a~1b/~0c", r#"{"a/b":{"~c":"https://x.example/2"}}"#, Some(link)),
        ] {
            assert_eq!(next_at(path, body).unwrap().as_deref(), expected, "{path}: {body}");
        }
    }

    #[test]
    fn bad_links_are_errors_that_name_the_property() {
        for (path, body) in [
            ("nextLink", r#"{"nextLink":7}"#),
            ("nextLink", r#"{"nextLink":"https://[bad"}"#),
            ("paging/nextLink", r#"{"paging":7}"#),
            ("paging/nextLink", r#"{"paging":{"nextLink":{}}}"#),
        ] {
            let error = next_at(path, body).unwrap_err();
            assert!(error.to_string().contains(&format!("`{path}`")), "{body}: {error}");
        }
    }
}
