//! What is done with a case, and what must hold whatever is in it.

use super::{
    case::Case,
    mutate,
    random::Random,
    seeds::Seeds,
    text,
    tree::{NoDialect, Tree},
    words::{HOSTILE, SETTINGS},
};
use armrest::{
    Outcome,
    api::{Api, Filter, Resolved},
    command::{self, DiffFormat, End, Format},
    diagnostics::{Diagnostics, Severity, render},
    emit::{self, TextFile},
    generate,
    load::{self, Documents, Input},
    openapi2, oracle,
    plan::{self, Crate, Settings},
    project::Project,
    sources::Sources,
};
use std::{collections::BTreeMap, path::Path};

/// How a case ended: whether all stages of its target had a result. `Err` says what does not hold.
type Checked = Result<bool, String>;

/// A part of armrest that is given cases.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) name: &'static str,
    /// How many of ten thousand executions of all targets are its own.
    pub(super) share: u64,
    pub(super) make: fn(&Seeds, &mut Random) -> Case,
    /// Runs a case; the folder is one to write to.
    pub(super) run: fn(&Case, &Path) -> Checked,
}

/// All of them.
pub(super) const TARGETS: &[Target] = &[
    Target { name: "json", share: 3950, make: text_of::<false>, run: parsers },
    Target { name: "yaml", share: 2500, make: text_of::<true>, run: parsers },
    Target { name: "readme", share: 1500, make: readme, run: readmes },
    Target { name: "load", share: 500, make: load_case, run: loads },
    Target { name: "openapi2", share: 350, make: mutate::description, run: reads },
    Target { name: "api", share: 300, make: mutate::description, run: resolves },
    Target { name: "oracle", share: 250, make: mutate::description, run: examples },
    Target { name: "plan", share: 120, make: filtered, run: plans },
    Target { name: "emit", share: 80, make: mutate::description, run: emits },
    Target { name: "dump", share: 70, make: dump, run: dumps },
    Target { name: "project", share: 70, make: project, run: projects },
    Target { name: "show", share: 40, make: filtered, run: shows },
    Target { name: "diff", share: 40, make: two, run: diffs },
    Target { name: "text", share: 50, make: text::make, run: text::run },
    Target { name: "generate", share: 180, make: whole, run: generates },
];

impl Target {
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }
}

fn text_of<const YAML: bool>(seeds: &Seeds, random: &mut Random) -> Case {
    let Some(seed) = seeds.any(random) else { return Case::default() };
    let Some(whole) = seed.trees.values().nth(random.below(seed.trees.len())) else { return Case::default() };
    let count = whole.count();
    let part = if count > 60 { whole.at(&whole.path(random.below(count))) } else { None };
    let mut tree = part.unwrap_or(whole).clone();
    if random.once_in(2) {
        mutate::change_tree(&mut tree, &[], seeds, random);
    }
    let text = if YAML && random.once_in(2) { tree.yaml() } else { tree.json() };
    let text = if random.once_in(6) { text } else { mutate::changed_text(&text, &seeds.readmes, random) };
    let name = if YAML { "a.yaml" } else { "a.json" };
    Case { files: [(name.to_owned(), text)].into(), inputs: vec![name.to_owned()], ..Case::default() }
}

