//! What the generator's tests share.

use std::path::{Path, PathBuf};

/// One of the tests' own descriptions.
pub(crate) fn description(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/descriptions").join(name)
}
