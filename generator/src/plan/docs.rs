//! Documentation: texts of a description, and the generator's own words around them.

mod annotations;
mod html;
mod inline;
mod markdown;
#[cfg(test)]
mod tests;

use super::{Client, Form, SERDE};
use markdown::WIDTH;

/// Documentation that is ready to print. Whatever a description says is escaped when it becomes part of it, so that no
/// text of a description is run, loaded or looked up by rustdoc: there is no other way to print documentation.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Docs {
    lines: Vec<String>,
    /// It ends with a paragraph, which a sentence can be added to.
    in_paragraph: bool,
}

/// A line of the generator's own words, with names and values in it.
#[derive(Clone, Debug, Default)]
pub struct Line(String);

impl Line {
    /// Words of the generator's own, in Markdown.
    pub fn words(mut self, words: &'static str) -> Self {
        self.0.push_str(words);
        self
    }

    /// Any text, as code.
    pub fn code(mut self, text: &str) -> Self {
        self.0.push_str(&markdown::code(text));
        self
    }

    /// A version: as code where it is more than letters, digits, `.` and `-`.
    pub fn version(mut self, version: &str) -> Self {
        let is_plain = version.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '.' | '-'));
        if version.is_empty() || !is_plain {
            return self.code(version);
        }
        self.0.push_str(version);
        self
    }

    /// An item of the crate: its name, and the path to it.
    pub fn item(mut self, name: &str, path: &str) -> Self {
        let allowed = |one: &char| one.is_alphanumeric() || "_:".contains(*one);
        let (name, path): (String, String) =
            (name.chars().filter(allowed).collect(), path.chars().filter(allowed).collect());
        self.0.push_str(&if name == path { format!("[`{name}`]") } else { format!("[`{name}`]({path})") });
        self
    }

    /// A number.
    pub fn number(mut self, number: impl Into<u64>) -> Self {
        self.0.push_str(&number.into().to_string());
        self
    }

    /// An item of what is generated, from the file of a client.
    pub(super) fn beside_clients(self, form: Form, name: &str, path: &str) -> Self {
        self.item(name, &format!("{}::{path}", form.root_of_client()))
    }

    /// A model, from the file of a client.
    pub(super) fn model(self, form: Form, name: &str) -> Self {
        self.beside_clients(form, name, &format!("models::{name}"))
    }

    /// Another line behind it.
    pub fn line(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }
}

impl std::fmt::Debug for Docs {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(&self.lines).finish()
    }
}

impl From<&'static str> for Line {
    fn from(words: &'static str) -> Self {
        Self(words.to_owned())
    }
}

impl From<&'static str> for Docs {
    fn from(words: &'static str) -> Self {
        Line::from(words).into()
    }
}

impl From<Line> for Docs {
    fn from(line: Line) -> Self {
        Self { lines: vec![line.0], in_paragraph: true }
    }
}

impl Docs {
    /// A text of the description, which is CommonMark (OpenAPI 2.0 says GitHub's) and in which simple HTML is common.
    pub fn text(text: &str) -> Self {
        let (lines, in_paragraph) = markdown::lines(text);
        Self { lines, in_paragraph }
    }

    /// A text of the description, or other words where it has none.
    pub fn text_or(description: Option<&str>, otherwise: impl Into<Self>) -> Self {
        let text = description.map(Self::text).unwrap_or_default();
        if text.lines.is_empty() { otherwise.into() } else { text }
    }

    /// What a test made from an example is for.
    pub(super) fn of_example(title: &str, file: &str, status: u16) -> Self {
        let file = Line::from("(").code(file).words("),");
        let status = Line::from("status code ").number(status).words(".");
        Self { lines: markdown::title(title, &[&file.0, &status.0]), in_paragraph: true }
    }

