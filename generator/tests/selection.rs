//! A crate of some operations: what is in it, that it is a part of the whole crate, and what is said of a wrong filter.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use armrest::{
    api::{Api, Filter, Resolved},
    diagnostics::Diagnostics,
    disk::{Disk, Memory},
    generate,
    load::{Input, load_without_examples},
    openapi2,
    plan::{self, Client, Crate, Method, Model, Options, Settings},
    sources::Sources,
};
use common::description;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Several groups, and operations of the client itself; each has models of its own, and all have one.
const SHOP: &str = r##"
swagger: "2.0"
info: { title: Shop, version: "1" }
host: management.azure.com
paths:
  /shops/{shopName}/books:
    get: { operationId: Books_List, tags: [Paper], x-ms-pageable: { nextLinkName: null }, parameters: [{ $ref: "#/parameters/Shop" }], responses: { "200": { description: All., schema: { $ref: "#/definitions/Books" } } } }
  /shops/{shopName}/books/{id}:
    get: { operationId: Books_Get, tags: [Paper, Reading], parameters: [{ $ref: "#/parameters/Shop" }, { $ref: "#/parameters/Id" }], responses: { "200": { description: One., schema: { $ref: "#/definitions/Book" } } } }
    put: { operationId: Books_Put, parameters: [{ $ref: "#/parameters/Shop" }, { $ref: "#/parameters/Id" }, { name: book, in: body, required: true, schema: { $ref: "#/definitions/Book" } }], responses: { "200": { description: One., schema: { $ref: "#/definitions/Book" } } } }
  /shops/{shopName}/films/{id}:
    get: { operationId: Films_Get, tags: [Reading], parameters: [{ $ref: "#/parameters/Shop" }, { $ref: "#/parameters/Id" }], responses: { "200": { description: One., schema: { $ref: "#/definitions/Film" } } } }
  /clock:
    get: { operationId: Clock, x-ms-pageable: { nextLinkName: next }, responses: { "200": { description: Now., schema: { $ref: "#/definitions/Clock" } } } }
parameters:
  Shop: { name: shopName, in: path, required: true, type: string }
  Id: { name: id, in: path, required: true, type: string, x-ms-parameter-location: method }
definitions:
  Books: { properties: { value: { type: array, items: { $ref: "#/definitions/Book" } } } }
  Book: { properties: { title: { type: string }, price: { $ref: "#/definitions/Price" } } }
  Film: { properties: { length: { type: integer }, price: { $ref: "#/definitions/Price" } } }
  Price: { properties: { amount: { type: number } } }
  Clock: { properties: { now: { type: string } } }
"##;

fn shop() -> (Memory, Input) {
    let files = Memory(BTreeMap::from([(PathBuf::from("/d/shop.yaml"), SHOP.to_owned())]));
    (files, Input { paths: vec!["/d/shop.yaml".into()], ..Input::default() })
}

fn filter(include: &[&str], exclude: &[&str]) -> Filter {
    let texts = |patterns: &[&str]| patterns.iter().map(|&pattern| pattern.to_owned()).collect();
    Filter { include: texts(include), exclude: texts(exclude) }
}

fn resolved(input: &Input) -> Option<Resolved> {
    let mut diagnostics = Diagnostics::default();
    let documents = load_without_examples(input, &Disk, &mut Sources::default(), &mut diagnostics).ok()?;
    openapi2::read(&documents, &mut diagnostics).resolve(&mut diagnostics).ok()
}

fn planned(resolved: &Resolved, filter: &Filter) -> Crate {
    let mut diagnostics = Diagnostics::default();
    let selection = resolved.api.select(filter, &mut diagnostics).expect("a selection");
    plan::plan(resolved, &selection, &[], &Settings::default(), &mut diagnostics).expect("a plan")
}

