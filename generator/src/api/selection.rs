//! Some of an API's operations, as a caller asks for them.

use super::{Api, Operation, TypeId};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported};
use armrest_documents::near;
use globset::{GlobBuilder, GlobMatcher};
use std::{
    borrow::Cow,
    collections::{BTreeSet, HashSet},
};

/// Which operations a caller wants: those that a pattern of `include` matches, or all where there is none, without those
/// that a pattern of `exclude` matches.
///
/// A pattern is a glob, and is compared with each operation's id, group, tags and path. Case does not matter. In a
/// pattern with a `/`, `*` stops at the next one, and `**` does not; if it begins with `/`, braces are those of the path's
/// parameters.
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

    /// An API of these alone. It has the types too that others are inside of, as these are named by them.
    pub fn api(&self) -> Api {
        let kept = self.api.reached_from(self.types.iter().copied(), |named| named.origin.owner());
        let types = self.api.types.iter().filter(|(id, _)| kept.contains(id));
        Api {
            operations: self.operations().cloned().collect(),
            types: types.map(|(id, named)| (id.clone(), named.clone())).collect(),
            ..self.api.clone()
        }
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
        let selected = filter.choose(&self.operations, "operation", names, diagnostics)?;
        Ok(Selection::new(self, selected))
    }
}

/// All that a pattern is compared with: an operation's id, group, tags and path, without and with its base.
fn names(operation: &Operation) -> Vec<Cow<'_, str>> {
    let tags = operation.tags.iter().map(String::as_str);
    let names = [operation.id.as_str(), operation.path.as_str()].into_iter().chain(operation.group.as_deref());
    let whole = (!operation.base_path.is_empty()).then(|| format!("{}{}", operation.base_path, operation.path));
    names.chain(tags).map(Cow::Borrowed).chain(whole.map(Cow::Owned)).collect()
}

impl Filter {
    /// The items that it selects by their names. `what` is what an item is called in messages.
    ///
    /// # Errors
    ///
    /// [`ErrorReported`] where a pattern is no glob or matches no item, or where nothing is left.
    pub(crate) fn choose<'i, T>(
        &self,
        items: &'i [T],
        what: &str,
        names: impl Fn(&'i T) -> Vec<Cow<'i, str>>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<&'i T>, ErrorReported> {
        if self.is_empty() {
            return Ok(items.iter().collect());
        }
        let named: Vec<(&T, Vec<Cow<'_, str>>)> = items.iter().map(|item| (item, names(item))).collect();
        let mut broken = false;
        let mut patterns = |texts: &[String]| {
            let patterns = texts.iter().map(|text| {
                let pattern = Pattern::new(text)?;
                let found = named.iter().any(|(_, names)| pattern.matches(names));
                if found { Ok(pattern) } else { Err(unmatched(text, what, named.iter().flat_map(|own| &own.1))) }
            });
            let patterns = patterns.map(|pattern| pattern.map_err(|finding| diagnostics.push(finding)));
            let (right, wrong): (Vec<_>, Vec<_>) = patterns.partition(Result::is_ok);
            broken |= !wrong.is_empty();
            right.into_iter().flatten().collect::<Vec<Pattern>>()
        };
        let (include, exclude) = (patterns(&self.include), patterns(&self.exclude));
        if broken {
            return Err(ErrorReported);
        }
        let any = |patterns: &[Pattern], names: &[Cow<'_, str>]| patterns.iter().any(|own| own.matches(names));
        let chosen =
            named.iter().filter(|(_, names)| (include.is_empty() || any(&include, names)) && !any(&exclude, names));
        let chosen: Vec<&T> = chosen.map(|(item, _)| *item).collect();
        if chosen.is_empty() {
            let message = format!("every {what} that `--include` selects is excluded");
            diagnostics.push(Diagnostic::error(Code::NothingSelected, message).help("exclude less, or include more"));
            return Err(ErrorReported);
        }
        Ok(chosen)
    }
}

/// What is said of a pattern that matches nothing.
fn unmatched<'n>(pattern: &str, what: &str, names: impl Iterator<Item = &'n Cow<'n, str>>) -> Diagnostic {
    let is_path = pattern.starts_with('/');
    let names = names.map(Cow::as_ref).filter(|name: &&str| name.starts_with('/') == is_path);
    let wanted = pattern.replace(['*', '?'], "");
    let help = near::did_you_mean(wanted.trim_end_matches('_'), names);
    let help = help.unwrap_or_else(|| format!("`armrest list` shows each {what}"));
    Diagnostic::error(Code::UnmatchedPattern, format!("no {what} matches `{pattern}`")).help(help)
}

/// How many characters a glob may have. The automaton of a much longer one is refused, by a panic.
const LONGEST: usize = 1_000;

/// Compiles a glob, which does not regard case; in a path, `*` stops at the next `/`. `Err` says why it is none.
pub(crate) fn glob(text: &str, is_path: bool) -> Result<GlobMatcher, String> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(format!("it has {length} characters, and at most {LONGEST} are supported"));
    }
    let mut builder = GlobBuilder::new(text);
    builder.case_insensitive(true).literal_separator(is_path).backslash_escape(true);
    builder.build().map(|glob| glob.compile_matcher()).map_err(|error| error.kind().to_string())
}

/// A pattern of a filter.
struct Pattern {
    text: String,
    glob: GlobMatcher,
}

impl Pattern {
    fn new(text: &str) -> Result<Self, Diagnostic> {
        let is_path = text.contains('/');
        let escaped =
            if text.starts_with('/') { text.replace('{', "[{]").replace('}', "[}]") } else { text.to_owned() };
        let glob = glob(&escaped, is_path).map_err(|reason| {
            let (start, more) = (text.chars().take(60).collect::<String>(), text.chars().count() > 60);
            let message = format!("`{start}{}` is not a pattern: {reason}", if more { "…" } else { "" });
            Diagnostic::error(Code::BadPattern, message).help("a pattern is a glob, such as `BastionHosts_*`")
        })?;
        Ok(Self { text: text.to_owned(), glob })
    }

    fn matches(&self, names: &[Cow<'_, str>]) -> bool {
        // A name may have characters that a glob gives a meaning.
        names.iter().any(|name| name.eq_ignore_ascii_case(&self.text) || self.glob.is_match(name.as_ref()))
    }
}
