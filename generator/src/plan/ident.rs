use super::Reserved;
use std::fmt;

/// An identifier of Rust: the name of a field, an argument, a method or a module. It is printed raw where it is a
/// keyword, and compared by its plain text.
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Ident(String);

impl Ident {
    /// An identifier of this text, which is one but for keywords.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Its text, also where it is a keyword: for file names, traces and documentation.
    pub fn plain(&self) -> &str {
        &self.0
    }

    /// Whether it is a keyword.
    pub fn is_raw(&self) -> bool {
        Reserved::Keywords.has(&self.0)
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_raw() { write!(f, "r#{}", self.0) } else { f.write_str(&self.0) }
    }
}

impl fmt::Debug for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

impl PartialEq<str> for Ident {
    fn eq(&self, plain: &str) -> bool {
        self.0 == plain
    }
}
