//! A description as it is served: its API, and what its examples respond.

use super::routes::{PathValues, Segment, segments};
use crate::{
    Corrections,
    api::{Api, Operation, Positions, Resolved, as_text},
    diagnostics::Diagnostics,
    disk::Files,
    load::{self, Input},
    oracle,
    sources::{Location, Sources},
};
use serde_json::Value as Json;
use std::collections::HashMap;

/// A package's API, and the responses of its examples.
#[derive(Clone, Debug)]
pub struct Service {
    pub(super) api: Api,
    /// The examples' responses of each operation, by the operation's source.
    examples: HashMap<String, Vec<Example>>,
}

/// A successful response of an example.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// What the example's request has in the path, with the literal before each.
    values: Vec<(Option<String>, String, String)>,
    pub(super) status: u16,
    /// The body, of what the schema names.
    pub(super) body: Option<Json>,
    /// The body, where it is not JSON.
    pub(super) text: Option<String>,
    pub(super) headers: Vec<(String, String)>,
}

/// The result of reading descriptions to serve.
#[derive(Debug)]
pub struct Described {
    /// What is served; `None` if the descriptions have errors.
    pub service: Option<Service>,
    /// The errors and warnings.
    pub diagnostics: Diagnostics,
    /// The files that the findings refer to.
    pub sources: Sources,
}

/// Reads the descriptions of one package, with their examples. An example that contradicts its operation is not served.
pub fn describe(input: &Input, files: &dyn Files) -> Described {
    let (mut diagnostics, mut sources) = (Diagnostics::default(), Sources::default());
    let read =
        crate::read(input, load::load, Corrections::default(), files, &mut sources, &mut diagnostics, &mut |_| {});
    let service = read.ok().map(|(documents, Resolved { api, positions })| {
        // What contradicts is a finding of `generate --tests`.
        let (examples, _) = oracle::read(&documents, &mut Diagnostics::default());
        Service::with_examples(api, &positions, examples)
    });
    Described { service, diagnostics, sources }
}

impl Service {
    pub(super) fn with_examples(api: Api, positions: &Positions, examples: Vec<oracle::Example<'_>>) -> Self {
        let operations = api.operations.iter().filter_map(|own| Some((positions.get(&own.source)?, own)));
        let operations: HashMap<Location, &Operation> = operations.collect();
        let mut by_operation: HashMap<String, Vec<Example>> = HashMap::new();
        for example in examples {
            if let Some(operation) = operations.get(&example.location) {
                let of_operation = by_operation.entry(operation.source.clone()).or_default();
                of_operation.extend(responses(operation, &example));
            }
        }
        for examples in by_operation.values_mut() {
            // A response with a body first, of these that with the least status; the sort is stable.
            examples.sort_by_key(|own| (own.body.is_none() && own.text.is_none(), own.status));
        }
        Self { api, examples: by_operation }
    }

    /// The API.
    pub fn api(&self) -> &Api {
        &self.api
    }

    pub(super) fn operation(&self, number: usize) -> &Operation {
        &self.api.operations[number]
    }

    /// The responses of an operation's examples, the best first.
    pub(super) fn examples(&self, operation: &Operation) -> &[Example] {
        self.examples.get(&operation.source).map_or(&[], Vec::as_slice)
    }
}

/// The successful responses of an example.
fn responses(operation: &Operation, example: &oracle::Example<'_>) -> Vec<Example> {
    let path = segments(operation);
    let text = |name: &str| {
        let given = example.parameters.get(name)?;
        Some(as_text(given))
    };
    let mut before: Option<String> = None;
    let mut values = Vec::new();
    for segment in path {
        if let Segment::Parameter(name) | Segment::Rest(name) = &segment
            && let Some(value) = text(name)
        {
            values.push((before.take(), name.clone(), value.trim_matches('/').to_owned()));
        }
        before = segment.literal().cloned();
    }
    let successes = example.conversations.iter().filter(|own| !own.is_error);
    let responses = successes.map(|own| {
        let headers = own.exchanges.first().filter(|_| own.exchanges.len() == 1);
        Example {
            values: values.clone(),
            status: own.status,
            body: own.decoded.clone().filter(|_| own.text.is_none()),
            text: own.text.clone(),
            headers: headers.map(|first| first.headers.clone()).unwrap_or_default(),
        }
    });
    responses.collect()
}

