//! The rules by which names of the wire become names of Rust.

use super::{Ident, Reserved};
use heck::{ToKebabCase, ToSnakeCase, ToUpperCamelCase};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};
use unicode_normalization::UnicodeNormalization;

/// Acronyms of two letters that come after others: `SQLVMs` are VMs.
const SHORT_ACRONYMS: &[&str] = &["AZ", "DB", "ID", "IP", "OS", "RP", "RU", "VM"];

/// A name in the characters that identifiers have: `ﬁ` is `fi`, and an accent is part of its letter. Two names that
/// differ in nothing else are one identifier to rustc.
fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// A name in words: symbols separate, except that those of a name with no letters are spelt out.
fn words(text: &str) -> String {
    let text = normal(text);
    let text = text.as_ref();
    let plain: String =
        text.chars().map(|character| if character.is_alphanumeric() { character } else { ' ' }).collect();
    if plain.trim().is_empty() {
        return spelt(text);
    }
    let signed = match text.strip_prefix(['-', '+']) {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("{} {}", symbol(text.chars().next().unwrap_or('-')), rest)
        }
        _ => plain,
    };
    acronyms(&signed)
}

/// All symbols spelt out: what tells `@type` from `type`.
fn spelt(text: &str) -> String {
    spelt_but(text, |character| character.is_whitespace() || character == '_')
}

/// Symbols spelt out, but for those that only separate words.
fn spelt_but(text: &str, separates: impl Fn(char) -> bool) -> String {
    let mut joined = String::with_capacity(text.len());
    for character in normal(text).chars() {
        if character.is_alphanumeric() {
            joined.push(character);
        } else if separates(character) {
            joined.push(' ');
        } else {
            let word = match character {
                '-' if joined.ends_with(char::is_alphanumeric) => "Dash".to_owned(),
                '_' => "Underscore".to_owned(),
                character if character.is_whitespace() => "Space".to_owned(),
                character => symbol(character),
            };
            joined.push_str(&format!(" {word} "));
        }
    }
    if joined.trim().is_empty() { "Empty".to_owned() } else { acronyms(&joined) }
}

fn symbol(character: char) -> String {
    let word = match character {
        '*' => "Star",
        '<' => "Less",
        '>' => "Greater",
        '=' => "Equal",
        '!' => "Not",
        '@' => "At",
        '$' => "Dollar",
        '#' => "Hash",
        '%' => "Percent",
        '&' => "And",
        '|' => "Or",
        '+' => "Plus",
        '-' => "Minus",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        ';' => "Semicolon",
        '/' => "Slash",
        '\\' => "Backslash",
        '?' => "Question",
        '(' => "Open",
        ')' => "Close",
        '~' => "Tilde",
        '^' => "Caret",
        '\'' | '"' | '`' => "Quote",
        other => return format!("U{:x}", u32::from(other)),
    };
    word.to_owned()
}

/// Makes `CIDRs` one word, and `IPv4` and `OAuth` too.
fn acronyms(text: &str) -> String {
    let text = text
        .replace("IPv", "Ipv")
        .replace("OAuth", "Oauth")
        .replace("GiB", "Gib")
        .replace("MiB", "Mib")
        .replace("KiB", "Kib");
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut index = 0;
    while index < characters.len() {
        let run = characters[index..].iter().take_while(|character| character.is_uppercase()).count();
        let behind = &characters[index + run..];
        let is_plural =
            run > 1 && behind.first() == Some(&'s') && behind.get(1).is_none_or(|next| !next.is_lowercase());
        if !is_plural {
            let length = run.max(1);
            out.extend(&characters[index..index + length]);
            index += length;
            continue;
        }
        let last: String = characters[index + run - 2..index + run].iter().collect();
        let first = if run > 4 && SHORT_ACRONYMS.contains(&last.as_str()) { run - 2 } else { 0 };
        for (offset, character) in characters[index..index + run].iter().enumerate() {
            if offset > first {
                out.extend(character.to_lowercase());
            } else {
                out.push(*character);
            }
        }
        index += run;
    }
    out
}

/// A name without the characters that no identifier has.
fn identifier_characters(name: &str) -> String {
    let name: String = name.chars().filter(|character| unicode_ident::is_xid_continue(*character)).collect();
    normal(&name).into_owned()
}

