use super::{BodyFormat, Named, Operation, Type, TypeId, Usage};
use std::collections::BTreeMap;

/// Marks which way each type goes, from the operations' bodies, results and errors through all that they hold.
pub(super) fn mark(operations: &[Operation], types: &mut BTreeMap<TypeId, Named>) {
    for operation in operations {
        let sent = Usage { sent: true, ..Usage::default() };
        let received = Usage { received: true, xml: operation.response_format == BodyFormat::Xml, ..Usage::default() };
        for parameter in &operation.parameters {
            spread(&parameter.value, sent, types);
        }
        if let Some(body) = &operation.body {
            spread(&body.value, Usage { xml: body.format == BodyFormat::Xml, ..sent }, types);
        }
        let others = operation.other_results().into_iter().map(|(_, value)| value);
        let errors = operation.errors().map(|(_, value)| value);
        if let Some(headers) = operation.headers.clone() {
            spread(&Type::Named(headers), Usage { xml: false, ..received }, types);
        }
        for value in operation.result.iter().chain(others).chain(errors) {
            spread(value, received, types);
        }
    }
}

fn spread(value: &Type, usage: Usage, types: &mut BTreeMap<TypeId, Named>) {
    let mut next: Vec<TypeId> = value.named().cloned().into_iter().collect();
    while let Some(id) = next.pop() {
        let Some(named) = types.get_mut(&id) else { continue };
        let before = named.usage;
        named.usage.sent |= usage.sent;
        named.usage.received |= usage.received;
        named.usage.xml |= usage.xml;
        if named.usage == before {
            continue;
        }
        next.extend(named.kind.references().into_iter().cloned());
    }
}
