//! The protocol of Azure Resource Manager, written once for every crate that armrest generates: requests and their URLs,
//! paging, long-running operations, which hosts may receive the access token, and how models are read from and written
//! to JSON and XML. HTTP, credentials, retries and tracing are azure_core's.
//!
//! Do not depend on this crate directly: generated crates re-export what their users need. That is the options of a
//! connection ([`ConnectionOptions`]), what methods return ([`Pager`], [`Poller`], [`PageablePoller`], and formats of
//! bodies in [`value`]) and from where it is taken up again ([`Continuation`]), the service's own error ([`ErrorExt`]), and
//! models as JSON ([`from_json`], [`to_json`]).
//! The feature `mock` is a server for tests.
//!
//! What generated code itself needs is in the module `codegen`, which is hidden and not part of the public API.

mod call;
mod challenge;
mod clock;
#[doc(hidden)]
pub mod codegen;
mod connection;
mod continuation;
mod credential;
mod endpoint;
mod error;
mod form;
mod format;
mod lro;
#[cfg(feature = "mock")]
pub mod mock;
mod model;
mod options;
mod pager;
mod parameter;
mod poller;
mod prepared;
mod sealed;
mod stop;
mod sync;
mod target;
mod transport;
mod trust;
pub mod value;
mod visited;
mod wait;
#[cfg(feature = "xml")]
mod xml;

pub use connection::{ArmAudience, ConnectionOptions};
pub use continuation::Continuation;
pub use error::ErrorExt;
pub use form::FormFile;
pub use model::{from_headers, from_json, to_json, to_value, with_nulls};
pub use options::NoParameters;
pub use pager::{Pager, Pages};
pub use poller::{OperationStatus, PageablePoller, Poller};
#[cfg(feature = "xml")]
pub use xml::{XmlFormat, from_xml, to_xml};
