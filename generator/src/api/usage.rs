use super::{Kind, Named, Operation, Type, TypeId, Usage};

/// Marks which way each type goes, from the operations' bodies, results and errors through all that they hold.
pub(super) fn mark(operations: &[Operation<'_>], types: &mut [Named<'_>]) {
    for operation in operations {
        let sent = Usage { sent: true, ..Usage::default() };
        let received = Usage { received: true, xml: operation.xml, ..Usage::default() };
        for parameter in &operation.parameters {
            spread(&parameter.value, sent, types);
        }
        if let Some(body) = &operation.body {
            spread(&body.value, Usage { xml: body.xml, ..sent }, types);
        }
        let others = operation.other_results.iter().map(|(_, value)| value);
        let errors = operation.errors.iter().map(|(_, value)| value);
        if let Some(headers) = operation.headers {
            spread(&Type::Named(headers), Usage { xml: false, ..received }, types);
        }
        for value in operation.result.iter().chain(others).chain(errors) {
            spread(value, received, types);
        }
    }
}

fn spread(value: &Type, usage: Usage, types: &mut [Named<'_>]) {
    let mut next: Vec<TypeId> = value.named().into_iter().collect();
    while let Some(id) = next.pop() {
        let named = &mut types[id.index()];
        let before = named.usage;
        named.usage.sent |= usage.sent;
        named.usage.received |= usage.received;
        named.usage.xml |= usage.xml;
        if named.usage == before {
            continue;
        }
        match &named.kind {
            Kind::Object(object) => {
                let values = object.properties.iter();
                let values = values.map(|property| &property.value);
                next.extend(values.chain(&object.additional).filter_map(Type::named));
            }
            Kind::Union(union) => {
                next.extend(union.variants.iter().map(|variant| variant.object));
            }
            Kind::Enumeration(_) => {}
        }
    }
}
