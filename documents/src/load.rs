//! Paths in, a closed set of parsed documents out. Every value knows its location.
//!
//! Only files inside the input's root are read, and nothing from the network. The root is the nearest folder named
//! `specification` above the input, as in Azure's checkout; else the input's own folder.

mod json;
mod node;
mod readme;
mod reference;
mod set;
mod yaml;

pub use node::{Cursor, Entry, Node, Value};
pub use readme::Outline;

use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported, Severity},
    files::Files,
    sources::{FileId, Location, Sources, without_mark},
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::{Path, PathBuf},
};

/// What to read.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Description files, or one `readme.md`.
    pub paths: Vec<PathBuf>,
    /// The tag of the `readme.md`; its default one where this is empty.
    pub tag: Option<String>,
    /// The folder that references may not leave; found from the paths where this is empty.
    pub root: Option<PathBuf>,
}

/// A reference in a document.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'d> {
    /// What it says.
    pub text: &'d str,
    /// Where it is.
    pub at: Cursor<'d>,
    /// What it names is data, and what looks like a reference in it is none.
    pub to_data: bool,
}

/// What a kind of documents means by its keywords.
pub trait Dialect {
    /// Whether a document says that it is a description, of whichever version.
    fn is_description(&self, root: Cursor<'_>) -> bool;

    /// The references of a description. Of one that is no input, only what others may refer to counts.
    fn references<'d>(&self, root: Cursor<'d>, is_input: bool) -> Vec<Reference<'d>>;
}

/// Where an object's entries are among each other, by their names.
type Positions = HashMap<Box<str>, usize>;

/// The parsed files of one package: its inputs, all that they refer to, and their examples.
#[derive(Debug)]
pub struct Documents {
    /// Each file's path (from the root, with `/`) and text.
    pub sources: Sources,
    nodes: HashMap<FileId, Node>,
    /// Where the entries of each file's own entries are among them: most references are to these.
    entries: HashMap<FileId, HashMap<Box<str>, Positions>>,
    by_path: HashMap<PathBuf, FileId>,
    /// Files that are data.
    data: HashSet<FileId>,
    /// Files that could not be read. Those that nothing in the inputs needs are an error only where something does.
    unread: HashMap<PathBuf, Diagnostic>,
    /// The description files that were asked for, in the order of their paths.
    pub inputs: Vec<FileId>,
    /// The tag that was read, if the input was a `readme.md`.
    pub tag: Option<String>,
    /// The `title` that the `readme.md` gives its package.
    pub title: Option<String>,
    /// Places where null is allowed whatever the description says, each with the text that names it.
    pub nullable: BTreeMap<Location, String>,
}