#[test]
fn a_pattern_is_compared_with_ids_groups_tags_and_paths() {
    let (files, input) = shop();
    let table: &[(&[&str], &[&str], &[&str])] = &[
        (&["Books_*"], &[], &["Books_Get", "Books_List", "Books_Put"]),
        (&["books"], &[], &["Books_Get", "Books_List", "Books_Put"]),
        (&["*_get"], &[], &["Books_Get", "Films_Get"]),
        (&["Reading"], &[], &["Books_Get", "Films_Get"]),
        (&["Reading"], &["Films"], &["Books_Get"]),
        (&["Clock", "Films_Get"], &[], &["Clock", "Films_Get"]),
        (&[], &["Books"], &["Clock", "Films_Get"]),
        (&["/shops/*/books"], &[], &["Books_List"]),
        (&["/shops/{shopname}/books/*"], &[], &["Books_Get", "Books_Put"]),
        (&["/shops/**"], &["Films_?et", "*_Put"], &["Books_Get", "Books_List"]),
        (&["{Clock,*_Put}"], &[], &["Books_Put", "Clock"]),
    ];
    let api = armrest::describe(&input, &[], &Filter::default(), &files).api.expect("an API");
    for (include, exclude, expected) in table {
        let mut diagnostics = Diagnostics::default();
        let selection = api.select(&filter(include, exclude), &mut diagnostics).expect("a selection");
        let mut ids: Vec<&str> = selection.operations().map(|own| own.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids, *expected, "{include:?} without {exclude:?}");
    }
}

#[test]
fn a_described_api_has_the_selected_operations_and_the_types_that_they_need() {
    let (files, input) = shop();
    let described = armrest::describe(&input, &[], &filter(&["Films"], &[]), &files);
    let api = described.api.expect("an API");
    assert_eq!(api.operations.iter().map(|own| own.id.as_str()).collect::<Vec<_>>(), ["Films_Get"]);
    let types = serde_json::to_value(&api.types).expect("types");
    let names: Vec<&String> = types.as_object().expect("an object").keys().collect();
    assert_eq!(names, ["shop.yaml#/definitions/Film", "shop.yaml#/definitions/Price"]);
    // What is wrong with the others does not matter.
    assert_eq!(described.diagnostics.iter().count(), 0);
    let whole = armrest::describe(&input, &[], &Filter::default(), &files).diagnostics;
    assert!(whole.iter().any(|finding| finding.message.contains("`Clock`")));
    let unknown = armrest::describe(&input, &[], &filter(&["Flims"], &[]), &files);
    assert!(unknown.api.is_none() && unknown.diagnostics.iter().any(|own| own.code.as_str() == "unmatched-pattern"));
}

#[test]
fn a_filter_that_selects_nothing_is_an_error_with_near_names() {
    let (files, input) = shop();
    let table: &[(&[&str], &[&str], &str, &str)] = &[
        (&["Book_*"], &[], "unmatched-pattern", "did you mean `Books`, `Books_Get` or `Books_Put`?"),
        (&[], &["Flims_Get"], "unmatched-pattern", "did you mean `Films_Get`"),
        (&["/shop/{shopName}/books"], &[], "unmatched-pattern", "did you mean `/shops/{shopName}/books`"),
        (&["Books", "xyz"], &[], "unmatched-pattern", "`armrest list` shows each operation"),
        (&["Books["], &[], "bad-pattern", "a pattern is a glob"),
        (&["Books_List"], &["Books"], "nothing-selected", "exclude less, or include more"),
    ];
    for (include, exclude, code, help) in table {
        let settings = Settings { filter: filter(include, exclude), ..Settings::default() };
        let outcome = generate(&input, &settings, &files);
        assert!(outcome.files.is_none(), "{include:?}");
        let found = outcome.diagnostics.iter().find(|finding| finding.code == *code).expect("the finding");
        assert!(found.help.as_ref().is_some_and(|found| found.contains(help)), "{include:?}: {found:?}");
    }
}

