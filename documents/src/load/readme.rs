use super::{
    node::{Cursor, Node},
    reference, yaml,
};
use crate::{
    diagnostics::{Code, Diagnostic},
    near,
    sources::{FileId, Location},
};

/// What a package's `readme.md` says for one tag.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) tag: Option<String>,
    pub(super) title: Option<String>,
    /// Paths from the readme, each with its location.
    pub(super) inputs: Vec<(String, Location)>,
}

/// A block of configuration: what its fence says after `yaml`, and its content, at its location.
struct Block {
    condition: String,
    node: Node,
}

/// Reads a literate configuration: blocks fenced as `yaml`, those with no condition first, then those of the tag.
pub(super) fn read(text: &str, file: FileId, tag: Option<&str>) -> Result<Package, Diagnostic> {
    let blocks = blocks(text, file);
    let tag = tag.map(str::to_owned).or_else(|| setting(&blocks, "tag"));
    let chosen = blocks.iter().filter(|block| {
        block.condition.is_empty() || tag.as_deref().is_some_and(|tag| holds_for(&block.condition, tag))
    });
    let mut inputs: Vec<(String, Location)> = Vec::new();
    for block in chosen {
        let root = Cursor { file, node: &block.node };
        let Some(input) = root.get("input-file") else {
            continue;
        };
        let single = input.text().map(|_| input);
        for path in input.items().chain(single) {
            let Some(text) = path.text() else {
                let finding = Diagnostic::error(Code::BrokenReadme, "`input-file` must be a path, or a list of paths");
                return Err(finding.at(path.location()).help("write each path as a string"));
            };
            let text = relative(text);
            if let Err(reason) = reference::not_of_a_file(&text) {
                let message = format!("`input-file` {reason}");
                let help = "refer to a file by a path relative to the readme; download what is elsewhere";
                return Err(Diagnostic::error(Code::BrokenReadme, message).at(path.location()).help(help));
            }
            let known = inputs.iter().any(|(known, _)| *known == text);
            if !known {
                inputs.push((text, path.location()));
            }
        }
    }
    if inputs.is_empty() {
        return Err(no_inputs(&blocks, tag.as_deref(), file));
    }
    Ok(Package { title: setting(&blocks, "title"), tag, inputs })
}

/// What the blocks without a condition say of a name.
fn setting(blocks: &[Block], name: &str) -> Option<String> {
    let common = blocks.iter().filter(|block| block.condition.is_empty());
    let mut values = common.filter_map(|block| {
        let value = Cursor { file: FileId(0), node: &block.node }.get(name)?;
        // A tag such as `1.0` reads as a number.
        let text = value.text().map(str::to_owned);
        Some(text.unwrap_or_else(|| value.node.to_json().to_string()))
    });
    values.next()
}

/// An input's path from the readme, with `/`: in a readme, a backslash separates folders on every system.
fn relative(input: &str) -> String {
    let path = input.trim().replace('\\', "/");
    match path.strip_prefix("$(this-folder)") {
        Some(inside) => inside.trim_start_matches('/').to_owned(),
        None => path,
    }
}

/// What a `readme.md` has for all tags.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Outline {
    /// The package's title.
    pub title: Option<String>,
    /// The tag that is read where none is asked for.
    pub default_tag: Option<String>,
    /// The tags that have inputs, in order.
    pub tags: Vec<String>,
    /// Whether a block without a tag has inputs.
    pub has_inputs: bool,
}

pub(super) fn outline(text: &str) -> Outline {
    let blocks = blocks(text, FileId(0));
    let mut outline = Outline {
        title: setting(&blocks, "title"),
        default_tag: setting(&blocks, "tag"),
        has_inputs: setting(&blocks, "input-file").is_some(),
        tags: Vec::new(),
    };
    for block in &blocks {
        let has_inputs = Cursor { file: FileId(0), node: &block.node }.get("input-file").is_some();
        for tag in tags(&block.condition).filter(|_| has_inputs) {
            if !outline.tags.iter().any(|known| known == tag) {
                outline.tags.push(tag.to_owned());
            }
        }
    }
    outline
}

fn no_inputs(blocks: &[Block], tag: Option<&str>, file: FileId) -> Diagnostic {
    let message = match tag {
        Some(tag) => format!("the readme has no `input-file` for the tag `{tag}`"),
        None => "the readme has no default tag and no `input-file`".to_owned(),
    };
    let mut tags: Vec<&str> = blocks.iter().flat_map(|block| tags(&block.condition)).collect();
    tags.dedup();
    let help = match tags.as_slice() {
        [] => "use the description files as inputs".to_owned(),
        tags => {
            let near = tag.and_then(|tag| near::did_you_mean(tag, tags.iter().copied()));
            let all = format!("choose one with `--tag`: {}", tags.join(", "));
            near.into_iter().chain([all]).collect::<Vec<_>>().join(" ")
        }
    };
    let location = Location { file, offset: 0 };
    Diagnostic::error(Code::NoTag, message).at(location).help(help)
}

/// Whether a fence's condition is one on the tag alone, and holds: `$(tag) == 'x'`, or several with `||`.
fn holds_for(condition: &str, tag: &str) -> bool {
    !condition.contains("&&") && tags(condition).any(|named| named == tag)
}

fn tags(condition: &str) -> impl Iterator<Item = &str> {
    condition.split("||").filter_map(|part| {
        let value = part.trim().strip_prefix("$(tag)")?.trim_start().strip_prefix("==")?;
        Some(value.trim().trim_matches(['\'', '"']))
    })
}

/// The `yaml` blocks. A block that is not YAML is for another tool, and is ignored.
fn blocks(text: &str, file: FileId) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, usize)> = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().strip_prefix("```").map(|rest| rest.trim_start_matches('`').trim());
        match (fence, &open) {
            (Some(info), None) => {
                let condition = info.strip_prefix("yaml").unwrap_or("!");
                open = Some((condition.trim().to_owned(), offset + line.len()));
            }
            (Some(_), Some((condition, start))) => {
                if condition != "!"
                    && let Some(node) = content(text, *start, offset, file)
                {
                    blocks.push(Block { condition: condition.clone(), node });
                }
                open = None;
            }
            (None, _) => {}
        }
        offset += line.len();
    }
    blocks
}

/// Parses a part of the readme, so that locations are those of the whole.
fn content(text: &str, start: usize, end: usize, file: FileId) -> Option<Node> {
    let mut node = yaml::parse(text.get(start..end)?, file).ok()?;
    shift(&mut node, u32::try_from(start).unwrap_or(u32::MAX));
    Some(node)
}

fn shift(node: &mut Node, by: u32) {
    use super::node::Value;
    node.offset = node.offset.saturating_add(by);
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| shift(item, by)),
        Value::Object(entries) => {
            for entry in entries {
                entry.offset = entry.offset.saturating_add(by);
                shift(&mut entry.node, by);
            }
        }
        _ => {}
    }
}