/// Reads the inputs and all that they refer to. A file that is missing, outside the root, or broken is an error in
/// `diagnostics`, into whose text in `sources` it points; the others are read all the same, so that later stages find their
/// errors in the same run.
///
/// # Errors
///
/// [`ErrorReported`] where no input can be read.
pub fn load(
    input: &Input,
    dialect: &dyn Dialect,
    files: &dyn Files,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Documents, ErrorReported> {
    let mut loader = Loader {
        dialect,
        files,
        root: PathBuf::new(),
        documents: Documents {
            sources: Sources::default(),
            nodes: HashMap::new(),
            entries: HashMap::new(),
            by_path: HashMap::new(),
            data: HashSet::new(),
            unread: HashMap::new(),
            inputs: Vec::new(),
            tag: None,
            title: None,
            nullable: BTreeMap::new(),
        },
        diagnostics,
        queue: Vec::new(),
        other_files: Vec::new(),
    };
    loader.run(input);
    let documents = loader.documents;
    *sources = documents.sources.clone();
    let is_read = documents.inputs.iter().any(|file| documents.root(*file).is_some());
    if is_read { Ok(documents) } else { diagnostics.finish(documents) }
}

/// The title and the tags of a `readme.md`.
///
/// # Errors
///
/// Where the file cannot be read.
pub fn outline(readme: &Path, files: &dyn Files) -> std::io::Result<Outline> {
    Ok(readme::outline(without_mark(&String::from_utf8_lossy(&files.read(readme)?))))
}

impl Documents {
    /// The files that were read; those that are data are not among them.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        let mut files: Vec<FileId> = self.nodes.keys().copied().collect();
        files.retain(|file| !self.data.contains(file));
        files.sort();
        files.into_iter()
    }

    /// Notes where the entries of a file's own entries are.
    fn index(&mut self, file: FileId) {
        let Some(root) = self.root(file) else { return };
        let groups = root.entries().map(|(name, _, group)| {
            let entries = group.entries().enumerate();
            (name.into(), entries.map(|(index, (name, _, _))| (name.into(), index)).collect())
        });
        let groups = groups.collect();
        self.entries.insert(file, groups);
    }

    /// A document's root value.
    pub fn root(&self, file: FileId) -> Option<Cursor<'_>> {
        self.nodes.get(&file).map(|node| Cursor { file, node })
    }

    /// Where a location is, as its file and JSON pointer (RFC 6901): `folder/file.json#/definitions/Series`.
    pub fn pointer(&self, location: Location) -> String {
        let mut pointer = format!("{}#", self.sources.path(location.file));
        let mut at = self.root(location.file);
        while let Some(cursor) = at.filter(|cursor| cursor.node.offset != location.offset) {
            at = match cursor.step_towards(location.offset) {
                Some((step, next)) => {
                    pointer.push('/');
                    pointer.push_str(&escaped(&step));
                    Some(next)
                }
                None => {
                    // An alias of YAML is elsewhere.
                    pointer.push_str(&format!("/@{}", location.offset));
                    None
                }
            };
        }
        pointer
    }

    /// A value's text as the file writes it, without a string's quotes: a number may be `1.10`, and null `~`.
    pub fn written<'d>(&'d self, value: Cursor<'d>) -> &'d str {
        if let Some(text) = value.text() {
            return text;
        }
        let source = self.sources.text(value.file);
        let rest = source.get(value.node.offset as usize..).unwrap_or_default();
        let is_part = |character: char| character.is_ascii_alphanumeric() || ".+-~".contains(character);
        let written = &rest[..rest.find(|character| !is_part(character)).unwrap_or(rest.len())];
        match value.node.value {
            // One that was set is in no file.
            Value::Bool(true) if !written.eq_ignore_ascii_case("true") => "true",
            Value::Bool(false) if !written.eq_ignore_ascii_case("false") => "false",
            _ => written,
        }
    }

    /// Notes where null is allowed whatever the description says. Each text is the end of a file's path and a JSON
    /// pointer: `folder/file.json#/definitions/Series/properties/values/items`. One that names no value is an error.
    pub fn allow_null(&mut self, texts: &[String], diagnostics: &mut Diagnostics) {
        for text in texts {
            match self.named(text) {
                Ok(locations) if locations.is_empty() => {
                    diagnostics.push(not_nullable(text, "no file has this location"))
                }
                Ok(locations) => self.nullable.extend(locations.into_iter().map(|location| (location, text.clone()))),
                Err(reason) => diagnostics.push(not_nullable(text, &reason)),
            }
        }
    }

    /// The locations that the end of a file's path and a JSON pointer name.
    fn named(&self, text: &str) -> Result<Vec<Location>, String> {
        let target = reference::parse(text)?;
        let Some(file) = target.file.filter(|_| !target.pointer.is_empty()) else {
            return Err("expected a file and a JSON pointer".to_owned());
        };
        let files = self.files_named(&file).into_iter();
        let values =
            files.filter_map(|id| target.pointer.iter().try_fold(self.root(id)?, |value, step| value.step(step)));
        Ok(values.map(Cursor::location).collect())
    }

    /// The value that a `$ref` names.
    ///
    /// # Errors
    ///
    /// A finding, at the reference's location, where there is no such value.
    pub fn resolve(&self, from: Cursor<'_>, reference: &str) -> Result<Cursor<'_>, Diagnostic> {
        let fail = |message: String| {
            Diagnostic::error(Code::UnresolvedReference, message)
                .at(from.location())
                .help("correct the `$ref`, or add its target")
        };
        let target = reference::parse(reference).map_err(|message| refused(message, from.location()))?;
        let file = match &target.file {
            Some(path) => {
                let path = self.sources.beside(from.file, path);
                if let Some(finding) = self.unread.get(&path) {
                    return Err(finding.clone());
                }
                *self
                    .by_path
                    .get(&path)
                    .ok_or_else(|| fail(format!("`{reference}`: there is no file `{}`", path.display())))?
            }
            None => from.file,
        };
        let missing = || {
            fail(format!("`{reference}`: there is no `{}` in {}", target.pointer.join("/"), self.sources.path(file)))
        };
        let mut cursor = self.root(file).ok_or_else(missing)?;
        if let [group, name] = target.pointer.as_slice()
            && let Some(index) =
                self.entries.get(&file).and_then(|groups| groups.get(group.as_str())?.get(name.as_str()))
        {
            return cursor.get(group).and_then(|group| group.entry(*index)).ok_or_else(missing);
        }
        for step in &target.pointer {
            cursor = cursor.step(step).ok_or_else(missing)?;
        }
        Ok(cursor)
    }
}

