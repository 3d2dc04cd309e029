use super::{
    tokens::{docs_lines, feature_line},
    types::rust_type,
    writer::{import, rust_file},
};
use crate::plan::{Crate, Ident, Line, MethodOptions, Model, ModelKind, ModelModule, Options, RustType, UnionVariant};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    fmt::Write,
};

/// `models.rs`: the models as plain structs and enums, but for those of the modules. Structs and enums are the most of a
/// crate and of a few shapes, so they are written as they are.
pub(super) fn models(plan: &Crate, modules: &Modules<'_>) -> String {
    let models = modules.models(None);
    let has_options = plan.options.iter().any(|options| options.module.is_none());
    let mut text = "//! The models, and the options of methods.\n\n".to_owned();
    let modules: String = [(has_options, "mod options;\n"), (!models.is_empty(), "mod wire;\n")]
        .into_iter()
        .filter_map(|(there, line)| there.then_some(line))
        .collect();
    text.push_str(&modules);
    if has_options {
        text.push_str("\npub use options::*;\n");
    }
    for module in &plan.model_modules {
        let (feature, name) = (feature_line(plan, Some(&module.feature)), &module.name);
        // Writing to a string does not fail, here and below.
        let _ = write!(text, "\n{feature}mod {name};\n{feature}pub use {name}::*;\n");
    }
    for item in models {
        model(item, &mut text);
    }
    rust_file(&text)
}

/// A module of models, with the options of its group's methods, which only the group's client needs.
pub(super) fn module<'p>(plan: &'p Crate, modules: &Modules<'p>, module: &'p ModelModule) -> String {
    let models = modules.models(Some(module));
    let mut text = String::new();
    docs_lines(&module.docs, "//!", &mut text);
    text.push('\n');
    let options = modules.options(Some(module)).first().map(|_| feature_line(plan, Some(&module.client_feature)));
    if let Some(feature) = &options {
        let _ = writeln!(text, "{feature}mod options;");
    }
    text.push_str(if models.is_empty() { "" } else { "mod wire;\n" });
    if let Some(feature) = &options {
        let _ = write!(text, "\n{feature}pub use options::*;\n");
    }
    let others = others(models);
    if !others.is_empty() {
        text.push_str(if options.is_some() { "" } else { "\n" });
        text.push_str(&others);
    }
    for item in models {
        model(item, &mut text);
    }
    rust_file(&text)
}

/// `options.rs`: the options of a module's methods; without a module, of those whose group has none.
pub(super) fn options<'p>(modules: &Modules<'p>, module: Option<&'p ModelModule>) -> Option<String> {
    let own = modules.options(module);
    if own.is_empty() {
        return None;
    }
    let mut text = String::new();
    let models = if module.is_some() { "" } else { "super::" };
    if module.is_some() {
        let fields = own.iter().flat_map(|options| &options.fields);
        let named: BTreeSet<&str> = fields.filter_map(|field| field.value.model()).collect();
        text.push_str(&import("use", "crate::models", &named.into_iter().collect::<Vec<_>>()));
    }
    text.push_str(&option_imports(own));
    for options in own {
        options_of(options, models, &mut text);
    }
    Some(rust_file(&text))
}

/// What each module has.
pub(super) struct Modules<'p> {
    models: HashMap<Option<&'p Ident>, Vec<&'p Model>>,
    options: HashMap<Option<&'p Ident>, Vec<&'p Options>>,
    responses: HashSet<&'p str>,
}

impl<'p> Modules<'p> {
    pub(super) fn new(plan: &'p Crate) -> Self {
        let responses = plan.responses.iter().map(String::as_str).collect();
        let mut modules = Self { models: HashMap::new(), options: HashMap::new(), responses };
        for model in &plan.models {
            modules.models.entry(model.module.as_ref()).or_default().push(model);
        }
        for options in &plan.options {
            modules.options.entry(options.module.as_ref()).or_default().push(options);
        }
        modules
    }

    /// The models of a module; none of them: those of all.
    pub(super) fn models(&self, module: Option<&'p ModelModule>) -> &[&'p Model] {
        self.models.get(&module.map(|module| &module.name)).map_or(&[], Vec::as_slice)
    }

    /// Whether a model is the result of an operation.
    pub(super) fn is_response(&self, model: &str) -> bool {
        self.responses.contains(model)
    }

    /// The options of a module's methods; without a module, of those whose group has none.
    fn options(&self, module: Option<&'p ModelModule>) -> &[&'p Options] {
        self.options.get(&module.map(|module| &module.name)).map_or(&[], Vec::as_slice)
    }
}

/// The import of the models that a module names and does not have.
fn others(models: &[&Model]) -> String {
    let of_models = models.iter().flat_map(|model| match &model.kind {
        ModelKind::Struct(own) => {
            let fields = own.fields.iter().chain(&own.rest).filter_map(|field| field.value.model());
            fields.chain(own.page.iter().filter_map(|(_, item)| item.model())).collect::<Vec<_>>()
        }
        ModelKind::Union(own) => own.variants.iter().map(|variant| variant.object.as_str()).collect(),
        ModelKind::Enumeration(_) => Vec::new(),
    });
    let named: BTreeSet<&str> = of_models.collect();
    let own: BTreeSet<&str> = models.iter().map(|model| model.name.as_str()).collect();
    let others: Vec<&str> = named.difference(&own).copied().collect();
    import("use", "super", &others)
}