fn legal(name: String) -> String {
    let name = identifier_characters(&name);
    match name.chars().next() {
        None => "empty".to_owned(),
        Some(first) if first == '_' || unicode_ident::is_xid_start(first) => name,
        Some(_) => format!("_{name}"),
    }
}

/// How long a package's name may be: cargo makes names of files of it. A registry may allow less; crates.io allows 64.
const LONGEST_PACKAGE: usize = 128;

/// Whether a text can name a package: what cargo and crates.io allow, and its library is an identifier of its own.
pub(super) fn is_package(text: &str) -> bool {
    let ascii = text.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character));
    let library = text.replace('-', "_");
    ascii
        && !Reserved::Libraries.has(&library)
        && text.len() <= LONGEST_PACKAGE
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && !Reserved::Keywords.has(&library)
        && !Reserved::NeverRaw.has(&library)
}

/// A file's name without its folder and extension.
pub(super) fn file_stem(path: &str) -> &str {
    std::path::Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

/// A field's, argument's or method's name.
pub(super) fn snake(text: &str) -> Ident {
    snake_case(&words(text))
}

/// A method's name of several parts, each in its own words.
pub(super) fn joined(parts: &[&str]) -> Ident {
    let parts: Vec<String> = parts.iter().map(|part| words(part)).collect();
    snake_case(&parts.join(" "))
}

/// Words as the name of a field, an argument or a method.
fn snake_case(words: &str) -> Ident {
    Ident::new(identifier(legal(words.to_snake_case())))
}

/// Makes a word that cannot even be a raw identifier one that can.
fn identifier(name: String) -> String {
    if Reserved::NeverRaw.has(&name) { format!("{name}_") } else { name }
}

/// A part of a type's name, behind another: nothing where there is no text.
pub(super) fn part(text: &str) -> String {
    if text.is_empty() { String::new() } else { identifier_characters(&words(text).to_upper_camel_case()) }
}

/// A type's name.
pub(super) fn pascal(text: &str) -> String {
    not_taken(upper_camel(&words(text)))
}

/// Words as the name of a type or a variant. Some letters, such as `ĸ`, are small and have no capital.
fn upper_camel(words: &str) -> String {
    let name = legal(words.to_upper_camel_case());
    match name.trim_start_matches('_').chars().next() {
        Some(first) if first.is_lowercase() => format!("X{name}"),
        _ => name,
    }
}

/// The names of types whose plain name is another's in the same file: with their symbols spelt out, and with their case.
pub(super) fn distinct_names(text: &str) -> [String; 2] {
    let plain = pascal(text);
    [not_taken(upper_camel(&spelt(text))), format!("{plain}{}", case_of(text))]
}

fn not_taken(name: String) -> String {
    if Reserved::ModelTypes.has(&name) { format!("{name}Model") } else { name }
}

/// A variant's name.
fn variant(text: &str) -> String {
    let name = upper_camel(&words(text));
    let name = name.strip_prefix('_').map(|rest| format!("N{rest}")).unwrap_or(name);
    let reserved = [Reserved::NeverRaw, Reserved::Variants];
    if reserved.iter().any(|own| own.has(&name)) { format!("{name}Variant") } else { name }
}

/// Whether a name holds more than letters, digits and `_`.
pub(super) fn has_symbols(text: &str) -> bool {
    !text.chars().all(|character| character.is_alphanumeric() || character == '_')
}

/// A package's or feature's name: ASCII letters, digits and `-`, as cargo and crates.io ask for.
pub(super) fn kebab(text: &str) -> String {
    let ascii = deunicode::deunicode_with_tofu(text, " ");
    let name = words(&ascii).to_kebab_case();
    name.chars().take(LONGEST).collect::<String>().trim_end_matches('-').to_owned()
}

/// The longest name of a file: some file systems take 255 bytes, and crates.io takes features of 64.
const LONGEST: usize = 50;

/// A feature's name. The module of its models has it too, so that it is no device's: some are numbered.
pub(super) fn feature(text: &str) -> String {
    let name = kebab(text);
    let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    let numbered =
        number.is_some_and(|number| number.len() == 1 && number.starts_with(|digit: char| digit.is_ascii_digit()));
    if numbered || Reserved::Devices.has(&name) { format!("{name}-group") } else { name }
}

/// The module of a client, by the client's name: in ASCII, as rustc asks of modules that are files.
pub(super) fn client_module(client: &str) -> Ident {
    let mut name = snake(&deunicode::deunicode_with_tofu(client, " ")).plain().to_owned();
    if name.len() > 2 * LONGEST {
        name.truncate(2 * LONGEST);
        name.push_str("_client");
    }
    Ident::new(name)
}

/// The names of the module of models that a feature has, the preferred one first.
pub(super) fn modules(feature: &str) -> [Ident; 2] {
    let name = snake(feature);
    let other = Ident::new(format!("{}_models", name.plain()));
    [name, other]
}

/// The client's name without its `Client`: the title in one word.
pub(super) fn client_stem(title: &str) -> String {
    let name = pascal(title);
    let stem = name.strip_suffix("Client").unwrap_or(&name);
    if stem.is_empty() { "Service".to_owned() } else { stem.to_owned() }
}

/// Gives names of one scope, each once.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// From which number on a name may be free, where some are taken.
    numbers: HashMap<String, usize>,
}