struct Loader<'l> {
    dialect: &'l dyn Dialect,
    files: &'l dyn Files,
    root: PathBuf,
    documents: Documents,
    diagnostics: &'l mut Diagnostics,
    /// Files to read: their path from the root, and who refers to them.
    queue: Vec<Wanted>,
    /// Inputs of a `readme.md` that are no descriptions, each with what is wrong with it if it cannot be parsed.
    other_files: Vec<(PathBuf, Option<Diagnostic>)>,
}

struct Wanted {
    path: PathBuf,
    by: Option<Location>,
    role: Role,
}

impl Wanted {
    /// A `readme.md` asks for it.
    fn is_of_readme(&self) -> bool {
        self.role == Role::Input && self.by.is_some()
    }

    /// Its name says that it is JSON or YAML.
    fn is_named_as_data(&self) -> bool {
        let known = ["json", "yaml", "yml"];
        self.path.extension().is_some_and(|own| known.iter().any(|known| own.eq_ignore_ascii_case(known)))
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Role {
    /// It is an input.
    Input,
    /// An input refers to it.
    Near,
    /// Only files that are no inputs refer to it.
    Far,
    /// It is data: it has no references, even if something in it looks like one.
    Data,
}

impl Loader<'_> {
    fn run(&mut self, input: &Input) {
        let Some(paths) = self.find_root(input) else {
            return;
        };
        let mut inputs = match paths.as_slice() {
            [readme] if is_readme(readme) => self.read_readme(readme, input.tag.as_deref()),
            _ => {
                if let Some(tag) = &input.tag {
                    let message = format!("the tag `{tag}` needs a `readme.md`: description files have no tags");
                    self.diagnostics.push(
                        Diagnostic::error(Code::NoTag, message)
                            .help("use a `readme.md` as the input, or remove the tag"),
                    );
                }
                paths.into_iter().map(|path| (path, None)).collect()
            }
        };
        for (path, by) in &inputs {
            self.want(path.clone(), *by, Role::Input);
        }
        while let Some(wanted) = self.queue.pop() {
            self.read_document(wanted);
        }
        // The order in which inputs are named must not show in what is made of them.
        inputs.sort();
        inputs.dedup_by(|one, other| one.0 == other.0);
        self.ignore_other_files(&mut inputs);
        let files = inputs.iter().filter_map(|(path, _)| self.documents.by_path.get(path));
        self.documents.inputs = files.copied().collect();
    }

    /// Sets the root, and gives the inputs' paths from it.
    fn find_root(&mut self, input: &Input) -> Option<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for path in &input.paths {
            match self.files.canonical(path) {
                Ok(path) => paths.push(path),
                Err(error) => self.diagnostics.push(unreadable(path, &error)),
            }
        }
        if input.paths.is_empty() {
            self.diagnostics.push(
                Diagnostic::error(Code::NoInput, "there is no input")
                    .help("specify a description file, or a package's `readme.md`"),
            );
        }
        self.root = match &input.root {
            Some(root) => self.files.canonical(root).unwrap_or_else(|_| root.clone()),
            None => root_of(&paths)?,
        };
        let mut inside = Vec::new();
        for path in paths {
            match path.strip_prefix(&self.root) {
                Ok(path) => inside.push(path.to_owned()),
                Err(_) => self.diagnostics.push(Diagnostic::error(
                    Code::OutsideRoot,
                    format!("the input {} is not inside the root {}", path.display(), self.root.display()),
                )),
            }
        }
        (!inside.is_empty()).then_some(inside)
    }

