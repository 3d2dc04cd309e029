//! CommonMark of a description as CommonMark that rustdoc may print: the same words, lists, tables and links, and
//! nothing that is run, loaded or looked up.

use super::{html, inline::Inline};
use crate::diagnostics::shown;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};
use std::{borrow::Cow, fmt::Write as _};

/// The width at which documentation is broken into lines.
pub(super) const WIDTH: usize = 100;

/// Lists and quotes that are nested more deeply than this are flattened.
const DEPTH: usize = 12;

/// A text that is no CommonMark, on one line.
pub(super) fn plain(text: &str) -> String {
    let mut inline = Inline::default();
    inline.text(&readable(text), true);
    inline.joined()
}

/// The lines of a text that is no CommonMark, with words of our own behind it.
pub(super) fn title(text: &str, words: &[&str]) -> Vec<String> {
    let mut inline = Inline::default();
    inline.text(&readable(text), false);
    for word in words {
        inline.open = false;
        inline.piece(word, false);
    }
    inline.wrapped(WIDTH)
}

/// The lines of a text, and whether they end with a paragraph.
pub(super) fn lines(text: &str) -> (Vec<String>, bool) {
    let text = readable(text);
    if is_plain(&text) || is_symbol(text.trim()) {
        return (paragraphs(&text), true);
    }
    let text = html::to_markdown(&text);
    let text = without_definitions(text);
    let mut writer = Writer::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, OPTIONS)) {
        writer.event(event);
    }
    writer.finish()
}

/// The dialect that descriptions are read as.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_GFM);

/// Without characters that are not shown or change the direction of what follows; line ends are `\n`. Some
/// descriptions escape a line end twice.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    let clean = |character: char| matches!(character, ' '..='~' | '\n');
    if text.chars().all(clean) && !text.contains("\\n") {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace("\\r\\n", "\n").replace('\r', "\n");
    let text = unescaped_line_ends(&text);
    Cow::Owned(text.chars().filter_map(shown).collect())
}

/// `\n` in the text itself is a line end, unless a word or a path goes on behind it.
fn unescaped_line_ends(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\n") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        plain.push_str(before);
        let goes_on = after.starts_with(|next: char| next.is_lowercase() || next == ')')
            || before.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '\\' | '('));
        plain.push_str(if goes_on { "\\n" } else { "\n" });
        rest = after;
    }
    plain + rest
}

/// Whether nothing in a text says anything to Markdown.
fn is_plain(text: &str) -> bool {
    let mut last = ' ';
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '[' | '<' | '&' | '|' | '~' => return false,
            '_' if !last.is_alphanumeric() => return false,
            _ => {}
        }
        last = character;
    }
    let starts = |line: &str| {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        indent < 4 && text.chars().next().is_none_or(|first| first.is_alphabetic() || "'\"($/{".contains(first))
    };
    text.trim().split('\n').all(starts)
}

/// Whether a text is one word that begins with a mark, such as `>=`: that is no empty list or quote.
fn is_symbol(text: &str) -> bool {
    text.starts_with(['>', '-', '+', '#', '=', '~', '|', ':']) && !text.contains(char::is_whitespace)
}

fn paragraphs(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split("\n\n") {
        let mut words = Inline::default();
        words.text(paragraph, false);
        if words.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(words.wrapped(WIDTH));
    }
    lines
}

/// Link definitions that would be dropped: those that nothing refers to, and those of no link.
fn without_definitions(text: String) -> String {
    if !text.contains("]:") {
        return text;
    }
    let parser = Parser::new_ext(&text, OPTIONS);
    let mut starts: Vec<usize> = parser
        .reference_definitions()
        .iter()
        .filter(|(label, own)| {
            let references = text.match_indices(&format!("[{label}]")).count();
            references < 2 || link(&own.dest).is_none()
        })
        .map(|(_, own)| own.span.start)
        .collect();
    starts.sort_unstable();
    let mut escaped = text;
    for start in starts.into_iter().rev() {
        if let Some(bracket) = escaped[start..].find('[') {
            escaped.insert(start + bracket, '\\');
        }
    }
    escaped
}

/// A link that may be followed, with what Markdown would take for more than a link percent-encoded.
pub(super) fn link(url: &str) -> Option<String> {
    let url = url.trim();
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| {
        let start = url.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    });
    if !known {
        return None;
    }
    let mut link = String::with_capacity(url.len());
    for character in url.chars().filter_map(shown) {
        match character {
            '"' | '\'' | '<' | '>' | '[' | ']' | '(' | ')' | '{' | '}' | '|' | '\\' | '^' | '`' | '*' | ';' => {
                // Writing to a string does not fail, here and below.
                let _ = write!(link, "%{:02X}", u32::from(character));
            }
            character if character.is_whitespace() => link.push_str("%20"),
            character => link.push(character),
        }
    }
    Some(link)
}