impl Scope {
    /// A scope in which the names of the generator's own are taken.
    pub(super) fn of(own: Reserved) -> Self {
        Self::default().and(own.names().iter().copied())
    }

    /// The scope with other names that are taken.
    pub(super) fn and<'n>(mut self, taken: impl IntoIterator<Item = &'n str>) -> Self {
        self.taken.extend(taken.into_iter().map(str::to_owned));
        self
    }

    /// The first of the candidates that is free; the last one with a number where none is.
    pub(super) fn give(&mut self, candidates: impl IntoIterator<Item = String>) -> String {
        let mut last = String::new();
        for candidate in candidates {
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
            last = candidate;
        }
        let number = self.numbers.entry(last.clone()).or_insert(2);
        loop {
            let candidate = format!("{last}{number}");
            *number += 1;
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }

    /// The first of the identifiers that is free; the last one with a number where none is.
    pub(super) fn ident(&mut self, candidates: impl IntoIterator<Item = Ident>) -> Ident {
        Ident::new(self.give(candidates.into_iter().map(|candidate| candidate.plain().to_owned())))
    }

    /// A field's name.
    pub(super) fn field(&mut self, wire: &str) -> Ident {
        self.field_or(wire, &[])
    }

    /// The name of a parameter: one of its name that is elsewhere is told by where it is.
    pub(super) fn parameter(&mut self, wire: &str, location: &str) -> Ident {
        self.field_or(wire, &[location])
    }

    fn field_or(&mut self, wire: &str, endings: &[&str]) -> Ident {
        let name = snake(wire);
        let bare = name.plain().trim_end_matches('_').to_owned();
        let others = endings.iter().map(|ending| Ident::new(format!("{bare}_{ending}"))).collect::<Vec<_>>();
        let spelt_out = [spelt(wire), spelt_but(wire, |_| false)].map(|words| snake_case(&words));
        let [spelt, wholly_spelt] = spelt_out;
        let case = Ident::new(format!("{bare}_{}", case_of(wire).to_snake_case()));
        let last = Ident::new(format!("{bare}_"));
        self.ident([name].into_iter().chain(others).chain([spelt, case, wholly_spelt, last]))
    }

    /// A variant's name.
    pub(super) fn variant(&mut self, wire: &str) -> String {
        let name = variant(wire);
        let [spelt, wholly_spelt] = [spelt(wire), spelt_but(wire, |_| false)].map(|words| variant(&words));
        let case = format!("{name}{}", case_of(wire));
        self.give([name, spelt, case, wholly_spelt])
    }
}

