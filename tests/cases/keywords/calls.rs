use azure_core::Result;
use keywords::{
    from_json,
    models::{Kind, Properties, Words},
    to_value,
};
use serde_json::{Map, Value, json};

const WORDS: &[&str] = &[
    "as", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn", "for", "if", "impl",
    "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "Self", "static", "struct",
    "super", "trait", "true", "type", "unsafe", "use", "where", "while", "async", "await", "abstract", "become", "box",
    "do", "final", "gen", "macro", "override", "priv", "try", "typeof", "unsized", "virtual", "yield", "union", "auto",
    "default", "raw", "safe",
];

#[test]
fn each_word_is_a_property() -> Result<()> {
    let all: Map<String, Value> = WORDS.iter().map(|word| ((*word).to_owned(), json!(word))).collect();
    let all = Value::Object(all);
    assert_eq!(to_value(&from_json::<Properties>(all.to_string())?)?, all);
    Ok(())
}

#[test]
fn each_word_is_a_value() -> Result<()> {
    for word in WORDS {
        let model: Properties = from_json(json!({ "words": word }).to_string())?;
        assert!(model.words.is_some_and(|value| !matches!(value, Words::UnknownValue(_))), "{word}");
    }
    Ok(())
}

#[test]
fn each_word_is_a_kind() -> Result<()> {
    for word in WORDS {
        let own = if *word == "type" { "own" } else { word };
        let text = json!({ "kinds": [{ "type": word, own: true }] });
        let model: Properties = from_json(text.to_string())?;
        assert_eq!(to_value(&model)?, text);
        assert!(model.kinds.is_some_and(|kinds| !matches!(kinds[0], Kind::UnknownValue(_))), "{word}");
    }
    Ok(())
}
