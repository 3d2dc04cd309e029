//! Hostile texts in any places of a description, of a `readme.md`, of settings and of the names of files; and harmless ones
//! in the same places of its twin, which make the same names.

use super::{
    case::Case,
    random::Random,
    seeds::{Seed, Seeds},
    targets,
    tree::{Place, Tree, in_json},
    twin::{self, Shapes, differences, faults},
    words,
};
use armrest::{
    Outcome, diagnostics::Diagnostics, generate, load::Input, plan::Settings, project::Project, sources::Sources,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// What a hostile text stands between: a case has it so that both twins are made from it, and change alike when it is
/// made smaller.
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// A description with hostile texts in some of its places.
pub(super) fn make(seeds: &Seeds, random: &mut Random) -> Case {
    let Some(seed) = seeds.any(random) else { return Case::default() };
    let mut seed = seed.clone();
    let known = words_of(&seed);
    let is_free = |(word, kind): &(&&str, &Kind)| **kind != Kind::Keyword && !word.is_empty() && !is_number(word);
    let words: Vec<(&str, Kind)> = known.iter().filter(is_free).map(|(word, kind)| (*word, *kind)).collect();
    let count = if random.once_in(6) { 5 + random.below(30) } else { 1 + random.below(4) };
    let mut marked = BTreeMap::new();
    let mut made = BTreeSet::new();
    for _ in 0..count {
        let Some((word, kind)) = random.of_these(&words) else { break };
        let other = with_mark(word, *kind, random);
        // Two words stay two.
        let twins = [with_marks(&other, str::to_owned, str::to_owned), with_marks(&other, str::to_owned, harmless)];
        if !twins.iter().any(|twin| known.contains_key(twin.as_str()) || made.contains(twin)) {
            made.extend(twins);
            marked.insert((*word).to_owned(), other);
        }
    }
    for tree in seed.trees.values_mut() {
        rename(tree, &marked);
    }
    if random.once_in(6) {
        rename_example(&mut seed, random);
    }
    let files = seed.trees.iter().map(|(name, tree)| (name.clone(), tree.json()));
    let mut case = Case { files: files.collect(), inputs: seed.inputs, ..Case::default() };
    match random.below(8) {
        0 => add_readme(&mut case, random),
        1 => add_settings(&mut case, random),
        _ => {}
    }
    case
}

/// What a text may be.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Kind {
    Any,
    /// A part of a URL, in which some characters begin another part.
    Url,
    /// It has a meaning of its own somewhere.
    Keyword,
}

/// The names and texts of a description, and what each may be wherever it is.
fn words_of(seed: &Seed) -> BTreeMap<&str, Kind> {
    let mut words = BTreeMap::new();
    for (name, tree) in &seed.trees {
        let role = if name.contains("examples/") { Role::Example } else { Role::Value("") };
        sort_words(tree, role, &mut |word, kind| {
            let known = words.entry(word).or_insert(kind);
            *known = kind.max(*known);
        });
    }
    words
}

/// Whether a text may be read as a number or a boolean, where one is expected.
fn is_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text.trim()).is_ok_and(|value| value.is_number() || value.is_boolean())
}

/// What a value is.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Role<'t> {
    /// A value of a keyword.
    Value(&'t str),
    /// What a keyword has by names of the description's own.
    Names,
    /// An example of requests and responses, its responses, and one of them.
    Example,
    Responses,
    Response,
    /// A value of the service's, with names of its own.
    Any,
}

/// Keywords whose values have names of the description's own.
const NAMES: &[&str] = &[
    "definitions",
    "headers",
    "parameters",
    "paths",
    "properties",
    "responses",
    "scopes",
    "securityDefinitions",
    "x-ms-examples",
    "x-ms-paths",
];

/// Keywords whose values are texts that may be any.
const TEXTS: &[&str] = &[
    "default",
    "description",
    "discriminator",
    "email",
    "enum",
    "example",
    "itemName",
    "name",
    "namespace",
    "nextLinkName",
    "operationId",
    "operationName",
    "pattern",
    "prefix",
    "required",
    "security",
    "summary",
    "tags",
    "termsOfService",
    "title",
    "url",
    "value",
    "version",
    "x-ms-client-default",
    "x-ms-client-name",
    "x-ms-discriminator-value",
    "x-ms-header-collection-prefix",
    "x-ms-summary",
    "x-ms-text",
];

