//! A document as a tree that can be changed: entries in their order, and several with one name.

use armrest::{
    diagnostics::Diagnostics,
    disk::Memory,
    load::{Node, Value},
    sources::Sources,
};
use armrest_documents::load::{Cursor, Dialect, Input, Reference, load};

/// A value of JSON or YAML.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    /// What is printed as it is: null, a boolean, or a number of any size.
    Bare(String),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

/// A dialect in which nothing refers to anything: only the parser is at work.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoDialect;

impl Dialect for NoDialect {
    fn is_description(&self, _: Cursor<'_>) -> bool {
        true
    }

    fn references<'d>(&self, _: Cursor<'d>, _: bool) -> Vec<Reference<'d>> {
        Vec::new()
    }
}

impl From<&Node> for Tree {
    fn from(node: &Node) -> Self {
        match &node.value {
            Value::String(text) => Self::Text(text.to_string()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(entries) => {
                Self::Object(entries.iter().map(|entry| (entry.name.to_string(), Self::from(&entry.node))).collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Self::Bare(node.to_json().to_string()),
        }
    }
}

/// A step from a value to one in it: the number of an entry or item.
pub(super) type Path = Vec<usize>;

/// Where a word is in a document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place<'t> {
    /// It is a name.
    Name,
    /// It is a text, alone or in a list, that has this name.
    Value(&'t str),
}

impl Tree {
    /// Parses a document: YAML if its name says so, else JSON. None where it is neither.
    pub(super) fn parse(name: &str, text: &str) -> Option<Self> {
        let path = std::path::PathBuf::from(if name.ends_with("json") { "/d/a.json" } else { "/d/a.yaml" });
        let files = Memory([(path.clone(), text.to_owned())].into());
        let input = Input { paths: vec![path], ..Input::default() };
        let documents = load(&input, &NoDialect, &files, &mut Sources::default(), &mut Diagnostics::default()).ok()?;
        documents.root(*documents.inputs.first()?).map(|root| Self::from(root.node))
    }

    /// How many values there are, itself included.
    pub(super) fn count(&self) -> usize {
        1 + self.inside().map(Self::count).sum::<usize>()
    }

    fn inside(&self) -> impl Iterator<Item = &Self> {
        let (items, entries): (&[Self], &[(String, Self)]) = match self {
            Self::List(items) => (items, &[]),
            Self::Object(entries) => (&[], entries),
            _ => (&[], &[]),
        };
        items.iter().chain(entries.iter().map(|(_, value)| value))
    }

    /// How many values are directly in it.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::List(items) => items.len(),
            Self::Object(entries) => entries.len(),
            _ => 0,
        }
    }

    /// The path to a value by its number, in the order of the text.
    pub(super) fn path(&self, number: usize) -> Path {
        let mut path = Vec::new();
        let (mut here, mut left) = (self, number);
        while left > 0 {
            left -= 1;
            let mut next = None;
            for (index, inside) in here.inside().enumerate() {
                let count = inside.count();
                if left < count {
                    next = Some((index, inside));
                    break;
                }
                left -= count;
            }
            let Some((index, inside)) = next else { break };
            path.push(index);
            here = inside;
        }
        path
    }

    pub(super) fn at(&self, path: &[usize]) -> Option<&Self> {
        path.iter().try_fold(self, |here, index| here.inside().nth(*index))
    }

    pub(super) fn at_mut(&mut self, path: &[usize]) -> Option<&mut Self> {
        path.iter().try_fold(self, |here, index| match here {
            Self::List(items) => items.get_mut(*index),
            Self::Object(entries) => entries.get_mut(*index).map(|(_, value)| value),
            _ => None,
        })
    }

    /// The JSON pointer of a path, as a `$ref` has it.
    pub(super) fn pointer(&self, path: &[usize]) -> String {
        let mut pointer = "#".to_owned();
        let mut here = self;
        for index in path {
            pointer.push('/');
            match here {
                Self::Object(entries) => {
                    let name = entries.get(*index).map_or("", |(name, _)| name);
                    pointer.push_str(&name.replace('~', "~0").replace('/', "~1").replace('%', "%25"));
                }
                _ => pointer.push_str(&index.to_string()),
            }
            let Some(next) = here.inside().nth(*index) else { break };
            here = next;
        }
        pointer
    }

    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|(own, _)| own == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Calls `visit` with each value and, in an object, its name.
    pub(super) fn each<'t>(&'t self, visit: &mut dyn FnMut(Option<&'t str>, &'t Self)) {
        match self {
            Self::List(items) => items.iter().for_each(|item| {
                visit(None, item);
                item.each(visit);
            }),
            Self::Object(entries) => entries.iter().for_each(|(name, value)| {
                visit(Some(name), value);
                value.each(visit);
            }),
            _ => {}
        }
    }