    fn read_readme(&mut self, path: &Path, tag: Option<&str>) -> Vec<(PathBuf, Option<Location>)> {
        let file = match self.read_source(path, None) {
            Ok(file) => file,
            Err(finding) => {
                self.diagnostics.push(finding);
                return Vec::new();
            }
        };
        match readme::read(self.documents.sources.text(file), file, tag) {
            Ok(package) => {
                self.documents.tag = package.tag;
                self.documents.title = package.title;
                let inputs = package.inputs.into_iter();
                let inputs =
                    inputs.map(|(input, location)| (self.documents.sources.beside(file, &input), Some(location)));
                inputs.collect()
            }
            Err(finding) => {
                self.diagnostics.push(finding);
                Vec::new()
            }
        }
    }

    /// Inputs of a `readme.md` that are no descriptions are left out, if there are others. If there are none, each is an
    /// error, here or where descriptions are read.
    fn ignore_other_files(&mut self, inputs: &mut Vec<(PathBuf, Option<Location>)>) {
        let other_files = std::mem::take(&mut self.other_files);
        if other_files.len() == inputs.len() {
            other_files
                .into_iter()
                .filter_map(|(_, finding)| finding)
                .for_each(|finding| self.diagnostics.push(finding));
            return;
        }
        for (path, by) in inputs.iter().filter(|(path, _)| other_files.iter().any(|(other, _)| other == path)) {
            let message = format!("ignoring `{}`: it is not an OpenAPI description", path.display());
            let finding = Diagnostic::warning(Code::NotADescription, message).help("remove it from `input-file`");
            self.diagnostics.push(Diagnostic { location: *by, ..finding });
        }
        inputs.retain(|(path, _)| !other_files.iter().any(|(other, _)| other == path));
    }

    fn want(&mut self, path: PathBuf, by: Option<Location>, role: Role) {
        let queued = self.queue.iter_mut().find(|wanted| wanted.path == path);
        match queued {
            Some(queued) if queued.role == Role::Far => queued.role = role,
            Some(_) => {}
            None if self.documents.by_path.contains_key(&path) => {}
            None => self.queue.push(Wanted { path, by, role }),
        }
    }

    fn read_document(&mut self, wanted: Wanted) {
        match self.parse_document(&wanted) {
            Ok((file, node)) => {
                if wanted.role == Role::Data {
                    self.documents.data.insert(file);
                } else {
                    let root = Cursor { file, node: &node };
                    let is_not_a_description = wanted.is_of_readme() && !self.dialect.is_description(root);
                    self.other_files.extend(is_not_a_description.then(|| (wanted.path.clone(), None)));
                    // Descriptions may still refer to what it defines.
                    self.want_references(root, if is_not_a_description { Role::Far } else { wanted.role });
                }
                let is_data = wanted.role == Role::Data;
                self.documents.nodes.insert(file, node);
                if !is_data {
                    self.documents.index(file);
                }
            }
            Err(finding) if wanted.role == Role::Far => {
                self.documents.unread.insert(wanted.path, finding);
            }
            Err(finding) if wanted.is_of_readme() && !wanted.is_named_as_data() && self.was_read(&wanted.path) => {
                self.other_files.push((wanted.path, Some(finding)));
            }
            // An example that cannot be read is no reason to read nothing.
            Err(finding) if wanted.role == Role::Data && finding.code != Code::OutsideRoot => {
                let finding = Diagnostic { severity: Severity::Warning, code: Code::UnreadableExample, ..finding };
                self.diagnostics.push(finding);
            }
            Err(finding) => {
                // Whatever refers to it has this error, and no other.
                self.documents.unread.insert(wanted.path, finding.clone());
                self.diagnostics.push(finding);
            }
        }
    }

    fn was_read(&self, path: &Path) -> bool {
        self.documents.by_path.contains_key(path)
    }