/// Calls `visit` with each name and text, and what it may be.
fn sort_words<'t>(tree: &'t Tree, role: Role<'t>, visit: &mut dyn FnMut(&'t str, Kind)) {
    let any_if = |is_free| if is_free { Kind::Any } else { Kind::Keyword };
    match tree {
        Tree::Bare(_) => {}
        Tree::Text(text) => visit(
            text,
            match role {
                Role::Value("basePath" | "host") => Kind::Url,
                Role::Value(keyword) => any_if(TEXTS.contains(&keyword)),
                Role::Names | Role::Any => Kind::Any,
                Role::Example | Role::Responses | Role::Response => Kind::Keyword,
            },
        ),
        Tree::List(items) => items.iter().for_each(|item| sort_words(item, role, visit)),
        Tree::Object(entries) => {
            for (name, value) in entries {
                let is_status = name.starts_with(|first: char| first.is_ascii_digit()) || name == "default";
                let (is_free, inner) = match (role, name.as_str()) {
                    (Role::Any, _) => (true, Role::Any),
                    (Role::Names, _) if matches!(value, Tree::Text(_)) => (true, Role::Any),
                    (Role::Names, _) => (!(is_status || name.starts_with("x-ms-")), Role::Value("")),
                    (Role::Value("security"), _) => (true, role),
                    (Role::Value(_), "default" | "example") => (false, Role::Any),
                    (Role::Value(_), known) if NAMES.contains(&known) && !matches!(value, Tree::List(_)) => {
                        (false, Role::Names)
                    }
                    (Role::Value(_), "examples") => (false, Role::Any),
                    (Role::Value(_), keyword) => (false, Role::Value(keyword)),
                    (Role::Example, "parameters") => (false, Role::Any),
                    (Role::Example, "responses") => (false, Role::Responses),
                    (Role::Example, _) => (false, Role::Any),
                    (Role::Responses, _) => (false, Role::Response),
                    (Role::Response, _) => (false, Role::Any),
                };
                let is_path = role == Role::Names && name.starts_with('/');
                visit(name, if is_path { Kind::Url } else { any_if(is_free) });
                sort_words(value, inner, visit);
            }
        }
    }
}

/// A word with a hostile text in it, or instead of it.
fn with_mark(word: &str, kind: Kind, random: &mut Random) -> String {
    let mut text = hostile(random);
    let at = if kind == Kind::Url {
        text.retain(|one| !"/{}?#=&".contains(one));
        if word.starts_with('/') && random.once_in(2) { 1 } else { word.len() }
    } else {
        let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
        ends.clone().nth(random.below(ends.count())).unwrap_or_default()
    };
    let text = mark(&text);
    if random.once_in(12) && kind == Kind::Any { text } else { format!("{}{text}{}", &word[..at], &word[at..]) }
}

fn mark(text: &str) -> String {
    format!("{}{text}{}", MARKS[0], MARKS[1])
}

/// A text that is not harmless, or two of them.
fn hostile(random: &mut Random) -> String {
    let one = |random: &mut Random| {
        let texts = if random.once_in(3) { words::HOSTILE } else { twin::HOSTILE };
        random.text(texts)
    };
    loop {
        let mut text = one(random).to_owned();
        if random.once_in(4) {
            text.push_str(one(random));
        }
        if harmless(&text) != text && !is_number(&text) {
            return text;
        }
    }
}

/// A text without what could be hostile in it, which is the same words to whoever makes a name of it.
fn harmless(text: &str) -> String {
    text.chars().map(|one| if is_of_word(one) { one } else { '-' }).collect()
}

fn is_of_word(one: char) -> bool {
    one.is_alphanumeric() || "_.\u{301}".contains(one)
}

/// Puts marked words in the places of words: as names and texts, in references and in the parameters of paths.
fn rename(tree: &mut Tree, marked: &BTreeMap<String, String>) {
    tree.rewrite("", &|place, word| match place {
        Place::Value("$ref") => Some(renamed_reference(word, marked)),
        Place::Value("hostTemplate") => Some(with_parameters(word, marked)),
        Place::Name if word.starts_with('/') => {
            Some(with_parameters(marked.get(word).map_or(word, String::as_str), marked))
        }
        _ => marked.get(word).cloned(),
    });
}

/// A path in which the marked parameters are.
fn with_parameters(path: &str, marked: &BTreeMap<String, String>) -> String {
    let mut parts = path.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').map_or((part, None), |(name, rest)| (name, Some(rest)));
        text.push('{');
        text.push_str(marked.get(name).map_or(name, String::as_str));
        text.extend(rest.map(|rest| format!("}}{rest}")));
    }
    text
}

fn renamed_reference(reference: &str, marked: &BTreeMap<String, String>) -> String {
    let Some((file, pointer)) = reference.split_once('#') else { return reference.to_owned() };
    let step = |step: &str| {
        let name = percent_encoding::percent_decode_str(step).decode_utf8_lossy().replace("~1", "/").replace("~0", "~");
        let other = marked.get(&name).map(|other| with_marks(other, in_reference, mark));
        other.unwrap_or_else(|| step.to_owned())
    };
    format!("{file}#{}", pointer.split('/').map(step).collect::<Vec<_>>().join("/"))
}