fn readme(seeds: &Seeds, random: &mut Random) -> Case {
    let text = random.of_these(&seeds.readmes).map_or("", String::as_str);
    let text = mutate::changed_text(text, &seeds.readmes, random);
    let tag = random.once_in(2).then(|| random.text(&["a", "", "package-2024-01", "1.0", "'"]).to_owned());
    let files = [("readme.md".to_owned(), text), ("a.json".to_owned(), r#"{"swagger":"2.0"}"#.to_owned())];
    Case { files: files.into(), inputs: vec!["readme.md".to_owned()], tag, ..Case::default() }
}

fn load_case(seeds: &Seeds, random: &mut Random) -> Case {
    if random.once_in(3) { mutate::package(seeds, random) } else { mutate::description(seeds, random) }
}

fn filtered(seeds: &Seeds, random: &mut Random) -> Case {
    let case = mutate::description(seeds, random);
    mutate::filtered(case, random)
}

fn whole(seeds: &Seeds, random: &mut Random) -> Case {
    let case = if random.once_in(8) { mutate::package(seeds, random) } else { mutate::description(seeds, random) };
    if random.once_in(6) { mutate::filtered(case, random) } else { case }
}

/// A description before and after changes.
fn two(seeds: &Seeds, random: &mut Random) -> Case {
    let mut case = mutate::description(seeds, random);
    let tree = case.inputs.first().and_then(|name| Tree::parse(name, case.files.get(name)?));
    if let Some(mut tree) = tree {
        for _ in 0..random.below(6) {
            mutate::change_tree(&mut tree, &[], seeds, random);
        }
        let name = case.inputs.first().map(|input| Path::new(input).with_file_name("new.json")).unwrap_or_default();
        case.files.insert(name.to_string_lossy().into_owned(), tree.json());
    }
    case
}

/// A dump of an API with changes.
fn dump(seeds: &Seeds, random: &mut Random) -> Case {
    let case = mutate::description(seeds, random);
    let api = resolved(&case.input(), &case).ok().map(|read| read.resolved.api);
    let json = api.and_then(|api| serde_json::to_string(&api).ok()).unwrap_or_default();
    let text = Tree::parse("api.json", &json).map(|mut tree| {
        for _ in 0..random.below(4) {
            mutate::change_tree(&mut tree, &[], seeds, random);
        }
        tree.json()
    });
    let files = [("api.json".to_owned(), text.unwrap_or(json))];
    Case { files: files.into(), inputs: vec!["api.json".to_owned()], ..Case::default() }
}

fn project(seeds: &Seeds, random: &mut Random) -> Case {
    let mut case = mutate::description(seeds, random);
    let input = case.inputs.first().cloned().unwrap_or_default();
    let words: Vec<String> =
        case.files.values().flat_map(|text| text.split('"').skip(1).step_by(2)).map(str::to_owned).collect();
    let word = |random: &mut Random| {
        let word =
            if random.once_in(2) { random.of_these(&words).map_or("", String::as_str) } else { random.text(HOSTILE) };
        serde_json::Value::from(word).to_string()
    };
    let mut toml =
        format!("[[crate]]\nname = \"a-b\"\nout = \"out\"\ninputs = [{}]\n", serde_json::Value::from(input.as_str()));
    for _ in 0..random.below(6) {
        let mut line = random.text(SETTINGS).replace("FILE", &input);
        while let Some((before, after)) = line.split_once('X') {
            line = format!("{before}{}{after}", word(random).replace('X', "x"));
        }
        toml.push_str(&line);
        toml.push('\n');
    }
    if random.once_in(3) {
        toml = mutate::changed_text(&toml, &seeds.readmes, random);
    }
    case.files.insert("armrest.toml".to_owned(), toml);
    case
}

/// Only some cases are looked at in ways that take long.
fn is_one_in(times: usize, case: &Case) -> bool {
    case.len().is_multiple_of(times)
}

/// All that a reading has collected.
#[derive(Default)]
struct Told {
    diagnostics: Diagnostics,
    sources: Sources,
}

impl Told {
    /// Each finding is in a file that was read, and can be shown.
    fn check(&self, case: &Case) -> Result<(), String> {
        for finding in self.diagnostics.iter().take(if is_one_in(16, case) { 100 } else { 3 }) {
            let shown = render(finding, &self.sources, false);
            if shown.is_empty() || shown.contains('\u{1b}') {
                return Err(format!("a finding is shown as {shown:?}"));
            }
        }
        for finding in self.diagnostics.iter() {
            let Some(location) = finding.location else { continue };
            let text = self.sources.text(location.file);
            let offset = location.offset as usize;
            if self.sources.path(location.file).is_empty() || offset > text.len() || !text.is_char_boundary(offset) {
                return Err(format!("a finding is outside of its file: {}", finding.code));
            }
        }
        Ok(())
    }
}

fn loaded(input: &Input, case: &Case, told: &mut Told) -> Option<Documents> {
    load::load(input, &case.memory(), &mut told.sources, &mut told.diagnostics).ok()
}

fn parsers(case: &Case, _: &Path) -> Checked {
    let mut told = Told::default();
    let input = case.input();
    let read = |told: &mut Told| {
        armrest_documents::load::load(&input, &NoDialect, &case.memory(), &mut told.sources, &mut told.diagnostics).ok()
    };
    let documents = read(&mut told);
    told.check(case)?;
    let Some(documents) = documents else {
        let text = case.files.values().next().map_or("", String::as_str);
        if case.inputs[0] == "a.json" && is_plain_json(text) {
            return Err("what is JSON is not read".to_owned());
        }
        return Ok(false);
    };
    let file = *documents.inputs.first().ok_or("there is no input")?;
    let root = documents.root(file).ok_or("there is no root")?;
    let text = documents.sources.text(file);
    if is_one_in(8, case) {
        let again = read(&mut Told::default()).ok_or("the second reading fails")?;
        if again.root(file).map(|root| root.node) != Some(root.node) {
            return Err("the second reading differs".to_owned());
        }
    }
    inside(root.node, text)?;
    if case.inputs[0] == "a.json" {
        let json: serde_json::Value = match serde_json::from_str(text) {
            Ok(json) => json,
            Err(error) if error.to_string().contains("recursion limit") => return Ok(true),
            Err(error) => return Err(format!("what is not JSON is read: {}", error.classify_text())),
        };
        if root.node.to_json() != json {
            return Err("JSON is read as something else".to_owned());
        }
    }
    Ok(true)
}

/// What an error says without its place.
trait Classified {
    fn classify_text(&self) -> String;
}

impl Classified for serde_json::Error {
    fn classify_text(&self) -> String {
        let text = self.to_string();
        text.split(" at line").next().unwrap_or_default().to_owned()
    }
}

/// Whether serde_json reads a text whose nesting is not the reason for refusing it.
fn is_plain_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text.strip_prefix('\u{feff}').unwrap_or(text)).is_ok()
}

