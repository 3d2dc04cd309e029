mod items;

pub(crate) use items::pager;
pub use items::{Pager, Pages};

use crate::{
    continuation::{At, Continuation, Place, Position, refused},
    error::{interrupted, once_more},
    model::{NO_BODY, without_text},
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
    sync::{Arc, Mutex, MutexGuard},
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
    pub(crate) response: RawResponse,
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
    let text = (&mut json).deserialize_any(TextReader { path });
    text.map_err(|error| Error::with_message(ErrorKind::DataConversion, without_text(error.to_string())))
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

/// Why a continuation is refused that is not a pager's.
const NO_PAGE: &str = "it is not of a page";

/// A list that is being read.
struct Listing {
    first: FirstPage,
    next_link: Option<LinkPath>,
    read: Mutex<Read>,
    format: &'static InPages,
}

/// What has been read of a list. This alone says which page is read: azure_core is given numbers, for its logs.
#[derive(Default)]
struct Read {
    /// The URLs of the pages, or what else told them apart.
    seen: Visited,
    /// The page that was asked for last: that of the items.
    current: Spot,
    /// The page that is asked for next: the one after the last that was received.
    next: Spot,
}

/// A page of a list, or what comes after all of them.
#[derive(Clone, Default)]
enum Spot {
    /// The page that the operation itself gives.
    #[default]
    First,
    At(Place),
    /// What was received last says where it is, but that leads nowhere: an error of what comes after those items.
    Nowhere(Arc<Error>),
    End,
}

impl Listing {
    fn read(&self) -> MutexGuard<'_, Read> {
        lock(&self.read)
    }

    /// Begins with a page.
    fn start(&self, place: Place) {
        let start = Spot::At(place);
        *self.read() = Read { seen: Visited::default(), current: start.clone(), next: start };
    }

    /// Asks for the page of the items once more.
    fn go_back(&self) {
        let mut read = self.read();
        read.next = read.current.clone();
    }

    /// There are no more items: of the list, or because a page was not received.
    fn items_ended(&self) {
        let mut read = self.read();
        if let Spot::End = read.next {
            read.current = Spot::End;
        }
    }

    fn is_at_end(&self) -> bool {
        matches!(self.read().next, Spot::End)
    }

    /// From where the items are read again: those of their page.
    fn of_items(&self) -> Option<Continuation> {
        let spot = self.read().current.clone();
        self.continuation(spot)
    }

    /// From where the pages are read on.
    fn of_pages(&self) -> Option<Continuation> {
        let spot = self.read().next.clone();
        self.continuation(spot)
    }

    fn continuation(&self, spot: Spot) -> Option<Continuation> {
        match spot {
            Spot::First => self.first.continuation(),
            Spot::At(place) => Some(Continuation::new(self.first.call(), At::Page(place))),
            Spot::Nowhere(_) | Spot::End => None,
        }
    }

    /// Gets the next page, and the number of the one after it. It knows no item's type, so that it is compiled once.
    async fn next(&self, context: Context<'static>) -> Result<(RawResponse, Option<u64>)> {
        let spot = {
            let mut read = self.read();
            if let Spot::Nowhere(error) = &read.next {
                return Err(once_more(error));
            }
            read.current = read.next.clone();
            read.current.clone()
        };
        let (url, response) = match &spot {
            Spot::First => self.first.get(context).await?,
            Spot::At(place) => self
                .get(place, context)
                .await
                .map_err(|error| interrupted(error, Continuation::new(self.first.call(), At::Page(place.clone()))))?,
            Spot::Nowhere(_) | Spot::End => {
                return Err(Error::with_message(ErrorKind::Other, "there are no more pages"));
            }
        };
        // There is nothing on this page, and it says so by its status.
        let empty = response.status() == StatusCode::NoContent;
        let response = if empty {
            RawResponse::from_bytes(response.status(), response.headers().clone(), self.format.empty_page)
        } else {
            response
        };
        let link = match &self.next_link {
            Some(path) => link_in(self.format, response.body(), path)?.map(|link| (path, link)),
            None => None,
        };
        let (own, before) = match &spot {
            Spot::At(place) => (place.position.text(), place.before),
            _ => (url.as_str(), 0),
        };
        let mut read = self.read();
        read.seen.add(own);
        let Some((path, link)) = link else {
            read.next = Spot::End;
            return Ok((response, None));
        };
        let before = before.saturating_add(1);
        read.next = match next_page(self.first.call(), path, &link, &url) {
            Ok(position) if read.seen.has(position.text()) => Spot::Nowhere(Arc::new(circle(path))),
            Ok(position) => Spot::At(Place { position, before }),
            Err(error) => Spot::Nowhere(Arc::new(error)),
        };
        Ok((response, Some(before)))
    }

    /// Gets a page that is not the first one.
    async fn get(&self, place: &Place, context: Context<'static>) -> Result<(Url, RawResponse)> {
        let max_pages = self.first.call().connection.max_pages;
        if place.before >= max_pages {
            return Err(Error::with_message(
                ErrorKind::Other,
                format!("the list goes on after {max_pages} pages: `ConnectionOptions::max_pages` allows more"),
            ));
        }
        self.first.follow(context, &place.position).await
    }
}

