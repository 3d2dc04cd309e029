//! What each operation does to what is stored: found from the shape of the paths, methods and results.

use super::{
    Service,
    routes::{Segment, segments},
};
use crate::api::{
    Api, BodyFormat, Kind, Method, NextPage, Object, Operation, PagePath, Paging, Property, Source, Status, Type,
};
use std::collections::HashMap;

/// What an operation does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Role {
    /// It creates or replaces the resource at its path.
    Put(usize),
    /// It reads the resource at its path.
    Get(usize),
    /// It asks whether the resource is there.
    Head(usize),
    /// It changes the resource.
    Patch(usize),
    /// It deletes the resource.
    Delete(usize),
    /// It reads the resource above its path by POST: `…/config/appsettings/list`.
    Read(usize),
    /// It lists resources.
    List(Listing),
    /// It does something else, and gives the resource above its path: `…/start`.
    Give(usize),
    /// It has no such shape: its examples say what it responds.
    Example,
}

/// Which resources an operation lists.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Listing {
    /// The shapes of the resources.
    pub(super) shapes: Vec<usize>,
    /// How many segments of the request's path all of them are below.
    pub(super) scope: usize,
    /// The path parameter that is their `location`.
    pub(super) location: Option<String>,
}

/// Resources of one path.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) service: usize,
    pub(super) path: Vec<Segment>,
    /// The path as it is described: the case of its literals is that of IDs.
    pub(super) template: String,
    /// What is stored.
    pub(super) value: Type,
    /// There is a PUT.
    pub(super) creatable: bool,
    /// It is there without having been created.
    pub(super) given: bool,
    /// The operations whose examples show one: by their numbers.
    pub(super) shown_by: Vec<usize>,
    /// Its lists of resources that have paths of their own: `subnets` of a virtual network.
    pub(super) inner: Vec<Inner>,
}

/// A list in a resource whose items are the resources of a shape, which is below it.
#[derive(Clone, Debug)]
pub(super) struct Inner {
    /// The names that lead to the list.
    pub(super) list: Vec<String>,
    /// A client sends it.
    pub(super) sent: bool,
    pub(super) shape: usize,
    /// The segment before their names, as it is described.
    pub(super) segment: String,
}

/// What is known of an operation before there is a request.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) role: Role,
    /// How its result is a list.
    pub(super) paging: Option<Paging>,
    /// The described status codes that are no errors.
    pub(super) codes: Vec<u16>,
}

/// The roles of all operations.
#[derive(Debug, Default)]
pub(super) struct Roles {
    shapes: Vec<Shape>,
    /// By service, and number of the operation.
    known: Vec<Vec<Known>>,
}

impl Roles {
    pub(super) fn of(services: &[Service]) -> Self {
        let mut shapes = Vec::new();
        let mut by_path = Vec::new();
        for (number, service) in services.iter().enumerate() {
            let own = self::shapes(number, service, &mut shapes);
            nest(&service.api, &own, &mut shapes);
            by_path.push(own);
        }
        let known = services.iter().enumerate().map(|(number, service)| {
            let known = service.api.operations.iter().map(|own| {
                let paging = paging(&service.api, own);
                let role = role(own, number, paging.as_ref(), &by_path[number], &shapes);
                Known { role, paging, codes: codes(own) }
            });
            known.collect()
        });
        Self { known: known.collect(), shapes }
    }

    pub(super) fn known(&self, service: usize, operation: usize) -> &Known {
        &self.known[service][operation]
    }

    pub(super) fn shape(&self, number: usize) -> &Shape {
        &self.shapes[number]
    }

    /// The shapes whose resources are in a list of the one above them: with its shape, and the names that lead to the
    /// list.
    pub(super) fn nested(&self) -> impl Iterator<Item = (usize, usize, &[String])> {
        let shapes = self.shapes.iter().enumerate();
        shapes.flat_map(|(outer, shape)| shape.inner.iter().map(move |own| (own.shape, outer, own.list.as_slice())))
    }
}

fn codes(operation: &Operation) -> Vec<u16> {
    let successes = operation.responses.iter().filter(|own| !own.is_error);
    let codes = successes.filter_map(|own| match own.status {
        Status::Code(code) => Some(code),
        Status::Range(_) | Status::Default => None,
    });
    codes.collect()
}