impl Example {
    /// The example's body, with what a request has in its path instead of what the example's has.
    pub(super) fn body_for(&self, request: &PathValues) -> Option<Json> {
        let mut body = self.body.clone()?;
        self.fill(&mut body, request);
        Some(body)
    }

    pub(super) fn fill(&self, value: &mut Json, request: &PathValues) {
        let places: Vec<Place<'_>> = self
            .values
            .iter()
            .filter_map(|(before, name, example)| {
                let own = request.get(name)?;
                (own != example && !example.is_empty()).then_some(Place { before: before.as_deref(), example, own })
            })
            .collect();
        if !places.is_empty() {
            replace(value, &places);
        }
    }
}

/// A value of an example's path, and the request's own.
struct Place<'p> {
    before: Option<&'p str>,
    example: &'p str,
    own: &'p str,
}

fn replace(value: &mut Json, places: &[Place<'_>]) {
    match value {
        Json::String(text) => {
            if let Some(other) = replaced(text, places) {
                *text = other;
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| replace(item, places)),
        Json::Object(entries) => entries.iter_mut().for_each(|(_, entry)| replace(entry, places)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// A text with the request's values: where the whole text is an example's value, where it is a path that has the value
/// behind the same literal, and where it is a URL whose host begins with it.
fn replaced(text: &str, places: &[Place<'_>]) -> Option<String> {
    if let Some(place) = places.iter().find(|place| text == place.example) {
        return Some(place.own.to_owned());
    }
    if !text.contains('/') {
        return replaced_labels(text, places);
    }
    let mut segments: Vec<&str> = text.split('/').collect();
    let mut changed = false;
    for index in 1..segments.len() {
        let (before, own) = (segments[index - 1], segments[index]);
        let is_here = |place: &&Place<'_>| {
            own.eq_ignore_ascii_case(place.example)
                && place.before.is_some_and(|literal| before.eq_ignore_ascii_case(literal))
        };
        if let Some(place) = places.iter().find(is_here) {
            segments[index] = place.own;
            changed = true;
        }
    }
    let mut joined = segments.join("/");
    for place in places {
        let host = format!("://{}.", place.example);
        if joined.contains(&host) {
            joined = joined.replace(&host, &format!("://{}.", place.own));
            changed = true;
        }
    }
    changed.then_some(joined)
}

/// The name of a host with the request's values for its labels.
fn replaced_labels(text: &str, places: &[Place<'_>]) -> Option<String> {
    if !text.contains('.') || text.contains(char::is_whitespace) {
        return None;
    }
    let own =
        |label: &str| places.iter().find(|place| label.eq_ignore_ascii_case(place.example)).map(|place| place.own);
    let labels: Vec<&str> = text.split('.').map(|label| own(label).unwrap_or(label)).collect();
    Some(labels.join(".")).filter(|joined| joined != text)
}

/// The path values of an example by their names, for tests.
#[cfg(test)]
impl Example {
    pub(super) fn of_body(values: &[(&str, &str, &str)], body: Json) -> Self {
        let values = values.iter();
        let values =
            values.map(|(before, name, value)| (Some((*before).to_owned()), (*name).to_owned(), (*value).to_owned()));
        Self { values: values.collect(), status: 200, body: Some(body), text: None, headers: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[test]
    fn an_example_has_the_values_of_the_request() {
        let example = Example::of_body(
            &[("subscriptions", "subscriptionId", "subid"), ("accounts", "accountName", "store1")],
            json!({
                "id": "/subscriptions/subid/providers/A/accounts/store1/keys/store1",
                "name": "store1",
                "endpoint": "https://store1.example.com/",
                "host": "Store1.example.com",
                "list": ["subid", "other", 1],
            }),
        );
        let request = BTreeMap::from([
            ("subscriptionId".to_owned(), "s2".to_owned()),
            ("accountName".to_owned(), "mine".to_owned()),
        ]);
        assert_eq!(
            example.body_for(&request),
            Some(json!({
                "id": "/subscriptions/s2/providers/A/accounts/mine/keys/store1",
                "name": "mine",
                "endpoint": "https://mine.example.com/",
                "host": "mine.example.com",
                "list": ["s2", "other", 1],
            })),
            "`keys/store1` is another value that is called the same"
        );
    }
}
