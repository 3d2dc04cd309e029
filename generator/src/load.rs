//! Stage one: paths in, a closed set of parsed documents out. What it takes to read files is `armrest-documents`'; which
//! of their values name other files is OpenAPI's.

use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported},
    disk::Files,
    openapi2::OpenApi,
    sources::Sources,
};
pub use armrest_documents::load::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A change of a description: what it should say.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// The object that is changed: the end of a file's path and a JSON pointer, such as
    /// `file.json#/definitions/Series/properties/values`.
    pub at: String,
    /// Names that the object has, with their values: texts, lists of texts, and booleans.
    #[serde(default)]
    pub set: BTreeMap<String, serde_json::Value>,
    /// Names that it does not have.
    #[serde(default)]
    pub remove: Vec<String>,
    /// Why the description is wrong.
    pub reason: String,
}

/// Changes descriptions before they are read.
pub(crate) fn change(documents: &mut Documents, overrides: &[Override], diagnostics: &mut Diagnostics) {
    for own in overrides {
        let set = own.set.iter().map(|(name, value)| (name, Some(value)));
        let changes: Vec<_> = set.chain(own.remove.iter().map(|name| (name, None))).collect();
        let empty = changes.is_empty().then(|| "it has neither `set` nor `remove`".to_owned());
        let failed = changes.into_iter().filter_map(|(name, value)| documents.set(&own.at, name, value).err());
        for reason in failed.chain(empty) {
            let message = format!("the override of `{}` changes nothing: {reason}", own.at);
            diagnostics.push(Diagnostic::error(Code::BadOverride, message).help("correct its location, or remove it"));
        }
    }
}

/// Reads the inputs and all that they refer to, examples included. Files that cannot be read are errors in `diagnostics`,
/// into whose text in `sources` they point; the others are read all the same.
///
/// # Errors
///
/// [`ErrorReported`] where no input can be read.
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
