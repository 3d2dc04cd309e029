use super::{HEADER, examples};
use crate::plan::Crate;

/// The generated `README.md`: what registries and code hosts show of a package.
pub(super) fn readme(plan: &Crate) -> String {
    let main = plan.clients.first().map_or("", |client| client.name.as_str());
    let mut about = plan.docs.clone();
    about.rust("rust", &examples::shown(examples::client(&plan.library, main, &plan.connection)));
    let about: String = about.lines().map(|line| format!("{line}\n")).collect();
    let groups = match plan.clients.len() {
        0 | 1 => "",
        _ => ", or of the client of its group, which a `get_…_client` returns",
    };
    let features = match plan.features.is_empty() {
        true => "",
        false => "Each operation group has a feature, which the documentation lists. ",
    };
    format!(
        "<!-- {HEADER} -->\n\n# {package}\n\n{about}\nEach operation is a method of `{main}`{groups}. `cargo doc --open` shows \
         them with examples; what they take and return is in `{library}::models`. {features}The feature `serde` gives every \
         model `Serialize` and `Deserialize`.\n\narmrest wrote this package from the service's OpenAPI description.\n",
        package = plan.package,
        library = plan.library,
    )
}
