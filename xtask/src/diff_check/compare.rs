//! `armrest diff` beside the judges, item by item.

use super::{semver::Finding, surface::Differences};
use serde_json::Value;
use std::collections::HashSet;

/// A change that `armrest diff` names.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) class: String,
    /// `field type`, `method removed`: of what, and what.
    pub(super) kind: String,
    item: String,
    /// What it was and is: for a renamed item, its new path.
    texts: Vec<String>,
}

impl Change {
    /// The changes that `armrest diff --format json` prints.
    pub(super) fn all(json: &str) -> Result<Vec<Self>, String> {
        let changes: Vec<Value> = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let text = |change: &Value, key: &str| change[key].as_str().unwrap_or_default().to_owned();
        let changes = changes.iter().map(|change| Self {
            class: text(change, "class"),
            kind: format!("{} {}", text(change, "part"), text(change, "what")),
            item: text(change, "item"),
            texts: vec![text(change, "old"), text(change, "new")],
        });
        Ok(changes.collect())
    }

    fn is_major(&self) -> bool {
        self.class == "major"
    }

    /// The paths of the item, before and after: type and member, or type.
    fn paths(&self) -> Vec<Vec<&str>> {
        // An argument is of its method; a property is named by its name on the wire.
        let item = self.item.split(['(', '`']).next().unwrap_or_default().trim();
        let path: Vec<&str> = item.split("::").filter(|part| *part != "models").collect();
        let mut paths = vec![path.clone()];
        if self.kind.ends_with("renamed") {
            for after in self.texts.iter().filter(|text| !text.is_empty()) {
                let after: Vec<&str> = after.split("::").filter(|part| *part != "models").collect();
                // A member is named by its own name, what has an owner by its path.
                let owner = if after.len() < path.len() { &path[..path.len() - after.len()] } else { &[] };
                paths.push([owner, &after].concat());
            }
        }
        paths
    }

    /// Whether the words of a text about an item, such as a path or what a lint says, are about this change's item or a part of it.
    fn is_of(&self, words: &Words<'_>) -> bool {
        let named = |path: &[&str]| path.iter().all(|part| words.contains(part.trim_start_matches("r#")));
        if self.kind.starts_with("feature") {
            return words.contains("feature") && named(&[&*self.item]);
        }
        if self.kind.starts_with("constructor ") {
            let constructors = self.texts.iter().flat_map(|text| self::words(text));
            return named(&[&*self.item])
                && constructors.filter(|name| !name.is_empty()).any(|name| words.contains(name));
        }
        self.paths().iter().any(|path| match path.as_slice() {
            [owner, member] if self.kind.starts_with("method") => {
                named(&[owner, member]) || words.contains(&*options(owner, member))
            }
            // Options of which none is of the operation are another name of azure_core's: with the first, a struct of their own.
            [owner, _] if self.kind.starts_with("option") && words.contains(owner) => {
                named(path) || ["impl", "method_options", "type_alias"].iter().any(|word| words.contains(word))
            }
            path => named(path),
        })
    }
}

/// The options of a method: `ZooPensClientGetOptions`.
fn options(client: &str, method: &str) -> String {
    let method = method.trim_start_matches("r#").trim_start_matches("begin_");
    let upper = |word: &str| {
        let mut characters = word.chars();
        characters.next().map(|first| first.to_uppercase().chain(characters).collect::<String>()).unwrap_or_default()
    };
    format!("{client}{}Options", method.split('_').map(upper).collect::<String>())
}

/// The names in a text.
type Words<'t> = HashSet<&'t str>;

fn words(text: &str) -> Words<'_> {
    let is_part = |character: char| character.is_alphanumeric() || character == '_' || character == '-';
    text.split(move |character| !is_part(character)).collect()
}

/// A disagreement: which kind it is of, and about what.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Disagreement {
    /// `only cargo-semver-checks: LINT`, `only diff: KIND`.
    pub(super) kind: String,
    pub(super) about: String,
}

