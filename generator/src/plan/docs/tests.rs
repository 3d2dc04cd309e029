use super::{Docs, Line, sentence};
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::cell::RefCell;

/// The options of rustdoc.
const RUSTDOC: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

fn printed(docs: &Docs) -> String {
    docs.lines().collect::<Vec<_>>().join("\n")
}

/// What rustdoc would run, load, look up or complain of.
fn dangers(markdown: &str) -> Vec<String> {
    let found = RefCell::new(Vec::new());
    let broken = |link: BrokenLink<'_>| {
        found.borrow_mut().push(format!("link to an item: {}", link.reference));
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let mut in_link = 0;
    for event in Parser::new_with_broken_link_callback(markdown, RUSTDOC, Some(broken)) {
        let danger = match event {
            Event::Html(text) | Event::InlineHtml(text) => Some(format!("HTML: {text}")),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "text" => {
                in_link += 1;
                None
            }
            Event::Start(Tag::CodeBlock(kind)) => Some(format!("code: {kind:?}")),
            Event::Start(Tag::Heading { level, .. }) if level as usize == 1 => Some("heading".to_owned()),
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                in_link += 1;
                let known = ["http://", "https://", "mailto:"].iter().any(|scheme| {
                    dest_url.to_ascii_lowercase().starts_with(scheme) || link_type == pulldown_cmark::LinkType::Email
                });
                (!known).then(|| format!("link: {dest_url}"))
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => {
                in_link -= 1;
                None
            }
            Event::Text(text) if in_link == 0 && (text.contains("https://a") || text.contains("http://a")) => {
                Some(format!("bare URL: {text}"))
            }
            Event::Start(Tag::Image { dest_url, .. }) => Some(format!("image: {dest_url}")),
            Event::Start(Tag::FootnoteDefinition(name)) | Event::FootnoteReference(name) => {
                Some(format!("note: {name}"))
            }
            _ => None,
        };
        found.borrow_mut().extend(danger);
    }
    let hidden = markdown.chars().filter(|one| *one != '\n' && !crate::diagnostics::is_shown(*one));
    found.borrow_mut().extend(hidden.map(|one| format!("character {one:?}")));
    found.into_inner()
}

