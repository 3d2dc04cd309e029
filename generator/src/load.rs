//! Stage one: paths in, a closed set of parsed documents out. What it takes to read files is `armrest-documents`'; which
//! of their values name other files is OpenAPI's.

use crate::{
    diagnostics::{Diagnostics, ErrorReported},
    disk::Files,
    openapi2::OpenApi,
    sources::Sources,
};
pub use armrest_documents::load::*;

/// Reads the inputs and all that they refer to, examples included.
///
/// # Errors
///
/// [`ErrorReported`] where a file is missing, outside the root, or broken; the findings are in `diagnostics`, and the text
/// that they point into is in `sources`.
pub fn load(
    input: &Input,
    files: &dyn Files,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Documents, ErrorReported> {
    armrest_documents::load::load(input, &OpenApi { examples: true }, files, sources, diagnostics)
}

/// Reads the inputs and all that they refer to but their examples, which are most of the files.
///
/// # Errors
///
/// As [`load`].
pub fn load_without_examples(
    input: &Input,
    files: &dyn Files,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Documents, ErrorReported> {
    armrest_documents::load::load(input, &OpenApi { examples: false }, files, sources, diagnostics)
}