    /// The lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, line: impl Into<Line>) {
        self.separate();
        self.lines.push(line.into().0);
        self.in_paragraph = true;
    }

    /// Adds a heading.
    pub fn heading(&mut self, words: &'static str) {
        self.separate();
        self.lines.extend([format!("# {words}"), String::new()]);
        self.in_paragraph = false;
    }

    /// Adds a sentence to the last paragraph: to its last line, if there is room.
    pub fn sentence(&mut self, sentence: impl Into<Line>) {
        let Line(sentence) = sentence.into();
        if !self.in_paragraph {
            self.paragraph(Line(sentence));
        } else if let Some(last) = self.lines.last_mut()
            && last.chars().count() + sentence.chars().count() < WIDTH
        {
            let stop = if last.ends_with(['.', '!', '?', ':']) { "" } else { "." };
            last.push_str(&format!("{stop} {sentence}"));
        } else {
            self.lines.push(sentence);
        }
    }

    /// Adds an argument to a list of arguments.
    pub fn argument(&mut self, name: &str, text: &Self) {
        let mark = format!("* {} -", markdown::code(name));
        if text.lines.first().is_some_and(|first| is_paragraph(first)) {
            self.lines.extend(markdown::prefixed(text.lines.clone(), &format!("{mark} "), "  "));
        } else {
            self.lines.extend([mark, String::new()]);
            self.lines.extend(markdown::prefixed(text.lines.clone(), "  ", "  "));
        }
        self.in_paragraph = false;
    }

    /// Adds an example in Rust, with a mark that says what is done with it.
    pub fn rust(&mut self, mark: &'static str, lines: &[String]) {
        self.separate();
        self.lines.push(format!("```{mark}"));
        // A line end or a backtick is in no line that the generator writes.
        let lines = lines.iter().map(|line| line.chars().filter(|one| !one.is_control() && *one != '`').collect());
        self.lines.extend(lines.collect::<Vec<String>>());
        self.lines.push("```".to_owned());
        self.in_paragraph = false;
    }

    /// Adds the features of a crate, of which some are on by default.
    pub(crate) fn features(&mut self, main: &str, clients: &[Client], on: &[String]) {
        self.heading("Features");
        let of_groups: Vec<&String> = clients.iter().filter_map(|client| client.feature.as_ref()).collect();
        if !of_groups.is_empty() {
            let are_on = of_groups.iter().filter(|own| on.contains(own)).count();
            let serde = on.iter().any(|own| own == SERDE);
            let line = Line::from("Each operation group has a feature. ");
            self.paragraph(match (are_on == of_groups.len(), on.split_first()) {
                (true, _) if serde => line.words("All features are on by default."),
                (true, _) => line.words("These are on by default; `serde` is not."),
                (false, None) => line.words("None is on by default."),
                (false, Some((first, others))) => {
                    let line = line.words("On by default: ").code(first);
                    others.iter().fold(line, |line, own| line.words(", ").code(own)).words(".")
                }
            });
            self.separate();
        }
        for client in clients {
            if let (Some(feature), Some(accessor), Some(group)) = (&client.feature, &client.accessor, &client.group) {
                let line = Line::from("* ").code(feature).words(" - ").code(&format!("{main}::{}", accessor.plain()));
                self.lines.push(line.words(": the operations of the group ").code(group).words(".").0);
            }
        }
        let is_said = !of_groups.is_empty() || on.is_empty();
        let on = if is_said { "" } else { " On by default." };
        self.lines.push(format!("* `serde` - `Serialize` and `Deserialize` for every model.{on}"));
        self.in_paragraph = false;
    }

    fn separate(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }
}

/// Whether a block that begins with this line is a paragraph.
fn is_paragraph(line: &str) -> bool {
    let number = line.trim_start_matches(|one: char| one.is_ascii_digit());
    let is_numbered = number.len() < line.len() && (number == "." || number.starts_with(". "));
    let starts = ["* ", "> ", "| ", "#", "```", "---"];
    !is_numbered && !matches!(line, "*" | ">") && !starts.iter().any(|start| line.starts_with(start))
}

/// A text on one line, without characters that are not shown.
pub(crate) fn one_line(text: &str) -> String {
    markdown::readable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence of a text, on one line, without Markdown.
pub(crate) fn sentence(text: &str) -> String {
    let line = one_line(text);
    let end = line.match_indices(". ").map(|(at, _)| at).find(|at| ends_sentence(&line[..*at], &line[at + 2..]));
    line[..end.unwrap_or(line.len())].trim_end_matches('.').to_owned()
}

/// Whether a full stop between two texts ends a sentence: not behind an abbreviation or an initial, and only where a
/// sentence can begin.
fn ends_sentence(before: &str, after: &str) -> bool {
    const ABBREVIATIONS: &[&str] =
        &["approx", "cf", "e.g", "eg", "etc", "ex", "fig", "i.e", "ie", "incl", "max", "min", "no", "resp", "vs"];
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let is_abbreviation = ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str());
    !is_initial && !is_abbreviation && !after.starts_with(char::is_lowercase)
}
