use super::HEADER;
use crate::plan::{Crate, SERDE};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

/// The generated `Cargo.toml`.
pub(super) fn manifest(plan: &Crate) -> String {
    let mut manifest = DocumentMut::new();
    let mut package = Table::new();
    package.decor_mut().set_prefix(format!("# {HEADER}\n\n"));
    let own = &plan.metadata;
    for (key, text) in [
        ("name", Some(plan.package.as_str())),
        ("description", own.description.as_deref()),
        ("version", own.version.as_deref()),
        ("edition", Some("2024")),
        ("rust-version", Some("1.88")),
        ("license", own.license.as_deref()),
        ("repository", own.repository.as_deref()),
        ("homepage", own.homepage.as_deref()),
    ] {
        if let Some(text) = text {
            package.insert(key, value(text));
        }
    }
    for (key, texts) in [("authors", &own.authors), ("keywords", &own.keywords), ("categories", &own.categories)] {
        if !texts.is_empty() {
            package.insert(key, value(Array::from_iter(texts)));
        }
    }
    if !own.publish {
        package.insert("publish", value(false));
    }
    package.insert("metadata", Item::Table(metadata()));
    manifest.insert("package", Item::Table(package));
    manifest.insert("features", Item::Table(features(plan)));
    manifest.insert("dependencies", Item::Table(dependencies(plan)));
    manifest.insert("dev-dependencies", Item::Table(dev_dependencies(plan)));
    manifest.to_string()
}

/// docs.rs shows what features there are only where all are on.
fn metadata() -> Table {
    let mut docs_rs = Table::new();
    docs_rs.insert("all-features", value(true));
    let around = |name: &str, inside: Table| {
        let mut table = Table::new();
        table.set_implicit(true);
        table.insert(name, Item::Table(inside));
        table
    };
    around("docs", around("rs", docs_rs))
}

fn features(plan: &Crate) -> Table {
    let own = plan.default_features.iter().map(String::as_str);
    let mut features = Table::new();
    features.insert("default", value(Array::from_iter(std::iter::once("azure_core/default").chain(own))));
    features.insert(SERDE, value(Array::new()));
    if let Some(mut serde) = features.key_mut(SERDE) {
        serde.leaf_decor_mut().set_prefix("# `Serialize` and `Deserialize` for every model.\n");
    }
    for feature in &plan.features {
        features.insert(&feature.name, value(Array::from_iter(&feature.enables)));
    }
    features
}

fn dependencies(plan: &Crate) -> Table {
    let mut azure_core = InlineTable::from_iter([("version", "1.1")]);
    azure_core.insert("default-features", Value::from(false));
    let mut dependencies = Table::new();
    dependencies.insert("armrest-runtime", runtime(plan, &[]));
    dependencies.insert("azure_core", value(azure_core));
    dependencies
}

fn dev_dependencies(plan: &Crate) -> Table {
    let mut tokio = InlineTable::from_iter([("version", "1.49")]);
    tokio.insert("features", Value::Array(Array::from_iter(["macros", "rt-multi-thread"])));
    let mut dependencies = Table::new();
    dependencies.insert("armrest-runtime", runtime(plan, &["mock"]));
    dependencies.insert("azure_identity", value("1.0"));
    dependencies.insert("futures", value("0.3.31"));
    dependencies.insert("serde_json", value("1.0.149"));
    dependencies.insert("tokio", value(tokio));
    dependencies
}

fn runtime(plan: &Crate, features: &[&str]) -> Item {
    // Without the version, a crate with a path could not be packaged.
    let path = plan.runtime.as_deref().map(|path| ("path", path));
    let mut runtime = InlineTable::from_iter(path.into_iter().chain([("version", "0.1")]));
    let features = features.iter().copied().chain(plan.xml.then_some("xml"));
    let features = Array::from_iter(features);
    if !features.is_empty() {
        runtime.insert("features", Value::Array(features));
    }
    value(runtime)
}
