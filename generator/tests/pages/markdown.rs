//! What a page of Markdown has in it: blocks of code with their notes, links, and headings.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page.
pub(crate) struct Page {
    /// Its path from the checkout, with `/`.
    pub(crate) path: String,
    pub(crate) lines: usize,
    pub(crate) blocks: Vec<Block>,
    /// Where its links lead.
    pub(crate) links: Vec<String>,
    /// The anchors of its headings.
    pub(crate) anchors: Vec<String>,
}

/// A block of code.
pub(crate) struct Block {
    /// `docs/page.md:LINE`
    pub(crate) at: String,
    pub(crate) language: String,
    pub(crate) text: String,
    pub(crate) note: Option<Note>,
}

/// What a comment before a block says of it.
#[derive(Clone)]
pub(crate) enum Note {
    /// `<!-- not run: REASON -->`
    NotRun(String),
    /// `<!-- file: NAME -->`: the reader's file.
    File(String),
    /// `<!-- more of: NAME -->`: what is added to the reader's file.
    More(String),
}

impl Note {
    fn read(html: &str) -> Option<Self> {
        let (kind, text) = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?.split_once(':')?;
        let text = text.trim().to_owned();
        match kind.trim() {
            "not run" => Some(Self::NotRun(text)),
            "file" => Some(Self::File(text)),
            "more of" => Some(Self::More(text)),
            _ => None,
        }
    }
}

/// What the text that follows belongs to.
enum Within {
    Nothing,
    Block(Block),
    Heading(String),
}

impl Page {
    pub(crate) fn read(path: String, text: &str) -> Self {
        let (mut blocks, mut links, mut anchors) = (Vec::new(), Vec::new(), Vec::new());
        let (mut within, mut note) = (Within::Nothing, None);
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Html(html) => note = Note::read(&html),
                Event::Start(Tag::CodeBlock(kind)) => {
                    let language = match kind {
                        CodeBlockKind::Fenced(language) => language.to_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    let at = format!("{path}:{}", 1 + text[..range.start].matches('\n').count());
                    within = Within::Block(Block { at, language, text: String::new(), note: note.take() });
                }
                Event::Start(Tag::Heading { .. }) => within = Within::Heading(String::new()),
                Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
                Event::Text(text) | Event::Code(text) => match &mut within {
                    Within::Block(block) => block.text.push_str(&text),
                    Within::Heading(heading) => heading.push_str(&text),
                    Within::Nothing => {}
                },
                Event::End(TagEnd::CodeBlock | TagEnd::Heading(_)) => {
                    match std::mem::replace(&mut within, Within::Nothing) {
                        Within::Block(block) => blocks.push(block),
                        Within::Heading(heading) => anchors.push(anchor(&heading)),
                        Within::Nothing => {}
                    }
                }
                _ => {}
            }
        }
        Self { path, lines: text.lines().count(), blocks, links, anchors }
    }
}

/// The anchor that GitHub and mdBook give a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase().replace(' ', "-");
    kept.chars().filter(|character| character.is_alphanumeric() || "-_".contains(*character)).collect()
}
