use super::HEADER;
use crate::plan::Crate;
use std::fmt::Write;

/// The generated `Cargo.toml`.
pub(super) fn manifest(plan: &Crate) -> String {
    let runtime = |features: &str| match &plan.runtime {
        Some(path) => format!("{{ path = {path:?}{features} }}"),
        None => format!("{{ version = \"0.1\"{features} }}"),
    };
    let mut features = vec!["\"azure_core/default\"".to_owned()];
    let of_clients = plan.features.iter().filter(|feature| feature.of_client);
    features.extend(of_clients.map(|feature| format!("{:?}", feature.name)));
    let mut text = format!(
        "# {HEADER}

[package]
name = {package:?}
description = {description:?}
version = \"0.1.0\"
edition = \"2024\"
rust-version = \"1.88\"
license = \"MIT\"
publish = false

[features]
default = [{default}]
",
        package = plan.package,
        description = plan.description,
        default = features.join(", "),
    );
    for feature in &plan.features {
        // Writing to a string does not fail.
        let enables: Vec<String> = feature.enables.iter().map(|name| format!("{name:?}")).collect();
        let _ = writeln!(text, "{} = [{}]", feature.name, enables.join(", "));
    }
    let _ = write!(
        text,
        "
[dependencies]
armrest-runtime = {plain}
azure_core = {{ version = \"1.1\", default-features = false }}

[dev-dependencies]
armrest-runtime = {mock}
azure_identity = \"1.0\"
futures = \"0.3\"
serde_json = \"1\"
tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}
",
        plain = runtime(if plan.xml { ", features = [\"xml\"]" } else { "" }),
        mock = runtime(if plan.xml { ", features = [\"mock\", \"xml\"]" } else { ", features = [\"mock\"]" }),
    );
    text
}
