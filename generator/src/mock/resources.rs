//! Resources: created, read, changed and deleted at their paths.

use super::{
    call::{Call, Place},
    made::{Maker, object_of, project},
    pages,
    preconditions::etag,
    refusal::Refusal,
    request::{Response, key},
    roles::{Role, Shape},
    routes::Segment,
    runs::{self, Change, Outcome, set_state},
    store::{Phase, Stored, named},
};
use crate::api::{Api, Kind, Mutability, Property, Type};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

impl Call<'_> {
    /// Creates or replaces a resource.
    pub(super) fn put(mut self, shape: usize, body: Option<Json>) -> Result<Response, Refusal> {
        let here = self.here();
        self.load(shape, here);
        let before = self.state.store.get(here.key).cloned();
        self.check_preconditions(before.as_ref())?;
        self.require_parents()?;
        self.require_presence(before.as_ref())?;
        let own = self.shape(shape);
        let api = &self.served.services[own.service].api;
        let mut value = project(api, body.unwrap_or_else(|| json!({})), &own.value);
        let (base, lists) = match &before {
            Some(before) => (Some(before.value.clone()), true),
            None => (self.shown(own), false),
        };
        complete(api, &mut value, &own.value, base.as_ref(), lists);
        self.identify(own, here.path, &mut value);
        self.adopt(own, here, before.as_ref().map(|before| &before.value), &mut value);
        let codes: &[u16] = if before.is_some() { &[200, 201, 202, 204] } else { &[201, 200, 202, 204] };
        self.write(shape, value, if before.is_some() { "Updating" } else { "Creating" }, codes)
    }

    /// Changes a resource: JSON merge patch (RFC 7396).
    pub(super) fn patch(mut self, shape: usize, body: Option<Json>) -> Result<Response, Refusal> {
        let here = self.here();
        self.load(shape, here);
        let Some(before) = self.state.store.get(here.key).cloned() else { return Err(self.not_found()) };
        self.check_preconditions(Some(&before))?;
        self.require_presence(Some(&before))?;
        let shape = before.shape;
        let own = self.shape(shape);
        let api = &self.served.services[own.service].api;
        let patch = body.unwrap_or_else(|| json!({}));
        let mut value = before.value.clone();
        merge(&mut value, &patch);
        let mut value = project(api, value, &own.value);
        complete(api, &mut value, &own.value, Some(&before.value), true);
        self.identify(own, here.path, &mut value);
        self.adopt(own, here, Some(&before.value), &mut value);
        self.write(shape, value, "Updating", &[200, 202, 201, 204])
    }

    /// Stores what was written, and gives the response.
    fn write(mut self, shape: usize, mut value: Json, state: &str, codes: &[u16]) -> Result<Response, Refusal> {
        let key = self.key;
        if !self.runs_long() || self.failure.is_none() && self.ends_at_once(&[200, 201, 204]) {
            self.state.store.put(key, Stored { value: value.clone(), shape, phase: Phase::Settled });
            return Ok(self.written(self.status(codes), value));
        }
        let word = self.state_word(shape, &value, state);
        set_state(&mut value, &word);
        let change = Change::Settle(key.to_owned());
        let (response, id) = self.start(self.status(codes), Outcome::Nothing, Some(change));
        self.state.store.put(key, Stored { value: value.clone(), shape, phase: Phase::Changing(id) });
        let written = self.written(response.status, value);
        Ok(response.headers.iter().fold(written, |written, (name, value)| written.header(name, value)))
    }

    /// The response with a resource, if one is described for the status.
    fn written(&self, status: u16, value: Json) -> Response {
        let operation = self.operation();
        let described = operation.responses.iter().find(|own| own.status == crate::api::Status::Code(status));
        let body = described.map_or(operation.result.as_ref(), |own| own.body.as_ref());
        match body {
            Some(body) => self.shown_as(status, value, body),
            None => Response::new(status),
        }
    }

    fn shown_as(&self, status: u16, value: Json, body: &Type) -> Response {
        of_resource(status, &project(&self.service().api, value, body))
    }

    /// Reads a resource. To look at one that is being changed is a poll.
    pub(super) fn get(mut self, shape: usize, at: Place<'_>) -> Result<Response, Refusal> {
        self.load(shape, at);
        if let Some(run) = self.state.store.get(at.key).and_then(|stored| stored.phase.run()).map(str::to_owned) {
            runs::step(self.state, &run, self.now);
        }
        let Some(stored) = self.state.store.get(at.key) else { return Err(self.not_found()) };
        let own = self.shape(stored.shape);
        let result = self.operation().result.as_ref().unwrap_or(&own.value);
        let status = self.status(&[200]);
        if own.service == self.route.service && own.value == *result {
            return Ok(of_resource(status, &stored.value));
        }
        Ok(self.shown_as(status, stored.value.clone(), result))
    }

    /// Says whether a resource is there.
    pub(super) fn head(mut self, shape: usize) -> Result<Response, Refusal> {
        let here = self.here();
        self.load(shape, here);
        match self.state.store.get(here.key) {
            Some(_) => Ok(Response::new(self.status(&[204, 200]))),
            None => Err(self.not_found()),
        }
    }

    /// Deletes a resource, and all below it.
    pub(super) fn delete(mut self, shape: usize) -> Result<Response, Refusal> {
        let here = self.here();
        self.load(shape, here);
        let Some(stored) = self.state.store.get(here.key).cloned() else {
            self.fail_at_once()?;
            return if self.known.codes.contains(&204) { Ok(Response::new(204)) } else { Err(self.not_found()) };
        };
        self.check_preconditions(Some(&stored))?;
        let outcome = match &self.operation().result {
            Some(result) => Outcome::Value(project(&self.service().api, stored.value.clone(), result)),
            None => Outcome::Nothing,
        };
        if !self.runs_long() || self.failure.is_none() && self.ends_at_once(&[200, 204]) {
            self.state.store.remove(here.key);
            let status = self.status(&[200, 204, 202]);
            return Ok(match (outcome, self.operation().result_for(status)) {
                (Outcome::Value(value), Some(_)) => Response::with_json(status, &value),
                _ => Response::new(status),
            });
        }
        let status = self.status(&[202, 201, 200]);
        let (response, id) = self.start(status, outcome, Some(Change::Remove(here.key.to_owned())));
        let word = self.state_word(stored.shape, &stored.value, "Deleting");
        self.state.store.change(here.key, |stored| {
            set_state(&mut stored.value, &word);
            stored.phase = Phase::Deleting(id);
        });
        Ok(response)
    }

    /// Stores a resource that is there without having been created, unless it was deleted.
    pub(super) fn load(&mut self, shape: usize, at: Place<'_>) {
        let own = self.shape(shape);
        if !own.given || self.state.store.get(at.key).is_some() || self.state.store.is_gone(at.key) {
            return;
        }
        let api = &self.served.services[own.service].api;
        let shown = self.shown(own);
        let mut value = shown.unwrap_or_else(|| Maker { api }.value(&own.value, "value"));
        self.identify(own, at.path, &mut value);
        self.state.store.put(at.key, Stored { value, shape, phase: Phase::Settled });
    }

    /// Stores the items of a resource's lists that are resources themselves. A list that is not said is as it was
    /// `before`; what one has no longer is removed.
    fn adopt(&mut self, shape: &Shape, at: Place<'_>, before: Option<&Json>, value: &mut Json) {
        for inner in &shape.inner {
            let Some(items) = pages::at(value, &inner.list).and_then(Json::as_array) else {
                if let Some(before) = before.and_then(|before| pages::at(before, &inner.list)) {
                    pages::put(value, &inner.list, before.clone());
                }
                continue;
            };
            if !inner.sent {
                continue;
            }
            let own = self.shape(inner.shape);
            let api = &self.served.services[own.service].api;
            let above = format!("{}/{}", at.key, inner.segment.to_lowercase());
            let kept: BTreeSet<String> = items.iter().filter_map(named).map(|name| format!("{above}{name}")).collect();
            let stored: Vec<String> =
                self.state.store.below(inner.shape, &above, None).map(|(key, _)| key.to_owned()).collect();
            for key in stored.iter().filter(|key| !kept.contains(*key)) {
                self.state.store.remove(key);
            }
            let mut items = items.clone();
            for item in &mut items {
                let (Some(segment), Some(name)) = (named(item), item["name"].as_str()) else { continue };
                let path = [at.path, &[inner.segment.clone(), name.to_owned()]].concat();
                let key = format!("{above}{segment}");
                let before = self.state.store.get(&key).map(|stored| stored.value.clone());
                complete(api, item, &own.value, before.as_ref(), true);
                self.identify(own, &path, item);
                let place = Place { path: &path, key: &key };
                self.adopt(own, place, before.as_ref(), item);
                self.state.store.put(&key, Stored { value: item.clone(), shape: inner.shape, phase: Phase::Settled });
            }
            pages::put(value, &inner.list, items.into());
        }
    }

    /// A resource as the examples show it.
    pub(super) fn shown(&self, shape: &Shape) -> Option<Json> {
        let service = &self.served.services[shape.service];
        let operations = shape.shown_by.iter().map(|number| service.operation(*number));
        let mut examples = operations.flat_map(|operation| service.examples(operation));
        let body = examples.find_map(|example| example.body_for(self.values))?;
        Some(project(&service.api, body, &shape.value))
    }

    /// Gives a resource what the service does: `id`, `name`, `type`, `etag` and its provisioning state.
    pub(super) fn identify(&mut self, shape: &Shape, path: &[String], value: &mut Json) {
        let api = &self.served.services[shape.service].api;
        let (id, resource_type) = identity(shape, path);
        let name = match shape.path.last() {
            Some(Segment::Parameter(_) | Segment::Mixed(_)) => path.last().cloned(),
            Some(Segment::Rest(_) | Segment::Literal(_)) | None => id.rsplit('/').next().map(str::to_owned),
        };
        self.state.changes += 1;
        let etag = format!("W/\"{:x}\"", self.state.changes);
        let Some(object) = object_of(api, &shape.value, value) else { return };
        let is_arm = resource_type.is_some();
        let of_name = |name: &str| object.properties.iter().find(|own| own.name == name && is_text(&own.value));
        let Some(entries) = value.as_object_mut() else { return };
        if of_name("id").is_some_and(|own| is_arm || !own.sent) {
            let id = if is_arm { id } else { format!("{}{id}", self.request.endpoint) };
            entries.insert("id".to_owned(), json!(id));
        }
        if let (Some(own), Some(name)) = (of_name("name"), name) {
            let is_part = own.sent && entries.get("name").is_some_and(Json::is_string);
            if !is_part {
                entries.insert("name".to_owned(), json!(name));
            }
        }
        if let (Some(own), Some(resource_type)) = (of_name("type"), resource_type)
            && (!own.sent || !entries.contains_key("type"))
        {
            entries.insert("type".to_owned(), json!(resource_type));
        }
        for name in ["etag", "eTag"] {
            if of_name(name).is_some() {
                entries.insert(name.to_owned(), json!(etag));
            }
        }
        if object.properties.iter().any(|own| own.name == "provisioningState") {
            entries.insert("provisioningState".to_owned(), json!("Succeeded"));
        }
        if let Some(properties) = object.properties.iter().find(|own| own.name == "properties") {
            let inner = entries.entry("properties").or_insert_with(|| json!({}));
            let has_state = object_of(api, &properties.value, inner)
                .is_some_and(|object| object.properties.iter().any(|own| own.name == "provisioningState"));
            match inner.as_object_mut() {
                Some(inner) if has_state => {
                    inner.insert("provisioningState".to_owned(), json!("Succeeded"));
                }
                Some(inner) if inner.is_empty() => {
                    entries.remove("properties");
                }
                _ => {}
            }
        }
    }

    /// A word for the state of a resource that is being changed: one that its type has.
    fn state_word(&self, shape: usize, value: &Json, wanted: &str) -> String {
        let own = self.shape(shape);
        let api = &self.served.services[own.service].api;
        let words = words_of(api, &own.value, value);
        let Some(words) = words else { return wanted.to_owned() };
        let usual = [wanted, "Updating", "Creating", "Provisioning", "InProgress", "Accepted", "Running", "Pending"];
        let known = usual.iter().find_map(|usual| words.iter().find(|word| word.eq_ignore_ascii_case(usual)));
        known.cloned().unwrap_or_else(|| wanted.to_owned())
    }

    /// With `require_parents`, whether what is above the resource is there.
    pub(super) fn require_parents(&self) -> Result<(), Refusal> {
        if !self.served.options.require_parents {
            return Ok(());
        }
        let segments = &self.target.segments;
        for end in 1..segments.len() {
            let above = &segments[..end];
            let matches = self.served.routes.matches(above);
            let creates = matches.iter().any(|own| {
                let role = &self.served.roles.known(own.route.service, own.route.operation).role;
                matches!(role, Role::Put(shape) if !self.shape(*shape).given)
            });
            if creates && self.state.store.get(&key(above)).is_none() {
                let path = format!("/{}", above.join("/"));
                let message = format!("`{path}` does not exist, and this request needs it: create it by PUT first");
                return Err(Refusal::new(404, "ParentResourceNotFound", message).target(&path));
            }
        }
        Ok(())
    }

    /// What is being deleted cannot be changed.
    fn require_presence(&self, stored: Option<&Stored>) -> Result<(), Refusal> {
        match stored.map(|stored| &stored.phase) {
            Some(Phase::Deleting(_)) => {
                let path = self.path();
                let message = format!("`{path}` is being deleted: poll it until it is gone");
                Err(Refusal::new(409, "Conflict", message).target(&path))
            }
            _ => Ok(()),
        }
    }

    /// The request's path, as it is called in messages.
    fn path(&self) -> String {
        format!("/{}", self.target.segments.join("/"))
    }

    fn not_found(&self) -> Refusal {
        let path = self.path();
        let message = format!("there is no resource `{path}`: it was not created by PUT, or was deleted");
        Refusal::new(404, "ResourceNotFound", message).target(&path)
    }
}

