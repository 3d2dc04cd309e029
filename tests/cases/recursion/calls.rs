use azure_core::Result;
use recursion::{
    from_json,
    models::{A, Base},
    to_value,
};
use serde_json::json;

#[test]
fn values_that_hold_their_own_kind_are_read_and_sent_whole() -> Result<()> {
    let value = json!({ "b": {
        "list": [[], [[]]],
        "map": { "a": { "b": {} } },
        "both": [{ "a": [{ "b": [] }] }],
        "c": { "a": { "b": {} }, "self": { "a": { "b": { "map": {} } } } },
    } });
    assert_eq!(to_value(&from_json::<A>(value.to_string())?)?, value);
    Ok(())
}

#[test]
fn a_union_holds_itself_in_lists_and_maps() -> Result<()> {
    let derived = json!({ "kind": "Derived", "extra": { "x": { "kind": "Derived" } }, "all": [{ "kind": "Derived" }] });
    let value = json!({ "kind": "Derived", "base": derived, "derived": derived });
    let base = from_json::<Base>(value.to_string())?;
    assert!(matches!(base, Base::Derived(_)));
    assert_eq!(to_value(&base)?, value);
    Ok(())
}
