//! The words of a paragraph: escaped, with links for URLs, and broken into lines.

use std::borrow::Cow;

/// Words of a paragraph, with what is in front of and behind them.
#[derive(Debug, Default)]
pub(super) struct Inline {
    words: Vec<Word>,
    /// What comes next belongs to the last word.
    pub(super) open: bool,
    /// Delimiters that wait for the word behind them.
    pending: Vec<String>,
}

#[derive(Debug)]
struct Word {
    text: String,
    /// It begins with a text of the description, not with a delimiter.
    is_text: bool,
    /// The line ends behind it.
    breaks: bool,
}

impl Inline {
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Adds a text, escaped, with its URLs as links unless it is in a link.
    pub(super) fn text(&mut self, text: &str, in_link: bool) {
        if text.starts_with(char::is_whitespace) {
            self.open = false;
        }
        for (index, piece) in text.split_whitespace().enumerate() {
            self.open &= index == 0;
            let last = match self.words.last() {
                Some(word) if self.open && self.pending.is_empty() => word.text.chars().last(),
                _ => self.pending.last().and_then(|delimiter| delimiter.chars().last()),
            };
            let escaped = if in_link { escape(piece, last).replace("://", "\\://") } else { with_links(piece, last) };
            self.piece(&escaped, true);
        }
        if text.ends_with(char::is_whitespace) {
            self.open = false;
        }
    }

    /// Adds a piece to the last word, or as a word of its own.
    pub(super) fn piece(&mut self, text: &str, is_text: bool) {
        let is_text = is_text && self.pending.is_empty();
        let text = std::mem::take(&mut self.pending).concat() + text;
        match self.words.last_mut() {
            Some(last) if self.open => last.text.push_str(&text),
            _ => self.words.push(Word { text, is_text, breaks: false }),
        }
        self.open = true;
    }

    /// Opens what closes behind another word.
    pub(super) fn open(&mut self, delimiter: &str) {
        if delimiter.starts_with('[')
            && self.open
            && let Some(last) = self.words.last_mut()
            && last.text.ends_with('!')
        {
            last.text.insert(last.text.len() - 1, '\\');
        }
        self.pending.push(delimiter.to_owned());
    }

    /// Closes it, behind the last word.
    pub(super) fn close(&mut self, delimiter: &str) {
        if self.pending.pop().is_some() {
            return;
        }
        if let Some(last) = self.words.last_mut() {
            last.text.push_str(delimiter);
        }
    }

    pub(super) fn end_line(&mut self) {
        if let Some(last) = self.words.last_mut() {
            last.breaks = true;
        }
        self.open = false;
    }

    /// The words in lines.
    pub(super) fn wrapped(self, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut length = 0;
        let last = self.words.len().saturating_sub(1);
        for (index, word) in self.words.into_iter().enumerate() {
            let own = word.text.chars().count();
            if !line.is_empty() && length + 1 + own > width {
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
            if line.is_empty() {
                line.push_str(&if word.is_text { at_line_start(&word.text) } else { word.text.into() });
            } else {
                line.push(' ');
                line.push_str(&word.text);
                length += 1;
            }
            length += own;
            if word.breaks && index < last {
                line.push('\\');
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The words on one line.
    pub(super) fn joined(self) -> String {
        let mut words = self.words.into_iter();
        let first =
            words.next().map(|word| if word.is_text { at_line_start(&word.text).into_owned() } else { word.text });
        words.fold(first.unwrap_or_default(), |line, word| line + " " + &word.text)
    }
}

/// What begins a line must not begin a list, a heading, a quote or a table.
fn at_line_start(word: &str) -> Cow<'_, str> {
    let digits = word.trim_start_matches(|character: char| character.is_ascii_digit());
    let numbered = digits.len() < word.len() && matches!(digits, "." | ")");
    if numbered {
        let number = &word[..word.len() - digits.len()];
        return format!("{number}\\{digits}").into();
    }
    match word.chars().next() {
        Some('-' | '+' | '#' | '>' | '|' | '=' | '~' | ':') => format!("\\{word}").into(),
        _ => word.into(),
    }
}

/// One word: a URL as a link, and what Markdown would take for more than text escaped.
fn with_links(word: &str, last: Option<char>) -> String {
    let start = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min();
    if let Some(start) = start {
        let (before, link) = word.split_at(start);
        let end =
            link.find(['<', '>', '"', '\'', '`', '[', ']', '(', ')', '{', '}', '|', '\\', '^']).unwrap_or(link.len());
        let trimmed = link[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
        let (link, after) = link.split_at(trimmed);
        if link.split_once("://").is_some_and(|(_, host)| !host.is_empty()) {
            return format!("{}<{link}>{}", escape(before, last), with_links(after, Some('>')));
        }
    }
    escape(word, last)
}

/// A word in which nothing says anything to Markdown.
fn escape(word: &str, last: Option<char>) -> String {
    let mut escaped = String::with_capacity(word.len());
    let mut last = last;
    for character in word.chars() {
        match character {
            '\\' | '*' | '[' | ']' | '<' | '>' | '|' | '&' | '_' | '~' | '`' => {
                // An underscore inside a word says nothing to Markdown.
                let inside = character == '_' && last.is_some_and(char::is_alphanumeric) && !word.ends_with('_');
                if !inside {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
            character => escaped.push(character),
        }
        last = Some(character);
    }
    escaped
}
