//! What is mutated: the project's own descriptions, and those of a checkout of Azure's, an operation at a time.

use super::{random::Random, tree::Tree, words::READMES};
use armrest::disk;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Component, Path, PathBuf},
};

/// A description as trees.
#[derive(Clone, Debug, Default)]
pub(super) struct Seed {
    /// Descriptions and examples, by their paths from the root.
    pub(super) trees: BTreeMap<String, Tree>,
    /// Other files: a `readme.md`.
    pub(super) texts: BTreeMap<String, String>,
    pub(super) inputs: Vec<String>,
    /// How many values all trees have.
    pub(super) count: usize,
}

/// All that mutations take from.
#[derive(Debug, Default)]
pub(super) struct Seeds {
    pub(super) seeds: Vec<Seed>,
    /// The texts of `readme.md`s.
    pub(super) readmes: Vec<String>,
    /// Names, each with values that it has somewhere.
    pub(super) entries: Vec<(String, Tree)>,
}

/// How many descriptions of a checkout are taken, and how long they may be in bytes.
const TAKEN: usize = 250;
const LONGEST: u64 = 60_000;

/// How many values a seed may have.
const LARGEST: usize = 1_000;

impl Seeds {
    /// Those of this workspace and of a checkout of Azure's descriptions, if there is one.
    pub(super) fn read(workspace: &Path, specs: Option<&Path>) -> Result<Self, String> {
        let mut seeds = Self { readmes: READMES.map(str::to_owned).into(), ..Self::default() };
        for folder in ["tests/cases", "tests/corpus", "spec", "generator/tests/descriptions"] {
            seeds.add_folder(&workspace.join(folder), usize::MAX)?;
        }
        if let Some(specs) = specs {
            seeds.add_folder(&specs.join("specification"), TAKEN)?;
        }
        if seeds.seeds.is_empty() {
            return Err(format!("there is no description below {}", workspace.display()));
        }
        let mut known = BTreeSet::new();
        for tree in seeds.seeds.iter().flat_map(|seed| seed.trees.values()) {
            tree.each(&mut |name, value| {
                if let Some(name) = name
                    && value.count() < 40
                    && known.insert((name.to_owned(), value.json()))
                {
                    seeds.entries.push((name.to_owned(), value.clone()));
                }
            });
        }
        Ok(seeds)
    }

