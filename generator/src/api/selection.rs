//! Some of an API's operations, as a caller asks for them.

use super::{Api, Operation, TypeId};
use crate::diagnostics::{Diagnostic, Diagnostics, ErrorReported};
use armrest_documents::near;
use globset::{GlobBuilder, GlobMatcher};
use std::collections::{BTreeSet, HashSet};

/// Which operations a caller wants: those that a pattern of `include` matches, or all where there is none, without those
/// that a pattern of `exclude` matches.
///
/// A pattern is a glob, and is compared with each operation's id, group, tags and path. Case does not matter. In a
/// pattern that begins with `/`, braces are those of the path's parameters, and `*` stops at a `/`; `**` does not.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Filter {
    /// What is wanted.
    pub include: Vec<String>,
    /// What is not.
    pub exclude: Vec<String>,
}

impl Filter {
    /// Whether it leaves nothing out.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }
}

/// Operations of an API, and the types that they need.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    api: &'a Api,
    operations: HashSet<&'a str>,
    types: BTreeSet<&'a TypeId>,
}

impl<'a> Selection<'a> {
    fn new(api: &'a Api, operations: Vec<&'a Operation>) -> Self {
        let types = api.reached(operations.iter().copied());
        Self { api, operations: operations.into_iter().map(|own| own.source.as_str()).collect(), types }
    }

    /// All operations.
    pub fn all(api: &'a Api) -> Self {
        Self::new(api, api.operations.iter().collect())
    }

    /// Whether an operation is one of them.
    pub fn has(&self, operation: &Operation) -> bool {
        self.operations.contains(operation.source.as_str())
    }

    /// Whether one of them needs a type.
    pub fn has_type(&self, id: &TypeId) -> bool {
        self.types.contains(id)
    }

    /// The operations, in the order of the API.
    pub fn operations(&self) -> impl Iterator<Item = &'a Operation> {
        self.api.operations.iter().filter(|own| self.has(own))
    }

    /// The operations that are left out.
    pub fn others(&self) -> impl Iterator<Item = &'a Operation> {
        self.api.operations.iter().filter(|own| !self.has(own))
    }
}

impl Api {
    /// The operations that a filter selects.
    ///
    /// # Errors
    ///
    /// [`ErrorReported`] where a pattern is no glob or matches no operation, or where nothing is left.
    pub fn select(&self, filter: &Filter, diagnostics: &mut Diagnostics) -> Result<Selection<'_>, ErrorReported> {
        if filter.is_empty() {
            return Ok(Selection::all(self));
        }
        let mut matches = |patterns: &[String]| {
            let found = patterns.iter().map(|pattern| self.matching(pattern));
            let found = found.filter_map(|found| found.map_err(|finding| diagnostics.push(finding)).ok());
            found.flatten().map(|operation| operation.source.as_str()).collect::<HashSet<_>>()
        };
        let (wanted, unwanted) = (matches(&filter.include), matches(&filter.exclude));
        let selected = self.operations.iter().filter(|operation| {
            let source = operation.source.as_str();
            (filter.include.is_empty() || wanted.contains(source)) && !unwanted.contains(source)
        });
        let selected: Vec<&Operation> = selected.collect();
        diagnostics.finish(())?;
        if selected.is_empty() {
            let message = "the filter excludes all operations that it includes";
            diagnostics.push(Diagnostic::error("nothing-selected", message).help("exclude less, or include more"));
            return Err(ErrorReported);
        }
        Ok(Selection::new(self, selected))
    }

    /// The operations that a pattern matches: at least one.
    fn matching(&self, pattern: &str) -> Result<Vec<&Operation>, Diagnostic> {
        let glob = Pattern::new(pattern)?;
        let found: Vec<&Operation> = self.operations.iter().filter(|own| glob.matches(own)).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let is_path = pattern.starts_with('/');
        let names = self.operations.iter().flat_map(names).filter(|name| name.starts_with('/') == is_path);
        let wanted = pattern.replace(['*', '?'], "");
        let help = near::did_you_mean(wanted.trim_end_matches('_'), names).unwrap_or_else(|| {
            "a pattern is compared with operation ids, groups, tags and paths; `armrest list` shows them".to_owned()
        });
        Err(Diagnostic::error("unmatched-pattern", format!("no operation matches `{pattern}`")).help(help))
    }
}

/// All that a pattern is compared with.
fn names(operation: &Operation) -> impl Iterator<Item = &str> {
    let tags = operation.tags.iter().map(String::as_str);
    [operation.id.as_str(), operation.path.as_str()].into_iter().chain(operation.group.as_deref()).chain(tags)
}

/// A pattern of a filter.
struct Pattern<'p> {
    text: &'p str,
    glob: GlobMatcher,
}

impl<'p> Pattern<'p> {
    fn new(text: &'p str) -> Result<Self, Diagnostic> {
        let is_path = text.starts_with('/');
        let escaped = if is_path { text.replace('{', "[{]").replace('}', "[}]") } else { text.to_owned() };
        let mut builder = GlobBuilder::new(&escaped);
        builder.case_insensitive(true).literal_separator(is_path).backslash_escape(true);
        let glob = builder.build().map_err(|error| {
            let message = format!("`{text}` is not a pattern: {}", error.kind());
            Diagnostic::error("bad-pattern", message).help("a pattern is a glob, such as `BastionHosts_*`")
        })?;
        Ok(Self { text, glob: glob.compile_matcher() })
    }

    fn matches(&self, operation: &Operation) -> bool {
        let whole = format!("{}{}", operation.base_path, operation.path);
        // A name may have characters that a glob gives a meaning.
        let is_own = |name: &str| name.eq_ignore_ascii_case(self.text) || self.glob.is_match(name);
        names(operation).chain([whole.as_str()]).any(is_own)
    }
}
