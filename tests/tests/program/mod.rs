//! A program on armrest-runtime, in a package of its own.

#![allow(dead_code, reason = "each test binary uses some of this")]

use armrest::disk;
use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

const MANIFEST: &str = r#"[package]
name = "NAME"
edition = "2024"

[workspace]

[dependencies]
armrest-runtime = { path = "RUNTIME" }
azure_core = { version = "1.1", default-features = false }
"#;

/// A program that is written and not yet compiled.
pub(crate) struct Program {
    folder: PathBuf,
    target: PathBuf,
}

impl Program {
    pub(crate) fn new(name: &str, source: &str) -> Self {
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the checkout");
        let build = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = build.join(name);
        let lock = disk::read_text(&checkout.join("Cargo.lock")).expect("Cargo.lock").expect("Cargo.lock");
        let runtime = checkout.join("runtime");
        let manifest = MANIFEST.replace("NAME", name).replace("RUNTIME", &runtime.to_string_lossy());
        for (path, text) in [("Cargo.toml", manifest.as_str()), ("Cargo.lock", &lock), ("src/main.rs", source)] {
            disk::replace(&folder.join(path), text).expect("the program");
        }
        Self { folder, target: build.parent().expect("the build folder").to_owned() }
    }

    pub(crate) fn run(&self) -> Output {
        self.cargo("run")
    }

    /// What the compiler says of the program that it does not take.
    pub(crate) fn compile_error(&self) -> String {
        let output = self.cargo("check");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "it compiles: {errors}");
        errors
    }

    fn cargo(&self, command: &str) -> Output {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&self.folder).env("CARGO_TARGET_DIR", &self.target).args([command, "--quiet"]);
        cargo.output().expect("cargo")
    }
}
