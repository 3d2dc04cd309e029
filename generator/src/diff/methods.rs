//! Methods and their options.

use super::{Changes, Class, Pair, Part, Side, What, located, pairs};
use crate::{
    api::Operation,
    emit,
    plan::{Client, Method, OptionField, Options, PlacedParameter, Value},
};
use std::collections::{HashMap, HashSet, VecDeque};

/// An operation with its method.
struct Known<'s> {
    client: &'s Client,
    method: &'s Method,
    operation: &'s Operation,
}

impl Known<'_> {
    fn item(&self) -> String {
        format!("{}::{}", self.client.name, self.method.name)
    }

    /// What is requested, in words.
    fn request(&self) -> String {
        format!("{} {}{}", self.operation.method.as_str(), self.operation.base_path, self.operation.path)
    }
}

pub(super) fn methods(old: Side<'_>, new: Side<'_>, changes: &mut Changes) {
    let (before, after) = (known(old), known(new));
    let same = same(&before, &after);
    let mut kept = HashSet::new();
    for (own, other) in before.iter().zip(same) {
        let from = changes.0.len();
        match other {
            Some(other) => {
                kept.insert(other.operation.source.as_str());
                method(own, other, changes);
                options(options_of(old, own.method), options_of(new, other.method), changes);
                let sources = (&own.operation.source, &other.operation.source);
                located(&mut changes.0[from..], Some(sources.0), Some(sources.1));
            }
            None => {
                changes.add(Class::Major, Part::Method, What::Removed, own.item()).was(signature(own.method));
                located(&mut changes.0[from..], Some(&own.operation.source), None);
            }
        }
    }
    for own in after.iter().filter(|own| !kept.contains(own.operation.source.as_str())) {
        let from = changes.0.len();
        changes.add(Class::Minor, Part::Method, What::Added, own.item()).is(signature(own.method));
        located(&mut changes.0[from..], None, Some(&own.operation.source));
    }
}