/// The shapes of a service, by their paths without the names of parameters.
fn shapes(number: usize, service: &Service, shapes: &mut Vec<Shape>) -> HashMap<String, usize> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    let mut order = Vec::new();
    for (index, operation) in service.api.operations.iter().enumerate() {
        let group = groups.entry(path_key(operation)).or_default();
        if group.is_empty() {
            order.push(path_key(operation));
        }
        group.push(index);
    }
    let mut by_path = HashMap::new();
    for key in order {
        let group = groups.remove(&key).unwrap_or_default();
        if let Some(shape) = shape(number, &service.api, &group) {
            by_path.insert(key, shapes.len());
            shapes.push(shape);
        }
    }
    by_path
}

/// Finds lists of resources in the resource above them: the list has the name of the segment before their names, and
/// its items have their type.
fn nest(api: &Api, by_path: &HashMap<String, usize>, shapes: &mut [Shape]) {
    let mut paths: Vec<(&String, usize)> = by_path.iter().map(|(path, shape)| (path, *shape)).collect();
    paths.sort_unstable();
    for (path, number) in paths {
        let above = path.rsplit_once('/').and_then(|(above, _)| above.rsplit_once('/'));
        let Some((above, name)) = above else { continue };
        let Some(outer) = by_path.get(above).copied().filter(|outer| shapes[*outer].creatable) else { continue };
        let own = &shapes[number];
        let names_one = matches!(own.path.last(), Some(Segment::Parameter(_)));
        let list = list_of(api, &shapes[outer].value, name, &own.value).filter(|_| names_one && !shapes[outer].given);
        let Some((list, sent)) = list else { continue };
        let segment = own.template.trim_end_matches('/').rsplit('/').nth(1).unwrap_or(name).to_owned();
        shapes[outer].inner.push(Inner { list, sent, shape: number, segment });
        shapes[number].given &= shapes[number].creatable;
    }
}

/// The names that lead to an object's list of a name and type of items, and whether a client sends it.
fn list_of(api: &Api, own: &Type, name: &str, item: &Type) -> Option<(Vec<String>, bool)> {
    let object = plain_object(api, own)?;
    let is_it = |property: &&Property| property.name.eq_ignore_ascii_case(name) && is_list_of(&property.value, item);
    if let Some(found) = object.properties.iter().find(is_it) {
        return Some((vec![found.name.clone()], found.sent));
    }
    let properties = object.properties.iter().find(|own| own.name == "properties")?;
    let found = plain_object(api, &properties.value)?.properties.iter().find(is_it)?;
    Some((vec![properties.name.clone(), found.name.clone()], properties.sent && found.sent))
}

fn plain_object<'a>(api: &'a Api, own: &Type) -> Option<&'a Object> {
    match own {
        Type::Nullable(inner) => plain_object(api, inner),
        Type::Named(id) => match &api.named(id).kind {
            Kind::Object(object) => Some(object),
            Kind::Union(_) | Kind::Enumeration(_) => None,
        },
        _ => None,
    }
}

fn is_list_of(own: &Type, item: &Type) -> bool {
    match own {
        Type::Nullable(inner) => is_list_of(inner, item),
        Type::List(own) => **own == *item,
        _ => false,
    }
}

/// The path without the names of parameters, and with what tells operations of one path apart.
fn path_key(operation: &Operation) -> String {
    let segments = segments(operation).into_iter().map(|segment| match segment {
        Segment::Literal(text) => format!("/{text}"),
        Segment::Mixed(parts) => format!("/{parts:?}"),
        Segment::Parameter(_) => "/{}".to_owned(),
        Segment::Rest(_) => "/{*}".to_owned(),
    });
    segments.collect()
}

