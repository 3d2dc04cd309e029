//! An API that was stored, as `armrest dump` prints it. What it says of itself is checked: later stages rely on it.

use super::{Api, Kind, Named, Origin, Status, Type, TypeId};
use std::collections::{BTreeMap, HashSet};

/// As deep are types inside of each other at most. Documents are not nested more deeply, and what is has several names.
const MAX_NESTING: usize = 400;

impl Api {
    /// Reads an API as JSON.
    ///
    /// # Errors
    ///
    /// What is wrong with it: it is no API, or refers to what it does not have.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        let api: Self = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        api.check()?;
        Ok(api)
    }

    /// Each reference leads to something, and nothing is inside of itself.
    fn check(&self) -> Result<(), String> {
        let mut sources = HashSet::new();
        for operation in &self.operations {
            let what = || format!("the operation `{}`", operation.id);
            if !sources.insert(operation.source.as_str()) {
                return Err(format!("{} has the source of another operation", what()));
            }
            if operation.host >= self.hosts.len() {
                return Err(format!("{} has the host {}, and there are {}", what(), operation.host, self.hosts.len()));
            }
            for response in &operation.responses {
                if let Status::Code(status) | Status::Range(status) = response.status
                    && !(100..=599).contains(&status)
                {
                    return Err(format!("{} has a response of the status {status}", what()));
                }
            }
            let bodies = operation.responses.iter().filter_map(|response| response.body.as_ref());
            let pages = operation.kind.paging().map(|paging| &paging.item);
            let ids = bodies.chain(pages).filter_map(Type::named).chain(operation.references());
            self.have(ids, &what)?;
        }
        for (id, named) in &self.types {
            let what = || format!("the type `{}`", id.as_str());
            self.have(named.kind.references().into_iter().chain(named.origin.owner()), &what)?;
        }
        for id in self.types.keys() {
            ends(id, &self.types)?;
        }
        self.unions_end()
    }

    fn have<'i>(&self, ids: impl IntoIterator<Item = &'i TypeId>, what: &dyn Fn() -> String) -> Result<(), String> {
        match ids.into_iter().find(|id| !self.types.contains_key(*id)) {
            Some(id) => Err(format!("{} refers to the type `{}`, which it does not have", what(), id.as_str())),
            None => Ok(()),
        }
    }

    /// No union is a variant of itself, through others or not.
    fn unions_end(&self) -> Result<(), String> {
        let mut known: HashSet<&TypeId> = HashSet::new();
        for id in self.types.keys() {
            let mut above = HashSet::new();
            let mut next = vec![(id, false)];
            while let Some((id, is_left)) = next.pop() {
                if is_left {
                    above.remove(id);
                    known.insert(id);
                    continue;
                }
                if above.contains(id) {
                    return Err(format!("the union `{}` is a variant of itself", id.as_str()));
                }
                if known.contains(id) {
                    continue;
                }
                above.insert(id);
                next.push((id, true));
                if let Some(Named { kind: Kind::Union(union), .. }) = self.types.get(id) {
                    next.extend(union.variants.iter().map(|variant| (&variant.object, false)));
                }
            }
        }
        Ok(())
    }
}

impl Origin {
    /// The type that it is inside of.
    pub(super) fn owner(&self) -> Option<&TypeId> {
        match self {
            Self::Inside(id, _) | Self::Base(id) => Some(id),
            Self::Item(origin) => origin.owner(),
            Self::Name(_) | Self::Operation(..) => None,
        }
    }
}

/// The types that a type is inside of have an end.
fn ends(id: &TypeId, types: &BTreeMap<TypeId, Named>) -> Result<(), String> {
    let owners = std::iter::successors(Some(id), |id| types.get(*id)?.origin.owner());
    match owners.take(MAX_NESTING).count() {
        MAX_NESTING => Err(format!("the type `{}` is inside of itself, or too deep in others", id.as_str())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{api::Filter, describe, disk::Memory, load::Input};
    use serde_json::{Value, json};

    fn stored() -> Value {
        let text = r##"{
          "swagger": "2.0", "info": { "title": "T", "version": "1" }, "host": "management.azure.com",
          "paths": { "/a": { "get": { "operationId": "A_Get", "responses": { "200": { "description": "", "schema": { "$ref": "#/definitions/Pet" } } } } } },
          "definitions": {
            "Pet": { "discriminator": "kind", "properties": { "kind": { "type": "string" }, "home": { "properties": { "name": { "type": "string" } } } } },
            "Cat": { "allOf": [{ "$ref": "#/definitions/Pet" }] }
          }
        }"##;
        let files = Memory([("/d/a.json".into(), text.to_owned())].into());
        let input = Input { paths: vec!["/d/a.json".into()], ..Input::default() };
        serde_json::to_value(describe(&input, &[], &Filter::default(), &files).api.expect("an API")).expect("JSON")
    }

    fn read(value: &Value) -> Result<Api, String> {
        Api::from_json(value.to_string().as_bytes())
    }

    #[test]
    fn what_was_stored_is_read() {
        let stored = stored();
        let again = serde_json::to_value(read(&stored).expect("an API")).expect("JSON");
        assert_eq!(again, stored);
    }

    #[test]
    fn what_refers_to_nothing_or_to_itself_is_refused() {
        let pet = "a.json#/definitions/Pet";
        let home = "a.json#/definitions/Pet/properties/home";
        type Change = dyn Fn(&mut Value);
        let table: [(&Change, &str); 8] = [
            (&|api| api["operations"][0]["host"] = json!(7), "has the host 7"),
            (&|api| api["operations"][0]["result"] = json!({ "Named": "gone" }), "refers to the type `gone`"),
            (&|api| api["operations"][0]["responses"][0]["status"] = json!({ "Code": 65500 }), "of the status 65500"),
            (&move |api| drop(api["types"].as_object_mut().expect("types").remove(home)), "refers to the type"),
            (&move |api| api["types"][home]["origin"] = json!({ "Inside": [home, "x"] }), "is inside of itself"),
            (
                &move |api| api["types"][pet]["kind"]["Union"]["variants"][0]["object"] = json!(pet),
                "is a variant of itself",
            ),
            (&|api| api["operations"] = json!([api["operations"][0], api["operations"][0]]), "the source of another"),
            (&|api| api["hosts"] = json!(1), "invalid type"),
        ];
        for (change, expected) in table {
            let mut api = stored();
            change(&mut api);
            let error = read(&api).expect_err(expected);
            assert!(error.contains(expected), "{error}");
        }
    }
}
