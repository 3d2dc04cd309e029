use super::{Kind, NextPage, Object, PagePath, Paging, Property, Type, types::Types};
use crate::{
    diagnostics::Diagnostic,
    swagger::{In, Operation, Pageable, Swagger},
};

/// How an operation's pages follow each other, if its result has a list of items.
pub(super) fn paging<'d>(
    swagger: &Swagger<'d>,
    types: &mut Types<'d, '_>,
    operation: &Operation<'d>,
    pageable: Pageable<'d>,
    page: Option<&Type>,
) -> Option<Paging<'d>> {
    types.fill();
    let found = page.and_then(|page| Some((page, items(types, pageable, page)?)));
    let Some((page, (items, item))) = found else {
        let message = format!("the result of `{}` has no list `{}`: it is not paged", operation.id, pageable.item);
        types.diagnostics.push(
            Diagnostic::warning("no-items", message).at(pageable.cursor.place()).help("name the list by `itemName`"),
        );
        return None;
    };
    let next_link = next_link(types, operation, pageable, page);
    let next_page = next_page(swagger, operation, pageable).unwrap_or_else(|| {
        types.diagnostics.push(
            Diagnostic::warning(
                "no-next-operation",
                "`operationName` names no operation: the link is followed as it is",
            )
            .at(pageable.cursor.place())
            .help("name the operation that gets the next page"),
        );
        NextPage::Link
    });
    Some(Paging { next_link, items, item, next_page })
}

/// The page's list of items: the one that is named. If none is, the page's only list; or the only one of the objects in
/// a page that has no list itself.
fn items<'d>(types: &Types<'d, '_>, pageable: Pageable<'d>, page: &Type) -> Option<(PagePath<'d>, Type)> {
    if let Some((path, Type::List(item))) = at_path(types, page, pageable.item, |own, name| own == name) {
        return Some((path, *item));
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

fn lists<'d>(object: &Object<'d>) -> Vec<(PagePath<'d>, Type)> {
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
) -> Option<PagePath<'d>> {
    let exact = |name| at_path(types, page, name, |own, name| own == name).map(|(path, _)| path);
    let Some(name) = pageable.next_link else {
        // Null says that there is one page; without the keyword, which is required, the usual name is taken.
        return exact("nextLink").filter(|_| pageable.cursor.get("nextLinkName").is_none());
    };
    if let Some(path) = exact(name) {
        return Some(path);
    }
    let similar = at_path(types, page, name, str::eq_ignore_ascii_case).map(|(path, _)| path);
    let what = format!("the result of `{}` has no property `{name}`", operation.id);
    let message = match &similar {
        Some(path) => format!("{what}: the link to the next page is read from `{}`", path.names.join(".")),
        None => format!("{what}: the pages after the first are read only if the service sends it nevertheless"),
    };
    let cursor = pageable.cursor.get("nextLinkName").unwrap_or(pageable.cursor);
    types.diagnostics.push(
        Diagnostic::warning("no-next-link", message)
            .at(cursor.place())
            .help("name the property that links to the next page, or declare it in the result's schema"),
    );
    Some(similar.unwrap_or_else(|| PagePath { names: vec![name], xml: name.to_owned() }))
}

/// The value of a property by its name, or by the names of properties in each other, joined by dots. The property whose
/// own name has the dots comes first (`odata.nextLink`).
fn at_path<'d>(
    types: &Types<'d, '_>,
    value: &Type,
    name: &'d str,
    is: fn(&str, &str) -> bool,
) -> Option<(PagePath<'d>, Type)> {
    let object = object(types, value)?;
    if let Some(property) = object.properties.iter().find(|property| is(property.name, name)) {
        return Some((PagePath::of(property), property.value.clone()));
    }
    name.match_indices('.').find_map(|(dot, _)| {
        let (first, rest) = (&name[..dot], &name[dot + 1..]);
        let property = object.properties.iter().find(|property| is(property.name, first))?;
        let (path, value) = match &property.value {
            // Of an object without a schema the description says no more.
            Type::Any | Type::Map(_) => (PagePath { names: vec![rest], xml: rest.to_owned() }, Type::Any),
            value => at_path(types, value, rest, is)?,
        };
        Some((path.below(property), value))
    })
}

fn object<'t, 'd>(types: &'t Types<'d, '_>, value: &Type) -> Option<&'t Object<'d>> {
    match value {
        Type::Named(id) => match &types.named(*id).kind {
            Kind::Object(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

impl<'d> PagePath<'d> {
    fn of(property: &Property<'d>) -> Self {
        Self { names: vec![property.name], xml: property.xml_path.clone() }
    }

    /// The same place from the object that has this one as a property.
    fn below(mut self, property: &Property<'d>) -> Self {
        self.names.insert(0, property.name);
        self.xml = format!("{}/{}", property.xml_path, self.xml);
        self
    }
}

/// None where `operationName` names no operation for it.
fn next_page<'d>(swagger: &Swagger<'d>, operation: &Operation<'d>, pageable: Pageable<'d>) -> Option<NextPage<'d>> {
    let Some(name) = pageable.operation else {
        return Some(by_query(operation, pageable).map_or(NextPage::Link, NextPage::Query));
    };
    let group = operation.id.split_once('_').map_or("", |(group, _)| group);
    let ids = [name.to_owned(), format!("{group}_{name}")];
    let mut operations = swagger.descriptions.iter().flat_map(|description| &description.operations);
    let next = operations.find(|other| ids.iter().any(|id| other.id.eq_ignore_ascii_case(id)))?;
    let takes = |name: &str| {
        let mut own = operation.parameters.iter();
        next.id != operation.id && own.any(|own| own.location == In::Path && own.name == name)
    };
    let path = next.bare_path();
    let holes = next.parameters.iter().filter(|own| own.location == In::Path && !takes(own.name));
    let holes: Vec<&str> = holes.map(|own| own.name).filter(|name| path.contains(&format!("{{{name}}}"))).collect();
    let query = next.parameters.iter().filter(|own| own.location == In::Query).map(|own| own.name).collect();
    let (path, link) = match holes.as_slice() {
        // What the link leads to is this operation already.
        [] => ("{nextLink}", "nextLink"),
        [only] => (path, *only),
        several => (path, *several.iter().find(|name| name.to_ascii_lowercase().contains("link"))?),
    };
    Some(NextPage::Operation { method: next.method, path, link, query })
}

/// The query parameter that `NextMarker` and the like are for: the one that is called so without `Next`.
fn by_query<'d>(operation: &Operation<'d>, pageable: Pageable<'d>) -> Option<&'d str> {
    let name = pageable.next_link?.rsplit('.').next()?.to_ascii_lowercase();
    let bare = name.strip_prefix("next").filter(|bare| !bare.is_empty() && *bare != "link")?;
    let mut parameters = operation.parameters.iter().filter(|parameter| parameter.location == In::Query);
    parameters.find(|parameter| parameter.name.trim_start_matches('$').eq_ignore_ascii_case(bare)).map(|own| own.name)
}
