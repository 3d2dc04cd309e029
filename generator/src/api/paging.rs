use super::{In, Kind, NextLink, NextPage, Object, PagePath, Paging, Property, Type, host::Base, types::Types};
use crate::{
    api::builder::{Builder, Operation, Pageable, Parameter},
    diagnostics::{Code, Diagnostic},
};

/// Where the operation may be that gets the next page.
pub(super) struct Others<'d, 's> {
    pub(super) builder: &'s Builder<'d>,
    /// The bases of all inputs.
    pub(super) bases: &'s [Base],
    /// The number of the host of the page's own operation.
    pub(super) host: usize,
}

impl<'d, 's> Others<'d, 's> {
    /// An operation by its id, of which the group may be left out, and the base of its input.
    fn find(&self, operation: &Operation<'d>, name: &str) -> Option<(&'s Base, &'s Operation<'d>)> {
        let group = operation.id.split_once('_').map_or("", |(group, _)| group);
        let ids = [name.to_owned(), format!("{group}_{name}")];
        let inputs = self.builder.descriptions.iter().zip(self.bases);
        let mut all = inputs.flat_map(|(input, base)| input.operations.iter().map(move |other| (base, other)));
        all.find(|(_, other)| ids.iter().any(|id| other.id.eq_ignore_ascii_case(id)))
    }
}

/// How an operation's pages follow each other, if its result has a list of items.
pub(super) fn paging<'d>(
    others: &Others<'d, '_>,
    types: &mut Types<'d, '_>,
    operation: &Operation<'d>,
    pageable: Pageable<'d>,
    page: Option<&Type>,
) -> Option<Paging> {
    types.fill();
    let found = page.and_then(|page| Some((page, items(types, pageable, page)?)));
    let what = format!("the result of `{}` has no list `{}`", operation.id, pageable.item);
    let Some((page, (items, item))) = found else {
        types.diagnostics.push(
            Diagnostic::warning(Code::NoItems, format!("{what}: the operation is not paged"))
                .at(pageable.item_location)
                .help("set `itemName` to the name of the list"),
        );
        return None;
    };
    if pageable.names_item && items.names.join(".") != pageable.item {
        let message = format!("{what}: the items are read from `{}`", items.names.join("."));
        types.diagnostics.push(
            Diagnostic::warning(Code::NoItems, message)
                .at(pageable.item_location)
                .help("set `itemName` to the name of the list"),
        );
    }
    let next_link = next_link(types, operation, pageable, page);
    let next_page = next_page(others, operation, pageable).unwrap_or_else(|reason| {
        types.diagnostics.push(
            Diagnostic::warning(Code::NoNextOperation, format!("{reason}: the link is followed as it is"))
                .at(pageable.operation_location)
                .help("set it to the ID of the operation that gets the next page"),
        );
        NextPage::Link
    });
    Some(Paging { next_link, items, item, next_page })
}

/// The page's list of items: the one that is named, perhaps in another case. If none is, the page's only list; or the
/// only one of the objects in a page that has no list itself.
fn items(types: &Types<'_, '_>, pageable: Pageable<'_>, page: &Type) -> Option<(PagePath, Type)> {
    for is in [|own: &str, name: &str| own == name, str::eq_ignore_ascii_case] {
        if let Some((path, Type::List(item))) = at_path(types, page, pageable.item, is) {
            return Some((path, *item));
        }
    }
    if pageable.names_item {
        return None;
    }
    let object = object(types, page)?;
    let mut lists = lists(object);
    if lists.is_empty() {
        let below =
            object.properties.iter().filter_map(|property| Some((property, self::object(types, &property.value)?)));
        lists = below
            .flat_map(|(property, below)| {
                self::lists(below).into_iter().map(move |(path, item)| (path.below(property), item))
            })
            .collect();
    }
    if lists.len() == 1 { lists.pop() } else { None }
}

fn lists(object: &Object) -> Vec<(PagePath, Type)> {
    let lists = object.properties.iter().filter_map(|property| match &property.value {
        Type::List(item) => Some((PagePath::of(property), (**item).clone())),
        _ => None,
    });
    lists.collect()
}