/// What is in a reference as it is: all else of a name is encoded.
const IN_REFERENCE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

fn in_reference(text: &str) -> String {
    utf8_percent_encode(&text.replace('~', "~0").replace('/', "~1"), IN_REFERENCE).to_string()
}

/// Renames the file of an example.
fn rename_example(seed: &mut Seed, random: &mut Random) {
    let names: Vec<String> = seed.trees.keys().filter(|name| name.contains("examples/")).cloned().collect();
    let Some(name) = random.of_these(&names) else { return };
    let mut text = hostile(random);
    text.retain(|one| !"/\\\0".contains(one));
    let old = name.rsplit('/').next().unwrap_or(name);
    let new = format!("{}{old}", mark(&text));
    for tree in seed.trees.values_mut() {
        tree.rewrite("", &|place, word| {
            let folder = word.strip_suffix(old).filter(|folder| folder.is_empty() || folder.ends_with('/'))?;
            (place == Place::Value("$ref")).then(|| format!("{folder}{new}"))
        });
    }
    if let Some(tree) = seed.trees.remove(name) {
        seed.trees.insert(format!("{}{new}", name.strip_suffix(old).unwrap_or_default()), tree);
    }
}

/// The texts in a `readme.md`.
fn add_readme(case: &mut Case, random: &mut Random) {
    let inputs: String = case.inputs.iter().map(|input| format!("- {input}\n")).collect();
    let title = mark(&hostile(random));
    let in_yaml = in_strings(&mark(&hostile(random)));
    let text = format!(
        "# Texts{title}\n\n``` yaml\ntitle: \"Some{in_yaml}\"\ntag: a\n```\n\n``` yaml $(tag) == \
         'a'\ninput-file:\n{inputs}```\n"
    );
    case.files.insert("readme.md".to_owned(), text);
    case.inputs = vec!["readme.md".to_owned()];
}

/// The texts in an `armrest.toml`.
fn add_settings(case: &mut Case, random: &mut Random) {
    let mut text = "[[crate]]\nname = \"a-b\"\nout = \"out\"\n".to_owned();
    let inputs: Vec<String> = case.inputs.iter().map(|input| format!("\"{input}\"")).collect();
    text.push_str(&format!("inputs = [{}]\ntests = true\n", inputs.join(", ")));
    for setting in TEXT_SETTINGS {
        if random.once_in(4) {
            text.push_str(&setting.replace('X', &in_strings(&mark(&hostile(random)))));
            text.push('\n');
        }
    }
    case.files.insert(SETTINGS_FILE.to_owned(), text);
}

const SETTINGS_FILE: &str = "armrest.toml";

/// Settings that are texts: `X` is any.
const TEXT_SETTINGS: &[&str] = &[
    "title = \"SomeX\"",
    "token-scope = \"https://texts.example/X\"",
    "package.version = \"1.0.0-aX\"",
    "package.license = \"MITX\"",
    "package.description = \"A crateX.\"",
    "package.repository = \"https://texts.example/X\"",
    "package.homepage = \"https://texts.example/X\"",
    "package.authors = [\"AX\", \"B\"]",
    "package.keywords = [\"aX\"]",
    "package.categories = [\"aX\"]",
];

/// A text as it is in a string of JSON, of YAML and of TOML.
fn in_strings(text: &str) -> String {
    ascii(&in_json(text))
}

/// JSON in which all that may not be in a YAML file as it is, is escaped.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for one in json.chars() {
        match u32::from(one) {
            code @ (0x7f..=0xffff) if !MARKS.contains(&one) => text.push_str(&format!("\\u{code:04x}")),
            _ => text.push(one),
        }
    }
    text
}

/// A text with something done to what is between marks, and something else to all around it.
fn with_marks(text: &str, around: impl Fn(&str) -> String, between: impl Fn(&str) -> String) -> String {
    let mut parts = text.split(MARKS[0]);
    let mut whole = parts.next().map(&around).unwrap_or_default();
    for part in parts {
        let (own, rest) = part.split_once(MARKS[1]).unwrap_or((part, ""));
        whole.push_str(&between(own));
        whole.push_str(&around(rest));
    }
    whole
}

