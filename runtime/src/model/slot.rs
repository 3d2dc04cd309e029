use super::{Inner, Model, NumberEnumeration, Union, Wire};
use crate::format::Format;
use azure_core::{Value, credentials::Secret, time::OffsetDateTime};
use sealed::Sealed;
use std::{collections::HashMap, fmt};

/// Where a value goes: an empty field, by its type.
#[non_exhaustive]
pub enum Slot<'f> {
    /// Nowhere: no field has it.
    Skip,
    /// A text.
    Text(&'f mut Option<String>),
    /// A text that must not be shown.
    Secret(&'f mut Option<Secret>),
    /// A boolean.
    Boolean(&'f mut Option<bool>),
    /// An integer of 32 bits.
    Int32(&'f mut Option<i32>),
    /// An integer of 64 bits.
    Int64(&'f mut Option<i64>),
    /// An integer of 64 bits without a sign.
    UInt64(&'f mut Option<u64>),
    /// A floating-point number.
    Float(&'f mut Option<f64>),
    /// Anything.
    Any(&'f mut Option<Value>),
    /// A date.
    Date(&'f mut Option<OffsetDateTime>, Format),
    /// Bytes.
    Bytes(&'f mut Option<Vec<u8>>, Format),
    /// One of several texts.
    Enumeration(&'f mut dyn EnumerationSlot),
    /// A model.
    Model(&'f mut dyn ModelSlot),
    /// One of several models.
    Union(&'f mut dyn UnionSlot),
    /// A list, with the format of its items.
    List(&'f mut dyn ListSlot, Format),
    /// A map, with the format of its values.
    Map(&'f mut dyn MapSlot, Format),
    /// One of several numbers.
    Number(&'f mut dyn NumberSlot),
    /// A value that is made of another, with the format of that.
    Nested(&'f mut dyn NestedSlot, Format),
    /// An entry of a map, for a property that has no field of its own.
    Entry(&'f mut dyn MapSlot),
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot")
    }
}

impl<'f> Slot<'f> {
    /// The slot of a field.
    pub fn of<T: Wire>(field: &'f mut Option<T>) -> Self {
        T::slot(field, Format::Usual)
    }

    /// The slot of a field in another format than its type's usual one.
    pub fn formatted<T: Wire>(field: &'f mut Option<T>, format: Format) -> Self {
        T::slot(field, format)
    }

    /// The slot of a field in a box.
    pub fn boxed<T: Wire>(field: &'f mut Option<Box<T>>) -> Self {
        Slot::Nested(field, Format::Usual)
    }

    /// The slot of a property that has no field of its own.
    pub fn entry<T: Wire>(rest: &'f mut Option<HashMap<String, T>>) -> Self {
        Slot::Entry(rest)
    }
}

/// What is a slot: no other crate makes one.
mod sealed {
    pub trait Sealed {}

    impl<T> Sealed for Option<T> {}

    impl<T: super::Union> Sealed for T {}
}

/// A slot of one of several texts.
pub trait EnumerationSlot: Sealed {
    /// Fills it.
    fn set(&mut self, text: &str);
}

impl<T: for<'t> From<&'t str>> EnumerationSlot for Option<T> {
    fn set(&mut self, text: &str) {
        *self = Some(T::from(text));
    }
}

/// A slot of a model.
pub trait ModelSlot: Sealed {
    /// Fills it with an empty model.
    fn begin(&mut self) -> &mut dyn Model;
}

impl<T: Model + Default> ModelSlot for Option<T> {
    fn begin(&mut self) -> &mut dyn Model {
        self.insert(T::default())
    }
}

/// A slot of one of several models.
pub trait UnionSlot: Sealed {
    /// The property that tells which.
    fn discriminator(&self) -> &'static str;

    /// The path to it in XML.
    fn xml_path(&self) -> &'static str;

    /// Fills it with an empty value of a kind, if that is known.
    fn begin(&mut self, kind: &str) -> Option<Inner<'_>>;

    /// Fills it with an object of a kind that is not known.
    fn keep(&mut self, object: Value);
}

impl<T: Union> UnionSlot for Option<T> {
    fn discriminator(&self) -> &'static str {
        T::DISCRIMINATOR
    }

    fn xml_path(&self) -> &'static str {
        T::XML_PATH
    }

    fn begin(&mut self, kind: &str) -> Option<Inner<'_>> {
        *self = T::of_kind(kind);
        self.as_mut()?.inner()
    }

    fn keep(&mut self, object: Value) {
        *self = Some(T::of_unknown(object));
    }
}

/// A union in a union is there already.
impl<T: Union> UnionSlot for T {
    fn discriminator(&self) -> &'static str {
        T::DISCRIMINATOR
    }

    fn xml_path(&self) -> &'static str {
        T::XML_PATH
    }

    fn begin(&mut self, kind: &str) -> Option<Inner<'_>> {
        *self = T::of_kind(kind)?;
        self.inner()
    }

    fn keep(&mut self, object: Value) {
        *self = T::of_unknown(object);
    }
}

/// A slot of a list.
pub trait ListSlot: Sealed {
    /// Fills it with an empty list.
    fn begin(&mut self);

    /// Adds what `read` puts in the slot of an item; nothing, where it puts nothing there.
    fn push(&mut self, format: Format, read: &mut dyn FnMut(Slot<'_>));
}

impl<T: Wire> ListSlot for Option<Vec<T>> {
    fn begin(&mut self) {
        *self = Some(Vec::new());
    }

    fn push(&mut self, format: Format, read: &mut dyn FnMut(Slot<'_>)) {
        let mut item = None;
        read(T::slot(&mut item, format));
        if let Some(item) = item {
            self.get_or_insert_default().push(item);
        }
    }
}

/// A slot of a map.
pub trait MapSlot: Sealed {
    /// Fills it with an empty map.
    fn begin(&mut self);

    /// Adds what `read` puts in the slot of a value; nothing, where it puts nothing there.
    fn insert(&mut self, name: &str, format: Format, read: &mut dyn FnMut(Slot<'_>));
}

impl<T: Wire> MapSlot for Option<HashMap<String, T>> {
    fn begin(&mut self) {
        *self = Some(HashMap::new());
    }

    fn insert(&mut self, name: &str, format: Format, read: &mut dyn FnMut(Slot<'_>)) {
        let mut value = None;
        read(T::slot(&mut value, format));
        if let Some(value) = value {
            self.get_or_insert_default().insert(name.to_owned(), value);
        }
    }
}

/// A slot of one of several numbers.
pub trait NumberSlot: Sealed {
    /// Fills it with what `read` puts in the number's slot.
    fn fill(&mut self, read: &mut dyn FnMut(Slot<'_>));
}

impl<T: NumberEnumeration> NumberSlot for Option<T> {
    fn fill(&mut self, read: &mut dyn FnMut(Slot<'_>)) {
        let mut number = None;
        read(Slot::of(&mut number));
        *self = number.map(T::of_number);
    }
}

/// A slot of a value that is made of another.
pub trait NestedSlot: Sealed {
    /// Fills it with what `read` puts in the other's slot.
    fn fill(&mut self, format: Format, read: &mut dyn FnMut(Slot<'_>));
}

impl<T: Wire> NestedSlot for Option<Box<T>> {
    fn fill(&mut self, format: Format, read: &mut dyn FnMut(Slot<'_>)) {
        let mut value = None;
        read(Slot::formatted(&mut value, format));
        *self = value.map(Box::new);
    }
}

/// A value that may be null is null where `read` puts nothing in the slot.
impl<T: Wire> NestedSlot for Option<Option<T>> {
    fn fill(&mut self, format: Format, read: &mut dyn FnMut(Slot<'_>)) {
        let mut value = None;
        read(Slot::formatted(&mut value, format));
        *self = Some(value);
    }
}
