//! How a client goes from page to page (`x-ms-pageable`).

use super::{Example, OperationReading, conversation::Exchange, operations, scalar, url::encode};
use armrest_documents::load::Cursor;
use serde_json::{Value as Json, json};

/// Where the service has the next page.
const NEXT_PAGE: &str = "/test/next-page";

/// How the pages of an operation follow each other.
#[derive(Debug)]
pub(super) struct Paging {
    /// The properties that lead to a page's items.
    items: Vec<String>,
    /// The properties that lead to what a page says of the next one; none where there is one page.
    link: Option<Vec<String>>,
    next: Next,
    /// The operation's own method.
    method: String,
    /// Pages are XML.
    in_xml: bool,
}

/// How the next page is requested from the link in a page.
#[derive(Debug)]
enum Next {
    /// It is a link, and is followed.
    Link,
    /// The same request is sent again, with it in this query parameter.
    Query(String),
    /// The same request is sent again, with it in a header.
    Header,
    /// An operation of this method is called, with these parameters in its query.
    Operation { method: String, query: Vec<String> },
}

/// What a page leads to.
pub(super) struct Followed {
    pub(super) items: Vec<Json>,
    pub(super) next: Option<Exchange>,
}

impl Paging {
    /// Goes on from a page. Where it is a link that leads to the next page, it leads to the service's own; the next page
    /// is empty and the last one.
    pub(super) fn follow(
        &self,
        request: &Example<'_>,
        body: &mut Option<Json>,
        text: &mut Option<String>,
        decoded: Option<&Json>,
    ) -> Followed {
        let link = self.link.as_ref();
        let said = link.and_then(|link| at(decoded?, link)?.as_str()).filter(|said| !said.is_empty());
        let next = link.zip(said).map(|(link, said)| {
            let (method, target) = self.next_request(request, said);
            if matches!(self.next, Next::Link | Next::Operation { .. }) {
                lead_to_next_page(body, text, link, said);
            }
            Exchange {
                method,
                target,
                status: 200,
                headers: Vec::new(),
                body: (!self.in_xml).then(|| json!({})),
                text: self.in_xml.then(|| "<Empty/>".to_owned()),
            }
        });
        let items = decoded.and_then(|decoded| at(decoded, &self.items)?.as_array().cloned());
        Followed { items: items.unwrap_or_default(), next }
    }

    fn next_request(&self, request: &Example<'_>, said: &str) -> (String, String) {
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().replace("%24", "$");
        let with = |path: &str, pairs: Vec<&str>| {
            let mark = if pairs.is_empty() { "" } else { "?" };
            format!("{path}{mark}{}", pairs.join("&"))
        };
        match &self.next {
            Next::Link => ("get".to_owned(), with(NEXT_PAGE, request.api_version.as_deref().into_iter().collect())),
            Next::Query(parameter) => {
                let own = format!("{parameter}={}", encode(said));
                let others = pairs.filter(|pair| name(pair) != *parameter);
                (self.method.clone(), with(path, others.chain([own.as_str()]).collect()))
            }
            Next::Header => (self.method.clone(), request.target.clone()),
            Next::Operation { method, query } => {
                (method.clone(), with(NEXT_PAGE, pairs.filter(|pair| query.contains(&name(pair))).collect()))
            }
        }
    }
}

/// The value that names of properties lead to.
fn at<'j>(json: &'j Json, names: &[String]) -> Option<&'j Json> {
    names.iter().try_fold(json, |json, name| json.get(name))
}

fn lead_to_next_page(body: &mut Option<Json>, text: &mut Option<String>, link: &[String], said: &str) {
    let own = format!("{{endpoint}}{NEXT_PAGE}");
    if let Some(body) = body {
        if let Some(target) = link.iter().try_fold(body, |json, name| json.get_mut(name)) {
            *target = own.into();
        }
    } else if let Some(text) = text {
        *text = text.replace(&said.replace('&', "&amp;"), &own);
    }
}

/// A property that a page has, and its schema where the description says one.
type Found<'d> = (Vec<String>, Option<Cursor<'d>>);

