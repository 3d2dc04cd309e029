//! armrest in a `build.rs`: [`Builder`].

use crate::{
    Summary,
    diagnostics::{Diagnostic, Diagnostics, ErrorReported, Severity, few, render},
    disk::{Disk, Noted},
    generate,
    load::Override,
    plan::{Features, Form, Metadata},
    project::{Project, ProjectCrate},
    sources::Sources,
    write::{Mode, WriteError, write},
};
use std::{
    collections::BTreeSet,
    env, fmt,
    path::{Path, PathBuf},
};
use toml::Spanned;

/// Generates a client when a package is built: from its `build.rs`, as a module of its own.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), armrest::BuildError> {
///     armrest::Builder::new("bastion").input("spec/bastion.yaml").include("GetActiveSessions").write_module()?;
///     Ok(())
/// }
/// ```
///
/// ```ignore
/// // src/main.rs
/// mod bastion {
///     include!(concat!(env!("OUT_DIR"), "/bastion/mod.rs"));
/// }
/// use bastion::BastionClient;
/// ```
///
/// The package depends on `azure_core` and `armrest-runtime`: on its feature `xml` if bodies are XML. A module has no
/// features: choose operations by [`Builder::include`]. It is compiled again only if a file that was read changes.
///
/// Each key of a crate in `armrest.toml` has a method here; [`Builder::from_project`] reads that file. All paths are from
/// the current folder, which is the package's in a `build.rs`.
#[derive(Clone, Debug)]
pub struct Builder {
    own: ProjectCrate,
    /// What the paths are from.
    folder: PathBuf,
    /// The file of the project.
    project: Option<PathBuf>,
    serde: bool,
}

impl Builder {
    /// Begins a client, by the name of its module or package.
    pub fn new(name: impl Into<String>) -> Self {
        let own = ProjectCrate { name: name.into(), ..ProjectCrate::default() };
        Self { own, folder: PathBuf::new(), project: None, serde: false }
    }

    /// The crates of an `armrest.toml`, in its order. The module of the crate `contoso-bastion` is `contoso_bastion`.
    ///
    /// ```no_run
    /// fn main() -> Result<(), armrest::BuildError> {
    ///     for client in armrest::Builder::from_project("armrest.toml")? {
    ///         client.write_module()?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`BuildError::Findings`] where the file cannot be read, or has errors.
    pub fn from_project(path: impl AsRef<Path>) -> Result<Vec<Self>, BuildError> {
        let path = path.as_ref();
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let project = match Project::read(path, &Disk, &mut sources, &mut diagnostics) {
            Ok(project) => project,
            Err(ErrorReported) => return Err(BuildError::Findings { diagnostics, sources }),
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let crates = project.crates.into_iter();
        Ok(crates
            .map(|own| Self { own, folder: folder.to_owned(), project: Some(path.to_owned()), serde: false })
            .collect())
    }

    /// The name of the crate.
    pub fn name(&self) -> &str {
        &self.own.name
    }

    /// The name of the module: that of the crate, with `_` instead of `-`.
    pub fn module(&self) -> String {
        self.own.name.replace('-', "_")
    }

    /// Reads a description (JSON or YAML), or the `readme.md` of a package. May be repeated for descriptions.
    #[must_use]
    pub fn input(mut self, path: impl Into<PathBuf>) -> Self {
        self.own.inputs.push(path.into());
        self
    }

    /// The tag of the `readme.md`. Default: the tag in the `readme.md` itself.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.own.tag = Some(tag.into());
        self
    }