/// A text as code, whatever is in it.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().filter_map(shown).map(|one| if one == '\n' { ' ' } else { one }).collect();
    if text.trim().is_empty() {
        return if text.is_empty() { "(empty)".to_owned() } else { "(blank)".to_owned() };
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

/// A piece of documentation between empty lines.
#[derive(Debug)]
struct Block {
    lines: Vec<String>,
    kind: BlockKind,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum BlockKind {
    Paragraph,
    List,
    Other,
}

/// What blocks are in.
#[derive(Debug)]
enum Container {
    Quote,
    List { next: Option<u64>, loose: bool },
    Item,
    Cells,
}

/// A link that is open.
#[derive(Debug)]
enum Link {
    To(String),
    /// Its text is its target, and is printed already.
    Whole,
    /// In another link.
    Nested,
    /// Of no web page and no address: printed as it was written.
    Refused(String),
}

#[derive(Debug, Default)]
struct Writer {
    /// What is open, with the blocks of what is around it.
    open: Vec<(Container, Vec<Block>)>,
    blocks: Vec<Block>,
    inline: Inline,
    /// The rows of the open table.
    rows: Vec<Vec<String>>,
    links: Vec<Link>,
    /// The open block of code.
    code: Option<(String, bool)>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((code, _)) => code.push_str(&text),
                None if matches!(self.links.last(), Some(Link::Whole)) => {}
                None => {
                    let in_link = self.in_link();
                    self.inline.text(&text, in_link);
                }
            },
            Event::Code(text) => {
                let text = if self.in_table() { code(&text).replace('|', "\\|") } else { code(&text) };
                self.inline.piece(&text, false);
            }
            Event::SoftBreak => self.inline.open = false,
            Event::HardBreak => self.inline.end_line(),
            Event::Rule => self.block(vec!["---".to_owned()], BlockKind::Other),
            Event::Html(text) | Event::InlineHtml(text) => self.inline.text(&text, false),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline.text(&text, false),
            Event::FootnoteReference(name) => self.inline.text(&format!("[^{name}]"), false),
            Event::TaskListMarker(done) => self.inline.text(if done { "[x] " } else { "[ ] " }, false),
        }
    }

    fn in_link(&self) -> bool {
        self.links.iter().any(|link| matches!(link, Link::To(_) | Link::Whole))
    }

    fn in_table(&self) -> bool {
        matches!(self.open.last(), Some((Container::Cells, _)))
    }

    /// The width that is left for a paragraph.
    fn width(&self) -> usize {
        WIDTH.saturating_sub(self.open.len().min(DEPTH) * 2)
    }

    fn block(&mut self, lines: Vec<String>, kind: BlockKind) {
        self.flush();
        self.blocks.push(Block { lines, kind });
    }

    /// Ends the open paragraph.
    fn flush(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        if !inline.is_empty() {
            let lines = inline.wrapped(self.width());
            self.blocks.push(Block { lines, kind: BlockKind::Paragraph });
        }
    }

    fn enter(&mut self, container: Container) {
        self.flush();
        self.open.push((container, std::mem::take(&mut self.blocks)));
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                if let [.., (Container::List { loose, .. }, _), (Container::Item, _)] = self.open.as_mut_slice() {
                    *loose = true;
                }
                self.flush();
            }
            Tag::BlockQuote(kind) => {
                self.enter(Container::Quote);
                let title = kind.map(|kind| match kind {
                    BlockQuoteKind::Note => "**Note**",
                    BlockQuoteKind::Tip => "**Tip**",
                    BlockQuoteKind::Important => "**Important**",
                    BlockQuoteKind::Warning => "**Warning**",
                    BlockQuoteKind::Caution => "**Caution**",
                });
                self.blocks
                    .extend(title.map(|title| Block { lines: vec![title.to_owned()], kind: BlockKind::Paragraph }));
            }
            Tag::List(next) => self.enter(Container::List { next, loose: false }),
            Tag::Item => self.enter(Container::Item),
            Tag::Table(_) => {
                self.enter(Container::Cells);
                self.rows.clear();
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::CodeBlock(kind) => {
                self.flush();
                let (text, is_indented) = match kind {
                    CodeBlockKind::Indented => (String::new(), true),
                    CodeBlockKind::Fenced(language) if is_language(&language) => (String::new(), false),
                    CodeBlockKind::Fenced(text) => (format!("{text}\n"), false),
                };
                self.code = Some((text, is_indented));
            }
            Tag::Emphasis => self.inline.open("*"),
            Tag::Strong => self.inline.open("**"),
            Tag::Link { dest_url, link_type, .. } => self.open_link(&dest_url, link_type),
            Tag::Image { dest_url, link_type, .. } => self.open_link(&dest_url, link_type),
            Tag::Heading { .. } | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn open_link(&mut self, url: &str, kind: LinkType) {
        let target = if kind == LinkType::Email { link(&format!("mailto:{url}")) } else { link(url) };
        let own = match target {
            _ if self.in_link() => Link::Nested,
            Some(target) if matches!(kind, LinkType::Autolink | LinkType::Email) => {
                self.inline.piece(&format!("<{}>", target.trim_start_matches("mailto:")), false);
                Link::Whole
            }
            Some(target) => {
                self.inline.open("[");
                Link::To(target)
            }
            None => {
                self.inline.piece("\\[", false);
                Link::Refused(url.to_owned())
            }
        };
        self.links.push(own);
    }

    fn end_link(&mut self) {
        match self.links.pop() {
            Some(Link::To(target)) => self.inline.close(&format!("]({target})")),
            Some(Link::Refused(url)) => {
                self.inline.close("\\]");
                self.inline.text(&format!("({url})"), false);
            }
            Some(Link::Whole | Link::Nested) | None => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Heading(level) => {
                let inline = std::mem::take(&mut self.inline);
                if !inline.is_empty() {
                    // Below the headings that the generator writes itself.
                    let marks = "#".repeat((level as usize + 1).min(6));
                    self.block(vec![format!("{marks} {}", inline.joined())], BlockKind::Other);
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => self.leave(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inline).joined();
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Emphasis => self.inline.close("*"),
            TagEnd::Strong => self.inline.close("**"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {}
        }
    }

    /// Ends a container: what is in it becomes one block of what is around it.
    fn leave(&mut self) {
        self.flush();
        let deep = self.open.len() > DEPTH;
        let Some((container, around)) = self.open.pop() else { return };
        let inside = std::mem::replace(&mut self.blocks, around);
        let (lines, kind) = match container {
            Container::Quote => {
                let prefix = if deep { "" } else { "> " };
                (prefixed(separated(inside, false), prefix, prefix), BlockKind::Other)
            }
            Container::Item => {
                let (mark, tight) = match self.open.last_mut() {
                    Some((Container::List { next: Some(number), loose }, _)) => {
                        *number += 1;
                        (format!("{}. ", *number - 1), !*loose)
                    }
                    Some((Container::List { loose, .. }, _)) => ("* ".to_owned(), !*loose),
                    _ => ("* ".to_owned(), true),
                };
                let mark = if deep { String::new() } else { mark };
                let nothing =
                    inside.is_empty().then(|| Block { lines: vec![String::new()], kind: BlockKind::Paragraph });
                let inside = inside.into_iter().chain(nothing).collect();
                (prefixed(separated(inside, tight), &mark, &" ".repeat(mark.len())), BlockKind::Other)
            }
            Container::List { loose: true, .. } => (separated(inside, false), BlockKind::List),
            Container::List { loose: false, .. } => {
                (inside.into_iter().flat_map(|item| item.lines).collect(), BlockKind::List)
            }
            Container::Cells => (table(&std::mem::take(&mut self.rows)), BlockKind::Other),
        };
        if !lines.is_empty() {
            self.blocks.push(Block { lines, kind });
        }
    }

    /// Ends a block of code, which is never a documentation test. Prose is often indented by chance.
    fn end_code(&mut self) {
        let Some((code, is_indented)) = self.code.take() else { return };
        if is_indented && !code.contains(['{', '}', '=', ';', '<', '>']) {
            self.inline.text(&code, false);
            self.flush();
            return;
        }
        let lines = code.trim_end().lines().map(|line| line.trim_end().to_owned());
        let lines: Vec<String> = lines.skip_while(String::is_empty).collect();
        if !lines.is_empty() {
            let fence = "`".repeat(longest_run(&code).max(2) + 1);
            let lines = [format!("{fence}text")].into_iter().chain(lines).chain([fence.clone()]);
            self.block(lines.collect(), BlockKind::Other);
        }
    }

    fn finish(mut self) -> (Vec<String>, bool) {
        self.flush();
        let ends_with_paragraph = self.blocks.last().is_none_or(|last| last.kind == BlockKind::Paragraph);
        (separated(self.blocks, false), ends_with_paragraph)
    }
}

/// Whether the text behind a fence names a language: no word of the description is lost with it.
fn is_language(text: &str) -> bool {
    text.len() < 16 && text.chars().all(|one| one.is_ascii_alphanumeric() || "+#-_.".contains(one))
}

/// A table: its first row is the head.
fn table(rows: &[Vec<String>]) -> Vec<String> {
    let row = |cells: &Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines: Vec<String> = rows.iter().map(row).collect();
    if let Some(head) = rows.first() {
        lines.insert(1, format!("|{}", "---|".repeat(head.len())));
    }
    lines
}

/// Blocks with empty lines between; in a tight list, a list is right below its paragraph.
fn separated(blocks: Vec<Block>, tight: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        let follows = tight && block.kind == BlockKind::List;
        if !lines.is_empty() && !follows {
            lines.push(String::new());
        }
        lines.extend(block.lines);
    }
    lines
}

/// Lines with something in front of the first, and something in front of the others.
pub(super) fn prefixed(lines: Vec<String>, first: &str, others: &str) -> Vec<String> {
    let line = |(index, line): (usize, String)| {
        let prefix = if index == 0 { first } else { others };
        format!("{prefix}{line}").trim_end().to_owned()
    };
    lines.into_iter().enumerate().map(line).collect()
}
