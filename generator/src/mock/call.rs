//! One request of an operation.

use super::{
    Response, Served, Service, State,
    made::{Maker, project},
    pages::{self, Page},
    refusal::Refusal,
    request::{Request, Target, key},
    roles::{Known, Listing, Role, Shape},
    routes::{PathValues, Route},
    runs::Outcome,
    service::Example,
};
use crate::api::{BodyFormat, Method, Operation};
use serde_json::{Value as Json, json};
use time::OffsetDateTime;

/// A request of an operation.
pub(super) struct Call<'c> {
    pub(super) served: &'c Served,
    pub(super) state: &'c mut State,
    pub(super) request: &'c Request,
    pub(super) target: &'c Target,
    /// The key of the request's path.
    pub(super) key: &'c str,
    /// What the path says.
    pub(super) values: &'c PathValues,
    pub(super) route: &'c Route,
    pub(super) known: &'c Known,
    pub(super) now: OffsetDateTime,
    /// The error that the operation is to end with.
    pub(super) failure: Option<Json>,
    /// It asks for a page that is not the first.
    pub(super) follows: bool,
}

/// Where a resource is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    pub(super) path: &'p [String],
    pub(super) key: &'p str,
}

impl<'c> Call<'c> {
    pub(super) fn service(&self) -> &'c Service {
        &self.served.services[self.route.service]
    }

    pub(super) fn operation(&self) -> &'c Operation {
        self.service().operation(self.route.operation)
    }

    pub(super) fn shape(&self, number: usize) -> &'c Shape {
        self.served.roles.shape(number)
    }

    /// The response to the request.
    pub(super) fn answer(mut self) -> Result<Response, Refusal> {
        let body = self.check()?;
        if !self.runs_long() {
            self.fail_at_once()?;
        }
        let (here, above) = (self.here(), self.above());
        match &self.known.role {
            Role::Put(shape) => self.put(*shape, body),
            Role::Get(shape) => self.get(*shape, here),
            Role::Head(shape) => self.head(*shape),
            Role::Patch(shape) => self.patch(*shape, body),
            Role::Delete(shape) => self.delete(*shape),
            Role::Read(shape) => self.get(*shape, above),
            Role::List(listing) => self.list(listing),
            Role::Give(shape) => {
                self.load(*shape, above);
                self.example()
            }
            Role::Example => self.example(),
        }
    }

    /// Whether the operation goes on behind its first response. What only reads does not, whatever is described.
    pub(super) fn runs_long(&self) -> bool {
        let reads = matches!(self.known.role, Role::Get(_) | Role::Head(_) | Role::Read(_) | Role::List(_));
        self.operation().kind.long_running().is_some() && !reads && !self.follows
    }

    /// The request's own path.
    pub(super) fn here(&self) -> Place<'c> {
        Place { path: &self.target.segments, key: self.key }
    }

    /// The path without its last segment.
    fn above(&self) -> Place<'c> {
        let path = self.target.segments.split_last().map_or(&[][..], |(_, above)| above);
        Place { path, key: self.key.rsplit_once('/').map_or("", |(above, _)| above) }
    }

    /// The first of these status codes that is described; else the first that is; else 200.
    pub(super) fn status(&self, wanted: &[u16]) -> u16 {
        let codes = &self.known.codes;
        let found = wanted.iter().find(|code| codes.contains(code));
        found.or(codes.first()).copied().unwrap_or(200)
    }

    /// A list of what is stored.
    fn list(self, listing: &Listing) -> Result<Response, Refusal> {
        let Some(paging) = &self.known.paging else { return self.example() };
        let start = pages::start(paging, self.request, self.target);
        let start = start.as_deref().and_then(|start| start.split_once('-'));
        let (first, behind) = match start {
            Some((shape, behind)) => (shape.parse().unwrap_or_default(), Some(behind)),
            None => (0, None),
        };
        let size = pages::size(paging, self.target, &self.served.options);
        let scope = key(&self.target.segments[..listing.scope.min(self.target.segments.len())]);
        let location = listing.location.as_ref().and_then(|name| self.values.get(name)).map(|own| spelt(own));
        let is_there = |value: &Json| match &location {
            Some(location) => value["location"].as_str().is_some_and(|own| spelt(own) == *location),
            None => true,
        };
        let service = self.service();
        let mut page = Page { items: Vec::new(), next: None };
        let mut last = None;
        'shapes: for (index, shape) in listing.shapes.iter().enumerate().skip(first) {
            let behind = behind.filter(|_| index == first);
            let is_other = self.shape(*shape).value != paging.item || self.shape(*shape).service != self.route.service;
            for (key, stored) in self.state.store.below(*shape, &scope, behind) {
                if !is_there(&stored.value) {
                    continue;
                }
                if page.items.len() == size {
                    page.next = last;
                    break 'shapes;
                }
                last = Some(format!("{index}-{key}"));
                let value = stored.value.clone();
                page.items.push(if is_other { project(&service.api, value, &paging.item) } else { value });
            }
        }
        let status = self.status(&[200]);
        let body = page.body(paging, json!({}), self.request, self.target);
        Ok(Response::with_json(status, &body))
    }

    /// What the examples respond, or else a value of the described type.
    fn example(mut self) -> Result<Response, Refusal> {
        self.require_parents()?;
        let operation = self.operation();
        if self.runs_long() && (self.failure.is_some() || !self.ends_at_once(&[200, 204, 201])) {
            let outcome = self.outcome();
            return Ok(self.start(self.status(&[202, 201, 200]), outcome, None).0);
        }
        let example = self.best_example();
        let status = match example {
            Some(example) if operation.kind.long_running().is_none() => example.status,
            _ => self.status(&[200, 201, 204]),
        };
        if operation.method == Method::Head {
            return Ok(Response::new(self.status(&[204, 200])));
        }
        if let Some(text) = example.and_then(|own| own.text.clone()) {
            return Ok(of_text(operation, status, text));
        }
        let response = match self.outcome() {
            Outcome::Nothing => Response::new(status),
            Outcome::Value(value) => Response::with_json(status, &value),
            Outcome::Items(items, body) => {
                let page =
                    pages::page(&items, body, &self.known.paging, self.request, self.target, &self.served.options);
                Response::with_json(status, &page)
            }
        };
        let headers = example.map(|own| own.headers.clone()).unwrap_or_default();
        let headers =
            headers.into_iter().map(|(name, value)| (name, value.replace("{endpoint}", &self.request.endpoint)));
        Ok(headers.fold(response, |response, (name, value)| response.header(&name, &value)))
    }

    fn best_example(&self) -> Option<&'c Example> {
        self.service().examples(self.operation()).first()
    }

    /// What the operation results in.
    fn outcome(&mut self) -> Outcome {
        let (service, operation) = (self.service(), self.operation());
        let Some(result) = &operation.result else { return Outcome::Nothing };
        if operation.response_format == BodyFormat::Raw {
            return Outcome::Nothing;
        }
        if let Role::Give(shape) = self.known.role {
            let above = self.above();
            if let Some(stored) = self.state.store.get(above.key) {
                return Outcome::Value(project(&service.api, stored.value.clone(), result));
            }
            let own = self.shape(shape);
            let mut value = self.shown(own).unwrap_or_else(|| Maker { api: &service.api }.value(result, "result"));
            self.identify(own, above.path, &mut value);
            return Outcome::Value(value);
        }
        let value = match self.best_example() {
            Some(example) if example.status == 204 => return Outcome::Nothing,
            Some(example) => example.body_for(self.values),
            None => None,
        };
        let value = value.unwrap_or_else(|| Maker { api: &service.api }.value(result, "result"));
        let Some(paging) = &self.known.paging else { return Outcome::Value(value) };
        let items = pages::at(&value, &paging.items.names).and_then(Json::as_array).cloned().unwrap_or_default();
        Outcome::Items(repeated(items, self.served.options.items), value)
    }

    /// A fault makes an operation fail that does not run long.
    pub(super) fn fail_at_once(&mut self) -> Result<(), Refusal> {
        match self.failure.take() {
            Some(error) => {
                let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
                Err(Refusal::new(409, &text("code"), text("message")))
            }
            None => Ok(()),
        }
    }
}

fn of_text(operation: &Operation, status: u16, text: String) -> Response {
    let media_type = match operation.response_format {
        BodyFormat::Xml => "application/xml",
        BodyFormat::Text => "text/plain; charset=utf-8",
        BodyFormat::Json => "application/json",
        BodyFormat::Raw => "application/octet-stream",
    };
    Response { body: text.into_bytes(), ..Response::new(status).header("content-type", media_type) }
}

/// Items, repeated until there are so many: the names and IDs of copies count.
fn repeated(items: Vec<Json>, least: usize) -> Vec<Json> {
    let count = if items.is_empty() { 0 } else { least.max(items.len()) };
    let copies = (0..count).map(|index| {
        let mut item = items[index % items.len()].clone();
        let round = index / items.len();
        for name in ["id", "name"] {
            if let Some(Json::String(text)) = item.get_mut(name).filter(|_| round > 0) {
                text.push_str(&format!("-{}", round + 1));
            }
        }
        item
    });
    copies.collect()
}

/// The name of a location as it is compared: `West US` is `westus`.
fn spelt(location: &str) -> String {
    location.chars().filter(|character| !character.is_whitespace()).collect::<String>().to_lowercase()
}