/// Where `armrest diff` and cargo-semver-checks disagree: what one finds to be of a class, and the other not.
pub(super) fn with_semver(changes: &[Change], findings: &[Finding]) -> Vec<Disagreement> {
    let mut all = Vec::new();
    let findings: Vec<(&Finding, Words<'_>)> = findings.iter().map(|own| (own, words(&own.text))).collect();
    for (finding, words) in &findings {
        let is_enough = |change: &Change| change.is_major() || !finding.is_major && change.class == "minor";
        if !changes.iter().any(|change| is_enough(change) && change.is_of(words)) {
            let kind = format!("only cargo-semver-checks: {}", finding.lint);
            all.push(Disagreement { kind, about: finding.text.clone() });
        }
    }
    for change in changes.iter().filter(|change| change.is_major()) {
        if !findings.iter().any(|(finding, words)| finding.is_major && change.is_of(words)) {
            all.push(Disagreement { kind: format!("only diff: {}", change.kind), about: change.item.clone() });
        }
    }
    all
}

/// Where `armrest diff` and rustdoc disagree: an item of which the public API differs and diff says nothing, or one that it says
/// programs no longer compile with, and which is the same.
pub(super) fn with_rustdoc(changes: &[Change], differences: &Differences) -> Vec<Disagreement> {
    let mut all = Vec::new();
    let mut items = Vec::new();
    for (what, list) in [("gone", &differences.gone), ("new", &differences.new), ("other", &differences.other)] {
        for (path, text) in list {
            // An item has the names of its types too: a method that returns a renamed model is other than before.
            let mut words = words(path);
            words.extend(self::words(text));
            let is_enough = |change: &Change| change.is_major() || what != "gone" && change.class == "minor";
            if !changes.iter().any(|change| is_enough(change) && change.is_of(&words)) {
                all.push(Disagreement { kind: format!("only rustdoc: {what}"), about: format!("{path} {text}") });
            }
            items.push(words);
        }
    }
    for change in changes.iter().filter(|change| change.is_major()) {
        if !items.iter().any(|words| change.is_of(words)) {
            all.push(Disagreement { kind: format!("not in rustdoc: {}", change.kind), about: change.item.clone() });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(class: &str, kind: &str, item: &str, new: &str) -> Change {
        let texts = vec![String::new(), new.to_owned()];
        Change { class: class.to_owned(), kind: kind.to_owned(), item: item.to_owned(), texts }
    }

    fn finding(lint: &str, is_major: bool, text: &str) -> Finding {
        Finding { lint: lint.to_owned(), is_major, text: text.to_owned() }
    }

    fn kinds(disagreements: &[Disagreement]) -> Vec<&str> {
        disagreements.iter().map(|own| own.kind.as_str()).collect()
    }

    #[test]
    fn a_lint_and_a_change_of_one_item_agree() {
        let changes = [
            change("major", "variant removed", "models::State::Shut", ""),
            change("major", "field renamed", "models::Order::note", "remark"),
            change("major", "method renamed", "ZooPensClient::put", "ZooPensClient::set"),
            change("minor", "method deprecation", "ZooPensClient::get", ""),
        ];
        let findings = [
            finding("enum_variant_missing", true, "variant State::Shut, previously in file src/models.rs:1"),
            finding("struct_pub_field_missing", true, "field note of struct Order, previously in file src/models.rs:1"),
            finding("constructible_struct_adds_field", true, "field Order.remark in src/models.rs:1"),
            finding("inherent_method_missing", true, "ZooPensClient::put, previously in file src/clients.rs:1"),
            finding(
                "struct_missing",
                true,
                "struct zoo::models::ZooPensClientPutOptions, previously in src/models.rs:1",
            ),
            finding("method_marked_deprecated", false, "method zoo::ZooPensClient::get in src/clients.rs:1"),
        ];
        assert_eq!(with_semver(&changes, &findings), []);
    }

    #[test]
    fn what_only_one_of_them_has_is_a_disagreement() {
        let changes = [
            change("minor", "variant removed", "models::State::Shut", ""),
            change("major", "field type", "models::Pen::size", ""),
        ];
        let findings =
            [finding("enum_variant_missing", true, "variant State::Shut, previously in file src/models.rs:1")];
        let kinds_found = with_semver(&changes, &findings);
        assert_eq!(kinds(&kinds_found), ["only cargo-semver-checks: enum_variant_missing", "only diff: field type"]);
    }

    #[test]
    fn each_item_that_differs_has_a_change_and_each_major_change_an_item() {
        let item = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let differences = Differences {
            gone: vec![item("models::Pen::size", "i32")],
            new: vec![item("models::Cat", "struct")],
            other: vec![item("models::Pen::keeper", "Keeper; now Guard")],
        };
        let changes = [
            change("major", "field removed", "models::Pen::size", ""),
            change("minor", "model added", "models::Cat", ""),
            change("major", "model renamed", "models::Keeper", "models::Guard"),
        ];
        assert_eq!(with_rustdoc(&changes, &differences), []);
        assert_eq!(
            kinds(&with_rustdoc(&[], &differences)),
            ["only rustdoc: gone", "only rustdoc: new", "only rustdoc: other"]
        );
        assert_eq!(
            kinds(&with_rustdoc(&changes, &Differences::default())),
            ["not in rustdoc: field removed", "not in rustdoc: model renamed"]
        );
    }
}