/// What is compiled of a glob is much longer than the glob.
#[test]
fn a_pattern_of_very_many_characters_is_an_error() {
    let (files, input) = shop();
    let found = |pattern: &str| {
        let settings = Settings { filter: filter(&[pattern], &[]), ..Settings::default() };
        let outcome = generate(&input, &settings, &files);
        outcome.diagnostics.iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect::<String>()
    };
    for pattern in ["*", "?", "*a", "[!é]", "{*,b}", "**/", "é*"] {
        let times = 1_000 / pattern.chars().count();
        let most = found(&pattern.repeat(times));
        assert!(!most.contains("bad-pattern"), "{pattern}: {most}");
        let more = found(&pattern.repeat(100_000));
        let said = ["bad-pattern: `", "is not a pattern: it has", "at most 1000 are supported"];
        assert!(said.iter().all(|said| more.contains(said)) && more.len() < 1_000, "{more:.500}");
    }
}

#[test]
fn a_bad_package_name_hides_nothing_else_that_is_wrong_in_the_settings() {
    let (files, input) = shop();
    let rename = BTreeMap::from([("Nothing".to_owned(), "Something".to_owned())]);
    let package = Some("self".to_owned());
    for (settings, other) in [
        (Settings { package: package.clone(), rename, ..Settings::default() }, "bad-rename"),
        (Settings { package, filter: filter(&["Flims"], &[]), ..Settings::default() }, "unmatched-pattern"),
    ] {
        let outcome = generate(&input, &settings, &files);
        let codes: BTreeSet<&str> = outcome.diagnostics.iter().map(|own| own.code.as_str()).collect();
        assert!(codes.is_superset(&BTreeSet::from(["bad-package-name", other])), "{codes:?}");
    }
}

#[test]
fn the_crate_has_what_its_operations_need_and_nothing_else() {
    let (files, input) = shop();
    let settings = |filter| Settings { filter, ..Settings::default() };
    let outcome = generate(&input, &settings(filter(&["Books_Get"], &[])), &files);
    let files_of_crate = outcome.files.expect("a crate");
    let paths: Vec<&str> = files_of_crate.iter().map(|file| file.path.as_str()).collect();
    assert!(paths.contains(&"src/clients/shop_books_client.rs"), "{paths:?}");
    let text: String = files_of_crate.iter().map(|file| file.text.as_str()).collect();
    for there in
        ["pub struct Book {", "pub struct Price {", "ShopBooksClientGetOptions", "fn get_books_client", "fn get("]
    {
        assert!(text.contains(there), "{there}");
    }
    for absent in ["Film", "Clock", "clock", "struct Books ", "fn list", "fn put", "ListOptions", "get_films_client"] {
        assert!(!text.contains(absent), "{absent}");
    }
    assert_eq!((outcome.summary.expect("a summary").operations, outcome.diagnostics.iter().count()), (1, 0));
    // The warning is about an operation that is left out, and comes where it is not.
    let outcome = generate(&input, &settings(filter(&["Clock"], &[])), &files);
    assert_eq!(outcome.diagnostics.iter().count(), 1, "{:?}", outcome.diagnostics);
}

