mod ending;
mod modules;
mod selected;

use super::{
    Argument, ArgumentType, Client, ClientOption, ConnectionPlan, Docs, Ending, Feature, Form, Ident, Line, Method,
    ModelModule, OptionField, Options, PlacedBody, Placement, Reserved, RustType, Settings, Value, connection,
    method_docs,
    models::{Models, PageOf},
    names::{self, Scope},
    placement::{client_default, media_type_option, placed},
};
use crate::{
    api::{
        self, Api, BodyFormat, In, Operation, Parameter, Positions, Resolved, Selection, Source, Type, TypeId, as_text,
    },
    diagnostics::{Code, Diagnostic, Diagnostics},
};
use ending::{api_version, monitor_result, next_page};
use std::collections::{HashMap, HashSet, hash_map::Entry};

/// From this number of operation groups on, each has a feature, unless the caller says otherwise.
const MANY_GROUPS: usize = 8;

/// All that a crate's user calls.
#[derive(Debug)]
pub(super) struct Surface {
    pub(super) clients: Vec<Client>,
    pub(super) connection: ConnectionPlan,
    pub(super) features: Vec<Feature>,
    pub(super) model_modules: Vec<ModelModule>,
    /// The module of each type that is not in the common module.
    pub(super) module_of_type: HashMap<TypeId, Ident>,
    pub(super) options: Vec<Options>,
    pub(super) pages: HashMap<TypeId, PageOf>,
    pub(super) bodies: HashSet<TypeId>,
}

impl Surface {
    /// Whether an argument has a name that clippy takes for one that nobody chose.
    pub(super) fn has_placeholder_names(&self) -> bool {
        let arguments = self.clients.iter().flat_map(|client| &client.methods).flat_map(|method| &method.arguments);
        let of_client = self.connection.host.iter().chain(&self.connection.client_fields);
        let mut names = arguments.map(|own| &own.name).chain(of_client.map(|own| &own.name));
        names.any(|name| ["foo", "baz", "quux"].contains(&name.plain()))
    }

    /// Whether a type in it has one of the runtime's formats of values.
    pub(super) fn has_value_formats(&self) -> bool {
        let methods = || self.clients.iter().flat_map(|client| &client.methods);
        let arguments = methods().flat_map(|method| &method.arguments).filter_map(|argument| match &argument.kind {
            ArgumentType::Content(kind) => Some(kind),
            _ => None,
        });
        let results = methods().filter_map(|method| match &method.ending {
            Ending::Plain(kind) | Ending::Poller(kind, _) => kind.as_ref(),
            _ => None,
        });
        let options = self.options.iter().flat_map(|options| &options.fields).map(|field| &field.value);
        arguments.chain(results).chain(options).any(|kind| matches!(kind, RustType::Value(..)))
    }

    /// Whether a form in it has a file.
    pub(super) fn sends_files(&self) -> bool {
        let mut methods = self.clients.iter().flat_map(|client| &client.methods);
        methods.any(|method| method.parameters.iter().any(|placed| placed.placement == Placement::FormFile))
    }
}