    /// The folder outside of which no file is read. Default: the nearest folder named `specification` above the input, else
    /// the input's own folder.
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.own.root = Some(folder.into());
        self
    }

    /// Only the operations that this glob matches, as in [`Filter`](crate::api::Filter). May be repeated.
    #[must_use]
    pub fn include(mut self, pattern: impl Into<String>) -> Self {
        self.own.include.push(pattern.into());
        self
    }

    /// Not the operations that this glob matches. May be repeated.
    #[must_use]
    pub fn exclude(mut self, pattern: impl Into<String>) -> Self {
        self.own.exclude.push(pattern.into());
        self
    }

    /// A location where services send null although the description does not allow it, such as
    /// `file.json#/definitions/Series/properties/values/items`. May be repeated.
    #[must_use]
    pub fn nullable(mut self, location: impl Into<String>) -> Self {
        self.own.nullable.push(location.into());
        self
    }

    /// A change of the description, before it is read. May be repeated.
    #[must_use]
    pub fn change(mut self, change: Override) -> Self {
        self.own.overrides.push(change);
        self
    }

    /// Another name of a model, instead of the one that it would have. May be repeated.
    #[must_use]
    pub fn rename(mut self, model: impl Into<String>, name: impl Into<String>) -> Self {
        self.own.rename.insert(model.into(), name.into());
        self
    }

    /// The client's title, of which its name is made. Default: the readme's, else the description's.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.own.title = Some(title.into());
        self
    }

    /// The scope of the clients' access tokens, instead of the descriptions' scopes.
    #[must_use]
    pub fn token_scope(mut self, scope: impl Into<String>) -> Self {
        self.own.token_scope = Some(scope.into());
        self
    }

    /// The code of a warning that is known, and not shown. May be repeated.
    #[must_use]
    pub fn allow(mut self, code: impl Into<String>) -> Self {
        self.own.allow.push(Spanned::new(0..0, code.into()));
        self
    }

    /// Whether every model of a module has `Serialize` and `Deserialize`. A package has a feature for it.
    #[must_use]
    pub fn serde(mut self, serde: bool) -> Self {
        self.serde = serde;
        self
    }

    /// The features of a package. A module has none.
    #[must_use]
    pub fn features(mut self, features: Features) -> Self {
        self.own.features = features;
        self
    }

    /// What is written of a package in its `Cargo.toml`. A module has none.
    #[must_use]
    pub fn package(mut self, metadata: Metadata) -> Self {
        self.own.package = metadata;
        self
    }

    /// The path to armrest-runtime in the `Cargo.toml` of a package. Default: the version on crates.io.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<PathBuf>) -> Self {
        self.own.runtime = Some(path.into());
        self
    }

    /// Whether a package has `tests/examples.rs`: tests that run the description's examples against a mock server. A module
    /// has no tests.
    #[must_use]
    pub fn tests(mut self, tests: bool) -> Self {
        self.own.tests = tests;
        self
    }

    /// A program that becomes an example of a package. A module has none. May be repeated.
    #[must_use]
    pub fn example(mut self, path: impl Into<PathBuf>) -> Self {
        self.own.examples.push(path.into());
        self
    }

    /// Writes the module to a folder of its name in cargo's `OUT_DIR`, and tells cargo what was read and what is to be
    /// warned of. Include its `mod.rs`, inside a module of your own.
    ///
    /// # Errors
    ///
    /// As [`Builder::write_module_in`], and [`BuildError::NoOutDir`] outside of a `build.rs`.
    pub fn write_module(&self) -> Result<Built, BuildError> {
        let out = env::var_os("OUT_DIR").ok_or(BuildError::NoOutDir)?;
        let built = self.write_module_in(Path::new(&out).join(self.module()))?;
        print!("{}", built.for_cargo());
        Ok(built)
    }

    /// Writes the module to a folder: a new or empty one, or one that armrest wrote before. Files that are up to date are not
    /// touched.
    ///
    /// # Errors
    ///
    /// [`BuildError::Findings`] where a description or a setting has errors, [`BuildError::Write`] where the folder cannot be
    /// written. Then nothing was written.
    pub fn write_module_in(&self, folder: impl Into<PathBuf>) -> Result<Built, BuildError> {
        let own = ProjectCrate {
            name: self.module(),
            out: folder.into(),
            tests: false,
            examples: Vec::new(),
            features: Features::default(),
            ..self.own.clone()
        };
        self.write(own, Form::Module { serde: self.serde })
    }

    /// Writes the package to a folder, as `armrest generate` does. Files that are up to date are not touched.
    ///
    /// # Errors
    ///
    /// As [`Builder::write_module_in`].
    pub fn write_package_in(&self, folder: impl Into<PathBuf>) -> Result<Built, BuildError> {
        self.write(ProjectCrate { out: folder.into(), ..self.own.clone() }, Form::Package)
    }

    fn write(&self, own: ProjectCrate, form: Form) -> Result<Built, BuildError> {
        let files = Noted::new(&Disk);
        let settings = match own.settings(&self.folder, None, &files) {
            Ok(settings) => crate::plan::Settings { form, ..settings },
            Err(finding) => return Err(BuildError::of([finding], Sources::default())),
        };
        let unknown: Vec<Diagnostic> = own.unknown_codes().map(|(_, finding)| finding).collect();
        if !unknown.is_empty() {
            return Err(BuildError::of(unknown, Sources::default()));
        }
        let outcome = generate(&own.input(&self.folder), &settings, &files);
        let (Some(texts), Some(summary)) = (outcome.files, outcome.summary) else {
            return Err(BuildError::Findings { diagnostics: outcome.diagnostics, sources: outcome.sources });
        };
        let folder = own.out;
        if let Err(error) = write(&folder, &texts, Mode::Write) {
            return Err(BuildError::Write { folder, error });
        }
        let mut read = files.paths();
        read.extend(self.project.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())));
        let warnings = few(outcome.diagnostics.iter()).iter().map(|own| on_one_line(own, &outcome.sources)).collect();
        Ok(Built { folder, summary, read, warnings })
    }
}