    fn add_folder(&mut self, folder: &Path, limit: usize) -> Result<(), String> {
        let files = disk::files_below(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let is_small = |path: &PathBuf| std::fs::metadata(path).is_ok_and(|data| data.len() < LONGEST);
        let is_example = |path: &Path| path.components().any(|part| part.as_os_str() == "examples");
        let (readmes, others): (Vec<_>, Vec<_>) = files
            .into_iter()
            .filter(|path| is_small(path) && !is_example(path))
            .partition(|path| path.file_name().is_some_and(|name| name == "readme.md"));
        for readme in readmes.iter().step_by((readmes.len() / limit).max(1)) {
            self.readmes.extend(disk::read_text(readme).ok().flatten());
        }
        let descriptions = others
            .into_iter()
            .filter(|path| path.extension().is_some_and(|end| ["json", "yaml"].iter().any(|known| end == *known)));
        let descriptions: Vec<PathBuf> = descriptions.collect();
        for path in descriptions.iter().step_by((descriptions.len() / limit).max(1)) {
            let mut known = BTreeMap::new();
            let Some(tree) = parsed(path, &mut known) else { continue };
            if tree.get("swagger").is_none() {
                continue;
            }
            let operations = tree.get("paths").map_or(0, Tree::len);
            if tree.count() < LARGEST / 2 {
                self.seeds.push(slice(path, None, &mut known));
            }
            for operation in (0..operations).step_by((operations / 6).max(1)) {
                self.seeds.push(slice(path, Some(operation), &mut known));
            }
        }
        self.seeds.retain(|seed| seed.count < LARGEST);
        Ok(())
    }

    /// One of the seeds, a small one more often than a large one: what is found in both is found sooner in small ones.
    pub(super) fn any(&self, random: &mut Random) -> Option<&Seed> {
        random.small_of(&self.seeds, |seed| seed.count)
    }
}

/// The files that were read, by their paths.
type Known = BTreeMap<PathBuf, Option<Tree>>;

fn parsed(path: &Path, known: &mut Known) -> Option<Tree> {
    let read = || Tree::parse(&path.to_string_lossy(), &disk::read_text(path).ok()??);
    known.entry(path.to_owned()).or_insert_with(read).clone()
}

/// A path without `.` and `..`.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}

/// A description, or only one of its paths by its number, and what that refers to in its own and in other files.
fn slice(path: &Path, operation: Option<usize>, known: &mut Known) -> Seed {
    // What is kept of each file: a group and a name, or the whole.
    let mut kept: BTreeMap<PathBuf, BTreeSet<Option<(String, String)>>> = BTreeMap::new();
    let mut queue: Vec<(PathBuf, Tree)> = Vec::new();
    kept.entry(path.to_owned()).or_default().extend(operation.is_none().then_some(None));
    let Some(Tree::Object(mut root)) = parsed(path, known) else { return Seed::default() };
    for (name, value) in &mut root {
        if let (Some(operation), "paths", Tree::Object(entries)) = (operation, name.as_str(), &mut *value) {
            *entries = entries.drain(..).skip(operation).take(1).collect();
        }
        if operation.is_none() || !GROUPS.contains(&name.as_str()) {
            queue.push((path.to_owned(), value.clone()));
        }
    }
    let own = Tree::Object(root);
    while let Some((file, tree)) = queue.pop() {
        let mut found: Vec<String> = Vec::new();
        tree.each(&mut |name, value| {
            if let (Some("$ref"), Tree::Text(reference)) = (name, value) {
                found.push(reference.clone());
            }
        });
        for reference in found {
            let (to, pointer) = reference.split_once('#').unwrap_or((&reference, ""));
            let to = if to.is_empty() { file.clone() } else { clean(&file.parent().unwrap_or(&file).join(to)) };
            let Some(target) = parsed(&to, known) else { continue };
            let steps: Vec<&str> = pointer.split('/').skip(1).collect();
            let part = match steps.as_slice() {
                [group, name, ..] => Some(((*group).to_owned(), name.replace("~1", "/").replace("~0", "~"))),
                _ => None,
            };
            let value = match &part {
                Some((group, name)) => target.get(group).and_then(|group| group.get(name)).cloned(),
                None => Some(target),
            };
            if let Some(value) = value.filter(|_| kept.entry(to.clone()).or_default().insert(part)) {
                queue.push((to, value));
            }
        }
    }
    let folder = common_folder(kept.keys());
    let mut seed = Seed::default();
    for (file, parts) in &kept {
        let tree = if file == path { Some(own.clone()) } else { parsed(file, known) };
        let (Some(tree), Ok(name)) = (tree, file.strip_prefix(&folder)) else { continue };
        let tree = if parts.contains(&None) { tree } else { only(tree, parts) };
        seed.trees.insert(name.to_string_lossy().replace('\\', "/"), tree);
    }
    let input = path.strip_prefix(&folder).unwrap_or(path);
    seed.count = seed.trees.values().map(Tree::count).sum();
    seed.inputs = vec![input.to_string_lossy().replace('\\', "/")];
    seed
}

/// Where a description has what is referred to.
const GROUPS: &[&str] = &["definitions", "parameters", "responses"];

fn only(tree: Tree, parts: &BTreeSet<Option<(String, String)>>) -> Tree {
    let Tree::Object(entries) = tree else { return tree };
    let kept = entries.into_iter().map(|(group, value)| match value {
        Tree::Object(mut entries) if GROUPS.contains(&group.as_str()) => {
            entries.retain(|(name, _)| parts.contains(&Some((group.clone(), name.clone()))));
            (group, Tree::Object(entries))
        }
        value => (group, value),
    });
    Tree::Object(kept.collect())
}

fn common_folder<'p>(mut paths: impl Iterator<Item = &'p PathBuf>) -> PathBuf {
    let first = paths.next().and_then(|path| path.parent()).unwrap_or(Path::new("")).to_owned();
    paths.fold(first, |folder, path| {
        folder.ancestors().find(|folder| path.starts_with(folder)).unwrap_or(Path::new("")).to_owned()
    })
}