/// Plans the clients and their methods: those of all operations, of which the selected ones are kept.
pub(super) fn surface(
    resolved: &Resolved,
    selection: &Selection<'_>,
    stem: &str,
    models: &Models<'_>,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Surface {
    let api = &resolved.api;
    if api.operations.is_empty() {
        diagnostics.push(
            Diagnostic::warning(Code::NoOperations, "the description has no operations to generate")
                .help("check the inputs, or the tag"),
        );
    }
    let groups = groups(api);
    let selected = groups.iter().filter(|group| group.operations.iter().any(|own| selection.has(own)));
    let number = selected.filter(|group| group.name.is_some()).count();
    let many = match settings.form {
        Form::Package => settings.features.groups.unwrap_or(number >= MANY_GROUPS),
        Form::Module { .. } => false,
    };
    let connection = connection::connection(resolved, stem, settings, diagnostics);
    let client_options = format!("{stem}ClientOptions");
    let mut planner = Planner {
        api,
        positions: &resolved.positions,
        stem,
        models,
        settings,
        diagnostics,
        connection,
        surface_options: Vec::new(),
        pages: HashMap::new(),
        bodies: HashSet::new(),
        ids: HashMap::new(),
        type_names: Scope::of(Reserved::ClientTypes).and([client_options.as_str()]),
        // They are beside the models.
        options_names: Scope::of(Reserved::ModelTypes).and(models.names()).and([client_options.as_str()]),
        modules: Scope::of(Reserved::Modules),
        features: Scope::of(Reserved::Features),
        model_modules: Scope::of(Reserved::ModelModules),
    };
    let clients: Vec<Client> = (0..groups.len()).map(|index| planner.client(index, &groups, many)).collect();
    let features = planner.features_of_models(&clients);
    let parts = groups.into_iter().zip(clients).zip(features);
    let mut parts: Vec<Part<'_>> =
        parts.map(|((group, client), feature)| Part { group, client, models_feature: feature }).collect();
    let mut options = planner.surface_options;
    selected::keep(&mut parts, &mut options, &planner.connection, selection);
    let modules = if many { modules::modules_of_models(api, &parts) } else { Default::default() };
    options.sort_by(|one, other| one.name.cmp(&other.name));
    Surface {
        clients: parts.into_iter().map(|part| part.client).collect(),
        connection: planner.connection,
        features: modules.features,
        model_modules: modules.modules,
        module_of_type: modules.of_type,
        options,
        pages: planner.pages,
        bodies: planner.bodies,
    }
}

/// A client that is planned, with what it is made of.
struct Part<'p> {
    group: Group<'p>,
    client: Client,
    /// The feature that has the module of its models.
    models_feature: Option<String>,
}

/// The operations of one client.
struct Group<'p> {
    /// The group's name; none for the main client.
    name: Option<&'p str>,
    /// The method of the main client that gives the group's.
    accessor: Option<Ident>,
    operations: Vec<&'p Operation>,
}

/// The main client's operations, and then each group's, by name. Some descriptions spell a group in several ways, which
/// differ in case: that is one group, by its first spelling.
fn groups<'p>(api: &'p Api) -> Vec<Group<'p>> {
    let mut groups = vec![Group { name: None, accessor: None, operations: Vec::new() }];
    let mut numbers: HashMap<Option<Ident>, usize> = HashMap::from([(None, 0)]);
    for operation in &api.operations {
        let number = *numbers.entry(operation.group.as_deref().map(names::snake)).or_insert(groups.len());
        if number == groups.len() {
            groups.push(Group { name: operation.group.as_deref(), accessor: None, operations: Vec::new() });
        }
        groups[number].operations.push(operation);
    }
    groups[1..].sort_unstable_by_key(|group| group.name);
    let mut accessors = method_names();
    for group in &mut groups {
        group.accessor = group.name.map(|name| accessors.ident([names::joined(&["get", name, "client"])]));
    }
    groups
}

struct Planner<'p> {
    api: &'p Api,
    positions: &'p Positions,
    stem: &'p str,
    models: &'p Models<'p>,
    settings: &'p Settings,
    diagnostics: &'p mut Diagnostics,
    connection: ConnectionPlan,
    surface_options: Vec<Options>,
    pages: HashMap<TypeId, PageOf>,
    bodies: HashSet<TypeId>,
    /// The operations that have methods, the first of each id.
    ids: HashMap<&'p str, &'p Operation>,
    type_names: Scope,
    options_names: Scope,
    modules: Scope,
    features: Scope,
    model_modules: Scope,
}

impl<'p> Planner<'p> {
    /// The names of the features that have the modules of models, one for each client with a feature.
    fn features_of_models(&mut self, clients: &[Client]) -> Vec<Option<String>> {
        let own = clients.iter().map(|client| client.feature.as_ref());
        let features = own.map(|feature| {
            feature.map(|own| self.features.give([format!("{own}-models"), format!("{own}-group-models")]))
        });
        features.collect()
    }