/// Where the link to the next page is. A name that no property of the page has is reported: the pages after the first
/// may be missed.
fn next_link<'d>(
    types: &mut Types<'d, '_>,
    operation: &Operation<'d>,
    pageable: Pageable<'d>,
    page: &Type,
) -> Option<PagePath> {
    let exact = |name| at_path(types, page, name, |own, name| own == name).map(|(path, _)| path);
    let Some(name) = pageable.next_link else {
        // Null says that there is one page; without the keyword, which is required, the usual name is taken.
        return exact("nextLink").filter(|_| !pageable.says_next_link);
    };
    if let Some(path) = exact(name) {
        return Some(path);
    }
    let similar = at_path(types, page, name, str::eq_ignore_ascii_case).map(|(path, _)| path);
    let what = format!("the result of `{}` has no property `{name}`", operation.id);
    let message = match &similar {
        Some(path) => format!("{what}: the link to the next page is read from `{}`", path.names.join(".")),
        None => format!("{what}: further pages are read only if the service sends it anyway"),
    };
    types.diagnostics.push(
        Diagnostic::warning(Code::NoNextLink, message).at(pageable.next_link_location).help(
            "set `nextLinkName` to the property that links to the next page, or declare it in the result's schema",
        ),
    );
    Some(similar.unwrap_or_else(|| PagePath { names: vec![name.to_owned()], xml: name.to_owned() }))
}

/// The value of a property by its name, or by the names of properties in each other, joined by dots. The property whose
/// own name has the dots comes first (`odata.nextLink`).
fn at_path(types: &Types<'_, '_>, value: &Type, name: &str, is: fn(&str, &str) -> bool) -> Option<(PagePath, Type)> {
    let object = object(types, value)?;
    if let Some(property) = object.properties.iter().find(|property| is(&property.name, name)) {
        return Some((PagePath::of(property), property.value.clone()));
    }
    name.match_indices('.').find_map(|(dot, _)| {
        let (first, rest) = (&name[..dot], &name[dot + 1..]);
        let property = object.properties.iter().find(|property| is(&property.name, first))?;
        let (path, value) = match &property.value {
            // Of an object without a schema the description says no more.
            Type::Any | Type::Map(_) => (PagePath { names: vec![rest.to_owned()], xml: rest.to_owned() }, Type::Any),
            value => at_path(types, value, rest, is)?,
        };
        Some((path.below(property), value))
    })
}

