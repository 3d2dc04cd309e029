use super::{Element, TEXT, at, invalid, local, path};
use crate::{
    format::Format,
    model::{Inner, ListSlot, Model, Slot, UnionSlot, read_text},
};
use azure_core::{Result, Value};
use std::collections::HashSet;

/// Reads an element into a slot.
pub(super) fn read(slot: Slot<'_>, element: &Element) -> Result<()> {
    match slot {
        Slot::Skip | Slot::Entry(_) => Ok(()),
        Slot::Any(field) => {
            *field = Some(value(element));
            Ok(())
        }
        Slot::Model(field) => properties(field.begin(), element),
        Slot::Union(field) => union(field, element),
        Slot::List(list, format) => items(list, format, element.children.iter()),
        Slot::Map(map, format) => {
            map.begin();
            element.children.iter().try_for_each(|child| {
                let mut done = Ok(());
                map.insert(&child.name, format, &mut |slot| done = read(slot, child));
                done.map_err(|error| at(&child.name, &error))
            })
        }
        Slot::Nested(field, format) => {
            let mut done = Ok(());
            field.fill(format, &mut |slot| done = read(slot, element));
            done
        }
        scalar => read_scalar(scalar, &element.text),
    }
}

fn union(field: &mut dyn UnionSlot, element: &Element) -> Result<()> {
    let kind = text_at(element, field.xml_path());
    match field.begin(&kind) {
        Some(Inner::Model(model)) => properties(model, element),
        Some(Inner::Union(inner)) => union(inner, element),
        None => {
            field.keep(value(element));
            Ok(())
        }
    }
}

/// Reads a model's properties, each from where its table says.
fn properties(model: &mut dyn Model, element: &Element) -> Result<()> {
    let Some(table) = model.xml() else {
        return Err(invalid("the model has no table for XML"));
    };
    let mut names = Vec::new();
    model.views(true, &mut |name, _| names.push(name.to_owned()));
    let mut known = HashSet::new();
    for name in &names {
        let path = path(Some(table), name);
        let step = path.trim_start_matches("./").split('/').next().unwrap_or(path);
        if !step.starts_with('@') {
            known.extend(step.split('|').map(local));
        }
        read_at(model.slot(name), element, path).map_err(|error| at(path, &error))?;
    }
    let others = element.children.iter().filter(|child| !known.contains(child.name.as_str()));
    for child in others {
        if let Slot::Entry(rest) = model.slot(&child.name) {
            let mut done = Ok(());
            rest.insert(&child.name, Format::Usual, &mut |slot| done = read(slot, child));
            done.map_err(|error| at(&child.name, &error))?;
        }
    }
    Ok(())
}

/// Reads a text, number, date or the like.
fn read_scalar(slot: Slot<'_>, text: &str) -> Result<()> {
    read_text(slot, text).map_err(invalid)
}

/// Reads what is at a path in an element, if anything does.
fn read_at(slot: Slot<'_>, parent: &Element, path: &str) -> Result<()> {
    if let Some(name) = path.strip_prefix('@') {
        let value = name.split('|').find_map(|name| parent.attribute(local(name)));
        return value.map_or(Ok(()), |value| read_scalar(slot, value));
    }
    if path == TEXT {
        return if parent.text.is_empty() { Ok(()) } else { read_scalar(slot, &parent.text) };
    }
    if let Slot::List(list, format) = slot {
        return read_list(list, format, parent, path);
    }
    let Some(child) = child_at(parent, path).filter(|child| !child.is_null()) else {
        return Ok(());
    };
    match read(slot, child) {
        // An empty number or date is none.
        Err(_) if child.is_empty() => Ok(()),
        read => read,
    }
}

/// A list at `Wrapper/Item`: all elements in the wrapper. Or one at `Item`, `Item|Other`, or `./Item/Inner` where
/// the items are lists: all elements of the names.
fn read_list(list: &mut dyn ListSlot, format: Format, parent: &Element, path: &str) -> Result<()> {
    let path = match path.split_once('/') {
        Some((".", items)) => items.split('/').next().unwrap_or(items),
        Some((wrapper, _)) => {
            return child_at(parent, wrapper).map_or(Ok(()), |wrapper| items(list, format, wrapper.children.iter()));
        }
        None => path,
    };
    let is_item = |child: &&Element| path.split('|').any(|name| local(name) == child.name);
    let mut found = parent.children.iter().filter(is_item).peekable();
    if found.peek().is_none() { Ok(()) } else { items(list, format, found) }
}

fn items<'e>(list: &mut dyn ListSlot, format: Format, elements: impl Iterator<Item = &'e Element>) -> Result<()> {
    list.begin();
    for (index, element) in elements.enumerate() {
        let mut done = Ok(());
        list.push(format, &mut |slot| match slot {
            // An item that may be null says so.
            Slot::Nested(field, format) if element.is_null() => field.fill(format, &mut |_| {}),
            slot => done = read(slot, element),
        });
        done.map_err(|error| at(&format!("[{}]", index + 1), &error))?;
    }
    Ok(())
}

/// The first element of a name, or of the first of several (`Name|Other`) that is there.
fn child_at<'e>(parent: &'e Element, step: &str) -> Option<&'e Element> {
    step.split('|').find_map(|name| parent.child(local(name)))
}

fn text_at(element: &Element, path: &str) -> String {
    let found = match path.strip_prefix('@') {
        Some(name) => name.split('|').find_map(|name| element.attribute(local(name))),
        None => child_at(element, path).map(|child| child.text.as_str()),
    };
    found.unwrap_or_default().to_owned()
}

/// An element that no model describes: a text, or an object of its content; several elements of a name are a
/// list.
fn value(element: &Element) -> Value {
    if element.attributes.is_empty() && element.children.is_empty() {
        return Value::String(element.text.clone());
    }
    let mut object = serde_json::Map::new();
    for (name, value) in &element.attributes {
        object.insert(format!("@{name}"), value.as_str().into());
    }
    for child in &element.children {
        let value = value(child);
        match object.get_mut(&child.name) {
            Some(Value::Array(list)) => list.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => {
                object.insert(child.name.clone(), value);
            }
        }
    }
    if !element.text.is_empty() {
        object.insert(TEXT.to_owned(), element.text.as_str().into());
    }
    Value::Object(object)
}