impl<'d> OperationReading<'d, '_> {
    /// How the operation's pages follow each other; none where its result has no list of items.
    pub(super) fn paging(&self) -> Option<Paging> {
        let pageable = self.operation.get("x-ms-pageable").filter(|own| own.is_object())?;
        let page = self.result_schema()?;
        let named = |keyword: &str| pageable.get(keyword).and_then(Cursor::text).filter(|name| !name.is_empty());
        let in_xml = self.is_xml("produces", Some(page));
        let items = match named("itemName") {
            Some(name) => self.list_at(page, name)?,
            None if in_xml && self.is_list(page) => vec!["items".to_owned()],
            None => self.list_at(page, "value").or_else(|| self.only_list(page))?,
        };
        let link = match named("nextLinkName") {
            Some(name) => {
                let found = self.property_at(page, name, |own, name| own == name);
                let found = found.or_else(|| self.property_at(page, name, str::eq_ignore_ascii_case));
                Some(found.map_or_else(|| vec![name.to_owned()], |(path, _)| path))
            }
            // Null says that there is one page; without the keyword, which is required, the usual name is taken.
            None if pageable.get("nextLinkName").is_some() => None,
            None => self.property_at(page, "nextLink", |own, name| own == name).map(|(path, _)| path),
        };
        let next = match named("operationName") {
            Some(name) => self.next_operation(name, named("nextLinkName").unwrap_or("nextLink")),
            None => named("nextLinkName").and_then(|link| taker(&self.parameters(), link)).map(Next::again),
        };
        Some(Paging { items, link, next: next.unwrap_or(Next::Link), method: self.method.to_owned(), in_xml })
    }

    fn is_list(&self, schema: Cursor<'d>) -> bool {
        let schema = self.reading.meant(schema);
        scalar::kind(schema) == Some("array") || schema.get("items").is_some()
    }

    fn list_at(&self, page: Cursor<'d>, name: &str) -> Option<Vec<String>> {
        let lookups: [fn(&str, &str) -> bool; 2] = [|own, name| own == name, str::eq_ignore_ascii_case];
        lookups.into_iter().find_map(|is| {
            let (path, schema) = self.property_at(page, name, is)?;
            schema.is_some_and(|schema| self.is_list(schema)).then_some(path)
        })
    }

    /// The page's only list; or the only one of the objects in a page that has no list itself.
    fn only_list(&self, page: Cursor<'d>) -> Option<Vec<String>> {
        let properties = self.properties_of(page);
        let mut lists: Vec<Vec<String>> = self.lists(page);
        if lists.is_empty() {
            let below = properties.into_iter().flat_map(|(name, schema)| {
                self.lists(schema).into_iter().map(move |path| [vec![name.to_owned()], path].concat())
            });
            lists = below.collect();
        }
        if lists.len() == 1 { lists.pop() } else { None }
    }

    fn lists(&self, schema: Cursor<'d>) -> Vec<Vec<String>> {
        let lists = self.properties_of(schema).into_iter().filter(|(_, own)| self.is_list(*own));
        lists.map(|(name, _)| vec![name.to_owned()]).collect()
    }

    /// The properties of a schema, each once.
    fn properties_of(&self, schema: Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        let mut once: Vec<(&'d str, Cursor<'d>)> = Vec::new();
        for (name, own) in self.reading.properties(schema, &Json::Null) {
            match once.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 = own,
                None => once.push((name, own)),
            }
        }
        once
    }

    /// A property by its name, or by the names of properties in each other, joined by dots. The property whose own name
    /// has the dots comes first (`odata.nextLink`).
    fn property_at(&self, schema: Cursor<'d>, name: &str, is: fn(&str, &str) -> bool) -> Option<Found<'d>> {
        let properties = self.properties_of(schema);
        let property = |name: &str| properties.iter().find(|(own, _)| is(own, name)).copied();
        if let Some((own, schema)) = property(name) {
            return Some((vec![own.to_owned()], Some(schema)));
        }
        name.match_indices('.').find_map(|(dot, _)| {
            let (first, rest) = (&name[..dot], &name[dot + 1..]);
            let (own, schema) = property(first)?;
            // Of an object without properties the description says no more.
            let (path, found) = if self.properties_of(schema).is_empty() {
                (vec![rest.to_owned()], None)
            } else {
                self.property_at(schema, rest, is)?
            };
            Some(([vec![own.to_owned()], path].concat(), found))
        })
    }

    /// How the operation that `operationName` names gets the next page; none where it cannot be called with what the page
    /// and its own operation have.
    fn next_operation(&self, name: &str, link: &str) -> Option<Next> {
        let next = self.named(name)?;
        let is_own = next.operation.location() == self.operation.location();
        let address = |of: &OperationReading<'d, '_>| {
            let template = of.parameterized_host().and_then(|host| host.get("hostTemplate")?.text());
            (of.root.get("host").and_then(Cursor::text), template)
        };
        if address(&next) != address(self) {
            return None;
        }
        let own = self.parameters();
        let has = |wanted: &Cursor<'d>| {
            let mut own = own.iter();
            !is_own
                && own.any(|own| at_in(*own) == at_in(*wanted) && name_of(*own).eq_ignore_ascii_case(name_of(*wanted)))
        };
        let lacking: Vec<Cursor<'d>> = next.parameters().into_iter().filter(|wanted| !has(wanted)).collect();
        let path = format!("{}{}", next.base_path(), next.path);
        let is_hole = |own: &Cursor<'d>| at_in(*own) == "path" && path.contains(&format!("{{{}}}", name_of(*own)));
        let holes: Vec<Cursor<'d>> = lacking.iter().copied().filter(is_hole).collect();
        let is_link = |own: &Cursor<'d>| name_of(*own).to_ascii_lowercase().contains("link") || is_for(*own, link);
        let for_link =
            if is_own || holes.len() > 1 { holes.iter().filter(|own| is_link(own)).count() } else { holes.len() };
        let unfilled = if is_own { 0 } else { holes.len() - for_link };
        if for_link > 1 || unfilled > 0 {
            return None;
        }
        let mut taken = None;
        if for_link == 0 {
            let is_required = |own: &&Cursor<'d>| {
                !is_own && is_query_or_header(**own) && own.get("required").and_then(Cursor::flag) == Some(true)
            };
            let required: Vec<&Cursor<'d>> = lacking.iter().filter(is_required).collect();
            taken = taker(&lacking, link).or_else(|| required.first().map(|first| **first));
            if taker(&lacking, link).is_none() && required.len() > 1 {
                return None;
            }
        }
        if let Some(taken) = taken.filter(|_| is_own) {
            return Some(Next::again(taken));
        }
        let query = next.parameters().into_iter().filter(|own| at_in(*own) == "query");
        let query = query.filter(|own| taken.is_none_or(|taken| taken.location() != own.location()));
        Some(Next::Operation {
            method: next.method.to_owned(),
            query: query.map(|own| name_of(own).to_owned()).collect(),
        })
    }

    /// An operation by its id, of which the group may be left out.
    fn named(&self, name: &str) -> Option<Self> {
        let group = self.operation.get("operationId")?.text()?.split_once('_').map_or("", |(group, _)| group);
        let ids = [name.to_owned(), format!("{group}_{name}")];
        let mut all = operations(self.reading);
        all.find(|other| {
            let id = other.operation.get("operationId").and_then(Cursor::text);
            id.is_some_and(|id| ids.iter().any(|own| own.eq_ignore_ascii_case(id)))
        })
    }
}