fn option_imports(own: &[&Options]) -> String {
    let uses = |kind| own.iter().any(|options| options.method_options == kind);
    let mut http = Vec::new();
    if uses(MethodOptions::Client) {
        http.push("ClientMethodOptions");
    }
    if own.iter().any(|options| options.fields.iter().any(|field| field.content)) {
        http.push("RequestContent");
    }
    if uses(MethodOptions::Pager) {
        http.push("pager::PagerOptions");
    }
    if uses(MethodOptions::Poller) {
        http.push("poller::PollerOptions");
    }
    let safe_debug = own.iter().any(|options| !options.fields.is_empty());
    let http = match http.as_slice() {
        [] => None,
        [only] => Some(format!("http::{only}")),
        several => Some(format!("http::{{{}}}", several.join(", "))),
    };
    let names: Vec<&str> = safe_debug.then_some("fmt::SafeDebug").into_iter().chain(http.as_deref()).collect();
    let no_parameters = own.iter().any(|options| options.fields.is_empty());
    let runtime = if no_parameters { "use armrest_runtime::NoParameters;\n" } else { "" };
    format!("{runtime}{}", import("use", "azure_core", &names))
}

fn model(model: &Model, text: &mut String) {
    text.push('\n');
    docs_lines(&model.docs, "///", text);
    let name = &model.name;
    let _ = match &model.kind {
        ModelKind::Struct(own) => {
            let open = if own.non_exhaustive { "#[non_exhaustive]\n" } else { "" };
            let _ = write!(text, "#[derive(Clone, Default)]\n{open}pub struct {name} {{");
            let fields = own.fields.iter().chain(&own.rest);
            for (index, field) in fields.enumerate() {
                text.push_str(if index == 0 { "\n" } else { "" });
                docs_lines(&field.docs, "    ///", text);
                text.push_str(deprecated(field.deprecated));
                let _ = writeln!(text, "    pub {}: Option<{}>,", field.name, rust_type(&field.value, ""));
            }
            writeln!(text, "}}")
        }
        ModelKind::Enumeration(own) => {
            let eq = if own.value == RustType::F64 { "" } else { "Eq, Hash, " };
            let _ = writeln!(text, "#[derive(Clone, Debug, {eq}PartialEq)]\n#[non_exhaustive]\npub enum {name} {{");
            for variant in &own.variants {
                docs_lines(&variant.docs, "    ///", text);
                text.push_str(deprecated(variant.deprecated));
                let _ = writeln!(text, "    {},", variant.name);
            }
            let kind = rust_type(&own.value, "");
            writeln!(text, "    /// An unknown value.\n    UnknownValue({kind}),\n}}")
        }
        ModelKind::Union(own) => {
            let _ = writeln!(text, "#[derive(Clone)]\n#[non_exhaustive]\npub enum {name} {{");
            for UnionVariant { name, values, object, .. } in &own.variants {
                let mut line = Line::default().code(&own.discriminator).words(" is ");
                for (index, value) in values.iter().enumerate() {
                    line = line.words(if index == 0 { "" } else { " or " });
                    line = if value.is_empty() { line.words("absent") } else { line.code(value) };
                }
                docs_lines(&line.words(".").into(), "    ///", text);
                let _ = writeln!(text, "    {name}({object}),");
            }
            writeln!(
                text,
                "    /// An object of an unknown kind, kept whole.\n    UnknownValue(azure_core::Value),\n}}"
            )
        }
    };
}

/// The attribute of what is deprecated, as a line.
fn deprecated(is_deprecated: bool) -> &'static str {
    if is_deprecated { "    #[deprecated]\n" } else { "" }
}

fn options_of(options: &Options, models: &str, text: &mut String) {
    text.push('\n');
    docs_lines(&options.docs, "///", text);
    let name = &options.name;
    let method_options = match options.method_options {
        MethodOptions::Client => "ClientMethodOptions<'a>",
        MethodOptions::Pager => "PagerOptions<'a>",
        MethodOptions::Poller => "PollerOptions<'a>",
    };
    if options.fields.is_empty() {
        let _ = writeln!(text, "pub type {name}<'a> = NoParameters<{method_options}>;");
        return;
    }
    let _ = writeln!(text, "#[derive(Clone, Default, SafeDebug)]\npub struct {name}<'a> {{");
    for field in &options.fields {
        docs_lines(&field.docs, "    ///", text);
        text.push_str(deprecated(field.deprecated));
        let kind = rust_type(&field.value, models);
        let kind = if field.content { format!("RequestContent<{kind}>") } else { kind };
        let _ = writeln!(text, "    pub {}: Option<{kind}>,", field.name);
    }
    let _ = writeln!(
        text,
        "    /// azure_core's options for this kind of method.\n    pub method_options: {method_options},\n}}"
    );
}
