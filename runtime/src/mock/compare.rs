//! What was decoded, compared with what was expected.

use crate::model::{Wire, from_json, to_value};
use serde_json::Value;

/// Decodes a model from JSON.
///
/// # Errors
///
/// If the text is not JSON of the type.
pub fn decode<T: Wire>(text: &str) -> azure_core::Result<T> {
    from_json(text)
}

/// Asserts that what was decoded holds all of `expected`, and nothing else: the same properties with the same values.
/// Each is compared as it is written: `5` is not `5.0`, and a date is not the same date with another offset.
///
/// # Panics
///
/// With the JSON pointer of the first difference.
#[allow(clippy::panic, reason = "a mock reports to a test")]
pub fn assert_decoded<T: Wire>(decoded: &T, expected: &str) {
    match (to_value(decoded), decode::<Value>(expected)) {
        (Ok(decoded), Ok(expected)) => assert_same(&decoded, &expected),
        (Err(error), _) | (_, Err(error)) => panic!("{error}"),
    }
}

/// Asserts of each item what [`assert_decoded`] does.
///
/// # Panics
///
/// As [`assert_decoded`].
#[allow(clippy::panic, reason = "a mock reports to a test")]
pub fn assert_items<T: Wire>(items: &[T], expected: &str) {
    let items: azure_core::Result<Vec<Value>> = items.iter().map(to_value).collect();
    match (items, decode::<Value>(expected)) {
        (Ok(items), Ok(expected)) => assert_same(&Value::Array(items), &expected),
        (Err(error), _) | (_, Err(error)) => panic!("{error}"),
    }
}

#[allow(clippy::panic, reason = "a mock reports to a test")]
pub(super) fn assert_same(found: &Value, expected: &Value) {
    if let Some(difference) = difference(found, expected, "") {
        panic!("{difference}");
    }
}

fn difference(found: &Value, expected: &Value, at: &str) -> Option<String> {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            let missing = expected.iter().find_map(|(name, expected)| {
                let at = format!("{at}/{name}");
                match found.get(name) {
                    Some(found) => difference(found, expected, &at),
                    None => Some(format!("{at}: expected {expected}, found nothing")),
                }
            });
            let added = || {
                let name = found.keys().find(|name| !expected.contains_key(*name))?;
                Some(format!("{at}/{name}: not expected"))
            };
            missing.or_else(added)
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            let pairs = found.iter().zip(expected).enumerate();
            pairs
                .map(|(index, (found, expected))| (found, expected, format!("{at}/{index}")))
                .find_map(|(found, expected, at)| difference(found, expected, &at))
        }
        (found, expected) if found == expected => None,
        (found, expected) => Some(format!("{at}: expected {expected}, found {found}")),
    }
}
