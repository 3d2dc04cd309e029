use super::{Kind, NextPage, Paging, Type, types::Types};
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
    let Some((items, item)) = items(types, pageable, page) else {
        let message = format!("the result of `{}` has no list `{}`: it is not paged", operation.id, pageable.item);
        types.diagnostics.push(
            Diagnostic::warning("no-items", message).at(pageable.cursor.place()).help("name the list by `itemName`"),
        );
        return None;
    };
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
    Some(Paging { next_link: pageable.next_link, items, item, next_page })
}

/// The page's list of items: the one that is named, or else the only one.
fn items<'d>(types: &Types<'d, '_>, pageable: Pageable<'d>, page: Option<&Type>) -> Option<(&'d str, Type)> {
    let Some(Type::Named(id)) = page else {
        return None;
    };
    let Kind::Object(object) = &types.named(*id).kind else {
        return None;
    };
    let lists = object.properties.iter().filter_map(|property| match &property.value {
        Type::List(item) => Some((property.name, (**item).clone())),
        _ => None,
    });
    let lists: Vec<(&str, Type)> = lists.collect();
    let named = lists.iter().find(|(name, _)| *name == pageable.item);
    match (named, lists.as_slice()) {
        (Some(named), _) => Some(named.clone()),
        (None, [only]) if !pageable.names_item => Some(only.clone()),
        _ => None,
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
    let name = pageable.next_link?.to_ascii_lowercase();
    let bare = name.strip_prefix("next").filter(|bare| !bare.is_empty() && *bare != "link")?;
    let mut parameters = operation.parameters.iter().filter(|parameter| parameter.location == In::Query);
    parameters.find(|parameter| parameter.name.trim_start_matches('$').eq_ignore_ascii_case(bare)).map(|own| own.name)
}
