//! Simple HTML in a description as CommonMark; all other HTML as the text that it is.

use super::markdown::{self, OPTIONS};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag};
use std::ops::Range;

/// A text that is longer keeps its tags as text.
const LONGEST: usize = 1 << 16;

/// A text with its HTML as CommonMark.
pub(super) fn to_markdown(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut converter = Converter { out: String::with_capacity(text.len()), spans: Vec::new(), lists: Vec::new() };
    let mut literal = literals(text).into_iter().peekable();
    let mut at = 0;
    while let Some(next) = text[at..].find('<') {
        let start = at + next;
        converter.out.push_str(&text[at..start]);
        at = start;
        while literal.next_if(|range| range.end <= start).is_some() {}
        if let Some(range) = literal.peek().filter(|range| range.start <= start) {
            converter.out.push_str(&text[start..range.end]);
            at = range.end;
            continue;
        }
        let escaped = converter.out.len() - converter.out.trim_end_matches('\\').len();
        let rest = &text[start..];
        let used = if escaped % 2 == 1 || text.len() > LONGEST { None } else { converter.tag(rest) };
        at += used.unwrap_or_else(|| {
            converter.out.push_str(if escaped % 2 == 1 { "<" } else { "\\<" });
            1
        });
    }
    converter.out.push_str(&text[at..]);
    converter.out
}

/// Where a text is code or a link already: no tag is in it.
fn literals(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let of = |(event, range): (Event<'_>, Range<usize>)| match event {
        Event::Code(_) => Some(range),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => Some(range),
        Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => Some(range),
        _ => None,
    };
    events.filter_map(of).collect()
}

struct Converter<'t> {
    out: String,
    /// Open tags: their names, where they opened, and the targets of links.
    spans: Vec<(&'static str, usize, Option<&'t str>)>,
    /// Open lists: whether they are numbered.
    lists: Vec<bool>,
}

/// A tag, with the length of its text.
struct HtmlTag<'t> {
    name: String,
    closes: bool,
    attributes: &'t str,
    length: usize,
}

fn tag(text: &str) -> Option<HtmlTag<'_>> {
    let inside = text.get(1..text.find('>')?)?;
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let end = inside.find(|one: char| !one.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    let known = attributes.is_empty() || attributes.starts_with([' ', '/', '\n']);
    if !known || attributes.contains('<') {
        return None;
    }
    let length = inside.len() + if closes { 3 } else { 2 };
    Some(HtmlTag { name: name.to_ascii_lowercase(), closes, attributes, length })
}

fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = attributes.split_once(&format!("{name}="))?;
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next()
}

impl<'t> Converter<'t> {
    /// Converts the tag that a text begins with: how much of the text that took.
    fn tag(&mut self, text: &'t str) -> Option<usize> {
        let tag = tag(text)?;
        let rest = &text[tag.length..];
        let skip = |rest: &str| rest.len() - rest.trim_start().len();
        match (tag.name.as_str(), tag.closes) {
            ("br", _) => return Some(tag.length + self.line_break(rest)),
            ("p" | "div", _) => self.start_block("\n\n"),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => self.start_block("\n\n#### "),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => self.start_block("\n\n"),
            ("ul" | "ol", false) => {
                self.start_block(if self.lists.is_empty() { "\n\n" } else { "\n" });
                self.lists.push(tag.name == "ol");
            }
            ("ul" | "ol", true) => {
                self.lists.pop();
                self.start_block(if self.lists.is_empty() { "\n\n" } else { "\n" });
            }
            ("li", false) => {
                let depth = self.lists.len().saturating_sub(1).min(4);
                let mark = if self.lists.last() == Some(&true) { "1. " } else { "- " };
                self.start_block(&format!("\n{}{mark}", "   ".repeat(depth)));
            }
            ("li", true) => {}
            ("pre", false) => {
                let end = find_close(rest, "pre")?;
                self.preformatted(&rest[..end]);
                return Some(tag.length + end + "</pre>".len());
            }
            ("code" | "tt", false) => {
                let end = find_close(rest, &tag.name)?;
                let code = entities(&rest[..end]);
                if code.contains("\n\n") {
                    return None;
                }
                self.out.push_str(&markdown::code(&code));
                return Some(tag.length + end + tag.name.len() + 3);
            }
            ("see" | "seealso", false) if tag.attributes.ends_with('/') => {
                let target = markdown::link(attribute(tag.attributes, "href")?)?;
                self.out.push_str(&format!("<{target}>"));
                return Some(tag.length);
            }
            (name, closes) => {
                let name = ["a", "b", "strong", "i", "em"].into_iter().find(|known| *known == name)?;
                if closes {
                    self.close(name, rest);
                } else {
                    self.spans.push((name, self.out.len(), attribute(tag.attributes, "href")));
                }
                return Some(tag.length);
            }
        }
        Some(tag.length + skip(rest))
    }

