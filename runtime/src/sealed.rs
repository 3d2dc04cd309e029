//! Traits that only this crate implements.

use azure_core::{Error, http::JsonFormat};

/// A type that this crate implements its traits for. Nobody else can name it.
pub trait Sealed {}

impl Sealed for Error {}

impl Sealed for JsonFormat {}
