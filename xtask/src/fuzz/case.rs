//! What an execution is given, and what it is written down as if it finds something.

use armrest::{api::Filter, disk::Memory, load::Input};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Files in memory and what is done with them.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    /// The texts of the files, by their paths from the root.
    pub(super) files: BTreeMap<String, String>,
    /// The paths that are asked for.
    pub(super) inputs: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) tag: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) include: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) exclude: Vec<String>,
}

/// The folder in which the files of a case are.
const ROOT: &str = "/s";

impl Case {
    pub(super) fn memory(&self) -> Memory {
        Memory(self.files.iter().map(|(name, text)| (Path::new(ROOT).join(name), text.clone())).collect())
    }

    /// The folder of the files in memory.
    pub(super) fn folder(&self) -> &Path {
        Path::new(ROOT)
    }

    pub(super) fn input(&self) -> Input {
        self.input_in(self.folder())
    }

    /// The input, where the files are in a folder.
    pub(super) fn input_in(&self, folder: &Path) -> Input {
        let paths: Vec<PathBuf> = self.inputs.iter().map(|name| folder.join(name)).collect();
        Input { paths, tag: self.tag.clone(), root: Some(folder.to_owned()) }
    }

    pub(super) fn filter(&self) -> Filter {
        Filter { include: self.include.clone(), exclude: self.exclude.clone() }
    }

    /// How long all its texts are.
    pub(super) fn len(&self) -> usize {
        self.files.values().map(String::len).sum()
    }
}

/// What is wrong: a panic, a hang, too much memory, or a property that does not hold.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Finding {
    pub(super) target: String,
    /// The same for what is probably the same defect: where it panicked, or which property does not hold.
    pub(super) kind: String,
    pub(super) message: String,
    pub(super) seed: u64,
    pub(super) execution: u64,
    pub(super) case: Case,
}
