//! Changes of descriptions: of their trees, which keeps most of them readable, and of their texts.

use super::{
    case::Case,
    random::Random,
    seeds::{Seed, Seeds},
    tree::Tree,
    words::{BARE, FENCES, HOSTILE, WORDS},
};
use std::collections::BTreeMap;

/// Long texts are made of this.
const LONG: usize = 20_000;

/// A description with some changes: `trees` of a seed, printed as files.
pub(super) fn description(seeds: &Seeds, random: &mut Random) -> Case {
    let Some(seed) = seeds.any(random) else { return Case::default() };
    let mut seed = seed.clone();
    if random.once_in(12)
        && let Some(other) = seeds.any(random)
    {
        join(&mut seed, other);
    }
    for _ in 0..changes(random) {
        change(&mut seed, seeds, random);
    }
    printed(seed, random)
}

/// How many changes: few, so that most of a description still means something.
fn changes(random: &mut Random) -> usize {
    match random.below(16) {
        0 => 0,
        1..6 => 1,
        6..10 => 2,
        10..13 => 3 + random.below(3),
        13..15 => 6 + random.below(10),
        _ => 20 + random.below(40),
    }
}

/// Adds the inputs of another seed.
fn join(seed: &mut Seed, other: &Seed) {
    for (name, tree) in &other.trees {
        seed.trees.entry(name.clone()).or_insert_with(|| tree.clone());
    }
    for input in &other.inputs {
        if !seed.inputs.contains(input) {
            seed.inputs.push(input.clone());
        }
    }
}

fn printed(seed: Seed, random: &mut Random) -> Case {
    let in_blocks = random.once_in(3);
    let texts = seed.trees.into_iter().map(|(name, tree)| {
        // JSON is YAML too, but of other events.
        let text = if name.ends_with("yaml") && in_blocks { tree.yaml() } else { tree.json() };
        (name, text)
    });
    let mut files: BTreeMap<String, String> = texts.collect();
    files.extend(seed.texts);
    Case { files, inputs: seed.inputs, ..Case::default() }
}

/// The files of a seed with a `readme.md` that names its inputs by tags.
pub(super) fn package(seeds: &Seeds, random: &mut Random) -> Case {
    let mut case = description(seeds, random);
    let mut text = if random.once_in(2) {
        let inputs: String = case.inputs.iter().map(|input| format!("- {input}\n")).collect();
        format!("# T\n\n``` yaml\ntag: a\n```\n\n``` yaml $(tag) == 'a'\ninput-file:\n{inputs}```\n")
    } else {
        let text = random.of_these(&seeds.readmes).cloned().unwrap_or_default();
        let input = case.inputs.first().cloned().unwrap_or_default();
        // What it names is there.
        let named = text.lines().filter_map(|line| line.trim().strip_prefix("- ")).map(str::to_owned);
        let named: Vec<String> = named.filter(|name| name.ends_with("json")).collect();
        named.iter().fold(text, |text, name| text.replace(name.as_str(), &input))
    };
    if !random.once_in(4) {
        text = changed_text(&text, &seeds.readmes, random);
    }
    if random.once_in(4) {
        case.tag = Some(random.text(&["a", "b", "", "package-2024-01", "1.0", "'"]).to_owned());
    }
    case.files.insert("readme.md".to_owned(), text);
    case.inputs = vec!["readme.md".to_owned()];
    case
}

