//! Lists, page by page.

use super::{
    Options,
    request::{Request, Target},
};
use crate::api::{NextPage, Paging};
use serde_json::{Value as Json, json};

/// The query parameter of the mock's own links to next pages.
pub(super) const SKIP_TOKEN: &str = "$skipToken";

/// What the mock's tokens begin with: others are the caller's own, and none of its business.
const TOKEN: &str = "armrest-";

/// A page, and what leads to the next one.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) items: Vec<Json>,
    /// Where the next page begins; none behind the last.
    pub(super) next: Option<String>,
}

/// The page of these items that a request asks for; without `paging` all. `body` is what else a page has.
pub(super) fn page(
    items: &[Json],
    body: Json,
    paging: &Option<Paging>,
    request: &Request,
    target: &Target,
    options: &Options,
) -> Json {
    let Some(paging) = paging else { return body };
    let start: usize = start(paging, request, target).and_then(|start| start.parse().ok()).unwrap_or_default();
    let end = start.saturating_add(size(paging, target, options));
    let next = (items.len() > end).then(|| end.to_string());
    let items = items.iter().take(end).skip(start).cloned().collect();
    Page { items, next }.body(paging, body, request, target)
}

/// The greatest number of items on a page: as `$top` or `maxpagesize` says, if that is less than the mock's own.
pub(super) fn size(paging: &Paging, target: &Target, options: &Options) -> usize {
    if !has_next(paging) {
        return usize::MAX;
    }
    let asked = ["$top", "maxpagesize", "$maxpagesize", "maxresults"].into_iter();
    let asked = asked.filter_map(|name| target.query_value(name)?.parse().ok()).find(|size| *size > 0);
    options.page_size.max(1).min(asked.unwrap_or(usize::MAX))
}

impl Page {
    /// The body of the page. `body` is what else it has, and `path` the path and query that it was requested by.
    pub(super) fn body(self, paging: &Paging, mut body: Json, request: &Request, target: &Target) -> Json {
        put(&mut body, &paging.items.names, self.items.into());
        let Some(link) = &paging.next_link else { return body };
        match self.next {
            Some(next) => {
                let token = format!("{TOKEN}{next}");
                let said = match &paging.next_page {
                    NextPage::Query(_) | NextPage::Header(_) => token,
                    NextPage::Link | NextPage::Operation { .. } => {
                        format!("{}{}", request.endpoint, target.with_query(&[(SKIP_TOKEN, &token)]))
                    }
                };
                put(&mut body, &link.names, json!(said));
            }
            None => remove(&mut body, &link.names),
        }
        body
    }
}

/// Where the page begins that a request asks for; none for the first.
pub(super) fn start(paging: &Paging, request: &Request, target: &Target) -> Option<String> {
    let said = match &paging.next_page {
        NextPage::Query(name) => target.query_value(name),
        NextPage::Header(name) => request.header_value(name),
        NextPage::Link | NextPage::Operation { .. } => target.query_value(SKIP_TOKEN),
    };
    said?.strip_prefix(TOKEN).map(str::to_owned)
}

/// Whether a request is for a page that one of the mock's own links leads to.
pub(super) fn is_next(target: &Target) -> bool {
    target.query_value(SKIP_TOKEN).is_some_and(|said| said.starts_with(TOKEN))
}

/// Whether pages can follow each other: an operation of its own for the next page takes what this mock does not say.
fn has_next(paging: &Paging) -> bool {
    paging.next_link.is_some() && !matches!(paging.next_page, NextPage::Operation { .. })
}

/// Sets the value that names lead to. Without names it is the whole.
pub(super) fn put(body: &mut Json, names: &[String], value: Json) {
    let Some((first, others)) = names.split_first() else {
        *body = value;
        return;
    };
    if !body.is_object() {
        *body = json!({});
    }
    put(&mut body[first.as_str()], others, value);
}

fn remove(body: &mut Json, names: &[String]) {
    if let Some((last, above)) = names.split_last() {
        let object = above.iter().try_fold(body, |json, name| json.get_mut(name));
        if let Some(object) = object.and_then(Json::as_object_mut) {
            object.remove(last);
        }
    }
}

/// The value that names lead to.
pub(super) fn at<'j>(json: &'j Json, names: &[String]) -> Option<&'j Json> {
    names.iter().try_fold(json, |json, name| json.get(name))
}
