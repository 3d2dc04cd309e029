//! A mock of the service that descriptions describe: an HTTP server for tests and for trying clients.
//!
//! It keeps what is put to it, by the paths of resources; runs long-running operations, which have to be polled; gives
//! lists page by page; and answers a request that is not as described with what is wrong. What has no such shape is
//! answered as the description's examples say, or with values made of its schemas.
//!
//! ```no_run
//! # async fn of_test() -> Result<(), Box<dyn std::error::Error>> {
//! use armrest::{disk::Disk, load::Input, mock};
//!
//! let input = Input { paths: vec!["spec/bastion.yaml".into()], ..Input::default() };
//! let service = mock::describe(&input, &Disk).service.ok_or("the description has errors")?;
//! let server = mock::Server::start(mock::Mock::new([service], mock::Options::default())).await?;
//! println!("{}", server.endpoint());
//! // … call a client with this endpoint …
//! println!("{:?}", server.received());
//! # Ok(())
//! # }
//! ```
//!
//! [`Mock`] itself needs neither a socket nor a clock: [`Mock::respond`] is given a request and the time, and gives the
//! response. [`Server`] serves one over HTTP.

mod call;
mod check;
#[cfg(test)]
mod example_tests;
mod faults;
mod made;
mod pages;
mod preconditions;
mod record;
mod refusal;
mod request;
mod requirements;
mod resources;
mod roles;
mod routes;
mod runs;
mod server;
mod service;
mod store;
mod tls;

pub use faults::{BadFaults, Faults};
pub use record::Exchange;
pub use request::{Request, Response};
pub use server::Server;
pub use service::{Described, Service, describe};

use call::Call;
use check::Patterns;
use faults::{Effect, Moment};
use refusal::Refusal;
use request::{Target, key};
use roles::Roles;
use routes::{Match, Routes};
use runs::Runs;
use store::Store;
use time::OffsetDateTime;

/// How a mock behaves.
#[derive(Clone, Debug)]
pub struct Options {
    /// How often a long-running operation is still in progress when it is polled. With 0, one that may end at once does.
    pub polls: u32,
    /// After how many seconds to poll or try again, as `Retry-After` says it; none for a millisecond, as
    /// `retry-after-ms` says it.
    pub retry_after: Option<u32>,
    /// The greatest number of items on a page.
    pub page_size: usize,
    /// The least number of items of a list that examples give: their items are repeated.
    pub items: usize,
    /// Requests of other api-versions are answered too, and may have properties and values that this version has not.
    pub any_api_version: bool,
    /// Requests need no credential.
    pub anonymous: bool,
    /// A resource can only be created below one that exists, and operations on a resource need it.
    pub require_parents: bool,
    /// What goes wrong, and when.
    pub faults: Faults,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            polls: 1,
            retry_after: None,
            page_size: 100,
            items: 1,
            any_api_version: false,
            anonymous: false,
            require_parents: false,
            faults: Faults::default(),
        }
    }
}

/// A mock service: what is served, and what is there.
#[derive(Debug)]
pub struct Mock {
    served: Served,
    state: State,
}

/// What is served, which does not change.
#[derive(Debug)]
struct Served {
    services: Vec<Service>,
    routes: Routes,
    roles: Roles,
    options: Options,
}

/// What is there.
#[derive(Debug, Default)]
struct State {
    store: Store,
    runs: Runs,
    faults: faults::Counts,
    patterns: Patterns,
    /// How many requests there were, and etags.
    requests: u64,
    changes: u64,
}

impl Mock {
    /// A mock of these services, with nothing created yet. Of operations with one path the one is called whose
    /// api-version the request has, or else the first.
    pub fn new(services: impl IntoIterator<Item = Service>, options: Options) -> Self {
        let services: Vec<Service> = services.into_iter().collect();
        let (routes, roles) = (Routes::of(&services), Roles::of(&services));
        let state = State { store: Store::of(&roles), ..State::default() };
        Self { served: Served { services, routes, roles, options }, state }
    }