/// A finding on one line, as cargo shows warnings of a `build.rs`.
fn on_one_line(finding: &Diagnostic, sources: &Sources) -> String {
    let location = finding.location.map(|location| format!("{}: ", sources.position(location))).unwrap_or_default();
    let help = finding.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    crate::diagnostics::escaped(&format!("{location}{} [{}]{help}", finding.message, finding.code))
}

/// What was built.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Built {
    /// Where it was written.
    pub folder: PathBuf,
    /// What it has.
    pub summary: Summary,
    /// The files on which it depends: their full paths.
    pub read: BTreeSet<PathBuf>,
    /// The warnings, a line each.
    pub warnings: Vec<String>,
}

impl Built {
    /// What a `build.rs` prints for cargo: when to run it again, and the warnings.
    pub fn for_cargo(&self) -> String {
        // cargo runs it each time where one of these is not there.
        let read = self.read.iter().filter(|path| path.exists());
        let read = read.map(|path| format!("cargo::rerun-if-changed={}\n", path.display()));
        let warnings = self.warnings.iter().map(|warning| format!("cargo::warning={warning}\n"));
        read.chain(warnings).collect()
    }
}

/// Why nothing was written. Printed, also by `{:?}`, it has all that `armrest generate` shows: return it from `main`.
#[non_exhaustive]
pub enum BuildError {
    /// A description or a setting has errors.
    Findings {
        /// The errors and warnings.
        diagnostics: Diagnostics,
        /// The files that they refer to.
        sources: Sources,
    },
    /// The folder cannot be written.
    Write {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: WriteError,
    },
    /// There is no `OUT_DIR`: this is not a `build.rs` that cargo runs.
    NoOutDir,
}

impl BuildError {
    fn of(findings: impl IntoIterator<Item = Diagnostic>, sources: Sources) -> Self {
        let mut diagnostics = Diagnostics::default();
        findings.into_iter().for_each(|finding| diagnostics.push(finding));
        Self::Findings { diagnostics, sources }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Findings { diagnostics, sources } => {
                let errors = diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
                for finding in few(errors) {
                    writeln!(f, "{}\n", render(&finding, sources, false))?;
                }
                write!(f, "{} error(s): nothing was written", diagnostics.count(Severity::Error))
            }
            Self::Write { folder, error } => {
                write!(f, "nothing was written to {}: {error}; {}", folder.display(), error.help())
            }
            Self::NoOutDir => {
                f.write_str("there is no `OUT_DIR`: call `write_module` in a `build.rs`, or use `write_module_in`")
            }
        }
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Below the word `Error:`, so that lines are below each other.
        write!(f, "\n{self}")
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write { error, .. } => Some(error),
            Self::Findings { .. } | Self::NoOutDir => None,
        }
    }
}
