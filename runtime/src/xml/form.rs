use super::{
    Element, Xml, at,
    properties::{add, find, local},
    text,
};
use crate::{
    format::{Base64, Base64Url, Format, List, Map, Plain, Rfc1123, UnixTime},
    model::{Extent, Json},
};
use azure_core::{Result, time::OffsetDateTime};
use std::collections::HashMap;

/// A form in which a `T` stands in XML.
pub trait XmlForm<T>: Format<T> {
    /// Reads an element.
    ///
    /// # Errors
    ///
    /// As [`Xml::read`].
    fn read(element: &Element) -> Result<T>;

    /// Fills an element.
    ///
    /// # Errors
    ///
    /// As [`Xml::write`].
    fn write(value: &T, element: &mut Element, extent: Extent) -> Result<()>;

    /// Reads what stands at a path in an element, if anything does.
    ///
    /// # Errors
    ///
    /// As [`Xml::read`].
    fn find(parent: &Element, path: &str) -> Result<Option<T>> {
        find(parent, path, Self::read)
    }

    /// Puts a value at a path in an element.
    ///
    /// # Errors
    ///
    /// As [`Xml::write`].
    fn put(value: &T, parent: &mut Element, path: &str, extent: Extent) -> Result<()> {
        add(parent, path, |element| Self::write(value, element, extent))
    }
}

impl<T: Xml + Json> XmlForm<T> for Plain {
    fn read(element: &Element) -> Result<T> {
        T::read(element)
    }

    fn write(value: &T, element: &mut Element, extent: Extent) -> Result<()> {
        value.write(element, extent)
    }

    fn find(parent: &Element, path: &str) -> Result<Option<T>> {
        T::find(parent, path)
    }

    fn put(value: &T, parent: &mut Element, path: &str, extent: Extent) -> Result<()> {
        value.put(parent, path, extent)
    }
}

macro_rules! texts {
    ($($form:ty: $type:ty),* $(,)?) => {
        $(impl XmlForm<$type> for $form {
            fn read(element: &Element) -> Result<$type> {
                text::read::<Self, $type>(&element.text)
            }

            fn write(value: &$type, element: &mut Element, extent: Extent) -> Result<()> {
                element.text = text::write::<Self, $type>(value, extent)?;
                Ok(())
            }
        })*
    };
}

texts!(Rfc1123: OffsetDateTime, UnixTime: OffsetDateTime, Base64: Vec<u8>, Base64Url: Vec<u8>);

impl<F: XmlForm<T>, T> XmlForm<Vec<T>> for List<F> {
    fn read(element: &Element) -> Result<Vec<T>> {
        read_list::<F, T>(element)
    }

    fn write(list: &Vec<T>, element: &mut Element, extent: Extent) -> Result<()> {
        write_list::<F, T>(list, element, "Item", extent)
    }

    fn find(parent: &Element, path: &str) -> Result<Option<Vec<T>>> {
        find_list::<F, T>(parent, path)
    }

    fn put(list: &Vec<T>, parent: &mut Element, path: &str, extent: Extent) -> Result<()> {
        put_list::<F, T>(list, parent, path, extent)
    }
}

impl<F: XmlForm<T>, T> XmlForm<HashMap<String, T>> for Map<F> {
    fn read(element: &Element) -> Result<HashMap<String, T>> {
        read_map::<F, T>(element)
    }

    fn write(entries: &HashMap<String, T>, element: &mut Element, extent: Extent) -> Result<()> {
        write_map::<F, T>(entries, element, extent)
    }
}

/// All that stands in an element, as a list.
pub(super) fn read_list<F: XmlForm<T>, T>(element: &Element) -> Result<Vec<T>> {
    read_items::<F, T>(element.children.iter())
}

fn read_items<'e, F: XmlForm<T>, T>(items: impl Iterator<Item = &'e Element>) -> Result<Vec<T>> {
    let items = items.enumerate();
    items.map(|(index, item)| F::read(item).map_err(|error| at(&format!("[{}]", index + 1), &error))).collect()
}

pub(super) fn write_list<F: XmlForm<T>, T>(
    list: &[T],
    element: &mut Element,
    item: &str,
    extent: Extent,
) -> Result<()> {
    list.iter().try_for_each(|value| F::put(value, element, item, extent))
}

/// A list at `Wrapper/Item`: all that stands in the wrapper. Or one at `Item`, or `Item|Other`: all elements of the
/// names.
pub(super) fn find_list<F: XmlForm<T>, T>(parent: &Element, path: &str) -> Result<Option<Vec<T>>> {
    if let Some((wrapper, _)) = path.split_once('/') {
        return parent.child(local(wrapper)).map(read_list::<F, T>).transpose();
    }
    let is_item = |child: &&Element| path.split('|').any(|name| local(name) == child.name);
    let list = read_items::<F, T>(parent.children.iter().filter(is_item))?;
    Ok(Some(list).filter(|list| !list.is_empty()))
}

pub(super) fn put_list<F: XmlForm<T>, T>(list: &[T], parent: &mut Element, path: &str, extent: Extent) -> Result<()> {
    match path.split_once('/') {
        Some((wrapper, item)) => add(parent, wrapper, |element| write_list::<F, T>(list, element, item, extent)),
        None => write_list::<F, T>(list, parent, path.split('|').next().unwrap_or(path), extent),
    }
}

/// All that stands in an element, by the elements' names.
pub(super) fn read_map<F: XmlForm<T>, T>(element: &Element) -> Result<HashMap<String, T>> {
    let entries = element.children.iter();
    let entries = entries.map(|child| {
        let value = F::read(child).map_err(|error| at(&child.name, &error))?;
        Ok((child.name.clone(), value))
    });
    entries.collect()
}

pub(super) fn write_map<F: XmlForm<T>, T>(
    entries: &HashMap<String, T>,
    element: &mut Element,
    extent: Extent,
) -> Result<()> {
    let mut entries: Vec<(&String, &T)> = entries.iter().collect();
    entries.sort_by_key(|(name, _)| *name);
    entries.into_iter().try_for_each(|(name, value)| F::put(value, element, name, extent))
}