/// The ID of a resource, and its type: the literals as they are described, the rest as it was sent.
fn identity(shape: &Shape, sent: &[String]) -> (String, Option<String>) {
    let described: Vec<&str> = shape.template.split('/').filter(|own| !own.is_empty()).collect();
    // Several segments in one parameter are as they were sent.
    let same = described.len() == sent.len();
    let segments = sent.iter().enumerate().map(|(index, own)| match described.get(index) {
        Some(literal) if same && literal.eq_ignore_ascii_case(own) => (*literal).to_owned(),
        _ => own.clone(),
    });
    let segments: Vec<String> = segments.collect();
    let id: String = segments.iter().map(|segment| format!("/{segment}")).collect();
    let providers = segments.iter().rposition(|segment| segment.eq_ignore_ascii_case("providers"));
    let resource_type = match providers {
        Some(at) => {
            let namespace = segments.get(at + 1).cloned();
            let types = segments.iter().skip(at + 2).step_by(2).cloned();
            Some(namespace.into_iter().chain(types).collect::<Vec<_>>().join("/"))
        }
        None => match segments.as_slice() {
            [subscriptions, _] if subscriptions.eq_ignore_ascii_case("subscriptions") => {
                Some("Microsoft.Resources/subscriptions".to_owned())
            }
            [_, _, groups, _] if groups.eq_ignore_ascii_case("resourceGroups") => {
                Some("Microsoft.Resources/resourceGroups".to_owned())
            }
            _ => None,
        },
    };
    (id, resource_type)
}