/// One of the twins of a case: with what is between the marks, or with what is harmless.
fn filled(case: &Case, own: fn(&str) -> String) -> Case {
    let plain = |text: &str| with_marks(text, str::to_owned, own);
    let files = case.files.iter().map(|(name, text)| {
        let is_document = [".json", ".yaml"].iter().any(|end| name.ends_with(end));
        let text = match Tree::parse(name, text).filter(|_| is_document) {
            Some(mut tree) => {
                tree.rewrite("", &|place, word| {
                    let in_place = |text: &str| match place {
                        Place::Value("$ref") => in_reference(&own(text)),
                        _ => own(text),
                    };
                    word.contains(MARKS[0]).then(|| with_marks(word, str::to_owned, in_place))
                });
                ascii(&tree.json())
            }
            None => {
                // Texts of settings are strings, in which what is hostile is written down in its language.
                let unquoted = |text: &str| serde_json::from_str(&format!("\"{text}\"")).unwrap_or(text.to_owned());
                let in_settings = |text: &str| in_strings(&own(&unquoted(text)));
                let is_settings = name == SETTINGS_FILE;
                if is_settings { with_marks(text, str::to_owned, in_settings) } else { plain(text) }
            }
        };
        (plain(name), text)
    });
    Case { files: files.collect(), ..case.clone() }
}

/// Generates a case, as its settings say if it has some.
fn generated(case: &Case) -> Option<Outcome> {
    let files = case.memory();
    let folder = case.folder();
    let (input, settings): (Input, Settings) = if case.files.contains_key(SETTINGS_FILE) {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let project = Project::read(&folder.join(SETTINGS_FILE), &files, &mut sources, &mut diagnostics).ok()?;
        let own = project.crates.first()?;
        (own.input(folder), Settings { runtime: None, ..own.settings(folder, None, &files).ok()? })
    } else {
        (case.input(), targets::settings(case))
    };
    Some(generate(&input, &settings, &files))
}

/// Whether the twins are alike. What is found in only one of them leaves something out or adds something, and says so: such
/// twins are not compared.
pub(super) fn run(case: &Case, _: &Path) -> Result<bool, String> {
    let Some(hostile) = generated(&filled(case, str::to_owned)) else { return Ok(false) };
    let twin = generated(&filled(case, harmless));
    let of_twin = twin.as_ref().and_then(|twin| twin.files.as_deref()).unwrap_or_default();
    let known: BTreeSet<&str> = of_twin.iter().map(|file| file.text.as_str()).collect();
    if let Some(fault) = faults(&hostile, &known).into_iter().next() {
        return Err(fault);
    }
    let (Some(files), Some(twin)) = (&hostile.files, &twin) else { return Ok(false) };
    if of_twin.is_empty() || codes(&hostile) != codes(twin) {
        return Ok(false);
    }
    differences(files, of_twin, &mut Shapes::default())?.into_iter().next().map_or(Ok(true), Err)
}

fn codes(outcome: &Outcome) -> Vec<String> {
    let mut codes: Vec<String> = outcome.diagnostics.iter().map(|finding| finding.code.to_string()).collect();
    codes.sort();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESCRIPTION: &str = r##"{"swagger":"2.0","paths":{"/a/{id}":{"get":{"operationId":"Get","parameters":[{"name":"id","in":"path"}],"responses":{"200":{"schema":{"$ref":"#/definitions/A~1B"}}}}}},"definitions":{"A/B":{"required":["size"],"properties":{"size":{"type":"string"},"type":{}}}}}"##;

    #[test]
    fn a_word_is_renamed_wherever_it_is() {
        let mut tree = Tree::parse("a.json", DESCRIPTION).expect("JSON");
        let marked = ["id", "A/B", "size"].map(|word| (word.to_owned(), format!("{word}{}", mark("~/\"x"))));
        rename(&mut tree, &marked.into());
        let files = [("a.json".to_owned(), tree.json())];
        let case = Case { files: files.into(), ..Case::default() };
        let text = |own: fn(&str) -> String| filled(&case, own).files["a.json"].clone();
        let names = DESCRIPTION.replace("\"id\"", r#""id~/\"x""#).replace("{id}", r#"{id~/\"x}"#);
        let names = names.replace("\"size\"", r#""size~/\"x""#).replace("\"A/B\"", r#""A/B~/\"x""#);
        assert_eq!(text(str::to_owned), names.replace("A~1B", "A~1B~0~1%22x"));
        assert_eq!(text(harmless), text(str::to_owned).replace("~0~1%22", "---").replace(r#"~/\""#, "---"));
    }

    #[test]
    fn what_is_a_keyword_anywhere_is_none_of_the_words() {
        let tree = Tree::parse("a.json", DESCRIPTION).expect("JSON");
        let seed = Seed { trees: [("a.json".to_owned(), tree)].into(), ..Seed::default() };
        let words = words_of(&seed);
        let of_kind = |kind| words.iter().filter(|(_, own)| **own == kind).map(|(word, _)| *word).collect::<Vec<_>>();
        assert_eq!(of_kind(Kind::Any), ["A/B", "Get", "id", "size"]);
        assert_eq!(of_kind(Kind::Url), ["/a/{id}"]);
        assert!(words["type"] == Kind::Keyword && words["200"] == Kind::Keyword);
    }
}