/// Patterns of operations, of what a case has or may not have.
pub(super) fn filtered(mut case: Case, random: &mut Random) -> Case {
    let texts: Vec<&str> = case.files.values().flat_map(|text| text.split('"').skip(1).step_by(2)).collect();
    let named = texts.iter().zip(texts.iter().skip(1)).filter(|(name, _)| **name == "operationId");
    let ids: Vec<&str> = named.map(|(_, id)| *id).collect();
    let pattern = |random: &mut Random| {
        let word = random.of_these(&texts).map_or("*", |word| *word);
        match random.below(12) {
            0 => random
                .text(&["*", "**", "[", "{a,b}", "*_*", "/**", "\\", "[!a]*", "?", "", "{", "***/**", "[a-"])
                .to_owned(),
            1 => format!("{}*", word.chars().take(1 + random.below(6)).collect::<String>()),
            2 => format!("*{word}*"),
            3 => random.text(HOSTILE).to_owned(),
            4 => word.to_owned(),
            _ => random.of_these(&ids).map_or(word, |id| *id).to_owned(),
        }
    };
    let include: Vec<String> = (0..random.below(3)).map(|_| pattern(random)).collect();
    let exclude: Vec<String> = (0..random.below(2)).map(|_| pattern(random)).collect();
    case.include = include;
    case.exclude = exclude;
    case
}

/// Changes one value of one of the documents.
fn change(seed: &mut Seed, seeds: &Seeds, random: &mut Random) {
    let names: Vec<String> = seed.trees.keys().cloned().collect();
    // The input more often than what it refers to.
    let name = if random.once_in(4) { random.of_these(&names) } else { random.of_these(&seed.inputs) };
    let name = name.cloned().unwrap_or_default();
    let Some(tree) = seed.trees.get_mut(&name) else { return };
    change_tree(tree, &names, seeds, random);
}

/// Changes one value of a document.
pub(super) fn change_tree(tree: &mut Tree, files: &[String], seeds: &Seeds, random: &mut Random) {
    let count = tree.count();
    let path = tree.path(random.below(count));
    let elsewhere = tree.path(random.below(count));
    let pointer = tree.pointer(&elsewhere);
    let other = tree.at(&elsewhere).filter(|value| value.count() < 400).cloned();
    let other = other.unwrap_or_else(|| Tree::Bare("null".to_owned()));
    match random.below(20) {
        0 | 1 => replace(tree, &path, strange(random)),
        2 => replace(tree, &path, other),
        3 => {
            let value = random.of_these(&seeds.entries).map(|(_, value)| value.clone());
            replace(tree, &path, value.unwrap_or(other));
        }
        4 | 5 => in_owner(tree, &path, remove),
        6 => in_owner(tree, &path, |owner, index| repeat(owner, index, 1, random)),
        7 => {
            let here = tree.at(&path).cloned().unwrap_or_else(|| other.clone());
            // One inside the other would grow without end.
            if !path.starts_with(&elsewhere) && !elsewhere.starts_with(&path) {
                replace(tree, &path, other);
                replace(tree, &elsewhere, here);
            }
        }
        8 => {
            let name = any_name(seeds, random);
            in_owner(tree, &path, |owner, index| rename(owner, index, name));
        }
        9 => {
            let name = random.text(HOSTILE).to_owned();
            in_owner(tree, &path, |owner, index| rename(owner, index, name));
        }
        10..14 => insert(tree, &path, seeds, random),
        14 => replace(tree, &path, reference(pointer)),
        15 => replace(tree, &path, refer_anywhere(&pointer, files, random)),
        16 | 17 => {
            if let Some(Tree::Text(text)) = tree.at_mut(&path) {
                *text = changed_words(text, random);
            } else {
                insert(tree, &path, seeds, random);
            }
        }
        18 => {
            let inner = tree.at(&path).cloned().unwrap_or_else(|| other.clone());
            let depth = if random.once_in(8) { 20 + random.below(230) } else { 1 };
            replace(tree, &path, wrapped(inner, depth, &any_name(seeds, random), random));
        }
        _ => {
            let times = if random.once_in(40) { 200 } else { 2 + random.below(12) };
            in_owner(tree, &path, |owner, index| repeat(owner, index, times, random));
        }
    }
}

fn replace(tree: &mut Tree, path: &[usize], value: Tree) {
    if let Some(here) = tree.at_mut(path) {
        *here = value;
    }
}

