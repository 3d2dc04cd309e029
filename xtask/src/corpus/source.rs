//! Where descriptions are from, and links to places in them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::{path::Path, process::Command};

/// A commit of a repository on GitHub.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Source {
    /// `owner/name`.
    pub(super) repository: String,
    pub(super) commit: String,
}

impl Source {
    /// The source of a checkout. None where it is no checkout of its own, or not from GitHub.
    pub(super) fn of(specs: &Path) -> Option<Self> {
        let git = |arguments: &[&str]| -> Option<String> {
            let output = Command::new("git").arg("-C").arg(specs).args(arguments).output().ok()?;
            let text = String::from_utf8(output.stdout).ok()?;
            output.status.success().then(|| text.trim().to_owned())
        };
        let top = git(&["rev-parse", "--show-toplevel"])?;
        if Path::new(&top).canonicalize().ok()? != specs.canonicalize().ok()? {
            return None;
        }
        Self::at(&git(&["remote", "get-url", "origin"])?, git(&["rev-parse", "HEAD"])?)
    }

    fn at(remote: &str, commit: String) -> Option<Self> {
        let path = ["https://github.com/", "git@github.com:", "ssh://git@github.com/"];
        let path = path.iter().find_map(|start| remote.strip_prefix(start))?;
        let repository = path.trim_end_matches('/');
        let repository = repository.strip_suffix(".git").unwrap_or(repository).to_owned();
        Some(Self { repository, commit })
    }

    /// What a reader calls it.
    pub(super) fn name(&self) -> String {
        let commit = self.commit.get(..12).unwrap_or(&self.commit);
        format!("{}@{commit}", self.repository)
    }

    pub(super) fn link(&self) -> String {
        format!("https://github.com/{}/tree/{}", encoded(&self.repository), encoded(&self.commit))
    }
}

/// How links to places are made.
#[derive(Debug)]
pub(super) enum Links {
    /// To GitHub, at the commit.
    Source(Source),
    /// To the checkout, by its path from the page.
    Checkout(String),
    /// There are none.
    None,
}

impl Links {
    /// `source` where it is known, else the checkout, seen from the page's folder.
    pub(super) fn new(source: Option<&Source>, specs: Option<&Path>, page: &Path) -> Self {
        let folder = page.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match (source, specs) {
            (Some(source), _) => Self::Source(source.clone()),
            (None, Some(specs)) => armrest::disk::relative(folder, specs).map_or(Self::None, Self::Checkout),
            (None, None) => Self::None,
        }
    }

    /// The link to a place below `specification`: a file, or `file:line:column`.
    pub(super) fn to(&self, place: &str) -> Option<String> {
        let mut parts = place.rsplitn(3, ':');
        let (line, file) = match (parts.next(), parts.next(), parts.next()) {
            (Some(column), Some(line), Some(file)) if is_number(column) && is_number(line) => (Some(line), file),
            _ => (None, place),
        };
        let file = encoded(&format!("specification/{file}"));
        match self {
            Self::Source(source) => {
                let Source { repository, commit } = source;
                // Markdown is shown without lines unless it is asked for as it is written.
                let plain = if file.ends_with(".md") { "?plain=1" } else { "" };
                let line = line.map(|line| format!("#L{line}")).unwrap_or_default();
                let (repository, commit) = (encoded(repository), encoded(commit));
                Some(format!("https://github.com/{repository}/blob/{commit}/{file}{plain}{line}"))
            }
            Self::Checkout(folder) => Some(format!("{}/{file}", encoded(folder))),
            Self::None => None,
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A path in a URL: only what no URL has another meaning for stays.
fn encoded(path: &str) -> String {
    const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(path, PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Source {
        Source { repository: "Azure/azure-rest-api-specs".to_owned(), commit: "0123456789abcdef".to_owned() }
    }

    #[test]
    fn a_remote_of_github_is_a_source() {
        for remote in [
            "https://github.com/Azure/azure-rest-api-specs",
            "https://github.com/Azure/azure-rest-api-specs.git/",
            "git@github.com:Azure/azure-rest-api-specs.git",
        ] {
            assert_eq!(Source::at(remote, source().commit), Some(source()), "{remote}");
        }
        assert_eq!(Source::at("https://example.com/Azure/specs", source().commit), None);
    }

    #[test]
    fn a_place_is_a_line_of_a_file_at_the_commit() {
        let links = Links::Source(source());
        let start = "https://github.com/Azure/azure-rest-api-specs/blob/0123456789abcdef/specification";
        assert_eq!(links.to("a b/x.json:12:5"), Some(format!("{start}/a%20b/x.json#L12")));
        assert_eq!(links.to("a/readme.md:3:1"), Some(format!("{start}/a/readme.md?plain=1#L3")));
        assert_eq!(links.to("a/x.json"), Some(format!("{start}/a/x.json")));
    }

    #[test]
    fn without_a_commit_it_is_a_file_of_the_checkout() {
        let links = Links::new(None, Some(Path::new("specs")), Path::new("out/page.html"));
        assert_eq!(links.to("a/x.json:12:5"), Some("../specs/specification/a/x.json".to_owned()));
        assert_eq!(Links::new(None, None, Path::new("page.html")).to("a/x.json:12:5"), None);
    }

    #[test]
    fn no_text_makes_a_link_to_elsewhere() {
        let links = Links::Source(Source { repository: "x@evil.example/..\"".to_owned(), commit: "#".to_owned() });
        let start = "https://github.com/x%40evil.example/..%22/blob/%23/specification";
        assert_eq!(links.to("<a>:1:1"), Some(format!("{start}/%3Ca%3E#L1")));
    }
}
