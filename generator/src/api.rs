//! One resolved API, which knows nothing of Rust.
//!
//! References are followed, `allOf` is folded into the object that has it, inline schemas become types of their own,
//! and each operation is of one kind. The wire shape is kept: `x-ms-client-flatten` changes nothing.

pub mod builder;
mod enumerations;
mod hierarchy;
mod host;
mod long_running;
mod media;
mod objects;
mod operation;
mod operations;
mod optional;
mod paging;
mod redefined;
mod responses;
mod scalars;
mod security;
pub(crate) mod selection;
mod stored;
mod types;
mod unions;
mod usage;
mod value;
mod xml;

use crate::{
    diagnostics::{Diagnostics, ErrorReported},
    sources::Location,
};
use builder::Builder;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use operation::{
    Body, BodyFormat, CollectionFormat, Example, FinalState, FinalStateVia, In, LongRunning, Method, MonitorResult,
    NextLink, NextPage, Operation, OperationKind, PagePath, Paging, Parameter, Response, Source, Status,
};
pub use selection::{Filter, Selection};
pub(crate) use value::as_text;
pub use value::{
    Annotations, Discriminator, EnumValue, Enumeration, ExternalDocs, Kind, Limits, Mutability, Named, Object, Origin,
    Property, Type, TypeId, Union, Usage, Variant, XmlElement,
};

/// The API of one package. It owns its content, and can be stored and compared: two are equal if they mean the same,
/// wherever that is in their files.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Api {
    /// The package's title.
    pub title: String,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
    /// Where more is said of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub external_docs: Option<ExternalDocs>,
    /// The paths of the inputs, in their order.
    pub inputs: Vec<String>,
    /// Where the service is: the hosts of all inputs, first that of the client itself.
    pub hosts: Vec<Host>,
    /// The operations, in the order of the inputs.
    pub operations: Vec<Operation>,
    /// The named types.
    pub types: BTreeMap<TypeId, Named>,
}

impl Api {
    /// A named type.
    pub fn named(&self, id: &TypeId) -> &Named {
        &self.types[id]
    }

    /// All types that operations need.
    pub fn reached<'o>(&'o self, operations: impl IntoIterator<Item = &'o Operation>) -> BTreeSet<&'o TypeId> {
        self.reached_from(operations.into_iter().flat_map(Operation::references), |_| None)
    }

    /// These types, those that they refer to, and what else each leads to.
    fn reached_from<'o>(
        &'o self,
        ids: impl IntoIterator<Item = &'o TypeId>,
        other: impl Fn(&'o Named) -> Option<&'o TypeId>,
    ) -> BTreeSet<&'o TypeId> {
        let mut next: Vec<&TypeId> = ids.into_iter().collect();
        let mut reached = BTreeSet::new();
        while let Some(id) = next.pop() {
            if reached.insert(id) {
                let named = self.named(id);
                next.extend(named.kind.references().into_iter().chain(other(named)));
            }
        }
        reached
    }
}

/// The JSON Schema of an [`Api`] as it is stored.
#[cfg(feature = "schema")]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Api).into()
}

/// The locations of an [`Api`]'s parts in the files that were read, by file and JSON pointer.
#[derive(Clone, Debug, Default)]
pub struct Positions(HashMap<String, Location>);

impl Positions {
    fn add(&mut self, source: String, location: Location) {
        self.0.insert(source, location);
    }

    /// The location of an operation, a type or an input's whole text.
    pub fn get(&self, source: &str) -> Option<Location> {
        self.0.get(source).copied()
    }
}

/// An API, and the locations of its parts.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The API.
    pub api: Api,
    /// The locations of its parts.
    pub positions: Positions,
}

/// The file of a file and pointer.
fn file_of(source: &str) -> &str {
    source.split_once('#').map_or(source, |(file, _)| file)
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A host that serves the operations of one or several inputs.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Host {
    /// It is Azure Resource Manager.
    #[serde(default, skip_serializing_if = "is_default")]
    pub arm: bool,
    /// Scheme and host, with `{parameters}`.
    pub template: String,
    /// The template's parameters.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parameters: Vec<Parameter>,
    /// How a client authenticates.
    pub security: Security,
    /// The path of the first input that names it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub file: String,
}

/// How a client authenticates.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Security {
    /// By a bearer token.
    #[serde(default, skip_serializing_if = "is_default")]
    pub token: bool,
    /// The access token's scope, if a description has one; several are separated by spaces.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Option<String>,
    /// By a user name and password.
    #[serde(default, skip_serializing_if = "is_default")]
    pub basic: bool,
    /// By a key: its name, and whether it is sent in the query (else in a header).
    #[serde(default, skip_serializing_if = "is_default")]
    pub key: Option<(String, bool)>,
}

/// Resolves a package's descriptions into one API.
///
/// # Errors
///
/// [`ErrorReported`] where the descriptions contradict themselves or each other.
fn resolve(builder: &Builder<'_>, diagnostics: &mut Diagnostics) -> Result<Resolved, ErrorReported> {
    // A file with only shared definitions does not describe the service.
    let first = builder
        .descriptions
        .iter()
        .find(|description| description.host.is_some() || description.parameterized_host.is_some())
        .or(builder.descriptions.first());
    let mut types = types::Types::new(builder, diagnostics)?;
    let (hosts, bases) = host::hosts(builder, &mut types);
    let operations = operations::operations(builder, &bases, &mut types);
    let (mut types, positions) = types.finish();
    usage::mark(&operations, &mut types);
    let title = first.and_then(|description| description.title);
    let api = Api {
        title: title.unwrap_or("Service").to_owned(),
        description: first.and_then(|description| description.description).map(str::to_owned),
        external_docs: first.and_then(|description| description.external_docs.clone()),
        inputs: builder.descriptions.iter().map(|own| own.file.to_owned()).collect(),
        hosts,
        operations,
        types,
    };
    diagnostics.finish(Resolved { api, positions })
}