/// For each operation the same one of the others: that of its id and request, else of its id, else of its request. None is
/// taken twice, nor from another that is nearer to it.
fn same<'k, 's>(before: &[Known<'_>], after: &'k [Known<'s>]) -> Vec<Option<&'k Known<'s>>> {
    let keys: [fn(&Known<'_>) -> String; 3] =
        [|own| format!("{} {}", own.operation.id, own.request()), |own| own.operation.id.clone(), |own| own.request()];
    let mut same = vec![None; before.len()];
    let mut taken = HashSet::new();
    for key in keys {
        let free = after.iter().filter(|own| !taken.contains(own.operation.source.as_str()));
        // Requests that differ only in what a path's query says have one key: they are taken in their order.
        let mut by_key: HashMap<String, VecDeque<&Known<'_>>> = HashMap::new();
        free.for_each(|own| by_key.entry(key(own)).or_default().push_back(own));
        for (own, found) in before.iter().zip(&mut same).filter(|(_, found)| found.is_none()) {
            *found = by_key.get_mut(&key(own)).and_then(VecDeque::pop_front);
            taken.extend(found.map(|other| other.operation.source.as_str()));
        }
    }
    same
}

fn known(side: Side<'_>) -> Vec<Known<'_>> {
    let operations = side.resolved.api.operations.iter();
    let operations: HashMap<&str, &Operation> = operations.map(|own| (own.source.as_str(), own)).collect();
    let methods = side.plan.clients.iter().flat_map(|client| client.methods.iter().map(move |method| (client, method)));
    let known = methods.filter_map(|(client, method)| {
        let operation = operations.get(method.operation.as_str())?;
        Some(Known { client, method, operation })
    });
    known.collect()
}

fn method(old: &Known<'_>, new: &Known<'_>, changes: &mut Changes) {
    let item = new.item();
    if old.item() != item {
        changes.add(Class::Major, Part::Method, What::Renamed, old.item()).is(item.clone());
    }
    let (before, after) = (signature(old.method), signature(new.method));
    let kinds = |method: &Method| -> Vec<String> {
        method.arguments.iter().map(|argument| format!("{:?}", argument.kind)).collect()
    };
    let result = |signature: &str| signature.rsplit_once("->").map(|(_, result)| result.to_owned());
    if kinds(old.method) != kinds(new.method) || result(&before) != result(&after) {
        changes.add(Class::Major, Part::Method, What::Type, item.clone()).was(before).is(after);
    } else {
        for (argument, other) in old.method.arguments.iter().zip(&new.method.arguments) {
            if argument.name != other.name {
                let change =
                    changes.add(Class::Patch, Part::Argument, What::Renamed, format!("{item}({})", argument.name));
                change.is(other.name.to_string());
            }
        }
        // What the signature does not show: the way to the result.
        let ending =
            |method: &Method| format!("{:?} {:?} {:?}", method.ending, method.next_page, method.monitor_result);
        if ending(old.method) != ending(new.method) {
            changes.add(Class::Patch, Part::Method, What::Polling, item.clone());
        }
    }
    if request(old.method) != request(new.method) {
        let change = changes.add(Class::Patch, Part::Method, What::Request, item.clone());
        if old.request() != new.request() {
            change.was(old.request()).is(new.request());
        }
    }
    changes.deprecated(Part::Method, &item, old.method.deprecated, new.method.deprecated);
}

/// A method's signature in one line.
fn signature(method: &Method) -> String {
    let words = emit::signature(method).split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace("( ", "(").replace(", )", ")")
}

/// What is sent, but for the values that the caller passes and for what an added option sends.
fn request(method: &Method) -> String {
    let is_option = |value: &Value| matches!(value, Value::Option(_));
    let parameters = method.parameters.iter().filter(|own| !is_option(&own.value));
    let mut parameters: Vec<String> = parameters
        .map(|PlacedParameter { wire, placement, value, text, list }| {
            let value = match value {
                Value::Constant(value) => value.as_str(),
                Value::OptionOr(_, default) => &format!("{default:?}"),
                _ => "",
            };
            format!("{wire} {placement:?} {value} {text:?} {list:?}")
        })
        .collect();
    parameters.sort();
    let body = method.body.as_ref().map(|body| &body.content_type);
    format!("{:?} {} {parameters:?} {body:?} {:?} {:?}", method.http, method.path, method.accept, method.success)
}

fn options_of<'s>(side: Side<'s>, method: &Method) -> Option<&'s Options> {
    let found = side.plan.options.binary_search_by(|options| options.name.cmp(&method.options));
    found.ok().map(|index| &side.plan.options[index])
}

fn options(old: Option<&Options>, new: Option<&Options>, changes: &mut Changes) {
    let (Some(old), Some(new)) = (old, new) else { return };
    let item = |field: &OptionField| format!("models::{}::{}", new.name, field.name);
    for pair in pairs(&old.fields, &new.fields, |field| (field.sent_in, &field.wire)) {
        match pair {
            Pair::Old(field) => {
                changes.add(Class::Major, Part::Option, What::Removed, item(field)).was(text(field));
            }
            // Callers may name all fields of options.
            Pair::New(field) => {
                changes.add(Class::Major, Part::Option, What::Added, item(field)).is(text(field));
            }
            Pair::Both(field, other) => {
                if other.name != field.name {
                    changes.add(Class::Major, Part::Option, What::Renamed, item(field)).is(other.name.to_string());
                }
                if text(other) != text(field) {
                    changes.add(Class::Major, Part::Option, What::Type, item(other)).was(text(field)).is(text(other));
                }
                changes.deprecated(Part::Option, &item(other), field.deprecated, other.deprecated);
            }
        }
    }
}

fn text(field: &OptionField) -> String {
    let kind = emit::type_text(&field.value);
    if field.content { format!("RequestContent<{kind}>") } else { kind }
}