/// Each value starts in the text, at a character.
fn inside(node: &load::Node, text: &str) -> Result<(), String> {
    let is_in = |offset: u32| text.is_char_boundary(offset as usize) && offset as usize <= text.len();
    if !is_in(node.offset) {
        return Err("a value is outside of its file".to_owned());
    }
    match &node.value {
        load::Value::Array(items) => items.iter().try_for_each(|item| inside(item, text)),
        load::Value::Object(entries) => entries.iter().try_for_each(|entry| {
            if is_in(entry.offset) {
                inside(&entry.node, text)
            } else {
                Err("a name is outside of its file".to_owned())
            }
        }),
        _ => Ok(()),
    }
}

fn readmes(case: &Case, _: &Path) -> Checked {
    let mut told = Told::default();
    let input = case.input();
    let documents =
        armrest_documents::load::load(&input, &NoDialect, &case.memory(), &mut told.sources, &mut told.diagnostics)
            .ok();
    told.check(case)?;
    let outline = load::outline(&input.paths[0], &case.memory()).map_err(|error| error.to_string())?;
    if documents.is_some() && outline.tags.is_empty() && !outline.has_inputs {
        return Err("there are inputs without a tag and without a default".to_owned());
    }
    Ok(!outline.tags.is_empty() || documents.is_some())
}

fn loads(case: &Case, _: &Path) -> Checked {
    let mut told = Told::default();
    let documents = loaded(&case.input(), case, &mut told);
    told.check(case)?;
    let Some(documents) = documents else { return Ok(false) };
    if is_one_in(8, case) {
        for file in documents.files() {
            let Some(root) = documents.root(file) else { continue };
            for (_, location, value) in root.entries() {
                if documents.pointer(location).is_empty() || documents.pointer(value.location()).is_empty() {
                    return Err("a value has no pointer".to_owned());
                }
            }
        }
    }
    Ok(true)
}

fn reads(case: &Case, _: &Path) -> Checked {
    let mut told = Told::default();
    let documents = loaded(&case.input(), case, &mut told);
    if let Some(documents) = &documents {
        openapi2::read(documents, &mut told.diagnostics);
    }
    told.check(case)?;
    Ok(told.diagnostics.finish(()).is_ok())
}

/// A resolved API, and what was told of it.
struct Read {
    resolved: Resolved,
    told: Told,
    title: Option<String>,
}

fn resolved(input: &Input, case: &Case) -> Result<Read, Told> {
    let mut told = Told::default();
    let Some(documents) = loaded(input, case, &mut told) else { return Err(told) };
    match openapi2::read(&documents, &mut told.diagnostics).resolve(&mut told.diagnostics) {
        Ok(resolved) => Ok(Read { resolved, title: documents.title.clone(), told }),
        Err(_) => Err(told),
    }
}

fn resolves(case: &Case, _: &Path) -> Checked {
    let read = match resolved(&case.input(), case) {
        Ok(read) => read,
        Err(told) => return told.check(case).map(|()| false),
    };
    read.told.check(case)?;
    if is_one_in(4, case) {
        let json = serde_json::to_string(&read.resolved.api).map_err(|error| error.to_string())?;
        let again: Api = serde_json::from_str(&json).map_err(|error| format!("a dump is not read: {error}"))?;
        if again != read.resolved.api {
            return Err("a dump is read as something else".to_owned());
        }
    }
    Ok(true)
}

