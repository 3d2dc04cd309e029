use super::{Element, Xml, XmlForm, at};
use crate::{
    format::Plain,
    model::{Extent, Json},
};
use azure_core::Result;
use std::collections::{HashMap, HashSet};

/// The step of a path to an element's own text.
pub(super) const TEXT: &str = "text()";

/// The name in a step of a path, without its prefix.
pub(super) fn local(step: &str) -> &str {
    step.rsplit(':').next().unwrap_or(step)
}

/// What an element holds, read property by property.
#[derive(Debug)]
pub struct Properties<'e> {
    element: &'e Element,
    known: HashSet<&'static str>,
}

impl<'e> Properties<'e> {
    /// Those of an element.
    pub fn of(element: &'e Element) -> Self {
        Self { element, known: HashSet::new() }
    }

    /// Reads what stands at a path into `field`.
    ///
    /// # Errors
    ///
    /// As [`Xml::read`].
    pub fn read<T: Xml + Json>(&mut self, path: &'static str, field: &mut Option<T>) -> Result<()> {
        self.read_as::<Plain, T>(path, field)
    }

    /// Reads a value of the format `F`.
    ///
    /// # Errors
    ///
    /// As [`Xml::read`].
    pub fn read_as<F: XmlForm<T>, T>(&mut self, path: &'static str, field: &mut Option<T>) -> Result<()> {
        self.skip(path);
        *field = F::find(self.element, path).map_err(|error| at(path, &error))?;
        Ok(())
    }

    /// Passes over what stands at a path.
    pub fn skip(&mut self, path: &'static str) {
        let first = path.split('/').next().unwrap_or(path);
        self.known.extend(first.split('|').map(local));
    }

    /// Keeps the elements that have no field of their own.
    ///
    /// # Errors
    ///
    /// As [`Xml::read`].
    pub fn rest<T: Xml>(&mut self, rest: &mut Option<HashMap<String, T>>) -> Result<()> {
        for child in &self.element.children {
            if !self.known.contains(child.name.as_str()) {
                let value = T::read(child).map_err(|error| at(&child.name, &error))?;
                rest.get_or_insert_default().insert(child.name.clone(), value);
            }
        }
        Ok(())
    }
}

/// Reads what stands at a path of one step, if anything does.
pub(super) fn find<T>(parent: &Element, path: &str, read: impl Fn(&Element) -> Result<T>) -> Result<Option<T>> {
    let of_text = |text: &str| read(&Element { text: text.to_owned(), ..Element::default() });
    if let Some(name) = path.strip_prefix('@') {
        return parent.attribute(local(name)).map(of_text).transpose();
    }
    if path == TEXT {
        let text = Some(parent.text.as_str()).filter(|text| !text.is_empty());
        return text.map(of_text).transpose();
    }
    let Some(child) = parent.child(local(path)).filter(|child| !child.is_null()) else {
        return Ok(None);
    };
    match read(child) {
        // An empty number or date is none.
        Err(_) if child.is_empty() => Ok(None),
        read => read.map(Some),
    }
}

/// Puts what `write` fills at a path of one step.
pub(super) fn add(parent: &mut Element, path: &str, write: impl Fn(&mut Element) -> Result<()>) -> Result<()> {
    let attribute = path.strip_prefix('@');
    let mut element = Element::new(attribute.unwrap_or(path));
    write(&mut element)?;
    if attribute.is_some() {
        parent.attributes.push((element.name, element.text));
    } else if path == TEXT {
        parent.text = element.text;
    } else {
        parent.children.push(element);
    }
    Ok(())
}

/// Declares a namespace on an element; the empty prefix's is that of names without one.
pub fn declare(element: &mut Element, prefix: &str, namespace: &str) {
    let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
    element.attributes.push((name, namespace.to_owned()));
}

/// The text at a path of one step; empty where there is none.
pub fn text_at(element: &Element, path: &str) -> String {
    find(element, path, |found| Ok(found.text.clone())).ok().flatten().unwrap_or_default()
}

/// Puts a text at a path of one step.
pub fn put_text(element: &mut Element, path: &str, text: &str) {
    // Setting a text does not fail.
    let _ = add(element, path, |own| {
        text.clone_into(&mut own.text);
        Ok(())
    });
}

/// Puts a property that has a value at a path.
///
/// # Errors
///
/// As [`Xml::write`].
pub fn put<T: Xml + Json>(element: &mut Element, path: &str, field: &Option<T>, extent: Extent) -> Result<()> {
    put_as::<Plain, T>(element, path, field, extent)
}

/// Puts a property that has a value, in the format `F`.
///
/// # Errors
///
/// As [`Xml::write`].
pub fn put_as<F: XmlForm<T>, T>(element: &mut Element, path: &str, field: &Option<T>, extent: Extent) -> Result<()> {
    match field {
        Some(value) => F::put(value, element, path, extent),
        None => Ok(()),
    }
}

/// Puts the elements that have no field of their own, in the order of their names.
///
/// # Errors
///
/// As [`Xml::write`].
pub fn put_rest<T: Xml>(element: &mut Element, rest: &Option<HashMap<String, T>>, extent: Extent) -> Result<()> {
    let mut entries: Vec<(&String, &T)> = rest.iter().flatten().collect();
    entries.sort_by_key(|(name, _)| *name);
    entries.into_iter().try_for_each(|(name, value)| value.put(element, name, extent))
}