/// Does something to what a value is in.
fn in_owner(tree: &mut Tree, path: &[usize], change: impl FnOnce(&mut Tree, usize)) {
    if let Some((index, owner)) = path.split_last()
        && let Some(owner) = tree.at_mut(owner)
    {
        change(owner, *index);
    }
}

pub(super) fn remove(owner: &mut Tree, index: usize) {
    match owner {
        Tree::List(items) if index < items.len() => drop(items.remove(index)),
        Tree::Object(entries) if index < entries.len() => drop(entries.remove(index)),
        _ => {}
    }
}

fn rename(owner: &mut Tree, index: usize, name: String) {
    if let Tree::Object(entries) = owner
        && let Some(entry) = entries.get_mut(index)
    {
        entry.0 = name;
    }
}

/// Repeats an entry or item some times: under its own name, or under names that are alike.
fn repeat(owner: &mut Tree, index: usize, times: usize, random: &mut Random) {
    let same = random.once_in(4);
    match owner {
        Tree::List(items) if index < items.len() => {
            let item = items[index].clone();
            if item.count() * times < 4000 {
                items.extend(std::iter::repeat_n(item, times));
            }
        }
        Tree::Object(entries) if index < entries.len() => {
            let (name, value) = entries[index].clone();
            if value.count() * times < 4000 {
                let mark = random.text(&["", "_", "-", " ", ".", "A", "é", "²"]);
                let named = |number| if same { name.clone() } else { format!("{name}{mark}{number}") };
                entries.extend((0..times).map(|number| (named(number), value.clone())));
            }
        }
        _ => {}
    }
}

/// Puts a keyword of the format into an object, with a value that it has elsewhere, or another one.
fn insert(tree: &mut Tree, path: &[usize], seeds: &Seeds, random: &mut Random) {
    let Some((name, value)) = random.of_these(&seeds.entries).cloned() else { return };
    let value = if random.once_in(5) { strange(random) } else { value };
    match tree.at_mut(path) {
        Some(Tree::Object(entries)) => {
            let known = entries.iter_mut().find(|(own, _)| *own == name);
            match known {
                Some((_, own)) => *own = value,
                None => entries.insert(random.below(entries.len() + 1), (name, value)),
            }
        }
        Some(Tree::List(items)) => items.insert(random.below(items.len() + 1), value),
        _ => in_owner(tree, path, |owner, index| {
            if let Tree::Object(entries) = owner {
                entries.insert(index, (name, value));
            }
        }),
    }
}

fn any_name(seeds: &Seeds, random: &mut Random) -> String {
    random.of_these(&seeds.entries).map_or_else(String::new, |(name, _)| name.clone())
}

fn reference(to: String) -> Tree {
    Tree::Object(vec![("$ref".to_owned(), Tree::Text(to))])
}

/// A reference to what may not be there, or may not be read.
fn refer_anywhere(pointer: &str, files: &[String], random: &mut Random) -> Tree {
    let file = random.of_these(files).map_or("", String::as_str);
    reference(match random.below(10) {
        0 => format!("{file}{pointer}"),
        1 => file.to_owned(),
        2 => format!("./{file}#/definitions/Nothing"),
        3 => "#".to_owned(),
        4 => "#/".to_owned(),
        5 => format!("{pointer}/"),
        6 => format!("../{file}{pointer}"),
        7 => pointer.replace('/', random.text(&["//", "\\", "%2f", "~1", "/~"])),
        8 => "readme.md".to_owned(),
        _ => random.text(HOSTILE).to_owned(),
    })
}

fn strange(random: &mut Random) -> Tree {
    match random.below(16) {
        0..6 => Tree::Bare(random.text(BARE).to_owned()),
        6 => Tree::List(Vec::new()),
        7 => Tree::Object(Vec::new()),
        8 => Tree::List(vec![strange(random)]),
        9 => Tree::List(vec![Tree::Text(random.text(WORDS).to_owned()), strange(random)]),
        10 => Tree::Object(vec![(random.text(HOSTILE).to_owned(), strange(random))]),
        11 if random.once_in(40) => Tree::Text(random.text(HOSTILE).repeat(LONG / 10)),
        12 | 13 => Tree::Text(random.text(WORDS).to_owned()),
        _ => Tree::Text(random.text(HOSTILE).to_owned()),
    }
}