fn shape(service: usize, api: &Api, group: &[usize]) -> Option<Shape> {
    let of = |method: Method| {
        let mut numbers = group.iter().copied();
        numbers.find(|number| api.operations[*number].method == method)
    };
    let is_object = |operation: &Operation| {
        let result = operation.result.as_ref().filter(|_| operation.response_format == BodyFormat::Json);
        result.filter(|result| is_object(api, result)).cloned()
    };
    let get = of(Method::Get).filter(|number| paging(api, &api.operations[*number]).is_none());
    let get_result = get.and_then(|number| is_object(&api.operations[number]));
    let put = of(Method::Put).filter(|number| {
        let body = api.operations[*number].body.as_ref();
        body.is_none_or(|body| body.format == BodyFormat::Json)
    });
    let put_result = put.and_then(|number| is_object(&api.operations[number]));
    let put_body = put.and_then(|number| api.operations[number].body.as_ref()).map(|body| body.value.clone());
    let creatable = put.is_some();
    // A PUT alone without a result is an action.
    let value = get_result.clone().or(put_result).or_else(|| put_body.filter(|_| of(Method::Get).is_some()))?;
    let shown_by = [put, get, of(Method::Patch)].into_iter().flatten();
    let first = &api.operations[put.or(get)?];
    let path = segments(first);
    let changes = creatable || of(Method::Patch).is_some() || of(Method::Delete).is_some();
    let names_one = matches!(path.last(), Some(Segment::Parameter(_) | Segment::Mixed(_)));
    if !changes && !names_one {
        return None;
    }
    Some(Shape {
        service,
        given: get_result.is_some() && (!creatable || has_one_name(first, path.last())),
        template: format!("{}{}", first.base_path, first.path),
        path,
        value,
        creatable,
        shown_by: shown_by.collect(),
        inner: Vec::new(),
    })
}

/// Whether a path ends with what is always the same.
fn has_one_name(operation: &Operation, last: Option<&Segment>) -> bool {
    match last {
        Some(Segment::Parameter(name)) => {
            let parameter = operation.parameters.iter().find(|own| own.name == *name);
            parameter.is_some_and(|own| matches!(own.source, Source::Constant(_)))
        }
        last => matches!(last, Some(Segment::Literal(_))),
    }
}

fn is_object(api: &Api, value: &Type) -> bool {
    match value {
        Type::Named(id) => !matches!(api.named(id).kind, Kind::Enumeration(_)),
        Type::Nullable(inner) => is_object(api, inner),
        Type::Map(_) | Type::Any => true,
        _ => false,
    }
}

fn role(
    operation: &Operation,
    service: usize,
    paging: Option<&Paging>,
    by_path: &HashMap<String, usize>,
    shapes: &[Shape],
) -> Role {
    if operation.response_format != BodyFormat::Json && operation.result.is_some() {
        return Role::Example;
    }
    let own = by_path.get(&path_key(operation)).copied();
    if let (Method::Get, Some(paging)) = (operation.method, paging) {
        return listing(operation, service, paging, shapes);
    }
    match (operation.method, own) {
        (Method::Put, Some(shape)) => Role::Put(shape),
        (Method::Get, Some(shape)) => Role::Get(shape),
        (Method::Head, Some(shape)) => Role::Head(shape),
        (Method::Patch, Some(shape)) => Role::Patch(shape),
        (Method::Delete, Some(shape)) => Role::Delete(shape),
        (Method::Post, _) => {
            let path = segments(operation);
            let reads = path.last().and_then(Segment::literal).is_some_and(|last| last.starts_with("list"));
            let above = path_key(operation);
            let above = above.rsplit_once('/').and_then(|(above, _)| by_path.get(above)).copied();
            let is_stored = |shape: &usize| Some(&shapes[*shape].value) == operation.result.as_ref();
            match above.filter(is_stored) {
                Some(shape) if reads => Role::Read(shape),
                Some(shape) => Role::Give(shape),
                None => Role::Example,
            }
        }
        _ => Role::Example,
    }
}

