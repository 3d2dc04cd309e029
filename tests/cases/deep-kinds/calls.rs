use azure_core::Result;
use deep_kinds::{
    from_json,
    models::{Level0, Same},
    to_value,
};
use serde_json::{Value, json};

#[test]
fn each_level_is_kept() -> Result<()> {
    for text in [
        json!({ "kind0": "leaf", "leaf": "above all" }),
        json!({ "kind0": "L1", "kind1": "leaf", "leaf": "one", "own1": 1 }),
        json!({ "kind0": "L1", "kind1": "L2", "kind2": "L3", "kind3": "L4", "kind4": "leaf", "own4": 4, "leaf": "four" }),
        json!({ "kind0": "L1", "kind1": "L2", "kind2": "new", "own1": 1, "more": [null] }),
        json!({ "kind0": "new", "kind1": "L2", "more": {} }),
        json!({ "kind0": "L1", "kind1": "leaf", "next": { "kind0": "L1", "kind1": "L2", "kind2": "leaf", "leaf": "x" } }),
    ] {
        assert_eq!(to_value(&from_json::<Level0>(text.to_string())?)?, text);
    }
    Ok(())
}

#[test]
fn one_property_chooses_at_both_levels() -> Result<()> {
    for kind in ["below", "leaf", "with enum", "new"] {
        let text = json!({ "type": kind, "a": "1", "kind": "z" });
        let sent: Value = to_value(&from_json::<Same>(text.to_string())?)?;
        assert_eq!(sent["type"], kind);
    }
    let leaf = json!({ "type": "leaf", "a": "1", "b": "2" });
    assert_eq!(to_value(&from_json::<Same>(leaf.to_string())?)?, leaf);
    Ok(())
}
