use super::{docs, names};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use armrest_documents::near;
use serde::Deserialize;

/// What is written of a package in its `Cargo.toml`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Metadata {
    /// The version. Default: `0.1.0`.
    pub version: Option<String>,
    /// What the package is for, on one line. Default: the first sentence of the service's description.
    pub description: Option<String>,
    /// The licence, as an SPDX expression. Default: `MIT`.
    pub license: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The URL of its repository.
    pub repository: Option<String>,
    /// The URL of its home page.
    pub homepage: Option<String>,
    /// At most five words to find it by.
    pub keywords: Vec<String>,
    /// The registry's categories that it is in.
    pub categories: Vec<String>,
    /// Whether it may be published. Default: no.
    pub publish: bool,
}

impl Metadata {
    /// These, each on one line and without characters that are not shown, with what is written where nothing is said.
    pub(super) fn or(&self, description: String) -> Self {
        let text = |own: &Option<String>| own.as_deref().map(docs::one_line);
        let texts = |own: &[String]| own.iter().map(|own| docs::one_line(own)).collect();
        Self {
            version: text(&self.version).or_else(|| Some("0.1.0".to_owned())),
            description: text(&self.description).or(Some(description)),
            license: text(&self.license).or_else(|| Some("MIT".to_owned())),
            authors: texts(&self.authors),
            repository: text(&self.repository),
            homepage: text(&self.homepage),
            keywords: texts(&self.keywords),
            categories: texts(&self.categories),
            publish: self.publish,
        }
    }
}

/// A feature of a crate.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The features that it enables.
    pub enables: Vec<String>,
    /// Whether it is one of a client: those are on by default, unless the caller says otherwise.
    pub of_client: bool,
}

/// The features of a package.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Features {
    /// Whether each operation group has a feature. Default: if there are eight operation groups or more. Set it where that
    /// must not change when the description grows.
    pub groups: Option<bool>,
    /// The features that are on by default, such as `bastion-hosts` or `serde`. Default: those of all operation groups.
    pub default: Option<Vec<String>>,
}

impl Features {
    /// The features that are on by default, of those that there are. One that there is not is an error.
    pub(super) fn on(&self, features: &[Feature], diagnostics: &mut Diagnostics) -> Vec<String> {
        let Some(wanted) = &self.default else {
            return features.iter().filter(|own| own.of_client).map(|own| own.name.clone()).collect();
        };
        let names = || features.iter().map(|own| own.name.as_str()).chain([SERDE]);
        for unknown in wanted.iter().filter(|wanted| names().all(|name| name != **wanted)) {
            let message = format!("the package has no feature `{unknown}`, which is on by default");
            let help = near::did_you_mean(unknown, names()).unwrap_or_else(|| match features {
                [] => format!(
                    "it has only `{SERDE}`: operation groups have features where there are many, or if `groups` is set"
                ),
                _ => "a feature is named as its operation group, such as `bastion-hosts`".to_owned(),
            });
            diagnostics.push(Diagnostic::error(Code::UnknownFeature, message).help(help));
        }
        wanted.clone()
    }
}

/// Checks that a package can have a name.
pub(crate) fn check_name(name: &str, diagnostics: &mut Diagnostics) {
    if names::is_package(name) {
        return;
    }
    let message = format!("`{name}` is not a valid package name");
    let help = "name it with `--package-name`: at most 128 ASCII letters, digits, `-` and `_`, beginning with a letter; \
                no keyword of Rust, and no crate or module that generated code uses";
    diagnostics.push(Diagnostic::error(Code::BadPackageName, message).help(help));
}

/// The feature that every package has: `Serialize` and `Deserialize` for every model.
pub(crate) const SERDE: &str = "serde";

/// The name of the package of a folder, such as `network/resource-manager`.
pub(crate) fn of_folder(folder: &str) -> String {
    format!("armrest-{}", names::kebab(folder))
}

/// How long a description of a package may be: registries show it on a line or two.
const LONGEST: usize = 200;

/// The package's description: the first sentence of the text, on one line, or the title where there is none.
pub(super) fn description(text: &str, title: &str) -> String {
    let found = [text, title].into_iter().map(|text| bounded(&docs::sentence(text)));
    found.into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| "A client of an Azure service".to_owned())
}

/// At most [`LONGEST`] characters, cut between words.
fn bounded(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return text.to_owned();
    };
    let words = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown_is_not_written() {
        let own = Metadata {
            version: Some("1.0.0\u{202e}".to_owned()),
            authors: vec!["Some\u{9b}one\r\nelse".to_owned()],
            ..Metadata::default()
        };
        let written = own.or("About it".to_owned());
        assert_eq!(written.version.as_deref(), Some("1.0.0"));
        assert_eq!(written.authors, ["Someone else"]);
    }

    #[test]
    fn descriptions() {
        let table = [
            ("Keeps  parcels.\nAnd more.", "T", "Keeps parcels"),
            ("zero\u{200b}width \u{202e}turned\u{7} soft\u{ad}hyphen", "T", "zerowidth turned softhyphen"),
            ("a \u{301}x \"quoted\" \\ \tend", "T", "a \u{301}x \"quoted\" \\ end"),
            (" \u{200b} ", "Title", "Title"),
            ("", "", "A client of an Azure service"),
        ];
        for (text, title, expected) in table {
            assert_eq!(description(text, title), expected, "{text:?}");
        }
        let long = description(&"word, ".repeat(100), "T");
        assert!(long.chars().count() <= LONGEST && long.ends_with("word…"), "{long}");
        assert_eq!(description(&"x".repeat(500), "T").chars().count(), LONGEST + 1);
    }
}
