use super::docs;
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
    /// These, with what is written where nothing is said.
    pub(super) fn or(&self, description: String) -> Self {
        Self {
            version: self.version.clone().or_else(|| Some("0.1.0".to_owned())),
            description: self.description.clone().or(Some(description)),
            license: self.license.clone().or_else(|| Some("MIT".to_owned())),
            ..self.clone()
        }
    }
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