fn examples(case: &Case, _: &Path) -> Checked {
    let mut told = Told::default();
    let Some(documents) = loaded(&case.input(), case, &mut told) else { return Ok(false) };
    let (examples, count) = oracle::read(&documents, &mut told.diagnostics);
    told.check(case)?;
    if examples.len() > count.total || count.contradicting > count.total {
        return Err("examples are counted wrongly".to_owned());
    }
    Ok(true)
}

/// The whole crate of an API.
fn planned(resolved: &Resolved, filter: &Filter, settings: &Settings, diagnostics: &mut Diagnostics) -> Option<Crate> {
    let selection = resolved.api.select(filter, diagnostics).ok()?;
    plan::plan(resolved, &selection, &[], settings, diagnostics).ok()
}

fn plans(case: &Case, _: &Path) -> Checked {
    let mut read = match resolved(&case.input(), case) {
        Ok(read) => read,
        Err(_) => return Ok(false),
    };
    let settings = Settings { title: read.title.clone(), ..Settings::default() };
    let part = planned(&read.resolved, &case.filter(), &settings, &mut read.told.diagnostics);
    read.told.check(case)?;
    let Some(part) = part else { return Ok(false) };
    if case.include.is_empty() && case.exclude.is_empty() {
        return Ok(true);
    }
    let whole = planned(&read.resolved, &Filter::default(), &settings, &mut Diagnostics::default());
    let whole = whole.ok_or("there is a part of a crate, and no whole one")?;
    let methods = |own: &Crate| -> BTreeMap<String, String> {
        let methods = own.clients.iter().flat_map(|client| client.methods.iter().map(move |method| (client, method)));
        methods.map(|(client, method)| (method.operation.clone(), format!("{} {method:?}", client.name))).collect()
    };
    let models = |own: &Crate| -> BTreeMap<String, String> {
        let text = |model: &plan::Model| format!("{:?}", plan::Model { module: None, ..model.clone() });
        own.models.iter().map(|model| (model.name.clone(), text(model))).collect()
    };
    for (part, whole, what) in [(methods(&part), methods(&whole), "method"), (models(&part), models(&whole), "model")] {
        if part.iter().any(|(name, own)| whole.get(name) != Some(own)) {
            return Err(format!("with a filter, a {what} is another one"));
        }
    }
    Ok(true)
}

/// What is written is Rust, TOML and readable text, in files of the crate.
fn printed(files: &[TextFile]) -> Result<(), String> {
    for file in files {
        let is_named = |one: char| one.is_ascii_alphanumeric() || "_-./".contains(one);
        let is_inside = file.path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
        if !file.path.chars().all(is_named) || !is_inside {
            return Err(format!("a file's path is {:?}", file.path));
        }
        match file.path.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "rs" => drop(syn::parse_file(&file.text).map_err(|error| format!("a file is not Rust: {error}"))?),
            "toml" => {
                toml::from_str::<toml::Table>(&file.text)
                    .map_err(|error| format!("a file is not TOML: {}", error.message()))?;
            }
            _ => {
                if let Some(raw) = file.text.chars().find(|one| one.is_control() && *one != '\n') {
                    return Err(format!("{raw:?} is raw in {}", file.path));
                }
            }
        }
    }
    Ok(())
}

fn emits(case: &Case, _: &Path) -> Checked {
    let Ok(mut read) = resolved(&case.input(), case) else { return Ok(false) };
    let settings = Settings { title: read.title.clone(), ..Settings::default() };
    let diagnostics = &mut read.told.diagnostics;
    let Some(plan) = planned(&read.resolved, &Filter::default(), &settings, diagnostics) else { return Ok(false) };
    let files = emit::emit(&plan, diagnostics).map_err(|_| "a file would not be Rust".to_owned())?;
    printed(&files)?;
    Ok(true)
}

fn dumps(case: &Case, scratch: &Path) -> Checked {
    let text = case.files.values().next().map_or("", String::as_str);
    let is_an_api = serde_json::from_str::<Api>(text).is_ok();
    let path = scratch.join("api.json");
    std::fs::write(&path, text).map_err(|error| error.to_string())?;
    let input = Input { paths: vec![path], ..Input::default() };
    let diff = command::Diff { old: input.clone(), new: input, format: DiffFormat::Text, fail_on: None, color: false };
    let report = command::diff(&diff);
    match report.end {
        End::Done if is_an_api && report.summary != "no changes\n" => Err("a dump differs from itself".to_owned()),
        End::Done => Ok(true),
        _ if report.messages.is_empty() => Err("there is no message".to_owned()),
        _ => Ok(false),
    }
}