/// The page of azure_core's own options: the URL of a page, or what the page before said.
pub(crate) fn place_of_core(continuation: PagerContinuation, call: &Prepared) -> Result<Place> {
    let position = match (call.next_page.in_header(), continuation) {
        (Some(_), PagerContinuation::Token(token)) => Position::Header(token),
        (_, link) => Position::Link(link.try_into()?),
    };
    Ok(Place { position, before: 0 })
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
            Self::Result(result) => Ok((result.url.clone(), result.response.clone())),
        }
    }

    async fn follow(&self, context: Context<'static>, position: &Position) -> Result<(Url, RawResponse)> {
        let call = self.call();
        let context = call.context(context);
        let (header, url) = match (call.next_page.in_header(), position) {
            (_, Position::Link(link)) => (None, link.clone()),
            (Some(header), Position::Header(text)) => (Some((header, text.clone())), call.next_url()?),
            (None, Position::Header(_)) => return Err(refused(NO_PAGE)),
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

/// What a page says of the next one; it is absent, null or empty at the end.
fn link_in(format: &InPages, page: &[u8], path: &LinkPath) -> Result<Option<String>> {
    if page.is_empty() {
        return Err(Error::with_message(ErrorKind::DataConversion, NO_BODY));
    }
    let text = (format.text)(page, &path.steps).map_err(|error| {
        Error::with_message(error.kind().clone(), format!("`{}`: the link to the next page: {error}", path.text))
    })?;
    Ok(text.filter(|link| !link.is_empty()))
}

fn circle(path: &LinkPath) -> Error {
    Error::with_message(
        ErrorKind::Other,
        format!("`{}`: the page links to a page that was already read: the pages would never end", path.text),
    )
}

/// What leads to the page after the one that came from `url`.
fn next_page(call: &Prepared, path: &LinkPath, link: &str, url: &Url) -> Result<Position> {
    let endpoint = &call.connection.endpoint;
    let next = match (&call.next_page, absolute(link)) {
        (NextPage::Link | NextPage::Operation { link: NextLink::Url, .. }, _) => {
            call.at_link(url.join(link).map_err(|error| {
                Error::with_message(
                    ErrorKind::DataConversion,
                    format!("`{}`: the link to the next page is not a URL: {error}", path.text),
                )
            })?)
        }
        (_, Some(whole)) => call.at_link(whole),
        (NextPage::Query(parameter) | NextPage::Operation { link: NextLink::Query(parameter), .. }, None) => {
            with_query(&call.next_url()?, parameter, link)
        }
        (NextPage::Operation { target, link: NextLink::Path(hole), .. }, None) => {
            let mut target = target.clone();
            target.segment(hole, link);
            target.url(endpoint)?
        }
        (NextPage::Operation { target, link: NextLink::PathEncoded(hole), .. }, None) => {
            target.url_of_link(endpoint, hole, link)?
        }
        (NextPage::Header(name) | NextPage::Operation { link: NextLink::Header(name), .. }, None) => {
            if link.contains(['\r', '\n', '\0']) {
                return Err(Error::with_message(
                    ErrorKind::DataConversion,
                    format!("`{}`: the link to the next page is not allowed in the header `{name}`", path.text),
                ));
            }
            return Ok(Position::Header(link.to_owned()));
        }
    };
    Ok(Position::Link(without_fragment(next)))
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
        let link = link_in(&JsonFormat::IN_PAGES, body.as_bytes(), &path)?;
        link.map(|link| Ok(next_page(&call, &path, &link, &url)?.text().to_owned())).transpose()
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
            ("paging/nextLink", r#"{"paging":"canary"}"#),
            ("nextLink", r#""canary\", expected x""#),
        ] {
            let error = next_at(path, body).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(&format!("`{path}`")) && !shown.contains("canary"), "{body}: {shown}");
        }
    }
}