#[test]
fn texts() {
    let table = [
        ("Plain words, e.g. these.", "Plain words, e.g. these."),
        ("One line.\nThe same paragraph.\n\nThe next.", "One line. The same paragraph.\n\nThe next."),
        ("snake_case and __init__", "snake_case and **init**"),
        ("a * b, [Foo], x < y & z, ~1|2", "a \\* b, \\[Foo\\], x \\< y \\& z, \\~1\\|2"),
        ("*Em* and **strong** and `co_de`", "*Em* and **strong** and `co_de`"),
        ("See https://a.example/b_c.", "See <https://a.example/b_c>."),
        ("See [the *docs*](https://a.example/x?a=1&b=2 'Title').", "See [the *docs*](https://a.example/x?a=1&b=2)."),
        ("See [it][1].\n\n[1]: https://a.example", "See [it](https://a.example)."),
        ("[a](b) and [x](javascript:alert(1))", "\\[a\\](b) and \\[x\\](javascript:alert(1))"),
        ("[Required]: yes", "\\[Required\\]: yes"),
        ("Wow ![logo](https://a.example/logo.png)!", "Wow [logo](https://a.example/logo.png)!"),
        ("Values:\n- one\n- two\n  - three\n", "Values:\n\n* one\n* two\n  * three"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("# Errors\nNone.", "## Errors\n\nNone."),
        ("Name|Use\n---|---\n`a|b`|c", "| Name | Use |\n|---|---|\n| \\`a | b\\` |"),
        ("> Note\n> well", "> Note well"),
        (">=", "\\>="),
        ("- ", "\\-"),
        ("```rust\nfn main() {}\n```", "```text\nfn main() {}\n```"),
        ("Like so:\n\n    let x = 1;", "Like so:\n\n```text\nlet x = 1;\n```"),
        ("Indented\n\n      by chance.", "Indented\n\nby chance."),
        ("One<br>two<br/><br />three<br>", "One\\\ntwo\n\nthree"),
        ("<b>Bold</b>, <i>thin</i>, <code>a_b &lt; c</code>", "**Bold**, *thin*, `a_b < c`"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("Any of:<ul><li>one</li><li>two</li></ul>and so on", "Any of:\n\n* one\n* two\n\nand so on"),
        ("See <a href=\"https://a.example/x\" target='_blank'>this</a>.", "See [this](https://a.example/x)."),
        ("<a href=\"javascript:x()\">this</a>", "this (`javascript:x()`)"),
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("`<b>` and <resource-name>", "`<b>` and \\<resource-name\\>"),
        ("Of <https://a.example> and <me@a.example>", "Of <https://a.example> and <me@a.example>"),
        ("a\r\nb\rc\u{202e}d\u{0}", "a b cd"),
        (
            "Escaped twice:\\nyes, First.\\nSecond, C:\\new, (\\n)",
            "Escaped twice:\\\\nyes, First. Second, C:\\\\new, (\\\\n)",
        ),
        ("1.\n# no\n-", "1.\n\n## no\n\n*"),
    ];
    for (text, expected) in table {
        let docs = Docs::text(text);
        assert_eq!(printed(&docs), expected, "{text:?}");
        assert_eq!(dangers(&printed(&docs)), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn values_in_our_own_words() {
    let hostile = "x`\n\n```\nstd::process::exit(1)\n```\n[`Foo`] <b>\u{202e}";
    let mut docs = Docs::from(Line::from("The value ").code(hostile).words("."));
    docs.argument(hostile, &Docs::text(hostile));
    docs.sentence(Line::from("The default is ").code("").words("."));
    docs.rust("no_run", &[hostile.to_owned()]);
    let text = printed(&docs);
    let without_example = text.split("```no_run").next().unwrap_or_default();
    assert_eq!(dangers(without_example), Vec::<String>::new(), "{text}");
    assert_eq!(text.matches("```no_run\n").count(), 1, "{text}");
    assert!(text.ends_with("\n```"), "{text}");
}

/// Texts of all that means something to Markdown, HTML and Rust, in any order.
#[test]
fn no_text_is_more_than_a_text() {
    const PARTS: &[&str] = &[
        "word",
        "a_b",
        "e.g.",
        "\n",
        "\n\n",
        "\r",
        "\\n",
        " ",
        "    ",
        "\t",
        "`",
        "``",
        "```",
        "```rust\n",
        "~~~\n",
        "*",
        "**",
        "_",
        "__",
        "[",
        "]",
        "(",
        ")",
        "](",
        "]: ",
        "[Foo]",
        "[a](b)",
        "[a](https://a.example)",
        "![",
        "[^1]",
        "[^1]: ",
        "<",
        ">",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<br>",
        "<p>",
        "</p>",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<a href=\"https://a.example\">",
        "<a href='javascript:x'>",
        "</a>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<h1>",
        "https://a.example/x_y",
        "http://a",
        "<https://a.example>",
        "mailto:",
        "me@a.example",
        "javascript:",
        "&",
        "&lt;",
        "&#32;",
        "&nbsp;",
        "\\",
        "\\`",
        "|",
        "|-|",
        "---|---",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "# ",
        "> ",
        "===",
        "---",
        "~",
        "~~",
        "!",
        ":",
        "-:-",
        "'",
        "\"",
        "\u{202e}",
        "\u{200b}",
        "\u{a0}",
        "\u{2028}",
        "\0",
        "é",
        "[x]: y\n",
        "[x]: https://a.example\n",
        "[x]",
        "x\n---\n",
        "#[doc]",
        "///",
        "*/",
        "{}",
        "{{",
        "$x$",
        "[ ] ",
        "[x] ",
        "<seealso href=\"https://a.example\"/>",
        "> [!NOTE]\n",
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or_default()
    };
    for _ in 0..5_000 {
        let length = 1 + next(14);
        let text: String = (0..length).map(|_| PARTS[next(PARTS.len())]).collect();
        let docs = Docs::text(&text);
        let own = printed(&docs);
        assert_eq!(dangers(&own), Vec::<String>::new(), "{text:?} gave\n{own}");
        let mut around = Docs::from("Own words.");
        around.heading("Arguments");
        around.argument("name", &docs);
        around.argument("other", &"The other.".into());
        around.heading("Errors");
        let all = printed(&around);
        let own_headings = ["# Arguments", "# Errors"].iter().fold(all.clone(), |all, own| all.replace(own, "Own"));
        assert_eq!(dangers(&own_headings), Vec::<String>::new(), "{text:?} gave\n{all}");
        // The name of a language behind a fence is not kept.
        if text.contains("``") || text.contains("~~~") {
            continue;
        }
        assert_eq!(text.matches("word").count(), own.matches("word").count(), "{text:?} gave\n{own}");
    }
}

#[test]
fn deep_nesting_is_no_deep_call() {
    for part in [">", "- ", "<ul><li>", "<b>", "[", "*a "] {
        let docs = Docs::text(&part.repeat(20_000));
        assert_eq!(dangers(&printed(&docs)), Vec::<String>::new(), "{part}");
    }
}

#[test]
fn sentences() {
    let table = [
        ("The name. It is long.", "The name"),
        ("A name, e.g. Contoso. It is long.", "A name, e.g. Contoso"),
        ("Uses v1.0 of Microsoft.Network. Yes", "Uses v1.0 of Microsoft.Network"),
        ("Only one.", "Only one"),
        ("The J. Doe service. More.", "The J. Doe service"),
    ];
    for (text, first) in table {
        assert_eq!(sentence(text), first);
    }
}
