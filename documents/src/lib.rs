//! Files in, documents out: JSON and YAML in which each value knows its place, and what is wrong with them, shown at that
//! place.
//!
//! It knows no keyword of a description: which values name other files is said by a [`load::Dialect`].

pub mod diagnostics;
pub mod files;
pub mod load;
pub mod sources;
