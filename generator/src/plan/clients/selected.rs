//! What remains of the clients of a whole crate where only some of its operations are wanted.

use super::Part;
use crate::{
    api::Selection,
    plan::{ConnectionPlan, Ident, Method, Options, Value},
};
use std::collections::{BTreeSet, HashSet};

/// Keeps the methods of the selected operations, their options, and the clients that have some; and gives each client
/// the fields that it needs. The main client stays, and is made with the same as in the whole crate.
pub(super) fn keep(
    parts: &mut Vec<Part<'_>>,
    options: &mut Vec<Options>,
    connection: &ConnectionPlan,
    selection: &Selection<'_>,
) {
    let all_fields: BTreeSet<Ident> = parts.iter().flat_map(|part| fields_read(&part.client.methods)).collect();
    for part in parts.iter_mut() {
        part.group.operations.retain(|operation| selection.has(operation));
        let operations: HashSet<&str> = part.group.operations.iter().map(|own| own.source.as_str()).collect();
        part.client.methods.retain(|method| operations.contains(method.operation.as_str()));
        part.client.fields = fields_read(&part.client.methods).into_iter().collect();
        let connections: BTreeSet<&Ident> = part.client.methods.iter().map(|method| &method.connection).collect();
        part.client.connections = connections.into_iter().cloned().collect();
    }
    parts.retain(|part| part.client.accessor.is_none() || !part.client.methods.is_empty());
    let clients = || parts.iter().map(|part| &part.client);
    let named: HashSet<&str> =
        clients().flat_map(|client| &client.methods).map(|method| method.options.as_str()).collect();
    options.retain(|own| named.contains(own.name.as_str()));
    let read: HashSet<Ident> =
        clients().flat_map(|client| client.fields.iter().chain(&client.connections)).cloned().collect();
    if let Some(main) = parts.first_mut().map(|part| &mut part.client) {
        // It has the fields that its groups' clients need too.
        main.fields = all_fields.into_iter().collect();
        main.connections = connection.endpoints.iter().map(|endpoint| endpoint.field.clone()).collect();
        // The first connection has the endpoint that it shows.
        let others = main.fields.iter().chain(main.connections.iter().skip(1));
        main.unread = others.filter(|field| !read.contains(*field)).cloned().collect();
    }
}

/// The fields of the client that methods read.
fn fields_read(methods: &[Method]) -> BTreeSet<Ident> {
    let parameters = methods.iter().flat_map(|method| &method.parameters);
    let fields = parameters.filter_map(|placed| match &placed.value {
        Value::Client(name) | Value::ClientOption(name, _) => Some(name),
        _ => None,
    });
    fields.cloned().collect()
}