fn wrapped(inner: Tree, depth: usize, name: &str, random: &mut Random) -> Tree {
    let in_list = random.once_in(2);
    let key = random.text(&["items", "additionalProperties", "schema", "properties", "allOf", name]).to_owned();
    (0..depth).fold(inner, |inner, _| match (in_list, key.as_str()) {
        (true, _) => Tree::List(vec![inner]),
        (_, "items") => Tree::Object(vec![("type".to_owned(), Tree::Text("array".to_owned())), (key.clone(), inner)]),
        (_, "allOf") => Tree::Object(vec![(key.clone(), Tree::List(vec![inner]))]),
        _ => Tree::Object(vec![(key.clone(), inner)]),
    })
}

/// A text in which something stands that was not there.
fn changed_words(text: &str, random: &mut Random) -> String {
    let at = boundary(text, random.below(text.len() + 1));
    match random.below(8) {
        0 => random.text(WORDS).to_owned(),
        1 => random.text(HOSTILE).to_owned(),
        2 => text[..at].to_owned(),
        3 => text[at..].to_owned(),
        4 => text.to_uppercase(),
        5 => text.repeat(2 + random.below(3)),
        _ => format!("{}{}{}", &text[..at], random.text(HOSTILE), &text[at..]),
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A text with some of its bytes or lines changed; `others` are texts of the same language.
pub(super) fn changed_text(text: &str, others: &[String], random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..1 + random.below(5) {
        text =
            if random.once_in(3) { changed_lines(&text, others, random) } else { changed_bytes(&text, others, random) };
    }
    text
}

fn changed_lines(text: &str, others: &[String], random: &mut Random) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = random.below(lines.len());
    let to = random.below(lines.len());
    if lines.is_empty() {
        return text.to_owned();
    }
    match random.below(6) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(to, lines[at]),
        2 => lines.swap(at, to),
        3 => lines.truncate(at + 1),
        4 => lines.insert(to, random.text(FENCES)),
        _ => {
            let other: Vec<&str> =
                random.of_these(others).map(|other| other.split_inclusive('\n').collect()).unwrap_or_default();
            let from = random.below(other.len());
            lines.splice(at..at, other.into_iter().skip(from).take(1 + random.below(8)));
        }
    }
    lines.concat()
}

fn changed_bytes(text: &str, others: &[String], random: &mut Random) -> String {
    let from = boundary(text, random.below(text.len() + 1));
    let to = boundary(text, (from + random.below(20)).min(text.len()));
    let (before, part, after) = (&text[..from], &text[from..to], &text[to..]);
    match random.below(8) {
        0 => format!("{before}{after}"),
        1 => format!("{before}{part}{part}{after}"),
        2 => format!("{before}{}{part}{after}", random.text(HOSTILE)),
        3 => format!("{before}{}{after}", random.text(BARE)),
        4 => before.to_owned(),
        5 => format!(
            "{before}{}{after}",
            random.text(&["{", "}", "[", "]", "\"", "'", ",", ":", "\n", " ", "\\u00", "\\ud800", "\t", "\u{feff}"])
        ),
        6 => {
            let depth = if random.once_in(400) { 30_000 } else { 1 + random.below(300) };
            format!(
                "{before}{}{part}{after}",
                random.text(&["[", "{\"a\":", "- ", "? ", "&a ", "!!x ", "> ", "  ", "a: "]).repeat(depth)
            )
        }
        _ => {
            let other = random.of_these(others).map_or("", String::as_str);
            let start = boundary(other, random.below(other.len() + 1));
            let end = boundary(other, (start + random.below(200)).min(other.len()));
            format!("{before}{}{after}", &other[start..end])
        }
    }
}