fn object<'t>(types: &'t Types<'_, '_>, value: &Type) -> Option<&'t Object> {
    match value {
        Type::Named(id) => match &types.named(id).kind {
            Kind::Object(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

impl PagePath {
    fn of(property: &Property) -> Self {
        Self { names: vec![property.name.clone()], xml: property.xml_path.clone() }
    }

    /// The same location from the object that has this one as a property.
    fn below(mut self, property: &Property) -> Self {
        self.names.insert(0, property.name.clone());
        self.xml = format!("{}/{}", property.xml_path, self.xml);
        self
    }
}

/// How the next page is got, or why not as `operationName` says.
fn next_page<'d>(
    others: &Others<'d, '_>,
    operation: &Operation<'d>,
    pageable: Pageable<'d>,
) -> Result<NextPage, String> {
    let Some(name) = pageable.operation else {
        let own = operation.parameters.iter();
        let taken = pageable.next_link.and_then(|link| taker(own, link));
        return Ok(match taken {
            Some(parameter) if parameter.sent_in == In::Header => NextPage::Header(parameter.name.to_owned()),
            Some(parameter) => NextPage::Query(parameter.name.to_owned()),
            None => NextPage::Link,
        });
    };
    let (base, next) = others.find(operation, name).ok_or("`operationName` is not the ID of an operation")?;
    if base.host != others.host {
        return Err(format!("the operation `{}` is on another host", next.id));
    }
    let path = format!("{}{}", base.path, next.bare_path());
    let link = next_link_of(operation, next, &path, pageable.next_link.unwrap_or("nextLink"))?;
    match link {
        NextLink::Query(name) if next.id == operation.id => return Ok(NextPage::Query(name)),
        NextLink::Header(name) if next.id == operation.id => return Ok(NextPage::Header(name)),
        _ => {}
    }
    let query = next.parameters.iter().filter(|own| own.sent_in == In::Query).map(|own| own.name.to_owned());
    let query = query.filter(|name| !matches!(&link, NextLink::Query(taken) if taken == name)).collect();
    Ok(NextPage::Operation { method: next.method, path, link, query })
}

/// Where the operation that gets the next page takes what the page says: of its parameters, one that the page's own
/// operation does not have.
fn next_link_of<'d>(
    operation: &Operation<'d>,
    next: &Operation<'d>,
    path: &str,
    name: &str,
) -> Result<NextLink, String> {
    let itself = next.id == operation.id;
    let has = |wanted: &&Parameter<'d>| {
        let mut own = operation.parameters.iter();
        !itself && own.any(|own| own.sent_in == wanted.sent_in && own.name.eq_ignore_ascii_case(wanted.name))
    };
    let lacking: Vec<&Parameter<'d>> = next.parameters.iter().filter(|own| !has(own)).collect();
    let is_hole = |own: &&&Parameter<'d>| own.sent_in == In::Path && path.contains(&format!("{{{}}}", own.name));
    let is_link = |own: &&&Parameter<'d>| own.name.to_ascii_lowercase().contains("link") || is_for(own, name);
    let mut holes: Vec<&Parameter<'d>> = lacking.iter().filter(is_hole).copied().collect();
    if itself || holes.len() > 1 {
        holes.retain(|own| is_link(&own));
    }
    let others = |taken: &Parameter<'d>| {
        let mut unfilled = lacking.iter().filter(is_hole).filter(|own| !itself && own.name != taken.name);
        unfilled.next().map(|own| format!("the path parameter `{}` of `{}` has no value", own.name, next.id))
    };
    match holes.as_slice() {
        [] => {}
        [only] => {
            return match others(only) {
                Some(reason) => Err(reason),
                None if only.encoded => Ok(NextLink::PathEncoded(only.name.to_owned())),
                None => Ok(NextLink::Path(only.name.to_owned())),
            };
        }
        [first, second, ..] => {
            return Err(format!("`{}` and `{}` of `{}` could both take it", first.name, second.name, next.id));
        }
    }
    if let Some(unfilled) = lacking.iter().find(is_hole).filter(|_| !itself) {
        return Err(format!("the path parameter `{}` of `{}` has no value", unfilled.name, next.id));
    }
    let named = taker(lacking.iter().copied(), name);
    let required = || lacking.iter().copied().filter(|own| !itself && own.required && is_query_or_header(own));
    let taken = match (named, required().collect::<Vec<_>>().as_slice()) {
        (Some(named), _) => Some(named),
        (None, [only]) => Some(*only),
        // What the link leads to is this operation already.
        (None, []) => None,
        (None, [first, second, ..]) => {
            return Err(format!("`{}` and `{}` of `{}` could both take it", first.name, second.name, next.id));
        }
    };
    Ok(match taken {
        Some(parameter) if parameter.sent_in == In::Header => NextLink::Header(parameter.name.to_owned()),
        Some(parameter) => NextLink::Query(parameter.name.to_owned()),
        None => NextLink::Url,
    })
}

fn is_query_or_header(parameter: &Parameter<'_>) -> bool {
    matches!(parameter.sent_in, In::Query | In::Header)
}

/// The query parameter or header that what the property `link` says is for: one of its name (`NextMarker` and
/// `marker`); else, for what is called a token, the only one that is called so too.
fn taker<'p, 'd: 'p>(parameters: impl Iterator<Item = &'p Parameter<'d>>, link: &str) -> Option<&'p Parameter<'d>> {
    let parameters: Vec<&Parameter<'d>> = parameters.filter(|own| is_query_or_header(own)).collect();
    if let Some(named) = parameters.iter().find(|own| is_for(own, link)) {
        return Some(named);
    }
    let mut tokens = parameters.into_iter().filter(|own| is_token(own.name));
    let first = tokens.next().filter(|_| is_token(last(link)))?;
    tokens.next().is_none().then_some(first)
}

/// Whether a parameter has the name of what a page says, with `Next` or without.
fn is_for(parameter: &Parameter<'_>, link: &str) -> bool {
    let (own, link) = (bare(parameter.name), bare(last(link)));
    // A link is followed.
    !is_address(&link) && (own == link || link.strip_prefix("next").is_some_and(|rest| !rest.is_empty() && own == rest))
}

fn is_token(name: &str) -> bool {
    let name = bare(name);
    !is_address(&name) && ["token", "marker", "continuation", "cursor"].iter().any(|word| name.contains(word))
}

fn is_address(bare: &str) -> bool {
    ["link", "url", "uri", "href"].iter().any(|word| bare.contains(word))
}

/// The last of the names that lead to a property.
fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// A name without what differs between a property and a parameter: `x-ms-continuation-token`, `continuationToken`.
fn bare(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let name = name.strip_prefix("x-ms-").unwrap_or(&name);
    name.chars().filter(|character| character.is_alphanumeric()).collect()
}
