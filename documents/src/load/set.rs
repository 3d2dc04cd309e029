use super::{Documents, Entry, Node, Value, reference};
use crate::sources::FileId;

impl Documents {
    /// Changes an object of the files that were read, as if they said so: sets a name to a value, or removes it where there
    /// is none. `at` is the end of a file's path and a JSON pointer: `folder/file.json#/definitions/Series`.
    ///
    /// # Errors
    ///
    /// Why it cannot be changed: there is no such object, or it says so already.
    pub fn set(&mut self, at: &str, name: &str, value: Option<&serde_json::Value>) -> Result<(), String> {
        let target = reference::parse(at)?;
        let file = target.file.as_deref().filter(|_| !target.pointer.is_empty());
        let files = self.files_named(file.ok_or("expected a file and a JSON pointer")?);
        let mut changed = false;
        for file in files {
            let Some(root) = self.nodes.get_mut(&file) else { continue };
            let Some(object) = target.pointer.iter().try_fold(root, |node, step| node.step_mut(step)) else { continue };
            changed |= set(object, name, value)?;
            self.index(file);
        }
        if changed { Ok(()) } else { Err("no file has this location".to_owned()) }
    }

    /// The files whose paths end with these names.
    pub(super) fn files_named(&self, end: &str) -> Vec<FileId> {
        let is_named = |path: &str| path.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        self.files().filter(|id| is_named(self.sources.path(*id))).collect()
    }
}

/// Changes an object; whether it was one.
fn set(object: &mut Node, name: &str, value: Option<&serde_json::Value>) -> Result<bool, String> {
    let offset = object.offset;
    let Value::Object(entries) = &mut object.value else { return Err("it is not an object".to_owned()) };
    let known = entries.iter().rposition(|entry| *entry.name == *name);
    match (known, value) {
        (None, None) => return Err(format!("it has no `{name}`")),
        (Some(known), None) => {
            entries.remove(known);
        }
        (Some(known), Some(value)) if entries[known].node.to_json() == *value => {
            return Err(format!("its `{name}` is {value} already"));
        }
        (Some(known), Some(value)) => entries[known].node = node(value, entries[known].node.offset)?,
        // In front, where it is in the order of the locations.
        (None, Some(value)) => entries.insert(0, Entry { name: name.into(), offset, node: node(value, offset)? }),
    }
    Ok(true)
}

/// A value that is in no file. What is inside a schema is known by its location, so that it cannot be an object.
fn node(value: &serde_json::Value, offset: u32) -> Result<Node, String> {
    let value = match value {
        serde_json::Value::Bool(bool) => Value::Bool(*bool),
        serde_json::Value::String(text) => Value::String(text.as_str().into()),
        serde_json::Value::Array(items) if items.iter().all(serde_json::Value::is_string) => {
            Value::Array(items.iter().map(|item| node(item, offset)).collect::<Result<_, _>>()?)
        }
        other => return Err(format!("expected a text, a list of texts or a boolean, found {other}")),
    };
    Ok(Node { offset, value })
}
