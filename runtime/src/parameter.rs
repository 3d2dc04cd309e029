use crate::format::rfc3339;
use azure_core::{Value, credentials::Secret, time::OffsetDateTime};
use std::borrow::Cow;

/// A value that can be sent in a path, a query or a header.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in a path, a query, a header or a form",
    note = "strings, numbers, booleans, dates, secrets, `azure_core::Value` and generated enumerations can"
)]
pub trait Parameter {
    /// The value as text, not yet percent-encoded.
    fn to_text(&self) -> Cow<'_, str>;

    /// Why the value must not be sent, if it must not: no number, or a date without a form.
    fn refusal(&self) -> Option<String> {
        None
    }
}

impl<T: Parameter + ?Sized> Parameter for &T {
    fn to_text(&self) -> Cow<'_, str> {
        (**self).to_text()
    }

    fn refusal(&self) -> Option<String> {
        (**self).refusal()
    }
}

impl Parameter for str {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Parameter for String {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Parameter for OffsetDateTime {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Owned(rfc3339(self).unwrap_or_default())
    }

    fn refusal(&self) -> Option<String> {
        rfc3339(self).err().map(|error| error.to_string())
    }
}

impl Parameter for Secret {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.secret())
    }
}

impl Parameter for Value {
    fn to_text(&self) -> Cow<'_, str> {
        match self {
            Value::String(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.to_string()),
        }
    }
}

macro_rules! displayed {
    ($($type:ty)*) => {
        $(impl Parameter for $type {
            fn to_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        })*
    };
}

displayed!(bool i32 i64 u64);

macro_rules! floating {
    ($($type:ty)*) => {
        $(impl Parameter for $type {
            fn to_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }

            fn refusal(&self) -> Option<String> {
                (!self.is_finite()).then(|| format!("`{self}` is not a finite number"))
            }
        })*
    };
}

floating!(f32 f64);

/// How a list is written in one parameter (OpenAPI 2.0, `collectionFormat`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CollectionFormat {
    /// Joined by commas.
    Csv,
    /// Joined by spaces.
    Ssv,
    /// Joined by tabs.
    Tsv,
    /// Joined by `|`.
    Pipes,
    /// The parameter once for each value; only in a query.
    Multi,
}

impl CollectionFormat {
    /// The texts, each to be sent as one parameter of the same name, in a place that is not percent-encoded.
    pub(crate) fn join<T: Parameter>(self, values: &[T]) -> Vec<String> {
        self.join_by(values, str::to_owned, self.separator())
    }

    /// The texts for a URL. Each value is encoded by itself, so that a separator in it cannot be taken for one between
    /// two values. A URL may contain a comma (RFC 3986, 2.2); a space, a tab and `|` may not, and are encoded.
    pub(crate) fn join_encoded<T: Parameter>(self, values: &[T], encode: fn(&str) -> String) -> Vec<String> {
        let separator = match self {
            Self::Ssv => "%20",
            Self::Tsv => "%09",
            Self::Pipes => "%7C",
            Self::Csv | Self::Multi => ",",
        };
        self.join_by(values, encode, separator)
    }

    fn separator(self) -> &'static str {
        match self {
            Self::Ssv => " ",
            Self::Tsv => "\t",
            Self::Pipes => "|",
            Self::Csv | Self::Multi => ",",
        }
    }

    fn join_by<T: Parameter>(self, values: &[T], encode: fn(&str) -> String, separator: &str) -> Vec<String> {
        let texts = values.iter().map(|value| encode(&value.to_text()));
        if self == Self::Multi {
            return texts.collect();
        }
        vec![texts.collect::<Vec<_>>().join(separator)]
    }
}