/// What tells a name from those that differ only in case; nothing where there are no cases.
fn case_of(text: &str) -> &'static str {
    let upper = text.chars().any(char::is_uppercase);
    let lower = text.chars().any(char::is_lowercase);
    match (upper, lower) {
        (true, false) => "Uppercase",
        (false, true) => "Lowercase",
        (true, true) => "MixedCase",
        (false, false) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        let table = [
            ("bastionHostName", "bastion_host_name"),
            ("publicIPAddress", "public_ip_address"),
            ("VMs", "vms"),
            ("allowedCIDRs", "allowed_cidrs"),
            ("URLs", "urls"),
            ("VMSSs", "vmsss"),
            ("managedSQLVMs", "managed_sql_vms"),
            ("userGUIDs", "user_guids"),
            ("HTTPSUrls", "https_urls"),
            ("availableIPv4Count", "available_ipv4_count"),
            ("sizeInGiB", "size_in_gib"),
            ("type", "r#type"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
            ("@odata.type", "odata_type"),
            ("$schema", "schema"),
            ("x-ms-request-id", "x_ms_request_id"),
            ("2fa", "_2fa"),
            ("größe", "größe"),
            ("e\u{301}te\u{301}", "\u{e9}t\u{e9}"),
            ("ﬁne", "fine"),
            ("$", "dollar"),
            ("", "empty"),
        ];
        for (wire, name) in table {
            assert_eq!(snake(wire).to_string(), name, "{wire}");
        }
    }

    #[test]
    fn methods_of_several_parts() {
        let table: &[(&[&str], &str)] = &[
            (&["get", "BastionHosts", "client"], "get_bastion_hosts_client"),
            (&["get", "self", "client"], "get_self_client"),
            (&["get", "1st", "client"], "get_1st_client"),
            (&["type", "operation"], "type_operation"),
        ];
        for (parts, name) in table {
            assert_eq!(joined(parts).to_string(), *name, "{parts:?}");
        }
    }

    #[test]
    fn features_and_packages() {
        let table = [
            ("BastionHosts", "bastion-hosts"),
            ("Größe0", "grosse0"),
            ("Группа", "gruppa"),
            ("2fa", "2fa"),
            ("a/b:c", "a-b-c"),
            ("", "empty"),
            ("\u{7}", "u7"),
            ("Con", "con-group"),
            ("COM1", "com1-group"),
            ("Com10", "com10"),
            ("Lptx", "lptx"),
        ];
        for (group, name) in table {
            assert_eq!(feature(group), name, "{group}");
        }
        let long = client_module(&format!("{}Client", "Größe".repeat(100)));
        let long = long.plain();
        assert!(long.len() < 128 && long.ends_with("_client"), "{long}");
        assert_eq!(client_module("ParcelsClient").plain(), "parcels_client");
        assert!(feature("北京").is_ascii() && feature(&"Long".repeat(100)).len() <= 64);
        for name in ["test", "azure_core", "azure-core", "serde-json", "self", "2x", "ä", "", &"x".repeat(129)] {
            assert!(!is_package(name), "{name}");
        }
        assert!(is_package("armrest-bastion") && is_package("a") && is_package(&"x".repeat(128)));
    }

    #[test]
    fn types() {
        let table = [
            ("BastionHostIPConfiguration", "BastionHostIpConfiguration"),
            ("VM", "Vm"),
            ("IPRule", "IpRule"),
            ("Option", "OptionModel"),
            ("microsoft.graph.user", "MicrosoftGraphUser"),
            ("Self", "SelfModel"),
            ("ĸ", "Xĸ"),
            ("42", "_42"),
        ];
        for (wire, name) in table {
            assert_eq!(pascal(wire), name, "{wire}");
        }
    }

    #[test]
    fn variants_have_distinct_names() {
        let mut scope = Scope::of(Reserved::Variants);
        let table = [
            ("SSH", "Ssh"),
            ("ssh", "SshLowercase"),
            ("Ssh", "SshMixedCase"),
            ("", "Empty"),
            ("*", "Star"),
            ("<", "Less"),
            ("<=", "LessEqual"),
            ("Self", "SelfVariant"),
            ("1.0", "N10"),
            ("-1", "Minus1"),
            ("UnknownValue", "UnknownValueVariant"),
        ];
        for (wire, name) in table {
            assert_eq!(scope.variant(wire), name, "{wire}");
        }
    }

    #[test]
    fn clients() {
        assert_eq!(client_stem("Bastion"), "Bastion");
        assert_eq!(client_stem("NetworkManagementClient"), "NetworkManagement");
        assert_eq!(client_stem("Azure SQL Database"), "AzureSqlDatabase");
    }
}