    fn client(&mut self, index: usize, groups: &[Group<'p>], many: bool) -> Client {
        let own = &groups[index];
        let group = own.name;
        let group_name = group.map(names::part).unwrap_or_default();
        let stem = self.stem;
        let name =
            self.type_names.give([format!("{stem}{group_name}Client"), format!("{stem}{group_name}GroupClient")]);
        let module = self.modules.ident([names::client_module(&name)]);
        let feature = group.filter(|_| many).map(|group| {
            let feature = names::feature(group);
            self.features.give([feature.clone(), format!("{feature}-group")])
        });
        let models = feature.as_deref().map(|feature| self.model_modules.ident(names::modules(feature)));
        let accessors =
            groups.iter().filter(|_| group.is_none()).filter_map(|group| Some(group.accessor.as_ref()?.plain()));
        let mut scope = method_names().and(accessors);
        let api = self.api;
        let mut methods = Vec::new();
        for operation in &own.operations {
            let mut method = self.method(operation, &name, models.as_ref(), &mut scope);
            method.shown = self.shown_field(&method.ending).cloned();
            methods.push(method);
        }
        methods.sort_by(|one: &Method, other| one.name.cmp(&other.name));
        Client {
            docs: match group {
                Some(group) => Line::from("The operations of the group ").code(group).words(".").into(),
                None => {
                    let mut docs = Docs::text_or(api.description.as_deref(), "The service's client.");
                    if many {
                        docs.paragraph(
                            "Each operation group has a feature: see the [crate's documentation](crate#features).",
                        );
                    }
                    docs
                }
            },
            connections: Vec::new(),
            group: group.map(str::to_owned),
            fields: Vec::new(),
            unread: Vec::new(),
            name,
            module,
            models,
            accessor: own.accessor.clone(),
            feature,
            methods,
        }
    }

    fn method(&mut self, operation: &'p Operation, client: &str, models: Option<&Ident>, scope: &mut Scope) -> Method {
        let verb = operation.verb.as_str();
        let ending = self.ending(operation);
        let other = match self.ids.entry(&operation.id) {
            Entry::Vacant(entry) => {
                entry.insert(operation);
                "operation".to_owned()
            }
            Entry::Occupied(first) => own_words(operation, first.get()),
        };
        let name = if operation.kind.long_running().is_some() {
            scope.ident([names::joined(&["begin", verb]), names::joined(&["begin", verb, &other])])
        } else {
            scope.ident([names::snake(verb), names::joined(&[verb, &other])])
        };
        let options_name = self.options_names.give([
            format!("{client}{}Options", names::part(verb)),
            format!("{client}{}{}Options", names::part(verb), names::part(&other)),
        ]);
        let mut arguments = Vec::new();
        let mut fields = Vec::new();
        let mut names = Scope::of(Reserved::Method);
        let mut option_names = Scope::of(Reserved::MethodOptions);
        let mut parameters = Vec::new();
        let mut documented = Vec::new();
        for parameter in &operation.parameters {
            let version = operation.api_version.as_deref();
            let value = self.value(parameter, version, &mut names, &mut option_names, &mut arguments, &mut fields);
            if let Value::Argument(name) = &value {
                documented.push((name.plain().to_owned(), method_docs::parameter_docs(parameter)));
            }
            parameters.push(placed(parameter, value));
        }
        parameters.sort_by_key(|placed| match placed.placement {
            Placement::Path | Placement::PathOptional | Placement::PathEncoded | Placement::PathEncodedOptional => {
                let hole = format!("{{{}}}", placed.wire);
                let base = &operation.base_path;
                (0, base.find(&hole).or_else(|| Some(base.len() + operation.path.find(&hole)?)))
            }
            Placement::Query | Placement::QueryEncoded => (1, None),
            Placement::Header | Placement::HeaderCollection => (2, None),
            Placement::Form | Placement::FormFile => (3, None),
        });
        let body = operation.body.as_ref().map(|body| {
            let value = self.body(body, &mut names, &mut option_names, &mut arguments, &mut fields);
            if let Value::Argument(name) = &value {
                documented
                    .push((name.plain().to_owned(), Docs::text_or(body.description.as_deref(), "The request's body.")));
            }
            let choice = media_type_option(body, &mut option_names, &mut fields);
            PlacedBody { content_type: body.content_type.to_owned(), choice, value }
        });
        name_in_example(&mut arguments);
        let ending_is_exists = matches!(ending, Ending::Exists);
        let has_form =
            parameters.iter().any(|placed| matches!(placed.placement, Placement::Form | Placement::FormFile));
        // rustdoc takes the `#` of a raw identifier for the beginning of a fragment.
        let path = format!("{}::clients::{client}::{}", self.settings.form.root(2), name.plain());
        self.surface_options.push(Options {
            docs: Line::from("Options of ").item(&format!("{client}::{}", name.plain()), &path).words(".").into(),
            name: options_name.clone(),
            module: models.cloned(),
            fields,
            method_options: ending.method_options(),
        });
        Method {
            operation: operation.source.clone(),
            trace: format!("{client}.{}", name.plain()),
            docs: method_docs::method_docs(operation, self.models, self.settings.form, &documented),
            name,
            deprecated: operation.deprecated,
            arguments,
            options: options_name,
            http: operation.method,
            connection: self.connection.endpoints[operation.host].field.clone(),
            token_scope: operation.token_scope.clone().filter(|_| self.settings.token_scope.is_none()),
            path: format!("{}{}", operation.base_path, operation.path),
            parameters,
            body,
            multipart: operation.multipart && has_form,
            accept: operation.accept.clone(),
            // Whether something exists is told by the runtime's own list.
            success: if ending_is_exists { Vec::new() } else { operation.success() },
            next_page: match (&ending, operation.kind.paging()) {
                (Ending::Pager(..) | Ending::PageablePoller(..), Some(paging)) => next_page(&paging.next_page),
                _ => None,
            },
            monitor_result: monitor_result(&ending, operation),
            api_version: api_version(&ending, operation),
            shown: None,
            ending,
        }
    }

    /// The field that an example shows of a result or an item.
    fn shown_field(&self, ending: &Ending) -> Option<&Ident> {
        match ending {
            Ending::Plain(Some(kind)) | Ending::Poller(Some(kind), _) => self.models.shown_field(kind),
            Ending::Pager(page, _) | Ending::PageablePoller(page, ..) => {
                let page = self.pages.get(self.models.id(page)?)?;
                self.models.shown_field(&page.item)
            }
            _ => None,
        }
    }

    fn value(
        &mut self,
        parameter: &Parameter,
        version: Option<&str>,
        names: &mut Scope,
        option_names: &mut Scope,
        arguments: &mut Vec<Argument>,
        fields: &mut Vec<OptionField>,
    ) -> Value {
        if connection::is_client_field(parameter) {
            let mut fields_of_client = self.connection.client_fields.iter();
            if let Some(field) = fields_of_client.find(|field| field.wire == parameter.name) {
                return Value::Client(field.name.clone());
            }
        }
        match &parameter.source {
            Source::Constant(text) => return Value::Constant((*text).to_owned()),
            Source::ApiVersion => return self.client_option(parameter, version),
            Source::ClientOption(default) => return self.client_option(parameter, Some(default)),
            Source::Call | Source::Client => {}
        }
        let wire = parameter.name.to_owned();
        let wanted = parameter.preferred_name();
        let rust = self.models.rust(&parameter.value);
        if !parameter.required {
            let name = option_names.parameter(wanted, parameter.sent_in.word());
            let default = parameter.client_default.as_ref().map(|default| client_default(default, &rust));
            let mut lines = method_docs::parameter_docs(parameter);
            if let Some(default) = &parameter.client_default {
                lines.paragraph(Line::from("The default is ").code(&as_text(default)).words("."));
            }
            fields.push(OptionField {
                docs: lines,
                name: name.clone(),
                content: false,
                deprecated: parameter.annotations.as_ref().is_some_and(|own| own.deprecated),
                value: rust,
                wire,
                sent_in: parameter.sent_in,
            });
            return match default {
                Some(default) => Value::OptionOr(name, default),
                None => Value::Option(name),
            };
        }
        let name = names.parameter(wanted, parameter.sent_in.word());
        let kind = match rust {
            RustType::String => ArgumentType::Text,
            // Files are given away: sending them takes them.
            RustType::Vec(item) if *item != RustType::FormFile => ArgumentType::Slice(*item),
            other => ArgumentType::Value(other),
        };
        arguments.push(Argument { name: name.clone(), example: name.clone(), kind, wire });
        Value::Argument(name)
    }

    /// What requests take from a client's option; `own` is the operation's default.
    fn client_option(&self, parameter: &Parameter, own: Option<&str>) -> Value {
        let mut options = self.connection.values.iter().filter(|option| !option.of_host);
        let is_version = parameter.source == Source::ApiVersion;
        let option = options.find(|option| {
            let named = option.wire.eq_ignore_ascii_case(&parameter.name);
            let is_api_version = option.name == *"api_version";
            if is_version { is_api_version } else { named && !is_api_version }
        });
        match option {
            Some(ClientOption { name, default: Some(_), .. }) => Value::ClientOption(name.clone(), None),
            Some(ClientOption { name, .. }) => Value::ClientOption(name.clone(), own.map(str::to_owned)),
            None => Value::Constant(own.unwrap_or_default().to_owned()),
        }
    }

    fn body(
        &mut self,
        body: &api::Body,
        names: &mut Scope,
        option_names: &mut Scope,
        arguments: &mut Vec<Argument>,
        fields: &mut Vec<OptionField>,
    ) -> Value {
        if let Type::Named(id) = &body.value
            && body.format != BodyFormat::Xml
        {
            self.bodies.insert(id.clone());
        }
        let rust = self.models.rust_in(&body.value, body.format);
        let wanted = body.preferred_name();
        let wire = body.name.to_owned();
        if body.required {
            let name = names.parameter(wanted, "body");
            arguments.push(Argument {
                name: name.clone(),
                example: name.clone(),
                kind: ArgumentType::Content(rust),
                wire,
            });
            return Value::Argument(name);
        }
        let name = option_names.parameter(wanted, "body");
        fields.push(OptionField {
            docs: Docs::text_or(body.description.as_deref(), "The request's body."),
            name: name.clone(),
            value: rust,
            content: true,
            deprecated: false,
            wire,
            sent_in: In::Body,
        });
        Value::Option(name)
    }
}

/// The scope of a client's methods.
fn method_names() -> Scope {
    Scope::of(Reserved::ClientMethods).and(Reserved::Prelude.names().iter().copied())
}

/// Names the arguments in a method's example, where one of them is the client.
fn name_in_example(arguments: &mut [Argument]) {
    let (own, others): (Vec<_>, Vec<_>) =
        arguments.iter_mut().partition(|argument| Reserved::Example.has(argument.name.plain()));
    let mut scope = Scope::of(Reserved::Example).and(others.iter().map(|argument| argument.name.plain()));
    for argument in own {
        argument.example = scope.ident([Ident::new(format!("own_{}", argument.name.plain()))]);
    }
}

/// What tells an operation from another of its id, in words: its file, or else what its HTTP method and its path have
/// that those of the other do not.
fn own_words(operation: &Operation, first: &Operation) -> String {
    if operation.file() != first.file() {
        return names::snake(names::file_stem(operation.file())).plain().to_owned();
    }
    let method = (operation.method != first.method).then(|| operation.method.as_str().to_owned());
    let mut others = literals(&first.path).into_iter();
    let path = literals(&operation.path).into_iter().filter(|segment| others.next().as_ref() != Some(segment));
    let words: Vec<String> = method.into_iter().chain(path).collect();
    names::snake(&words.join(" ")).plain().to_owned()
}

/// The segments of a path without its parameters.
fn literals(path: &str) -> Vec<String> {
    let segments = path.split('/').map(|segment| {
        let parts = segment.split('{').map(|part| part.rsplit('}').next().unwrap_or_default());
        parts.collect::<String>()
    });
    segments.collect()
}