    /// Replaces texts and names by what `other` has for them; `keyword` is the name of the value itself. A name is replaced
    /// after what it names.
    pub(super) fn rewrite(&mut self, keyword: &str, other: &dyn Fn(Place<'_>, &str) -> Option<String>) {
        match self {
            Self::Bare(_) => {}
            Self::Text(text) => {
                if let Some(other) = other(Place::Value(keyword), text) {
                    *text = other;
                }
            }
            Self::List(items) => items.iter_mut().for_each(|item| item.rewrite(keyword, other)),
            Self::Object(entries) => {
                for (name, value) in entries {
                    value.rewrite(name, other);
                    if let Some(other) = other(Place::Name, name) {
                        *name = other;
                    }
                }
            }
        }
    }

    /// It as JSON, in one line.
    pub(super) fn json(&self) -> String {
        let mut json = String::new();
        self.print(&mut json);
        json
    }

    fn print(&self, json: &mut String) {
        match self {
            Self::Bare(text) => json.push_str(text),
            Self::Text(text) => quote(text, json),
            Self::List(items) => {
                json.push('[');
                for (index, item) in items.iter().enumerate() {
                    json.push_str(if index > 0 { "," } else { "" });
                    item.print(json);
                }
                json.push(']');
            }
            Self::Object(entries) => {
                json.push('{');
                for (index, (name, value)) in entries.iter().enumerate() {
                    json.push_str(if index > 0 { "," } else { "" });
                    quote(name, json);
                    json.push(':');
                    value.print(json);
                }
                json.push('}');
            }
        }
    }

    /// It as YAML in blocks.
    pub(super) fn yaml(&self) -> String {
        let mut yaml = String::new();
        self.block(0, &mut yaml);
        yaml
    }

    fn block(&self, depth: usize, yaml: &mut String) {
        let indent = |yaml: &mut String| yaml.extend(std::iter::repeat_n(' ', depth));
        let value = |own: &Self, yaml: &mut String| {
            if own.len() == 0 {
                yaml.push(' ');
                own.print(yaml);
                yaml.push('\n');
            } else {
                yaml.push('\n');
                own.block(depth + 1, yaml);
            }
        };
        match self {
            Self::Object(entries) if !entries.is_empty() => entries.iter().for_each(|(name, own)| {
                indent(yaml);
                quote(name, yaml);
                yaml.push(':');
                value(own, yaml);
            }),
            Self::List(items) if !items.is_empty() => items.iter().for_each(|own| {
                indent(yaml);
                yaml.push('-');
                value(own, yaml);
            }),
            _ => {
                indent(yaml);
                self.print(yaml);
                yaml.push('\n');
            }
        }
    }
}

fn quote(text: &str, json: &mut String) {
    json.extend(["\"", &in_json(text), "\""]);
}

/// A text as it is in a string of JSON, without the quotes.
pub(super) fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

#[cfg(test)]
mod tests {
    use super::Tree;

    const TEXT: &str = r#"{"a":[1,{"b/c":null}],"d":"e\n","d":{}}"#;

    #[test]
    fn a_document_is_the_same_after_reading_and_printing() {
        let tree = Tree::parse("a.json", TEXT).expect("JSON");
        assert_eq!(tree.json(), TEXT);
        let one = Tree::parse("a.json", &TEXT.replace(r#","d":{}"#, "")).expect("JSON");
        assert_eq!(Tree::parse("a.yaml", &one.yaml()), Some(one.clone()), "{}", one.yaml());
        assert_eq!(Tree::parse("a.json", "{"), None);
    }

    #[test]
    fn every_value_has_a_number_a_path_and_a_pointer() {
        let tree = Tree::parse("a.json", TEXT).expect("JSON");
        assert_eq!(tree.count(), 7);
        let pointers: Vec<String> = (0..7).map(|number| tree.pointer(&tree.path(number))).collect();
        assert_eq!(pointers, ["#", "#/a", "#/a/0", "#/a/1", "#/a/1/b~1c", "#/d", "#/d"]);
        assert_eq!(tree.get("a").map(Tree::len), Some(2));
        assert_eq!(tree.at(&tree.path(2)), Some(&Tree::Bare("1".to_owned())));
    }
}