/// All descriptions of the tests: each operation and each group alone, and each group left out, is a part of the whole
/// crate, word for word.
#[test]
fn each_name_of_a_filtered_crate_is_in_the_whole_crate() {
    let mut compared = 0;
    for path in descriptions() {
        let input = Input { root: path.parent().map(Path::to_owned), paths: vec![path.clone()], ..Input::default() };
        let Some(resolved) = resolved(&input) else { continue };
        let whole = Contents::of(&planned(&resolved, &Filter::default()));
        let groups: BTreeSet<&str> = resolved.api.operations.iter().filter_map(|own| own.group.as_deref()).collect();
        let ids = resolved.api.operations.iter().map(|own| own.id.as_str());
        let included = ids.chain(groups.iter().copied()).map(|name| filter(&[&literal(name)], &[]));
        let excluded = groups.iter().filter(|_| groups.len() > 1).map(|name| filter(&[], &[&literal(name)]));
        for filter in included.chain(excluded) {
            let part = planned(&resolved, &filter);
            Contents::of(&part).is_part_of(&whole, &format!("{}: {filter:?}", path.display()));
            let selection = resolved.api.select(&filter, &mut Diagnostics::default()).expect("a selection");
            let methods = part.clients.iter().map(|client| client.methods.len()).sum::<usize>();
            assert_eq!(methods, selection.operations().count());
            let dump = serde_json::to_vec(&selection.api()).expect("a dump");
            Api::from_json(&dump).unwrap_or_else(|error| panic!("{}: {filter:?}: {error}", path.display()));
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

/// A pattern that has no other meaning than its text.
fn literal(name: &str) -> String {
    name.chars().map(|one| if "*?[]{}\\".contains(one) { format!("\\{one}") } else { one.to_string() }).collect()
}

fn descriptions() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let folders = fs::read_dir(cases).expect("the cases").map(|entry| entry.expect("an entry").path());
    let inputs =
        folders.flat_map(|folder| ["readme.md", "description.json", "description.yaml"].map(|name| folder.join(name)));
    let own = ["widgets.json", "rare.yaml", "requests.yaml"].map(description);
    inputs.chain(own).filter(|path| path.exists()).collect()
}

/// What is in a crate, by its whole text: names, and all that is behind them.
struct Contents {
    clients: BTreeSet<String>,
    methods: BTreeSet<String>,
    models: BTreeSet<String>,
    options: BTreeSet<String>,
    features: BTreeSet<String>,
    modules: BTreeSet<String>,
    connection: String,
}

impl Contents {
    fn of(own: &Crate) -> Self {
        let client = |own: &Client| format!("{} {:?} {:?}", own.name, own.module, own.accessor);
        let method = |client: &Client, method: &Method| format!("{} {method:?}", client.name);
        let methods = own.clients.iter().flat_map(|client| client.methods.iter().map(move |own| method(client, own)));
        let model = |own: &Model| format!("{:?}", Model { module: None, ..own.clone() });
        let options = |own: &Options| format!("{:?}", Options { module: None, ..own.clone() });
        Self {
            clients: own.clients.iter().map(client).collect(),
            methods: methods.collect(),
            models: own.models.iter().map(model).collect(),
            options: own.options.iter().map(options).collect(),
            features: own.features.iter().map(|own| own.name.clone()).collect(),
            modules: own.model_modules.iter().map(|own| own.name.to_string()).collect(),
            connection: format!("{} {:?}", own.package, own.connection),
        }
    }

    fn is_part_of(&self, whole: &Self, context: &str) {
        assert_eq!(self.connection, whole.connection, "{context}");
        for (part, whole) in [
            (&self.clients, &whole.clients),
            (&self.methods, &whole.methods),
            (&self.models, &whole.models),
            (&self.options, &whole.options),
            (&self.features, &whole.features),
            (&self.modules, &whole.modules),
        ] {
            assert_eq!(part.difference(whole).next(), None, "{context}");
        }
    }
}

#[test]
fn a_crate_of_few_groups_has_no_features() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/many-groups/description.yaml");
    let resolved = resolved(&Input { paths: vec![path], ..Input::default() }).expect("an API");
    let whole = planned(&resolved, &Filter::default());
    let few = planned(&resolved, &filter(&["Apples", "A-B", "Full_Put"], &[]));
    assert!(few.features.is_empty() && few.model_modules.is_empty(), "{:?}", few.features);
    assert!(few.models.iter().all(|model| model.module.is_none()));
    let most = planned(&resolved, &filter(&[], &["Apples"]));
    assert_eq!(most.features.len() + 2, whole.features.len());
    assert_eq!(most.model_modules.len() + 1, whole.model_modules.len());
}