/// Generates, and looks at what was told and printed.
fn generated(input: &Input, settings: &Settings, case: &Case) -> Result<Option<Vec<TextFile>>, String> {
    let Outcome { files, diagnostics, sources, .. } = generate(input, settings, &case.memory());
    let has_errors = diagnostics.count(Severity::Error) > 0;
    if diagnostics.iter().any(|finding| finding.code == "not-rust") {
        return Err("a file would not be Rust".to_owned());
    }
    Told { diagnostics, sources }.check(case)?;
    match files {
        Some(files) => printed(&files).map(|()| Some(files)),
        None if has_errors => Ok(None),
        None => Err("there is no crate and no error".to_owned()),
    }
}

pub(super) fn settings(case: &Case) -> Settings {
    Settings { tests: true, filter: case.filter(), ..Settings::default() }
}

fn generates(case: &Case, _: &Path) -> Checked {
    let files = generated(&case.input(), &settings(case), case)?;
    if files.is_some() && is_one_in(8, case) && generated(&case.input(), &settings(case), case)? != files {
        return Err("the second crate differs".to_owned());
    }
    Ok(files.is_some())
}

fn projects(case: &Case, _: &Path) -> Checked {
    let folder = case.folder();
    let mut told = Told::default();
    let files = case.memory();
    let project = Project::read(&folder.join("armrest.toml"), &files, &mut told.sources, &mut told.diagnostics);
    told.check(case)?;
    let Ok(project) = project else { return Ok(false) };
    let mut made = false;
    for own in project.crates.iter().take(2) {
        let Ok(settings) = own.settings(folder, None, &files) else { continue };
        let settings = Settings { runtime: None, ..settings };
        made |= generated(&own.input(folder), &settings, case)?.is_some();
    }
    Ok(made)
}

/// Writes the files of a case, and gives the input.
fn on_disk(case: &Case, scratch: &Path) -> Result<Input, String> {
    let folder = scratch.join("case");
    let _ = std::fs::remove_dir_all(&folder);
    for (name, text) in &case.files {
        let path = folder.join(name);
        let written =
            std::fs::create_dir_all(path.parent().unwrap_or(&folder)).and_then(|()| std::fs::write(path, text));
        written.map_err(|error| error.to_string())?;
    }
    Ok(case.input_in(&folder))
}

fn shows(case: &Case, scratch: &Path) -> Checked {
    let input = on_disk(case, scratch)?;
    let operation = case.include.first().cloned().unwrap_or_else(|| "*".to_owned());
    let format = if is_one_in(2, case) { Format::Json } else { Format::Text };
    let shown = command::show(&command::Show { operation, input, format, color: false });
    is_told(&shown)
}

/// What a command says is text for a terminal, and says why it failed.
fn is_told(report: &command::Report) -> Checked {
    let raw = |one: char| one.is_control() && one != '\n';
    if report.summary.chars().chain(report.messages.chars()).any(raw) {
        return Err("a control character is shown".to_owned());
    }
    match report.end {
        End::Failed if report.messages.is_empty() => Err("there is no message".to_owned()),
        end => Ok(end == End::Done),
    }
}

fn diffs(case: &Case, scratch: &Path) -> Checked {
    let input = on_disk(case, scratch)?;
    let paths: Vec<_> = input.paths.first().map(|path| path.with_file_name("new.json")).into_iter().collect();
    let new = Input { paths, ..input.clone() };
    let formats = [DiffFormat::Text, DiffFormat::Markdown, DiffFormat::Json];
    let compare = |old: &Input, new: &Input| {
        let (old, new) = (old.clone(), new.clone());
        command::diff(&command::Diff { old, new, format: formats[case.len() % 3], fail_on: None, color: false })
    };
    let report = compare(&input, &new);
    is_told(&report)?;
    if report.end == End::Done && is_one_in(4, case) {
        let same = compare(&new, &new).summary;
        if !["no changes\n", "**no changes**\n", "[]\n"].contains(&same.as_str()) {
            return Err("a description differs from itself".to_owned());
        }
    }
    Ok(report.end == End::Done)
}
