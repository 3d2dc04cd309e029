//! Room two: documents in, typed OpenAPI 2.0 with `x-ms-*` out. It says what the text says, and knows nothing of Rust.
//!
//! References are followed only as far as their target's place. Definitions of every document are read, not only those
//! that an operation names: a discriminator's subtypes are found by looking.

mod annotations;
mod operation;
mod parameter;
mod reader;
mod references;
mod schema;

pub use operation::{
    Description, Example, Header, LongRunning, Operation, Pageable, ParameterizedHost, Required, Response, Responses,
    SecurityScheme,
};
pub use parameter::{Parameter, ParameterLocation};
pub(crate) use references::OpenApi;
pub use schema::{Additional, EnumValue, Enumeration, JsonType, Property, Schema, SchemaId, Xml};

use crate::{
    diagnostics::{Diagnostics, Stopped},
    load::{self, Cursor, Documents},
    sources::{FileId, Place},
};
use reader::Reader;
use std::collections::HashMap;

/// All descriptions of a package.
#[derive(Debug)]
pub struct Swagger<'d> {
    /// The documents that it was read from.
    pub documents: &'d Documents,
    /// The inputs, in order.
    pub descriptions: Vec<Description<'d>>,
    /// Every schema of every document.
    pub schemas: Vec<Schema<'d>>,
    by_place: HashMap<Place, SchemaId>,
    /// The schemas that are definitions, in the order of documents and of their text.
    pub definitions: Vec<SchemaId>,
}

impl<'d> Swagger<'d> {
    /// A schema.
    pub fn schema(&self, id: SchemaId) -> &Schema<'d> {
        &self.schemas[id.index()]
    }

    /// The schema at a place.
    pub fn schema_at(&self, place: Place) -> Option<SchemaId> {
        self.by_place.get(&place).copied()
    }
}

/// Reads the inputs' operations and all documents' definitions.
///
/// # Errors
///
/// [`Stopped`] where a document is not OpenAPI 2.0, or something in it is not of the type that OpenAPI says.
pub fn read<'d>(documents: &'d Documents, diagnostics: &mut Diagnostics) -> Result<Swagger<'d>, Stopped> {
    let mut reader = Reader::new(documents, diagnostics);
    let mut swagger = Swagger {
        documents,
        descriptions: Vec::new(),
        schemas: Vec::new(),
        by_place: HashMap::new(),
        definitions: Vec::new(),
    };
    let mut strangers = Vec::new();
    for file in described_files(documents) {
        let Some(root) = documents.root(file) else {
            continue;
        };
        if documents.inputs.contains(&file) && !operation::is_swagger(root, &mut reader) {
            strangers.push(file);
            continue;
        }
        for (name, _, definition) in root.get("definitions").into_iter().flat_map(Cursor::entries) {
            let id = schema::read(definition, &mut reader, &mut swagger);
            swagger.schemas[id.index()].name = Some(name);
            swagger.definitions.push(id);
        }
    }
    for file in documents.inputs.iter().filter(|file| !strangers.contains(file)) {
        if let Some(root) = documents.root(*file) {
            let description = operation::description(root, &mut reader, &mut swagger);
            swagger.descriptions.push(description);
        }
    }
    schema::read_targets(&mut reader, &mut swagger);
    reader.report_unknown();
    for (place, text) in &documents.nullable {
        if swagger.schema_at(*place).is_none() {
            diagnostics.push(load::not_nullable(text, "it is no schema").at(*place));
        }
    }
    diagnostics.finish(swagger)
}

/// The inputs in their order, then all other descriptions in the order of their paths.
fn described_files(documents: &Documents) -> Vec<FileId> {
    let mut others: Vec<FileId> = documents.files().filter(|file| !documents.inputs.contains(file)).collect();
    others.sort_by_key(|file| documents.sources.path(*file));
    documents.inputs.iter().copied().chain(others).collect()
}