/// A response with a resource, and its etag.
fn of_resource(status: u16, value: &Json) -> Response {
    let response = Response::with_json(status, value);
    match etag(value) {
        Some(etag) => response.header("etag", etag),
        None => response,
    }
}

fn is_text(own: &Type) -> bool {
    matches!(own, Type::String | Type::Secret)
}

/// The words of a type's `provisioningState`; none where any text is one.
fn words_of(api: &Api, own: &Type, value: &Json) -> Option<Vec<String>> {
    let object = object_of(api, own, value)?;
    let find = |properties: &[Property], name: &str| properties.iter().find(|own| own.name == name).cloned();
    let state = find(&object.properties, "provisioningState").or_else(|| {
        let properties = find(&object.properties, "properties")?;
        let inner = object_of(api, &properties.value, value.get("properties").unwrap_or(&Json::Null))?;
        find(&inner.properties, "provisioningState")
    })?;
    let Type::Named(id) = &state.value else { return None };
    match &api.named(id).kind {
        Kind::Enumeration(own) => {
            Some(own.values.iter().filter_map(|known| known.value.as_str().map(str::to_owned)).collect())
        }
        Kind::Object(_) | Kind::Union(_) => None,
    }
}

/// Makes what was sent what the service keeps: what is read-only comes from `base`, what is not said has its default, and
/// what is never read is left out. `lists` says whether lists are taken from `base` too: those of an example are its own.
fn complete(api: &Api, value: &mut Json, own: &Type, base: Option<&Json>, lists: bool) {
    if let (Type::List(item), Json::Array(items)) = (own, &mut *value) {
        for (index, one) in items.iter_mut().enumerate() {
            let base = base.filter(|_| lists).and_then(|base| base.get(index));
            complete(api, one, item, base, lists);
        }
        return;
    }
    let Some(object) = object_of(api, own, value) else { return };
    let Some(entries) = value.as_object_mut() else { return };
    for property in &object.properties {
        let name = &property.name;
        let of_base = base.and_then(|base| base.get(name));
        let is_hidden = !property.mutability.is_empty() && !property.mutability.contains(&Mutability::Read);
        if is_hidden || property.secret && property.sent {
            entries.remove(name);
        } else if !property.sent {
            entries.remove(name);
            let kept = of_base.filter(|kept| lists || !kept.is_array());
            if let Some(kept) = kept {
                entries.insert(name.clone(), kept.clone());
            } else if property.required {
                entries.insert(name.clone(), Maker { api }.value(&property.value, name));
            }
        } else {
            if !entries.contains_key(name)
                && let Some(default) = property.annotations.as_ref().and_then(|own| own.default.clone())
            {
                entries.insert(name.clone(), default);
            }
            if name == "properties" && !entries.contains_key(name) && has_read_only(api, &property.value, of_base) {
                entries.insert(name.clone(), json!({}));
            }
            if let Some(inner) = entries.get_mut(name) {
                complete(api, inner, &property.value, of_base, lists);
            }
        }
    }
    entries.retain(|_, value| !value.is_null());
}

/// Whether there is something in an object that only the service says, such as `properties` that nobody sent.
fn has_read_only(api: &Api, own: &Type, base: Option<&Json>) -> bool {
    let Some(base) = base.filter(|base| base.is_object()) else { return false };
    let object = object_of(api, own, base);
    object.is_some_and(|object| {
        object.properties.iter().any(|own| !own.sent && base.get(&own.name).is_some_and(|own| !own.is_array()))
    })
}

/// JSON merge patch.
fn merge(value: &mut Json, patch: &Json) {
    let Some(changes) = patch.as_object() else {
        *value = patch.clone();
        return;
    };
    if !value.is_object() {
        *value = json!({});
    }
    for (name, change) in changes {
        if change.is_null() {
            if let Some(entries) = value.as_object_mut() {
                entries.remove(name);
            }
        } else {
            merge(&mut value[name.as_str()], change);
        }
    }
}
