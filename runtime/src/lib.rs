//! What is the same for all of Azure Resource Manager, written once for every crate that armrest generates:
//! requests and their URLs, paging, long-running operations, links in answers and who may get a token, and how
//! models are read from and written to JSON.
//!
//! A generated method says what differs between operations ([`Connection::call`]); everything else is here.
//! HTTP, credentials, retries and tracing are azure_core's.

mod call;
mod challenge;
mod connection;
mod credential;
mod endpoint;
mod error;
mod form;
pub mod format;
mod lro;
#[cfg(feature = "mock")]
pub mod mock;
pub mod model;
mod options;
mod pager;
mod parameter;
mod poller;
mod prepared;
mod target;
mod transport;
mod trust;
pub mod value;
mod wait;
#[cfg(feature = "xml")]
pub mod xml;

pub use call::Call;
pub use connection::{ArmAudience, Connection, ConnectionOptions};
pub use credential::Credential;
pub use error::ErrorExt;
pub use lro::{FinalState, MonitorResult};
pub use options::NoParameters;
pub use pager::{InPages, NextLink, PageFormat};
pub use parameter::{CollectionFormat, Parameter};
pub use poller::{OperationStatus, PageablePoller, Poller};
#[cfg(feature = "xml")]
pub use xml::XmlFormat;

/// What the macros of this crate name; not for others.
#[doc(hidden)]
pub mod __private {
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn empty_object() -> azure_core::Value {
        azure_core::Value::Object(serde_json::Map::new())
    }
}