    fn start_block(&mut self, start: &str) {
        self.out.truncate(self.out.trim_end().len());
        self.out.push_str(if self.out.is_empty() { start.trim_start() } else { start });
    }

    /// A line end, or the end of a paragraph where there are several: how much of the text behind it that took.
    fn line_break(&mut self, rest: &str) -> usize {
        let (mut breaks, mut ends) = (1, 0);
        let mut next = rest;
        loop {
            if let Some(after) = next.strip_prefix('\n') {
                (ends, next) = (ends + 1, after);
            } else if let Some(after) = next.strip_prefix(' ') {
                next = after;
            } else if let Some(tag) = next.starts_with('<').then(|| tag(next)).flatten().filter(|tag| tag.name == "br")
            {
                (breaks, next) = (breaks + 1, &next[tag.length..]);
            } else {
                break;
            }
        }
        self.out.truncate(self.out.trim_end_matches([' ', '\n']).len());
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        let in_list = ["- ", "* ", "+ "].iter().any(|mark| next.starts_with(mark));
        let end = match next.chars().next() {
            None => "",
            _ if self.out.is_empty() => "",
            Some('|') => "\n",
            Some(_) if line.starts_with('|') => " ",
            Some(_) if breaks > 1 || ends > 1 => "\n\n",
            Some(_) if in_list => "\n",
            Some('#' | '>' | '=' | '-' | '+' | '`' | '~') => "\n\n",
            Some(_) => "\\\n",
        };
        self.out.push_str(end);
        rest.len() - next.len()
    }

    fn preformatted(&mut self, code: &str) {
        let code = entities(code.trim_matches('\n'));
        let longest = code.split(|character| character != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        self.start_block(&format!("\n\n{fence}text\n{code}\n{fence}\n\n"));
    }

    /// Closes an inline tag: what is inside gets its delimiters, if Markdown will take them for such.
    fn close(&mut self, name: &str, rest: &str) {
        let Some(index) = self.spans.iter().rposition(|(open, ..)| *open == name) else { return };
        let (_, start, href) = self.spans.swap_remove(index);
        self.spans.truncate(index);
        let inside = self.out.get(start..).unwrap_or_default();
        let text = inside.trim();
        if text.is_empty() || text.contains("\n\n") {
            return;
        }
        let from = start + inside.len() - inside.trim_start().len();
        let to = from + text.len();
        if name == "a" {
            let (open, close) = match href.map(|href| (markdown::link(&entities(href)), href)) {
                Some((Some(target), _)) => ("[", format!("]({target})")),
                Some((None, href)) => ("", format!(" ({})", markdown::code(href))),
                None => return,
            };
            self.out.insert_str(to, &close);
            self.out.insert_str(from, open);
            return;
        }
        let word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let before = word(self.out[..from].chars().last()) && !word(text.chars().next());
        let after = to == self.out.len() && word(rest.chars().next()) && !word(text.chars().last());
        if !before && !after {
            let delimiter = if matches!(name, "b" | "strong") { "**" } else { "*" };
            self.out.insert_str(to, delimiter);
            self.out.insert_str(from, delimiter);
        }
    }
}

/// Where a tag closes.
fn find_close(text: &str, name: &str) -> Option<usize> {
    let close = format!("</{name}>");
    text.as_bytes().windows(close.len()).position(|part| part.eq_ignore_ascii_case(close.as_bytes()))
}

/// The entities that HTML needs itself.
fn entities(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", " ").replace("&amp;", "&")
}
