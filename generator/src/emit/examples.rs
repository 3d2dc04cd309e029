//! The examples in the documentation: lines of Rust that compile.

use super::types::rust_type;
use crate::plan::{ArgumentType, ConnectionPlan, Constructor, Ending, Ident, Method, RustType};

/// The example in a method's documentation: lines of Rust that compile, hidden ones with `# ` in front.
pub(super) fn method(library: &str, client: &str, method: &Method) -> Vec<String> {
    let mut given = vec![format!("client: {library}::clients::{client}")];
    let mut arguments = Vec::new();
    for argument in &method.arguments {
        let name = argument.example.to_string();
        let models = format!("{library}::models::");
        match &argument.kind {
            ArgumentType::Text => {
                arguments.push(format!("\"<{}>\"", argument.name.plain()));
            }
            ArgumentType::Value(kind) => {
                given.push(format!("{name}: {}", rust_type(kind, &models)));
                arguments.push(name);
            }
            ArgumentType::Slice(kind) => {
                given.push(format!("{name}: &[{}]", rust_type(kind, &models)));
                arguments.push(name);
            }
            ArgumentType::Content(kind) if matches!(kind.without_format(), RustType::Model(_)) => {
                let kind = kind.without_format();
                given.push(format!("{name}: {}", rust_type(kind, &models)));
                arguments.push(format!("{name}.try_into()?"));
            }
            ArgumentType::Content(kind) => {
                let kind = rust_type(kind, &models);
                given.push(format!("{name}: azure_core::http::RequestContent<{kind}>"));
                arguments.push(name);
            }
        }
    }
    arguments.push("None".to_owned());
    let call = format!("client.{}({})", method.name, arguments.join(", "));
    let mut lines = Vec::new();
    if method.deprecated {
        lines.push("# #![allow(deprecated)]".to_owned());
    }
    lines.push(format!("# async fn example({}) -> azure_core::Result<()> {{", given.join(", ")));
    lines.extend(usage(&call, &method.ending, method.shown.as_ref()));
    lines.push("# Ok(()) }".to_owned());
    lines
}

/// The lines of an example without those that rustdoc hides.
pub(super) fn shown(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().filter(|line| line != "#" && !line.starts_with("# ")).collect()
}

/// How a call's result is used; of a model, the field that is shown.
fn usage(call: &str, ending: &Ending, shown: Option<&Ident>) -> Vec<String> {
    let print = |value: &str| match shown {
        Some(field) => format!("println!(\"{{:?}}\", {value}.{field});"),
        None => format!("println!(\"{{{value}:?}}\");"),
    };
    match ending {
        Ending::Plain(Some(RustType::Model(_))) if shown.is_none() => {
            vec![format!("let response = {call}.await?;"), "println!(\"{}\", response.status());".to_owned()]
        }
        Ending::Plain(Some(_)) => vec![format!("let result = {call}.await?.into_model()?;"), print("result")],
        Ending::Exists => vec![format!("let exists = {call}.await?;"), "println!(\"{exists}\");".to_owned()],
        Ending::Stream => vec![
            format!("let body = {call}.await?.into_body().collect().await?;"),
            "println!(\"{} bytes\", body.len());".to_owned(),
        ],
        Ending::Plain(None) => vec![format!("{call}.await?;")],
        Ending::Poller(Some(RustType::RawBody), _) => {
            vec![format!("let body = {call}?.await?.into_body();"), "println!(\"{} bytes\", body.len());".to_owned()]
        }
        Ending::Poller(Some(_), _) => {
            vec![format!("let result = {call}?.await?.into_model()?;"), print("result")]
        }
        Ending::Poller(None, _) => vec![format!("{call}?.await?;")],
        Ending::Pager(..) => paged(&format!("{call}?"), &print("item")),
        Ending::PageablePoller(..) => paged(&format!("{call}?.await?"), &print("item")),
    }
}

fn paged(pager: &str, print: &str) -> Vec<String> {
    vec![
        "use futures::TryStreamExt as _;".to_owned(),
        String::new(),
        format!("let mut items = {pager};"),
        "while let Some(item) = items.try_next().await? {".to_owned(),
        format!("    {print}"),
        "}".to_owned(),
    ]
}

/// The example in the crate's documentation: how a client is made.
pub(super) fn client(library: &str, client: &str, connection: &ConnectionPlan) -> Vec<String> {
    let given = connection.host.iter().chain(&connection.client_fields);
    let given: String = given.map(|argument| format!("\"<{}>\", ", argument.name.plain().replace('_', " "))).collect();
    let mut lines = vec![format!("use {library}::{client};")];
    let constructor = connection.constructors.first();
    let takes_token = constructor.is_some_and(Constructor::takes_token);
    if takes_token {
        lines.push("use azure_identity::DeveloperToolsCredential;".to_owned());
    }
    lines.extend([String::new(), "# fn example() -> azure_core::Result<()> {".to_owned()]);
    if takes_token {
        lines.push("let credential = DeveloperToolsCredential::new(None)?;".to_owned());
    }
    let token = takes_token.then(|| "credential, ".to_owned());
    let keys = constructor
        .into_iter()
        .flat_map(Constructor::keys)
        .map(|(argument, _)| format!("\"<{}>\", ", argument.plain().replace('_', " ")));
    let password =
        constructor.is_some_and(Constructor::takes_password).then(|| "\"<user>\", \"<password>\", ".to_owned());
    let credentials: String = token.into_iter().chain(keys).chain(password).collect();
    let name = constructor.map_or("without_credential", |constructor| constructor.name);
    lines.push(format!("let client = {client}::{name}({given}{credentials}None)?;"));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    lines
}
