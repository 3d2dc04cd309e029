//! `armrest.toml`: the crates of a project, each with its inputs and settings; and `armrest.lock`, the digests of what was
//! read for them.

mod lock;

pub use lock::{Change, LOCK, Lock};

use crate::{
    api::Filter,
    command::runtime_path,
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported},
    disk::{self, Files},
    load::{self, Input, Override},
    plan::{Features, Form, Metadata, Settings},
    sources::{FileId, Location, Sources},
};
use armrest_documents::near;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use toml::Spanned;

/// The name of a project's file.
pub const PROJECT: &str = "armrest.toml";

/// The crates that armrest generates in a project. All paths are from the folder of this file.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Project {
    /// The crates.
    #[serde(default, rename = "crate")]
    pub crates: Vec<ProjectCrate>,
}

/// A crate of a project.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProjectCrate {
    /// The package's name.
    pub name: String,
    /// The crate's folder.
    pub out: PathBuf,
    /// Description files (JSON or YAML), or one `readme.md`.
    pub inputs: Vec<PathBuf>,
    /// The tag of the `readme.md`. Default: the tag in the `readme.md` itself.
    #[serde(default)]
    pub tag: Option<String>,
    /// The folder outside of which no file is read. Default: the nearest folder named `specification` above the input, else
    /// the input's own folder.
    #[serde(default)]
    pub root: Option<PathBuf>,
    /// Only the operations that one of these globs matches.
    #[serde(default)]
    pub include: Vec<String>,
    /// Not the operations that one of these globs matches.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// Locations where services send null although the description does not allow it.
    #[serde(default)]
    pub nullable: Vec<String>,
    /// Changes of the descriptions, each with a reason. One that changes nothing is an error.
    #[serde(default, rename = "override")]
    pub overrides: Vec<Override>,
    /// Other names of models, by the names that they would have.
    #[serde(default)]
    pub rename: BTreeMap<String, String>,
    /// The client's title: its name is made of it. Default: the readme's, else the description's.
    #[serde(default)]
    pub title: Option<String>,
    /// The scope of the clients' access tokens, instead of the descriptions' scopes.
    #[serde(default)]
    pub token_scope: Option<String>,
    /// The path to armrest-runtime. Default: its path in the checkout that armrest was built from; if it does not exist,
    /// the version on crates.io.
    #[serde(default)]
    pub runtime: Option<PathBuf>,
    /// Whether to write `tests/examples.rs` too: tests that run the description's examples against a mock server.
    #[serde(default)]
    pub tests: bool,
    /// Programs that become the package's examples.
    #[serde(default)]
    pub examples: Vec<PathBuf>,
    /// The codes of warnings that are known, and not shown.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub allow: Vec<Spanned<String>>,
    /// The package's features.
    #[serde(default)]
    pub features: Features,
    /// What else is written of the package in its `Cargo.toml`.
    #[serde(default)]
    pub package: Metadata,
}

/// The JSON Schema of a project's file, for editors.
#[cfg(feature = "schema")]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Project).into()
}

impl Project {
    /// Reads a project's file.
    ///
    /// # Errors
    ///
    /// [`ErrorReported`] where it cannot be read, is no text or not TOML, or has a key or a code that there is not.
    pub fn read(
        path: &Path,
        files: &dyn Files,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, ErrorReported> {
        let text = text_of(path, path, files).map_err(|finding| {
            diagnostics.push(finding);
            ErrorReported
        })?;
        let file = sources.add(path, text);
        let text = sources.text(file);
        let project: Self = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            diagnostics.push(broken(error.message()).at(location(file, offset)));
            ErrorReported
        })?;
        for (code, finding) in project.crates.iter().flat_map(ProjectCrate::unknown_codes) {
            diagnostics.push(finding.at(location(file, code.span().start)));
        }
        diagnostics.finish(project)
    }
}

/// The text of a file, which is called by the first path in what is said of it.
fn text_of(shown: &Path, path: &Path, files: &dyn Files) -> Result<String, Diagnostic> {
    let bytes = files.read(path).map_err(|error| load::unreadable(shown, &error))?;
    load::text_of(shown, bytes)
}

fn location(file: FileId, offset: usize) -> Location {
    Location { file, offset: u32::try_from(offset).unwrap_or(u32::MAX) }
}

/// What is said of a file that is not as it should be. serde puts an unknown key and those that there are in backticks.
fn broken(message: &str) -> Diagnostic {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let near = match names.as_slice() {
        [unknown, known @ ..] if message.starts_with("unknown field") => {
            near::did_you_mean(unknown, known.iter().copied())
        }
        _ => None,
    };
    let help = near.unwrap_or_else(|| "docs/project.md describes all keys".to_owned());
    Diagnostic::error(Code::BrokenProject, message.trim_end()).help(help)
}

impl ProjectCrate {
    /// The crate's folder as the file names it, with `/`.
    pub fn folder(&self) -> String {
        self.out.to_string_lossy().replace('\\', "/")
    }

    /// The codes to allow that there are not, each with what is said of it.
    pub(crate) fn unknown_codes(&self) -> impl Iterator<Item = (&Spanned<String>, Diagnostic)> {
        self.allow.iter().filter(|code| Code::find(code.as_ref()).is_none()).map(|code| {
            let message = format!("there is no code `{}` to allow", code.as_ref());
            (code, Diagnostic::error(Code::UnknownCode, message).help(Code::instead_of(code.as_ref())))
        })
    }

    /// What to read, by the folder of the project.
    pub fn input(&self, folder: &Path) -> Input {
        Input {
            paths: self.inputs.iter().map(|path| folder.join(path)).collect(),
            tag: self.tag.clone(),
            root: self.root.as_ref().map(|root| folder.join(root)),
        }
    }

    /// The settings of the crate, by the folder of the project. `checkout` has the runtime, unless the project names it;
    /// without either, the runtime is that of the registry.
    ///
    /// # Errors
    ///
    /// A finding where a program cannot be read, or is no text.
    pub fn settings(&self, folder: &Path, checkout: Option<&Path>, files: &dyn Files) -> Result<Settings, Diagnostic> {
        let examples = self.examples.iter().map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, text_of(path, &folder.join(path), files)?))
        });
        let runtime = match &self.runtime {
            Some(path) => disk::relative(&folder.join(&self.out), &folder.join(path)),
            None => checkout.and_then(|checkout| runtime_path(&folder.join(&self.out), checkout)),
        };
        Ok(Settings {
            package: Some(self.name.clone()),
            form: Form::Package,
            metadata: self.package.clone(),
            features: self.features.clone(),
            runtime,
            nullable: self.nullable.clone(),
            overrides: self.overrides.clone(),
            rename: self.rename.clone(),
            title: self.title.clone(),
            token_scope: self.token_scope.clone(),
            filter: Filter { include: self.include.clone(), exclude: self.exclude.clone() },
            allow: self.allow.iter().filter_map(|code| Code::find(code.as_ref())).collect(),
            tests: self.tests,
            examples: examples.collect::<Result<_, Diagnostic>>()?,
        })
    }
}
