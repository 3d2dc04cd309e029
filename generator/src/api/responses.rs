//! Responses: which are errors, what each gives, and which of them is the result.

use super::{
    BodyFormat, Method, OperationKind, Response, Status, Type, TypeId,
    builder::{self, SchemaId},
    media,
    operations::Resolver,
};
use crate::diagnostics::Code;

/// Stands for `2XX` behind all codes: it is for those that have no response of their own.
const ALL_OTHERS: u16 = 299;

impl<'d> Resolver<'d, '_, '_, '_> {
    pub(super) fn is_success(&self, response: &builder::Response<'d>) -> bool {
        let head = self.operation.method == Method::Head;
        match response.status {
            Status::Code(code) => {
                let is_result = code < 400 || (code == 404 && head);
                !response.error.unwrap_or(!is_result)
            }
            Status::Range(first) => !response.error.unwrap_or(first >= 400),
            // With no other response it is that of every status, unless it is what others have for errors.
            Status::Default => {
                let is_error = |schema| self.errors.contains(&self.types.target(schema));
                self.operation.responses.len() == 1
                    && !response.error.unwrap_or_else(|| response.schema.is_some_and(is_error))
            }
        }
    }

    fn successes(&self) -> impl Iterator<Item = SchemaId> {
        let responses = self.operation.responses.iter();
        responses.filter(|response| self.is_success(response)).filter_map(|response| response.schema)
    }

    /// Whether the result is what comes, as it comes: a file, or of a media type that has no structure here.
    fn is_raw_result(&self) -> bool {
        let produces = &self.operation.produces;
        self.successes().any(|schema| media::format_of(produces, schema, self.types) == BodyFormat::Raw)
    }

    /// The result's type: what the description says of the final state, else that of 200, 201 and the rest, in order.
    pub(super) fn result(&mut self, results: &[(u16, Type)]) -> Option<Type> {
        let operation = self.operation;
        if let Some(schema) = operation.long_running.and_then(|own| own.final_state_schema) {
            return Some(self.whole(schema, "Result", media::format(&operation.produces)));
        }
        results
            .first()
            .map(|(_, value)| value.clone())
            .filter(|value| operation.method != Method::Head || *value == Type::Raw)
    }

    /// The results by status, in the order of the codes.
    pub(super) fn results(&mut self) -> Vec<(u16, Type)> {
        if self.is_raw_result() {
            return vec![(ALL_OTHERS, Type::Raw)];
        }
        let responses = self.operation.responses.iter();
        let mut schemas: Vec<(u16, SchemaId, bool)> = responses
            .filter(|response| self.is_success(response))
            .filter_map(|response| match response.status {
                Status::Code(code) => Some((code, response.schema?, response.nullable)),
                Status::Range(_) => Some((ALL_OTHERS, response.schema?, response.nullable)),
                Status::Default => Some((200, response.schema?, response.nullable)),
            })
            .collect();
        schemas.sort_by_key(|(code, ..)| *code);
        if let [(_, own, _), .., (ALL_OTHERS, other, _)] = schemas.as_slice()
            && self.types.target(*own) != self.types.target(*other)
        {
            let message = "ignoring the body of `2XX`: other success responses have their own".to_owned();
            self.warn(Code::NotSupported, message);
        }
        if schemas.len() > 1 {
            schemas.retain(|(code, ..)| *code != ALL_OTHERS);
        }
        let form = media::format(&self.operation.produces);
        // A page, or what a long-running operation ends with, is never null.
        let one_response = self.operation.long_running.is_none() && self.operation.pageable.is_none();
        let results = schemas.into_iter().map(|(code, schema, nullable)| {
            let value = if one_response {
                self.whole_or_null(schema, nullable, "Result", form)
            } else {
                self.whole(schema, "Result", form)
            };
            (code, value)
        });
        results.collect()
    }

    /// The type of the responses' headers, if any are described.
    pub(super) fn headers(&mut self, kind: &OperationKind) -> Option<TypeId> {
        let operation = self.operation;
        match kind {
            OperationKind::Plain => {}
            OperationKind::ExistenceCheck => {
                let described = operation.responses.iter().any(|own| self.is_success(own) && !own.headers.is_empty());
                if described {
                    let message = format!(
                        "`{}` is an existence check and returns a boolean: ignoring its response headers",
                        operation.id
                    );
                    self.warn(Code::NotSupported, message);
                }
                return None;
            }
            // Their callers do not get the responses.
            OperationKind::Pageable(_) | OperationKind::LongRunning(_) | OperationKind::PageableLongRunning(..) => {
                return None;
            }
        }
        let responses = operation.responses.iter().filter(|own| self.is_success(own));
        let mut headers: Vec<&builder::Header<'d>> = Vec::new();
        for header in responses.flat_map(|response| &response.headers) {
            if !headers.iter().any(|known| known.name.eq_ignore_ascii_case(header.name)) {
                headers.push(header);
            }
        }
        (!headers.is_empty()).then(|| self.types.of_headers(&headers, self.origin("Headers"), operation.location))
    }

    /// What is said of each response, with the type of its body.
    pub(super) fn responses(&mut self, results: &[(u16, Type)]) -> Vec<Response> {
        let form = media::format(&self.operation.produces);
        let responses = self.operation.responses.iter().map(|own| {
            let is_error = !self.is_success(own);
            let body = own.schema.and_then(|schema| match own.status {
                _ if is_error => Some(self.whole(schema, "Error", form)),
                Status::Code(code) => result_for(results, code).cloned(),
                Status::Range(_) | Status::Default => results.first().map(|(_, value)| value.clone()),
            });
            Response {
                status: own.status,
                description: own.description.map(str::to_owned),
                is_error,
                body,
                headers: own.headers.iter().map(|header| header.name.to_owned()).collect(),
            }
        });
        responses.collect()
    }
}

fn result_for(results: &[(u16, Type)], code: u16) -> Option<&Type> {
    let own = results.iter().find(|(known, _)| *known == code);
    own.or_else(|| results.iter().find(|(known, _)| *known == ALL_OTHERS)).map(|(_, value)| value)
}
