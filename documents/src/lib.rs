//! Files in, documents out: JSON and YAML in which each value knows its location, and diagnostics that show it.
//!
//! It knows no keyword of a description: a [`load::Dialect`] decides which values refer to other files.

mod code;
pub mod diagnostics;
pub mod files;
pub mod load;
pub mod near;
pub mod sources;
