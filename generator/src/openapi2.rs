//! OpenAPI 2.0 with `x-ms-*`: documents in, what they say of an API out. The dialect's keywords and defaults end here.
//!
//! References are followed only as far as their target's location. Definitions of every document are read, not only those
//! that an operation names: a discriminator's subtypes are found by looking.

mod annotations;
mod operation;
mod parameter;
mod reader;
mod references;
mod same;
mod schema;

pub(crate) use references::OpenApi;

use crate::{
    api::builder::{Builder, Locations},
    diagnostics::Diagnostics,
    load::{self, Cursor, Documents},
    sources::{FileId, Location},
};
use reader::Reader;

impl Locations for Documents {
    fn pointer(&self, location: Location) -> String {
        Self::pointer(self, location)
    }

    fn position(&self, location: Location) -> String {
        self.sources.position(location)
    }
}

/// Reads the inputs' operations and all documents' definitions. What has an error is left out: it is reported once, and
/// [`Builder::resolve`] goes on with the rest, so that all errors are found in one run.
pub fn read<'d>(documents: &'d Documents, diagnostics: &mut Diagnostics) -> Builder<'d> {
    let mut reader = Reader::new(documents, diagnostics);
    let mut api = Builder::new(documents);
    let mut definitions = Vec::new();
    let mut unsupported = Vec::new();
    for file in described_files(documents) {
        let Some(root) = documents.root(file) else {
            continue;
        };
        if documents.inputs.contains(&file) && !operation::is_swagger(root, &mut reader) {
            unsupported.push(file);
            continue;
        }
        for (name, _, definition) in root.get("definitions").into_iter().flat_map(Cursor::entries) {
            let id = schema::read(definition, &mut reader, &mut api);
            api.define(id, name);
            definitions.push((name, id, definition));
        }
    }
    for file in documents.inputs.iter().filter(|file| !unsupported.contains(file)) {
        if let Some(root) = documents.root(*file) {
            let description = operation::description(root, &mut reader, &mut api);
            api.description(description);
        }
    }
    schema::read_targets(&mut reader, &mut api);
    same::mark(documents, &definitions, &mut api);
    reader.report_unknown();
    for (location, text) in &documents.nullable {
        if api.schema_at(*location).is_none() {
            diagnostics.push(load::not_nullable(text, "it is not a schema").at(*location));
        }
    }
    api
}

/// The inputs in their order, then all other descriptions in the order of their paths.
fn described_files(documents: &Documents) -> Vec<FileId> {
    let mut others: Vec<FileId> = documents.files().filter(|file| !documents.inputs.contains(file)).collect();
    others.sort_by_key(|file| documents.sources.path(*file));
    documents.inputs.iter().copied().chain(others).collect()
}
