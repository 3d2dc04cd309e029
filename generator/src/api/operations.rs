use super::{
    Body, BodyFormat, Example, FinalState, In, Kind, LongRunning, Method, Operation, OperationKind, Origin, Parameter,
    Source, Status, Type,
    host::Base,
    long_running, media,
    operation::success,
    optional::may_be_empty,
    paging::{self, Others},
    scalars,
    types::Types,
};
use crate::{
    api::builder::{self, Builder, ParameterLocation, SchemaId},
    diagnostics::{Code, Diagnostic},
};
use std::collections::{HashMap, HashSet};

/// The operations of all inputs.
pub(super) fn operations<'d>(builder: &Builder<'d>, bases: &[Base], types: &mut Types<'d, '_>) -> Vec<Operation> {
    let errors = error_schemas(builder, types);
    let mut operations: Vec<Operation> = Vec::new();
    let mut ids: HashMap<&str, (&builder::Operation<'d>, Option<&str>)> = HashMap::new();
    for (description, base) in builder.descriptions.iter().zip(bases) {
        for operation in &description.operations {
            let version = description.version;
            if let Some((first, its_version)) = ids.get(operation.id).copied() {
                let location = builder.locations.position(first.id_location);
                let same = first.method == operation.method && first.path.eq_ignore_ascii_case(operation.path);
                let elsewhere = first.id_location.file != operation.id_location.file;
                types.diagnostics.push(repeated(operation, &location, same, elsewhere));
                // Of one operation in several api-versions the newest counts.
                if same && its_version >= version {
                    continue;
                }
                if same {
                    let first = builder.locations.pointer(first.location);
                    operations.retain(|known| known.source != first);
                    ids.insert(operation.id, (operation, version));
                }
            } else {
                ids.insert(operation.id, (operation, version));
            }
            let mut resolver = Resolver { errors: &errors, builder, bases, base, types, operation };
            operations.extend(resolver.operation(version));
        }
    }
    operations
}

fn repeated(operation: &builder::Operation<'_>, first: &str, same: bool, elsewhere: bool) -> Diagnostic {
    let finding = if same {
        let message = format!("`{}` is described twice (see {first}): using the newest api-version", operation.id);
        Diagnostic::warning(Code::RepeatedOperation, message)
    } else {
        let part = if elsewhere { "file" } else { "path" };
        let message = format!(
            "duplicate operation ID `{}` (see {first}): the method is named after its {part} too",
            operation.id
        );
        Diagnostic::warning(Code::RepeatedOperationId, message).help("give each operation a unique ID")
    };
    finding.at(operation.id_location)
}

/// Headers that azure_core's policies and transport set over what is there.
const AZURE_CORE_SETS: &[&str] = &["authorization", "content-length", "host", "user-agent"];

/// The schemas that some response describes as an error's, beside those that are none.
fn error_schemas(builder: &Builder<'_>, types: &Types<'_, '_>) -> HashSet<SchemaId> {
    let operations = builder.descriptions.iter().flat_map(|description| &description.operations);
    let errors = operations.flat_map(|operation| {
        let alone = operation.responses.len() == 1;
        operation.responses.iter().filter(move |response| match response.status {
            Status::Code(code) | Status::Range(code) => response.error.unwrap_or(code >= 400),
            Status::Default => !alone || response.error == Some(true),
        })
    });
    errors.filter_map(|response| response.schema).map(|schema| types.target(schema)).collect()
}

pub(super) struct Resolver<'d, 's, 't, 'a> {
    pub(super) errors: &'s HashSet<SchemaId>,
    pub(super) builder: &'s Builder<'d>,
    pub(super) bases: &'s [Base],
    pub(super) base: &'s Base,
    pub(super) types: &'t mut Types<'d, 'a>,
    pub(super) operation: &'s builder::Operation<'d>,
}

impl<'d> Resolver<'d, '_, '_, '_> {
    pub(super) fn warn(&mut self, code: Code, message: String) {
        let at = self.operation.location;
        self.types.diagnostics.push(Diagnostic::warning(code, message).at(at));
    }

    pub(super) fn origin(&self, part: &str) -> Origin {
        Origin::Operation(self.operation.id.to_owned(), part.to_owned())
    }

    /// The operation, or none where it is not supported, which is reported.
    fn operation(&mut self, version: Option<&'d str>) -> Option<Operation> {
        let operation = self.operation;
        let (group, verb) = match operation.id.split_once('_') {
            Some((group, verb)) if !group.is_empty() && !verb.is_empty() => (Some(group), verb),
            _ => (None, operation.id.trim_matches('_')),
        };
        let parameters = self.parameters(version);
        let is_text = |own: &Parameter| own.collection_prefix.is_some() || self.is_text(&own.value);
        if let Some(parameter) = parameters.iter().find(|parameter| !is_text(parameter)) {
            let message = format!(
                "`{}` cannot be sent in a URL or header: ignoring the operation `{}`",
                parameter.name, operation.id
            );
            self.warn(Code::NotSupported, message);
            return None;
        }
        let body = self.body();
        let results = self.results();
        let result = self.result(&results);
        let responses = self.responses(&results);
        let paging = match operation.pageable {
            Some(pageable) => {
                let others = Others { builder: self.builder, bases: self.bases, host: self.base.host };
                paging::paging(&others, self.types, operation, pageable, result.as_ref())
            }
            None => None,
        };
        let long_running = operation.long_running.map(|options| {
            let via = options.final_state_via;
            let final_state = match result {
                None => FinalState::Nothing,
                Some(_) => via.map_or(FinalState::Unspecified, FinalState::Via),
            };
            LongRunning { final_state, monitor_result: long_running::monitor_result(self.types, result.as_ref()) }
        });
        let kind = match (long_running, paging) {
            (Some(own), Some(pages)) => OperationKind::PageableLongRunning(own, pages),
            (Some(own), None) => OperationKind::LongRunning(own),
            (None, Some(pages)) => OperationKind::Pageable(pages),
            (None, None) if operation.method == Method::Head && success(&responses).contains(&404) => {
                OperationKind::ExistenceCheck
            }
            (None, None) => OperationKind::Plain,
        };
        let source = self.builder.locations.pointer(operation.location);
        self.types.positions.add(source.clone(), operation.location);
        Some(Operation {
            source,
            id: operation.id.to_owned(),
            group: group.map(str::to_owned),
            verb: verb.to_owned(),
            method: operation.method,
            host: self.base.host,
            token_scope: self.base.scope_of(operation),
            base_path: self.base.path.clone(),
            path: operation.bare_path().to_owned(),
            tags: operation.tags.iter().map(|tag| (*tag).to_owned()).collect(),
            summary: operation.summary.map(str::to_owned),
            description: operation.description.map(str::to_owned),
            deprecated: operation.deprecated,
            external_docs: operation.external_docs.clone(),
            parameters,
            body,
            multipart: operation.consumes.iter().any(|kind| media::is_multipart(kind)),
            accept: media::accept(&operation.produces, (result == Some(Type::Raw)).then_some(BodyFormat::Raw)),
            response_format: media::format(&operation.produces),
            responses,
            headers: self.headers(&kind),
            result,
            kind,
            api_version: self.version(version).map(str::to_owned),
            examples: {
                let source = |own: &builder::Example<'_>| self.builder.locations.pointer(own.location);
                let examples = operation.examples.iter();
                examples.map(|own| Example { title: own.title.to_owned(), source: source(own) }).collect()
            },
        })
    }

    /// A whole body's type.
    pub(super) fn whole(&mut self, schema: SchemaId, part: &'d str, form: BodyFormat) -> Type {
        let origin = self.origin(part);
        match form {
            BodyFormat::Xml => self.types.of_document(schema, origin),
            _ => self.types.of(schema, origin),
        }
    }

    /// A whole body's type which may be null: where the schema allows it, or what holds the schema.
    pub(super) fn whole_or_null(&mut self, schema: SchemaId, nullable: bool, part: &'d str, form: BodyFormat) -> Type {
        // Only JSON has a null.
        if form != BodyFormat::Json {
            self.whole(schema, part, form)
        } else if nullable {
            self.types.of(schema, self.origin(part)).or_null()
        } else {
            self.types.of_item(schema, self.origin(part))
        }
    }

    fn parameters(&mut self, version: Option<&'d str>) -> Vec<Parameter> {
        let operation = self.operation;
        let mut parameters = self.base.parameters.clone();
        for parameter in &operation.parameters {
            if parameter.sent_in == In::Body {
                continue;
            }
            let name = parameter.name;
            // The host's template has it too.
            if parameter.sent_in == In::Path && self.base.parameters.iter().any(|own| own.name == name) {
                continue;
            }
            if parameter.sent_in == In::Header && AZURE_CORE_SETS.iter().any(|own| own.eq_ignore_ascii_case(name)) {
                self.warn(Code::NotSupported, format!("ignoring the header `{name}`: azure_core sets it"));
                continue;
            }
            let hole = format!("{{{name}}}");
            let in_path = operation.bare_path().contains(&hole) || self.base.path.contains(&hole);
            // In the query of the path's key it stands for a value there.
            let in_query = operation.path_query().any(|(own, value)| own == name && value == hole);
            if parameter.sent_in == In::Path && !in_path && !in_query {
                self.warn(Code::UnusedParameter, format!("ignoring a parameter: the path has no `{{{name}}}`"));
                continue;
            }
            let constant = self.types.constant(parameter.schema);
            let source = if parameter.api_version && self.version(version).is_some() {
                Source::ApiVersion
            } else if let Some(version) = self.service_version(parameter) {
                Source::ClientOption(version.to_owned())
            } else if parameter.collection_prefix.is_some() {
                Source::Call
            } else if let (Some(value), true) = (constant, parameter.required) {
                Source::Constant(value.to_owned())
            } else if parameter.belongs_to == ParameterLocation::Client && parameter.required {
                Source::Client
            } else {
                Source::Call
            };
            let resolved = resolved(parameter, source, self.types, self.origin(name));
            let sent_in = if resolved.sent_in == In::Path && !in_path { In::Query } else { resolved.sent_in };
            let may_be_empty = may_be_empty(operation.bare_path(), parameter);
            parameters.push(Parameter { may_be_empty, sent_in, ..resolved });
        }
        self.filters(&mut parameters);
        if !operation.lacks_parameters {
            self.check_path(&parameters);
        }
        for (name, value) in operation.path_query() {
            let declared = |own: &Parameter| own.sent_in == In::Query && own.name.eq_ignore_ascii_case(name);
            if parameters.iter().any(declared) {
                continue;
            }
            if value.contains(['{', '}']) && operation.lacks_parameters {
                continue;
            }
            if value.contains(['{', '}']) {
                let message =
                    format!("`{value}` in the query of the path has no value: there is no query parameter `{name}`");
                self.types.diagnostics.push(
                    Diagnostic::error(Code::UndeclaredParameter, message)
                        .at(operation.location)
                        .help(format!("declare `{name}` with `\"in\": \"query\"`")),
                );
                continue;
            }
            parameters.push(in_path_query(name, value));
        }
        parameters
    }

    /// Says of the filter what its schema (`x-ms-odata`) has: properties, and those of objects among them.
    fn filters(&mut self, parameters: &mut [Parameter]) {
        let Some((schema, at)) = self.operation.odata else { return };
        let is_filter = |own: &&mut Parameter| {
            own.sent_in == In::Query && own.name.trim_start_matches('$').eq_ignore_ascii_case("filter")
        };
        let Some(filter) = parameters.iter_mut().find(is_filter) else {
            let message = "ignoring `x-ms-odata`: there is no query parameter `$filter`";
            self.types.diagnostics.push(Diagnostic::warning(Code::NotSupported, message).at(at));
            return;
        };
        let members = |schema| self.types.members(self.types.meant(schema)).properties;
        for (name, schema) in members(schema) {
            let inner = members(schema);
            filter.filters.extend(inner.iter().map(|(inner, _)| format!("{name}/{inner}")));
            filter.filters.extend(inner.is_empty().then(|| name.to_owned()));
        }
    }

    /// The service version that a required header has unless a client is told another, such as that of `x-ms-version`.
    fn service_version(&self, parameter: &builder::Parameter<'d>) -> Option<&'d str> {
        let last = parameter.name.rsplit('-').next().unwrap_or_default();
        if parameter.sent_in != In::Header || !parameter.required || !last.eq_ignore_ascii_case("version") {
            return None;
        }
        let only = self.types.single(parameter.schema).map(|(only, _)| only);
        only.or(parameter.default)
    }

    /// Whether a value can be a text: no object, and no list of lists.
    fn is_text(&self, value: &Type) -> bool {
        match value {
            Type::Map(_) => false,
            Type::List(item) => !matches!(**item, Type::List(_)) && self.is_text(item),
            Type::Named(id) => matches!(self.types.named(id).kind, Kind::Enumeration(_)),
            _ => true,
        }
    }

    /// The operation's api-version: the only one that its parameter allows, else the description's.
    fn version(&self, of_description: Option<&'d str>) -> Option<&'d str> {
        let mut parameters = self.operation.parameters.iter();
        let parameter = parameters.find(|parameter| parameter.api_version)?;
        self.types.single(parameter.schema).map(|(only, _)| only).or(of_description)
    }

    fn check_path(&mut self, parameters: &[Parameter]) {
        let path = format!("{}{}", self.base.path, self.operation.bare_path());
        let mut rest = path.as_str();
        while let Some((_, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let known = parameters.iter().any(|parameter| parameter.sent_in == In::Path && parameter.name == name);
            if !known {
                self.types.diagnostics.push(
                    Diagnostic::error(
                        Code::UndeclaredParameter,
                        format!("`{{{name}}}` in the path is not a parameter of `{}`", self.operation.id),
                    )
                    .at(self.operation.location)
                    .help("declare it with `\"in\": \"path\"`"),
                );
            }
        }
    }

    fn body(&mut self) -> Option<Body> {
        let operation = self.operation;
        let body = operation.parameters.iter().find(|parameter| parameter.sent_in == In::Body)?;
        let form = media::format_of(&operation.consumes, body.schema, self.types);
        Some(Body {
            name: body.name.to_owned(),
            client_name: body.client_name.map(str::to_owned),
            value: if form == BodyFormat::Raw {
                Type::Raw
            } else {
                self.whole_or_null(body.schema, false, body.name, form)
            },
            description: body.description.map(str::to_owned),
            required: body.required,
            content_type: media::content_type(&operation.consumes, form).to_owned(),
            choices: self.media_type_choices(form).into_iter().map(str::to_owned).collect(),
            format: form,
        })
    }

    /// The media types among which the caller chooses: of a body that is taken as it is, or that may be something else
    /// than JSON too; none where a parameter says it.
    fn media_type_choices(&self, form: BodyFormat) -> Vec<&'d str> {
        let operation = self.operation;
        let is_media_type = |own: &builder::Parameter<'_>| own.name.eq_ignore_ascii_case("content-type");
        if operation.parameters.iter().any(is_media_type) {
            return Vec::new();
        }
        media::choices(&operation.consumes, form)
    }
}

/// A parameter with its type.
pub(super) fn resolved<'d>(
    parameter: &builder::Parameter<'d>,
    source: Source,
    types: &mut Types<'d, '_>,
    origin: Origin,
) -> Parameter {
    let file = types.file(parameter.schema).filter(|_| source == Source::Call);
    let value = match (&source, file) {
        _ if parameter.collection_prefix.is_some() => Type::Map(Box::new(Type::String)),
        (_, Some(file)) => file,
        (Source::Constant(_) | Source::ApiVersion | Source::ClientOption(_), _) => Type::String,
        _ => scalars::in_place(types.of(parameter.schema, origin).without_null(), parameter.sent_in, parameter.name),
    };
    let client_default = parameter.client_default.as_ref().filter(|_| source == Source::Call);
    let client_default = client_default.and_then(|default| self::client_default(parameter, default, &value, types));
    Parameter {
        name: parameter.name.to_owned(),
        client_name: parameter.client_name.map(str::to_owned),
        sent_in: parameter.sent_in,
        value,
        description: parameter.description.map(str::to_owned),
        required: parameter.required && client_default.is_none(),
        may_be_empty: false,
        collection: parameter.collection,
        encoded: parameter.encoded,
        collection_prefix: parameter.collection_prefix.map(str::to_owned),
        client_default,
        annotations: types.annotations(parameter.schema),
        item_annotations: types.item_annotations(parameter.schema),
        filters: Vec::new(),
        source,
    }
}

/// A parameter's `x-ms-client-default` as a literal of its type. One that is none is reported, and ignored.
fn client_default<'d>(
    parameter: &builder::Parameter<'d>,
    default: &builder::Literal<'d>,
    value: &Type,
    types: &mut Types<'d, '_>,
) -> Option<serde_json::Value> {
    let scalar = match value {
        Type::Named(id) => match &types.named(id).kind {
            Kind::Enumeration(enumeration) => enumeration.value.clone(),
            _ => value.clone(),
        },
        _ => value.clone(),
    };
    let literal = scalars::literal(&scalar, default).filter(|_| !default.value.is_null());
    if literal.is_none() {
        let message =
            format!("ignoring `x-ms-client-default`: {} is not of the type of `{}`", default.value, parameter.name);
        types.diagnostics.push(
            Diagnostic::warning(Code::UnusableDefault, message)
                .at(default.location)
                .help("correct the default, or the parameter's `type` and `format`"),
        );
    }
    literal
}

/// What the query of a path's key says (`x-ms-paths`) and no parameter declares, percent-encoded as it is.
fn in_path_query(name: &str, value: &str) -> Parameter {
    let source = Source::Constant(value.to_owned());
    Parameter { encoded: true, ..Parameter::text(name, In::Query, source) }
}
