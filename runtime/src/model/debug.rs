//! How models are shown: as azure_core's `SafeDebug` shows its own types, by their names alone, or with all values where
//! azure_core's feature `debug` is on; secrets never.

use super::{Model, View};
use azure_core::fmt::SafeDebug;
use std::{
    fmt::{self, Debug, Formatter},
    sync::LazyLock,
};

/// The names of a model and of its fields, for its `Debug`.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The model's.
    pub model: &'static str,
    /// How many properties without a field come first.
    pub constants: usize,
    /// The fields' names, in the order of the table.
    pub fields: &'static [&'static str],
    /// The names of the fields that must not be shown.
    pub secrets: &'static [&'static str],
}

/// Shows a model; `rest` is the field of the properties that have none of their own.
///
/// # Errors
///
/// Returns the formatter's errors.
pub fn debug(
    model: &dyn Model,
    names: &Names,
    rest: Option<(&'static str, &dyn Debug)>,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    let mut shown = f.debug_struct(names.model);
    if names.fields.is_empty() && rest.is_none() {
        return shown.finish();
    }
    if !*VALUES_ARE_SHOWN {
        return shown.finish_non_exhaustive();
    }
    let mut constants = names.constants;
    let mut fields = names.fields.iter();
    model.views(true, &mut |_, view| {
        if constants > 0 {
            constants -= 1;
        } else if let Some(name) = fields.next() {
            shown.field(name, &Field(view, names.secrets.contains(name)));
        }
    });
    if let Some((name, rest)) = rest {
        shown.field(name, rest);
    }
    shown.finish()
}

/// Shows a variant of an enum of models.
///
/// # Errors
///
/// Returns the formatter's errors.
pub fn debug_variant(name: &str, value: &dyn Debug, f: &mut Formatter<'_>) -> fmt::Result {
    let mut shown = f.debug_tuple(name);
    if *VALUES_ARE_SHOWN { shown.field(value).finish() } else { shown.finish_non_exhaustive() }
}

/// Whether azure_core's feature `debug` is on. Another crate may turn it on, and the feature is one of the macro that
/// derives `SafeDebug`: what the macro makes of this type tells.
static VALUES_ARE_SHOWN: LazyLock<bool> = LazyLock::new(|| {
    #[derive(SafeDebug)]
    #[allow(dead_code, reason = "only its `Debug` reads the field, and only with azure_core's feature `debug`")]
    struct Probe {
        value: bool,
    }
    format!("{:?}", Probe { value: true }).contains("value")
});

/// A field: `Some` of its value, or `None`.
struct Field<'v>(View<'v>, bool);

impl Debug for Field<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self(View::Nothing, _) => f.write_str("None"),
            Self(_, true) => f.debug_tuple("Some").field(&format_args!("{SECRET}")).finish(),
            Self(view, false) => f.debug_tuple("Some").field(&Value(*view)).finish(),
        }
    }
}

/// What azure_core's `Secret` shows.
const SECRET: &str = "Secret";

/// A value, as the type shows itself that it has in the field.
struct Value<'v>(View<'v>);

impl Debug for Value<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            View::Nothing | View::Null => f.write_str("None"),
            View::Text(text) => text.fmt(f),
            View::Secret(_) => f.write_str(SECRET),
            View::Enumeration(_, variant) => variant.fmt(f),
            View::Boolean(flag) => Debug::fmt(&flag, f),
            View::Int32(number) => Debug::fmt(&number, f),
            View::Int64(number) => Debug::fmt(&number, f),
            View::UInt64(number) => Debug::fmt(&number, f),
            View::Float(number) => Debug::fmt(&number, f),
            View::Any(value) => value.fmt(f),
            View::Date(date, _) => date.fmt(f),
            View::Bytes(bytes, _) => bytes.fmt(f),
            View::Model(model) => model.fmt(f),
            View::List(list, format) => {
                let mut shown = f.debug_list();
                list.each(format, &mut |view| {
                    shown.entry(&Value(view));
                });
                shown.finish()
            }
            View::Map(map, format) => {
                let mut shown = f.debug_map();
                map.each(format, &mut |name, view| {
                    shown.entry(&name, &Value(view));
                });
                shown.finish()
            }
        }
    }
}
