//! How models are read from JSON and XML and written to them.
//!
//! A generated model is a plain struct; beside it is one table of its properties
//! ([`model!`](crate::codegen::model!)) that says which wire name goes to which field, and whether the property is sent.
//! Of that table the compiler makes two small functions a model, without type parameters: where a property's value goes
//! ([`Slot`]), and what values there are ([`View`]).
//!
//! ```text
//!           reading                            the model                       writing
//!
//!  {"name": "n", "tags": {…}}           struct Widget {                {"name": "n", "tags": {…}}
//!      │                                                                        ▲
//!      │  slot("name")                                      views(…, each)      │
//!      ├──────────────► Slot::Text ───►   name: Option<String>  ───► View::Text ┤
//!      │  slot("tags")                                                          │
//!      └──────────────► Slot::Map ────►   tags: Option<HashMap> ───► View::Map ─┘
//!                           │                                           │
//!  decode, xml::decode,     │           }                               │    encode, xml::encode,
//!  headers: they walk       └► the Slot of each value,                  └►   debug: they walk the views
//!  the document and         by its type (`Wire::slot`)                       by `Wire::view`
//!  fill the slots
//! ```
//!
//! A slot borrows the empty field and says of what type it is; a view borrows or copies the value. Both are enums of the
//! few types that there are on the wire, so the code that walks a document is here, once, where a derive would write it
//! again for each struct: that is what makes a large crate quick to compile, and small. What has a type parameter, such
//! as a list, is behind a trait object ([`ListSlot`], [`ListView`]), which makes the slot or view of each item.
//!
//! For the same reason only models that are whole responses implement `Deserialize`; a generated crate's feature `serde`
//! adds it, and `Serialize`, for all. [`from_json`], [`to_json`] and [`to_value`] are always there.

mod debug;
mod decode;
mod encode;
mod headers;
mod macros;
mod slot;
mod text;
mod view;
mod wire;

pub use debug::{Names, debug, debug_variant};
pub(crate) use decode::{NO_BODY, from_json_in, without_text};
pub use decode::{decode, from_json};
#[cfg(feature = "xml")]
pub(crate) use encode::Viewed;
pub(crate) use encode::to_json_in;
pub use encode::{encode, to_json, to_value, with_nulls};
pub use headers::from_headers;
pub use slot::{EnumerationSlot, ListSlot, MapSlot, ModelSlot, NestedSlot, NumberSlot, Slot, UnionSlot};
#[cfg(feature = "xml")]
pub(crate) use text::read_text;
pub use view::{Extent, ListView, MapView, View};
pub use wire::{Inner, Model, NumberEnumeration, Union, Wire, XmlTable};

#[cfg(test)]
mod null_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod union_tests;