impl Next {
    /// The same request again, with what the page says in a parameter.
    fn again(parameter: Cursor<'_>) -> Self {
        if at_in(parameter) == "header" { Self::Header } else { Self::Query(name_of(parameter).to_owned()) }
    }
}

fn name_of(parameter: Cursor<'_>) -> &str {
    parameter.get("name").and_then(Cursor::text).unwrap_or_default()
}

fn at_in(parameter: Cursor<'_>) -> &str {
    parameter.get("in").and_then(Cursor::text).unwrap_or_default()
}

fn is_query_or_header(parameter: Cursor<'_>) -> bool {
    matches!(at_in(parameter), "query" | "header")
}

/// The query parameter or header that takes what the property `link` says: one of its name, with `next` in front or
/// without; else, of what is called a token, the only one that is called so too. A link is followed instead.
fn taker<'d>(parameters: &[Cursor<'d>], link: &str) -> Option<Cursor<'d>> {
    let taking: Vec<Cursor<'d>> = parameters.iter().copied().filter(|own| is_query_or_header(*own)).collect();
    let tokens: Vec<Cursor<'d>> = taking.iter().copied().filter(|own| is_token(name_of(*own))).collect();
    let only = match tokens.as_slice() {
        [only] if is_token(last(link)) => Some(*only),
        _ => None,
    };
    taking.into_iter().find(|own| is_for(*own, link)).or(only)
}

fn is_for(parameter: Cursor<'_>, link: &str) -> bool {
    let (own, link) = (bare(name_of(parameter)), bare(last(link)));
    let without_next = link.strip_prefix("next").filter(|rest| !rest.is_empty());
    !is_address(&link) && (own == link || without_next == Some(own.as_str()))
}

fn is_token(name: &str) -> bool {
    let name = bare(name);
    !is_address(&name) && ["token", "marker", "continuation", "cursor"].iter().any(|word| name.contains(word))
}

fn is_address(bare: &str) -> bool {
    ["link", "url", "uri", "href"].iter().any(|word| bare.contains(word))
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// A name without what differs between a property and a parameter: `x-ms-continuation-token`, `continuationToken`.
fn bare(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    name.strip_prefix("x-ms-").unwrap_or(&name).chars().filter(|own| own.is_alphanumeric()).collect()
}