/// Which resources an operation lists: those of the path that goes on from its own; else those of its items' type below
/// the scope that its path has before its last literals.
fn listing(operation: &Operation, service: usize, paging: &Paging, shapes: &[Shape]) -> Role {
    let path = segments(operation);
    let exact = shapes.iter().enumerate().filter(|(_, shape)| {
        let above = shape.path.len().checked_sub(1).and_then(|above| shape.path.get(..above));
        above.is_some_and(|above| above.len() == path.len() && above.iter().zip(&path).all(is_same))
            && !matches!(shape.path.last(), Some(Segment::Literal(_)))
    });
    let exact: Vec<usize> = exact.map(|(number, _)| number).collect();
    if !exact.is_empty() {
        let is_stored = |number: &usize| shapes[*number].creatable || is_nested(*number, shapes);
        let creatable: Vec<usize> = exact.into_iter().filter(is_stored).collect();
        if creatable.is_empty() {
            return Role::Example;
        }
        return Role::List(Listing { shapes: creatable, scope: path.len(), location: None });
    }
    let literals = path.iter().rev().take_while(|segment| segment.literal().is_some()).count();
    let (scope, tail) = path.split_at(path.len() - literals);
    let tail: Vec<&String> = tail.iter().filter_map(Segment::literal).collect();
    let last = tail.last().copied();
    let of_type = |shape: &&(usize, &Shape)| shape.1.service == service && shape.1.value == paging.item;
    let of_name = |shape: &&(usize, &Shape)| names(shape.1).last().copied() == last;
    let all: Vec<(usize, &Shape)> = shapes.iter().enumerate().filter(|(_, shape)| shape.creatable).collect();
    let mut found: Vec<usize> = all.iter().filter(of_type).filter(of_name).map(|own| own.0).collect();
    if found.is_empty() {
        let is_all = |shape: &&(usize, &Shape)| tail.contains(&&"providers".to_owned()) && names(shape.1) == tail;
        found = all.iter().filter(is_all).map(|own| own.0).collect();
    }
    if found.is_empty() {
        found = all.iter().filter(of_type).map(|own| own.0).collect();
    }
    if found.is_empty() {
        return Role::Example;
    }
    // `/subscriptions/{id}/providers/NAME/locations/{location}/things`: things of the subscription in a location.
    let location = match scope {
        [.., Segment::Literal(locations), Segment::Parameter(name)] if locations == "locations" => Some(name.clone()),
        _ => None,
    };
    let providers = scope.iter().position(|segment| segment.literal().is_some_and(|own| own == "providers"));
    let scope = if location.is_some() { providers.unwrap_or(scope.len()) } else { scope.len() };
    Role::List(Listing { shapes: found, scope, location })
}

fn is_nested(number: usize, shapes: &[Shape]) -> bool {
    shapes.iter().any(|outer| outer.inner.iter().any(|own| own.shape == number))
}

/// The literals of a resource's type: `providers`, the namespace and the types; without `providers` all literals.
fn names(shape: &Shape) -> Vec<&String> {
    let providers = shape.path.iter().rposition(|segment| segment.literal().is_some_and(|own| own == "providers"));
    shape.path[providers.unwrap_or_default()..].iter().filter_map(Segment::literal).collect()
}

fn is_same((one, other): (&Segment, &Segment)) -> bool {
    match (one, other) {
        (Segment::Literal(one), Segment::Literal(other)) => one == other,
        (Segment::Parameter(_), Segment::Parameter(_)) | (Segment::Rest(_), Segment::Rest(_)) => true,
        (Segment::Mixed(one), Segment::Mixed(other)) => one.len() == other.len(),
        _ => false,
    }
}

/// How an operation's result is a list: as it says, or as a list `value`, or as nothing but a list.
fn paging(api: &Api, operation: &Operation) -> Option<Paging> {
    if let Some(paging) = operation.kind.paging() {
        return Some(paging.clone());
    }
    let one_page = |names: Vec<String>, item: &Type| Paging {
        next_link: None,
        items: PagePath { xml: names.join("/"), names },
        item: item.clone(),
        next_page: NextPage::Link,
    };
    match operation.result.as_ref()? {
        Type::List(item) => Some(one_page(Vec::new(), item)),
        Type::Named(id) => match &api.named(id).kind {
            Kind::Object(object) => {
                let list = object.properties.iter().find(|property| property.name == "value")?;
                match &list.value {
                    Type::List(item) => Some(one_page(vec![list.name.clone()], item)),
                    _ => None,
                }
            }
            _ => None,
        },
        _ => None,
    }
}
