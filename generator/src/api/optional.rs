//! Which path parameters may be empty.

use super::In;
use super::builder::Parameter;

/// Whether a parameter is the last segment of a path and its description says that it may be left out.
///
/// OpenAPI 2.0 requires every path parameter, so that descriptions say it in other ways: `required: false`,
/// `allowEmptyValue: true` or `default: ""`, or in words, as Key Vault's do ("This URI fragment is optional"). The words
/// must be about the parameter: "the optional feature's name" is none.
pub(super) fn may_be_empty(path: &str, parameter: &Parameter<'_>) -> bool {
    let is_last = path.ends_with(&format!("/{{{}}}", parameter.name));
    parameter.sent_in == In::Path
        && is_last
        && (parameter.said_optional || parameter.description.is_some_and(says_optional))
}

/// Phrases that say it. `.` is any punctuation, or an end of the text.
const PHRASES: &[&str] = &[
    ". optional",
    "is optional",
    "are optional",
    "optional .",
    "be omitted",
    "be left out",
    "be left empty",
    "be left blank",
    "be empty",
    "be skipped",
    "if omitted",
    "when omitted",
    "if left",
    "when left",
    "if empty",
    "when empty",
    "if not specified",
    "when not specified",
    "if unspecified",
    "when unspecified",
    "if not provided",
    "when not provided",
    "if not given",
    "when not given",
    "if not set",
    "if absent",
    "when absent",
    "if it is omitted",
    "if it is empty",
    "if it is absent",
    "if it is not",
    "leave empty",
    "leave it empty",
    "leave it out",
    "leave out",
    "omit it",
    "omit this",
    "omit to",
];

/// Words that turn a phrase around: "must not be empty".
const NEGATIONS: &[&str] = &["not", "never", "no", "cannot", "can't", "non", "isn't", "mustn't", "shouldn't"];

fn says_optional(description: &str) -> bool {
    let mut text = String::from(" . ");
    for character in description.to_lowercase().chars() {
        match character {
            '.' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '!' | '\n' => text.push_str(" . "),
            '-' => text.push(' '),
            '’' => text.push('\''),
            other => text.push(other),
        }
    }
    text.push_str(" . ");
    let words: Vec<&str> = text.split_whitespace().collect();
    PHRASES.iter().any(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let mut windows = words.windows(phrase.len()).enumerate();
        windows.any(|(index, window)| {
            let before = words[..index].iter().rev().take_while(|word| **word != ".").take(2);
            window == phrase.as_slice() && !before.chain(window).any(|word| is_negation(word, &phrase))
        })
    })
}

/// Whether a word turns a phrase around that has no such word itself.
fn is_negation(word: &str, phrase: &[&str]) -> bool {
    NEGATIONS.contains(&word) && !phrase.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::says_optional;

    #[test]
    fn only_words_about_the_parameter_say_that_it_is_optional() {
        for text in [
            "The version of the secret. This URI fragment is optional. If not specified, the latest version is returned.",
            "Optional. The version.",
            "(Optional) The version.",
            "Optional version of the key.",
            "The version (optional)",
            "The version; may be omitted to read the latest.",
            "The revision. Leave it empty for the newest one.",
            "The version. If it is not given, the latest.",
        ] {
            assert!(says_optional(text), "{text}");
        }
        for text in [
            "The name of the optional feature.",
            "The version. It is not optional.",
            "The version. This is non-optional.",
            "The name. It must not be empty.",
            "The name, which cannot be omitted.",
            "The name of the thing.",
            "",
        ] {
            assert!(!says_optional(text), "{text}");
        }
    }
}