    /// The response to a request at a time.
    pub fn respond(&mut self, request: &Request, now: OffsetDateTime) -> Response {
        self.state.requests += 1;
        let id = uuid(self.state.requests);
        let target = Target::parse(&request.target);
        let mut operation = None;
        let response = self.answer(request, &target, now, &mut operation);
        let response = response.unwrap_or_else(|refusal| refusal.response());
        let mut response = response.header("x-ms-request-id", &id).header("x-ms-correlation-request-id", &id);
        if request.method == "HEAD" {
            response.body = Vec::new();
        }
        Response { operation, ..response }
    }

    fn answer(
        &mut self,
        request: &Request,
        target: &Target,
        now: OffsetDateTime,
        operation: &mut Option<String>,
    ) -> Result<Response, Refusal> {
        let Self { served, state } = self;
        let path = key(&target.segments);
        if let Some((run, monitor)) = state.runs.find(&path) {
            let service = &served.services[run.service];
            let own = service.operation(run.operation);
            let id = run.id.clone();
            *operation = Some(own.id.clone());
            let fault = state.faults.next(&served.options.faults, request, own, Moment::Poll)?;
            if let Some(response) = fault.response {
                return Ok(response);
            }
            service.authorize(own, request, target, &served.options)?;
            let polled = runs::poll(served, state, request, target, &id, monitor, now);
            return Ok(Response { delay: fault.delay, ..polled? });
        }
        let matches = served.routes.matches(&target.segments);
        if matches.is_empty() {
            return Err(runs::unknown(served, target).unwrap_or_else(|| served.nothing_at(target)));
        }
        let choose = |method: &str| Match::choose(&matches, method, request, target, &served.services);
        // Next pages are got by GET, whatever the first one was requested by.
        let of_page = || (request.method == "GET" && pages::is_next(target)).then(|| choose("POST")).flatten();
        let Some(found) = choose(&request.method).or_else(of_page) else {
            return Err(not_allowed(&matches, &request.method));
        };
        let route = found.route;
        let own = served.services[route.service].operation(route.operation);
        *operation = Some(own.id.clone());
        let known = served.roles.known(route.service, route.operation);
        let follows = known.paging.as_ref().is_some_and(|paging| pages::start(paging, request, target).is_some());
        let moment = if follows { Moment::Page } else { Moment::Call };
        let Effect { response, delay, failure } = state.faults.next(&served.options.faults, request, own, moment)?;
        if let Some(response) = response {
            return Ok(response);
        }
        let call = Call {
            served,
            state,
            request,
            target,
            key: &path,
            values: &found.values,
            route,
            known,
            now,
            failure,
            follows,
        };
        let answered = call.answer().unwrap_or_else(|refusal| refusal.response());
        Ok(Response { delay, ..answered })
    }
}

impl Served {
    /// No operation has the path.
    fn nothing_at(&self, target: &Target) -> Refusal {
        let near = self.routes.near(&target.segments, &self.services);
        let near = if near.is_empty() { String::new() } else { format!("; the nearest are {}", near.join(", ")) };
        let path = format!("/{}", target.segments.join("/"));
        Refusal::new(404, "InvalidResourceType", format!("no operation is described for the path `{path}`{near}"))
            .target(&path)
    }
}

/// The path has operations, and none with the method.
fn not_allowed(matches: &[Match<'_>], method: &str) -> Refusal {
    let mut allowed: Vec<&str> = matches.iter().map(|own| own.route.method.as_str()).collect();
    allowed.sort_unstable();
    allowed.dedup();
    let allowed = allowed.join(", ");
    Refusal::new(405, "MethodNotAllowed", format!("{method} is not described for this path; expected {allowed}"))
        .target("method")
        .header("allow", &allowed)
}

/// The mock's own IDs: they count.
fn uuid(number: u64) -> String {
    format!("00000000-0000-0000-{:04x}-{:012x}", number >> 48, number & 0xffff_ffff_ffff)
}
