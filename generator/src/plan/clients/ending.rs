//! How methods end: what they return, and what the runtime needs to know for it.

use super::Planner;
use crate::{
    api::{
        self, BodyFormat, FinalState, FinalStateVia, In, Method as HttpMethod, MonitorResult, Operation, OperationKind,
        PagePath, Source, Type,
    },
    diagnostics::{Code, Diagnostic},
    load::escaped,
    plan::{Ending, NextPage, models::PageOf},
};

impl Planner<'_> {
    /// What a method returns.
    pub(super) fn ending(&mut self, operation: &Operation) -> Ending {
        if operation.kind == OperationKind::ExistenceCheck {
            return Ending::Exists;
        }
        if operation.result == Some(Type::Raw) && operation.kind.long_running().is_none() {
            return Ending::Stream;
        }
        let xml = operation.response_format == BodyFormat::Xml;
        let result = operation.result.as_ref().map(|result| self.models.rust_result(result, operation.response_format));
        let state = operation.kind.long_running().map(|own| own.final_state);
        let page = operation.kind.paging().and_then(|paging| {
            let Some(Type::Named(id)) = &operation.result else {
                return None;
            };
            let items: Vec<String> = paging.items.names.clone();
            let page = PageOf { items, item: self.models.rust(&paging.item) };
            let first = self.pages.entry(id.clone()).or_insert(page);
            if first.items != paging.items.names {
                self.diagnostics.push(
                    Diagnostic::warning(
                        Code::NotSupported,
                        format!(
                            "another operation reads the items of this page from `{}`: `{}` is not paged",
                            first.items.join("."),
                            operation.id
                        ),
                    )
                    .at(self.positions.get(&operation.source)),
                );
                return None;
            }
            Some(paging.next_link.as_ref().map(|link| page_path(link, xml)))
        });
        match (result, state, page) {
            (Some(page), None, Some(link)) => Ending::Pager(page, link),
            (Some(page), Some(state), Some(_)) if xml => {
                let message = format!(
                    "`{}` gives pages in XML after polling, which is not supported: only the first page is returned",
                    operation.id
                );
                let finding = Diagnostic::warning(Code::NotSupported, message);
                self.diagnostics.push(finding.at(self.positions.get(&operation.source)));
                Ending::Poller(Some(page), state)
            }
            (Some(page), Some(state), Some(link)) => Ending::PageablePoller(page, link, state),
            (result, Some(state), _) => Ending::Poller(result, state),
            (result, None, _) => Ending::Plain(result),
        }
    }
}

pub(super) fn next_page(next: &api::NextPage) -> Option<NextPage> {
    match next {
        api::NextPage::Link => None,
        api::NextPage::Query(name) => Some(NextPage::Query(name.clone())),
        api::NextPage::Header(name) => Some(NextPage::Header(name.clone())),
        api::NextPage::Operation { method, path, link, query } => {
            Some(NextPage::Operation { http: *method, path: path.clone(), link: link.clone(), query: query.clone() })
        }
    }
}

/// A location in a page as the runtime's `Call::pager` takes it.
fn page_path(path: &PagePath, xml: bool) -> String {
    if xml {
        return path.xml.clone();
    }
    let names = path.names.iter().map(|name| escaped(name));
    names.collect::<Vec<_>>().join("/")
}

/// What the last response of a status monitor is; none for what the runtime takes it for anyway.
pub(super) fn monitor_result(ending: &Ending, operation: &Operation) -> Option<MonitorResult> {
    let polled = matches!(ending, Ending::Poller(Some(_), _) | Ending::PageablePoller(..));
    let own = operation.kind.long_running().filter(|_| polled)?;
    let is_named = matches!(
        own.final_state,
        FinalState::Via(FinalStateVia::AzureAsyncOperation | FinalStateVia::OperationLocation)
    );
    // The result of others is the resource that they write.
    let is_read = !matches!(operation.method, HttpMethod::Put | HttpMethod::Patch)
        || is_named && own.monitor_result == MonitorResult::Whole;
    match own.monitor_result {
        _ if !is_read => None,
        MonitorResult::Inside => None,
        other => Some(other),
    }
}

/// The query parameter that is the api-version of an operation with links in its responses, if it is not `api-version`.
pub(super) fn api_version(ending: &Ending, operation: &Operation) -> Option<String> {
    let has_links = matches!(ending, Ending::Pager(..) | Ending::Poller(..) | Ending::PageablePoller(..));
    let mut parameters = operation.parameters.iter().filter(|own| own.sent_in == In::Query);
    let version = parameters.find(|own| own.source == Source::ApiVersion).filter(|_| has_links)?;
    (!version.name.eq_ignore_ascii_case("api-version")).then(|| version.name.to_owned())
}