    fn parse_document(&mut self, wanted: &Wanted) -> Result<(FileId, Node), Diagnostic> {
        let file = self.read_source(&wanted.path, wanted.by)?;
        let text = self.documents.sources.text(file);
        let node = match wanted.path.extension().and_then(|ext| ext.to_str()) {
            Some("yaml" | "yml") => yaml::parse(text, file)?,
            _ => json::parse(text, file, self.diagnostics)?,
        };
        Ok((file, node))
    }

    /// Reads a file that is inside the root.
    fn read_source(&mut self, path: &Path, by: Option<Location>) -> Result<FileId, Diagnostic> {
        let at = |finding: Diagnostic| match by {
            Some(location) => finding.at(location),
            None => finding,
        };
        let full = self.root.join(path);
        let outside = || {
            let message = format!("`{}` is outside the input's root", path.display());
            at(Diagnostic::error(Code::OutsideRoot, message))
                .help(format!("only files in {} are read; specify a higher folder with `--root`", self.root.display()))
        };
        if path.components().next() == Some(std::path::Component::ParentDir) {
            return Err(outside());
        }
        let bytes = match self.files.canonical(&full) {
            Ok(real) if !real.starts_with(&self.root) => return Err(outside()),
            Ok(real) => self.files.read(&real),
            Err(error) => Err(error),
        };
        let bytes = bytes.map_err(|error| at(unreadable(path, &error)))?;
        let text = text_of(path, bytes).map_err(at)?;
        let file = self.documents.sources.add(path, text);
        self.documents.by_path.insert(path.to_owned(), file);
        Ok(file)
    }

    fn want_references(&mut self, root: Cursor<'_>, role: Role) {
        for reference in self.dialect.references(root, role == Role::Input) {
            let location = reference.at.location();
            match reference::parse(reference.text) {
                Ok(target) => {
                    let Some(path) = target.file else { continue };
                    let path = self.documents.sources.beside(root.file, &path);
                    let role = match role {
                        _ if reference.to_data => Role::Data,
                        Role::Input => Role::Near,
                        _ => Role::Far,
                    };
                    self.want(path, Some(location), role);
                }
                // Elsewhere it is an error where something needs it.
                Err(message) if role == Role::Input => self.diagnostics.push(refused(message, location)),
                Err(_) => {}
            }
        }
    }
}

/// A reference to what is not read.
fn refused(message: String, location: Location) -> Diagnostic {
    Diagnostic::error(Code::UnresolvedReference, message)
        .at(location)
        .help("refer to a file inside the root, by a relative path")
}

/// A setting with a location where null cannot be allowed.
pub fn not_nullable(text: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::NoSuchPlace, format!("null cannot be allowed at `{text}`: {reason}"))
        .help("name a schema, such as `file.json#/definitions/Series/properties/values/items`")
}

/// Whether a path is that of a `readme.md`, and not of a description.
pub fn is_readme(path: &Path) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("md"))
}

/// A name as it is written in a JSON pointer (RFC 6901).
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A file or folder that cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let code = if error.kind() == std::io::ErrorKind::NotFound { Code::MissingFile } else { Code::UnreadableFile };
    Diagnostic::error(code, format!("cannot read `{}`: {error}", path.display()))
        .help("check the path; a partial checkout may lack the file")
}

/// The text of a file.
///
/// # Errors
///
/// A finding where it is not UTF-8, or too long for a [`Location`].
pub fn text_of(path: &Path, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let text = String::from_utf8(bytes).ok().filter(|text| u32::try_from(text.len()).is_ok());
    text.ok_or_else(|| {
        let message = format!("`{}` is not UTF-8 text of under 4 GiB", path.display());
        Diagnostic::error(Code::NotText, message).help("save the file as UTF-8")
    })
}

fn root_of(paths: &[PathBuf]) -> Option<PathBuf> {
    let folder = paths.first()?.parent()?;
    let specification =
        folder.ancestors().find(|ancestor| ancestor.file_name().is_some_and(|name| name == "specification"));
    if let Some(root) = specification {
        return Some(root.to_owned());
    }
    let shared = folder.ancestors().find(|ancestor| paths.iter().all(|path| path.starts_with(ancestor)));
    shared.map(Path::to_owned)
}
