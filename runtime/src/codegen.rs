//! What generated code needs. It is for generated code only, and may change in any release: a generated
//! crate states with [`generation!`] for which version of it it was written.
//!
//! * Clients: [`Connection`] connects by a [`Credential`], [`Connection::call`] starts a [`Call`], and the call is filled
//!   in with [`Parameter`]s and sent.
//! * Models: one table each, by [`model!`], [`string_enum!`], [`number_enum!`] or [`union!`]; and what they are beside
//!   that, by [`page!`], [`request_content!`], [`response_content!`], `xml_content!`, [`serialize!`] and [`deserialize!`].
//! * What those macros name: all else.
//!
//! Whoever changes this module, or what a macro of it takes, so that crates generated before no longer compile or no
//! longer do the same, counts up the number in [`generation!`] and in armrest's `emit`.

#[cfg(feature = "xml")]
pub use crate::__xml_content as xml_content;
pub use crate::{
    __deserialize as deserialize, __generation as generation, __model as model, __number_enum as number_enum,
    __page as page, __request_content as request_content, __response_content as response_content,
    __serialize as serialize, __string_enum as string_enum, __union as union,
    call::Call,
    connection::Connection,
    credential::Credential,
    format::Format,
    lro::{FinalState, MonitorResult},
    model::{
        EnumerationSlot, Extent, Inner, ListSlot, ListView, MapSlot, MapView, Model, ModelSlot, Names, NestedSlot,
        NumberEnumeration, NumberSlot, Slot, Union, UnionSlot, View, Wire, XmlTable, debug, debug_variant, decode,
        encode,
    },
    pager::{InPages, NextLink, PageFormat},
    parameter::{CollectionFormat, Parameter},
};
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Forms of dates and bytes in a URL or header.
pub mod format {
    pub use crate::format::{base64, base64_url, parse_date, rfc1123, unix_time};
}

/// An object without properties.
pub fn empty_object() -> azure_core::Value {
    azure_core::Value::Object(serde_json::Map::new())
}

/// Says for which generation of this module a crate was generated. A macro, because the errors of macros come before
/// all that would follow from another generation.
///
/// ```
/// armrest_runtime::codegen::generation!(2);
/// ```
///
/// ```compile_fail
/// armrest_runtime::codegen::generation!(0);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __generation {
    (2) => {};
    ($other:literal) => {
        ::core::compile_error!(::core::concat!(
            "this crate was generated for generation ",
            $other,
            " of armrest-runtime, and the armrest-runtime that it is compiled with has generation 2: \
             generate the crate again with the armrest of the same release as armrest-runtime, or depend on the \
             armrest-runtime of the armrest that generated it"
        ));
    };
}
