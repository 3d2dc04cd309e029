//! What is generated, compiles: crates of changed descriptions, in one workspace.

use super::{
    case::Finding,
    random::Random,
    seeds::Seeds,
    targets::{self, Target},
    write as write_finding,
};
use crate::build;
use armrest::{
    command::runtime_path,
    generate,
    plan::Settings,
    write::{Mode, write},
};
use std::{collections::BTreeMap, path::Path};

/// Generates crates of as many changed descriptions, and compiles them with warnings denied; whether all compile.
pub(super) fn compile(workspace: &Path, folder: &Path, seeds: &Seeds, seed: u64, count: usize) -> Result<bool, String> {
    let target = Target::find("generate").ok_or("there is no such target")?;
    let folder_of_crates = folder.join("compile");
    // Of an earlier run there may be others.
    let _ = std::fs::remove_dir_all(build::crates(&folder_of_crates));
    let mut made: BTreeMap<String, Finding> = BTreeMap::new();
    let mut execution = 0;
    while made.len() < count {
        let case = (target.make)(seeds, &mut Random::of(seed, target.name, execution));
        let name = format!("mutant-{execution}");
        let out = build::crates(&folder_of_crates).join(&name);
        let settings = Settings {
            package: Some(name.clone()),
            runtime: runtime_path(&out, workspace),
            ..targets::settings(&case)
        };
        let outcome = generate(&case.input(), &settings, &case.memory());
        if let Some(files) = outcome.files {
            write(&out, &files, Mode::Write).map_err(|error| format!("{}: {error}", out.display()))?;
            let kind = format!("{name} does not compile");
            let target = target.name.to_owned();
            made.insert(name, Finding { target, kind, message: String::new(), seed, execution, case });
        }
        execution += 1;
    }
    let members: Vec<String> = made.keys().map(|name| format!("crates/{name}")).collect();
    build::workspace(workspace, &folder_of_crates, &members)?;
    let checked = build::check_all(&folder_of_crates, None)?;
    let failed: Vec<&Finding> = made.iter().filter(|(name, _)| !checked.contains(*name)).map(|(_, own)| own).collect();
    for finding in &failed {
        println!("{}\n  {}", finding.kind, write_finding(folder, finding)?.display());
    }
    println!("{} crates of changed descriptions, {} do not compile", made.len(), failed.len());
    Ok(failed.is_empty())
}
