use super::{Element, TEXT, at, path};
use crate::{
    model::{Extent, Model, View, Viewed},
    parameter::Parameter as _,
};
use azure_core::{Result, Value};

/// Fills an element with a value.
pub(super) fn write(view: View<'_>, element: &mut Element, extent: Extent) -> Result<()> {
    match view {
        View::Nothing => Ok(()),
        View::Null => {
            let nil = [("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"), ("xsi:nil", "true")];
            element.attributes.extend(nil.map(|(name, value)| (name.to_owned(), value.to_owned())));
            Ok(())
        }
        View::Model(model) => write_model(model, element, extent),
        View::Any(Value::Object(object)) => object.iter().try_for_each(|(name, value)| match value {
            Value::Array(list) => list.iter().try_for_each(|value| put(View::Any(value), element, name, extent)),
            value => put(View::Any(value), element, name, extent),
        }),
        View::List(..) => put_list(view, element, "Item", extent),
        View::Map(map, format) => {
            let mut done = Ok(());
            map.each(format, &mut |name, view| {
                if done.is_ok() {
                    done = put(view, element, name, extent);
                }
            });
            done
        }
        scalar => {
            element.text = text(scalar, extent)?;
            Ok(())
        }
    }
}

fn write_model(model: &dyn Model, element: &mut Element, extent: Extent) -> Result<()> {
    let table = model.xml();
    for (prefix, namespace) in table.map_or(&[][..], |table| table.namespaces) {
        let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
        element.attributes.push((name, (*namespace).to_owned()));
    }
    let mut done = Ok(());
    model.views(extent == Extent::Whole, &mut |name, view| {
        if done.is_ok() {
            let path = path(table, name);
            done = put(view, element, path, extent).map_err(|error| at(path, &error));
        }
    });
    done
}

/// Puts a value at a path in an element.
fn put(view: View<'_>, parent: &mut Element, path: &str, extent: Extent) -> Result<()> {
    match view {
        View::Nothing => return Ok(()),
        View::List(..) => {
            return match path.split_once('/') {
                Some((".", item)) => put_list(view, parent, item, extent),
                Some((wrapper, item)) => {
                    let mut element = Element::new(first(wrapper));
                    put_list(view, &mut element, item, extent)?;
                    parent.children.push(element);
                    Ok(())
                }
                None => put_list(view, parent, first(path), extent),
            };
        }
        _ => {}
    }
    let attribute = path.strip_prefix('@');
    let mut element = Element::new(first(attribute.unwrap_or(path)));
    write(view, &mut element, extent)?;
    if attribute.is_some() {
        parent.attributes.push((element.name, element.text));
    } else if path == TEXT {
        parent.text = element.text;
    } else {
        parent.children.push(element);
    }
    Ok(())
}

/// The name that is written, of those that are read.
fn first(step: &str) -> &str {
    step.split('|').next().unwrap_or(step)
}

fn put_list(view: View<'_>, parent: &mut Element, item: &str, extent: Extent) -> Result<()> {
    let mut done = Ok(());
    if let View::List(list, format) = view {
        list.each(format, &mut |view| {
            if done.is_ok() {
                done = put(view, parent, item, extent);
            }
        });
    }
    done
}

/// A text, number, date or the like as a text.
fn text(view: View<'_>, extent: Extent) -> Result<String> {
    let json = serde_json::to_value(Viewed { view, extent })?;
    Ok(json.to_text().into_owned())
}
