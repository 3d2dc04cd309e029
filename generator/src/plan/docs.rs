//! Texts of a description as documentation that rustdoc and Markdown take for the words they are.

use super::{ArgumentType, ConnectionPlan, Ending, Method, RustType};

/// The width at which documentation is broken into lines.
const WIDTH: usize = 100;

/// A text of the description, in lines.
pub(super) fn text(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let text = text.replace("\r\n", "\n").replace("\\n", "\n");
    for paragraph in text.split("\n\n") {
        let words: Vec<String> = paragraph.split_whitespace().map(word).collect();
        if words.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        wrap(&words, &mut lines);
    }
    balance_backticks(&mut lines);
    lines
}

fn wrap(words: &[String], lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if line.is_empty() {
            line.push_str(&at_line_start(word));
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.push(line);
}

/// What begins a line must not begin a list, a heading, a quote or a table.
fn at_line_start(word: &str) -> String {
    let digits = word.trim_start_matches(|character: char| character.is_ascii_digit());
    let numbered = digits.len() < word.len() && matches!(digits, "." | ")");
    if numbered {
        let number = &word[..word.len() - digits.len()];
        return format!("{number}\\{digits}");
    }
    match word.chars().next() {
        Some('-' | '+' | '#' | '>' | '|' | '=' | '~') => format!("\\{word}"),
        _ => word.to_owned(),
    }
}

/// One word: a URL as a link, and what Markdown would take for more than text escaped.
fn word(word: &str) -> String {
    let start = word.find("https://").or_else(|| word.find("http://"));
    if let Some(start) = start {
        let (before, link) = word.split_at(start);
        let end =
            link.find(['<', '>', '"', '\'', '`', '[', ']', '(', ')', '{', '}', '|', '\\', '^']).unwrap_or(link.len());
        let trimmed = link[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
        let (link, after) = link.split_at(trimmed);
        if link.split_once("://").is_some_and(|(_, host)| !host.is_empty()) {
            return format!("{}<{link}>{}", escape(before), escape(after));
        }
    }
    escape(word)
}

fn escape(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            '\\' | '*' | '[' | ']' | '<' | '>' | '|' | '&' | '_' | '~' => {
                // An underscore inside a word says nothing to Markdown.
                let inside = character == '_'
                    && !escaped.is_empty()
                    && escaped.ends_with(char::is_alphanumeric)
                    && !word.ends_with('_');
                if !inside {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// Backticks that do not pair up, or that would open a block, are plain characters.
fn balance_backticks(lines: &mut [String]) {
    let single = !lines.iter().any(|line| line.contains("``"));
    let paired = lines.iter().all(|line| line.matches('`').count() % 2 == 0);
    for line in lines.iter_mut() {
        if single && paired {
            // Inside of code nothing is escaped.
            let parts: Vec<String> = line
                .split('`')
                .enumerate()
                .map(|(index, part)| if index % 2 == 1 { unescape(part) } else { part.to_owned() })
                .collect();
            *line = parts.join("`");
        } else {
            *line = line.replace('`', "\\`");
        }
    }
}

fn unescape(code: &str) -> String {
    let mut plain = String::with_capacity(code.len());
    let mut characters = code.chars().peekable();
    while let Some(character) = characters.next() {
        let escapes = character == '\\' && characters.peek().is_some_and(|next| "\\*[]<>|&_~".contains(*next));
        if !escapes {
            plain.push(character);
        } else if let Some(next) = characters.next() {
            plain.push(next);
        }
    }
    plain
}

/// The first sentence of a text, on one line.
pub(super) fn sentence(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.find(". ").unwrap_or(line.len());
    line[..end].trim_end_matches('.').to_owned()
}

/// A text, or words in its place where the description has none.
pub(super) fn text_or(description: Option<&str>, otherwise: &str) -> Vec<String> {
    let lines = description.map(text).unwrap_or_default();
    if lines.is_empty() { vec![otherwise.to_owned()] } else { lines }
}

/// Adds a sentence to a text: to its last line, if there is room.
pub(super) fn add(lines: &mut Vec<String>, sentence: &str) {
    if let Some(last) = lines.last_mut()
        && last.chars().count() + sentence.chars().count() < WIDTH
    {
        let stop = if last.ends_with(['.', '!', '?', ':']) { "" } else { "." };
        last.push_str(&format!("{stop} {sentence}"));
    } else {
        lines.push(sentence.to_owned());
    }
}

/// The example in a method's documentation: lines of Rust that compile, hidden ones with `# ` in front.
pub(super) fn method_example(library: &str, client: &str, method: &Method) -> Vec<String> {
    let mut given = vec![format!("client: {library}::clients::{client}")];
    let mut arguments = Vec::new();
    for argument in &method.arguments {
        let name = &argument.name;
        let models = format!("{library}::models::");
        match &argument.kind {
            ArgumentType::Text => {
                arguments.push(format!("\"<{}>\"", name.trim_start_matches("r#")));
            }
            ArgumentType::Value(kind) => {
                given.push(format!("{name}: {}", kind.source(&models)));
                arguments.push(name.clone());
            }
            ArgumentType::Slice(kind) => {
                given.push(format!("{name}: &[{}]", kind.source(&models)));
                arguments.push(name.clone());
            }
            ArgumentType::Content(kind) if matches!(kind.without_format(), RustType::Model(_)) => {
                let kind = kind.without_format();
                given.push(format!("{name}: {}", kind.source(&models)));
                arguments.push(format!("{name}.try_into()?"));
            }
            ArgumentType::Content(kind) => {
                let kind = kind.source(&models);
                given.push(format!("{name}: azure_core::http::RequestContent<{kind}>"));
                arguments.push(name.clone());
            }
        }
    }
    arguments.push("None".to_owned());
    let call = format!("client.{}({})", method.name, arguments.join(", "));
    let mut lines = vec![format!("# async fn example({}) -> azure_core::Result<()> {{", given.join(", "))];
    lines.extend(usage(&call, &method.ending));
    lines.push("# Ok(()) }".to_owned());
    lines
}

/// How a call's result is used.
fn usage(call: &str, ending: &Ending) -> Vec<String> {
    let lines: Vec<String> = match ending {
        Ending::Plain(Some(_)) => {
            vec![format!("let result = {call}.await?.into_model()?;"), "println!(\"{result:?}\");".to_owned()]
        }
        Ending::Exists => vec![format!("let exists = {call}.await?;"), "println!(\"{exists}\");".to_owned()],
        Ending::Stream => vec![
            format!("let body = {call}.await?.into_body().collect().await?;"),
            "println!(\"{} bytes\", body.len());".to_owned(),
        ],
        Ending::Plain(None) => vec![format!("{call}.await?;")],
        Ending::Poller(Some(RustType::RawBody), _) => {
            vec![format!("let body = {call}?.await?.into_body();"), "println!(\"{} bytes\", body.len());".to_owned()]
        }
        Ending::Poller(Some(_), _) => {
            vec![format!("let result = {call}?.await?.into_model()?;"), "println!(\"{result:?}\");".to_owned()]
        }
        Ending::Poller(None, _) => vec![format!("{call}?.await?;")],
        Ending::Pager(..) => paged(&format!("{call}?")),
        Ending::PageablePoller(..) => paged(&format!("{call}?.await?")),
    };
    lines
}

fn paged(pager: &str) -> Vec<String> {
    vec![
        "use futures::TryStreamExt as _;".to_owned(),
        String::new(),
        format!("let mut items = {pager};"),
        "while let Some(item) = items.try_next().await? {".to_owned(),
        "    println!(\"{item:?}\");".to_owned(),
        "}".to_owned(),
    ]
}

/// The example in the crate's documentation: how a client is made.
pub(super) fn crate_example(library: &str, client: &str, connection: &ConnectionPlan) -> Vec<String> {
    let given = connection.host.iter().chain(&connection.kept);
    let given: String =
        given.map(|kept| format!("\"<{}>\", ", kept.name.trim_start_matches("r#").replace('_', " "))).collect();
    let mut lines = vec![format!("use {library}::{client};")];
    if connection.token {
        lines.push("use azure_identity::DeveloperToolsCredential;".to_owned());
    }
    lines.extend([String::new(), "# fn example() -> azure_core::Result<()> {".to_owned()]);
    if connection.token {
        lines.push("let credential = DeveloperToolsCredential::new(None)?;".to_owned());
        lines.push(format!("let client = {client}::new({given}credential, None)?;"));
    } else {
        lines.push(format!("let client = {client}::with_key({given}\"<key>\", None)?;"));
    }
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    lines
}
